"""Which of the old belongs to which of the new: what is equal first, then what begins alike, then what is similar."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

Pair = tuple[int | None, int | None]
"""A place in the old and one in the new; where one of them is None, the other was removed or added."""

ALIKE = 0.4
"""The share of words in common from which on two blocks are taken for one that was changed."""

MOST = 250_000
"""Beyond so many pairs to be looked at, blocks are paired by their order alone."""

BAND = 20
SMALL = 10_000
"""Up to so many pairs, each is looked at; beyond, those that are near each other in order."""


@dataclass(frozen=True)
class Item:
    """Something to be aligned: equal where the key is, and similar by words where the kind is the same."""

    key: Hashable
    kind: Hashable
    words: Sequence[str]
    anchor: Sequence[str] = ()
    bag: Counter[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bag", Counter(self.words))

    def likeness(self, other: "Item") -> float:
        """Return the share of words in common, 0 for another kind."""
        if self.kind != other.kind:
            return 0.0
        whole = len(self.words) + len(other.words)
        return 2 * sum((self.bag & other.bag).values()) / whole if whole else 1.0


def align(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Return pairs in the order of both; what was removed stands before what was added in its place."""
    return list(_by(lambda item: item.key, old, new, (0, 0), _by_anchor))


Next = Callable[[Sequence[Item], Sequence[Item], tuple[int, int]], Iterator[Pair]]


def _by(
    key: Callable[[Item], Hashable], old: Sequence[Item], new: Sequence[Item], at: tuple[int, int], then: Next
) -> Iterator[Pair]:
    """Pair what has the same key; what lies between is left to the next way of pairing."""
    matcher = SequenceMatcher(None, [key(item) for item in old], [key(item) for item in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from ((at[0] + i1 + step, at[1] + j1 + step) for step in range(i2 - i1))
        else:
            yield from then(old[i1:i2], new[j1:j2], (at[0] + i1, at[1] + j1))


def _by_anchor(old: Sequence[Item], new: Sequence[Item], at: tuple[int, int]) -> Iterator[Pair]:
    """Pair what begins alike, where only one of each side does: a row by its first cell."""
    once = {anchor for anchor, count in Counter(item.anchor for item in old).items() if count == 1 and anchor}
    once &= {anchor for anchor, count in Counter(item.anchor for item in new).items() if count == 1}
    numbered = iter(range(len(old) + len(new)))

    def key(item: Item) -> Hashable:
        return (item.kind, item.anchor) if item.anchor in once else next(numbered)

    return _by(key, old, new, at, _by_likeness)


def _by_likeness(old: Sequence[Item], new: Sequence[Item], at: tuple[int, int]) -> Iterator[Pair]:
    matched = dict(_best(old, new))
    i = 0
    for j in range(len(new)):
        partner = next((each for each in range(i, len(old)) if matched.get(each) == j), None)
        if partner is None:
            continue
        yield from _apart(range(i, partner), range(_after(matched, i), j), at)
        yield at[0] + partner, at[1] + j
        i = partner + 1
    yield from _apart(range(i, len(old)), range(_after(matched, i), len(new)), at)


def _after(matched: dict[int, int], i: int) -> int:
    """Return the first of the new that is behind all that is matched before ``i``."""
    return max((j for each, j in matched.items() if each < i), default=-1) + 1


def _apart(old: range, new: range, at: tuple[int, int]) -> Iterator[Pair]:
    yield from ((at[0] + i, None) for i in old)
    yield from ((None, at[1] + j) for j in new)


def _best(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """Return the pairs, in order, that have most in common altogether."""
    if not old or not new:
        return []
    if len(old) * len(new) > MOST:
        return [(i, i) for i in range(min(len(old), len(new))) if old[i].likeness(new[i]) >= ALIKE]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    scores: dict[tuple[int, int], float] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            score = old[i].likeness(new[j]) if _near(i, j, len(old), len(new)) else 0.0
            if score >= ALIKE and score + best[i + 1][j + 1] > best[i][j]:
                scores[i, j] = score
                best[i][j] = score + best[i + 1][j + 1]
    return list(_walk(best, scores, len(old), len(new)))


def _near(i: int, j: int, old: int, new: int) -> bool:
    return old * new <= SMALL or abs(i * new // old - j) <= BAND


def _walk(
    best: list[list[float]], scores: dict[tuple[int, int], float], old: int, new: int
) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < old and j < new:
        if (i, j) in scores:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
