"""What notices state that no single field holds: who decides, when, on which documents, and until when these stay open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.compose.notice import Block, Bullets, Line, Rich
from pipeline.document import letter
from pipeline.findings import Path
from pipeline.models.dates import PartialDate
from pipeline.notices.subject import Subject
from pipeline.timetable import as_day, plan_of

PLAN_MONTHS = 4
"""For how many months a Forward Plan is (SI 2000/3272 reg 13)."""


@dataclass(frozen=True)
class Absent:
    """A datum that is not there: what it is called, where it belongs, and what to write."""

    label: str
    at: Path
    hint: str


class AbsentError(Exception):
    """Something cannot be computed, for want of data."""

    def __init__(self, *absent: Absent) -> None:
        super().__init__()
        self.absent = absent


Value = PartialDate | list[Block]
"""A date, or an item's paragraphs and lists."""


def matter(subject: Subject) -> list[Block]:
    """The matter to be decided: the paper's title, and the reference under which it is listed."""
    paper = subject.paper
    found: list[Block] = [Line((Rich(paper.title, ("paper", "title")),))]
    return [*found, *([Line((f"Reference: {paper.forward_plan_ref}",))] if paper.forward_plan_ref else [])]


def decision_maker(subject: Subject) -> list[Block]:
    """The body's name and a list of its members."""
    body = subject.meeting.body
    for each in subject.council.notices.decision_makers:
        if each.body.lower() == body.lower():
            members = Bullets(tuple(Line((member,)) for member in each.members))
            return [Line((f"{body} of {subject.council.name}, whose members are:",)), members]
    hint = f"Write notices: decision_makers: with the body {body} and its members in council.yaml."
    raise AbsentError(Absent(f"List of the members of {body}", ("council", "notices", "decision_makers"), hint))


def when(subject: Subject) -> list[Block]:
    """The meeting's date, time and venue, as far as they are known."""
    meeting = subject.meeting
    return [
        Line(
            (
                meeting.date,
                *([f", {meeting.time}"] if meeting.time else []),
                *([f", {meeting.venue}"] if meeting.venue else []),
            )
        )
    ]


def documents(subject: Subject) -> list[Block]:
    """The report and its appendices; of what is withheld, that there is one (SI 2012/2089 reg 9(3))."""
    paper = subject.paper
    report = Line(("Report of the ", paper.author.post, ": ", Rich(paper.title, ("paper", "title"))))
    appendices = (
        Line((f"Appendix {letter(number)}: {each.title}",)) for number, each in enumerate(paper.appendices, start=1)
    )
    return [Bullets((report, *appendices))]


def report(subject: Subject) -> list[Block]:
    """The report that a list of background papers is of."""
    paper = subject.paper
    words = (" (report of the ", paper.author.post, " to the meeting on ", subject.meeting.date, ")")
    return [Line((Rich(paper.title, ("paper", "title")), *words))]


def background(subject: Subject) -> list[Block]:
    """The background papers that may be listed, each with where it can be read; published works are none."""
    listed = tuple(
        Line((Rich(each.title, ("paper", "source_documents", number, "title")), f": {each.location}"))
        for number, each in enumerate(subject.paper.source_documents)
        if each.kind == "background"
    )
    return [Bullets(listed) if listed else Line(("There are none.",))]


def alternatives(subject: Subject) -> list[Block]:
    """The options that were not chosen, each with why it was rejected, and what else was considered."""
    decision, rejected = subject.paper.decision, list(_rejected(subject))
    if absent := [each for each in rejected if isinstance(each, Absent)]:
        raise AbsentError(*absent)
    found = [each for each in rejected if not isinstance(each, Absent)]
    at: Path = ("paper", "decision", "alternatives")
    if decision and decision.alternatives:
        found.append(Rich(decision.alternatives, at))
    if not found:
        hint = "Write decision: alternatives in paper.yaml; None, if none were considered."
        raise AbsentError(Absent("Alternatives considered and rejected", at, hint))
    return found


def _rejected(subject: Subject) -> Iterator[Block | Absent]:
    whole = subject.whole.paper.options if subject.whole else []
    shown = subject.paper.options
    if whole and not shown:
        yield Line(("The options of the report are not for publication.",))
    chosen = subject.paper.decision.option if subject.paper.decision else None
    for number, (each, own) in enumerate(zip(shown, whole, strict=False)):
        if own.id == chosen or (not chosen and own.recommended):
            continue
        at: Path = ("paper", "options", number)
        name = f"Option {number + 1}: {each.title}. "
        if own.withheld:
            yield Line((name, Rich(each.text, (*at, "text"))))
        elif not each.rejected:
            hint = "Write rejected: under the option in paper.yaml."
            yield Absent(f"Why option {number + 1} was rejected", (*at, "rejected"), hint)
        else:
            yield Line((name, each.rejected))


def plan_begins(subject: Subject) -> PartialDate:
    """The first day of the Forward Plan that is in force on the day of the meeting."""
    return _date(plan_of(as_day(subject.meeting.date), subject.days))


def plan_ends(subject: Subject) -> PartialDate:
    """The last day of that plan: four months from its first."""
    begins = plan_of(as_day(subject.meeting.date), subject.days)
    months = begins.month - 1 + PLAN_MONTHS
    following = date(begins.year + months // 12, months % 12 + 1, min(begins.day, 28))
    return _date(following - timedelta(days=1))


def papers_published(subject: Subject) -> PartialDate:
    """The day on which the paper, and with it the list, was open to the public."""
    day = subject.paper.published or subject.meeting.published
    if day is None:
        hint = "Write published in meetings.yaml."
        raise AbsentError(Absent("Agenda published", subject.at("meeting.published"), hint))
    return day


def _open_until(deadline: str) -> Callable[[Subject], PartialDate]:
    def computed(subject: Subject) -> PartialDate:
        """The last day of a period of inspection, by the law in force on the day of the meeting."""
        day = subject.due(deadline)
        if day is None:
            hint = "No law in force on that day has one."
            raise AbsentError(Absent("Period of inspection", subject.at("meeting.date"), hint))
        return _date(day)

    return computed


def _date(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


COMPUTED: dict[str, Callable[[Subject], Value]] = {
    "matter": matter,
    "decision-maker": decision_maker,
    "when": when,
    "documents": documents,
    "report": report,
    "background": background,
    "alternatives": alternatives,
    "plan-begins": plan_begins,
    "plan-ends": plan_ends,
    "papers-published": papers_published,
    "papers-open": _open_until("papers-open"),
    "background-open": _open_until("background-open"),
}
"""What the law of notices can name besides fields."""
