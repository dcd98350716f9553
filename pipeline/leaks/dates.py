"""Dates in running text, and every way to write one."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from pipeline.leaks.ordinary import MONTHS

_NAMES = {spelling: number for number, name in enumerate(MONTHS, start=1) for spelling in {name, name[:3], name[:4]}}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NAMES, key=len, reverse=True))})\b\.?"
_DAY = r"(?<![\d.,/])(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|'?\d\d)(?![\d/])"
_SHAPES = [
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_DAY}[\s,-]*(?:of\s+)?{_MONTH}[\s,-]*{_YEAR}",
        rf"\b{_MONTH}\s*{_DAY}[\s,]+{_YEAR}",
        r"(?<![\d/])(?P<year>\d{4})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<day>\d{1,2})(?![\d/])",
        r"(?<![\d/])(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d{4}|\d\d)(?![\d/])",
        rf"\b{_MONTH}[\s,-]*(?P<year>\d{{4}})(?!\d)",
    )
]
_EXCEL = date(1899, 12, 30)


@dataclass(frozen=True)
class Dated:
    """A date met in a text, and where: a full one, or a month of a year."""

    spellings: tuple[str, ...]
    start: int
    end: int


def dates(text: str) -> Iterator[Dated]:
    """Yield each date of a text once, with every way to write it."""
    taken: list[tuple[int, int]] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            with suppress(ValueError):
                yield Dated(tuple(_spellings(match)), start, end)
                taken.append((start, end))


def _spellings(match: re.Match[str]) -> list[str]:
    parts = match.groupdict()
    month = _NAMES.get(parts["month"].lower()) or int(parts["month"])
    year = int(parts["year"].lstrip("'"))
    if "day" not in parts:
        return [f"{name} {year}" for name in _month(month)] + [f"{month:02}.{year}"]
    return _full(date(year if year > 99 else _century(year), month, int(parts["day"])))


def _century(year: int) -> int:
    return year + (2000 if year < 60 else 1900)


def _month(month: int) -> list[str]:
    name = MONTHS[month - 1]
    return sorted({name, name[:3], *(["sept"] if month == 9 else [])})


def _full(day: date) -> list[str]:
    days = sorted({f"{day.day}", f"{day.day:02}", f"{day.day}{_ordinal(day.day)}"})
    years = [f"{day.year}", f"{day.year % 100:02}"]
    found = []
    for name in _month(day.month):
        for number in days:
            found += [text for year in years for text in (f"{number} {name} {year}", f"{number} of {name} {year}")]
            found += [f"{name} {number} {year}" for year in years]
            found.append(f"{day.year} {name} {number}")
    pairs = [(f"{day.day}", f"{day.month}"), (f"{day.day:02}", f"{day.month:02}")]
    for number, month in pairs:
        found += [text for year in years for text in (f"{number}/{month}/{year}", f"{month}/{number}/{year}")]
        found.append(f"{day.year}/{month}/{number}")
    return [*found, f"{day:%Y%m%d}", f"{day:%d%m%Y}", f"{(day - _EXCEL).days}"]


def _ordinal(day: int) -> str:
    return "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
