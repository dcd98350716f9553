"""Facts: what the data hold, each under a name that prose can use, with a few formats to print it in.

``{{ reviews.count | words }}`` is the whole language: a name and formats. Nothing is computed in prose.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from markupsafe import Markup, escape

from pipeline.compose import grammar
from pipeline.compose.actions import action_facts, progress_of
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.paper import Figure
from pipeline.models.review import Age, Review
from pipeline.style import HouseStyle

FORMATS: dict[str, tuple[type, str]] = {
    "words": (int, "four"),
    "begin": (int, "Four: begins a sentence"),
    "ordinal": (int, "fourth"),
    "date": (PartialDate, "7 September 2010"),
    "ordinal-date": (PartialDate, "7th September 2010"),
    "day": (PartialDate, "7th September"),
    "month": (PartialDate, "September 2010"),
    "year": (PartialDate, "2010"),
    "capital": (str, "first letter as a capital"),
}
"""Each format: what it is for, and an example."""


class Link(str):
    """A web address, printed as a link."""

    __slots__ = ()


class Reference(str):
    """The id of a section, a paragraph or an appendix, printed as its number once that is known."""

    __slots__ = ()


class Note(str):
    """The id of a note at the paper's end, printed as its raised number."""

    __slots__ = ()


class Statutory(str):
    """Words that stand in the place of what is withheld, printed so that numbering can tell them."""

    __slots__ = ()


_MARKUP: dict[type, Markup] = {
    Statutory: Markup('<span class="withheld">{}</span>'),
    Link: Markup('<a href="{0}">{0}</a>'),
    Reference: Markup('<a class="ref" href="#{}"></a>'),
    Note: Markup('<sup><a class="note" href="#note_{}"></a></sup>'),
}
"""How each kind of text prints that is more than its letters; what a reference or a note says is filled in with the numbering."""

Value = int | str | PartialDate | Age | Sequence[str] | None


@dataclass(frozen=True)
class Facts:
    """All facts of a paper, and how its house style prints them; those ``withheld`` are of what its copy leaves out."""

    values: Mapping[str, Value]
    style: HouseStyle
    withheld: frozenset[str] = frozenset()

    def close_to(self, name: str) -> str | None:
        """Return the known name that looks most like a wrong one."""
        return next(iter(get_close_matches(name, self.values, n=1)), None)

    def formats_for(self, name: str) -> list[str]:
        """Return the formats that suit a fact."""
        return [each for each, (kind, _) in FORMATS.items() if kind is str or isinstance(self.values[name], kind)]

    def show(self, name: str, formats: Sequence[str] = ()) -> Markup:
        """Print a fact.

        Raises:
            KeyError: no such fact, or no such format (the argument says which).
            TypeError: the format is not for this kind of fact.
            LookupError: the data give this fact no value.
        """
        value = self.values[name]
        if value is None:
            raise LookupError(name)
        for format_ in formats:
            value = self._format(value, format_)
        return printed(value, self.style)

    def _format(self, value: Value, format_: str) -> Value:
        kind, _ = FORMATS[format_]
        if kind is str:
            return grammar.capital(printed(value, self.style))
        if not isinstance(value, kind):
            raise TypeError(format_)
        return formatters(self.style)[format_](value)


def formatters(style: HouseStyle) -> dict[str, Callable[..., str]]:
    """Return the functions behind the formats, for facts and for templates alike."""
    return {
        "words": lambda number: grammar.words(number, style.numbers_in_words_to),
        "begin": grammar.begin,
        "ordinal": grammar.ordinal,
        "date": grammar.plain_date,
        "ordinal-date": grammar.ordinal_date,
        "day": grammar.ordinal_day,
        "month": grammar.month,
        "year": grammar.year,
        "capital": grammar.capital,
    }


def printed(value: Value, style: HouseStyle) -> Markup:
    """Print a value as it stands when no format is named."""
    if pattern := _MARKUP.get(type(value)):
        return pattern.format(value)
    if isinstance(value, PartialDate):
        return escape(formatters(style)[style.date_format](value))
    if isinstance(value, Age):
        return escape(grammar.age(value))
    if isinstance(value, str | int):
        return escape(value)
    return escape(grammar.series(list(value or ())))


def facts_of(inputs: Inputs) -> dict[str, Value]:
    """Compute every fact of a paper but its sentences."""
    council, meeting, paper, safeguarding = inputs.council, inputs.meeting, inputs.paper, inputs.safeguarding
    facts: dict[str, Value] = {
        "council.name": council.name,
        "council.area": council.area,
        "board.name": council.board.name,
        "board.short": council.board.short,
        "board.website": Link(council.board.website),
        "inspectorate.name": council.inspectorate.name,
        "inspectorate.short": council.inspectorate.short,
        "guidance.title": council.guidance.title,
        "guidance.short": council.guidance.short,
        "safeguarding.name": safeguarding.name,
        "safeguarding.short": safeguarding.short,
        "safeguarding.website": Link(safeguarding.website),
        "meeting.body": meeting.body,
        "meeting.date": meeting.date,
        "paper.author": paper.author.name or paper.author.post,
        "paper.directorate": paper.author.directorate,
    }
    facts |= {f"figures.{figure.id}": _figure(figure) for figure in paper.figures}
    facts |= _of_reviews(inputs.reviews)
    facts |= _of_evaluations(inputs)
    facts |= action_facts(progress_of(inputs)) | {"actions.monitored-by": inputs.actions.monitored_by or None}
    for review in inputs.reviews:
        facts |= {f"{review.id}.{name}": value for name, value in _of_review(review)}
    return facts


def _figure(figure: Figure) -> Value:
    """Return a whole number as one; what a number would print otherwise, such as 012, stays as typed."""
    return int(figure.value) if re.fullmatch(r"0|[1-9][0-9]{0,14}", figure.value) else figure.value


def last_death(review: Review) -> PartialDate:
    """The latest date of death among the children of a review."""
    return max(child.died for child in review.children)


def names(review: Review) -> list[str]:
    """The pseudonyms of a review's children."""
    return [child.name for child in review.children]


def _of_reviews(reviews: Sequence[Review]) -> dict[str, Value]:
    dates = [review.executive_summary.published for review in reviews if review.executive_summary.published]
    latest = max(reviews, key=last_death, default=None)
    return {
        "reviews.count": len(reviews),
        "reviews.children": sum(len(review.children) for review in reviews),
        "reviews.published": max(dates, default=None),
        "reviews.latest": names(latest) if latest else None,
        "reviews.convictions": sum(bool(review.responsible) for review in reviews),
    }


def _of_evaluations(inputs: Inputs) -> dict[str, Value]:
    grades = Counter(evaluation.grade for evaluation in inputs.evaluations)
    counts = {
        f"evaluations.{grade}": grades[grade] for grade in ("outstanding", "good", "adequate", "inadequate", "awaited")
    }
    return {"evaluations.received": len(inputs.evaluations) - grades["awaited"], **counts}


def _of_review(review: Review) -> Iterator[tuple[str, Value]]:
    ages = [child.age for child in review.children]
    yield "children", names(review)
    yield "died", last_death(review)
    yield "age", ages[0] if len(ages) == 1 else None
    yield "their", grammar.possessive([child.sex for child in review.children])
    yield "responsible", list(dict.fromkeys(person.relationship for person in review.responsible)) or None
