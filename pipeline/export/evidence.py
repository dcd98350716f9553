"""The index of evidence: which document stands behind what, where it is kept, and until when. Child-level lists are named, never held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.compose.grammar import plain_date
from pipeline.document import flat
from pipeline.export.gather import Concerned, Gathered
from pipeline.export.names import paper_file
from pipeline.export.profile import Profile
from pipeline.models.law import Rule
from pipeline.progress import Progress
from pipeline.timetable import Timetable, timetable
from pipeline.working_days import WorkingDays

OF_ACTION = "evidence of an action"


@dataclass(frozen=True)
class Evidence:
    """One line of the index of evidence: a document, where it is kept and until when, and whether it lists children."""

    document: str
    kept_at: str
    kind: str
    until: str = ""
    authority: str = ""
    child_level: bool = False


def evidence_index(
    found: Gathered, progress: Progress, profile: Profile, days: WorkingDays, law: Sequence[Rule]
) -> list[Evidence]:
    """Return the documents: papers, what they rest on, what shows that actions were done, and what is only indexed.

    A document that several papers rest on is listed once, with the last day until which one of them keeps it.

    Args:
        found: the records told of, and the papers.
        progress: the actions on the day.
        profile: what is indexed besides.
        days: the council's working days.
        law: every rule of how long documents stay open.
    """
    listed: dict[tuple[str, str, str], Evidence] = {}
    for each in _all(found, progress, profile, days, law):
        key = (each.document, each.kept_at, each.kind)
        if key not in listed or each.until > listed[key].until:
            listed[key] = each
    return list(listed.values())


def _all(
    found: Gathered, progress: Progress, profile: Profile, days: WorkingDays, law: Sequence[Rule]
) -> Iterator[Evidence]:
    for concerned in found.concerned:
        yield from _of_paper(concerned, days, law)
    for position in progress.positions:
        if position.state == "complete and evidenced":
            yield Evidence(f"{position.action.id}: {position.action.evidence}", position.action.agency, OF_ACTION)
    for each in profile.indexed:
        yield Evidence(each.document, each.kept_at, "indexed only", each.until or "", "", each.child_level)


def _of_paper(concerned: Concerned, days: WorkingDays, law: Sequence[Rule]) -> Iterator[Evidence]:
    inputs, document = concerned.paper.inputs, concerned.document
    dates = timetable(inputs.meeting, inputs.council, law, days)
    title = f"{document.title.removesuffix('.')} ({inputs.meeting.body}, {plain_date(inputs.meeting.date)})"
    where = f"This bundle: {paper_file(concerned.name, 'pdf')}"
    yield Evidence(title, where, "paper", *_until(dates, "papers-open"))
    kinds = [source.kind for source in inputs.paper.source_documents]
    rows = document.main.iterfind("table[@class='source-documents']/tbody/tr")
    for kind, row in zip(kinds, rows, strict=False):
        until = _until(dates, "background-open") if kind == "background" else ("", "")
        yield Evidence(flat(row[0]), flat(row[1]), f"{kind} document", *until)


def _until(dates: Timetable, rule: str) -> tuple[str, str]:
    found = next((each for each in dates.deadlines if each.id == rule), None)
    return (str(found.day), found.authority) if found and found.day else ("", "")
