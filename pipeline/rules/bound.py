"""Bound: which words of a passage are told of which child, so that a date, an age or a grade beside a name can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.case import Case, Passage
from pipeline.models.dates import MONTHS, PartialDate
from pipeline.models.review import Child, Review
from pipeline.rules.words import MONTH, placed_sentences

DATE = re.compile(
    rf"\b(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:of\s{{1,3}})?)?(?P<month>{MONTH}),?\s{{1,3}})?(?P<year>(?:19|20)\d\d)\b(?!\s?/|,\d)"
)
_JOINED = re.compile(r"(?:,|\s|\band\b|&){1,6}(?:the review of\s)?$")
_RELATIVE = re.compile(
    r"['\u2019]s?\s{1,3}(?:[a-z-]{2,12}\s{1,3}){0,2}(?:mother|father|parents?|brother|sister|siblings?|step\S{3,10}|grand\S{5,8}|carers?|family|partner|aunt|uncle|cousin|school"
    r"|health visitor|social worker)\b",
    re.IGNORECASE,
)
_RELATIVE_OF = re.compile(
    r"\b(?:mother|father|parents?|brother|sister|siblings?|carers?|family|partner|school|nursery|friends?|teachers?|review|report)\s{1,3}of\s{1,3}(?:the\s{1,3})?$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:He|She|They|Both|The (?:baby|infant|toddler|child|children|boy|girl|boys|girls|brothers|sisters|siblings|young (?:man|woman|person|people)|teenager))\b(?!['\u2019])"
)


@dataclass(frozen=True)
class Segment:
    """The words from a child's name to the next, in one sentence; ``start`` is where they stand in the passage."""

    passage: Passage
    words: str
    start: int
    sentence: str
    lead: str
    """What stands in the sentence before the segment."""
    children: tuple[Child, ...]
    reviews: tuple[int, ...]
    name: int = 0
    """How many letters the names take between the lead and the segment."""

    @property
    def of_a_relative(self) -> bool:
        """Whether it tells of a mother, a school or the like, and not of the child."""
        return bool(_RELATIVE.search(self.words[:80]) or _RELATIVE_OF.search(self.lead[-40:]))


@dataclass(frozen=True)
class Register:
    """The children of a case by name."""

    case: Case

    @cached_property
    def children(self) -> dict[str, tuple[Child, int]]:
        """Each child and the place of its review, by pseudonym."""
        reviews = self.case.inputs.reviews
        return {child.name: (child, index) for index, review in enumerate(reviews) for child in review.children}

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds a name; None where there is none."""
        names = sorted(self.children, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?![\w-])") if names else None

    def reviews_in(self, words: str) -> list[int]:
        """The places of the reviews whose children words name, each once."""
        if self.pattern is None:
            return []
        return list(dict.fromkeys(self.children[name][1] for name in self.pattern.findall(words)))

    def segments(self) -> Iterator[Segment]:
        """Yield what is told of each child, or of several that are named together."""
        for passage in self.case.typed() if self.pattern else ():
            yield from self._of(passage)

    def _of(self, passage: Passage) -> Iterator[Segment]:
        last = None
        for start, sentence in placed_sentences(passage.words):
            found = list(self._groups(sentence))
            if not found and last and _PRONOUN.search(sentence):
                yield Segment(passage, sentence, start, sentence, "", *last)
            ends = [*(begin for begin, _, _ in found[1:]), *([len(sentence)] if found else [])]
            for (begin, after, names), end in zip(found, ends, strict=True):
                held = [self.children[name] for name in names]
                last = tuple(child for child, _ in held), tuple(dict.fromkeys(index for _, index in held))
                yield Segment(
                    passage, sentence[after:end], start + after, sentence, sentence[:begin], *last, after - begin
                )

    def _groups(self, sentence: str) -> Iterator[tuple[int, int, list[str]]]:
        """Yield names that stand together, with where the first begins and the last ends."""
        group: list[str] = []
        begin = end = 0
        for match in self.pattern.finditer(sentence) if self.pattern else ():
            if group and _JOINED.fullmatch(sentence[end : match.start()]):
                group.append(match[0])
            else:
                if group:
                    yield begin, end, group
                begin, group = match.start(), [match[0]]
            end = match.end()
        if group:
            yield begin, end, group


def date_of(match: re.Match[str]) -> PartialDate:
    """Return the date that a match of DATE gives."""
    return PartialDate(
        int(match["year"]), MONTHS[match["month"].lower()] if match["month"] else 0, int(match["day"] or 0)
    )


def agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can be the same day, as far as both are known."""
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    return all(mine == theirs or not (mine and theirs) for mine, theirs in parts)


def children_of(reviews: list[Review]) -> list[Child]:
    """Return every child of some reviews."""
    return [child for review in reviews for child in review.children]
