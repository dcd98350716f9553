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
LONG_TEXTS = {"action", "recommendation", "evidence", "updates.note"}
"""Columns that hold a sentence or more, and their width."""

FORM_WIDTHS = (34, 80, 60)
READ_ME_WIDTH = 110

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)

LINE, TALLEST = 15, 400
"""The height of a line, and of the tallest row (Excel has none above 409)."""

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

    title: Any
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
        title=book.add_format({"bold": True, "font_size": 14}),
        head=book.add_format(
            {"bold": True, "font_color": "#ffffff", "bg_color": HEADER, "text_wrap": True, "valign": "top"}
        ),
        label=book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        text=book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        day=book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"}),
        words=book.add_format({"text_wrap": True, "valign": "top", "font_color": "#555555"}),
    )
    page = book.add_worksheet(UNREAD)
    _read_me(page, sheets, title, formats)
    _print(page)
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        if sheet.shape == "form":
            _form(page, sheet, next(iter(rows.get(sheet.name, ())), {}), formats)
        else:
            _table(page, sheet, rows.get(sheet.name, ()), formats, [each.name for each in sheets])
        _print(page)
    book.get_worksheet_by_name(sheets[0].name).activate()
    book.close()


def _print(page: Any) -> None:
    """Have a sheet printed with its rows and columns named, as findings name them."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.print_row_col_headers()
    page.hide_gridlines(0)


def _read_me(page: Any, sheets: Sequence[Sheet], title: str, formats: Formats) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, READ_ME_WIDTH)
    page.write_string(0, 0, title, formats.title)
    for place, line in enumerate(READ_ME, start=2):
        page.write_string(place, 1, line, formats.words)
    first = len(READ_ME) + 4
    page.write_row(first - 1, 0, ["Sheet", "Must be filled in"], formats.head)
    for place, sheet in enumerate(sheets, start=first):
        required = [
            column.heading for column in sheet.columns if column.required and column.of in {(), sheet.at_least_one}
        ]
        page.write_string(place, 0, sheet.name, formats.label)
        page.write_string(place, 1, ", ".join(required), formats.words)
        _heighten(page, place, {READ_ME_WIDTH: ", ".join(required)})


def _form(page: Any, sheet: Sheet, values: Mapping[str, str], formats: Formats) -> None:
    page.write_row(0, 0, ["Field", "Value", "What it is"], formats.head)
    for place, width in enumerate(FORM_WIDTHS):
        page.set_column(place, place, width)
    page.freeze_panes(1, 1)
    for row, column in enumerate(sheet.columns, start=1):
        text = values.get(column.name) or ""
        page.write_string(row, 0, column.heading, formats.label)
        _cell(page, row, 1, column, text, formats)
        page.write_string(row, 2, _told(column), formats.words)
        _validate(page, (row, 1, row, 1), column, "")
        _heighten(page, row, {FORM_WIDTHS[1]: text, FORM_WIDTHS[2]: _told(column)})


def _table(page: Any, sheet: Sheet, rows: Sequence[Mapping[str, str]], formats: Formats, names: Sequence[str]) -> None:
    heads = [{"header": column.heading, "header_format": formats.head} for column in sheet.columns]
    style = {"name": sheet.name.replace(" ", "_"), "columns": heads, "style": "Table Style Light 1"}
    page.add_table(0, 0, len(rows) + EMPTY_ROWS, len(sheet.columns) - 1, style)
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    page.set_row(0, 2 * LINE + 2)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, _width(column), formats.day if column.whole else formats.text)
        _validate(page, (1, place, LAST_ROW, place), column, _ids_of(column, sheet, names))
    for row, values in enumerate(rows, start=1):
        filled = {place: text for place, column in enumerate(sheet.columns) if (text := values.get(column.name))}
        for place, text in filled.items():
            _cell(page, row, place, sheet.columns[place], text, formats)
        _heighten(page, row, {_width(sheet.columns[place]): text for place, text in filled.items()})


def _width(column: Column) -> int:
    return LONG_TEXT if column.name in LONG_TEXTS else WIDTHS[column.holds]


def _ids_of(column: Column, sheet: Sheet, names: Sequence[str]) -> str:
    """Return the sheet whose ids a column refers to, where the workbook has it."""
    of = "Reviews" if column.name == "review" else sheet.joins if column.name == sheet.key else ""
    return of if of in names else ""


def _heighten(page: Any, row: int, texts: Mapping[int, str]) -> None:
    """Give a row room for its texts, by the widths of their columns; a row of short texts grows as one types."""
    lines = max(
        (sum(-(-len(line) // width) or 1 for line in text.split("\n")) for width, text in texts.items()), default=1
    )
    if lines > 1:
        page.set_row(row, min(lines * LINE, TALLEST))


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
    said = [f"Must be filled in{' where the row tells of one' if column.of else ''}."] if column.required else []
    said += [f"{column.description.removesuffix('.')}."] if column.description else []
    said += [f"One of: {', '.join(column.choices)}."] if column.choices else []
    return " ".join(said)


def _validate(page: Any, cells: tuple[int, int, int, int], column: Column, ids_of: str) -> None:
    """Give cells a drop-down, or let them take dates only, and say beside them what they are for."""
    told = {"input_title": column.heading[:32], "input_message": _told(column)[:255]} if _told(column) else {}
    rule: dict[str, Any] = {"validate": "any"}
    if column.choices or column.holds == "yes or no":
        rule = {"validate": "list", "source": list(column.choices or ("Yes", "No"))}
    elif column.whole:
        rule = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        rule |= {"error_title": "No date", "error_message": "Type a date such as 7 September 2010."}
    elif ids_of:
        # A review's id stands in the second row of a review, too: what is not in the list may still be typed.
        rule = {"validate": "list", "source": f"={ids_of}!$A$2:$A${LAST_ROW}", "error_type": "warning"}
    if told or rule["validate"] != "any":
        page.data_validation(*cells, {**rule, **told})
