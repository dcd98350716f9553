"""Dates as officers write them, as precise as may be published: a day, a month or a year."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

MONTHS = {name.lower(): number for number, name in enumerate(month_name) if number}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

EXAMPLES = ["7 September 2010", "07/09/2010", "2010-09-07", "September 2010"]

_DAY = r"(?P<day>\d{1,2})"
_MONTH_NAME = r"(?P<name>[A-Za-z]+)"
_YEAR = r"(?P<year>\d{4})"
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}(-(?P<month>\d{{2}})(-(?P<day>\d{{2}}))?)?",
        rf"{_DAY}(st|nd|rd|th)?[\s-]+{_MONTH_NAME}[\s-]+{_YEAR}",
        rf"{_MONTH_NAME}[\s-]+{_YEAR}",
        rf"{_DAY}/(?P<month>\d{{1,2}})/{_YEAR}",
    )
]
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-]|(\d{1,2}(st|nd|rd|th)?[\s-]+)?[A-Za-z]+[\s-]+)'?\d{2}")

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""No date of a review lies outside these; Excel makes such of two-digit years and of empty formulas."""


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, to the month (day 0) or to the year (month 0 too); sorts before its days and months."""

    year: int
    month: int = 0
    day: int = 0

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.year, self.month, self.day) < (other.year, other.month, other.day)

    @property
    def last_day(self) -> "PartialDate":
        """The last day that it can be."""
        month = self.month or 12
        return PartialDate(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


def parse_date(value: object) -> PartialDate:
    """Read ``7 September 2010``, ``7th September 2010``, ``07/09/2010`` (day first), ``2010-09-07``, or a part of one.

    Raises:
        PydanticCustomError: no date, or a day that the month does not have.
    """
    if isinstance(value, PartialDate):
        return value
    text = " ".join(value.split()) if isinstance(value, str) else ""
    found = next((match for pattern in _PATTERNS if (match := pattern.fullmatch(text))), None)
    parts = found.groupdict() if found else {}
    month = MONTHS.get((parts.get("name") or "").lower(), 0) or int(parts.get("month") or 0)
    if not found and _SHORT_YEAR.fullmatch(text):
        raise PydanticCustomError("date_year", "write the year in full: 2010, not 10")
    if not found or (parts.get("name") and not month):
        raise PydanticCustomError("date", "write a date such as 7 September 2010, 07/09/2010 or September 2010")
    date = PartialDate(int(parts["year"]), month, int(parts.get("day") or 0))
    _must_exist(date, parts)
    return date


def _must_exist(date: PartialDate, parts: dict[str, str | None]) -> None:
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        message = "write a year from {first} to {last}"
        raise PydanticCustomError("date_year", message, {"first": FIRST_YEAR, "last": LAST_YEAR})
    if date.month > 12 or (parts.get("month") and not date.month):
        raise PydanticCustomError(
            "date_month", "there are twelve months, and the day comes first: 07/09/2010 is 7 September"
        )
    longest = monthrange(date.year, date.month)[1] if date.month else 31
    if date.day > longest or (parts.get("day") and not date.day):
        message = "{month} {year} has {days} days"
        month = month_name[date.month] if date.month else ""
        raise PydanticCustomError("date_day", message, {"month": month, "year": date.year, "days": longest})


def _to_the_day(value: object) -> PartialDate:
    try:
        date = parse_date(value)
    except PydanticCustomError as error:
        if error.type != "date":
            raise
        message = "write a date such as 7 September 2010 or 07/09/2010; where there is none, leave it empty"
        raise PydanticCustomError("date_whole", message) from error
    if not date.day:
        raise PydanticCustomError("date_whole", "give the day too, such as 7 September 2010")
    return date


Date = Annotated[PartialDate, PlainValidator(parse_date), WithJsonSchema({"type": "string", "examples": EXAMPLES})]
"""A date as precise as may be published."""

WholeDate = Annotated[
    PartialDate, PlainValidator(_to_the_day), WithJsonSchema({"type": "string", "examples": EXAMPLES[:3]})
]
"""A date known to the day."""
