"""Items: the papers of a meeting as its agenda has them, in order and numbered, those that withhold something last."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipeline.build import slug, standings
from pipeline.check import checked
from pipeline.clearances import draft_line
from pipeline.compose import Composer
from pipeline.deadlines import calendar
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Severity, blocking
from pipeline.load import Request, load
from pipeline.models.council import StandingItem
from pipeline.models.inputs import Inputs
from pipeline.models.withholding import Confidential, Exempt
from pipeline.timetable import Timetable, as_day
from pipeline.waiting import papers_of


@dataclass(frozen=True)
class Item:
    """A paper on the agenda.

    ``grounds`` is why something of it is withheld; ``supplement`` is the one that it
    came with, 0 for the agenda's own.
    """

    paper: str
    inputs: Inputs
    composer: Composer
    document: Document
    number: int = 0
    supplement: int = 0
    grounds: Sequence[Exempt | Confidential] = ()

    @property
    def id(self) -> str:
        """The name of its sheet in a pack."""
        return f"item-{self.number}"

    @property
    def stem(self) -> str:
        """The name of its files."""
        return f"{self.number:02}-{slug(Path(self.paper))}"

    @property
    def title(self) -> str:
        """Its title, as its paper prints it."""
        return self.document.title.removesuffix(self.composer.style.title_ending or ".")


@dataclass(frozen=True)
class Business:
    """All that a meeting has before it: its timetable, its items, what is to be said of them, and whether that stops a pack."""

    timetable: Timetable
    items: list[Item]
    findings: list[Finding]
    stopped: bool
    first: list[tuple[int, StandingItem]] = field(default_factory=list)
    last: list[tuple[int, StandingItem]] = field(default_factory=list)

    def of(self, supplement: int) -> list[Item]:
        """Return the items of the agenda (0) or of a supplement."""
        return [item for item in self.items if item.supplement == supplement]

    @property
    def supplements(self) -> int:
        """How many supplements there are to be: one for each day on which late papers were published."""
        return max((item.supplement for item in self.items), default=0)


def business(meeting: str, request: Request) -> Business:
    """Read, check and compose every paper of a meeting.

    Raises:
        PipelineError: there is no such meeting, or no paper for it; or a template is wrong.
    """
    folders = papers_of(meeting, request)
    timetable = next(each for each in calendar(request.inputs).timetables if each.meeting.id == meeting)
    items: list[Item] = []
    findings: list[Finding] = []
    for folder in folders:
        item, found = _item(folder, request)
        findings += found
        items += [item] if item else []
    findings = list(dict.fromkeys(findings))
    if blocking(findings, strict=request.strict, rules=True) or len(items) < len(folders):
        return Business(timetable, [], findings, stopped=True)
    standing = items[0].inputs.council.standing_items
    before, after = ([each for each in standing if each.last is last] for last in (False, True))
    numbered = list(_numbered(list(_in_parts(items, published_by(timetable))), len(before)))
    findings += _numbers_that_go_back(numbered, len(before))
    end = max((item.number for item in numbered if not item.supplement), default=len(before))
    return Business(
        timetable,
        numbered,
        findings,
        stopped=bool(blocking(findings, strict=request.strict, rules=True)),
        first=list(enumerate(before, start=1)),
        last=list(enumerate(after, start=end + 1)),
    )


def published_by(timetable: Timetable) -> date:
    """Return the day on which the agenda was published, or has to be: papers of later days are late."""
    published = timetable.meeting.published
    return as_day(published) if published else timetable.day("papers")


def _item(folder: Path, request: Request) -> tuple[Item | None, list[Finding]]:
    draft = load(folder, request)
    if draft.inputs is None or draft.composer is None:
        return None, draft.findings
    document, findings = checked(draft, draft.inputs, draft.composer)
    if document is None:
        return None, findings
    document = replace(document, draft=draft_line(standings(folder.name, draft.inputs, draft.composer, request)))
    grounds = list({each.why.ground: each.why for each in draft.composer.copy(draft.inputs).withheld}.values())
    return Item(folder.name, draft.inputs, draft.composer, document, grounds=grounds), findings


def _in_parts(items: Sequence[Item], agenda: date) -> Iterator[Item]:
    """Yield the agenda's items, then those of each supplement; in each, what withholds something comes last."""
    days = [as_day(published) if (published := item.inputs.paper.published) else agenda for item in items]
    late = sorted({day for day in days if day > agenda})
    parts = {day: number for number, day in enumerate(late, start=1)}
    placed = [replace(item, supplement=parts.get(day, 0)) for item, day in zip(items, days, strict=True)]
    yield from sorted(placed, key=lambda item: (item.supplement, bool(item.grounds)))


def _numbered(items: Iterable[Item], standing: int) -> Iterator[Item]:
    """Yield items with their numbers: a paper's own, else the next."""
    number, after = standing, 0
    for item in items:
        if item.supplement and not after:
            after = sum(each.last for each in item.inputs.council.standing_items)
            number += after
        own = item.inputs.paper.agenda_item
        number = number + 1 if own is None else own
        yield replace(item, number=number)


def _numbers_that_go_back(items: Sequence[Item], standing: int) -> Iterator[Finding]:
    """PK101: the number that a paper gives is not after those before it on the agenda."""
    highest = standing
    for item in items:
        if item.number <= highest:
            message = f"{item.paper} gives item number {item.number}, and the agenda is at {highest} before it"
            hint = "Give it a later number or none; items that withhold something stand last, after the standing items."
            yield Finding("PK101", Severity.ERROR, message, hint)
        highest = max(highest, item.number)


def nothing_new(meeting: str) -> PipelineError:
    """Say that a supplement would be empty."""
    hint = "A late paper gives in published the day on which it was, after the agenda's."
    return PipelineError(ExitCode.FINDINGS, f"No paper of {meeting} is late: a supplement would be empty.", hint)
