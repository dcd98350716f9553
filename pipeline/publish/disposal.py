"""Disposal: until when what was published is kept, and what is due for disposal on a day.

The law has reports open for six years and background papers for four (LGA 1972 ss.100C, 100D; SI 2012/2089 reg 21); a council may keep
them longer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.deadlines import working_days
from pipeline.models.council import Council
from pipeline.models.dates import parse_date
from pipeline.models.meeting import Meeting
from pipeline.record import Standing
from pipeline.statute import law
from pipeline.timetable import timetable, years_from


@dataclass(frozen=True, order=True)
class Disposal:
    """From when an edition, or the background papers that it lists, need not be kept any more."""

    day: date
    edition: str
    kind: str


def disposals(found: list[Standing], council: Council) -> Iterator[Disposal]:
    """Yield the days of disposal of every edition that is not destroyed."""
    for each in found:
        if each.state != "destroyed":
            yield from _of(each, council)


def _of(each: Standing, council: Council) -> Iterator[Disposal]:
    held, body = str(each.row.details["meeting_date"]), str(each.row.details["body"])
    meeting = Meeting(id=each.row.meeting, body=body, date=parse_date(held))
    days = timetable(meeting, council, law().rules, working_days(council))
    kinds = (
        ("papers-open", "papers", council.retention.papers),
        ("background-open", "background papers", council.retention.background),
    )
    by_law = {deadline.id: deadline.day for deadline in days.deadlines}
    for rule, kind, years in kinds:
        last = max(by_law.get(rule) or date.min, years_from(date.fromisoformat(held), years))
        yield Disposal(last + timedelta(days=1), each.edition.name, kind)
