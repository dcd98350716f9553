"""What an export tells of: the reviews of the period, their evaluations and actions, and the papers that told Cabinet of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.build import Draft, Request, load
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Severity, blocking
from pipeline.models.action import Action, ActionPlan
from pipeline.models.base import Model
from pipeline.models.dates import PartialDate
from pipeline.models.evaluation import Evaluation
from pipeline.models.inputs import Inputs
from pipeline.models.paper import Figure
from pipeline.models.review import Review

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Asked:
    """What an export is asked for.

    ``since`` and ``until`` bound the period, ``as_at`` is the day on which actions are looked at, ``reviews`` names some only.
    """

    since: PartialDate
    until: PartialDate
    as_at: PartialDate
    purpose: str
    reviews: Sequence[str] = ()
    profile: str | None = None


@dataclass
class Gathered:
    """What was found: the papers of all time, those concerned, and the records told of."""

    everything: list[tuple[Path, Draft]] = field(default_factory=list)
    concerned: list[tuple[Path, Draft]] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    evaluations: list[Evaluation] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    monitored_by: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def latest(self) -> Inputs:
        """The inputs of the last paper there is: whom the export is from, and the council."""
        return inputs_of(self.everything[-1][1])


def inputs_of(draft: Draft) -> Inputs:
    """Return the inputs of a paper that has no error."""
    if draft.inputs is None:
        raise PipelineError(ExitCode.FINDINGS, "A paper has errors.", "cabinet-papers build says which.")
    return draft.inputs


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
    for folder in request.papers(()):
        say(f"reading {folder.name}")
        draft = load(folder, request)
        wrong = blocking(draft.findings)
        found.findings += wrong
        if draft.inputs is not None and draft.composer is not None and not wrong:
            found.everything.append((folder, draft))
    if found.findings or not found.everything:
        return found
    found.everything.sort(key=lambda each: (inputs_of(each[1]).meeting.date, each[0].name))
    _join(found)
    _choose(found, asked)
    return found


def _join(found: Gathered) -> None:
    """Put together what all papers hold; where two tell differently of one record, the later paper is believed, and that is said."""
    all_ = [inputs_of(draft) for _, draft in found.everything]
    found.reviews = _latest((each.reviews for each in all_), "id", "review", found)
    found.evaluations = _latest((each.evaluations for each in all_), "review", "evaluation", found)
    found.actions = _latest((each.actions.actions for each in all_), "id", "action", found)
    found.figures = _latest((each.paper.figures for each in all_), "id", "figure", found)
    found.monitored_by = next((each.actions.monitored_by for each in reversed(all_) if each.actions.monitored_by), [])


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


def _choose(found: Gathered, asked: Asked) -> None:
    submitted = {each.review: [each.submitted] for each in found.evaluations}
    inside = [each for each in found.reviews if _in_period(each, submitted.get(each.id, []), asked)]
    names = {each.id for each in inside}
    if missing := [name for name in asked.reviews if name not in names]:
        there = ", ".join(sorted(names)) or "none"
        message = f"There is no review {missing[0]} in the period."
        raise PipelineError(ExitCode.USAGE, message, f"Reviews of the period: {there}.")
    chosen = set(asked.reviews) or names
    found.reviews = [each for each in inside if each.id in chosen]
    found.evaluations = [each for each in found.evaluations if each.review in chosen]
    found.actions = [each for each in found.actions if each.review in chosen]
    found.concerned = [
        (folder, draft)
        for folder, draft in found.everything
        if _within(inputs_of(draft).meeting.date, asked) and _tells_of(inputs_of(draft), chosen)
    ]


def _tells_of(inputs: Inputs, chosen: set[str]) -> bool:
    return any(review.id in chosen for review in inputs.reviews) or any(
        a.review in chosen for a in inputs.actions.actions
    )


def _in_period(review: Review, submitted: Sequence[PartialDate], asked: Asked) -> bool:
    """Whether a death, the decision to review, the submission or the publication falls into the period."""
    days = [child.died for child in review.children] + list(submitted)
    days += [day for day in (review.initiated, review.executive_summary.published) if day]
    return any(_within(day, asked) for day in days)


def _within(day: PartialDate, asked: Asked) -> bool:
    """Whether a date, as precise as it is known, can lie in the period."""
    first, last = (day.year, day.month or 1, day.day or 1), (day.year, day.month or 12, day.day or 31)
    since, until = asked.since, asked.until
    return last >= (since.year, since.month or 1, since.day or 1) and first <= (
        until.year,
        until.month or 12,
        until.day or 31,
    )


def plan_of(found: Gathered) -> ActionPlan:
    """Return the action plan of the reviews told of."""
    return ActionPlan(monitored_by=found.monitored_by, actions=found.actions)
