"""Many needles, one pass: a text's letters are looked up by their first few in a table of all needles."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.leaks.values import Level, Needle
from pipeline.leaks.words import CASE, HARD, SOFT, Letters, letters

LONG = 12
"""So many letters do not turn up by chance, however they are parted."""
_DATE = re.compile(r"\d+\u02d1\d+\u02d1\d+")
_SLASHES = re.compile(r"[\\/]+")


@dataclass(frozen=True)
class _Entry:
    number: int
    letters: str = field(repr=False)
    cuts: frozenset[int]
    kind: str

    @property
    def digits(self) -> bool:
        """Whether it has no letter at all."""
        return self.letters.replace("\u02d1", "").isdigit()

    @property
    def free(self) -> bool:
        """Whether it is so long that it is found however its letters are parted."""
        return len(self.letters) >= (9 if self.kind == "reference" else LONG)

    def means(self, level: Level) -> bool:
        """Whether finding it in such a text says anything."""
        size = len(self.letters)
        if level is Level.WORDS or size >= LONG:
            return True
        if self.digits and size < 9:
            return level is Level.MARKS and bool(_DATE.fullmatch(self.letters))
        return level is Level.MARKS or size >= 6


class Index:
    """All needles, made ready to be looked for."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        self._paths: list[tuple[int, str]] = []
        self._long: dict[str, list[_Entry]] = defaultdict(list)
        self._short: dict[str, list[_Entry]] = defaultdict(list)
        for number, needle in enumerate(needles):
            if needle.kind == "path":
                self._paths.append((number, needle.text))
            elif needle.text:
                self._add(number, needle)
        self._firsts = {entry[:2] for entry in self._short}
        self._sizes = sorted({len(entry) for entry in self._short})

    def _add(self, number: int, needle: Needle) -> None:
        words = needle.text.split(" ")
        cuts, place = set(), 0
        for word in words[:-1]:
            place += len(word)
            cuts.add(place)
        entry = _Entry(number, "".join(words), frozenset(cuts), needle.kind)
        if len(entry.letters) >= LONG:
            self._long[entry.letters[:LONG]].append(entry)
        else:
            self._short[entry.letters].append(entry)

    def found(self, text: str, level: Level) -> set[int]:
        """Return the numbers of the needles that a text holds, counted from 0 as they were given."""
        hay = letters(text)
        hits = {
            entry.number for entry, at in self._candidates(hay) if entry.means(level) and _fits(entry, hay, at, level)
        }
        if self._paths:
            plain = _SLASHES.sub("/", text).casefold()
            hits |= {number for number, path in self._paths if path in plain}
        return hits

    def _candidates(self, hay: Letters) -> Iterator[tuple[_Entry, int]]:
        text, heads = hay.text, self._long
        if heads:
            for at in range(len(text) - LONG + 1):
                if text[at : at + LONG] in heads:
                    yield from ((each, at) for each in heads[text[at : at + LONG]] if text.startswith(each.letters, at))
        firsts, sizes, short = self._firsts, self._sizes, self._short
        for at, mark in enumerate(hay.marks):
            if mark and text[at : at + 2] in firsts:
                for size in sizes:
                    if text[at : at + size] in short and at + size <= len(text):
                        yield from ((each, at) for each in short[text[at : at + size]])


def _fits(entry: _Entry, hay: Letters, at: int, level: Level) -> bool:
    """Whether letters that agree are this needle, going by what parts them from each other and from those around."""
    end = at + len(entry.letters)
    inner = hay.marks[at + 1 : end]
    if _goes_on(entry, hay, at, end):
        return False
    least = CASE if len(entry.letters) >= 6 else SOFT
    whole = hay.marks[at] >= least and hay.marks[end] >= least
    if len(entry.letters) >= LONG:
        return whole or HARD not in inner
    if not whole:
        return False
    return _parted_alike(entry, inner) or (level is not Level.BYTES and _parted_otherwise(entry, inner))


def _goes_on(entry: _Entry, hay: Letters, at: int, end: int) -> bool:
    """Whether a number of the needle is only part of a longer one."""
    before = not hay.marks[at] and entry.letters[0].isdigit() and hay.text[at - 1].isdigit()
    after = not hay.marks[end] and entry.letters[-1].isdigit() and hay.text[end].isdigit()
    return before or after


def _parted_alike(entry: _Entry, inner: bytearray) -> bool:
    """Whether words end where the needle's do."""
    return all(_agrees(mark, cut=cut in entry.cuts) for cut, mark in enumerate(inner, start=1))


def _agrees(mark: int, *, cut: bool) -> bool:
    return bool(mark) if cut else mark != HARD


def _parted_otherwise(entry: _Entry, inner: bytearray) -> bool:
    """Whether the words are run together, or the letters set apart one by one."""
    if entry.free:
        return True
    together = HARD not in inner and len(entry.letters) >= (8 if entry.digits else 6)
    apart = not entry.digits and len(entry.letters) >= 4 and set(inner) == {HARD}
    return together or apart
