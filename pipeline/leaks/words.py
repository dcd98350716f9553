"""The normal form of text: letters and digits in a row, with what parted them kept beside it.

Case, accents, ligatures, invisible signs, punctuation and spacing are gone from the letters; each place where something stood
between two of them carries a mark. So one search finds a phrase however it is spaced, and can still tell 47 from 4, 7.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise

CASE, SOFT, HARD = 1, 2, 3
"""What parts two letters: a capital after a small letter; markup or a line-end hyphen, over which a word may go on; anything else."""

INLINE = "\ue000"
"""Put into text where markup lies that may part a word or not."""
_CAPITAL = "\ue001"
_POINT = "\u02d1"
"""The point in 3.5 and the strokes in 07/09/2010, as a letter: these are one word."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_LINE_END = re.compile(r"(?<=\w)[-\u2010\u2011][^\S\n]*\n\s*(?=\w)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_THREE = re.compile(
    r"(?<![\d.])(\d{1,4}) ?[-/.\u2010-\u2015] ?(\d{1,2}) ?[-/.\u2010-\u2015] ?(\d{1,4})(?!\d)", re.ASCII
)
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
_INLINES = re.compile(f"{INLINE}[{INLINE}{_CAPITAL}]+")
_BESIDE = re.compile(f"[{INLINE}{_CAPITAL}]?(?:[^\\w{INLINE}{_CAPITAL}]|_)+[{INLINE}{_CAPITAL}]?")
_WORD = re.compile(f"[{INLINE}{_CAPITAL}]?[^\\W_]+")


@dataclass(frozen=True)
class Letters:
    """The letters of a text, and for each (and for the end) what stood before it."""

    text: str = field(repr=False)
    marks: bytearray = field(repr=False)


def letters(text: str) -> Letters:
    """Return the normal form of a text, in time that grows as its length."""
    words = _WORD.findall(_folded(text))
    kinds = {INLINE: SOFT, _CAPITAL: CASE}
    joined = "".join(words).replace(INLINE, "").replace(_CAPITAL, "")
    marks = bytearray(len(joined) + 1)
    place = 0
    for word in words:
        kind = kinds.get(word[0], HARD)
        marks[place] = kind
        place += len(word) - (kind != HARD)
    marks[0] = marks[-1] = HARD
    return Letters(joined, marks)


def normal(text: str) -> str:
    """Return a phrase as needles carry it: its words, one space between them."""
    found = letters(text)
    cuts = [place for place, mark in enumerate(found.marks) if mark == HARD]
    return " ".join(found.text[start:end] for start, end in pairwise(cuts))


def _folded(text: str) -> str:
    text = _CAMEL.sub(_CAPITAL, text)
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text))
    text = _LINE_END.sub(INLINE, text.casefold())
    text = _THOUSANDS.sub("", text)
    text = _DECIMAL.sub(_POINT, _THREE.sub(rf"\1{_POINT}\2{_POINT}\3", text))
    if INLINE in text:
        text = _BESIDE.sub(" ", _INLINES.sub(INLINE, text))
    return text
