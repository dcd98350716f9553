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
        "BEGIN:VEVENT\nUID:1\nSUMMARY:Cabinet\nDTSTART:20260203T100000\nRRULE:FREQ=WEEKLY;UNTIL=20260217T100000Z\n"
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
    assert finding.message == "the dates of this event cannot be read"


def test_places_are_those_of_the_events(tmp_path: Path) -> None:
    source, _ = read_ics(calendar(tmp_path, CALLED_OFF, SERIES), "meetings.ics")

    assert {source.values[index,].start[0] for index in range(len(source.data))} == {3, 8}


def event(*lines: str, title: str = "SUMMARY:Cabinet", series: str = "1") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{series}", title, *lines, "END:VEVENT"])


@pytest.mark.parametrize("zone", ["GMT Standard Time", '"(UTC+00:00) Dublin, Edinburgh, Lisbon, London"', "Customised"])
def test_a_zone_as_outlook_names_it_is_londons(zone: str, tmp_path: Path) -> None:
    (meeting,) = read(tmp_path, event(f"DTSTART;TZID={zone}:20260707T100000", "DURATION:PT2H"))

    assert (meeting["date"], meeting["time"]) == ("2026-07-07", "10:00")


def test_whole_days_of_a_series_are_moved_and_removed(tmp_path: Path) -> None:
    removed = "EXDATE;VALUE=DATE:20260210,20260217"
    series = event("DTSTART;VALUE=DATE:20260203", "RRULE:FREQ=WEEKLY;COUNT=4", removed)
    moved = event("RECURRENCE-ID;VALUE=DATE:20260224", "DTSTART;VALUE=DATE:20260225")

    meetings = read(tmp_path, series, moved)

    assert [(each["date"], each.get("cancelled")) for each in meetings] == [
        ("2026-02-03", None),
        ("2026-02-10", "Yes"),
        ("2026-02-17", "Yes"),
        ("2026-02-25", None),
    ]
    assert meetings[-1]["moved_from"] == "2026-02-24"


def test_a_series_that_was_split_is_not_told_twice(tmp_path: Path) -> None:
    """Changing a series from one day on ends it a second before, in the time of Greenwich, and begins another."""
    first = event("DTSTART;TZID=Europe/London:20260602T100000", "RRULE:FREQ=WEEKLY;UNTIL=20260616T085959Z")
    then = event("DTSTART;TZID=Europe/London:20260616T140000", "RRULE:FREQ=WEEKLY;COUNT=2", series="2")

    told = [(each["id"], each["time"]) for each in read(tmp_path, first, then)]

    assert told == [
        ("cabinet-2026-06-02", "10:00"),
        ("cabinet-2026-06-09", "10:00"),
        ("cabinet-2026-06-16", "14:00"),
        ("cabinet-2026-06-23", "14:00"),
    ]


def test_a_series_that_began_long_ago_is_followed_from_the_export(tmp_path: Path) -> None:
    meetings = read(
        tmp_path, event("DTSTAMP:20260105T090000Z", "DTSTART:20140204T100000", "RRULE:FREQ=MONTHLY;BYDAY=1TU")
    )

    assert (meetings[0]["date"], meetings[-1]["date"]) == ("2014-02-04", "2036-01-01")


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([("STATUS:CANCELLED", "1000"), ("", "1400")], [("cabinet-2026-02-03", "14:00", None)]),
        (
            [("", "1400"), ("", "1000")],
            [("cabinet-2026-02-03", "10:00", None), ("cabinet-2026-02-03-2", "14:00", None)],
        ),
        ([("", "1000"), ("", "1000")], [("cabinet-2026-02-03", "10:00", None)]),
        ([("STATUS:CANCELLED", "1000")] * 2, [("cabinet-2026-02-03", "10:00", "Yes")]),
    ],
)
def test_two_events_of_a_body_on_one_day(
    events: list[tuple[str, str]], told: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    given = [event(f"DTSTART:20260203T{at}00", *status.split(), series=at) for status, at in events]

    assert [(each["id"], each["time"], each.get("cancelled")) for each in read(tmp_path, *given)] == told


@pytest.mark.parametrize(
    ("title", "id_", "cancelled"),
    [
        ("SUMMARY:Pwyllgor Gwaith Ynys Môn", "pwyllgor-gwaith-ynys-mon-2026-02-03", None),
        ("SUMMARY:4th Ward Forum", "meeting-4th-ward-forum-2026-02-03", None),
        ("SUMMARY;LANGUAGE=en-gb:Cab\n inet", "cabinet-2026-02-03", None),
        ("SUMMARY:Canceled: Cabinet", "cabinet-2026-02-03", "Yes"),
        ("SUMMARY:CANCELLED - Cabinet", "cabinet-2026-02-03", "Yes"),
        ("SUMMARY:Cabinet (cancelled)", "cabinet-2026-02-03", "Yes"),
    ],
)
def test_a_title_is_a_body_and_makes_an_id(title: str, id_: str, cancelled: str | None, tmp_path: Path) -> None:
    (meeting,) = read(tmp_path, event("DTSTART:20260203T100000", title=title))

    assert (meeting["id"], meeting.get("cancelled")) == (id_, cancelled)


@pytest.mark.parametrize(
    ("lines", "id_", "said"),
    [
        (["DTSTART:2026-02-03"], "VA103", "the dates of this event cannot be read"),
        (["DTSTART:16010101T000000"], "VA103", "the dates of this event cannot be read"),
        (["DTSTART:20260203T100000", "DTSTART:20260204T100000"], "VA103", "the dates of this event cannot be read"),
        (["DTSTART:20260203T100000", "RECURRENCE-ID:soon"], "VA103", "the dates of this event cannot be read"),
        (["DTSTART:20260203T100000", "RRULE:FREQ=SECONDLY"], "VA103", "the dates of this event cannot be read"),
        (["DTSTART:20260203T100000", "RRULE:FREQ=DAILY;INTERVAL=0"], "VA103", "the dates of this event cannot be read"),
        (
            ["DTSTART:20260203T100000", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
            "VA103",
            "the dates of this event cannot be read",
        ),
        (
            ["DTSTART:20260203T100000", "RRULE:FREQ=DAILY;BYHOUR=9,10,11,12,13,14;COUNT=1000000000"],
            "VA002",
            "here are more than 20,000 meetings",
        ),
        (["DTSTART:20260203T100000", "LOCATION:Room \x1b[31m"], "VA003", "the character U+001B cannot be printed"),
    ],
)
def test_an_event_that_cannot_be_taken_is_said(lines: list[str], id_: str, said: str, tmp_path: Path) -> None:
    _, (finding,) = read_ics(calendar(tmp_path, event(*lines)), "meetings.ics")

    assert (finding.id, str(finding.place)) == (id_, "meetings.ics:4")
    assert finding.message.startswith(said)


def test_an_event_without_a_title_is_said_and_findings_are_few(tmp_path: Path) -> None:
    untitled = event("DTSTART:20260203T100000", title="SUMMARY:")
    _, findings = read_ics(calendar(tmp_path, *[untitled] * 50), "meetings.ics")

    assert {finding.message for finding in findings} == {"this event has no title, which is the body that meets"}
    assert len(findings) == 10


def test_a_day_added_with_its_length_and_a_second_rule(tmp_path: Path) -> None:
    added = event("DTSTART:20260203T100000", "RDATE;VALUE=PERIOD:20260210T100000Z/PT1H")
    assert [each["date"] for each in read(tmp_path, added)] == ["2026-02-03", "2026-02-10"]

    twice = event("DTSTART:20260203T100000", "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2")
    _, (finding,) = read_ics(calendar(tmp_path, twice), "meetings.ics")
    assert finding.id == "VA103"
