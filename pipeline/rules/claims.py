"""Claims: grades, dates of death, ages, periods and shares that are typed agree with the data, and sums with themselves."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.models.dates import MONTHS, PartialDate
from pipeline.models.review import Child, Review
from pipeline.rules.words import NUMBER, at, found, number_of, quoted, sentences

_MONTH = "|".join(sorted({name.capitalize() for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"}}))
_DATE = rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}})?(?:({_MONTH})\s{{1,3}})?((?:19|20)\d\d)"
_DIED = re.compile(rf"\b(?:died|death)\s{{1,3}}(?:on\s{{1,3}}|in\s{{1,3}})?{_DATE}\b")
_AGED = re.compile(
    rf"\b(?:aged|(?:at\s{{1,3}})?the\s{{1,3}}age\s{{1,3}}of)\s{{1,3}}({NUMBER}|\d{{1,3}})(?:\s{{1,3}}(day|week|month|year)s?)?\b"
    r"|\b(\d{1,3})[\s-](day|week|month|year)s?[\s-]old\b",
    re.IGNORECASE,
)
_GRADE = "outstanding|good|adequate|inadequate"
_GRADED = re.compile(
    rf"\b(?:(?:graded|judged|rated|evaluated|assessed)\s{{1,3}}(?:as\s{{1,3}}|to be\s{{1,3}})?({_GRADE})"
    rf"|({_GRADE})\s{{1,3}}(?:evaluation|grade|judgement|rating))\b",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(
    r"\b(?:management reviews?|IMRs?|overview report|executive summary|part of|part was|component)\b", re.IGNORECASE
)
"""Words of a sentence that is about a part of a review: a part has a grade of its own."""

_GRADES = re.compile(
    rf"\b({NUMBER})\s{{1,3}}(?:(?:reviews|evaluations|reports|of them)\s{{1,3}})?(?:was|were)\s{{1,3}}"
    rf"(?:graded\s{{1,3}}|judged\s{{1,3}}|rated\s{{1,3}}|evaluated as\s{{1,3}}|judged to be\s{{1,3}})?({_GRADE})\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\bdied\b[^.]{0,60}\b(?:from|between)\s{1,3}((?:19|20)\d\d)\s{1,3}(?:to|and)\s{1,3}((?:19|20)\d\d)\b"
)


class _Said(NamedTuple):
    """A sentence that names one review's children, with what it says."""

    passage: Passage
    words: str
    review: int
    children: list[Child]


def _said(case: Case) -> Iterator[_Said]:
    """Yield the typed sentences that are about the children of one review."""
    reviews = case.inputs.reviews
    names = {child.name: index for index, review in enumerate(reviews) for child in review.children}
    if not names:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    for passage in case.typed():
        for sentence in sentences(passage.words):
            named = set(pattern.findall(sentence))
            if len(about := {names[name] for name in named}) == 1:
                index = about.pop()
                yield _Said(passage, sentence, index, [c for c in reviews[index].children if c.name in named])


def grades(case: Case) -> Iterable[Finding]:
    """CO120: a grade is typed, and the data give another."""
    of = {evaluation.review: evaluation.grade for evaluation in case.inputs.evaluations}
    hint = "Compare it with the evaluation letter, or place {{ sentence.grades }}."
    for said in _said(case):
        grade = of.get(case.inputs.reviews[said.review].id)
        part = _OF_A_PART.search(said.words)
        for match in _GRADED.finditer(said.words):
            if grade and not part and (match[1] or match[2]).lower() != grade and said.passage.holds(match[0]):
                message = f"{quoted(said.passage, match[0])}: the data give {grade}"
                yield at("CO120", Severity.ERROR, said.passage, match[0], message, hint)
    for passage, match in found(case, _GRADES):
        count = sum(grade == match[2].lower() for grade in of.values())
        if of and number_of(match[1]) != count:
            message = f"{quoted(passage, match[0])}: the data give {count}"
            yield at("CO120", Severity.ERROR, passage, match[0], message, hint)


def deaths_and_ages(case: Case) -> Iterable[Finding]:
    """CO122: a date of death or an age is typed, and the register has another."""
    hint = "Compare it with the register of reviews; the fact ...died can be named instead."
    for said in _said(case):
        for match in _DIED.finditer(said.words):
            day = PartialDate(int(match[3]), MONTHS[match[2].lower()] if match[2] else 0, int(match[1] or 0))
            if said.passage.holds(match[0]) and not any(_agree(day, child.died) for child in said.children):
                message = "a date of death is not the one of the register"
                yield at("CO122", Severity.ERROR, said.passage, match[0], message, hint)
        for match in _AGED.finditer(said.words):
            if said.passage.holds(match[0]) and _other_age(match, said.children):
                message = "an age is not the one of the register"
                yield at("CO122", Severity.ERROR, said.passage, match[0], message, hint)


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can be the same day, as far as both are known."""
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    return all(mine == theirs or not (mine and theirs) for mine, theirs in parts)


def _other_age(match: re.Match[str], children: list[Child]) -> bool:
    number, unit = number_of(match[1] or match[3]), (match[2] or match[4] or "year").lower()
    ages = [child.age for child in children]
    return None not in ages and bool(ages) and (number, unit) not in [(age.number, age.unit) for age in ages if age]


def periods(case: Case) -> Iterable[Finding]:
    """CO123: the years in which children died are typed, and the register has others."""
    reviews: list[Review] = case.inputs.reviews
    years = [child.died.year for review in reviews for child in review.children]
    for passage, match in found(case, _PERIOD):
        if years and (int(match[1]), int(match[2])) != (min(years), max(years)):
            message = f"{quoted(passage, match[0])}: the register has deaths in other years"
            hint = "Place {{ sentence.period }} instead of typing the years."
            yield at("CO123", Severity.WARNING, passage, match[0], message, hint)
