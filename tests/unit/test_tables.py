"""Tables: the same rows give the same inputs, however their columns stand and whatever stands around them."""

import gc
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Finding, Severity
from pipeline.read.grid import Cell, Grid, Row, refusal
from pipeline.read.tables import Tables
from pipeline.sheets import SHEETS, Sheet, Spellings, known
from pipeline.source import Source, Span, merge, without_cycles

Cells = Sequence[Sequence[str | Cell]]
NONE = Spellings({}, {})


def grid(rows: Cells, name: str = "Actions", *, workbook: bool = True, **more: Any) -> Grid:
    made = [
        Row(number, [each if isinstance(each, Cell) else Cell(each) for each in cells])
        for number, cells in enumerate(rows, start=1)
        if cells
    ]
    return Grid("tracker.xlsx" if workbook else f"{name.lower()}.csv", name, made, workbook=workbook, **more)


def read(*grids: Grid, spellings: Spellings = NONE) -> Tables:
    tables = Tables(spellings)
    files: dict[str, list[Grid]] = {}
    for each in grids:
        files.setdefault(each.file, []).append(each)
    tables.read(files)
    return tables


def data(*grids: Grid) -> Any:
    tables = read(*grids)
    assert [finding for finding in tables.findings if finding.severity is Severity.ERROR] == []
    return {name: source.data for name, source in tables.gathered.sources().items()}


def said(tables: Tables) -> list[str]:
    return [f"{finding.place}: {finding.message}" for finding in tables.findings]


HEADS = ["Action's id", "Review", "Agency", "Action", "Due date", "Status", "RAG", "Update's date", "Update's note"]
ROWS = [
    ["h-1", "child-h", "Health", "Agree a form.", "1 May 2026", "complete", "green", "1 April 2026", "Agreed."],
    ["", "", "", "", "", "", "", "2 April 2026", "Printed."],
    ["h-2", "child-h", "Police", "Train.", "", "in progress", "", "", ""],
]
TITLES: list[list[str]] = [["Action tracker"], ["As at", "1 May 2026"], [], ["Review", "of the plan"]]
WORDS = st.text(st.characters(codec="ascii", categories=("L", "N", "Zs", "P")), min_size=1, max_size=12)


@given(
    order=st.permutations(range(len(HEADS))),
    titles=st.lists(st.sampled_from(TITLES), max_size=6),
    extra=st.integers(0, len(HEADS)),
    choose=st.randoms(use_true_random=False),
    workbook=st.booleans(),
)
def test_columns_may_stand_and_be_called_as_they_like(
    order: list[int], titles: list[list[str]], extra: int, choose: random.Random, *, workbook: bool
) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name == "Actions")
    heads = [choose.choice([head, *_column(sheet, head)]).upper() for head in HEADS]
    table = [[row[place] for place in order] for row in [heads, *ROWS]]
    for number, row in enumerate(table):
        row.insert(extra, "Own wishes" if number == 0 else "x")

    assert data(grid([*titles, *table], workbook=workbook)) == data(grid([HEADS, *ROWS]))


def _column(sheet: Sheet, heading: str) -> Iterator[str]:
    column = next(column for column in sheet.columns if column.heading == heading)
    yield column.name
    yield from column.aliases


@given(texts=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8))
def test_texts_come_back(texts: list[tuple[str, str]]) -> None:
    texts = [pair for pair in texts if all(text.strip() for text in pair)]
    rows = [[f"s-{number}", *pair] for number, pair in enumerate(texts)]
    found = data(grid([["Section's id", "Section's heading", "Section's text"], *rows], "Further sections"))
    wanted = [{"id": name, "heading": one.strip(), "text": two.strip()} for name, one, two in rows]

    assert found.get("paper", {}).get("further_sections", []) == wanted


def test_no_heading_means_two_things() -> None:
    for sheet in SHEETS:
        headings = [heading for column in sheet.columns for heading in column.headings()]
        assert len(headings) == len(set(headings)), sheet.name
        names = [known(name) for name in (sheet.name, *sheet.aliases)]
        assert sum(len(other.names() & set(names)) for other in SHEETS) == len(sheet.names())


def test_the_headings_are_the_row_that_holds_most_of_them() -> None:
    row = ["h-1", "Owner", "Lead", "Task", "", "complete", "green", "", ""]

    tables = read(grid([row, HEADS, *ROWS]))
    above = [line for line in said(tables) if "above" in line]

    assert tables.gathered.sources()["actions"].data == data(grid([HEADS, *ROWS]))["actions"]
    assert above == ["tracker.xlsx [Actions!1:1]: row 1 is above the headings, and not read"]


def test_a_title_above_the_headings_is_said() -> None:
    tables = read(grid([*TITLES, HEADS, *ROWS]))

    assert "3 rows (1, 2, 4) are above the headings, and not read" in said(tables)[-1]
    assert {finding.severity for finding in tables.findings} == {Severity.NOTE}


def test_a_table_above_another_is_not_lost() -> None:
    tables = read(grid([HEADS[:6], ROWS[0][:6], ["Phase 2"], HEADS, *ROWS[2:]]))

    assert [line for line in said(tables) if "above" in line] == [
        "tracker.xlsx [Actions!1:1]: 2 rows (1, 2) are above the headings, and not read"
    ]


def test_the_work_grows_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: ten times the rows take ten times the steps."""
    steps = {"put": 0}

    def counted(gathered: Any, *arguments: Any) -> None:
        steps["put"] += 1
        real(gathered, *arguments)

    real = Tables(NONE).gathered.__class__.put
    monkeypatch.setattr("pipeline.read.records.Gathered.put", counted)
    taken = []
    for count in (60, 600):
        steps["put"] = 0
        data(grid([HEADS, *(["h-" + str(number), *ROWS[0][1:]] for number in range(count))]))
        taken.append(steps["put"])

    assert taken[1] == 10 * taken[0]


STRUCK = Cell("h-1", struck=True)


def struck(row: list[str]) -> list[str | Cell]:
    return [Cell(text, struck=True) if text else "" for text in row]


def test_a_row_that_goes_on_with_one_struck_through_is_refused() -> None:
    tables = read(grid([HEADS, ROWS[2], struck(ROWS[0]), ROWS[1], ROWS[1]]))

    assert said(tables) == [
        "tracker.xlsx [Actions!4:4]: this row goes on with a row that was not read",
        "tracker.xlsx [Actions!5:5]: this row goes on with a row that was not read",
        "tracker.xlsx [Actions]: row 3 is struck through, and not read",
    ]
    assert tables.readings[0].rows == 1


def test_a_row_struck_through_only_where_it_is_read_is_not_read() -> None:
    tables = read(grid([[*HEADS, "Own wishes"], [*struck(ROWS[0]), "keep"], [*ROWS[2], ""]]))

    assert "tracker.xlsx [Actions]: row 2 is struck through, and not read" in said(tables)
    assert len(tables.gathered.data["actions"]["actions"]) == 1


def test_a_row_that_goes_on_after_one_that_went_on_and_was_struck_through() -> None:
    found = data(grid([HEADS, ROWS[0], struck(ROWS[1]), ["", *[""] * 6, "3 April 2026", "Filed."]]))

    assert [update["note"] for update in found["actions"]["actions"][0]["updates"]] == ["Agreed.", "Filed."]


def test_cells_of_spaces_are_empty() -> None:
    assert data(grid([HEADS, *ROWS, [" ", "\u00a0", "", "  "]])) == data(grid([HEADS, *ROWS]))


REVIEW = ["Review's id", "Child's pseudonym", "Date of death", "Relationship to the child", "Learning"]


def test_children_and_learning_that_are_filled_down_count_once() -> None:
    first = ["child-h", "Child H", "2024", "mother", "What was learnt.\n\nAnd more."]
    second = ["child-h", "Child H", "2024", "father", "What was learnt.\n\nAnd more."]
    third = ["", "", "", "father", ""]
    fourth = ["", "Child I", "2024", "", "More still."]
    (review,) = data(grid([REVIEW, first, second, third, fourth], "Reviews"))["reviews"]

    assert [child["name"] for child in review["children"]] == ["Child H", "Child I"]
    assert [each["relationship"] for each in review["responsible"]] == ["mother", "father", "father"]
    assert review["learning"] == "What was learnt.\n\nAnd more.\n\nMore still."


def test_who_was_found_responsible_is_not_counted_twice_by_filling_down() -> None:
    rows = [["child-h", "Child H", "2024", "mother", ""], ["child-h", "Child I", "2024", "mother", ""]]
    tables = read(grid([REVIEW, *rows], "Reviews"))
    message = "a row above says the same under Relationship to the child, and this would count twice"

    assert said(tables) == [f"tracker.xlsx [Reviews!D3]: {message}"]
    assert len(tables.gathered.data["reviews"][0]["responsible"]) == 1


@pytest.mark.parametrize(("typed", "is_refused"), [("1.1", True), ("1.2", False)])
def test_an_update_of_1_1_may_be_of_1_10(typed: str, *, is_refused: bool) -> None:
    rows = [[number, "child-h", "Health", "Act.", "complete"] for number in ("1.1", "1.2", "1.10")]
    update: list[str | Cell] = [Cell(typed, "number"), "1 April 2026", "Agreed."]
    tables = read(
        grid([["Ref", "Review", "Agency", "Action", "Status"], *rows]),
        grid([["Action", "Date", "Note"], update], "Updates"),
    )
    refused = [finding.place for finding in tables.findings if finding.severity is Severity.ERROR]

    assert [str(place) for place in refused] == (["tracker.xlsx [Updates!2:2]"] if is_refused else [])
    assert [len(each.get("updates", ())) for each in tables.gathered.data["actions"]["actions"]] == (
        [0, 0, 0] if is_refused else [0, 1, 0]
    )


def test_a_paragraph_that_a_section_has_twice_stays_twice() -> None:
    found = data(grid([["Section", "Text"], ["background", "So."], ["", "Then."], ["", "So."]], "Sections"))

    assert found["paper"]["sections"]["background"] == "So.\n\nThen.\n\nSo."


def test_a_section_may_go_on_further_down() -> None:
    rows = [["Section", "Text"], ["background", "A."], ["reviews", "B."], ["background", "C."], ["", ""]]
    tables = read(grid(rows, "Sections"))
    source = tables.gathered.sources()["paper"]

    assert source.data["sections"] == {"background": "A.\n\nC.", "reviews": "B."}
    assert [span.cell for span in source.values["sections", "background"].more] == ["[Sections!B4]"]
    assert source.keys["sections", "background"].cell == "[Sections!A2]"


def test_a_section_that_is_named_and_not_written_is_left_out() -> None:
    found = data(grid([["Section", "Text"], ["background", ""], ["reviews", ""], ["", "B."]], "Sections"))

    assert found["paper"]["sections"] == {"reviews": "B."}


def test_groups_are_a_list() -> None:
    found = data(
        grid([["Monitored by", "Own wishes"], ["The Board", ""], ["", "x"], ["The Group", ""]], "Monitored by")
    )

    assert found["actions"]["monitored_by"] == ["The Board", "The Group"]


def test_updates_that_nobody_has_filled_in_need_no_actions() -> None:
    assert data(grid([["Action", "Date", "Status"]], "Updates")) == {}


def test_a_group_that_excel_shows_an_error_for() -> None:
    wrong = Cell(wrong=refusal("VA301", "Excel shows #N/A here", "Mend it."))

    assert said(read(grid([["Monitored by"], [wrong]], "Monitored by"))) == [
        "tracker.xlsx [Monitored by!A2]: Excel shows #N/A here"
    ]


def test_a_second_value_without_a_label_is_no_value() -> None:
    tables = read(
        grid([["Title", "A title"], ["Key decision", ""], ["Titel", "x"], ["Title", "y"], ["Meeting", "m"]], "Cover")
    )

    assert [line for line in said(tables) if "!A1]" not in line] == [
        "tracker.xlsx [Cover!A3]: there is no field 'Titel'",
        "tracker.xlsx [Cover!A4]: Title is given in row 1 already",
    ]


def test_a_text_on_the_cover_goes_on_below_its_label() -> None:
    wrong = Cell(wrong=refusal("VA301", "Excel shows #N/A here", "Mend it."))
    rows = [
        ["Title", "A title"],
        ["Purpose", "To inform."],
        ["", "And more."],
        ["", wrong],
        ["", "", "x"],
        ["Meeting", "m"],
    ]
    tables = read(grid(rows, "Cover"))

    assert tables.gathered.sources()["paper"].data["purpose"] == "To inform.\n\nAnd more."
    assert "tracker.xlsx [Cover!B4]: Excel shows #N/A here" in said(tables)
    assert "what stands beside the value in row 5 was not read" in said(tables)[-1]


def test_places_of_several_files_are_known_by_the_files_names() -> None:
    one, two = Source({"a": "b"}, {("a",): Span("one")}), Source(["c"], {(): Span("two"), (0,): Span("two", (0, 1))})
    values = merge({"one": one, "two": two}).values

    assert dict(values) == {("one", "a"): Span("one"), ("two",): Span("two"), ("two", 0): Span("two", (0, 1))}
    assert len(values) == 3
    assert values.get(()) is None
    assert values.get(("three", "a")) is None


def test_the_search_for_cycles_goes_on_afterwards() -> None:
    with without_cycles():
        with without_cycles():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_record_of_nothing_but_what_it_is_known_by() -> None:
    tables = read(grid([HEADS, *ROWS, ["h-3"], ["", "", "Health"]]))

    assert [line for line in said(tables) if "too little" in line] == [
        "tracker.xlsx [Actions!5:5]: this row holds too little to be a record",
        "tracker.xlsx [Actions!6:6]: this row holds too little to be a record",
    ]


def test_a_list_without_what_its_items_must_have_is_not_read() -> None:
    tables = read(
        grid([["Review", "Submitted", "Grade", "Component grade"], ["child-h", "2025", "good", "good"]], "Ofsted")
    )
    warning, note = tables.findings

    assert "without a column for Part of the review, what belongs to it was not read: Part's grade" in warning.message
    assert (warning.severity, note.severity) == (Severity.WARNING, Severity.NOTE)
    assert "components" not in tables.gathered.data["evaluations"][0]


def test_documents_have_no_ids() -> None:
    heads = ["Document", "Location", "Kind"]
    found = data(grid([heads, ["Plan", "On request", "other"], ["Plan", "On request", "other"]], "Source documents"))

    assert len(found["paper"]["source_documents"]) == 2


def test_a_sheet_is_known_by_all_it_must_have_or_by_its_name() -> None:
    whole = grid([HEADS, *ROWS], "Sheet1")
    lacking = grid([HEADS[:3], ROWS[0][:3]], "Sheet2")
    tables = read(whole, lacking, grid([["Notes of mine"]], "Read me"))

    assert [reading.place for reading in tables.readings] == ["tracker.xlsx [Sheet1]"]
    assert [finding.severity for finding in tables.findings] == [Severity.NOTE]
    assert "its 2 rows were not read" in tables.findings[0].message


def test_a_long_heading_is_quoted_shortly() -> None:
    tables = read(grid([[*HEADS, "x" * 300], *([*row, "y"] for row in ROWS)]))

    assert len(tables.readings[0].columns[-1][0]) < 70


def test_a_heading_of_the_council_s_own_wins() -> None:
    spellings = Spellings(
        {("actions", "owner"): known("Agency"), ("actions", "x"): "nothing"}, {"signed off": "complete"}
    )
    heads = ["Ref", "Review", "Owner", "Action", "Status"]
    tables = read(grid([heads, ["h-1", "child-h", "Health", "Train.", "Signed  off"]]), spellings=spellings)
    (action,) = tables.gathered.data["actions"]["actions"]

    assert (action["agency"], action["status"]) == ("Health", "complete")


def findings_of(name: str, *texts: str) -> list[Finding]:
    """What is said of one column of actions."""
    place = HEADS.index(name)
    rows = [[f"h-{number}", *ROWS[2][1:place], text, *ROWS[2][place + 1 :]] for number, text in enumerate(texts)]
    return read(grid([HEADS, *rows])).findings


@pytest.mark.parametrize("text", ["01/02/2026", "1/2/2026"])
def test_a_date_typed_as_text_is_said(text: str) -> None:
    (finding,) = findings_of("Due date", text)

    assert "read with the day first (once, in [Actions!E2])" in finding.message


@pytest.mark.parametrize("text", ["2026-02-01", "1 February 2026", "13/13/2026", "soon"])
def test_no_other_date_is_said(text: str) -> None:
    assert findings_of("Due date", text) == []


@pytest.mark.parametrize(
    ("typed", "made"),
    [("1", "action-1"), ("H 1", "h-1"), ("H's/1", "hs-1"), ("1.10", "action-1-10"), ("h-1", "h-1"), ("---", "---")],
)
def test_ids_are_put_into_their_form(typed: str, made: str) -> None:
    (action,) = data(grid([HEADS, [typed, *ROWS[2][1:]]]))["actions"]["actions"]

    assert action["id"] == made


def test_a_table_of_nothing_is_empty() -> None:
    tables = read(grid([], workbook=False))

    assert [finding.id for finding in tables.findings] == ["VA001"]
    assert tables.unread


def test_a_label_or_a_heading_that_is_struck_through_is_refused() -> None:
    heads = [Cell(HEADS[0]), Cell(HEADS[1], struck=True), *map(Cell, HEADS[2:])]
    cover = grid([[Cell("Title", struck=True), "A"], ["Purpose", "To inform."]], "Cover")

    assert "tracker.xlsx [Actions!B1]: this cell is struck through" in said(read(grid([heads, *ROWS])))
    assert "tracker.xlsx [Cover!A1]: this cell is struck through" in said(read(cover))


def test_a_hidden_column_of_a_form_is_said() -> None:
    tables = read(grid([["Title", "A"]], "Cover", hidden_columns={"B"}))

    assert "tracker.xlsx [Cover]: column B is hidden, and read like the others" in said(tables)


def test_a_column_of_dates_that_is_not_read_is_warned_of() -> None:
    """It may be the due date under a name of the council's own: the paper would say that nothing is overdue."""
    heads = ["Ref", "Review", "Agency", "Action", "Panel deadline", "Status", "Comments"]
    row = ["a-1", "child-h", "Housing", "Do it", Cell("2022-01-01", "date"), "in progress", "well"]
    tables = read(grid([heads, row]))
    warned = [finding for finding in tables.findings if finding.severity is Severity.WARNING]

    assert [(finding.id, finding.message) for finding in warned] == [
        ("VA306", "'Panel deadline' holds dates, and is not read")
    ]
    own = Spellings({("actions", "panel deadline"): "due date"}, {})
    assert [f for f in read(grid([heads, row]), spellings=own).findings if f.severity is Severity.WARNING] == []
