"""Tables of data as other programs take them: CSV with a Table Schema, and one workbook. No cell can be a formula.

In CSV whatever a spreadsheet would take for a formula, and what begins with an apostrophe, has an apostrophe put before it: at the
beginning of a text, of a line in it, and after a semicolon, which some spreadsheets part cells by. Taking one apostrophe off at each of
those places that has one gives back the text exactly.
"""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

Kind = Literal["string", "date", "yearmonth", "integer", "boolean", "any"]
"""What a field holds, as Table Schema names it."""

Value = str | int | bool | None
"""What a cell holds: a text (dates as ISO 8601), a whole number, a truth, or nothing."""

CSV_RULE = (
    "Each line of a text, and what follows a semicolon in it, has one apostrophe put before it where it begins, after any spaces, with "
    "= + - @ or their full-width forms, a minus sign (U+2212) or a tab, and where it begins with an apostrophe. To restore a text, take "
    "one apostrophe off wherever a line, or what follows a semicolon, begins with one."
)
_RISKY = re.compile(r"\s*[=+\-@\t\uff1d\uff0b\uff0d\uff20\u2212]|'")
_PARTS = re.compile(r"(\r\n|\r|\n|;)")
LONGEST_CELL = 32_767
"""So many characters fit into a cell of a workbook."""

CUT = " ... (cut: a cell holds no more; the CSV file has the whole text)"
A3 = 8
"""Excel's number for the size of paper on which so many columns can still be read."""

CREATED = datetime(2010, 1, 1, tzinfo=UTC)
WIDEST = 40
LINE_HEIGHT, HIGHEST = 15, 400
"""Heights of rows, in points: of a line, and the most that Excel shows."""


@dataclass(frozen=True)
class Field:
    """A column: its name for programs, its heading for people, what it holds and means."""

    name: str
    title: str
    kind: Kind = "string"
    description: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of one kind."""

    name: str
    title: str
    fields: Sequence[Field]
    rows: Sequence[Sequence[Value]]


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; ``restored`` undoes it."""
    return "".join(f"'{line}" if _RISKY.match(line) else line for line in _PARTS.split(text))


def restored(text: str) -> str:
    """Return the text that ``neutral`` was given."""
    return "".join(line.removeprefix("'") for line in _PARTS.split(text))


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV (RFC 4180, UTF-8, no byte-order mark)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(field.name for field in table.fields)
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return stream.getvalue().encode()


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return neutral(value) if value else ""


def package_json(tables: Sequence[Table], title: str, digests: Mapping[str, tuple[int, str]]) -> bytes:
    """Return the Data Package that describes the CSV files (Frictionless Data Package 1).

    Args:
        tables: the tables.
        title: the package's.
        digests: the size and the SHA-256 of each file, by its name.
    """
    resources = [
        {
            "name": table.name.replace("_", "-"),
            "title": table.title,
            "path": f"{table.name}.csv",
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "bytes": digests[f"{table.name}.csv"][0],
            "hash": f"sha256:{digests[f'{table.name}.csv'][1]}",
            "schema": {"fields": [_schema(field) for field in table.fields], "missingValues": [""]},
        }
        for table in tables
    ]
    package = {"profile": "tabular-data-package", "name": "evidence", "title": title, "resources": resources}
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _schema(field: Field) -> dict[str, Any]:
    described = {"description": field.description} if field.description else {}
    return {"name": field.name, "title": field.title, "type": field.kind, **described}


def workbook_bytes(tables: Sequence[Table], title: str, notes: Sequence[str], marking: str) -> bytes:
    """Return the tables as one workbook: typed columns, filters, frozen headings, a sheet of notes; the marking on every page.

    Texts are written as texts, whatever they begin with: none can be a formula.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to load, and only for exports

    stream = io.BytesIO()
    plain = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **plain})
    book.set_properties({"title": title, "created": CREATED})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e9edf2"}),
        "strong": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "truth": book.add_format({"valign": "top", "align": "left"}),
        "integer": book.add_format({"num_format": "0", "valign": "top"}),
    }
    _notes(book.add_worksheet("Notes"), [marking, title, *notes], formats)
    for table in tables:
        _sheet(book.add_worksheet(table.title[:31]), table, formats)
    for sheet in book.worksheets():
        sheet.set_header(f"&L{marking.replace('&', '&&')}")
        sheet.set_footer("&LPage &P of &N")
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()


def _notes(sheet: Any, notes: Sequence[str], formats: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 110)
    for row, note in enumerate(notes):
        sheet.write_string(row, 0, note, formats["text"] if row > 1 else formats["strong"])


def _sheet(sheet: Any, table: Table, formats: Mapping[str, Any]) -> None:
    widths = [_width(table, place) for place in range(len(table.fields))]
    for place, field in enumerate(table.fields):
        sheet.write_string(0, place, field.title, formats["head"])
        sheet.set_column(place, place, widths[place] + 2)
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _height(row, widths))
        for place, (field, value) in enumerate(zip(table.fields, row, strict=True)):
            _cell(sheet, (number, place), field, value, formats)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.fields) - 1)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def _width(table: Table, place: int) -> int:
    """Return a column's width in letters: its longest cell's, within bounds."""
    longest = max((len(str(row[place] or "")) for row in table.rows), default=0)
    return min(max(longest, len(table.fields[place].title), 8), WIDEST)


def _height(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Return a row's height, as not every program finds it: of the lines that its longest cell is broken into."""
    lines = (
        sum(len(line) // width + 1 for line in str(value or "").splitlines())
        for value, width in zip(row, widths, strict=True)
    )
    return min(max((1, *lines)) * LINE_HEIGHT, HIGHEST)


def _cell(sheet: Any, at: tuple[int, int], field: Field, value: Value, formats: Mapping[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(*at, value, formats["truth"])
    elif isinstance(value, int):
        sheet.write_number(*at, value, formats["integer"])
    elif field.kind == "date":
        sheet.write_datetime(*at, date.fromisoformat(value), formats["date"])
    else:
        sheet.write_string(*at, _fitting(value), formats["text"])


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
