"""Workbooks as grids: each sheet's cells as Excel shows them, and what it hides: rows, columns, sheets, merged cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from lxml import etree

from pipeline.findings import Finding, Place
from pipeline.read.cells import BUILT_IN, Cells, Look, is_on, string
from pipeline.read.grid import (
    EMPTY,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Grid,
    RefusedError,
    Row,
    letters,
    refusal,
)
from pipeline.read.package import Package, Relation, damaged, open_package

MOST_SHEETS = 100
MOST_STRINGS = 300_000

_CLEAR = "Delete it: select what lies beyond the table, then Home, Clear, Clear All."
_COPY = "Make a new workbook and copy only the tables into it."
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_workbook(file: FilePath, name: str) -> tuple[list[Grid], list[Finding]]:
    """Read the sheets of a workbook.

    Args:
        file: the file.
        name: how its places are printed.

    Returns:
        Its grids, none where the file cannot be read, and what is wrong with the file itself.
    """
    try:
        return list(_Workbook(open_package(file, name)).grids()), []
    except RefusedError as refused:
        return [], [refused.finding]
    except Exception:  # noqa: BLE001 - whatever a damaged file makes of zip, XML or numbers, the officer can only save it again
        return [], [damaged(name).finding]


class _Workbook:
    """The sheets of a workbook, with the texts and formats that they share."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = next(each.target for each in package.relations("").values() if each.kind == "officeDocument")
        self.relations = package.relations(main)
        self.cells = 0
        self.sheets: list[tuple[str, bool, Relation]] = []
        since_1904 = False
        for element in package.elements(main, "workbookPr", "sheet"):
            if name := element.get("name"):
                relation = self.relations[element.get(_ID) or element.get(_STRICT_ID)]
                self.sheets.append((name, element.get("state", "visible") != "visible", relation))
            since_1904 = since_1904 or element.get("date1904") in {"1", "true"}
        if len(self.sheets) > MOST_SHEETS:
            raise self.refused("", f"this workbook has more than {MOST_SHEETS} sheets", _COPY)
        self.reader = Cells(self._strings(), self._looks(), since_1904=since_1904)

    def grids(self) -> Iterator[Grid]:
        """Yield each sheet of cells; sheets that are a chart only hold no inputs."""
        for name, hidden, relation in self.sheets:
            if relation.kind == "worksheet":
                sheet = _Sheet(self, name)
                sheet.look(relation.target)
                yield Grid(
                    self.package.name,
                    name,
                    sheet.rows,
                    hidden=hidden,
                    merged=sheet.merged,
                    hidden_columns=sheet.hidden_columns,
                )

    def refused(self, cell: str, message: str, hint: str) -> RefusedError:
        """Make the error that a workbook is not read, at one of its places."""
        return RefusedError(refusal("VA002", message, hint, Place(self.package.name, cell=cell)))

    def _part(self, kind: str) -> str | None:
        return next((each.target for each in self.relations.values() if each.kind == kind), None)

    def _strings(self) -> list[Cell]:
        """Read the texts, which cells name by number."""
        found: list[Cell] = []
        if part := self._part("sharedStrings"):
            for element in self.package.elements(part, "si"):
                found.append(string(element))
                if len(found) > MOST_STRINGS:
                    raise self.refused("", f"this workbook has more than {MOST_STRINGS:,} texts", _COPY)
        return found

    def _looks(self) -> list[Look]:
        """Read the formats, which cells name by number."""
        formats = dict(BUILT_IN)
        struck: list[bool] = []
        looks: list[Look] = []
        names = ("numFmt", "font", "cellXfs")
        part = self._part("styles")
        for element in self.package.elements(part, *names) if part else ():
            kind = etree.QName(element).localname
            if kind == "numFmt" and element.getparent().tag.endswith("}numFmts"):
                formats[int(element.get("numFmtId"))] = element.get("formatCode")
            elif kind == "font" and element.getparent().tag.endswith("}fonts"):
                struck.append(any(is_on(mark) for mark in element.iterfind("{*}strike")))
            elif kind == "cellXfs":
                looks += [
                    Look(formats.get(int(each.get("numFmtId", 0)), "?"), struck[int(each.get("fontId", 0))])
                    for each in element.iterfind("{*}xf")
                ]
        return looks


@dataclass
class _Sheet:
    """A sheet on its way into a grid."""

    book: _Workbook
    name: str
    rows: list[Row] = field(default_factory=list)
    hidden_columns: set[str] = field(default_factory=set)
    merged: dict[tuple[int, int], str] = field(default_factory=dict)
    number: int = 0
    columns: int = 0
    areas: int = 0

    def look(self, part: str) -> None:
        """Go through the sheet once.

        Raises:
            RefusedError: it is larger than any table of inputs.
        """
        for element in self.book.package.elements(part, "row", "col", "mergeCell"):
            kind = etree.QName(element).localname
            if kind == "row":
                self._row(element)
            elif kind == "mergeCell":
                self._merge(element.get("ref", ""))
            else:
                self._column(element)

    def _column(self, column: etree._Element) -> None:
        """Note what is hidden of the columns that can be read; those come first, and no two speak of the same."""
        self.columns += 1
        if column.get("hidden") in {"1", "true"} and self.columns <= MOST_COLUMNS:
            last = min(int(column.get("max")), MOST_COLUMNS)
            self.hidden_columns.update(map(letters, range(int(column.get("min")), last + 1)))

    def _row(self, row: etree._Element) -> None:
        """Read a row; its number, and those of its columns, may be left out where they follow on."""
        self.number = int(row.get("r", self.number + 1))
        cells: list[Cell] = []
        column = 0
        for element in row.iterfind("{*}c"):
            ref = element.get("r")
            column = _row_and_column(ref)[1] if ref else column + 1
            cell = self.book.reader.read(element)
            if cell.text or cell.wrong:
                self._count(column)
                cells += [EMPTY] * (column - len(cells))
                cells[column - 1] = cell
        if cells:
            self.rows.append(Row(self.number, cells, hidden=row.get("hidden") in {"1", "true"}))

    def _count(self, column: int) -> None:
        place = f"[{self.name}!{letters(column)}{self.number}]"
        if self.number > MOST_ROWS or column > MOST_COLUMNS:
            raise self.book.refused(place, "this cell lies far beyond any table", _CLEAR)
        self.book.cells += 1
        if self.book.cells > MOST_CELLS:
            raise self.book.refused(place, f"this workbook has more than {MOST_CELLS:,} cells", _CLEAR)

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        (top, left), (bottom, right) = _row_and_column(first), _row_and_column(last or first)
        rows = range(top, min(bottom, MOST_ROWS) + 1)
        columns = range(left, min(right, MOST_COLUMNS) + 1)
        self.areas += 1
        if len(rows) * len(columns) + len(self.merged) > MOST_CELLS or self.areas > MOST_ROWS:
            place = f"[{self.name}!{ref}]"
            raise self.book.refused(place, "too many cells are merged", "Unmerge them: Home, Merge & Center.")
        self.merged |= {(row, column): ref for row in rows for column in columns}


def _row_and_column(name: str) -> tuple[int, int]:
    """Return the numbers of a cell: C12 is row 12, column 3."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", name)
    if not found:
        raise ValueError(name)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
