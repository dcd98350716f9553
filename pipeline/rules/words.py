"""What rules of words share: searching passages in linear time, and findings that point to the words typed."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Path, Severity
from pipeline.models.dates import MONTHS
from pipeline.models.paper import Paper

_ONES = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = (*_ONES, *_TEENS, *(f"{ten}-{one}".removesuffix("-no") for ten in _TENS for one in _ONES[:10]))
"""The numbers from none to ninety-nine in words."""

NUMBER = rf"(?:\d{{1,4}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|{'|'.join((*_TEENS, *_ONES))}|both)"

MONTH = "|".join(sorted({name.capitalize() for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"}}))
"""The months, in full."""

_FACT = re.compile(r"\{\{[^{}]{0,200}\}\}")
_END = re.compile(r"[.!?][\"'\u201d\u2019)]?(?:(?<=[a-z][.!?])\d{1,2})?\s+(?=[\"'\u201c\u2018(]?[A-Z0-9])")
"""Where a sentence ends; the number of a note may stand after its full stop."""

LONGEST = 2000
"""Letters that no sentence has."""

_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|etc|cf|vs?|Mrs?|Ms|Dr|Cllr|St|No|Nos|reg|regs|ss?|para|paras|pp?)|\b[A-Z])\.$")


def number_of(word: str) -> int:
    """Return the number that a word or numeral says; both is two, and none is nought."""
    lower = word.lower()
    if lower in {"both", "none"}:
        return 2 if lower == "both" else 0
    return NUMBERS.index(lower) if lower in NUMBERS else int(word.replace(",", ""))


def found(case: Case, pattern: re.Pattern[str], *, fields: bool = False) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield each match in what officers typed, with its passage; what facts gave is the data's to answer for.

    Args:
        case: what is checked.
        pattern: what to find; its repeats are bounded.
        fields: whether to look through the paper's plain fields, too.
    """
    typed: dict[tuple[str, str], bool] = {}
    for passage in (*case.typed(), *(plain_fields(case.inputs.paper) if fields else ())):
        for match in pattern.finditer(passage.words):
            key = (passage.source, match[0])
            if key not in typed:
                typed[key] = passage.holds(match[0])
            if typed[key]:
                yield passage, match


def plain_fields(paper: Paper) -> Iterator[Passage]:
    """Yield what officers typed on the cover, in headings and in lists, facts taken out."""
    for at, text in _plain(paper):
        if text:
            words = " ".join(_FACT.sub("\0", text).split())
            yield Passage(words, at, source=words.casefold())


def _plain(paper: Paper) -> Iterator[tuple[Path, str | None]]:
    yield from _cover(paper)
    for index, figure in enumerate(paper.figures):
        yield ("paper", "figures", index, "value"), figure.value
    for index, document in enumerate(paper.source_documents):
        yield ("paper", "source_documents", index, "title"), document.title
        yield ("paper", "source_documents", index, "location"), document.location
    for index, section in enumerate(paper.further_sections):
        yield ("paper", "further_sections", index, "heading"), section.heading
    for index, option in enumerate(paper.options):
        yield ("paper", "options", index, "title"), option.title
    for index, appendix in enumerate(paper.appendices):
        yield ("paper", "appendices", index, "title"), appendix.title


def _cover(paper: Paper) -> Iterator[tuple[Path, str | None]]:
    yield ("paper", "title"), paper.title
    yield ("paper", "electoral_divisions"), paper.electoral_divisions
    yield ("paper", "forward_plan_ref"), paper.forward_plan_ref
    for name in ("name", "post", "directorate"):
        yield ("paper", "from", name), getattr(paper.author, name)
    for who, names in (("officer", ("name", "post", "tel")), ("member", ("name", "portfolio", "tel"))):
        for name in names:
            yield ("paper", "contacts", who, name), getattr(getattr(paper.contacts, who), name)


def sentences(words: str) -> Iterator[str]:
    """Yield the sentences of a text; a full stop after an abbreviation or an initial ends none."""
    start = 0
    for match in _END.finditer(words):
        if not _SHORT.search(words[max(start, match.start() - 8) : match.start() + 1]):
            yield words[start : match.end()].strip()
            start = match.end()
    if words[start:].strip():
        yield words[start:].strip()


def placed_sentences(words: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with where each begins; what runs on longer than any sentence is parted."""
    start = 0
    for sentence in sentences(words):
        start = words.find(sentence, start)
        for first in range(0, len(sentence), LONGEST):
            yield start + first, sentence[first : first + LONGEST]
        start += len(sentence)


def near_to(passage: Passage, start: int, words: str) -> str:
    """Return the words themselves if they were typed, else the three typed words that stand closest before them."""
    if passage.holds(words):
        return words
    before = passage.words[max(0, start - 200) : start].split()[-15:]
    for last in range(len(before), 2, -1):
        three = " ".join(before[last - 3 : last])
        if passage.holds(three):
            return three
    return ""


def told_apart(passage: Passage, match: re.Match[str]) -> str:
    """Return what was found with so many of the words around it that it stands once in its field."""
    return pinned(passage, match.start(), match.end())


def pinned(passage: Passage, start: int, end: int) -> str:
    """Return words with so many of those after them, or else before, that they stand once in their field."""
    words = passage.words
    for match in (None, *islice(re.finditer(r"\S+", words[end : end + 160]), 8)):
        told = words[start : end + (match.end() if match else 0)]
        if _stands_once(passage, told):
            return told
    before = words[max(0, start - 200) : start].split()
    for first in range(len(before) - 1, max(-1, len(before) - 8), -1):
        told = " ".join([*before[first:], words[start:end]])
        if _stands_once(passage, told):
            return told
    return near_to(passage, start, words[start:end])


def _stands_once(passage: Passage, words: str) -> bool:
    plain = " ".join(words.split()).casefold()
    first = passage.source.find(plain)
    return first >= 0 and passage.source.find(plain, first + 1) < 0


def at(id_: str, severity: Severity, passage: Passage, near: str, message: str, hint: str) -> Finding:
    """Make a finding that points to words of a passage; where the passage is restricted, it quotes none."""
    return Finding(id_, severity, message, hint, at=passage.at, near=near, restricted=passage.restricted)


def quoted(passage: Passage, words: str) -> str:
    """Return words in quotes, or what may be said of them where the passage is restricted. A clause after a colon follows."""
    return "here" if passage.restricted else f"{words!r}"


def series(words: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1] if words else ""
