"""What officers mark where it is not read, or where nobody sees it, stops the paper; and no finding tells what is withheld."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.canaries import load, save
from tests.conftest import Papers
from tests.samples import copy_aldershire
from tests.spellings import as_csv, as_workbook

GENERAL, PROGRESS = "2023-12-05-short-breaks", "2023-12-05-action-plan-progress"
ORDER = {"by": "court", "reference": "Order of Quxcourt"}
EXEMPT = {"paragraph": "2", "reason": "It names her.", "public_interest": "Nobody else would gain."}
KESTREL = {"id": "kestrel-q", "children": [{"name": "Child Q", "died": "June 2009"}], "exempt": EXEMPT}


def run(papers: Papers, *command: str) -> tuple[int, str]:
    """Run a command: its exit code, and all that it says and leaves behind, in small letters."""
    done = papers.run(*command)
    left = "".join(file.read_text("utf-8") for file in (papers.path / "outputs").rglob("findings*.json"))
    return done.returncode, (done.stdout + done.stderr + left).lower()


def add_column(file: Path, heading: str, value: str) -> None:
    """Add a column to a CSV file, with a value in its first row."""
    head, first, *rows = csv.reader(file.read_text("utf-8-sig").splitlines(keepends=True))
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[*head, heading], [*first, value], *([*row, ""] for row in rows)])


@pytest.mark.parametrize(
    ("file", "heading", "value"), [("reviews", "Exempt", "Yes"), ("actions", "Confidential", "Yes, Quxcourt order")]
)
def test_a_column_of_a_csv_file(file: str, heading: str, value: str, tmp_path: Path) -> None:
    inputs = copy_aldershire(tmp_path)
    as_csv({name: load(inputs / f"{name}.yaml") for name in ("actions", "reviews")}, inputs / PROGRESS)
    add_column(inputs / PROGRESS / f"{file}.csv", heading, value)
    code, said = run(Papers(tmp_path), "build", PROGRESS)

    assert code == 1
    assert f"{file}.csv row 1, column" in said
    assert "error[va311]" in said
    assert "quxcourt" not in said
    assert not list((tmp_path / "outputs").rglob("*.html"))


def _column(book: Any) -> None:
    page = book["Source documents"]
    page.cell(1, page.max_column + 1, "Exempt")
    page.cell(2, page.max_column, "Yes")


def _sheet(book: Any) -> None:
    page = book.create_sheet("Exempt items")
    page.append(["Part", "Paragraph of Schedule 12A", "Why"])
    page.append(["heard", "2", "It names her"])


def _hide(book: Any) -> None:
    book["Withheld"].sheet_state = "hidden"


def _strike(book: Any) -> None:
    for cell in book["Withheld"][2]:
        cell.font = Font(strike=True)


def _hide_row(book: Any) -> None:
    book["Withheld"].row_dimensions[2].hidden = True


@pytest.mark.parametrize(
    ("edit", "withheld"), [(_column, False), (_sheet, False), (_hide, True), (_strike, True), (_hide_row, True)]
)
def test_a_mark_in_a_workbook(edit: Callable[[Any], None], withheld: bool, tmp_path: Path) -> None:  # noqa: FBT001
    folder = copy_aldershire(tmp_path) / GENERAL
    paper = load(folder / "paper.yaml")
    paper["sections"]["background"] += "\nIt was Quxname who said so. {#heard}\n"
    paper |= {"withheld": [{"part": "heard", "confidential": ORDER}]} if withheld else {}
    (folder / "paper.yaml").unlink()
    as_workbook({"paper": paper}, folder / "paper.xlsx")
    book = openpyxl.load_workbook(folder / "paper.xlsx")
    edit(book)
    book.save(folder / "paper.xlsx")
    code, said = run(Papers(tmp_path), "build", GENERAL)

    assert code == 1
    assert "error[va311]" in said
    assert "qux" not in said
    assert not list((tmp_path / "outputs").rglob("*.html"))


@pytest.mark.parametrize("name", ["withheld.csv", "Exempt items.xlsx", "registers.xlsx"])
def test_what_is_withheld_is_not_said_beside_the_council(name: str, tmp_path: Path) -> None:
    inputs = copy_aldershire(tmp_path)
    withheld = {"paper": {"withheld": [{"part": "heard", "confidential": ORDER}]}}
    if name.endswith(".csv"):
        as_csv(withheld, inputs)
    else:
        as_workbook(withheld, inputs / name)
    code, said = run(Papers(tmp_path), "check", PROGRESS)

    assert code == 1
    assert f"{name.lower()}: error[va311]" in said
    assert "qux" not in said


def _progress(folder: Path, action: dict[str, Any], review: str = "kestrel-q") -> Path:
    """The paper of progress, with a withheld review and one more action, in CSV files; the reviews stay YAML."""
    inputs = copy_aldershire(folder)
    save(inputs / "reviews.yaml", [*load(inputs / "reviews.yaml"), {**KESTREL, "id": review}])
    plan = load(inputs / "actions.yaml")
    plan["actions"].append({"agency": "Health", "action": "Agree", "due": "2023-06-01", "status": "Ongoing", **action})
    as_csv({"actions": plan}, inputs / PROGRESS)
    return inputs / PROGRESS


@pytest.mark.parametrize("command", ["build", "check", "columns"])
def test_the_id_that_was_made_of_a_withheld_action(command: str, tmp_path: Path) -> None:
    folder = _progress(tmp_path, {"id": "Quxid / Moyes", "review": "kestrel-q"})
    add_column(folder / "actions.csv", "Quxheading", "x")
    code, said = run(Papers(tmp_path), command, PROGRESS)

    assert code == 0
    assert "action's id was made an id (once, in" in said
    assert "qux" not in said
    assert "ongoing" not in said
    assert ": in progress" not in said


@pytest.mark.parametrize("cells", [1, 3, 99])
def test_a_withheld_review_whose_row_is_refused(cells: int, tmp_path: Path) -> None:
    """Its mark is lost with the row: nothing is said of what may be its actions."""
    folder = _progress(tmp_path, {"id": "q-1", "review": "quxkestrel-q", "rag": "quxrag"}, "quxkestrel-q")
    as_csv({"reviews": load(folder.parent / "reviews.yaml")}, folder)
    *rows, last = csv.reader((folder / "reviews.csv").read_text("utf-8-sig").splitlines(keepends=True))
    with (folder / "reviews.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([*rows, (last + ["x"] * 99)[:cells]])
    code, said = run(Papers(tmp_path), "check", PROGRESS)

    assert code == 1
    assert "error[va307]: this row has" in said
    assert "qux" not in said


def test_an_update_of_an_action_that_is_almost_a_withheld_one(tmp_path: Path) -> None:
    folder = _progress(tmp_path, {"id": "q-moyes-1", "review": "kestrel-q"})
    head, *rows = csv.reader((folder / "updates.csv").read_text("utf-8-sig").splitlines(keepends=True))
    rows[-1][head.index("Action's id")] = "q-moyes-2"
    with (folder / "updates.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    code, said = run(Papers(tmp_path), "check", PROGRESS)

    assert code == 1
    assert "error[va307]: there is no action of this id" in said
    assert "moyes" not in said


@pytest.mark.parametrize("mark", [True, False])
def test_a_review_that_is_almost_a_withheld_one(mark: bool, tmp_path: Path) -> None:  # noqa: FBT001
    inputs = copy_aldershire(tmp_path)
    review = {**KESTREL, "id": "quxkestrel-q"}
    reviews = [*load(inputs / "reviews.yaml"), review if mark else {**review, "exempt": None}]
    save(inputs / "reviews.yaml", [{k: v for k, v in each.items() if v is not None} for each in reviews])
    plan = load(inputs / "actions.yaml")
    action = {"id": "z-1", "agency": "Quxtrust", "action": "Do", "due": "2023-06-01", "status": "quxstatus"}
    plan["actions"].append({**action, "review": "quxkestral-q"})
    save(inputs / "actions.yaml", plan)
    code, said = run(Papers(tmp_path), "check", PROGRESS)

    assert code == 1
    assert "error[va104]: there is no review" in said
    assert ("qux" in said) is not mark


def test_a_fact_that_is_almost_a_withheld_one(tmp_path: Path) -> None:
    inputs = copy_aldershire(tmp_path)
    save(inputs / "reviews.yaml", [*load(inputs / "reviews.yaml"), {**KESTREL, "id": "quxkestrel-q"}])
    paper = load(inputs / PROGRESS / "paper.yaml")
    paper["purpose"] += "\nThere are {{ quxkestral-q.children }} of them.\n"
    save(inputs / PROGRESS / "paper.yaml", paper)
    code, said = run(Papers(tmp_path), "check", PROGRESS)

    assert code == 1
    assert "there is no fact" in said
    assert "quxkestrel" not in said


def test_what_stands_on_the_same_line(tmp_path: Path) -> None:
    inputs = copy_aldershire(tmp_path)
    paper = load(inputs / GENERAL / "paper.yaml")
    del paper["implications"]
    paper["withheld"] = [{"part": "implications-risk", "confidential": ORDER}]
    save(inputs / GENERAL / "paper.yaml", paper)
    line = 'implications: {financial: "The XQZZ pays.", legal: No., equality: No., risk: "Mrs Quxrisk will sue us"}\n'
    with (inputs / GENERAL / "paper.yaml").open("a", encoding="utf-8") as stream:
        stream.write(line)
    _, said = run(Papers(tmp_path), "check", GENERAL)

    assert "warning[hs121]: xqzz is not explained" in said
    assert "quxrisk" not in said
