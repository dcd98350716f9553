"""Tables of data: no cell can be a formula, and every text comes back as it was."""

import csv
import io
import json
import re
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.write.data import (
    CSV_RULE,
    CUT,
    LONGEST_CELL,
    Field,
    Table,
    csv_bytes,
    neutral,
    package_json,
    restored,
    workbook_bytes,
)
from tests.exports import dangerous, load_table

PAYLOADS = (
    *(
        "=1+1",
        "=SUM(A1:A9)",
        "=cmd|'/C calc'!A0",
        '=HYPERLINK("https://x.example","look")',
        '=WEBSERVICE("https://x.example")',
    ),
    *(
        "+1+1",
        "+44 1632 960114",
        "-1+1",
        "-5 days",
        "-",
        "@SUM(1+1)",
        "@",
        "=",
        "==1",
        "=\t1",
        '=DDE("cmd";"/C calc";"x")',
    ),
    *(
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\r\n=1+1",
        "\t",
        "\tx",
        " =1+1",
        "   +1",
        "\u00a0=1+1",
        "\u3000=1+1",
        "\u2003-1",
        "\u2028=1+1",
    ),
    *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", " \uff1d1", "\u22121+1"),
    *(
        "first line\n=1+1",
        "first line\r\n+1",
        "first\rlast\r@x",
        "a\n\n-b\n",
        "a\n =1",
        "x;=1+1",
        "x; -1",
        ";;=1",
        "x,=1",
        "x\t=1",
    ),
    *(
        "'=1+1",
        "'",
        "''",
        "'quoted'",
        "'a\n'b",
        "''=1",
        "it's",
        '"=1+1"',
        '",=1+1,"',
        "%0A=1",
        "|calc",
        '=IMPORTXML("https://x.example")',
    ),
    *("a ' b", "plain", "", " ", "Ünïcödé £", "1e5", "012", "2010-09-07", "TRUE", "#N/A", "_x000D_=1", "{=1+1}"),
)


def table(texts: tuple[str, ...]) -> Table:
    """Each text in each of three columns, beside an empty cell, a number and a truth."""
    fields = [
        Field("a", "A"),
        Field("b", "B", description="Second"),
        Field("n", "N", "integer"),
        Field("t", "T", "boolean"),
        Field("c", "C"),
    ]
    return Table(
        "texts", "Texts", fields, [[text, text, place, place % 2 == 0, text] for place, text in enumerate(texts)]
    )


def as_loaded(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))[1:]


def test_there_are_more_than_forty_payloads() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) > 60
    assert sum(bool(dangerous(text)) for text in PAYLOADS) > 35


def test_no_cell_of_a_csv_file_is_a_formula_and_every_text_comes_back() -> None:
    rows = as_loaded(csv_bytes(table(PAYLOADS)))

    assert [cell for row in rows for cell in row if dangerous(cell)] == []
    for text, row in zip(PAYLOADS, rows, strict=True):
        for place in (0, 1, 4):
            assert restored(row[place]) == text


def test_no_cell_of_a_workbook_is_a_formula_and_texts_are_unchanged() -> None:
    content = workbook_bytes([table(PAYLOADS)], "=1+1", ["=1+1", "@x"], "=MARKING & more")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert len(cells) > 300
    assert {cell.data_type for cell in cells} == {"s", "n", "b"}
    assert b"<f>" not in b"".join(parts(content).values())
    assert {text for text in PAYLOADS if text} <= set(shared_texts(content))


def shared_texts(content: bytes) -> list[str]:
    """What Excel reads: signs that XML would alter are kept as _xHHHH_."""
    tree = etree.fromstring(parts(content)["xl/sharedStrings.xml"])
    texts = ("".join(entry.itertext()) for entry in tree.iterfind("{*}si"))
    return [re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text) for text in texts]


def parts(content: bytes) -> dict[str, bytes]:
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    assert restored(neutral(text)) == text


@given(st.text(alphabet="=+-@\t\r\n;' \u00a0\uff1d\uff0d\u2212ab\"", max_size=12))
def test_no_text_is_a_formula_and_each_comes_back(text: str) -> None:
    made = neutral(text)

    assert dangerous(made) == []
    assert restored(made) == text


def test_what_is_harmless_is_not_altered() -> None:
    for text in ("Child F", "it's agreed", "a - b", "90-day review", "3 = three", "x@y.example", "Agreed; done", ""):
        assert neutral(text) == text


def test_the_rule_says_what_is_done() -> None:
    for words in ("apostrophe", "semicolon", "full-width", "U+2212", "tab", "To restore"):
        assert words in CSV_RULE


def test_a_workbook_of_the_same_is_the_same_bytes() -> None:
    one, other = (workbook_bytes([table(PAYLOADS)], "Title", ["Note"], "Marking") for _ in range(2))

    assert one == other


def test_a_text_longer_than_a_cell_is_cut_in_the_workbook_alone_and_that_is_said() -> None:
    text = "word " * 8_000
    content = workbook_bytes([table((text,))], "Title", [], "Marking")
    cell = openpyxl.load_workbook(io.BytesIO(content))["Texts"]["A2"].value

    assert len(cell) == LONGEST_CELL
    assert cell.endswith(CUT)
    assert as_loaded(csv_bytes(table((text,))))[0][0] == text


def test_a_sheet_has_filters_frozen_headings_and_typed_cells() -> None:
    fields = [
        Field("day", "Day", "date"),
        Field("known", "Known"),
        Field("count", "Count", "integer"),
        Field("is", "Is", "boolean"),
    ]
    rows: list[list[str | int | bool | None]] = [["2010-09-07", "2009-06", 0, True], [None, None, None, False]]
    content = workbook_bytes([Table("things", "Things", fields, rows)], "Title", ["Note"], "Marking")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Things"]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet["A2"].is_date
    assert [cell.data_type for cell in sheet[2]] == ["d", "s", "n", "b"]
    assert [cell.value for cell in sheet[3]] == [None, None, None, False]


def test_the_package_describes_every_file_and_its_rows_load() -> None:
    tables = [table(("x", "")), Table("none", "None", [Field("day", "Day", "date")], [])]
    content = {each.name: csv_bytes(each) for each in tables}
    package = json.loads(
        package_json(tables, "Title", {f"{name}.csv": (len(each), "0" * 64) for name, each in content.items()})
    )

    assert [resource["path"] for resource in package["resources"]] == ["texts.csv", "none.csv"]
    loaded = [load_table(content[each["path"][:-4]].decode(), each) for each in package["resources"]]
    assert loaded == [
        [{"a": "x", "b": "x", "n": 0, "t": True, "c": "x"}, {"a": None, "b": None, "n": 1, "t": False, "c": None}],
        [],
    ]


@pytest.mark.parametrize(("cell", "kind"), [("07/09/2010", "date"), ("1.5", "integer"), ("yes", "boolean")])
def test_the_tests_own_loader_refuses_a_wrong_type(cell: str, kind: str) -> None:
    wrong: Callable[[], object] = lambda: load_table(  # noqa: E731 - the call is what is tested
        f"x\r\n{cell}\r\n", {"schema": {"fields": [{"name": "x", "type": kind}], "missingValues": [""]}}
    )
    with pytest.raises((ValueError, KeyError)):
        wrong()
