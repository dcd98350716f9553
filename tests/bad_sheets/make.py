"""The workbooks of the cases, and the CSV files that no editor would write: ``python -m tests.bad_sheets.make`` writes them all.

None of this goes through the product: XlsxWriter and openpyxl write workbooks as Excel does, and what neither would write is
put into their XML.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
import xlsxwriter

HERE = Path(__file__).parent
CREATED = datetime(2026, 1, 1, tzinfo=UTC)

HEADS = ("Ref", "Review", "Agency", "Action required", "Owner", "Target date", "Status", "BRAG")
FIRST = ("1", "child-a", "Children's Services", "Training for staff", "Head of Service", date(2026, 4, 1))
SECOND = ("2", "child-a", "Health Trust", "Handover form", "Designated Nurse", date(2026, 5, 1))
ROWS = ((*FIRST, "in progress", "green"), (*SECOND, "not started", "amber"))

COVER = (
    ("Report type", "ofsted-evaluation"),
    ("Meeting", "cabinet-2026-03-03"),
    ("Title", "Ofsted's evaluation of serious case reviews"),
    ("Author's post", "Executive Director"),
    ("Author's directorate", "Children's Services"),
    ("Key decision", "No"),
    ("Purpose", "To inform Cabinet of the outcome."),
    ("Recommendation", "Cabinet is asked to note the report."),
    ("Officer contact's post", "Head of Service"),
    ("Officer contact's e-mail address", "safeguarding@fenshire.example"),
    ("Officer contact's telephone number", "01632 960001"),
    ("Member contact's portfolio", "Children"),
    ("Member contact's e-mail address", "member@fenshire.example"),
    ("Member contact's telephone number", "01632 960002"),
)
SECTIONS = (
    ("Section", "Text"),
    ("financial-implications", "None."),
    ("risk-management-implications", "The first paragraph."),
    ("", "The second paragraph."),
)
REVIEWS = (
    ("Review", "Child", "Died", "Published"),
    ("child-a", "Child A", "June 2024", ""),
    ("child-b", "Child B", "July 2024", "3 March 2026"),
)

Look = Callable[[Any, Any], None]
"""What is done to a page once its rows are written: it gets the book and the page."""


@dataclass(frozen=True)
class Page:
    """A sheet to be written."""

    name: str
    rows: Sequence[Sequence[object]]
    look: Look | None = None


def book(*pages: Page, **options: object) -> bytes:
    """Write a workbook as Excel does."""
    stream = BytesIO()
    made = xlsxwriter.Workbook(stream, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False, **options})
    made.set_properties({"created": CREATED})
    for page in pages:
        sheet = made.add_worksheet(page.name)
        for number, row in enumerate(page.rows):
            sheet.write_row(number, 0, row)
        if page.look:
            page.look(made, sheet)
    made.close()
    return stream.getvalue()


def actions(
    *rows: Sequence[object], look: Look | None = None, heads: Sequence[object] = HEADS, name: str = "Actions"
) -> bytes:
    """Write a workbook with a sheet of actions."""
    return book(Page(name, [heads, *(rows or ROWS)], look))


def changed(row: Sequence[object] = ROWS[0], **cells: object) -> tuple[object, ...]:
    """A row with other values in some columns, named by their letters."""
    new = list(row)
    for letter, value in cells.items():
        new[ord(letter) - ord("A")] = value
    return tuple(new)


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """Zip parts so that the same parts are the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def edited(part: str, old: str, new: str, content: bytes | None = None) -> bytes:
    """A workbook in whose XML something stands for something else."""
    parts = unzipped(content or actions())
    text = parts[part].decode("utf-8")
    assert re.search(old, text), f"{part} does not hold {old}"
    parts[part] = re.sub(old, new, text, count=1).encode("utf-8")
    return zipped(parts)


def with_part(name: str, content: bytes = b"x") -> bytes:
    """A workbook with a part that it should not have."""
    return zipped({**unzipped(actions()), name: content})


def doctype(part: str, encoding: str = "utf-8") -> bytes:
    """A workbook one part of which would fetch a file of the machine's."""
    parts = unzipped(actions())
    text = parts[part].decode("utf-8").partition("?>")[2]
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    parts[part] = (head + text.replace("</t>", "&e;</t>", 1)).encode(encoding)
    return zipped(parts)


def cell(place: str, value: object, number_format: str) -> Look:
    """Write a cell in a format."""

    def look(made: Any, sheet: Any) -> None:
        sheet.write(place, value, made.add_format({"num_format": number_format}))

    return look


def struck_row(made: Any, sheet: Any) -> None:
    lined = made.add_format({"font_strikeout": True})
    dated = made.add_format({"font_strikeout": True, "num_format": "dd/mm/yyyy"})
    for place, value in enumerate(ROWS[1]):
        sheet.write(2, place, value, dated if place == 5 else lined)


def struck_part(made: Any, sheet: Any) -> None:
    sheet.write_rich_string("D2", "Training for ", made.add_format({"font_strikeout": True}), "all", " staff")


def formula(error: str) -> Look:
    def look(_: Any, sheet: Any) -> None:
        sheet.write_formula("G2", "=VLOOKUP(A2,Z:Z,1,FALSE)", None, error)

    return look


def never_calculated() -> bytes:
    """A formula as openpyxl writes it: without its value."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Actions"
    for row in (HEADS, *ROWS):
        sheet.append(row)
    sheet["H2"] = '=IF(F2="","red","green")'
    stream = BytesIO()
    made.save(stream)
    parts = unzipped(stream.getvalue())
    parts["docProps/core.xml"] = re.sub(
        rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">2026-01-01T00:00:00Z<", parts["docProps/core.xml"]
    )
    return zipped(parts)


def prefixed() -> bytes:
    """A workbook whose XML has a prefix everywhere, as some programs write it, and rows and cells without their places."""
    parts = unzipped(actions())
    for name in (SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml"):
        text = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", parts[name].decode("utf-8"))
        text = text.replace("xmlns=", "xmlns:x=", 1)
        if name == SHEET:
            text = re.sub(r'(<x:(?:c|row))( r="\w+")', r"\1", text)
        parts[name] = text.encode("utf-8")
    return zipped(parts)


def strict() -> bytes:
    """A workbook saved as Strict Open XML."""
    parts = unzipped(actions())
    for name, content in parts.items():
        parts[name] = content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    return zipped(parts)


def figure(value: float, number_format: str) -> dict[str, bytes]:
    """A paper whose figure is a number in a format."""
    figures = Page(
        "Figures", [("Figure's id", "Figure's value"), ("vacancy-rate", 0)], cell("B2", value, number_format)
    )
    return {"paper.xlsx": book(Page("Cover", COVER), Page("Sections", SECTIONS), figures)}


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def merged(area: str, text: str) -> Look:
    def look(made: Any, sheet: Any) -> None:
        sheet.merge_range(area, text, made.add_format())

    return look


CASES: dict[str, dict[str, bytes]] = {
    # What Excel shows instead of a value.
    "error-n-a": {"tracker.xlsx": actions(look=formula("#N/A"))},
    "error-ref": {"tracker.xlsx": actions(look=formula("#REF!"))},
    "formula-never-calculated": {"tracker.xlsx": never_calculated()},
    # What Excel hides.
    "hidden-row": {"tracker.xlsx": actions(look=lambda _, sheet: sheet.set_row(2, None, None, {"hidden": True}))},
    "hidden-rows-many": {
        "tracker.xlsx": actions(
            *(changed(A=str(number)) for number in range(1, 13)),
            look=lambda _, sheet: [sheet.set_row(row, None, None, {"hidden": True}) for row in range(1, 12)],
        )
    },
    "hidden-column": {
        "tracker.xlsx": actions(look=lambda _, sheet: sheet.set_column("E:E", None, None, {"hidden": True}))
    },
    "hidden-sheet": {
        "tracker.xlsx": book(
            Page("Actions", [HEADS, *ROWS]),
            Page("Evaluations", [("Review", "Grade")] * 2, lambda _, sheet: sheet.hide()),
        )
    },
    "hidden-sheets-all": {
        "tracker.xlsx": book(
            Page("Notice", [["See below"]]), Page("Actions", [HEADS, *ROWS], lambda _, page: page.hide())
        )
    },
    "very-hidden-sheet": {
        "tracker.xlsx": book(
            Page("Actions", [HEADS, *ROWS]),
            Page("Case summaries", REVIEWS, lambda _, sheet: sheet.very_hidden()),
        )
    },
    "hidden-lookups": {
        "tracker.xlsx": book(Page("Actions", [HEADS, *ROWS]), Page("Lists", [["red"]] * 4, lambda _, page: page.hide()))
    },
    "struck-row": {"tracker.xlsx": actions(look=struck_row)},
    "struck-cell": {
        "tracker.xlsx": actions(
            look=lambda made, page: page.write("E2", "Clerk", made.add_format({"font_strikeout": True}))
        )
    },
    "struck-part": {"tracker.xlsx": actions(look=struck_part)},
    "struck-row-goes-on": {
        "paper.xlsx": book(
            Page(
                "Sections",
                [*SECTIONS, ("background", "No longer wanted."), ("", "What goes on with it.")],
                lambda made, page: page.write_row(
                    4, 0, ["background", "Gone."], made.add_format({"font_strikeout": True})
                ),
            ),
            Page("Cover", COVER),
        )
    },
    "merged-header": {"tracker.xlsx": actions(look=merged("G1:H1", "Status"))},
    "merged-body": {"tracker.xlsx": actions(look=merged("C2:C3", "Children's Services"))},
    # Dates.
    "date-as-text": {"tracker.xlsx": actions(changed(F="04/01/2026"), changed(ROWS[1], F="1 May 2026"))},
    "date-two-digit-year-text": {"tracker.xlsx": actions(changed(F="07/09/26"))},
    "date-before-1990": {"tracker.xlsx": actions(changed(F=date(1926, 4, 1)))},
    "date-after-2100": {"tracker.xlsx": actions(changed(F=date(2206, 4, 1)))},
    "date-of-an-empty-formula": {"tracker.xlsx": actions(look=cell("F2", 0, "dd/mm/yyyy"))},
    "date-month-only": {"tracker.xlsx": actions(look=cell("F2", date(2026, 4, 1), "mmm-yy"))},
    "date-month-of-an-evaluation": {
        "evaluations.xlsx": book(
            Page(
                "Evaluations",
                [("Review", "Date submitted", "Grade"), ("child-a", "", "good"), ("child-b", "2025", "awaited")],
                cell("B2", date(2025, 6, 1), "mmm-yy"),
            )
        )
    },
    "date-with-a-time-unseen": {"tracker.xlsx": actions(look=cell("F2", 46113.5, "dd/mm/yyyy"))},
    "date-negative": {"tracker.xlsx": actions(look=cell("F2", -5, "dd/mm/yyyy"))},
    "date-without-year": {"tracker.xlsx": actions(look=cell("F2", date(2026, 4, 1), "d-mmm"))},
    "date-with-time": {"tracker.xlsx": actions(look=cell("F2", 46113.5, "dd/mm/yyyy hh:mm"))},
    "date-time-of-day": {"tracker.xlsx": actions(look=cell("F2", 0.5, "hh:mm"))},
    "date-1904": {"tracker.xlsx": book(Page("Actions", [HEADS, *ROWS]), date_1904=True)},
    "date-in-a-text": {"tracker.xlsx": actions(changed(A="1", D=date(2026, 2, 1)))},
    "date-serial": {"tracker.xlsx": actions(changed(F=46113))},
    # Numbers.
    "percentage": figure(0.06, "0%"),
    "currency": figure(1200, "[$£-809]#,##0.00"),
    "currency-in-quotes": figure(1200, '"£"#,##0'),
    "negative-in-brackets": figure(-3, "0;(0)"),
    "figure-plain": figure(1234567.5, "#,##0"),
    "telephone-number": {"paper.xlsx": book(Page("Cover", [*COVER[:10], (COVER[10][0], 1632960001), *COVER[11:]]))},
    # Texts.
    "spaces": {"tracker.xlsx": actions(changed(C="  Children's Services ", G="In progress\u00a0"))},
    "control-character": {
        "tracker.xlsx": actions(changed(D="Training _x0007_for staff"), changed(ROWS[1], D="Hand\x0bover"))
    },
    "bidi-character": {"tracker.xlsx": actions(changed(D="Training \u202efor staff"))},
    "control-character-in-a-heading": {
        "tracker.xlsx": edited(STRINGS, "Own wishes", "Own_x001B_[31m wishes", actions(heads=(*HEADS, "Own wishes")))
    },
    "statuses": {
        "tracker.xlsx": actions(
            *(
                changed(A=str(number), G=status)
                for number, status in enumerate(
                    ("Completed", "complete", "Complete (Sept 10)", "Closed", "100%", "ON-GOING", "Superceded"), start=1
                )
            )
        )
    },
    "status-100-per-cent": {"tracker.xlsx": actions(look=cell("G2", 1, "0%"))},
    "status-true": {"tracker.xlsx": actions(changed(G=True))},
    "rag-unknown": {"tracker.xlsx": actions(changed(H="purple"), changed(ROWS[1], H="A"))},
    # Headings.
    "title-above": {
        "tracker.xlsx": book(
            Page(
                "Actions",
                [["Action tracker"], [], ["As at", "March"], [], HEADS, *ROWS],
                merged("A1:H1", "Action tracker"),
            )
        )
    },
    "header-missing": {"tracker.xlsx": book(Page("Actions", ROWS))},
    "column-missing": {"tracker.xlsx": actions(*(row[:6] for row in ROWS), heads=HEADS[:6])},
    "columns-missing-two": {"tracker.xlsx": actions(*(row[2:] for row in ROWS), heads=HEADS[2:])},
    "column-twice": {"tracker.xlsx": actions(*((*row, "Clerk") for row in ROWS), heads=(*HEADS, "Lead officer"))},
    "columns-unknown": {
        "tracker.xlsx": actions(*((*row, "x", "y") for row in ROWS), heads=(*HEADS, "Officer's own notes", "Cost code"))
    },
    "column-without-heading": {"tracker.xlsx": actions((*ROWS[0], "see file"), (*ROWS[1], "see file"))},
    "two-sheets-of-a-kind": {
        "tracker.xlsx": book(Page("Actions", [HEADS, ROWS[0]]), Page("Tracker", [HEADS, ROWS[1]]))
    },
    "sheet-by-its-headings": {"tracker.xlsx": book(Page("Sheet1", [HEADS, *ROWS]))},
    "council-aliases": {
        "tracker.xlsx": actions(changed(G="Signed off", H="Emerald"), heads=("Ref", "Review", "Who acts", *HEADS[3:]))
    },
    "heading-in-the-middle": {"tracker.xlsx": actions(ROWS[0], ("Health",), ROWS[1])},
    "headings-again": {"tracker.xlsx": actions(ROWS[0], HEADS, ROWS[1])},
    "total-row": {"tracker.xlsx": actions(*ROWS, ("", "", "", "2 actions"))},
    "rows-beside": {"tracker.xlsx": actions(*ROWS, ("",) * 9 + ("a remark",), ("",) * 9 + ("another",))},
    "only-headings": {"tracker.xlsx": book(Page("Actions", [HEADS]))},
    # Records.
    "id-twice": {"tracker.xlsx": actions(ROWS[0], changed(ROWS[1], A="1"))},
    "row-twice": {"tracker.xlsx": actions(*ROWS, ROWS[0])},
    "rows-differ": {
        "evaluations.xlsx": book(
            Page(
                "Evaluations",
                [
                    ("Review", "Date submitted", "Grade", "Part", "Component grade"),
                    ("child-a", "December 2025", "good", "overview report", "good"),
                    ("child-a", "December 2025", "adequate", "action plan", "good"),
                ],
            )
        )
    },
    "update-unknown": {
        "tracker.xlsx": book(
            Page("Actions", [HEADS, *ROWS]),
            Page("Updates", [("Action", "Date", "Status"), ("9", date(2026, 1, 5), "complete")]),
        )
    },
    "update-without-actions": {
        "tracker.xlsx": book(Page("Updates", [("Action", "Date", "Status"), ("1", date(2026, 1, 5), "complete")]))
    },
    "update-without-date": {
        "tracker.xlsx": book(
            Page("Actions", [HEADS, *ROWS]), Page("Updates", [("Action", "Status"), ("1", "complete")])
        )
    },
    "update-of-an-error": {
        "tracker.xlsx": book(
            Page("Actions", [HEADS, *ROWS]),
            Page(
                "Updates",
                [("Action", "Date", "Status"), ("1", date(2026, 1, 5), "complete")],
                lambda _, page: page.write_formula("A2", "=A9", None, "#REF!"),
            ),
        )
    },
    "review-unknown": {"tracker.xlsx": actions(changed(B="Child X"), changed(ROWS[1], B="Child X"))},
    "children": {
        "reviews.xlsx": book(
            Page(
                "Reviews",
                [
                    ("Review", "Child", "Died", "Found responsible", "Learning"),
                    ("child-a", "Child A", "June 2024", "mother", "What was learnt."),
                    ("", "Child B", "June 2024", "", ""),
                    ("child-a", "Child A", "June 2024", "father", "What was learnt."),
                    ("child-b", "Child C", "July 2024", "", ""),
                ],
            )
        )
    },
    # The cover.
    "cover-label-misspelt": {
        "paper.xlsx": book(Page("Cover", [*COVER[:2], ("Titel", "A title"), *COVER[3:]]), Page("Sections", SECTIONS))
    },
    "cover-label-unknown": {
        "paper.xlsx": book(Page("Cover", [*COVER, ("Ward councillor", "None")]), Page("Sections", SECTIONS))
    },
    "cover-value-missing": {
        "paper.xlsx": book(Page("Cover", [*COVER[:2], ("Title", ""), *COVER[3:]]), Page("Sections", SECTIONS))
    },
    "cover-field-twice": {"paper.xlsx": book(Page("Cover", [*COVER, COVER[2]]), Page("Sections", SECTIONS))},
    "cover-text-goes-on": {
        "paper.xlsx": book(
            Page("Cover", [("Field", "Value", "What it is"), *COVER[:8], ("", "And to note it well."), *COVER[8:]]),
            Page("Sections", SECTIONS),
        )
    },
    "cover-value-without-label": {
        "paper.xlsx": book(
            Page(
                "Cover",
                [
                    ("Cover of the paper",),
                    *COVER[:6],
                    ("", "A remark"),
                    *COVER[6:],
                    ("", ""),
                    ("Agenda item number", 7, "or 8"),
                ],
                lambda _, page: page.set_row(4, None, None, {"hidden": True}),
            ),
            Page("Sections", SECTIONS),
        )
    },
    "cover-unknown": {"paper.xlsx": book(Page("Cover", [("To", "Cabinet"), ("By", "The Director")]))},
    "section-without-id": {
        "paper.xlsx": book(Page("Cover", COVER), Page("Sections", [SECTIONS[0], ("", "Lost."), *SECTIONS[1:]]))
    },
    # Files.
    "nothing-known": {"budget.xlsx": book(Page("Sheet1", [("Cost", "Amount"), ("Hall", 120)]))},
    "empty-workbook": {"tracker.xlsx": book(Page("Actions", []))},
    "given-twice": {"tracker.xlsx": actions()},
    "lock-file": {"tracker.xlsx": actions(), "~$tracker.xlsx": b"\x05Clerk"},
    "csv-named-xlsx": {"tracker.xlsx": b"Ref,Review\n1,child-a\n"},
    "html-named-xlsx": {"tracker.xlsx": b"<html><table><tr><td>Ref</td></tr></table></html>"},
    "xlsx-named-csv": {"actions.csv": actions()},
    "docx-named-xlsx": {
        "tracker.xlsx": zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
    },
    "empty-file": {"tracker.xlsx": b""},
    "xls": {"tracker.xls": OLE},
    "xls-named-xlsx": {"tracker.xlsx": OLE},
    "password": {"tracker.xlsx": OLE + "EncryptedPackage".encode("utf-16-le")},
    "macros": {"tracker.xlsm": with_part("xl/vbaProject.bin")},
    "macros-named-xlsx": {"tracker.xlsx": with_part("xl/vbaProject.bin")},
    "macro-sheet": {"tracker.xlsx": with_part("xl/macrosheets/sheet1.xml")},
    "external-links": {"tracker.xlsx": with_part("xl/externalLinks/externalLink1.xml")},
    "doctype-in-sheet": {"tracker.xlsx": doctype(SHEET)},
    "doctype-in-strings": {"tracker.xlsx": doctype(STRINGS)},
    "doctype-in-workbook": {"tracker.xlsx": doctype("xl/workbook.xml")},
    "doctype-in-utf-16": {"tracker.xlsx": doctype(STRINGS, "utf-16")},
    "encoding-unusual": {
        "tracker.xlsx": edited(SHEET, 'encoding="UTF-8"', 'encoding="UTF-7"'),
    },
    "far-cell": {
        "tracker.xlsx": edited(
            SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
    },
    "far-column": {"tracker.xlsx": edited(SHEET, "</row></sheetData>", '<c r="XFD3"><v>1</v></c></row></sheetData>')},
    "far-cell-without-value": {
        "tracker.xlsx": edited(SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
    },
    "truncated": {"tracker.xlsx": actions()[:3000]},
    "sheet-missing": {
        "tracker.xlsx": zipped({name: part for name, part in unzipped(actions()).items() if name != SHEET})
    },
    "xml-broken": {"tracker.xlsx": edited(SHEET, "</sheetData>", "<row>")},
    "merged-everything": {
        "tracker.xlsx": edited(
            SHEET, "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )
    },
    "namespace-prefix": {"tracker.xlsx": prefixed()},
    "strict-open-xml": {"tracker.xlsx": strict()},
    "dimension-wrong": {"tracker.xlsx": edited(SHEET, '<dimension ref="A1:H3"/>', '<dimension ref="A1"/>')},
    "date-as-iso": {
        "tracker.xlsx": edited(SHEET, r'(<c r="F2" s="1")><v>\d+</v>', r'\1 t="d"><v>2026-04-01T00:00:00</v>')
    },
    "struck-part-inline": {
        "tracker.xlsx": edited(
            SHEET,
            r'<c r="D2" t="s"><v>\d+</v></c>',
            '<c r="D2" t="inlineStr"><is><r><t>Training for </t></r><r><rPr><strike/></rPr><t>all</t></r></is></c>',
        )
    },
    # Names of children.
    "restricted-wrong-date": {
        "reviews.xlsx": book(
            Page("Reviews", [*REVIEWS[:2], ("Jane Doe", "Jane Doe", "31 June 2024", "Jane Doe"), REVIEWS[2]])
        )
    },
    "restricted-columns": {
        "reviews.xlsx": book(
            Page(
                "Reviews",
                [(*REVIEWS[0], "Jane Doe", "Name used"), *((*row, "Jane Doe", "Jane Doe") for row in REVIEWS[1:])],
            )
        )
    },
    "restricted-struck": {
        "reviews.xlsx": book(
            Page(
                "Reviews",
                [*REVIEWS, ("child-b", "Jane Doe", "July 2024", "4 March 2026"), ("", "", "", "Jane Doe")],
                lambda made, page: page.write("B2", "Jane Doe", made.add_format({"font_strikeout": True})),
            )
        )
    },
    # CSV.
    "csv-cp1252": {
        "actions.csv": ",".join(HEADS).encode() + "\n1,child-a,Caf\u00e9,x,y,1 May 2026,complete,\n".encode("cp1252")
    },
    "csv-utf-16": {"actions.csv": ",".join(HEADS).encode("utf-16")},
    "csv-nul": {"actions.csv": ",".join(HEADS).encode() + b'\n1,child-a,"Health\nTrust\0",x,y,1 May 2026,complete,\n'},
    "csv-empty": {"actions.csv": b"\xef\xbb\xbf\r\n"},
    "csv-only-commas": {"actions.csv": b",,,\r\n,,,\r\n"},
}
"""What lies in a case's folder, besides files that are written there by hand."""


def main() -> None:
    for name, files in CASES.items():
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        for file, content in files.items():
            (folder / file).write_bytes(content)


if __name__ == "__main__":
    main()
