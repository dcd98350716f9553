"""CSV files as grids. Only UTF-8 is read: any other encoding would have to be guessed, and a guess can change a name."""

import csv
import io
from pathlib import Path as FilePath

from pipeline.findings import Finding, Place
from pipeline.read.grid import Cell, Grid, Row, refusal

MOST_BYTES = 10_000_000
MOST_ROWS = 20_000

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
    text, findings = _text(file, name)
    if text is None:
        return [], findings
    rows: list[Row] = []
    delimiter = max(DELIMITERS, key=text[:10_000].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, [Cell(cell.replace("\r\n", "\n")) for cell in cells]))
    except csv.Error:
        place = Place(name, cell=f"row {rows[-1].number + 1 if rows else 1}")
        hint = "Check the quotes in this row: each that opens must close, and a quote within a text is typed twice."
        return [], [refusal("VA004", "a quote that opens in this row is never closed", hint, place)]
    if len(rows) > MOST_ROWS:
        hint = "Check that it is the right file."
        return [], [refusal("VA002", f"this file has more than {MOST_ROWS:,} rows", hint, Place(name))]
    return [Grid(name, file.stem, rows, workbook=False)], []


def _text(file: FilePath, name: str) -> tuple[str | None, list[Finding]]:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        hint = "Check who may read it."
        return None, [refusal("VA001", f"this file cannot be opened ({error.strerror})", hint, Place(name))]
    if len(raw) > MOST_BYTES:
        hint = "Check that it is the right file."
        return None, [refusal("VA002", f"this file is larger than {MOST_BYTES // 1_000_000} MB", hint, Place(name))]
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        hint = "Give it its own ending, such as .xlsx, or save it as CSV."
        return None, [refusal("VA006", "this is a workbook, whatever its name ends in", hint, Place(name))]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [refusal("VA002", "this file is in UTF-16, not in UTF-8", _AS_UTF8, Place(name))]
    if b"\0" in raw:
        place = Place(name, cell=_row_of(raw, raw.index(b"\0")))
        return None, [refusal("VA003", "the character U+0000 stands in this row", "Export the file again.", place)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(name, cell=_row_of(raw, error.start))
        return None, [refusal("VA002", "a character in this row is not in UTF-8", _AS_UTF8, place)]
    if not text.strip():
        hint = "Fill it in; inputs/README.md shows how."
        return None, [refusal("VA001", "this file is empty", hint, Place(name))]
    return text, []


def _row_of(raw: bytes, place: int) -> str:
    """Name the row that a byte stands in; line ends within quotes do not begin one."""
    before = raw[:place].decode("latin-1")
    return f"row {sum(1 for _ in csv.reader(io.StringIO(before + 'x', newline='')))}"
