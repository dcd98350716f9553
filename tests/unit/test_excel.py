"""Workbooks: what other programs write comes back as Excel shows it."""

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Finding
from pipeline.read.cells import Cells, number
from pipeline.read.excel import read_workbook
from pipeline.read.grid import Cell, Grid, letters
from tests.bad_sheets.make import SHEET, STRINGS, Page, actions, book, cell, edited, unzipped, zipped

TEXT = st.text(
    st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20
)
TABLES = st.lists(st.lists(TEXT, max_size=5), max_size=6)


def read(content: bytes) -> tuple[list[Grid], list[Finding]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tracker.xlsx"
        file.write_bytes(content)
        return read_workbook(file, "tracker.xlsx")


def by_xlsxwriter(rows: list[list[str]]) -> bytes:
    stream = BytesIO()
    made = xlsxwriter.Workbook(stream, {"strings_to_urls": False})
    sheet = made.add_worksheet("Actions")
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text)
    made.close()
    return stream.getvalue()


def by_openpyxl(rows: list[list[str]]) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "Actions"
    for place, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            made.active.cell(place, column, text).data_type = "s"
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
def test_a_table_comes_back(write: Callable[[list[list[str]]], bytes]) -> None:
    @given(rows=TABLES)
    def comes_back(rows: list[list[str]]) -> None:
        (grid,), findings = read(write(rows))
        found = {
            (row.number, place): each.text for row in grid.rows for place, each in enumerate(row.cells) if each.text
        }
        wanted = {
            (row, place): text for row, cells in enumerate(rows, start=1) for place, text in enumerate(cells) if text
        }

        assert findings == []
        assert found == wanted

    comes_back()


@given(place=st.integers(0, 6_000), bytes_=st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_a_table_or_a_finding(place: int, bytes_: bytes) -> None:
    content = actions()
    grids, findings = read(content[:place] + bytes_ + content[place + len(bytes_) :])

    assert bool(grids) != bool(findings)


@given(part=st.sampled_from([SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml"]), cut=st.integers(0, 1_500))
def test_a_part_cut_short_is_a_table_or_a_finding(part: str, cut: int) -> None:
    parts = unzipped(actions())
    grids, findings = read(zipped({**parts, part: parts[part][:cut] + parts[part][cut + 5 :]}))

    assert bool(grids) != bool(findings)


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (0.06, "0%", "6%"),
        (0.0625, "0.0%", "6.3%"),
        (0.065, "0%", "7%"),
        (2.5, "0", "3"),
        (1234.5, "#,##0", "1,235"),
        (1234.5, "0.00", "1234.50"),
        (-3, "0", "-3"),
        (7, "0_);(0)", "7"),
        (0, "0_);(0)", "0"),
        (7, "[Red]0", "7"),
        (7.0, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (1e300, "0", f"{10**300}"),
        (12, "@", "12"),
    ],
)
def test_a_number_is_written_as_it_is_shown(value: float, shown: str, text: str) -> None:
    assert number(repr(value), shown).text == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (7, "[$£-809]0"),
        (7, '"£"0'),
        (7, "\\£0"),
        (7, "£0"),
        (7, "0 \\k\\m"),
        (7, "000"),
        (7, "# ?/?"),
        (7, "0.00E+00"),
        (7, "#,##0,"),
        (7, "[>5]0"),
        (-3, "0;(0)"),
        (-3, "0;0"),
        (0, '0;-0;"none"'),
    ],
)
def test_a_number_in_a_format_of_its_own_is_refused(value: float, shown: str) -> None:
    wrong = number(repr(value), shown).wrong

    assert wrong
    assert wrong.id == "VA308"


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (40059, "dd/mm/yyyy", "2009-09-03"),
        (40059, "d mmmm yyyy;@", "2009-09-03"),
        (40059, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2009-09-03"),
        (40059, "mmm-yy", "2009-09"),
        (40059, "mmmm yyyy", "2009-09"),
        (40059, "yyyy", "2009"),
        (40059.75, "dd/mm/yyyy", "2009-09-03"),
        (40059, "dd/mm/yyyy hh:mm", "2009-09-03"),
        (40059.75, "dd/mm/yyyy hh:mm", ""),
        (40059, "d mmm", ""),
        (40059, "hh:mm", ""),
        (0.75, "[h]:mm", ""),
        (0, "dd/mm/yyyy", ""),
        (-1, "dd/mm/yyyy", ""),
        (2_958_466, "dd/mm/yyyy", ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_shown(value: float, shown: str, text: str) -> None:
    (grid,), _ = read(actions(look=cell("F2", value, shown)))
    found = grid.rows[1].cells[5]

    assert found.text == text
    assert bool(found.wrong) is not bool(text)


@pytest.mark.parametrize(
    ("shown", "is_refused"),
    [
        ("General", False),
        ("@", False),
        ("0", False),
        ("dd/mm/yyyy;@", False),
        ("0;-0;;@", False),
        ('_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', False),
        (";;;", True),
        ("dd/mm/yyyy;;;", True),
        ('"Action "@', True),
        ('@" (draft)"', True),
        ('0;0;0;"hidden"', True),
    ],
)
def test_a_text_that_its_format_hides_or_adds_to_is_refused(shown: str, *, is_refused: bool) -> None:
    def look(made: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_string(0, 0, "Ref", made.add_format({"num_format": shown}))

    ((sheet,), _) = read(book(Page("Actions", [("Ref",)], look)))

    assert (sheet.rows[0].cells[0].wrong is not None) == is_refused


def test_the_last_number_of_a_format_not_known_is_refused() -> None:
    (grid,), _ = read(
        edited(
            "xl/styles.xml",
            'numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyN',
            'numFmtId="12" fontId="0" fillId="0" borderId="0" xfId="0" applyN',
        )
    )

    assert grid.rows[1].cells[5].wrong


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("<t>Training for staff</t>", "<t>Training _x005F_x0041_ _x0041_</t>", "Training _x0041_ A"),
        ("<t>Training for staff</t>", "<t>one_x000D_\ntwo</t>", "one\ntwo"),
        ("<t>Training for staff</t>", "<r><t>Training </t></r><r><t>for</t></r><rPh><t>no</t></rPh>", "Training for"),
        ("<t>Training for staff</t>", '<r><rPr><strike val="0"/></rPr><t>Training</t></r>', "Training"),
    ],
)
def test_a_text_is_what_excel_shows(old: str, new: str, text: str) -> None:
    (grid,), _ = read(edited(STRINGS, old, new))

    assert grid.rows[1].cells[3].text == text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<c r="D2" t="str"><f>"a"</f><v>a</v></c>', "a"),
        ('<c r="D2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="D2" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="D2" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="D2"/>', ""),
        ('<c r="D2"><f>1</f><v>7</v></c>', "7"),
    ],
)
def test_a_cell_of_another_kind(xml: str, text: str) -> None:
    (grid,), _ = read(edited(SHEET, r'<c r="D2" t="s"><v>\d+</v></c>', xml))

    assert grid.rows[1].cell(3).text == text
    assert not grid.rows[1].cell(3).wrong


def test_a_workbook_without_styles_and_shared_texts() -> None:
    parts = unzipped(book(Page("Actions", [[1, 2]])))
    relations = "xl/_rels/workbook.xml.rels"
    left = {name: part for name, part in parts.items() if name not in {"xl/styles.xml", STRINGS}}
    left[relations] = parts[relations].replace(b"/styles", b"/other").replace(b"/sharedStrings", b"/other")
    (grid,), findings = read(zipped(left))

    assert findings == []
    assert [each.text for each in grid.rows[0].cells] == ["1", "2"]


def test_a_sheet_that_is_a_chart_holds_no_inputs() -> None:
    def chart(made: xlsxwriter.Workbook, _: object) -> None:
        drawn = made.add_chart({"type": "bar"})
        drawn.add_series({"values": "=Actions!$A$1:$A$2"})
        made.add_chartsheet("Chart").set_chart(drawn)

    grids, findings = read(book(Page("Actions", [[1], [2]], chart)))

    assert [grid.name for grid in grids] == ["Actions"]
    assert findings == []


def test_what_excel_hides_is_kept() -> None:
    def hide(_: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("B:C", None, None, {"hidden": True})
        sheet.set_column("E:XFD", None, None, {"hidden": True})
        sheet.merge_range("A5:B6", "merged")

    (grid,), _ = read(book(Page("Actions", [["a"], ["b"]], hide)))

    assert [row.hidden for row in grid.rows] == [False, True, False]
    assert {"B", "C", "E", letters(200)} <= set(grid.hidden_columns)
    assert {"A", "D", letters(201)}.isdisjoint(grid.hidden_columns)
    assert grid.merged == dict.fromkeys([(5, 1), (5, 2), (6, 1), (6, 2)], "A5:B6")


def test_formats_that_depend_on_conditions_are_not_those_of_cells() -> None:
    def look(made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        lined = made.add_format({"font_strikeout": True, "num_format": '"none"'})
        sheet.conditional_format("A1", {"type": "blanks", "format": lined})

    (grid,), _ = read(book(Page("Actions", [[7]], look)))

    assert grid.rows[0].cells == [Cell("7", "number")]


def test_a_cell_in_no_place_is_damage() -> None:
    _, (finding,) = read(edited(SHEET, 'r="D2"', 'r="D"'))

    assert finding.message == "this workbook is damaged and cannot be read"


def test_a_part_under_a_password_is_refused() -> None:
    content = bytearray(actions())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    _, (finding,) = read(bytes(content))

    assert finding.message == "this workbook is protected by a password"


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    _, (finding,) = read_workbook(tmp_path, "folder.xlsx")

    assert finding.id == "VA001"


def test_cells_count_days_from_1900_or_1904() -> None:
    assert Cells([], [], since_1904=True).day_0.year - Cells([], [], since_1904=False).day_0.year == 5
