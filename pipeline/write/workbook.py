"""A workbook made for typing inputs: tables with frozen headings, drop-downs, date formats, and a sheet that explains it.

Cells are formatted as text wherever Excel would change what is typed: ``1-2``, ``012`` and ``June 2009`` stay as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.models.dates import FIRST_YEAR, LAST_YEAR, parse_date
from pipeline.sheets import UNREAD, Column, Sheet

EMPTY_ROWS = 30
"""So many rows a table has to begin with; it grows as one types below it."""

LAST_ROW = 2_000
"""Down to here cells have their drop-downs and formats."""

HEADER = "#1f3a5f"
WIDTHS = {"narrative": 90, "id": 20, "date": 20, "choice": 22, "yes or no": 14, "text": 30}
LONG_TEXT = 50
"""The width of columns that hold a sentence or more."""

CREATED = datetime(2010, 1, 1, tzinfo=UTC)
"""So that the same workbook is the same bytes."""

READ_ME = (
    "This workbook is made for typing. Each sheet is one kind of input; what need not be there may stay empty.",
    "Row 1 of a table heads its columns. Columns may be moved, and columns of your own may stand beside them: they are not read.",
    "Rows with the same id belong together: a review with two children has two rows, of which the second holds the child only.",
    "Texts: one row is one numbered paragraph. The section's id stands in its first row; rows below it without one go on with it.",
    "In texts *so* is emphasis, and a fact is named in double braces: {{ reviews.count | words }}.",
    "Dates: type 7 September 2010 or 07/09/2010. Where only a month may be published, type June 2009.",
    "Hidden sheets and struck-through rows are not read; hidden rows are. Both are said.",
    "To see what is wrong or missing, and where: save, close, and run cabinet-papers build.",
)


@dataclass(frozen=True)
class Formats:
    """How cells look."""

    head: Any
    label: Any
    text: Any
    day: Any
    words: Any


def write_workbook(
    sheets: Sequence[Sheet], rows: Mapping[str, Sequence[Mapping[str, str]]], title: str, file: Path
) -> None:
    """Write a workbook for typing.

    Args:
        sheets: which sheets it has.
        rows: what stands in them already, by sheet: a row as texts by the field's name. A form has one row.
        title: what the workbook is for.
        file: where it goes.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to load, and only for workbooks

    book = xlsxwriter.Workbook(
        str(file), {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "created": CREATED})
    formats = Formats(
        head=book.add_format(
            {"bold": True, "font_color": "#ffffff", "bg_color": HEADER, "text_wrap": True, "valign": "top"}
        ),
        label=book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        text=book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        day=book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"}),
        words=book.add_format({"text_wrap": True, "valign": "top", "font_color": "#555555"}),
    )
    _read_me(book.add_worksheet(UNREAD), sheets, title, formats)
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        if sheet.shape == "form":
            _form(page, sheet, next(iter(rows.get(sheet.name, ())), {}), formats)
        else:
            _table(page, sheet, rows.get(sheet.name, ()), formats, [each.name for each in sheets])
    book.get_worksheet_by_name(sheets[0].name).activate()
    book.close()


def _read_me(page: Any, sheets: Sequence[Sheet], title: str, formats: Formats) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 110)
    page.write_string(0, 0, title, formats.label)
    for place, line in enumerate(READ_ME, start=2):
        page.write_string(place, 1, line, formats.words)
    page.write_row(len(READ_ME) + 3, 0, ["Sheet", "Must be filled in"], formats.head)
    for place, sheet in enumerate(sheets, start=len(READ_ME) + 4):
        required = ", ".join(column.heading for column in sheet.columns if column.required)
        page.write_string(place, 0, sheet.name, formats.label)
        page.write_string(place, 1, required, formats.words)
    page.hide_gridlines(2)


def _form(page: Any, sheet: Sheet, values: Mapping[str, str], formats: Formats) -> None:
    page.write_row(0, 0, ["Field", "Value", "What it is"], formats.head)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 80)
    page.set_column(2, 2, 60)
    page.freeze_panes(1, 1)
    for row, column in enumerate(sheet.columns, start=1):
        page.write_string(row, 0, column.heading, formats.label)
        _cell(page, row, 1, column, values.get(column.name, ""), formats)
        page.write_string(row, 2, _told(column), formats.words)
        _validate(page, (row, 1, row, 1), column, [])


def _table(page: Any, sheet: Sheet, rows: Sequence[Mapping[str, str]], formats: Formats, sheets: Sequence[str]) -> None:
    length = max(len(rows), 1) + EMPTY_ROWS
    heads = [{"header": column.heading, "header_format": formats.head} for column in sheet.columns]
    style = {
        "name": sheet.name.replace(" ", "_"),
        "columns": heads,
        "style": "Table Style Light 1",
        "banded_rows": True,
    }
    page.add_table(0, 0, length, len(sheet.columns) - 1, style)
    page.freeze_panes(1, 1)
    page.set_row(0, 32)
    for place, column in enumerate(sheet.columns):
        width = (
            LONG_TEXT
            if column.name in {"action", "recommendation", "evidence", "updates.note"}
            else WIDTHS[column.holds]
        )
        page.set_column(place, place, width, formats.day if column.whole else formats.text)
        _validate(page, (1, place, LAST_ROW, place), column, sheets)
        for row, values in enumerate(rows, start=1):
            if text := values.get(column.name):
                _cell(page, row, place, column, text, formats)


def _cell(page: Any, row: int, place: int, column: Column, text: str, formats: Formats) -> None:
    """Write a cell: a date known to the day as a date, everything else as text."""
    day = parse_date(text) if column.whole and text else None
    if day:
        page.write_datetime(row, place, date(day.year, day.month, day.day), formats.day)
    elif text:
        page.write_string(row, place, text, formats.text)
    else:
        page.write_blank(row, place, None, formats.day if column.whole else formats.text)


def _told(column: Column) -> str:
    said = ["Must be filled in."] if column.required else []
    said += [f"{column.description.removesuffix('.')}."] if column.description else []
    said += [f"One of: {', '.join(column.choices)}."] if column.choices else []
    return " ".join(said)


def _validate(page: Any, cells: tuple[int, int, int, int], column: Column, sheets: Sequence[str]) -> None:
    """Give cells a drop-down, or let them take dates only."""
    told = {"input_title": column.heading[:32], "input_message": _told(column)[:255]} if _told(column) else {}
    ids = {"review": "Reviews", "id": "Actions" if column.heading == "Action's id" else ""}.get(column.name, "")
    if column.choices or column.holds == "yes or no":
        choices = list(column.choices or ("Yes", "No"))
        page.data_validation(*cells, {"validate": "list", "source": choices, **told})
    elif column.whole:
        span = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
        error = {"error_title": "No date", "error_message": "Type a date such as 7 September 2010."}
        page.data_validation(*cells, {"validate": "date", "criteria": "between", **span, **error, **told})
    elif ids in sheets and page.get_name() not in {ids, "Cover"}:
        source = f"={ids}!$A$2:$A${LAST_ROW}"
        page.data_validation(*cells, {"validate": "list", "source": source, "error_type": "warning", **told})
    elif told and page.get_name() != "Cover":
        page.data_validation(*cells, {"validate": "any", **told})
