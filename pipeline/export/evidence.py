"""The index of evidence: which document stands behind what, where it is kept, and until when. Child-level lists are named, never held."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.build import Draft, slug
from pipeline.document import flat
from pipeline.export.gather import Gathered, inputs_of
from pipeline.export.profile import Profile
from pipeline.export.tables import Evidence
from pipeline.models.law import Rule
from pipeline.timetable import Timetable, timetable
from pipeline.working_days import WorkingDays


def evidence_index(found: Gathered, profile: Profile, days: WorkingDays, law: Sequence[Rule]) -> Iterator[Evidence]:
    """Yield the documents: papers, what they rest on, what shows that actions were done, and what is only indexed.

    Args:
        found: the records told of, and the papers.
        profile: what is indexed besides.
        days: the council's working days.
        law: every rule of how long documents stay open.
    """
    for folder, draft in found.concerned:
        yield from _of_paper(folder, draft, days, law)
    for action in found.actions:
        if action.evidence:
            yield Evidence(f"{action.id}: {action.evidence}", action.agency, "evidence of an action")
    for each in profile.indexed:
        yield Evidence(each.document, each.kept_at, "indexed only", each.until or "", "", each.child_level)


def _of_paper(folder: Path, draft: Draft, days: WorkingDays, law: Sequence[Rule]) -> Iterator[Evidence]:
    inputs = inputs_of(draft)
    timetable_ = timetable(inputs.meeting, inputs.council, law, days)
    document, _ = draft.composer.compose(inputs) if draft.composer else (None, [])
    if document is None:
        return
    where = f"papers/{folder.name}/{slug(folder)}.pdf"
    title = f"{document.title} ({inputs.meeting.body}, {inputs.meeting.date})"
    yield Evidence(title, where, "paper", *_until(timetable_, "papers-open"))
    kinds = [document.kind for document in inputs.paper.source_documents]
    rows = document.main.iterfind("table[@class='source-documents']/tbody/tr")
    for kind, row in zip(kinds, rows, strict=False):
        until = _until(timetable_, "background-open") if kind == "background" else ("", "")
        yield Evidence(flat(row[0]), flat(row[1]), f"{kind} document", *until)


def _until(timetable_: Timetable, rule: str) -> tuple[str, str]:
    found = next((each for each in timetable_.deadlines if each.id == rule), None)
    return (str(found.day), found.authority) if found and found.day else ("", "")
