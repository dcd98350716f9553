"""Days: dates of birth, and days of death where a month must do."""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.models.dates import MONTHS, PartialDate
from pipeline.rules.privacy.told import COMPOSED, Told, secret, told

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:of\s{{1,3}})?(?P<month>(?i:{_MONTH}))\b\.?(?:,?\s{{1,3}}(?P<year>(?:19|20)\d\d)\b)?"
    r"|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)?\d\d)\b|(?P<yy>(?:19|20)\d\d)-(?P<mm>\d\d)-(?P<dd>\d\d)\b)"
)
"""A day as it may be written; the year may be left out."""

_BORN = re.compile(
    rf"\b(?i:born|date\s{{1,3}}of\s{{1,3}}birth|birth\s?date|birthday|d\.?\s?o\.?\s?b)\b\.?"
    rf"(?!\s{{1,3}}(?:on\s{{1,3}}or\s{{1,3}})?(?:after|before|between|since|from|until)\b)[^.;|\n]{{0,30}}?(?<!\d){DAY}"
)
_BIRTH_HEADING = re.compile(r"\b(?:date\s{1,3}of\s{1,3}birth|birth\s?date|d\.?o\.?b\.?|born)(?!\w)", re.IGNORECASE)
_A_DAY = re.compile(rf"(?<![\d/]){DAY}")
_STEP = r"(?:(?!was\b|were\b|published\b|report\b|review\b|convicted\b|sentenced\b|after\b|before\b|until\b|and\b)[\w,'\u2019-]{1,15}\s{1,3}){0,5}?"
_DIED = re.compile(
    rf"\b(?:died|death\s{{1,3}}(?:on|of)|date\s{{1,3}}of\s{{1,3}}death\s{{0,2}}(?:was|is|:)?|killed|stabbed|drowned|was\s{{1,3}}found\s{{1,3}}dead)\s{{1,3}}"
    rf"{_STEP}{DAY}"
)
_ON = re.compile(
    rf"\b[Oo]n\s{{1,3}}(?:the\s{{1,3}})?{DAY},?\s{{1,3}}(?:[\w'\u2019-]{{1,15}}\s{{1,3}}){{0,6}}?(?:died|(?:was|were)\s{{1,3}}(?:fatally|killed|stabbed|found\s{{1,3}}dead|drowned))\b"
)


def births(case: Case) -> Iterable[Finding]:
    """PR105: a date of birth, to the day."""
    message = "a date of birth stands here"
    hint = "Give the age instead, in years."
    for found in told(case, _BORN, least=10):
        yield secret("PR105", Severity.ERROR, found, message, hint)
    for table in case.tables:
        places = [place for place, head in enumerate(table.heads) if _BIRTH_HEADING.search(head)]
        for cell in (row[place] for row in table.rows for place in places if place < len(row)):
            if match := _A_DAY.search(cell):
                yield secret("PR105", Severity.ERROR, Told(table.at, match, cell), message, hint)


def deaths(case: Case) -> Iterable[Finding]:
    """PR106: a death is told to the day; an error where the register has only its month, else a question of judgement.

    Practice since Working Together 2010: executive summaries give the month.
    """
    register = [child.died for review in case.inputs.reviews for child in review.children]
    hint = "Give the month only."
    for index, review in enumerate(case.inputs.reviews):
        for place, child in enumerate(review.children):
            if child.died.day:
                at = ("reviews", index, "children", place, "died")
                message = "the day of a death is given here, and will be printed"
                yield Finding("PR106", Severity.WARNING, message, hint, at=at, restricted=True)
    for found in _told_deaths(case):
        day = _day(found)
        known = any(_same(day, died) for died in register)
        if known and (found.at == COMPOSED or not found.typed):
            continue  # the register gave it, and was told of it above
        severity = Severity.WARNING if known else Severity.ERROR
        yield secret("PR106", severity, found, "a death is told to the day", hint)


def _told_deaths(case: Case) -> Iterator[Told]:
    for pattern in (_DIED, _ON):
        yield from told(case, pattern, least=10)


def _day(found: Told) -> PartialDate:
    of = found.match.groupdict()
    month = MONTHS[of["month"].lower()] if of["month"] else int(of["m"] or of["mm"])
    return PartialDate(int(of["year"] or of["y"] or of["yy"] or 0), month, int(of["day"] or of["d"] or of["dd"]))


def _same(day: PartialDate, died: PartialDate) -> bool:
    return (day.month, day.day) == (died.month, died.day) and day.year % 100 in {0, died.year % 100}
