"""A calendar's export (``meetings.ics``) as meetings: recurring ones one by one, moved and cancelled ones as what they are.

A meeting's id is its body's name and the date it was first called for, so that papers still find it when it moves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path as FilePath
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.findings import Finding, Path, Place
from pipeline.read.grid import RefusedError, file_content, refusal
from pipeline.source import Source, Span

MOST_BYTES = 2_000_000
MOST_YEARS = 10
MOST_TIMES = 1_000
"""A series without an end is followed so many years, and so many meetings, from its first."""

LONDON = ZoneInfo("Europe/London")
_EXPORT_AGAIN = "Export the calendar again as iCalendar (.ics)."


def read_ics(file: FilePath, name: str) -> tuple[Source, list[Finding]]:
    """Read a calendar's export.

    Args:
        file: the file.
        name: how its places are printed.

    Returns:
        The meetings as plain data, as ``meetings.yaml`` would hold them, and what is wrong with the file.
    """
    try:
        raw = file_content(file, name, MOST_BYTES)
        text = raw.decode("utf-8-sig")
    except RefusedError as refused:
        return Source(None), [refused.finding]
    except UnicodeDecodeError:
        return Source(None), [refusal("VA002", "this file is not UTF-8 text", _EXPORT_AGAIN, Place(name))]
    events, findings = _events(text, name)
    if findings:
        return Source(None), findings
    meetings = sorted((meeting for event in events for meeting in event), key=lambda each: (each.first, each.body))
    return _source(meetings, name, text.splitlines()), []


@dataclass(frozen=True)
class _Meeting:
    """One meeting, and the line its event begins on (from 0)."""

    body: str
    first: date
    day: date
    time: str
    venue: str
    cancelled: bool
    line: int


def _events(text: str, name: str) -> tuple[list[list[_Meeting]], list[Finding]]:
    import icalendar  # noqa: PLC0415 - slow to load, and only for calendars

    lines = [number for number, line in enumerate(text.splitlines()) if line.strip().upper() == "BEGIN:VEVENT"]
    try:
        components = icalendar.Calendar.from_ical(text).walk("VEVENT")
    except (ValueError, IndexError, KeyError):
        return [], [refusal("VA004", "this is not a calendar's export", _EXPORT_AGAIN, Place(name))]
    found: list[list[_Meeting]] = []
    findings: list[Finding] = []
    changed = {(str(each.get("UID")), _first(each)) for each in components if each.get("RECURRENCE-ID")}
    for event, line in zip(components, lines, strict=False):
        try:
            found.append(list(_times(event, line, changed)))
        except (ValueError, KeyError, TypeError, OverflowError):
            message, hint = "this event has no date that can be read", _EXPORT_AGAIN
            findings.append(refusal("VA103", message, hint, Place(name, line + 1)))
    return found, findings


def _first(event: Any) -> date:
    """Return the date that an event was first called for."""
    return _local(event.decoded("RECURRENCE-ID" if event.get("RECURRENCE-ID") else "DTSTART")).date()


def _local(value: date | datetime) -> datetime:
    """Return London's time of a date or a time; a time without a zone is London's."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=LONDON)
    return value.astimezone(LONDON) if value.tzinfo else value.replace(tzinfo=LONDON)


def _times(event: Any, line: int, changed: set[tuple[str, date]]) -> Iterator[_Meeting]:
    """Yield an event's meetings; those of a series that have an event of their own are left to it."""
    starts = _local(event.decoded("DTSTART"))
    whole_day = not isinstance(event.decoded("DTSTART"), datetime)
    body = " ".join(str(event.get("SUMMARY", "")).split())
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED" or body.lower().startswith(
        ("cancelled:", "canceled:")
    )
    body = re.sub(r"^(cancelled|canceled):\s*", "", body, flags=re.IGNORECASE)
    venue = " ".join(str(event.get("LOCATION", "")).split())
    removed = set(_dates(event, "EXDATE"))
    for time in _series(event, starts):
        first = _first(event) if event.get("RECURRENCE-ID") else time.date()
        if event.get("RECURRENCE-ID") or (str(event.get("UID")), first) not in changed:
            gone = cancelled or first in removed
            yield _Meeting(body, first, time.date(), "" if whole_day else f"{time:%H:%M}", venue, gone, line)


def _series(event: Any, starts: datetime) -> Iterator[datetime]:
    """Yield the times of an event by the clock on the wall: a series at ten is at ten in summer, too."""
    from dateutil.rrule import rruleset, rrulestr  # noqa: PLC0415

    wall = starts.replace(tzinfo=None)
    if not event.get("RRULE") and not event.get("RDATE"):
        yield wall
        return
    times = rruleset()
    if event.get("RRULE"):
        rule = re.sub(r"UNTIL=(\d{8})(T\d{6}Z?)?", r"UNTIL=\1T235959", event["RRULE"].to_ical().decode())
        times.rrule(rrulestr(rule, dtstart=wall))
    times.rdate(wall)
    for day in _dates(event, "RDATE"):
        times.rdate(datetime.combine(day, wall.time()))
    end = wall + timedelta(days=366 * MOST_YEARS)
    yield from (time for time in islice(times, MOST_TIMES) if time <= end)


def _dates(event: Any, name: str) -> Iterator[date]:
    given = event.get(name) or []
    for each in given if isinstance(given, list) else [given]:
        yield from (_local(value.dt).date() for value in each.dts)


def _source(meetings: list[_Meeting], name: str, lines: list[str]) -> Source:
    values: dict[Path, Span] = {(): Span(name)}
    data = []
    for index, meeting in enumerate(meetings):
        record = {"id": _id(meeting), "body": meeting.body or None, "date": meeting.day.isoformat()}
        record |= {"time": meeting.time} if meeting.time else {}
        record |= {"venue": meeting.venue} if meeting.venue else {}
        record |= {"moved_from": meeting.first.isoformat()} if meeting.first != meeting.day else {}
        record |= {"cancelled": "Yes"} if meeting.cancelled else {}
        values[index,] = Span(name, (meeting.line, 0), (meeting.line, 0))
        data.append(record)
    return Source(data, values, {}, {name: lines})


def _id(meeting: _Meeting) -> str:
    return f"{re.sub(r'[^a-z0-9]+', '-', meeting.body.lower()).strip('-') or 'meeting'}-{meeting.first}"
