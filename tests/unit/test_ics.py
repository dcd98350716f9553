"""A calendar's export as meetings: series, moved and cancelled ones, times by London's clock."""

from pathlib import Path

import pytest

from pipeline.read.ics import read_ics

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN"
SERIES = """BEGIN:VEVENT
UID:series
SUMMARY:Cabinet
LOCATION:Council Chamber
DTSTART;TZID=Europe/London:20260203T100000
RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=4
EXDATE;TZID=Europe/London:20260303T100000
END:VEVENT"""
MOVED = """BEGIN:VEVENT
UID:series
RECURRENCE-ID;TZID=Europe/London:20260407T100000
SUMMARY:Cabinet
DTSTART;TZID=Europe/London:20260414T140000
END:VEVENT"""
CALLED_OFF = """BEGIN:VEVENT
UID:other
SUMMARY:Cancelled: Planning Committee
DTSTART:20260701T130000Z
END:VEVENT"""


def read(tmp_path: Path, *events: str) -> list[dict[str, str]]:
    source, findings = read_ics(calendar(tmp_path, *events), "meetings.ics")
    assert findings == []
    meetings: list[dict[str, str]] = source.data
    return meetings


def calendar(tmp_path: Path, *events: str) -> Path:
    file = tmp_path / "meetings.ics"
    text = "\n".join([HEAD, *events, "END:VCALENDAR", ""])
    file.write_text(text.replace("\n", "\r\n"), "utf-8")
    return file


def test_a_series_with_a_moved_and_a_removed_meeting(tmp_path: Path) -> None:
    assert read(tmp_path, SERIES, MOVED) == [
        {
            "id": "cabinet-2026-02-03",
            "body": "Cabinet",
            "date": "2026-02-03",
            "time": "10:00",
            "venue": "Council Chamber",
        },
        {
            "id": "cabinet-2026-03-03",
            "body": "Cabinet",
            "date": "2026-03-03",
            "time": "10:00",
            "venue": "Council Chamber",
            "cancelled": "Yes",
        },
        {
            "id": "cabinet-2026-04-07",
            "body": "Cabinet",
            "date": "2026-04-14",
            "time": "14:00",
            "moved_from": "2026-04-07",
        },
        # British Summer Time has begun: the meeting is at ten by the clock on the wall all the same.
        {
            "id": "cabinet-2026-05-05",
            "body": "Cabinet",
            "date": "2026-05-05",
            "time": "10:00",
            "venue": "Council Chamber",
        },
    ]


def test_a_meeting_called_off_and_a_time_of_another_zone(tmp_path: Path) -> None:
    assert read(tmp_path, CALLED_OFF) == [
        {
            "id": "planning-committee-2026-07-01",
            "body": "Planning Committee",
            "date": "2026-07-01",
            "time": "14:00",
            "cancelled": "Yes",
        }
    ]


@pytest.mark.parametrize("status", ["CANCELLED", "cancelled"])
def test_a_status_calls_off(status: str, tmp_path: Path) -> None:
    event = f"BEGIN:VEVENT\nUID:1\nSUMMARY:Cabinet\nSTATUS:{status}\nDTSTART;VALUE=DATE:20260203\nEND:VEVENT"

    assert read(tmp_path, event) == [
        {"id": "cabinet-2026-02-03", "body": "Cabinet", "date": "2026-02-03", "cancelled": "Yes"}
    ]


def test_a_series_without_an_end_ends(tmp_path: Path) -> None:
    meetings = read(tmp_path, SERIES.replace(";COUNT=4", "").replace("MONTHLY;BYDAY=1TU", "WEEKLY"))

    assert len(meetings) == 523
    assert meetings[-1]["date"] == "2036-02-05"


def test_days_that_are_added_and_a_last_day(tmp_path: Path) -> None:
    event = (
        "BEGIN:VEVENT\nUID:1\nSUMMARY:Cabinet\nDTSTART:20260203T100000\nRRULE:FREQ=WEEKLY;UNTIL=20260217T090000Z\n"
        "RDATE:20260225T100000\nEND:VEVENT"
    )

    assert [each["date"] for each in read(tmp_path, event)] == ["2026-02-03", "2026-02-10", "2026-02-17", "2026-02-25"]


def test_a_calendar_without_meetings_has_none(tmp_path: Path) -> None:
    assert read(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "id_", "said"),
    [
        (b"\xff\xfe", "VA002", "this file is not UTF-8 text"),
        (b"not a calendar", "VA004", "this is not a calendar's export"),
        (b"", "VA004", "this is not a calendar's export"),
        (b"x" * 2_000_001, "VA002", "this file is larger than 2 MB"),
    ],
)
def test_what_is_no_calendar_is_said(content: bytes, id_: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "meetings.ics").write_bytes(content)
    source, (finding,) = read_ics(tmp_path / "meetings.ics", "meetings.ics")

    assert (source.data, finding.id, finding.message) == (None, id_, said)


def test_an_event_without_a_date_is_named_by_its_line(tmp_path: Path) -> None:
    file = calendar(tmp_path, CALLED_OFF, "BEGIN:VEVENT\nUID:2\nSUMMARY:Cabinet\nEND:VEVENT")
    _, (finding,) = read_ics(file, "meetings.ics")

    assert str(finding.place) == "meetings.ics:9"
    assert finding.message == "this event has no date that can be read"


def test_places_are_those_of_the_events(tmp_path: Path) -> None:
    source, _ = read_ics(calendar(tmp_path, CALLED_OFF, SERIES), "meetings.ics")

    assert {source.values[index,].start[0] for index in range(len(source.data))} == {3, 8}
