"""Bad spreadsheets, each a folder dropped here: files that replace good ones, and ``expected.txt``.

Both are as in ``tests/bad_inputs``, whose good inputs are used. A workbook or a CSV file takes the place of the YAML that gives the same (``tracker.xlsx`` that of ``actions.yaml``). Warnings and
notes that a case is about are listed too; any other error fails the test. ``make.py`` writes the workbooks.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.findings import Finding, Severity, blocking
from pipeline.load import Request, load
from pipeline.tell import findings_json, lines
from tests.bad_sheets.make import CASES as MADE
from tests.bad_sheets.make import unzipped
from tests.conftest import ROOT, Papers

HERE = ROOT / "tests" / "bad_sheets"
BASE = ROOT / "tests" / "bad_inputs" / "_base"
CASES = sorted(folder.parent for folder in HERE.glob("*/expected.txt"))
PAPER = "2026-03-03-paper"
GIVES = {"tracker": "actions"}
"""What a file gives, where its name does not say so."""

Said = tuple[str, str, Severity]


def put(case: Path, inputs: Path) -> None:
    """Put a case's files among the good inputs, in the place of the YAML that they spell otherwise."""
    files = [file for file in sorted(case.iterdir()) if file.name != "expected.txt"]
    for file in files:
        (inputs / PAPER / f"{GIVES.get(file.stem, file.stem)}.yaml").unlink(missing_ok=True)
    for file in files:
        shared = inputs / file.name
        shutil.copy(file, shared if shared.exists() else inputs / PAPER / file.name)


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The good inputs; the working folder is theirs, so that places are short."""
    shutil.copytree(BASE, tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
    return Path("inputs")


def said(findings: list[Finding]) -> Iterator[Said]:
    for finding in findings:
        line, *rest = lines(finding)
        hint = rest[-1].removeprefix("  hint: ") if rest else ""
        yield line.removeprefix("inputs/").removeprefix(f"{PAPER}/"), hint, finding.severity


def read(inputs: Path) -> tuple[int, list[Said], Any]:
    """Read and validate the paper: the exit code, what is said, and the plain data."""
    draft = load(inputs / PAPER, Request(inputs))
    stopped = draft.inputs is None or bool(blocking(draft.findings))
    return int(stopped), list(said(draft.findings)), draft.source.data


def test_there_are_enough() -> None:
    assert len(CASES) >= 45
    assert {folder.name for folder in CASES} >= set(MADE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_answered(case: Path, inputs: Path) -> None:
    put(case, inputs)
    code, found, _ = read(inputs)
    wanted_code, *wanted = (case / "expected.txt").read_text("utf-8").splitlines()

    assert code == int(wanted_code), found
    for each in wanted:
        line, _, hint = each.partition(" | ")
        assert hint
        match = next((one for one in found if one[0].startswith(line) and hint in one[1]), None)
        assert match, f"{each}\nis not among\n{found}"
        found.remove(match)
    assert [one for one in found if one[2] is Severity.ERROR] == []


def actions(data: Any) -> Any:
    return data["actions"]["actions"]


READ_AS = {
    "children": (lambda data: [child["name"] for child in data["reviews"][0]["children"]], ["Child A", "Child B"]),
    "columns-unknown": (lambda data: len(actions(data)), 2),
    "council-aliases": (lambda data: [actions(data)[0][name] for name in ("status", "rag")], ["complete", "green"]),
    "cover-text-goes-on": (
        lambda data: data["paper"]["recommendation"],
        "Cabinet is asked to note the report.\n\nAnd to note it well.",
    ),
    "csv-semicolons": (lambda data: actions(data)[0]["action"].count(","), 5),
    "csv-tabs": (lambda data: actions(data)[1]["due"], "1 May 2026"),
    "csv-updates-first": (lambda data: actions(data)[0]["updates"][0]["note"], "It has begun."),
    "date-1904": (lambda data: [action["due"] for action in actions(data)], ["2026-04-01", "2026-05-01"]),
    "date-as-iso": (lambda data: actions(data)[0]["due"], "2026-04-01"),
    "date-as-text": (lambda data: actions(data)[0]["due"], "04/01/2026"),
    "date-month-of-an-evaluation": (
        lambda data: [each["submitted"] for each in data["evaluations"]],
        ["2025-06", "2025"],
    ),
    "date-with-a-time-unseen": (lambda data: actions(data)[0]["due"], "2026-04-01"),
    "dimension-wrong": (lambda data: len(actions(data)), 2),
    "far-cell-without-value": (lambda data: len(actions(data)), 2),
    "figure-plain": (lambda data: data["paper"]["figures"][0]["value"], "1,234,568"),
    "headings-again": (lambda data: len(actions(data)), 2),
    "hidden-row": (lambda data: len(actions(data)), 2),
    "namespace-prefix": (lambda data: [action["status"] for action in actions(data)], ["in progress", "not started"]),
    "only-headings": (lambda data: "actions" in data, False),
    "percentage": (lambda data: data["paper"]["figures"][0]["value"], "6%"),
    "spaces": (lambda data: actions(data)[0]["agency"], "Children's Services"),
    "strict-open-xml": (lambda data: actions(data)[1]["due"], "2026-05-01"),
    "struck-row": (lambda data: len(actions(data)), 1),
    "title-above": (lambda data: len(actions(data)), 2),
}
"""What is read all the same, and how."""


@pytest.mark.parametrize("name", READ_AS)
def test_it_is_read_as_excel_shows_it(name: str, inputs: Path) -> None:
    put(HERE / name, inputs)
    get, wanted = READ_AS[name]

    assert get(read(inputs)[2]) == wanted


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name.startswith("restricted")], ids=lambda case: case.name
)
def test_no_name_is_shown(case: Path, inputs: Path) -> None:
    put(case, inputs)
    draft = load(inputs / PAPER, Request(inputs))
    told = findings_json(draft.findings) + "".join("\n".join(lines(finding)) for finding in draft.findings)
    told += str(draft.readings)

    assert draft.findings
    assert "jane" not in told.lower()
    assert "doe" not in told.lower().replace("does", "")


def test_the_workbooks_are_what_make_writes() -> None:
    for case, files in MADE.items():
        for name, content in files.items():
            there = (HERE / case / name).read_bytes()
            same = (
                unzipped(there) == unzipped(content)
                if there[:4] == b"PK\x03\x04" and case != "truncated"
                else there == content
            )
            assert same or case == "truncated", f"{case}/{name}: python -m tests.bad_sheets.make"


REAL = ["statuses", "merged-body", "doctype-in-strings", "restricted-wrong-date", "csv-row-longer", "csv-cp1252"]


@pytest.mark.parametrize("name", REAL)
def test_the_command_says_it(name: str, inputs: Path, tmp_path: Path) -> None:
    put(HERE / name, inputs)
    done = Papers(tmp_path).run("build", "--no-color", "-v")
    code, *wanted = (HERE / name / "expected.txt").read_text("utf-8").splitlines()

    assert done.returncode == int(code), done.stderr
    assert "Traceback" not in done.stderr
    for each in wanted:
        line, _, hint = each.partition(" | ")
        assert f"{PAPER}/{line}" in done.stderr
        assert f"hint: {hint}" in done.stderr
    assert "jane" not in (done.stderr + done.stdout).lower()


def test_what_is_wrong_in_a_text_is_found_in_its_cell(inputs: Path, tmp_path: Path) -> None:
    put(HERE / "csv-sections", inputs)
    done = Papers(tmp_path).run("build", "--no-color")

    assert 'sections.csv row 6, "Text": error[' in done.stderr
    assert "    See {{ figures.no-such }}." in done.stderr
    assert 'sections.csv row 5, "Section": error[' in done.stderr


def test_a_paper_of_spreadsheets_is_built(inputs: Path, tmp_path: Path) -> None:
    put(HERE / "percentage", inputs)
    put(HERE / "hidden-row", inputs)
    papers = Papers(tmp_path)
    done = papers.run("build", "--no-color")
    found = (tmp_path / "outputs" / "drafts" / PAPER / "findings.json").read_text("utf-8")

    assert done.returncode == 0, done.stderr
    assert '"file": "2026-03-03-paper/tracker.xlsx"' in found
    assert '"cell": "[Actions]"' in found
