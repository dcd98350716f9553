"""A paper's folder and the council's registers beside it, whatever their files are."""

from pathlib import Path

import pytest

from pipeline.read import Read, read_paper
from tests.bad_sheets.make import COVER, HEADS, REVIEWS, ROWS, SECTIONS, Page, actions, book

COVER_YAML = "report_type: action-plan-progress\ntitle: A title\n"
ACTIONS_CSV = "Ref,Review,Agency,Action,Status\nh-1,child-h,Health,Train,complete\n"
UPDATES_CSV = "Action,Date\nh-1,1 May 2026\n"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    folder.mkdir()
    (tmp_path / "council.yaml").write_text("name: Fenshire\n", "utf-8")
    (tmp_path / "meetings.yaml").write_text("- id: m\n", "utf-8")
    (folder / "paper.yaml").write_text(COVER_YAML, "utf-8")
    return folder


def read(folder: Path, *registers: str) -> Read:
    return read_paper(folder, lambda _: registers)


def test_registers_in_csv_files(paper: Path) -> None:
    (paper.parent / "actions.csv").write_text(ACTIONS_CSV, "utf-8")
    (paper.parent / "action-updates.csv").write_text(UPDATES_CSV, "utf-8")
    (paper.parent / "evaluations.csv").write_text("no headings", "utf-8")
    (paper.parent / "budget.csv").write_text("no headings", "utf-8")
    found = read(paper, "actions")

    assert found.findings == []
    assert found.source.data["actions"]["actions"][0]["updates"] == [{"date": "1 May 2026"}]
    assert {file.name for file in found.files} >= {"actions.csv", "action-updates.csv"}
    assert "evaluations" not in found.source.data


def test_registers_in_a_workbook(paper: Path) -> None:
    (paper.parent / "registers.xlsx").write_bytes(book(Page("Reviews", REVIEWS), Page("Lists", [["x"]])))
    (paper.parent / "budget.xlsx").write_bytes(book(Page("Budget", [["Cost"], [1]])))
    found = read(paper, "reviews")

    assert [review["id"] for review in found.source.data["reviews"]] == ["child-a", "child-b"]
    assert "budget.xlsx" not in {file.name for file in found.files}


def test_a_register_that_no_report_takes_is_not_read(paper: Path) -> None:
    (paper.parent / "registers.xlsx").write_bytes(actions())
    found = read(paper, "reviews")

    assert "actions" not in found.source.data
    assert found.findings == []


def test_a_workbook_gives_only_the_registers_that_the_report_takes(paper: Path) -> None:
    (paper.parent / "registers.xlsx").write_bytes(book(Page("Reviews", REVIEWS), Page("Actions", [HEADS, *ROWS])))

    assert set(read(paper, "reviews").source.data) == {"council", "meetings", "paper", "reviews"}


def test_a_folder_without_a_cover(paper: Path) -> None:
    (paper / "paper.yaml").unlink()
    (paper / "actions.csv").write_text(ACTIONS_CSV, "utf-8")

    assert [finding.message for finding in read(paper).findings][-1] == "this file is missing"


def test_a_register_that_cannot_be_read(paper: Path) -> None:
    (paper.parent / "registers.xlsx").write_bytes(b"PK")
    found = read(paper, "reviews", "actions")

    assert [finding.id for finding in found.findings] == ["VA006"]
    assert found.source.data["reviews"] is None


def test_the_paper_s_own_file_wins(paper: Path) -> None:
    (paper.parent / "actions.csv").write_text(ACTIONS_CSV, "utf-8")
    (paper / "tracker.xlsx").write_bytes(actions())

    assert len(read(paper, "actions").source.data["actions"]["actions"]) == 2


def test_a_paper_in_a_workbook(paper: Path) -> None:
    (paper / "paper.yaml").unlink()
    (paper / "paper.xlsx").write_bytes(book(Page("Cover", COVER), Page("Sections", SECTIONS)))
    found = read(paper)

    assert found.findings == []
    assert found.source.data["paper"]["sections"]["financial-implications"] == "None."


def test_the_council_s_headings_are_used(paper: Path) -> None:
    own = "spreadsheet_columns:\n  - sheet: Actions\n    column: Wer\n    field: Agency\n  - 7\nspreadsheet_values: none\n"
    (paper.parent / "council.yaml").write_text(own, "utf-8")
    (paper / "actions.csv").write_text(ACTIONS_CSV.replace("Agency", "Wer"), "utf-8")

    assert read(paper).source.data["actions"]["actions"][0]["agency"] == "Health"
