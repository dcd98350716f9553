"""Clear days and working days: the days of the law reports, and a second way to count over 46 years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import bank_holidays
from pipeline.timetable import years_from
from pipeline.working_days import WorkingDays

HOLIDAYS = bank_holidays("England")
DAYS = WorkingDays(HOLIDAYS)
MEETINGS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
CABINET = date(2010, 9, 7)


def named(skipped: tuple[tuple[date, str], ...]) -> dict[str, str]:
    return {day.isoformat(): why for day, why in skipped}


def test_a_cabinet_of_7_september_2010_is_published_by_27_august() -> None:
    count = DAYS.clear_days_before(CABINET, 5)

    assert count.by == date(2010, 8, 27)
    assert (count.first, count.last) == (date(2010, 8, 31), date(2010, 9, 6))
    assert named(count.skipped) == {
        "2010-09-05": "Sunday",
        "2010-09-04": "Saturday",
        "2010-08-30": "Late Summer Bank Holiday",
        "2010-08-29": "Sunday",
        "2010-08-28": "Saturday",
    }
    assert DAYS.clear_days_between(date(2010, 8, 27), CABINET) == 5
    assert DAYS.clear_days_between(date(2010, 8, 31), CABINET) == 4


def test_elitestone_had_two_clear_days() -> None:
    assert DAYS.clear_days_between(date(1990, 4, 26), date(1990, 5, 1)) == 2


@pytest.mark.parametrize(
    ("notice", "meeting"),
    [
        ("2005-12-05", "2005-12-13"),
        ("2006-03-07", "2006-03-15"),
        ("2012-09-25", "2012-10-03"),
        ("2017-07-13", "2017-07-21"),
    ],
)
def test_agendas_of_real_councils_gave_exactly_five(notice: str, meeting: str) -> None:
    assert DAYS.clear_days_between(date.fromisoformat(notice), date.fromisoformat(meeting)) == 5


def test_28_clear_days_both_ways() -> None:
    assert DAYS.calendar_days_before(CABINET, 28).by == date(2010, 8, 9)
    assert DAYS.clear_days_before(CABINET, 28).by == date(2010, 7, 27)
    # The day of notice does not count: notice of 4 March 2013 allows a decision on 2 April, not before.
    assert DAYS.calendar_days_before(date(2013, 4, 2), 28).by == date(2013, 3, 4)


def test_a_state_funeral_is_no_working_day() -> None:
    count = DAYS.clear_days_before(date(2022, 9, 23), 5)

    assert count.by == date(2022, 9, 14)
    assert named(count.skipped)["2022-09-19"] == "State Funeral of Queen Elizabeth II"


def test_over_christmas() -> None:
    count = DAYS.clear_days_before(date(2026, 1, 6), 5)

    assert count.by == date(2025, 12, 24)
    assert named(count.skipped) == {
        "2026-01-04": "Sunday",
        "2026-01-03": "Saturday",
        "2026-01-01": "New Year's Day",
        "2025-12-28": "Sunday",
        "2025-12-27": "Saturday",
        "2025-12-26": "Boxing Day",
        "2025-12-25": "Christmas Day",
    }


def test_the_list_of_bank_holidays_is_that_of_the_proclamations() -> None:
    """Weekdays 1990 to 2030, by the rule of England and Wales with its moved and added days, written out here."""
    expected = set().union(*(_by_rule(year) for year in range(1990, 2031)))
    listed = {day for day in HOLIDAYS if 1990 <= day.year <= 2030 and day.weekday() < 5}

    assert listed == expected
    assert len(listed) == 335


MOVED = {
    date(1995, 5, 1): date(1995, 5, 8),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2022, 5, 30): date(2022, 6, 2),
}
ADDED = ("1999-12-31", "2002-06-03", "2011-04-29", "2012-06-05", "2022-06-03", "2022-09-19", "2023-05-08")


def _by_rule(year: int) -> set[date]:
    easter = _easter(year)
    days = {easter - timedelta(days=2), easter + timedelta(days=1)}
    mays = [date(year, 5, day) for day in range(1, 32) if date(year, 5, day).weekday() == 0]
    augusts = [date(year, 8, day) for day in range(1, 32) if date(year, 8, day).weekday() == 0]
    days |= {MOVED.get(day, day) for day in (mays[0], mays[-1], augusts[-1])}
    days |= {date.fromisoformat(day) for day in ADDED if day.startswith(str(year))}
    taken: set[date] = set()
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        shown = day
        while shown.weekday() > 4 or shown in taken or (shown != day and shown == date(year, 12, 26)):
            shown += timedelta(days=1)
        taken.add(shown)
    return days | taken


def _easter(year: int) -> date:
    """Return Easter Sunday (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def open_(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


@given(MEETINGS, st.integers(1, 30))
def test_clear_days_are_those_that_are_counted_one_by_one(meeting: date, days: int) -> None:
    """Naive: of all days before the meeting on which offices are open, the latest that leaves enough between."""
    between = {
        notice: [meeting - timedelta(days=n) for n in range(1, gap)]
        for gap in range(1, 90)
        if (notice := meeting - timedelta(days=gap))
    }
    enough = [day for day, gap in between.items() if open_(day) and sum(map(open_, gap)) >= days]
    counted = DAYS.clear_days_before(meeting, days)

    assert counted.by == max(enough)
    assert DAYS.clear_days_between(counted.by, meeting) == days
    every = {meeting - timedelta(days=n) for n in range(1, (meeting - counted.by).days)}
    assert {day for day, _ in counted.skipped} == {day for day in every if not open_(day)}


@given(MEETINGS, st.integers(1, 30))
def test_calendar_days_are_those_that_are_counted_one_by_one(meeting: date, days: int) -> None:
    enough = [day for n in range(days + 1, days + 15) if open_(day := meeting - timedelta(days=n))]

    assert DAYS.calendar_days_before(meeting, days).by == max(enough)


@given(MEETINGS, st.integers(0, 20))
def test_working_days_before_and_after(day: date, days: int) -> None:
    before = [each for n in range(1, 70) if open_(each := day - timedelta(days=n))]
    after = [each for n in range(1, 70) if open_(each := day + timedelta(days=n))]

    assert DAYS.before(day, days).by == ([day, *before][days])
    assert DAYS.after(day, days).by == ([day, *after][days])


@given(MEETINGS)
def test_the_first_working_day_of_a_month(day: date) -> None:
    first = min(each for n in range(10) if open_(each := day.replace(day=1) + timedelta(days=n)))

    assert DAYS.first_of_month(day) == first


@pytest.mark.parametrize(
    ("day", "years", "last"),
    [
        ("2010-09-07", 6, "2016-09-06"),
        ("2010-09-07", 4, "2014-09-06"),
        ("2012-02-29", 4, "2016-02-28"),
        ("2012-02-29", 6, "2018-02-28"),
        ("2012-03-01", 4, "2016-02-29"),
        ("2012-01-01", 4, "2015-12-31"),
    ],
)
def test_years_begin_with_the_day(day: str, years: int, last: str) -> None:
    assert years_from(date.fromisoformat(day), years) == date.fromisoformat(last)
