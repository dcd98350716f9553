"""What officers get wrong in a general paper is told at its place; what they write is printed where it belongs."""

import re
from pathlib import Path

import docx as python_docx
import pytest

from pipeline.build import Outcome, build
from pipeline.load import Request
from tests.samples import ALDERSHIRE, built, copy_aldershire

PAPER = ALDERSHIRE / "2023-12-05-short-breaks"


def changed(folder: Path, old: str, new: str, file: str = f"{PAPER.name}/paper.yaml") -> Outcome:
    inputs = copy_aldershire(folder)
    text = (inputs / file).read_text("utf-8")
    assert old in text
    (inputs / file).write_text(text.replace(old, new, 1), "utf-8")
    return build(inputs / PAPER.name, Request(inputs, folder / "outputs"))


@pytest.mark.parametrize(
    ("old", "new", "id_", "message"),
    [
        ("{{ ref.market }}", "{{ ref.markte }}", "VA201", "there is no label 'markte'"),
        ("{{ ref.market }}", "{{ ref.next-steps }}", "VA201", "next-steps is not printed in this paper"),
        ("{{ note.regulations }}", "{{ note.regulation }}", "VA201", "there is no note 'regulation'"),
        ("{{ note.regulations }}", "", "VA204", "nothing refers to the note 'regulations'"),
        ("    ## ", "    ### ", "VA202", "a heading of this kind has no place"),
        ("    ## ", "    ##", "VA202", "this would not become a heading"),
        ("    Table: ", "    ", "VA202", "this table has no caption"),
        ("    Table: ", "    Table: a caption\n\n    Text.\n\n    Table: ", "VA202", "and no table follows"),
        ("    |---", "    | 1 |\n    |---", "VA202", "this would not become a table"),
        (
            "options:\n  - id: do-nothing\n",
            "options:\n  - id: do-nothing\n    recommended: Yes\n",
            "VA204",
            "another option is",
        ),
        ("implications:\n  financial:", "implications:\n  finanical:", "VA102", "there is no implication 'finanical'"),
        ("report_type: cabinet-report", "report_type: action-plan-progress", "VA102", "no room for options"),
        ("{#cost}", "{#duty}", "VA105", "the label 'duty' is given twice"),
    ],
)
def test_it_is_told(old: str, new: str, id_: str, message: str, tmp_path: Path) -> None:
    findings = changed(tmp_path, old, new).findings
    said = [finding for finding in findings if finding.id == id_ and message in finding.message]

    assert said, findings
    assert all(finding.place and finding.hint for finding in findings)


def test_a_row_with_too_many_cells_is_told(tmp_path: Path) -> None:
    text = (PAPER / "paper.yaml").read_text("utf-8")
    row = re.search(r"^ +\| Help at home .*\|$", text, re.MULTILINE)
    assert row
    (finding,) = (each for each in changed(tmp_path, row[0], f"{row[0]} 99 |").findings if each.id.startswith("VA"))

    assert re.fullmatch(r"a row of this table has \d cells, and its first row has \d", finding.message)
    assert finding.place
    assert text.splitlines()[finding.place.line - 1] == row[0]


def test_an_implication_that_must_be_set_out_is_missed(tmp_path: Path) -> None:
    outcome = changed(tmp_path, "required: Yes", "required: Yes", "council.yaml")
    assert not outcome.stopped
    text = (PAPER / "paper.yaml").read_text("utf-8")
    legal = re.search(r"^  legal: \|\n(?:    .*\n|\n)+", text, re.MULTILINE)
    assert legal
    written = changed(tmp_path / "two", legal[0], "")

    assert not written.stopped
    (finding,) = (each for each in written.findings if each.id == "HS102")
    assert str(finding.severity) == "warning"
    assert "the text under Legal implications (legal) is missing" in finding.message


def test_references_are_links_in_the_page_and_fields_in_word() -> None:
    outputs = built(PAPER, "accessible")
    page = outputs.file("html").read_text("utf-8")
    links = re.findall(r'<a class="ref" href="#([\w-]+)">([^<]+)</a>', page) or re.findall(
        r'<a href="#([\w-]+)" class="ref">([^<]+)</a>', page
    )
    body = python_docx.Document(str(outputs.file("docx"))).element.body
    fields = [each.text.split()[1] for each in body.iter("{*}instrText") if "REF" in each.text]
    bookmarks = {each.get(python_docx.oxml.ns.qn("w:name")) for each in body.iter("{*}bookmarkStart")}

    assert len(links) >= 4
    for target, shown in links:
        number = shown.removeprefix("paragraph ").removeprefix("section ")
        assert re.search(rf'id="{target}"[^>]*>\s*<span class="number">{re.escape(number)} </span>', page), target
    assert set(fields) == bookmarks
    assert len(fields) >= len(links)


def test_ids_are_given_once() -> None:
    for style in ("accessible", "brighton-and-hove"):
        ids = re.findall(r'\bid="([^"]+)"', built(PAPER, style).file("html").read_text("utf-8"))

        assert len(ids) == len(set(ids))
