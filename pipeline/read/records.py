"""Rows become records: those with the same key belong together, and every value keeps the place of its cell."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pipeline.findings import Path, Place
from pipeline.read.body import Body, Said
from pipeline.read.grid import Row, refusal
from pipeline.sheets import Column
from pipeline.source import Source, Span


@dataclass
class Gathered:
    """The inputs that tables give, as they are gathered: data, places, and the lines to show with a finding."""

    data: dict[str, Any] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def put(self, path: Path, text: str | None, span: Span) -> None:
        """Put a value at its path; the groups and lists on the way are made."""
        self._set(path, text)
        self.values[path] = span
        if text is not None:
            self.lines[span.origin] = text.split("\n")

    def hold(self, path: Path, empty: Any, span: Span) -> None:
        """Have a group or a list at a path, though nothing may be put into it."""
        if self.get(path) is None:
            self._set(path, empty)
            self.values[path] = span

    def join(self, path: Path, text: str, span: Span) -> None:
        """Add a paragraph to a text; one that is there already was only filled down."""
        before = self.get(path)
        if before is None:
            self.put(path, text, span)
        elif text not in self.paragraphs(path):
            self._set(path, f"{before}\n\n{text}")
            self.values[path] = replace(self.values[path], more=(*self.values[path].more, span))
            self.lines[span.origin] = text.split("\n")

    def get(self, path: Path) -> Any:
        """Return what stands at a path, None where nothing does."""
        here: Any = self.data
        for part in path:
            there = part in here if isinstance(here, dict) else isinstance(part, int) and part < len(here)
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

    def paragraphs(self, path: Path) -> list[str]:
        """Return the paragraphs of the text at a path."""
        return (self.get(path) or "").split("\n\n")

    def sources(self) -> dict[str, Source]:
        """Return a source for each file that the data could have stood in: paper, reviews, evaluations, actions."""
        return {
            name: Source(data, _below(self.values, name), _below(self.keys, name), self.lines)
            for name, data in self.data.items()
        }


def _below(spans: Mapping[Path, Span], name: str) -> dict[Path, Span]:
    return {path[1:]: span for path, span in spans.items() if path[0] == name}


class Records:
    """Gathers the rows of one sheet into records."""

    def __init__(self, body: Body, gathered: Gathered) -> None:
        self.body = body
        self.gathered = gathered
        self.sheet = body.found.sheet
        self.rows: dict[int, int] = {}
        self.last: int | None = None
        self.ids: dict[str, int] = {}
        self.made: Counter[str] = Counter()
        if self.sheet.joins:
            names = [record.get(self.sheet.key) for record in gathered.get(self.sheet.into) or ()]
            self.ids = {name: index for index, name in enumerate(names) if name}

    def add(self, row: Row, said: Said) -> None:
        """Add a row: as a record of its own, or to the record whose key it bears or that it goes on with."""
        index = self._index(row, said)
        if index is None:
            return
        at: Path = (*self.sheet.into, index)
        new = index == self.gathered.count(self.sheet.into)
        if new:
            self.rows[index] = row.number
            self.gathered.hold(at, {}, self.body.grid.span(row.number, 1))
            self._derive(at, said)
        self._put(at, said, new=new)
        self.last = index

    def _index(self, row: Row, said: Said) -> int | None:
        """Return which record a row belongs to; None where that cannot be told, which is then a finding."""
        name, span = next((said[column] for column in said if column.name == self.sheet.key), (None, Span("")))
        filled = [column for column, (text, _) in said.items() if text is not None]
        if name in self.ids and (self.sheet.joins or self._adds(said, self.ids[name])):
            return self.ids[name]
        if self.sheet.joins and name is not None:
            record = self.sheet.joins.lower().removesuffix("s")
            message, hint = (
                f"there is no {record} {name!r} that this row could belong to",
                f"Compare it with {self.sheet.joins}.",
            )
            self.body.findings.append(refusal("VA307", message, hint, Place(span.file, cell=span.cell)))
            return None
        goes_on = self.sheet.key and all(column.of or column.holds == "narrative" for column in filled)
        if name is None and goes_on and self.last is not None:
            return self.last
        if self.sheet.joins or (len(filled) == 1 and len(said) > 2):
            self._lost(row)
            return None
        following = self.gathered.count(self.sheet.into)
        self.ids |= {name: following} if name and name not in self.ids else {}
        return following

    def _lost(self, row: Row) -> None:
        message = "this row holds too little to be a record"
        hint = "Delete it if it is a heading, a total or a remark; otherwise fill in the rest of it."
        self.body.findings.append(refusal("VA307", message, hint, self.body.grid.row_place(row.number)))

    def _adds(self, said: Said, index: int) -> bool:
        """Whether a row whose key was there before says more of its record: an item of a list, or a paragraph."""
        at: Path = (*self.sheet.into, index)
        return any(
            text is not None and (column.of or text not in self.gathered.paragraphs((*at, *column.path)))
            for column, (text, _) in said.items()
            if column.of or column.holds == "narrative"
        )

    def _put(self, at: Path, said: Said, *, new: bool) -> None:
        own = {column: value for column, value in said.items() if not column.of and column.name != self.sheet.key}
        for column, (text, span) in own.items():
            path: Path = (*at, *column.path)
            if new:
                self.gathered.put(path, text, span)
            elif text is not None and column.holds == "narrative":
                self.gathered.join(path, text, span)
            elif text is not None and text != self.gathered.get(path):
                self._differs(column, span, at)
                break
        for of in dict.fromkeys(column.of for column in said if column.of):
            self._item(at, {column: value for column, value in said.items() if column.of == of}, of, new=new)

    def _differs(self, column: Column, span: Span, at: Path) -> None:
        first = self.rows[int(at[-1])]
        message = f"{column.heading} differs from that in row {first}, which is the same {self.sheet.record}"
        hint = "Give each its own id; further rows of one may leave this empty."
        self.body.findings.append(refusal("VA307", message, hint, Place(span.file, cell=span.cell)))

    def _item(self, at: Path, said: Said, of: tuple[str, ...], *, new: bool) -> None:
        """Add an item to a list of the record, where the row says anything of it, or where the record must have one."""
        if any(text is not None for text, _ in said.values()) or (new and of == self.sheet.at_least_one):
            place = self.gathered.count((*at, *of))
            for column, (text, span) in said.items():
                self.gathered.put((*at, *of, place, *column.path[len(of) :]), text, span)

    def _derive(self, at: Path, said: Said) -> None:
        """Put a record's key; where the table has no column for it, make one of the review's, or the record's, name."""
        span = self.gathered.values[at]
        for column, (text, where) in said.items():
            if column.name == self.sheet.key:
                self.gathered.put((*at, self.sheet.key), text, where)
                return
        if self.sheet.key:
            review = next(
                (text for column, (text, _) in said.items() if column.name == "review" and text), self.sheet.record
            )
            self.made[review] += 1
            name = f"{review}-{self.made[review]}"
            self.ids[name] = int(at[-1])
            self.gathered.put((*at, self.sheet.key), name, span)
            self.body.values.notes.add("ids were made, as no column holds them", Place(span.file, cell=span.cell))


def gather_texts(body: Body, gathered: Gathered, columns: Mapping[Column, int]) -> None:
    """Gather texts by id: a row is a paragraph, and one without an id goes on with the text above."""
    into, (name_column, text_column) = body.found.sheet.into, body.found.sheet.columns
    gathered.hold(into, {}, body.grid.span(body.found.header.number, 1))
    name = None
    for _, said in body.rows(columns):
        (given, at), (text, span) = said[name_column], said[text_column]
        name = given or name
        if text is not None and name is None:
            message, hint = f"{name_column.heading} is empty", "Say in the first row of a text what it belongs to."
            body.findings.append(refusal("VA101", message, hint, Place(at.file, cell=at.cell)))
        elif text is not None:
            gathered.join((*into, str(name)), text, span)
            gathered.keys.setdefault((*into, str(name)), at)


def gather_items(body: Body, gathered: Gathered, columns: Mapping[Column, int]) -> None:
    """Gather a list of texts, one a row."""
    into, (column,) = body.found.sheet.into, body.found.sheet.columns
    for _, said in body.rows(columns):
        text, span = said[column]
        if text is not None:
            gathered.put((*into, gathered.count(into)), text, span)
