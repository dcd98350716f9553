"""Status: where papers stand, with their findings, clearances, next deadlines and editions, as rows of a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.build import standings
from pipeline.check import check_draft
from pipeline.clearances import Standing
from pipeline.deadlines import calendar
from pipeline.findings import Finding, Severity
from pipeline.load import Request, load
from pipeline.models.inputs import Inputs
from pipeline.record import Row, ledger
from pipeline.tell import summary
from pipeline.timetable import Deadline, Timetable, as_day, told_day

HEADINGS = ("Paper", "Meeting", "Date", "Findings", "Clearances", "Next deadline", "Edition")
ENDINGS = {"withdrawal": "withdrawn", "destruction": "destroyed"}
"""What may have become of an edition."""


@dataclass(frozen=True)
class Status:
    """Where a paper stands; ``meeting`` and ``day`` are not known where its inputs have errors."""

    paper: str
    findings: list[Finding]
    meeting: str = ""
    day: date | None = None
    cancelled: bool = False
    clearances: list[Standing] = field(default_factory=list)
    deadline: Deadline | None = None
    edition: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        stands = ", ".join(f"{each.name} {_state(each)}" for each in self.clearances) or "none asked for"
        due = f"{told_day(self.deadline.day)}: {self.deadline.title}" if self.deadline and self.deadline.day else "-"
        return (
            self.paper,
            self.meeting or "-",
            told_day(self.day) if self.day else "-",
            summary(self.findings),
            stands if self.day else "-",
            "meeting cancelled" if self.cancelled else due,
            self.edition or "-",
        )

    def data(self) -> dict[str, Any]:
        """Return the row for another program."""
        counts = Counter(each.severity for each in self.findings if not each.waived)
        deadline = self.deadline
        return {
            "paper": self.paper,
            "meeting": self.meeting or None,
            "date": self.day.isoformat() if self.day else None,
            "cancelled": self.cancelled,
            "findings": {f"{severity}s": counts[severity] for severity in Severity},
            "waived": sum(bool(each.waived) for each in self.findings),
            "clearances": [asdict(each) for each in self.clearances],
            "next_deadline": {"id": deadline.id, "title": deadline.title, "day": str(deadline.day)}
            if deadline
            else None,
            "edition": self.edition or None,
        }


def _state(standing: Standing) -> str:
    return "stands" if standing.cleared else "voided by an edit" if standing.voided_by_edit else "missing"


def statuses(folders: Iterable[Path], request: Request, today: date) -> Iterator[Status]:
    """Yield where each paper stands.

    Args:
        folders: the papers.
        request: the folders of inputs, outputs and templates.
        today: the day in London.

    Raises:
        PipelineError: the ledger cannot be read, or a template is wrong.
    """
    timetables = {each.meeting.id: each for each in calendar(request.inputs).timetables}
    for folder in folders:
        draft = load(folder, request)
        findings = check_draft(draft)
        with ledger(request.outputs, make=False) as kept:
            edition = edition_of(kept.rows(folder.name))
        if draft.inputs is None or draft.composer is None:
            yield Status(folder.name, findings, edition=edition)
            continue
        meeting = draft.inputs.meeting
        yield Status(
            folder.name,
            findings,
            meeting.id,
            as_day(meeting.date),
            meeting.cancelled,
            standings(folder.name, draft.inputs, draft.composer, request),
            _next(timetables.get(meeting.id), draft.inputs, today),
            edition,
        )


def _next(timetable: Timetable | None, inputs: Inputs, today: date) -> Deadline | None:
    """Return the first deadline from a day on that counts for a paper."""
    needs = {"always", *(["key decision"] if inputs.paper.key_decision else [])}
    if timetable is None or timetable.meeting.cancelled:
        return None
    ahead = (each for each in timetable.deadlines if each.day and each.day >= today and each.needs in needs)
    return next(ahead, None)


def edition_of(rows: Iterable[Row]) -> str:
    """Return the last edition that the ledger tells of, and what became of it: 2, 2 (withdrawn)."""
    last, became = 0, ""
    for row in rows:
        if row.kind == "publication":
            last, became = row.edition, ""
        elif row.kind in ENDINGS and row.edition == last:
            became = f" ({ENDINGS[row.kind]})"
    return f"{last}{became}" if last else ""


def table(rows: Sequence[Status]) -> Iterator[str]:
    """Yield the lines of a table of papers."""
    cells = [HEADINGS, *(each.cells() for each in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(HEADINGS))]
    for row in cells:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
