"""The spreadsheet of actions beside a paper, for an appendix that would be too long: the same rows, typed and filterable."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.document import flat

ROW_HEIGHT = 15
WIDEST = 60


def write_table(table: etree._Element, title: str, date: str, file: Path) -> None:
    """Write one table of a paper's tree as a spreadsheet: a title above, frozen headers, filters, figures as numbers.

    Args:
        table: the table; its first row heads the columns.
        title: the paper's title.
        date: the meeting's date (ISO): the workbook's, so that the same content is the same bytes.
        file: where it goes.
    """
    import xlsxwriter  # noqa: PLC0415 - only papers with a spreadsheet need it

    rows = [[flat(cell) for cell in row] for row in table.iter("tr")]
    book = xlsxwriter.Workbook(
        str(file), {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "created": datetime.fromisoformat(date).replace(tzinfo=UTC)})
    sheet = book.add_worksheet("Actions")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, flat(table.find("caption")), bold)
    for column, heading in enumerate(rows[0]):
        widest = max(len(row[column]) for row in rows)
        sheet.set_column(column, column, min(widest, WIDEST) + 2)
        sheet.write_string(2, column, heading, bold)
    for place, row in enumerate(rows[1:], start=3):
        for column, value in enumerate(row):
            _write(sheet, place, column, value, wrap)
    sheet.autofilter(2, 0, len(rows) + 1, len(rows[0]) - 1)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
    book.close()


def _write(sheet: Any, row: int, column: int, value: str, format_: Any) -> None:
    if value.isdecimal() and (value == "0" or value[0] != "0"):
        sheet.write_number(row, column, int(value), format_)
    else:
        sheet.write_string(row, column, value, format_)
