"""What changed from one paper to another: sections aligned, then the blocks in them, then their words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from lxml import etree

from pipeline.compare.align import Item, Pair, align
from pipeline.compare.blocks import BAR, Block, Section, sections
from pipeline.compare.words import Run, Word, in_words, runs

HEADS = {"title", "heading"}
Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True)
class Change:
    """What became of one block, or of a whole section: ``what`` it is, and its number where it has one.

    ``before`` and ``after`` are its words; of a section that moved, they say where it stood and where it stands.
    """

    section: str
    kind: Kind
    what: str
    number: str
    before: str
    after: str
    runs: tuple[Run, ...]


def compare(old: etree._Element, new: etree._Element) -> list[Change]:
    """Return all that changed between the ``main`` elements of two papers, in the order of the new one."""
    before, after = sections(old), sections(new)
    pairs = _paired(before, after)
    found = [*_moved_sections(before, after, pairs)]
    for i, j in _in_order(pairs, len(before)):
        found += _section(before[i] if i is not None else None, after[j] if j is not None else None)
    return _with_moves(found)


def _paired(old: Sequence[Section], new: Sequence[Section]) -> dict[int, int | None]:
    """Return the old section of each new one: by its id, else its heading, else by what it says."""
    pairs: dict[int, int | None] = dict.fromkeys(range(len(new)))
    for name in ("id", "heading"):
        places = {getattr(section, name): i for i, section in enumerate(old) if i not in pairs.values()}
        for j, section in enumerate(new):
            if pairs[j] is None and getattr(section, name):
                pairs[j] = places.pop(getattr(section, name), None)
    left = [i for i in range(len(old)) if i not in pairs.values()]
    free = [j for j, i in pairs.items() if i is None]
    for one, other in align([_whole(old[i]) for i in left], [_whole(new[j]) for j in free]):
        if one is not None and other is not None:
            pairs[free[other]] = left[one]
    return pairs


def _whole(section: Section) -> Item:
    said = [word.text for block in section.blocks[1:] for word in block.words]
    return Item((section.heading, *said), "section", said or [section.heading])


def _in_order(pairs: dict[int, int | None], count: int) -> Iterator[Pair]:
    """Yield the pairs in the order of the new paper; what was removed comes after what stood before it."""
    gone = set(range(count)) - set(pairs.values())

    def following(place: int) -> Iterator[Pair]:
        while place in gone:
            yield place, None
            place += 1

    yield from following(0)
    for j, i in pairs.items():
        yield i, j
        if i is not None:
            yield from following(i + 1)


def _moved_sections(old: Sequence[Section], new: Sequence[Section], pairs: dict[int, int | None]) -> Iterator[Change]:
    """Yield the sections that stand in another order: as few as tell it."""
    order = [i for i in pairs.values() if i is not None]
    stay = _longest_rise(order)
    for j, i in pairs.items():
        if i is not None and i not in stay:
            yield Change(new[j].name, "moved", "section", "", _stood(old, i), _stood(new, j), ())


def _stood(paper: Sequence[Section], place: int) -> str:
    return f"after {paper[place - 1].name}" if place else "at the beginning"


def _longest_rise(order: Sequence[int]) -> set[int]:
    """Return the longest row of numbers that rises."""
    rows: list[list[int]] = []
    for number in order:
        before = [row for row in rows if row[-1] < number]
        rows.append([*_longest(before), number])
    return set(_longest(rows))


def _longest(rows: list[list[int]]) -> list[int]:
    return max(rows, key=lambda row: len(row), default=[])  # noqa: PLW0108 - mypy does not take len itself


def _section(old: Section | None, new: Section | None) -> Iterator[Change]:
    section = new or old
    if section is None:
        return
    if old is None or new is None:
        for place, block in enumerate(section.blocks):
            change = _lone(section.name, block, "removed" if new is None else "added")
            yield replace(change, what="section") if place == 0 else change
        return
    for i, j in _blocks(old.blocks, new.blocks):
        if i is None or j is None:
            block = old.blocks[i] if i is not None else new.blocks[j or 0]
            yield _lone(section.name, block, "removed" if j is None else "added")
        elif old.blocks[i].item.key != new.blocks[j].item.key:
            yield _changed(section.name, old.blocks[i], new.blocks[j])


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Return which block of a section belongs to which; the headings of one section belong together, whatever they say."""
    first = int(bool(old and new) and old[0].kind == new[0].kind and old[0].kind in HEADS)
    pairs = align([block.item for block in old[first:]], [block.item for block in new[first:]])
    heads: list[Pair] = [(0, 0)] if first else []
    return heads + [(None if i is None else i + first, None if j is None else j + first) for i, j in pairs]


def _lone(section: str, block: Block, kind: Literal["removed", "added"]) -> Change:
    before, after = (block.text, "") if kind == "removed" else ("", block.text)
    return Change(section, kind, block.kind, block.number, before, after, (Run(kind, block.text),))


def _changed(section: str, old: Block, new: Block) -> Change:
    return Change(section, "changed", new.kind, new.number, old.text, new.text, tuple(_runs(old, new)))


def _runs(old: Block, new: Block) -> Iterator[Run]:
    """Yield what became of the words, cell by cell where there are as many."""
    if len(old.cells) != len(new.cells):
        yield from runs(old.words, new.words)
        return
    nothing: tuple[Word, ...] = ()
    for place, (before, after) in enumerate(zip_longest(old.cells, new.cells, fillvalue=nothing)):
        if place:
            yield Run("same", in_words([BAR]))
        yield from runs(before, after)


def _with_moves(changes: Sequence[Change]) -> list[Change]:
    """Tell what was removed in one place and added as it was in another as moved."""
    gone = {(each.what, each.before): each for each in changes if each.kind == "removed" and each.before}
    moved: dict[int, Change] = {}
    for place, change in enumerate(changes):
        if change.kind == "added" and (change.what, change.after) in gone:
            old = gone.pop((change.what, change.after))
            moved[place] = replace(change, kind="moved", before=f"in {old.section}", runs=(Run("same", change.after),))
            moved[_at(changes, old)] = old
    return [
        moved.get(place, change)
        for place, change in enumerate(changes)
        if place not in moved or moved[place].kind == "moved"
    ]


def _at(changes: Sequence[Change], wanted: Change) -> int:
    return next(place for place, change in enumerate(changes) if change is wanted)
