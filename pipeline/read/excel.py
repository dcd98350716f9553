"""Workbooks as grids: what Excel shows, and what it hides.

A date is as precise as its cell shows it, a percentage is written as one, and a number with a format of its own is refused:
the paper prints what the officer sees.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

from lxml import etree

from pipeline.findings import Finding, Place
from pipeline.read.grid import Cell, Grid, RefusedError, Row, letters, refusal
from pipeline.read.package import Package, open_package

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 300_000

_PLAIN = re.compile(r"#?(,?#)*#?0(\.(?P<decimals>0+))?(?P<percent>%?)")
_WORDS = re.compile(r"\"[^\"]*\"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*.", re.IGNORECASE)
_FIRST_CELL = "Delete it: select what lies beyond the table, then Home, Clear, Clear All."


def read_workbook(file: FilePath, name: str) -> tuple[list[Grid], list[Finding]]:
    """Read the sheets of a workbook.

    Args:
        file: the file.
        name: how its places are printed.

    Returns:
        Its grids, none where the file cannot be read, and what is wrong with the file itself.
    """
    try:
        package = open_package(file, name)
        return list(_grids(package, name)), []
    except RefusedError as refused:
        return [], [refused.finding]


def _grids(package: Package, name: str) -> Iterator[Grid]:
    import openpyxl  # noqa: PLC0415 - slow to load, and only for workbooks

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it leaves out, such as drop-downs, is nothing that is read here
            book = openpyxl.load_workbook(
                package.stream(), read_only=True, data_only=True, keep_links=False, rich_text=True
            )
            for sheet in book.worksheets:
                hidden = _Hidden(name, sheet.title)
                hidden.look(_part_of(sheet))
                yield _grid(sheet, hidden, name)
    except RefusedError:
        raise
    except Exception as error:
        hint = "Open it in Excel and save it again as an Excel Workbook (.xlsx)."
        raise RefusedError(
            refusal("VA006", "this workbook is damaged and cannot be read", hint, Place(name))
        ) from error


def _part_of(sheet: Any) -> bytes:
    """Return the XML of a sheet."""
    with sheet._get_source() as part:  # noqa: SLF001 - the library gives no other way to the part's name
        content: bytes = part.read()
    return content


@dataclass
class _Hidden:
    """What a sheet's XML says and the library's quick reading leaves out."""

    file: str
    sheet: str
    rows: set[int] = field(default_factory=set)
    columns: list[str] = field(default_factory=list)
    merged: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0

    def look(self, part: bytes) -> None:
        """Go through the sheet once.

        Raises:
            RefusedError: it is larger than any table of inputs.
        """
        if part.count(b"<c ") + part.count(b":c ") > MOST_CELLS:
            raise self._refused("VA002", f"this sheet has more than {MOST_CELLS:,} cells", _FIRST_CELL)
        source = etree.iterparse(
            BytesIO(part), events=("end",), resolve_entities=False, no_network=True, huge_tree=False
        )
        for _, element in source:
            kind = etree.QName(element).localname
            if kind == "c":
                self._cell(element)
            elif kind == "row":
                self._row(element)
            elif kind == "col" and element.get("hidden") in {"1", "true"}:
                self.columns += map(
                    letters, range(int(element.get("min")), min(int(element.get("max")), MOST_COLUMNS) + 1)
                )
            elif kind == "mergeCell":
                self._merge(element.get("ref", ""))

    def _row(self, row: etree._Element) -> None:
        if row.get("hidden") in {"1", "true"}:
            self.rows.add(int(row.get("r", 0)))
        row.clear()

    def _cell(self, cell: etree._Element) -> None:
        parts = {etree.QName(part).localname: part.text for part in cell}
        if not parts:
            return
        row, column = _row_and_column(cell.get("r", "A1"))
        if row > MOST_ROWS or column > MOST_COLUMNS:
            place = Place(self.file, cell=f"[{self.sheet}!{cell.get('r')}]")
            raise RefusedError(refusal("VA002", "this cell lies far beyond any table", _FIRST_CELL, place))
        self.last_row, self.last_column = max(row, self.last_row), max(column, self.last_column)
        if "f" in parts and not parts.get("v") and not (cell.get("t") == "str" and "v" in parts):
            self.uncalculated.add(cell.get("r", ""))

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        (top, left), (bottom, right) = _row_and_column(first), _row_and_column(last or first)
        rows = range(top, min(bottom, MOST_ROWS) + 1)
        if len(rows) * (min(right, MOST_COLUMNS) + 1 - left) + len(self.merged) > MOST_CELLS:
            raise self._refused("VA002", f"cells are merged over {ref}", "Unmerge them: Home, Merge & Center.")
        columns = range(left, min(right, MOST_COLUMNS) + 1)
        self.merged |= {(row, column): ref for row in rows for column in columns}

    def _refused(self, id_: str, message: str, hint: str) -> RefusedError:
        return RefusedError(refusal(id_, message, hint, Place(self.file, cell=f"[{self.sheet}]")))


def _row_and_column(name: str) -> tuple[int, int]:
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", name)
    if not found:
        return 1, 1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _grid(sheet: Any, hidden: _Hidden, file: str) -> Grid:
    sheet.reset_dimensions()  # some programs write wrong ones, and cells beyond them would be lost
    rows = []
    used = sheet.iter_rows(max_row=hidden.last_row, max_col=hidden.last_column) if hidden.last_row else ()
    for number, cells in enumerate(used, start=1):
        read = [_cell(cell, hidden) for cell in cells]
        if any(cell.text or cell.wrong for cell in read):
            rows.append(Row(number, read, number in hidden.rows))
    return Grid(
        file,
        sheet.title,
        rows,
        hidden=sheet.sheet_state != "visible",
        merged=hidden.merged,
        hidden_columns=hidden.columns,
    )


def _cell(cell: Any, hidden: _Hidden) -> Cell:
    if cell.value is None:
        if getattr(cell, "coordinate", "") not in hidden.uncalculated:
            return Cell()
        hint = "Open the workbook in Excel, wait until it has calculated, and save it."
        return Cell(wrong=refusal("VA302", "this formula was never calculated", hint))
    if cell.data_type == "e":
        hint = "Mend the formula, or type the value."
        return Cell(wrong=refusal("VA301", f"Excel shows {cell.value} here", hint))
    return _shown(cell.value, cell.number_format, struck=bool(cell.font and cell.font.strike))


def _shown(value: Any, format_: str, *, struck: bool) -> Cell:
    if isinstance(value, bool):
        return Cell("Yes" if value else "No", "yes or no", struck=struck)
    if isinstance(value, (int, float)):
        return _number(value, format_, struck=struck)
    if isinstance(value, (str, list)):
        return _text(value, struck=struck)
    return _date(value, format_, struck=struck)


def _text(value: Any, *, struck: bool) -> Cell:
    from openpyxl.utils.escape import unescape  # noqa: PLC0415

    if not isinstance(value, str):
        runs = [run for run in value if str(run).strip()]
        lined = [run for run in runs if getattr(getattr(run, "font", None), "strike", None)]
        if lined and len(lined) < len(runs):
            message, hint = "a part of this cell is struck through", "Keep only what holds, without a line through it."
            return Cell(wrong=refusal("VA304", message, hint))
        struck = struck or bool(lined)
        value = "".join(str(run) for run in value)
    return Cell(unescape(value).replace("\r\n", "\n").replace("\r", "\n"), struck=struck)


def _number(value: float, shown: str, *, struck: bool) -> Cell:
    """Write a number as its cell shows it."""
    exact = Decimal(repr(value))
    if shown in {"General", "@", "GENERAL"}:
        return Cell(_plain(Decimal(f"{value:.15g}")), "number", struck=struck)
    found = (
        _PLAIN.fullmatch(_WORDS.sub("", shown.split(";", maxsplit=1)[0]).strip())
        if '"' not in shown and "[$" not in shown
        else None
    )
    if not found:
        message = "this number is shown in a format of its own, which a paper would not have"
        hint = "Format the cell as Text and type what is to be printed."
        return Cell(wrong=refusal("VA308", message, hint), struck=struck)
    decimals = Decimal(1).scaleb(-len(found["decimals"] or ""))
    exact = (exact * 100 if found["percent"] else exact).quantize(decimals, ROUND_HALF_UP)
    return Cell(f"{exact:f}{found['percent']}", "number", struck=struck)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: Any, shown: str, *, struck: bool) -> Cell:
    """Write a date as precisely as its cell shows it: Jun-09 is June 2009, not its first day."""
    letters_ = {letter for letter in _WORDS.sub("", shown.split(";", maxsplit=1)[0]).lower() if letter in "dmyhs"}
    wrong = None
    if not isinstance(value, date) or (isinstance(value, datetime) and value.time() != time()):
        wrong = ("this cell holds a time of day", "Type the date alone.")
    elif "y" not in letters_:
        wrong = ("this cell shows a date without its year", "Type the year too, or format the cell as Text.")
    if wrong:
        return Cell(wrong=refusal("VA308", *wrong), struck=struck)
    parts = 3 if "d" in letters_ else 2 if "m" in letters_ else 1
    return Cell("-".join(f"{value:%Y-%m-%d}".split("-")[:parts]), "date", struck=struck)
