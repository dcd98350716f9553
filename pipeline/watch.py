"""Watch: names and addresses that no paper may hold, and how each may be written. What they are is never said, only their line."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from pipeline.spelling import alike, close, initials_of, shortened

_WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc][^\W_]+)*['\u2019\u02bc]?")
_BETWEEN = re.compile(r"[\s,.'\u2019\u2010-\u2015/()*_-]{0,4}")
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s?$")
_LONGEST = 60
"""No name has a word of more letters; longer ones are not looked at, or a text of one word would take long."""


class Word(NamedTuple):
    """A word of a text as it is compared, and where it stands."""

    plain: str
    start: int
    end: int


class Seen(NamedTuple):
    """What was found in a text: the line of the watch list, and from where to where."""

    line: int
    start: int
    end: int


@dataclass
class _Node:
    """What may follow some words of an entry; ``line`` is that of the entry that ends here."""

    line: int = 0
    after: dict[str, "_Node"] = field(default_factory=dict)


@dataclass(frozen=True)
class WatchList:
    """Names and addresses, each with its line of the file that they were read from; never shown."""

    entries: Sequence[tuple[int, str]] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def seen(self, text: str) -> Iterator[Seen]:
        """Yield where an entry stands in a text, in any of the ways that a name is written."""
        words = list(plain_words(text)) if self.entries else []
        place = 0
        while place < len(words):
            if found := self._longest(text, words, place, self._start):
                line, last = found
                yield Seen(line, words[place].start, words[last].end)
                place = last
            place += 1

    def _longest(self, text: str, words: list[Word], place: int, node: _Node) -> tuple[int, int] | None:
        """Return the line of the longest entry that goes on at a word, and the place of its last word."""
        best: tuple[int, int] | None = None
        for name, last in self._steps(words, place):
            if after := node.after.get(name):
                further = self._longest(text, words, last + 1, after) if _joins(text, words, last) else None
                found = further or ((after.line, last) if after.line else None)
                best = found if found and (best is None or found[1] > best[1]) else best
        return best

    def _steps(self, words: list[Word], place: int) -> Iterator[tuple[str, int]]:
        """Yield the entries' words that a word can be, and those that it can be together with the next one."""
        if place < len(words):
            yield from ((name, place) for name in self._known(words[place].plain))
            if place + 1 < len(words) and words[place + 1].start - words[place].end == 1:
                whole = words[place].plain + words[place + 1].plain
                yield from ((name, place + 1) for name in self._known(whole) if len(name) > 3)

    def _known(self, word: str) -> frozenset[str]:
        if word not in self._resolved:
            found = {name for key in alike(word) for name in self._keys.get(key, ())}
            found |= {name for key in shortened(word) for name in self._near.get(key, ()) if close(word, name)}
            self._resolved[word] = frozenset(found)
        return self._resolved[word]

    @cached_property
    def _start(self) -> _Node:
        start = _Node()
        for line, entry in self.entries:
            for way in _written(entry):
                node = start
                for word in way:
                    node = node.after.setdefault(word, _Node())
                node.line = node.line or line
        return start

    @cached_property
    def _names(self) -> set[str]:
        return {word for _, entry in self.entries for way in _written(entry) for word in way}

    @cached_property
    def _keys(self) -> dict[str, set[str]]:
        """The entries' words by each spelling that counts as the same."""
        return _by_key({name: alike(name) for name in self._names})

    @cached_property
    def _near(self) -> dict[str, set[str]]:
        """The long words of entries by what is left of them without one letter."""
        return _by_key({name: shortened(name) for name in self._names})

    @cached_property
    def _resolved(self) -> dict[str, frozenset[str]]:
        return {}


NOBODY = WatchList()
"""The watch list of a council that keeps none."""


def _by_key(keys: dict[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, each in keys.items():
        for key in each:
            found.setdefault(key, set()).add(name)
    return found


def _joins(text: str, words: list[Word], last: int) -> bool:
    """Whether the next word can belong to the same name: little stands between, and no sentence ends there."""
    if last + 1 >= len(words):
        return False
    between = text[words[last].end : words[last + 1].start]
    ends = "." in between and len(words[last].plain) > 2
    return bool(_BETWEEN.fullmatch(between)) and not ends


def plain_words(text: str) -> Iterator[Word]:
    """Yield the words of a text in small letters, without accents and the possessive's s."""
    for match in _WORD.finditer(text):
        if len(match[0]) <= _LONGEST:
            yield Word(_plain(match[0]), match.start(), match.end())


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word.casefold()))
    return "".join(letter for letter in apart if letter.isalnum())


def _written(entry: str) -> set[tuple[str, ...]]:
    """Return all ways in which an entry may be written; a name with a hyphen is one word as well as two."""
    apart = [word.plain for word in plain_words(entry)]
    whole = ["".join(word.plain for word in plain_words(part)) for part in entry.split()]
    return {way for each in (apart, [part for part in whole if part]) for way in ways(each)}


def ways(name: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the orders and shortenings in which a name may be written: John Smith, Smith John, J Smith, JP Smith, JohnSmith.

    What holds a figure is an address, and is written one way.
    """
    words = tuple(name)
    yield words
    if len(words) < 2 or any(word.isdigit() for word in words):
        return
    *given, last = words
    initials = tuple(word[0] for word in given)
    firsts = {tuple(given), (given[0],), initials, initials[:1], ("".join(initials),), (given[0], *initials[1:])}
    firsts |= {(letter, *initials[1:]) for letter in initials_of(given[0])} | {
        (letter,) for letter in initials_of(given[0])
    }
    for first in sorted(firsts):
        yield (*first, last)
        yield (last, *first)
    for place, (one, other) in enumerate(pairwise(words)):
        yield (*words[:place], one + other, *words[place + 2 :])
