"""Dates as officers write them."""

from calendar import month_name
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from pipeline.models.dates import PartialDate, parse_date

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_every_spelling_of_a_day_is_that_day(day: date) -> None:
    name = month_name[day.month]
    spellings = [
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{day.day}th {name[:3]} {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}-{name[:3]}-{day.year}",
    ]

    assert {parse_date(spelling) for spelling in spellings} == {PartialDate(day.year, day.month, day.day)}


@given(DAYS, DAYS)
def test_they_sort_as_days_do(one: date, other: date) -> None:
    first, second = (PartialDate(each.year, each.month, each.day) for each in (one, other))

    assert (first < second) == (one < other)


@pytest.mark.parametrize(
    ("text", "date_"),
    [("2009", PartialDate(2009)), ("June 2009", PartialDate(2009, 6)), ("2009-06", PartialDate(2009, 6))],
)
def test_a_part_of_a_date(text: str, date_: PartialDate) -> None:
    assert parse_date(text) == date_


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31 June 2009", "date_day"),
        ("29 February 2010", "date_day"),
        ("00/06/2009", "date_day"),
        ("13/13/2010", "date_month"),
        ("2010-00-07", "date_month"),
        ("7 Septober 2010", "date"),
        ("7 September 10", "date_year"),
        ("07/09/10", "date_year"),
        ("Jun-09", "date_year"),
        ("7-Jun-09", "date_year"),
        ("31 December 1989", "date_year"),
        ("1 January 2101", "date_year"),
        ("soon", "date"),
        ("", "date"),
        ("1 May 1066", "date_year"),
        ("9/7", "date"),
    ],
)
def test_what_is_no_date(text: str, kind: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_date(text)

    assert caught.value.type == kind
