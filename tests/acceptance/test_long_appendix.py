"""An appendix of 600 actions: the header row on every page, no row cut, pages counted, in Word and PDF; or a spreadsheet."""

import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from pipeline.build import Outcome, build
from pipeline.load import Request
from pipeline.read import read_yaml
from tests.conftest import needs, to_pdf
from tests.golden.test_lines import agreement, pages
from tests.samples import copy_aldershire

PAPER = "2023-12-05-action-plan-progress"
ROWS = 600
HEADER = "Ref Review Agency Action Lead Due State Claimed Computed"


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    inputs = copy_aldershire(tmp_path_factory.mktemp("long"))
    file = inputs / "actions.yaml"
    plan = read_yaml(file, file.name)[0].data
    agreed = [{name: value for name, value in action.items() if name != "agreed"} for action in plan["actions"]]
    plan["actions"] = [{**agreed[number % len(agreed)], "id": f"row-{number:03}"} for number in range(ROWS)]
    file.write_text(json.dumps(plan, indent=1), "utf-8")  # which is YAML too
    return inputs


def made(inputs: Path, outputs: Path) -> tuple[Outcome, Path]:
    outcome = build(inputs / PAPER, Request(inputs, outputs))
    assert not outcome.stopped, outcome.findings
    return outcome, outputs / "drafts" / PAPER


@pytest.fixture(scope="module")
def long(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    return made(inputs, tmp_path_factory.mktemp("outputs"))


@needs("soffice", "pdftotext")
def test_every_page_has_the_header_row_and_every_row_is_whole(
    long: tuple[Outcome, Path], tmp_path: Path, measured: Callable[[str, str], None]
) -> None:
    pdf = long[1] / "action-plan-progress.pdf"
    word = to_pdf(long[1] / "action-plan-progress.docx", tmp_path)
    lines, all_lines, same, all_pages = agreement(pages(pdf), pages(word))
    measured("600 actions", f"{lines} of {all_lines} lines, {same} of {all_pages} pages break alike")

    assert lines >= 0.99 * all_lines
    assert same >= 0.99 * all_pages
    for file in (pdf, word):
        assert_appendix(file)


def assert_appendix(file: Path) -> None:
    appendix = [page for page in landscape(file) if page]
    joined = [" ".join(page) for page in appendix]
    rows = [re.findall(r"\brow-\d{3}\b", page) for page in joined]

    assert len(appendix) > 50
    assert all(HEADER in page for page in joined), "a page without its header row"
    assert [row for page in rows for row in page] == [f"row-{number:03}" for number in range(ROWS)]
    # A row that a page cut would leave words before the first reference of the next page.
    assert all(re.search(rf"{HEADER} row-\d{{3}}\b", page) for page in joined), "a row is cut"


def landscape(file: Path) -> list[list[str]]:
    with pikepdf.open(file) as opened:
        wide = [page.mediabox[2] > page.mediabox[3] for page in opened.pages]
    return [page for page, turned in zip(pages(file), wide, strict=True) if turned]


@needs("soffice", "pdftotext")
def test_the_pages_are_counted(long: tuple[Outcome, Path], tmp_path: Path) -> None:
    for file in (long[1] / "action-plan-progress.pdf", to_pdf(long[1] / "action-plan-progress.docx", tmp_path)):
        text = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True).stdout
        sheets = text.split("\f")[:-1]

        for number, sheet in enumerate(sheets, start=1):
            assert f"Page {number} of {len(sheets)}" in sheet


def test_a_long_appendix_is_found(long: tuple[Outcome, Path]) -> None:
    (finding,) = [finding for finding in long[0].findings if finding.id == "AP106"]

    assert finding.message == "an appendix has a table of 600 rows, more than the 200 of the council's profile"
    assert "action_appendix: spreadsheet" in finding.hint


def test_the_number_of_rows_can_be_set(inputs: Path, tmp_path: Path) -> None:
    file = inputs / "council.yaml"
    old = file.read_text("utf-8")
    try:
        file.write_text(f"{old}most_appendix_rows: 600\n", "utf-8")
        outcome, _ = made(inputs, tmp_path)
    finally:
        file.write_text(old, "utf-8")

    assert "AP106" not in {finding.id for finding in outcome.findings}


def test_a_spreadsheet_can_take_its_place(inputs: Path, tmp_path: Path) -> None:
    file = inputs / PAPER / "paper.yaml"
    old = file.read_text("utf-8")
    try:
        file.write_text(old.replace("as_at:", "action_appendix: spreadsheet\nas_at:"), "utf-8")
        outcome, folder = made(inputs, tmp_path / "one")
        made(inputs, tmp_path / "two")
    finally:
        file.write_text(old, "utf-8")
    book = folder / "action-plan-progress.xlsx"

    assert "AP106" not in {finding.id for finding in outcome.findings}
    assert book in outcome.files
    assert "600 actions are set out in the spreadsheet" in (folder / "action-plan-progress.html").read_text("utf-8")
    assert "Every action, as at" not in (folder / "action-plan-progress.html").read_text("utf-8")
    assert book.read_bytes() == (tmp_path / "two" / "drafts" / PAPER / book.name).read_bytes()
    cells = shared_strings(book)
    assert cells[:2] == ["Every action, as at 21 November 2023", "Ref"]
    assert [cell for cell in cells if cell.startswith("row-")] == [f"row-{number:03}" for number in range(ROWS)]


def shared_strings(book: Path) -> list[str]:
    """Each text of a workbook once, in order of first use."""
    with zipfile.ZipFile(book) as archive:
        tree = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(item.itertext()) for item in tree]
