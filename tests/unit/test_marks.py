"""Marks that would be lost: wherever a table says that something is withheld and is not read, nothing is published."""

from typing import Any

import pytest

from pipeline.findings import Finding, Severity
from pipeline.read.grid import Cell, Grid, Row
from pipeline.read.marks import LOST, says_withheld
from pipeline.read.tables import Tables
from pipeline.sheets import SHEETS, UNREAD, Spellings
from tests.unit.test_tables import HEADS, NONE, ROWS, Cells, grid, read

WITHHELD = ["Part withheld", "Confidential: by", "Confidential: reference"]
HEARD = ["heard", "court", "Order of Moyes"]
MARKED = [*HEADS, "Confidential: by", "Confidential: reference"]
ORDER = ["court", "Order of Moyes"]


def lost(*grids: Grid) -> list[Finding]:
    return [finding for finding in read(*grids).findings if finding.id == LOST]


def places(*grids: Grid) -> list[str]:
    return [str(finding.place) for finding in lost(*grids)]


def struck(cells: list[str]) -> list[Cell]:
    return [Cell(text, struck=bool(text)) for text in cells]


def with_hidden(made: Grid, number: int) -> Grid:
    rows = [Row(row.number, row.cells, hidden=row.number == number) for row in made.rows]
    return Grid(made.file, made.name, rows, hidden=made.hidden)


@pytest.mark.parametrize(
    "said",
    [
        "Exempt",
        "EXEMPT?",
        "Exmept",
        "Exempt items",
        "Exemption",
        "Confidential (court order)",
        "Confidental",
        "Witheld",
        "With held",
        "Restricted",
        "Restrcted",
        "Reporting restriction",
        "Not for publication",
        "NOT FOR PUBLICATON: exempt",
        "For publication",
        "Not to be published",
        "Do not publish",
        "Paragraph of Schedule 12A",
        "Exclude the press and public",
        "Members only",
        "Public",
        "Private",
        "Part II",
        "Redacted",
    ],
)
def test_it_says_that_something_is_withheld(said: str) -> None:
    assert says_withheld(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Officer's own notes",
        "Cost code",
        "Exceptions",
        "Expected date",
        "Public health",
        "Private sector",
        "Restructured",
        "Secretary",
        "Confirmed",
        "Conference",
        "Attempts",
        "Published",
        "Part",
    ],
)
def test_it_says_nothing_of_the_kind(said: str) -> None:
    assert not says_withheld(said)


@pytest.mark.parametrize("name", ["Actions", "Evaluations", "Reviews", "Source documents", "Sections", "Updates"])
def test_a_column_that_is_not_read(name: str) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name == name)
    heads = [column.heading for column in sheet.columns if column.required]
    made = grid([[*heads, "Exempt (Moyes)"], [*["x"] * len(heads), "Yes, Moyes"]], name)
    found = lost(made, grid([HEADS, *ROWS])) if name == "Updates" else lost(made)

    assert [finding.severity for finding in found] == [Severity.ERROR]
    assert f"[{name}!" in str(found[0].place)
    assert "1]" in str(found[0].place)


@pytest.mark.parametrize("workbook", [True, False])
def test_the_unread_heading_is_not_quoted_anywhere(*, workbook: bool) -> None:
    tables = read(grid([[*HEADS, "Exempt (Moyes)"], *([*row, "Yes, Moyes"] for row in ROWS)], workbook=workbook))

    assert LOST in {finding.id for finding in tables.findings}
    assert "Moyes" not in str(tables.findings) + str(tables.readings)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (
            [["Exempt items"], [], ["It is all exempt, " * 9], [*HEADS], [*ROWS[0], "It is all exempt, " * 9]],
            "[Actions!A1]",
        ),
        ([[*HEADS], [*ROWS[0], "Exempt, paragraph 2"], *ROWS[1:]], "[Actions!J2]"),
        ([[*HEADS, "Status of it"], [*ROWS[0], "Exempt"], *ROWS[1:]], "[Actions!J2]"),
    ],
)
def test_a_cell_that_is_not_read(rows: Cells, place: str) -> None:
    assert places(grid(rows)) == [f"tracker.xlsx {place}"]


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("name", ["Exempt items", "Items in private", "Confidential"])
def test_a_sheet_that_is_not_read(name: str, *, hidden: bool) -> None:
    assert f"tracker.xlsx [{name}]" in places(grid([HEADS, *ROWS]), grid([["Part"], ["heard"]], name, hidden=hidden))


def test_a_sheet_known_by_its_headings_under_a_name_that_says_so() -> None:
    assert places(grid([HEADS, *ROWS], "Exempt plan")) == ["tracker.xlsx [Exempt plan]"]


def test_headings_of_a_sheet_that_is_not_read() -> None:
    other = grid([["Items"], ["Part", "Exempt"], ["heard", "Yes"]], "Other")

    assert places(grid([HEADS, *ROWS]), other) == ["tracker.xlsx [Other!B2]"]


def test_a_file_whose_name_says_so() -> None:
    made = grid([HEADS, *ROWS])
    tables = Tables(NONE)
    tables.read({"exempt.xlsx": [Grid("exempt.xlsx", made.name, made.rows)]})

    assert [str(each.place) for each in tables.findings if each.id == LOST] == ["exempt.xlsx"]


def test_the_sheet_of_a_workbook_that_explains_it_is_none() -> None:
    assert lost(grid([HEADS, *ROWS]), grid([["Withheld", "Part withheld"]], UNREAD)) == []


def test_labels_of_a_cover_and_what_stands_beside_its_values() -> None:
    cover = grid([["Not for publication"], ["Report type", "x"], ["Title", "Exempt", "Exempt"]], "Cover")

    assert places(cover) == ["tracker.xlsx [Cover!A1]", "tracker.xlsx [Cover!C3]"]


def test_a_label_of_the_councils_own_is_read() -> None:
    own = Spellings({("cover", "confidential title"): "title"}, {})
    tables = read(grid([["Report type", "x"], ["Confidential title", "T"]], "Cover"), spellings=own)

    assert LOST not in {finding.id for finding in tables.findings}


def test_a_heading_may_be_long() -> None:
    heading = "Is this exempt from publication under Schedule 12A of the Local Government Act 1972, or not?"

    assert places(grid([[*HEADS, heading], *ROWS])) == ["tracker.xlsx [Actions!J1]"]
    assert places(grid([HEADS, *ROWS]), grid([["Items", heading]], "Other")) == ["tracker.xlsx [Other!B1]"]


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (grid([WITHHELD, HEARD], "Withheld", hidden=True), "[Withheld]"),
        (grid([["What", "Why"], ["heard", "x"]], "Withheld", hidden=True), "[Withheld]"),
        (grid([WITHHELD, struck(HEARD)], "Withheld"), "[Withheld!2:2]"),
        (with_hidden(grid([WITHHELD, HEARD], "Withheld"), 2), "[Withheld!2:2]"),
        (grid([WITHHELD, HEARD], "Withheld", hidden_columns={"B"}), "[Withheld!B1]"),
        (grid([WITHHELD, HEARD], "Withheld", hidden_columns={"A"}), "[Withheld!A1]"),
        (grid([MARKED, [*ROWS[0], *ORDER]], "Action tracker", hidden=True), "[Action tracker]"),
        (grid([MARKED, [*ROWS[0], *ORDER]], "Old plan", hidden=True), "[Old plan]"),
        (grid([MARKED, struck([*ROWS[0], *ORDER]), ROWS[2]]), "[Actions!2:2]"),
        (with_hidden(grid([MARKED, [*ROWS[0], *ORDER], ROWS[2]]), 2), "[Actions!2:2]"),
        (grid([MARKED, [*ROWS[0], *ORDER], ROWS[2]], hidden_columns={"J"}), "[Actions!J1]"),
    ],
)
def test_a_mark_that_is_struck_through_or_hidden(made: Grid, place: str) -> None:
    found = lost(made)

    assert [str(finding.place) for finding in found] == [f"tracker.xlsx {place}"]
    assert "Moyes" not in str(found)


@pytest.mark.parametrize(
    "made",
    [
        grid([WITHHELD, HEARD], "Withheld"),
        grid([["Withheld from the public"], WITHHELD, HEARD], "Withheld"),
        grid([MARKED, [*ROWS[0], *ORDER], struck(ROWS[2])]),
        with_hidden(grid([MARKED, [*ROWS[0], *ORDER], ROWS[2]]), 3),
        grid([MARKED, [*ROWS[0], *ORDER]], hidden_columns={"C"}),
        grid([MARKED, ROWS[0]], hidden=True),
        grid([MARKED, ROWS[0]], hidden_columns={"J", "K"}),
    ],
)
def test_marks_that_are_read_and_seen(made: Grid) -> None:
    assert lost(made) == []


IDS: list[Any] = [
    ("Actions", [HEADS, ["Quxid / Moyes", *ROWS[0][1:]]]),
    ("Evaluations", [["Review", "Date submitted", "Grade"], ["Quxid / Moyes", "1 May 2010", "good"]]),
]


@pytest.mark.parametrize(("name", "rows"), IDS)
def test_an_id_that_was_made_is_not_said(name: str, rows: Cells) -> None:
    tables = read(grid(rows, name))
    told = str(tables.findings) + str(tables.readings)

    assert "was made an id (once, in" in told
    assert "qux" not in told.lower()


def test_a_key_that_is_unknown_is_not_said() -> None:
    updates = grid([["Action", "Update's date"], ["q-moyes-2", "1 May 2010"]], "Updates")
    told = str(read(grid([HEADS, *ROWS]), updates).findings)

    assert "there is no action of this id" in told
    assert "moyes" not in told


def test_where_another_file_withholds_nothing_typed_is_said() -> None:
    cover = grid([["Report type", "x"], ["Of Moyes"], ["Titel Moyes", "T"]], "Cover")
    plan = grid([[*HEADS, "Of Moyes"], [*ROWS[0][:5], "Complete (Moyes)", *ROWS[0][6:], "1"]])
    tables = Tables(NONE, private=True)
    tables.read({"tracker.xlsx": [cover, plan]})
    told = str(tables.findings) + str(tables.readings)

    assert "Moyes" not in told
    assert "after a value" in told
    assert "Moyes" in str(read(cover, plan).findings)
