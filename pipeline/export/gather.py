"""What an export tells of: the reviews of the period, their evaluations and actions, and the papers that told Cabinet of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.check import case_of
from pipeline.compose import Composer, Learning
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.export.as_at import begun, evaluations_on, review_on
from pipeline.export.names import safe_ids
from pipeline.findings import Finding, Severity
from pipeline.load import Draft, Request, load, located
from pipeline.models.action import Action, ActionPlan
from pipeline.models.base import Model
from pipeline.models.dates import PartialDate
from pipeline.models.evaluation import Evaluation
from pipeline.models.inputs import Inputs
from pipeline.models.review import Review
from pipeline.rules import check
from pipeline.source import Source

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Asked:
    """What an export is asked for.

    ``since`` and ``until`` bound the period, ``as_at`` is the day on which everything is looked at, ``reviews`` names some only.
    """

    since: PartialDate
    until: PartialDate
    as_at: PartialDate
    purpose: str
    reviews: Sequence[str] = ()
    profile: str | None = None


@dataclass(frozen=True)
class Told:
    """A paper without an error: its folder and files, its inputs, those of its public copy, and what composes it."""

    folder: Path
    files: list[Path]
    source: Source
    inputs: Inputs
    public: Inputs
    composer: Composer


@dataclass(frozen=True)
class Concerned:
    """A paper that goes into the bundle, composed, under a name made from its folder's."""

    name: str
    paper: Told
    document: Document


@dataclass
class Gathered:
    """What was found: the papers of all time, those concerned, and the records told of.

    ``later`` names the reviews of which something came after the day, and is left out.
    """

    everything: list[Told] = field(default_factory=list)
    concerned: list[Concerned] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    learning: dict[str, Learning] = field(default_factory=dict)
    evaluations: list[Evaluation] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    monitored_by: list[str] = field(default_factory=list)
    later: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    @property
    def latest(self) -> Inputs:
        """The inputs of the last paper concerned, else of the last there is: whom the export is from, and the council."""
        return (self.concerned[-1].paper if self.concerned else self.everything[-1]).public

    @property
    def stopped(self) -> bool:
        """Whether an error stands in the way."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def plan(self) -> ActionPlan:
        """The action plan of the reviews told of."""
        return ActionPlan(monitored_by=self.monitored_by, actions=self.actions)


def gather(asked: Asked, request: Request, say: Callable[[str], None]) -> Gathered:
    """Read every paper, and choose what the export tells of.

    Args:
        asked: the period, the day, and which reviews.
        request: the folders.
        say: told of each step.

    Raises:
        PipelineError: there is no paper, or a review that is asked for is not there in the period.
    """
    found = Gathered()
    folders = request.papers(())
    for number, folder in enumerate(folders, start=1):
        say(f"reading {number} of {len(folders)}: {folder.name}")
        _take(folder, load(folder, request), found)
    if found.stopped:
        return found
    found.everything.sort(key=lambda each: (each.inputs.meeting.date, each.folder.name))
    _join(found)
    chosen = _choose(found, asked)
    _as_at(found, asked.as_at)
    _compose(found, asked, chosen, say)
    return found


def _take(folder: Path, draft: Draft, found: Gathered) -> None:
    found.findings += _errors(draft.findings)
    if draft.inputs is not None and draft.composer is not None:
        copy = draft.composer.copy(draft.inputs)
        found.everything.append(Told(folder, draft.files, draft.source, draft.inputs, copy.inputs, draft.composer))
        if copy.withheld:
            message = f"{folder.name} withholds something from the public; an export holds what its public copy holds"
            found.findings.append(
                Finding("EX103", Severity.WARNING, message, "Send the members' copy by itself, if it is asked for.")
            )


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _join(found: Gathered) -> None:
    """Put together what all papers hold and none withholds; where two tell differently of one record, the later paper is believed."""
    all_ = [paper.public for paper in found.everything]
    reviews = {each.id for paper in found.everything for each in paper.inputs.reviews if each.withheld}
    actions = {each.id for paper in found.everything for each in paper.inputs.actions.actions if each.withheld}
    found.reviews = _without(_latest((each.reviews for each in all_), "id", "review", found), "id", reviews, found)
    evaluations = _latest((each.evaluations for each in all_), "review", "evaluation", found)
    found.evaluations = _without(evaluations, "review", reviews, found)
    plan = _without(_latest((each.actions.actions for each in all_), "id", "action", found), "id", actions, found)
    found.actions = _without(plan, "review", reviews, found)
    found.monitored_by = next((each.actions.monitored_by for each in reversed(all_) if each.actions.monitored_by), [])


def _without(records: Sequence[M], key: str, private: set[str], found: Gathered) -> list[M]:
    """Leave out what a paper withholds, though another tells of it."""
    kept = [each for each in records if getattr(each, key) not in private]
    if len(kept) < len(records):
        message = "what one paper withholds another tells of; the report and the data leave it out"
        hint = (
            "Keep one register beside council.yaml, or take the mark away in the paper whose meeting it was exempt at."
        )
        found.findings += {Finding("EX104", Severity.WARNING, message, hint)} - set(found.findings)
    return kept


def _latest(groups: Iterable[Sequence[M]], key: str, what: str, found: Gathered) -> list[M]:
    records: dict[str, M] = {}
    differ = []
    for group in groups:
        for record in group:
            name = getattr(record, key)
            differ += [name] if records.get(name, record) != record else []
            records[name] = record
    for name in dict.fromkeys(differ):
        message = f"papers tell differently of the {what} {name}; the latest of them is believed"
        hint = "Keep one register beside council.yaml, so that all papers tell the same."
        found.findings.append(Finding("EX101", Severity.WARNING, message, hint))
    return list(records.values())


def _choose(found: Gathered, asked: Asked) -> set[str]:
    """Keep the reviews of the period that are asked for and had begun by the day, with their evaluations and actions."""
    submitted = {each.review: [each.submitted] for each in found.evaluations}
    inside = [each for each in found.reviews if _in_period(each, submitted.get(each.id, []), asked)]
    there = {each.id for each in inside if begun(each) <= asked.as_at}
    if missing := [name for name in asked.reviews if name not in there]:
        _refuse(missing[0], [each.id for each in inside], there, asked)
    chosen = set(asked.reviews) or there
    found.reviews = [each for each in inside if each.id in chosen]
    found.evaluations = [each for each in found.evaluations if each.review in chosen]
    found.actions = [each for each in found.actions if each.review in chosen]
    if not asked.reviews and (after := [each.id for each in inside if each.id not in there]):
        message = f"begun after {asked.as_at}, and so left out: {', '.join(after)}"
        found.findings.append(Finding("EX102", Severity.NOTE, message, "Give a later day with --as-at."))
    return chosen


def _refuse(name: str, inside: Sequence[str], there: Iterable[str], asked: Asked) -> None:
    hint = f"Reviews of the period: {', '.join(sorted(there)) or 'none'}."
    if name in inside:
        raise PipelineError(ExitCode.USAGE, f"The review {name} had not begun on {asked.as_at}.", hint)
    raise PipelineError(ExitCode.USAGE, f"There is no review {name} in the period.", hint)


def _as_at(found: Gathered, day: PartialDate) -> None:
    """Leave out of the records what came after the day, and note of which reviews."""
    reviews = {each.id: each for each in found.reviews}
    evaluations = {each.review: each for each in found.evaluations}
    found.reviews = [review_on(each, day) for each in found.reviews]
    found.evaluations = list(evaluations_on(found.evaluations, day))
    kept = {each.review for each in found.evaluations}
    found.later = {each.id for each in found.reviews if each != reviews[each.id]}
    found.later |= {each.review for each in found.evaluations if each != evaluations[each.review]}
    found.later |= {name for name in evaluations if name not in kept}


def _compose(found: Gathered, asked: Asked, chosen: set[str], say: Callable[[str], None]) -> None:
    """Compose the papers concerned, and what was learnt from each review as the last paper that tells of it has it."""
    told = {review.id: paper for paper in found.everything for review in paper.public.reviews if review.id in chosen}
    for paper in {id(paper): paper for paper in told.values()}.values():
        learning, findings = paper.composer.learning(paper.inputs)
        found.findings += located(paper.source, _errors(findings))
        found.learning |= {name: learning[name] for name, last in told.items() if last is paper}
    concerned = [paper for paper in found.everything if _is_concerned(paper.public, asked, chosen)]
    for name, paper in zip(safe_ids(paper.folder for paper in concerned), concerned, strict=True):
        say(f"composing {paper.folder.name}")
        document, findings = paper.composer.compose(paper.inputs)
        # A paper whose meeting was held is evidence as it is; one that is still to come must stand up to the rules.
        held = paper.inputs.meeting.date <= asked.as_at
        ruled = [] if held else check(case_of(paper.inputs, paper.composer, document))
        copy = paper.composer.copy(paper.inputs)
        wrong = [copy.original(finding) for finding in _errors([*findings, *ruled])]
        found.findings += located(paper.source, wrong)
        if document is not None:
            found.concerned.append(Concerned(name, paper, document))


def _is_concerned(inputs: Inputs, asked: Asked, chosen: set[str]) -> bool:
    tells_of = {review.id for review in inputs.reviews} | {action.review for action in inputs.actions.actions}
    return _within(inputs.meeting.date, asked) and bool(tells_of & chosen)


def _in_period(review: Review, submitted: Sequence[PartialDate], asked: Asked) -> bool:
    """Whether a death, the decision to review, the submission or the publication falls into the period."""
    days = [child.died for child in review.children] + list(submitted)
    days += [day for day in (review.initiated, review.executive_summary.published) if day]
    return any(_within(day, asked) for day in days)


def _within(day: PartialDate, asked: Asked) -> bool:
    """Whether a date, as precise as it is known, can lie in the period."""
    first = PartialDate(day.year, day.month or 1, day.day or 1)
    since = PartialDate(asked.since.year, asked.since.month or 1, asked.since.day or 1)
    return day.last_day >= since and first <= asked.until.last_day
