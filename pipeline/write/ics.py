"""Deadlines as a calendar file: an entry for each, so that a diary can hold them. The same deadlines are the same bytes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from pipeline.timetable import Timetable, as_day, told_day


def calendar_file(timetables: Iterable[Timetable]) -> bytes:
    """Return the deadlines of meetings as an iCalendar file (RFC 5545), each a whole day."""
    import icalendar  # noqa: PLC0415 - slow to load, and only for calendars

    book = icalendar.Calendar()
    book.add("prodid", "-//cabinet-papers//deadlines//EN")
    book.add("version", "2.0")
    for timetable in timetables:
        meeting = timetable.meeting
        for deadline in timetable.deadlines:
            if deadline.day is None or meeting.cancelled:
                continue
            event = icalendar.Event()
            event.add("uid", f"{deadline.id}.{meeting.id}@cabinet-papers")
            event.add("dtstamp", datetime(as_day(meeting.date).year, 1, 1))  # noqa: DTZ001 - no clock decides a byte
            event.add("dtstart", deadline.day)
            event.add("dtend", deadline.day + timedelta(days=1))
            needs = "" if deadline.needs == "always" else f" (where there is a {deadline.needs})"
            event.add("summary", f"{deadline.title}{needs}: {meeting.body}, {told_day(as_day(meeting.date))}")
            event.add("description", f"{deadline.counted}. {deadline.authority}".strip())
            book.add_component(event)
    content: bytes = book.to_ical()
    return content
