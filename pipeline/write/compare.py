"""One paper in three formats: the words that a file gives back must be those of the tree, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest


@dataclass(frozen=True)
class Difference:
    """The first place where a file parts from the tree: how many words agree before it."""

    agree: int
    expected: str
    found: str


def first_difference(expected: Sequence[str], lines: Sequence[Sequence[str]]) -> Difference | None:
    """Compare words with those read back; a word that a line end parts counts as whole."""
    found = _whole(expected, lines)
    for place, (wanted, given) in enumerate(zip_longest(expected, found, fillvalue="")):
        if wanted != given:
            return Difference(place, wanted, given)
    return None


def _whole(expected: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the words, pieces joined over line ends as long as they still begin the word that is expected."""
    pieces = [(word, place == 0) for line in lines for place, word in enumerate(line)]
    position = count = 0
    while position < len(pieces):
        word = pieces[position][0]
        position += 1
        wanted = expected[count] if count < len(expected) else ""
        while position < len(pieces) and pieces[position][1] and wanted != word and wanted.startswith(word):
            word += pieces[position][0]
            position += 1
        yield word
        count += 1
