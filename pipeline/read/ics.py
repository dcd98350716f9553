"""A calendar's export (``meetings.ics``) as meetings: recurring ones one by one, moved and cancelled ones as what they are.

A meeting's id is its body's name and the date it was first called for, so that papers still find it when it moves.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path as FilePath
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.findings import Finding, Path, Place
from pipeline.models.dates import FIRST_YEAR, LAST_YEAR
from pipeline.read.grid import RefusedError, file_content, refusal
from pipeline.read.yaml import may_stand
from pipeline.source import Source, Span

MOST_BYTES = 2_000_000
MOST_MEETINGS = 20_000
MOST_WRONG = 10
"""Events that are wrong are told up to this many; a calendar with more is probably the wrong one."""

MOST_YEARS = 10
"""A series without an end is followed so many years from its first meeting, or from the day of the export if that is later."""

FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
"""How often a body may meet; no body meets each hour."""

LONDON = ZoneInfo("Europe/London")
_EXPORT_AGAIN = "Export the calendar again as iCalendar (.ics)."
_CALLED_OFF = re.compile(r"^\W*cancell?ed\b\W*|\W*\bcancell?ed\W*$", re.IGNORECASE)
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
"""What a date, a zone or a rule that is wrong raises."""


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
    meetings, findings = _meetings(text, name)
    if findings:
        return Source(None), findings
    return _source(sorted(meetings, key=lambda each: (each.first, each.body, each.time)), name, text.splitlines()), []


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


def _meetings(text: str, name: str) -> tuple[list[_Meeting], list[Finding]]:
    import icalendar  # noqa: PLC0415 - slow to load, and only for calendars

    lines = [number for number, line in enumerate(text.splitlines()) if line.rstrip().upper() == "BEGIN:VEVENT"]
    try:
        events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    except (ValueError, IndexError, KeyError):
        return [], [refusal("VA004", "this is not a calendar's export", _EXPORT_AGAIN, Place(name))]
    found: list[_Meeting] = []
    findings: list[Finding] = []
    changed = set(_changed(events))
    for number, event in enumerate(events):
        if len(findings) == MOST_WRONG:
            break
        line = lines[number] if number < len(lines) else 0
        if wrong := _wrong(event, Place(name, line + 1)):
            findings.append(wrong)
            continue
        try:
            found += _times(event, line, changed)
        except _UNREADABLE:
            message = "the dates of this event cannot be read"
            findings.append(refusal("VA103", message, _EXPORT_AGAIN, Place(name, line + 1)))
        if len(found) > MOST_MEETINGS:
            message, hint = f"here are more than {MOST_MEETINGS:,} meetings", "Export fewer years, or fewer bodies."
            return [], [refusal("VA002", message, hint, Place(name, line + 1))]
    return found, findings


def _wrong(event: Any, place: Place) -> Finding | None:
    """Return what is wrong with an event's words."""
    title, venue = _words(event, "SUMMARY"), _words(event, "LOCATION")
    if not title:
        message, hint = "this event has no title, which is the body that meets", "Give it one, and export again."
        return refusal("VA101", message, hint, place)
    for character in title + venue:
        if not may_stand(ord(character)):
            message = f"the character U+{ord(character):04X} cannot be printed the same in Word, PDF and HTML"
            return refusal("VA003", message, "Delete it in the calendar, and export it again.", place)
    return None


def _words(event: Any, name: str) -> str:
    """Return a text of an event on one line, the first where it is given twice."""
    given = event.get(name, "")
    return " ".join(str(given[0] if isinstance(given, list) else given).split())


def _changed(events: list[Any]) -> Iterator[tuple[str, date]]:
    """Yield the meetings of series that have an event of their own: by the series, and the day they were first called for."""
    for event in events:
        if event.get("RECURRENCE-ID"):
            with suppress(*_UNREADABLE):
                yield str(event.get("UID")), _first(event)


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
    if not FIRST_YEAR <= starts.year <= LAST_YEAR:
        raise ValueError
    whole_day = not isinstance(event.decoded("DTSTART"), datetime)
    title = _words(event, "SUMMARY")
    body = _CALLED_OFF.sub("", title) or title
    cancelled = body != title or _words(event, "STATUS").upper() == "CANCELLED"
    removed = set(_dates(event, "EXDATE"))
    for moment in _series(event, starts.replace(tzinfo=None)):
        first = _first(event) if event.get("RECURRENCE-ID") else moment.date()
        if event.get("RECURRENCE-ID") or (str(event.get("UID")), first) not in changed:
            at = "" if whole_day else f"{moment:%H:%M}"
            gone = cancelled or first in removed
            yield _Meeting(body, first, moment.date(), at, _words(event, "LOCATION"), gone, line)


def _series(event: Any, starts: datetime) -> list[datetime]:
    """Return the times of an event by the clock on the wall: a series at ten is at ten in summer, too."""
    times = {starts, *(datetime.combine(day, starts.time()) for day in _dates(event, "RDATE"))}
    if event.get("RRULE"):
        times.update(_repeats(event["RRULE"], starts, _horizon(event, starts)))
    return sorted(times)


def _horizon(event: Any, starts: datetime) -> datetime:
    """Return until when a series is followed: a calendar says when it was exported, and no clock is asked."""
    stamp = getattr(event.get("DTSTAMP"), "dt", None)
    exported = _local(stamp).replace(tzinfo=None) if isinstance(stamp, date) else starts
    return min(max(starts, exported) + timedelta(days=366 * MOST_YEARS), datetime(LAST_YEAR, 12, 31))  # noqa: DTZ001


def _repeats(rule: Any, starts: datetime, horizon: datetime) -> list[datetime]:
    """Return the times of a rule up to its end or the horizon; no rule, however it is made, goes on for ever."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415

    if rule["FREQ"][0].upper() not in FREQUENCIES or rule.get("INTERVAL", [1])[0] < 1:
        raise ValueError
    (count,) = rule.pop("COUNT", [MOST_MEETINGS + 1])
    (until,) = rule.pop("UNTIL", [horizon])
    last = _local(until).replace(tzinfo=None) if isinstance(until, datetime) else datetime.combine(until, time.max)
    endless = rrulestr(rule.to_ical().decode(), dtstart=starts).replace(until=min(last, horizon))
    times = list(islice(endless, min(count, MOST_MEETINGS + 1)))
    if not times and last >= horizon:
        raise ValueError
    return times


def _dates(event: Any, name: str) -> Iterator[date]:
    given = event.get(name) or []
    for each in given if isinstance(given, list) else [given]:
        for value in each.dts:
            yield _local(value.dt[0] if isinstance(value.dt, tuple) else value.dt).date()


def _source(meetings: list[_Meeting], name: str, lines: list[str]) -> Source:
    values: dict[Path, Span] = {(): Span(name)}
    data = []
    for index, (id_, meeting) in enumerate(_told_apart(meetings)):
        record = {"id": id_, "body": meeting.body, "date": meeting.day.isoformat()}
        record |= {"time": meeting.time} if meeting.time else {}
        record |= {"venue": meeting.venue} if meeting.venue else {}
        record |= {"moved_from": meeting.first.isoformat()} if meeting.first != meeting.day else {}
        record |= {"cancelled": "Yes"} if meeting.cancelled else {}
        values[index,] = Span(name, (meeting.line, 0), (meeting.line, 0))
        data.append(record)
    return Source(data, values, {}, {name: lines})


def _told_apart(meetings: list[_Meeting]) -> Iterator[tuple[str, _Meeting]]:
    """Yield each meeting with its id: one called off and called again is one, a second of a body on one day has a number."""
    same: dict[str, list[_Meeting]] = {}
    for meeting in meetings:
        same.setdefault(_id(meeting), []).append(meeting)
    for name, each in same.items():
        held = {(meeting.day, meeting.time): meeting for meeting in each if not meeting.cancelled}
        for number, meeting in enumerate(held.values() or each[:1], start=1):
            yield name if number == 1 else f"{name}-{number}", meeting


def _id(meeting: _Meeting) -> str:
    letters = unicodedata.normalize("NFKD", meeting.body).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", letters))
    return f"{name if name[:1].isalpha() else f'meeting-{name}'.rstrip('-')}-{meeting.first}"
