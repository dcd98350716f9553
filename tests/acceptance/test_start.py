"""Inputs to start from: what init and new paper make, what it says while it is empty, and that it builds once it is filled in."""

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.read import read_yaml
from pipeline.sheets import SHEETS, VALUES
from pipeline.template_folder import TemplateFolder
from tests.conftest import ROOT, Papers

TYPES = TemplateFolder(ROOT / "templates").report_types()
COUNCIL = {
    "name:": "name: Aldershire County Council",
    "area:": "area: Aldershire",
    "  website:": "  website: https://www.aldershire.example/lscb",
}
FILLED = {
    "Title": "A paper",
    "Author's post": "Director",
    "Author's directorate": "Children and Families",
    "Key decision": "No",
    "Purpose": "To inform Cabinet.",
    "Recommendation": "Cabinet is asked to note the report.",
    "Officer contact's post": "Head of Safeguarding",
    "Officer contact's e-mail address": "safeguarding@aldershire.example",
    "Officer contact's telephone number": "01632 960114",
    "Member contact's portfolio": "Children",
    "Member contact's e-mail address": "member@aldershire.example",
    "Member contact's telephone number": "01632 960127",
}
FIELDS = {
    "title": "A paper",
    "post": "Director",
    "directorate": "Children",
    "key_decision": "No",
    "purpose": "To inform Cabinet.",
    "recommendation": "Cabinet is asked to note the report.",
    "email": "somebody@aldershire.example",
    "tel": "01632 960114",
    "portfolio": "Children",
    "financial-implications": "None.",
    "risk-management-implications": "None.",
}


@pytest.fixture
def started(tmp_path: Path) -> Papers:
    """A folder that init made, with its council filled in as far as it must be, and one meeting."""
    papers = Papers(tmp_path)
    assert papers.run("init", "inputs").returncode == 0
    lines = (papers.inputs / "council.yaml").read_text("utf-8").split("partners:")[0].splitlines()
    rest = (papers.inputs / "council.yaml").read_text("utf-8").split("since: 29 September 2019\n")[1]
    text = "\n".join(COUNCIL.get(line, line) for line in lines) + rest
    (papers.inputs / "council.yaml").write_text(text, "utf-8")
    meeting = "- id: cabinet-december\n  body: Cabinet\n  date: 8 December 2026\n"
    (papers.inputs / "meetings.yaml").write_text(meeting, "utf-8")
    return papers


def test_init_makes_what_build_then_asks_to_be_filled_in(tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    done = papers.run("init", "inputs")

    assert done.returncode == 0
    assert done.stdout.split() == ["inputs/council.yaml", "inputs/meetings.yaml"]
    assert "cabinet-papers new paper" in done.stderr
    papers.run("new", "paper", "cabinet-report", "--meeting", "2026-12-08")
    said = papers.run("build").stderr
    assert "inputs/council.yaml:6:1: error[VA101]: Council's name is empty" in said
    assert re.search(r"inputs/meetings.yaml:\d+:3: error\[VA101\]: Meeting's id is empty", said)
    assert "Traceback" not in said


def test_nothing_is_overwritten(started: Papers) -> None:
    before = {file: file.read_bytes() for file in started.inputs.rglob("*.yaml")}
    assert started.run("init", "inputs").returncode == 2
    command = ("new", "paper", "cabinet-report", "--meeting", "2026-12-08")
    assert started.run(*command).returncode == 0
    (paper,) = started.inputs.glob("2026-12-08-*/paper.yaml")
    paper.write_text("mine", "utf-8")
    again = started.run(*command)

    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert paper.read_text("utf-8") == "mine"
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no-such-type", "--meeting", "2026-12-08"], "There is no report type no-such-type"),
        (["cabinet-report", "--meeting", "soon"], "'soon' is no date"),
        (["cabinet-report", "--meeting", "31/11/2026"], "November 2026 has 30 days"),
        (["cabinet-report", "--meeting", "December 2026"], "'December 2026' is no day"),
        (["cabinet-report", "--meeting", "2026-12-08", "--name", "../x"], "The name '../x' cannot be used"),
    ],
)
def test_what_cannot_be_made_is_said(words: list[str], said: str, started: Papers) -> None:
    done = started.run("new", "paper", *words)

    assert done.returncode == 2
    assert said in done.stderr
    assert "hint: " in done.stderr
    assert not list(started.inputs.glob("2026*"))


def test_a_meeting_that_is_not_there_is_told_as_it_must_be_added(started: Papers) -> None:
    done = started.run("new", "paper", "cabinet-report", "--meeting", "9 February 2027")
    (lines,) = re.findall(r"(- id: .*\n  body: .*\n  date: .*\n)", done.stderr)
    meetings = started.inputs / "meetings.yaml"
    assert "there is no meeting 'cabinet-2027-02-09'" in started.run("build").stderr
    meetings.write_text(meetings.read_text("utf-8") + lines, "utf-8")

    assert "there is no meeting" not in started.run("build").stderr


def test_a_meeting_of_a_calendar_is_found(started: Papers) -> None:
    (started.inputs / "meetings.yaml").unlink()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "SUMMARY:Cabinet"]
    lines += ["DTSTART;VALUE=DATE:20261208", "END:VEVENT", "END:VCALENDAR", ""]
    (started.inputs / "meetings.ics").write_bytes("\r\n".join(lines).encode())
    done = started.run("new", "paper", "cabinet-report", "--meeting", "8 December 2026")

    assert "There is no meeting" not in done.stderr
    assert "meeting: cabinet-2026-12-08" in Path(started.path / done.stdout.strip()).read_text("utf-8")


@pytest.mark.parametrize("kind", TYPES)
def test_a_paper_says_what_is_empty_and_builds_when_it_is_filled_in(kind: str, started: Papers) -> None:
    started.run("new", "paper", kind, "--meeting", "8 December 2026", "--name", "paper")
    file = started.inputs / "2026-12-08-paper" / "paper.yaml"
    empty = started.run("build")
    assert empty.returncode == 1
    assert set(re.findall(r"error\[(\w+)\]", empty.stderr)) == {"VA101"}
    assert "meeting: cabinet-december" in file.read_text("utf-8")
    file.write_text(_filled(file.read_text("utf-8")), "utf-8")
    done = started.run("build")

    assert done.returncode == 0, done.stderr


def _filled(text: str) -> str:
    return re.sub(
        r"^( *)([a-z_-]+):$", lambda found: f"{found[0]} {FIELDS.get(found[2], '')}".rstrip(), text, flags=re.MULTILINE
    )


def test_what_stands_in_comments_can_be_used(started: Papers) -> None:
    started.run("new", "paper", "cabinet-report", "--meeting", "8 December 2026", "--name", "paper")
    file = started.inputs / "2026-12-08-paper" / "paper.yaml"
    head, _, lists = _filled(file.read_text("utf-8")).partition("\n# Figures:")
    lists = re.sub(r"^# (?=[a-z_]+:$|  )", "", f"\n# Figures:{lists}", flags=re.MULTILINE)
    text = f"{head}{lists}".replace("  # background: |\n  #   The first", "  background: |\n    The first")
    file.write_text(text, "utf-8")
    source, wrong = read_yaml(file, "paper.yaml")

    assert not wrong
    assert source.data["sections"] == {"background": "The first paragraph."}
    assert set(source.data) >= {"figures", "further_sections", "options", "appendices", "source_documents", "notes"}
    assert "VA102" not in started.run("build").stderr


@pytest.mark.parametrize("kind", TYPES)
def test_a_workbook_says_what_is_empty_and_builds_when_it_is_filled_in(kind: str, started: Papers) -> None:
    started.run("new", "paper", kind, "--meeting", "8 December 2026", "--name", "paper", "--excel")
    file = started.inputs / "2026-12-08-paper" / "paper.xlsx"
    empty = started.run("build")
    assert empty.returncode == 1
    assert "paper.xlsx [Cover!B5]: error[VA101]: Title is empty" in empty.stderr
    assert set(re.findall(r"error\[(\w+)\]", empty.stderr)) == {"VA101"}
    _fill(file)
    done = started.run("build")

    assert done.returncode == 0, done.stderr


def _fill(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    for row in book["Cover"].iter_rows(min_row=2):
        row[1].value = FILLED.get(row[0].value, row[1].value)
    for row in book["Sections"].iter_rows(min_row=2):
        row[1].value = "None." if row[0].value else None
    if "Reviews" in book.sheetnames:
        sheet = book["Reviews"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        for number, values in enumerate(
            ({"Review's id": "Child K", "Child's pseudonym": "Child K", "Date of death": "June 2025"},), start=2
        ):
            for head, value in values.items():
                sheet.cell(number, heads[head], value)
    book.save(file)


def test_a_workbook_is_made_for_typing(started: Papers) -> None:
    started.run("new", "paper", "action-plan-progress", "--meeting", "8 December 2026", "--name", "paper", "--excel")
    book = openpyxl.load_workbook(started.inputs / "2026-12-08-paper" / "paper.xlsx")
    actions = book["Actions"]
    heads = {cell.value: cell for cell in actions[1]}
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in actions.data_validations.dataValidation
        if rule.type == "list"
    }

    assert [*actions.tables] == ["Actions"]
    assert actions.freeze_panes == "B2"
    assert "not started,in progress,complete" in lists[f"{heads['Status'].column_letter}2"]
    assert "red,amber,green,blue" in lists[f"{heads['RAG'].column_letter}2"]
    assert "Reviews!" in lists[f"{heads['Review'].column_letter}2"]
    assert _format(actions, "Due date") == "d mmmm yyyy"
    # What may be known to the month only is typed as text: Excel would make a first day of it.
    assert _format(book["Reviews"], "Date of death") == "@"
    assert "Read me" in book.sheetnames
    assert {"Cover", "Sections", "Reviews", "Actions", "Updates"} <= set(book.sheetnames)


def _format(sheet: Worksheet, heading: str) -> str:
    number = next(cell.column for cell in sheet[1] if cell.value == heading)
    return next(each.number_format for each in sheet.column_dimensions.values() if each.min <= number <= each.max)


def test_registers_beside_the_council_are_not_typed_again(started: Papers) -> None:
    (started.inputs / "reviews.yaml").write_text("[]", "utf-8")
    started.run("new", "paper", "action-plan-progress", "--meeting", "8 December 2026", "--name", "paper", "--excel")
    book = openpyxl.load_workbook(started.inputs / "2026-12-08-paper" / "paper.xlsx")

    assert "Reviews" not in book.sheetnames
    assert "Actions" in book.sheetnames


def test_the_officers_page_lists_every_sheet_and_every_other_name() -> None:
    page = (ROOT / "inputs" / "README.md").read_text("utf-8")

    for sheet in SHEETS:
        assert re.search(
            rf"^\| {sheet.name} \| `[a-z-]+\.csv` \|.*\| {', '.join(sheet.aliases) or ' '} \|$", page, re.MULTILINE
        )
        for column in sheet.columns:
            if column.aliases:
                assert f"| {sheet.name} | {column.heading} | {', '.join(column.aliases)} |" in page
    for value, others in VALUES.items():
        assert f"| {value} | {', '.join(others)} |" in page
