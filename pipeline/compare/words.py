"""Words with their look, and what became of them from one text to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from lxml import etree

Op = Literal["same", "removed", "added"]

LOOKS = {"strong", "em", "sup"}


@dataclass(frozen=True)
class Word:
    """A word, and what it stands in: strong, emphasis, raised, a link's address."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class Run:
    """Words in a row that had the same fate."""

    op: Op
    text: str


def words(element: etree._Element) -> tuple[Word, ...]:
    """Return an element's words; its automatic number is none of them."""
    pieces = list(_pieces(element, ""))
    found: list[Word] = []
    ended = True
    for text, look in pieces:
        parts = text.split()
        joined = not ended and bool(parts) and not text[0].isspace()
        if joined:
            found[-1] = Word(found[-1].text + parts[0], " ".join(dict.fromkeys(f"{found[-1].look} {look}".split())))
        found += [Word(part, look) for part in (parts[1:] if joined else parts)]
        ended = text[-1].isspace() if text else ended
    return tuple(found)


def _pieces(element: etree._Element, look: str) -> Iterator[tuple[str, str]]:
    if element.text:
        yield element.text, look
    for child in element:
        if child.get("class") != "number":
            yield from _pieces(child, _look(child, look))
        if child.tag in {"p", "li", "ul", "ol"}:
            yield " ", look
        if child.tail:
            yield child.tail, look


def _look(child: etree._Element, look: str) -> str:
    own = str(child.get("href", "")) if child.tag == "a" and child.get("class") is None else str(child.tag)
    return f"{look} {own}".strip() if child.tag in {"a", *LOOKS} else look


def in_words(text: Sequence[Word]) -> str:
    """Return words as a line."""
    return " ".join(word.text for word in text)


def fates(old: Sequence[Word], new: Sequence[Word]) -> Iterator[tuple[Op, Word]]:
    """Yield each word of both with its fate: what was removed before what was added in its place."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (("same", word) for word in new[j1:j2])
        else:
            yield from (("removed", word) for word in old[i1:i2])
            yield from (("added", word) for word in new[j1:j2])


def runs(old: Sequence[Word], new: Sequence[Word]) -> tuple[Run, ...]:
    """Return what became of the words of a text, in runs."""
    grouped = groupby(fates(old, new), key=lambda fate: fate[0])
    return tuple(Run(op, in_words([word for _, word in group])) for op, group in grouped)
