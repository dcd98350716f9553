"""Few children are never printed as a number, and nothing that is printed beside them gives the number away."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.small_numbers import NOT_GIVEN, Counts
from pipeline.document import flat
from pipeline.load import Request, load
from tests.samples import copy_aldershire

FEWEST = 5
FEW = f"fewer than {FEWEST}"
CAPTION = "Children who used a service"
numbers = st.integers(0, 40)


def grid(cells: list[list[int]], *, row: bool, column: bool, share: bool) -> Counts:
    """A table of counts with totals and shares that are right."""
    heads = ["Service", *(f"Year {number}" for number in range(len(cells[0])))]
    rows = [[f"Service {number}", *map(str, line)] for number, line in enumerate(cells)]
    sums = [sum(line[place] for line in cells) for place in range(len(cells[0]))]
    rows += [["All", *map(str, sums)]] if row else []
    whole = sum(sums) or 1
    every = [*cells, *([sums] if row else [])]
    if column:
        heads.append("Total")
        rows = [[*line, str(sum(each))] for line, each in zip(rows, every, strict=True)]
    if share:
        heads.append("Per cent")
        rows = [[*line, f"{100 * sum(each) / whole:.1f}"] for line, each in zip(rows, every, strict=True)]
    return Counts(CAPTION, heads, rows)


def printed(table: Counts) -> list[list[str]]:
    hidden = table.hidden(FEWEST)
    return [[hidden.get((row, place), cell) for place, cell in enumerate(line)] for row, line in enumerate(table.rows)]


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(numbers, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(cells=tables, other=st.integers(1, FEWEST - 1), row=st.booleans(), column=st.booleans(), share=st.booleans())
def test_any_other_small_number_would_print_the_same(
    cells: list[list[int]], other: int, *, row: bool, column: bool, share: bool
) -> None:
    """Whatever a reader computes from what is printed, he cannot tell which small number it was."""
    told = printed(grid(cells, row=row, column=column, share=share))
    for line, values in enumerate(cells):
        for place, value in enumerate(values):
            if 0 < value < FEWEST:
                changed = [list(each) for each in cells]
                changed[line][place] = other
                assert printed(grid(changed, row=row, column=column, share=share)) == told


@given(cells=tables, row=st.booleans(), column=st.booleans())
def test_no_total_less_the_other_cells_is_a_small_number(cells: list[list[int]], *, row: bool, column: bool) -> None:
    told = printed(grid(cells, row=row, column=column, share=False))
    body = told[:-1] if row else told
    for line in told if column else []:
        assert FEW not in line or line[-1] == NOT_GIVEN
    for place in range(1, len(told[0])) if row else []:
        assert FEW not in [line[place] for line in body] or told[-1][place] == NOT_GIVEN


def test_larger_numbers_and_none_stand_as_they_are() -> None:
    assert grid([[12, 0], [5, 7]], row=True, column=True, share=True).hidden(FEWEST) == {}


def test_a_small_number_its_total_and_the_shares_are_hidden() -> None:
    told = printed(grid([[12, 3], [15, 17]], row=True, column=False, share=True))

    assert told == [
        ["Service 0", "12", FEW, NOT_GIVEN],
        ["Service 1", "15", "17", NOT_GIVEN],
        ["All", "27", NOT_GIVEN, NOT_GIVEN],
    ]


def test_only_what_counts_children_is_hidden() -> None:
    rows = [["Children's Services", "3", "2", "4"], ["Schools", "1", "30", "2"]]
    table = Counts("Actions by agency", ["Agency", "Actions", "Children", "Nights"], rows)

    assert table.hidden(FEWEST) == {(0, 2): FEW}


def test_a_row_may_be_about_children() -> None:
    rows = [["Children waiting", "3"], ["Families", "2"], ["Young people", "1"], ["Children and Families Service", "4"]]

    assert set(Counts("Waiting", ["Who", "In May"], rows).hidden(FEWEST)) == {(0, 1), (2, 1)}


def cells(folder: Path, audience: str) -> list[list[str]]:
    inputs = copy_aldershire(folder)
    (inputs / "council.yaml").write_text(
        (inputs / "council.yaml").read_text("utf-8") + "privacy:\n  fewest_children: 20\n", "utf-8"
    )
    draft = load(inputs / "2023-12-05-short-breaks", Request(inputs, audience=audience))  # type: ignore[arg-type]
    assert draft.inputs
    assert draft.composer
    document, findings = draft.composer.compose(draft.inputs)
    assert document is not None, findings
    (table,) = [each for each in document.main.iter("table") if flat(each).startswith("Children who used")]
    return [[flat(cell) for cell in row] for row in table.iter("tr")]


def test_a_paper_prints_them_so(tmp_path: Path) -> None:
    rows = cells(tmp_path, "public")

    assert rows[4] == ["Overnight with a foster carer", "23", "fewer than 20", "fewer than 20"]
    assert rows[-1] == ["All", "503", NOT_GIVEN, NOT_GIVEN]


def test_members_see_the_numbers(tmp_path: Path) -> None:
    assert cells(tmp_path, "members")[-1] == ["All", "503", "582", "642"]
