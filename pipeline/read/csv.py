"""CSV files as grids. Only UTF-8 is read: any other encoding would have to be guessed, and a guess can change a name."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from pipeline.findings import Finding, Place
from pipeline.read.grid import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Grid,
    RefusedError,
    Row,
    file_content,
    refusal,
)

MOST_BYTES = 10_000_000

DELIMITERS = (",", ";", "\t")
_AS_UTF8 = "In Excel: File, Save As, CSV UTF-8 (Comma delimited)."


def read_csv(file: FilePath, name: str) -> tuple[list[Grid], list[Finding]]:
    """Read one CSV file.

    Args:
        file: the file.
        name: how its places are printed.

    Returns:
        Its grid, none where the file cannot be read, and what is wrong with the file itself.
    """
    try:
        rows = list(_rows(_text(file_content(file, name, MOST_BYTES), name), name))
    except RefusedError as refused:
        return [], [refused.finding]
    return [Grid(name, file.stem, rows, workbook=False)], []


def _rows(text: str, name: str) -> Iterator[Row]:
    """Yield the rows that hold something.

    Raises:
        RefusedError: the quotes are wrong, or the file is larger than any table of inputs.
    """
    number = count = 0
    known: dict[str, Cell] = {}
    try:
        for number, cells in enumerate(_reader(text, _delimiter(text)), start=1):
            count += len(cells)
            _refuse_large(number, len(cells), count, name)
            if any(cell.strip() for cell in cells):
                yield Row(number, [known.get(cell) or known.setdefault(cell, _cell(cell)) for cell in cells])
    except csv.Error as error:
        message = "a quote in this row is not closed, or not typed twice"
        hint = "Check the quotes in this row: each that opens must close, and a quote within a text is typed twice."
        raise _refused("VA004", message, hint, name, number + 1) from error


def _cell(text: str) -> Cell:
    return Cell(text.replace("\r\n", "\n"))


def _refuse_large(number: int, columns: int, count: int, name: str) -> None:
    for is_, most, what in (
        (number, MOST_ROWS, "this file has more than {:,} rows"),
        (columns, MOST_COLUMNS, "this row has more than {:,} cells"),
        (count, MOST_CELLS, "this file has more than {:,} cells"),
    ):
        if is_ > most:
            raise _refused("VA002", what.format(most), "Check that it is the right file.", name, number)


def _delimiter(text: str) -> str:
    """Return what parts the cells: what stands most often in the first line that holds any, outside quotes.

    Further down texts may hold more commas than a row has cells.
    """
    for line in text[:100_000].splitlines():
        bare = re.sub('"[^"]*"', "", line)
        if any(delimiter in bare for delimiter in DELIMITERS):
            return max(DELIMITERS, key=bare.count)
    return ","


def _reader(text: str, delimiter: str = ",") -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _refused(id_: str, message: str, hint: str, name: str, row: int = 0) -> RefusedError:
    return RefusedError(refusal(id_, message, hint, Place(name, cell=f"row {row}" if row else "")))


def _text(raw: bytes, name: str) -> str:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        hint = "Give it its own ending, such as .xlsx, or save it as CSV."
        raise _refused("VA006", "this is a workbook, whatever its name ends in", hint, name)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused("VA002", "this file is in UTF-16, not in UTF-8", _AS_UTF8, name)
    if b"\0" in raw:
        row = _row_of(raw, raw.index(b"\0"))
        raise _refused("VA003", "the character U+0000 stands in this row", "Export the file again.", name, row)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = _row_of(raw, error.start)
        raise _refused("VA002", "a character in this row is not in UTF-8", _AS_UTF8, name, row) from error
    if not text.strip():
        raise _refused("VA001", "this file is empty", "Fill it in; inputs/README.md shows how.", name)
    return text


def _row_of(raw: bytes, place: int) -> int:
    """Number the row that a byte stands in; line ends within quotes do not begin one."""
    before = raw[:place].decode("latin-1")
    try:
        return sum(1 for _ in csv.reader(io.StringIO(f"{before}x", newline="")))
    except csv.Error:
        return before.count("\n") + 1
