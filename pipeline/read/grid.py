"""A grid: what a sheet of a workbook and a CSV file have in common: rows of cells, each with its place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as FilePath
from typing import Literal

from pipeline.findings import Finding, Place, Severity
from pipeline.source import Span

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 150_000
"""Tables of inputs are smaller by far; what is larger is refused before it fills the memory."""

Typed = Literal["text", "number", "date", "yes or no"]
"""What a cell held before it was read as text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as the sheet shows it, and what it is to be refused for, if anything."""

    text: str = ""
    typed: Typed = "text"
    wrong: Finding | None = None
    struck: bool = False

    def is_blank(self) -> bool:
        """Whether an officer sees nothing in it."""
        return not self.wrong and (not self.text or self.text.isspace())


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row, numbered as the officer sees it (from 1)."""

    number: int
    cells: Sequence[Cell]
    hidden: bool = False

    def cell(self, place: int) -> Cell:
        """Return the cell at a place; beyond the row's end cells are empty."""
        return self.cells[place] if place < len(self.cells) else EMPTY

    def filled(self) -> list[int]:
        """Return the places of the cells that hold something."""
        return [place for place, cell in enumerate(self.cells) if not cell.is_blank()]


@dataclass(frozen=True)
class Grid:
    """A sheet or a CSV file. ``merged`` names the cells that are merged into others, by row and column."""

    file: str
    name: str
    rows: Sequence[Row]
    workbook: bool = True
    hidden: bool = False
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_columns: Collection[str] = ()

    def cell_name(self, row: int, column: int, heading: str = "") -> str:
        """Return the name of a cell as its program shows it; rows and columns count from 1."""
        if self.workbook:
            return f"[{self.name}!{letters(column)}{row}]"
        shown = f'"{heading}"' if heading else f"column {letters(column)}"
        return f"row {row}, {shown}"

    def span(self, cell: str, text: str = "") -> Span:
        """Return where a text stands: in the cell of this name."""
        return Span(self.file, cell=cell, text=text)

    def place(self, row: int, column: int, heading: str = "") -> Place:
        """Return a cell's place, for a finding."""
        return Place(self.file, cell=self.cell_name(row, column, heading))

    def row_place(self, row: int) -> Place:
        """Return a row's place, for a finding."""
        return Place(self.file, cell=f"[{self.name}!{row}:{row}]" if self.workbook else f"row {row}")

    def whole(self) -> Place:
        """Return the place of the whole table."""
        return Place(self.file, cell=f"[{self.name}]" if self.workbook else "")


@cache
def letters(column: int) -> str:
    """Return a column's letters: C for 3, AA for 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place_of(span: Span) -> Place:
    """Return the place of a value, for a finding."""
    return Place(span.file, cell=span.cell)


def refusal(id_: str, message: str, hint: str, place: Place | None = None) -> Finding:
    """Make an error of reading."""
    return Finding(id_, Severity.ERROR, message, hint, place=place)


class RefusedError(Exception):
    """The file is not read; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


def file_content(file: FilePath, name: str, most: int) -> bytes:
    """Return the bytes of a file.

    Raises:
        RefusedError: it cannot be opened, or has more bytes than ``most``.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        message, hint = f"this file cannot be opened ({error.strerror})", "Check who may read it."
        raise RefusedError(refusal("VA001", message, hint, Place(name))) from error
    if len(content) > most:
        message = f"this file is larger than {most // 1_000_000} MB"
        hint = "Check that it is the right file; keep pictures and old sheets out of it."
        raise RefusedError(refusal("VA002", message, hint, Place(name)))
    return content
