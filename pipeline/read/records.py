"""Rows become records: those with the same key belong together, and every value keeps the place of its cell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pipeline.findings import Path
from pipeline.read.body import Body, Said
from pipeline.read.grid import Row, place_of, refusal
from pipeline.sheets import Column
from pipeline.source import Source, Span


@dataclass
class Gathered:
    """The inputs that tables give, as they are gathered: data, and the place of each value by its path, file by file.

    ``pieces`` are the texts that make up a narrative, each of a cell; they are joined at the end.
    """

    data: dict[str, Any] = field(default_factory=dict)
    values: dict[str | int, dict[Path, Span]] = field(default_factory=dict)
    keys: dict[str | int, dict[Path, Span]] = field(default_factory=dict)
    pieces: dict[Path, list[tuple[str, Span]]] = field(default_factory=dict)

    def put(self, path: Path, text: str | None, span: Span) -> None:
        """Put a value at its path; the groups and lists on the way are made."""
        self._set(path, text)
        _note(self.values, path, span)

    def hold(self, path: Path, empty: Any, span: Span) -> None:
        """Have a group or a list at a path, though nothing may be put into it."""
        self._set(path, empty)
        _note(self.values, path, span)

    def join(self, path: Path, text: str, span: Span) -> None:
        """Add a cell's text to a narrative, as a paragraph of its own."""
        pieces = self.pieces.setdefault(path, [])
        pieces.append((text, span))
        if len(pieces) == 1:
            self.put(path, text, span)

    def name(self, path: Path, span: Span) -> None:
        """Say where a value's name stands: where it stood first."""
        self.keys.setdefault(path[0], {}).setdefault(path[1:], span)

    def get(self, path: Path) -> Any:
        """Return what stands at a path, None where nothing does."""
        here: Any = self.data
        for part in path:
            there = part in here if isinstance(here, dict) else int(part) < len(here)
            here = here[part] if there else None
            if here is None:
                return None
        return here

    def _set(self, path: Path, value: Any) -> None:
        here: Any = self.data
        for part, following in pairwise(path):
            empty: Any = [] if isinstance(following, int) else {}
            if isinstance(here, dict):
                here = here.setdefault(part, empty)
            else:
                here += [empty] if part == len(here) else []
                here = here[part]
        if isinstance(here, list) and path[-1] == len(here):
            here.append(value)
        else:
            here[path[-1]] = value

    def count(self, path: Path) -> int:
        """Return how many items the list at a path has."""
        return len(self.get(path) or ())

    def sources(self) -> dict[str, Source]:
        """Return a source for each file that the data could have stood in: paper, reviews, evaluations, actions."""
        for path, pieces in self.pieces.items():
            first, *more = (span for _, span in pieces)
            self._set(path, "\n\n".join(text for text, _ in pieces))
            _note(self.values, path, replace(first, more=tuple(more)))
        return {
            name: Source(data, self.values.get(name, {}), self.keys.get(name, {})) for name, data in self.data.items()
        }


def _note(spans: dict[str | int, dict[Path, Span]], path: Path, span: Span) -> None:
    spans.setdefault(path[0], {})[path[1:]] = span


class Records:
    """Gathers the rows of one sheet into records."""

    def __init__(self, body: Body, gathered: Gathered) -> None:
        self.body = body
        self.gathered = gathered
        self.sheet = body.found.sheet
        self.key = next((column for column in self.sheet.columns if column.name == self.sheet.key), None)
        self.own = [column for column in self.sheet.columns if not column.of and column is not self.key]
        self.lists: dict[Path, list[Column]] = {}
        for column in self.sheet.columns:
            if column.of:
                self.lists.setdefault(column.of, []).append(column)
        self.rows: dict[int, int] = {}
        self.same: dict[tuple[str | None, ...], int] = {}
        self.before: set[tuple[Path, object]] = set()
        self.last: int | None = None
        self.ids: dict[str, int] = {}
        self.made: Counter[str] = Counter()
        if self.sheet.joins:
            names = [record.get(self.sheet.key) for record in gathered.get(self.sheet.into) or ()]
            self.ids = {name: index for index, name in enumerate(names) if name}

    def add(self, row: Row, said: Said) -> None:
        """Add a row: as a record of its own, or to the record whose key it bears or that it goes on with."""
        name, span = said.get(self.key, _NOTHING) if self.key else _NOTHING
        if self._is_said(row, said, name):
            return
        index = self._index(row, said, name, span)
        if index is None:
            return
        at: Path = (*self.sheet.into, index)
        new = index == self.gathered.count(self.sheet.into)
        if new:
            self.rows[index] = row.number
            start = self.body.grid.span(self.body.grid.cell_name(row.number, 1))
            self.gathered.hold(at, {}, start)
            self._derive(at, said, start)
        self._put(at, said, new=new)
        self.last = index

    def _is_said(self, row: Row, said: Said, name: str | None) -> bool:
        """Note a row that says the same as one before: it would count twice."""
        if name is None or all(said.get(column, _NOTHING)[0] is None for column in self.own):
            return False
        before = self.same.setdefault(tuple(text for text, _ in said.values()), row.number)
        if before != row.number:
            message, hint = f"this row says the same as row {before}", "Delete one of the two."
            self._refuse(row, message, hint)
        return before != row.number

    def _index(self, row: Row, said: Said, name: str | None, span: Span) -> int | None:
        """Return which record a row belongs to; None where that cannot be told, which is then a finding."""
        filled = [column for column, (text, _) in said.items() if text is not None]
        if name is not None and (len(filled) > 1 or len(said) <= 2):
            self.body.gap = False
            if self._may_lack_a_nought(row, name):
                self._refuse(row, "this row's id is a number, and Excel drops a last 0: 1.10 becomes 1.1", _AS_TEXT)
                return None
            return self._named(said, name, span)
        if self.key and name is None and all(column.of or column.holds == "narrative" for column in filled):
            if self.body.gap:
                self._refuse(row, GAP, _GOES_ON)
                return None
            if self.last is not None:
                return self.last
        if self.sheet.joins or (len(filled) == 1 and len(said) > 2):
            self._lost(row, name)
            return None
        return self.gathered.count(self.sheet.into)

    def _may_lack_a_nought(self, row: Row, name: str) -> bool:
        """Whether a row whose id is a number, such as 1.1, may belong to another record: there are both 1.1 and 1.10."""
        place = self.body.found.columns.get(self.key) if self.key else None
        cell = row.cell(place) if place is not None else None
        pointed = cell is not None and cell.typed == "number" and "." in cell.text
        return pointed and name in self.ids and f"{name}0" in self.ids

    def _named(self, said: Said, name: str, span: Span) -> int | None:
        following = self.gathered.count(self.sheet.into)
        if name not in self.ids:
            if self.sheet.joins:
                # It may differ by a letter from the id of one that is withheld.
                message, hint = f"there is no {self.sheet.keyed} of this id", f"Compare it with {self.sheet.joins}."
                self.body.findings.append(refusal("VA307", message, hint, place_of(span)))
                return None
            self.ids[name] = following
        index = self.ids[name]
        return index if index == following or self.sheet.joins or self._adds(said, index) else following

    def _lost(self, row: Row, name: str | None) -> None:
        """Note a row that is no record, unless what is wrong with its key has been said."""
        place = self.body.found.columns.get(self.key) if self.key and name is None else None
        if place is None or row.cell(place).is_blank():
            hint = "Delete it if it is a heading, a total or a remark; otherwise fill in the rest of it."
            self._refuse(row, "this row holds too little to be a record", hint)

    def _refuse(self, row: Row, message: str, hint: str) -> None:
        self.body.count -= 1
        self.body.findings.append(refusal("VA307", message, hint, self.body.grid.row_place(row.number)))

    def _adds(self, said: Said, index: int) -> bool:
        """Whether a row whose key was there before says more of its record: an item of a list, or a paragraph."""
        at: Path = (*self.sheet.into, index)
        return any(
            text is not None and (column.of or ((*at, *column.path), text) not in self.before)
            for column, (text, _) in said.items()
            if column.of or column.holds == "narrative"
        )

    def _put(self, at: Path, said: Said, *, new: bool) -> None:
        for column in self.own:
            text, span = said.get(column, _NOTHING)
            path: Path = (*at, *column.path)
            if text is not None and column.holds == "narrative":
                self._narrative(path, text, span)
            elif new and column in said and not (text is None and column.in_a_group):
                self.gathered.put(path, text, span)
            elif text is not None and text != self.gathered.get(path):
                self._differs(column, span, at)
                break
        items = {of: {each: said[each] for each in columns if each in said} for of, columns in self.lists.items()}
        alone = sum(any(text is not None for text, _ in item.values()) for item in items.values()) == 1
        for of, item in items.items():
            self._item(at, item, of, new=new, alone=alone)

    def _narrative(self, path: Path, text: str, span: Span) -> None:
        """Add to a narrative, but not what was only filled down."""
        if (path, text) not in self.before:
            self.before.add((path, text))
            self.gathered.join(path, text, span)

    def _differs(self, column: Column, span: Span, at: Path) -> None:
        first = self.rows[int(at[-1])]
        message = f"{column.heading} differs from that in row {first}, which is the same {self.sheet.record}"
        hint = "Give each its own id; further rows of one may leave this empty."
        self.body.findings.append(refusal("VA307", message, hint, place_of(span)))

    def _item(self, at: Path, said: Said, of: Path, *, new: bool, alone: bool) -> None:
        """Add an item to a list of the record, where the row says anything of it, or where the record must have one.

        An item that was there before is another like it where it stands ``alone`` in its row; beside an item of another list
        it may only have been filled down.
        """
        filled = [(column.path[-1], text) for column, (text, _) in said.items() if text is not None]
        must_be = of == self.sheet.at_least_one
        if not filled and not (new and must_be):
            return
        path: Path = (*at, *of)
        place = self.gathered.count(path)
        if must_be and filled and self._is_repeated(path, place, filled):
            name = next(span.cell for text, span in said.values() if text is not None)
            self.body.values.notes.add("what a row repeats of another was read once", name)
            return
        if not must_be and self._was_before(path, filled) and not alone:
            column, span = next((column, span) for column, (text, span) in said.items() if text is not None)
            message = f"a row above says the same under {column.heading}, and this would count twice"
            hint = f"Leave it empty in further rows of one {self.sheet.record}; if it is another, give it a row without the rest."
            self.body.findings.append(refusal("VA307", message, hint, place_of(span)))
            return
        for column, (text, span) in said.items():
            self.gathered.put((*path, place, *column.path[len(of) :]), text, span)

    def _is_repeated(self, path: Path, place: int, filled: Sequence[tuple[str, str]]) -> bool:
        """Whether an item was there before, or says nothing that the one above it does not."""
        above = self.gathered.get((*path, place - 1)) if place else {}
        return self._was_before(path, filled) or dict(filled).items() <= above.items()

    def _was_before(self, path: Path, filled: Sequence[tuple[str, str]]) -> bool:
        item = (path, tuple(filled))
        again = item in self.before
        self.before.add(item)
        return again

    def _derive(self, at: Path, said: Said, span: Span) -> None:
        """Put a record's key; where the table has no column for it, make one of the review's, or the record's, name."""
        if self.key and self.key in said:
            self.gathered.put((*at, self.sheet.key), *said[self.key])
        elif self.key:
            review = next((text for column, (text, _) in said.items() if column.name == "review"), None)
            name = review or self.sheet.record
            self.made[name] += 1
            self.gathered.put((*at, self.sheet.key), f"{name}-{self.made[name]}", span)
            self.body.values.notes.add("an id was made, as no column holds it", span.cell)


_NOTHING: tuple[str | None, Span] = (None, Span(""))
GAP = "this row goes on with a row that was not read"
_AS_TEXT = "Format the column of ids as Text, and type them again."
_GOES_ON = "Strike it through as well, or give it an id of its own."


def gather_texts(body: Body, gathered: Gathered, columns: Mapping[Column, int]) -> None:
    """Gather texts by id: a row is a paragraph, and one without an id goes on with the text above."""
    into, (name_column, text_column) = body.found.sheet.into, body.found.sheet.columns
    gathered.hold(into, {}, body.grid.span(body.grid.cell_name(body.found.header.number, 1)))
    name = None
    for _, said in body.rows(columns):
        (given, at), (text, span) = said[name_column], said[text_column]
        body.gap = body.gap and not given
        name = given or name
        if text is not None and body.gap:
            body.findings.append(refusal("VA307", GAP, _GOES_ON, place_of(at)))
        elif text is not None and name is None:
            message, hint = f"{name_column.heading} is empty", "Say in the first row of a text what it belongs to."
            body.findings.append(refusal("VA101", message, hint, place_of(at)))
        elif text is not None:
            gathered.join((*into, str(name)), text, span)
            gathered.name((*into, str(name)), at)


def gather_items(body: Body, gathered: Gathered, columns: Mapping[Column, int]) -> None:
    """Gather a list of texts, one a row."""
    into, (column,) = body.found.sheet.into, body.found.sheet.columns
    for _, said in body.rows(columns):
        text, span = said[column]
        if text is not None:
            gathered.put((*into, gathered.count(into)), text, span)
