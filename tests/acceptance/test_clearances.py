"""Clearances: what voids which, that silence never counts, drafts marked in every format, the commands clear and status."""

import hashlib
import json
import shutil
import stat
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from docx import Document as Docx
from lxml import html

from pipeline.build import Outcome, build
from pipeline.check import check_paper
from pipeline.clearing import NOT_PUBLIC
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request
from pipeline.record import ledger, locked
from tests.clearing import ASKED, SAMPLE, SHORT_BREAKS, asking, clear, give, how_they_stand, sample_asking, voided
from tests.conftest import ROOT, Papers, needs, to_pdf
from tests.golden.test_lines import agreement, pages
from tests.withholding import PAPER as WITHHOLDING
from tests.withholding import withholding

PAPER_FILE = f"{SHORT_BREAKS}/paper.yaml"
WHOLE = "proper-officer"
NOW = datetime(2023, 11, 20, 9, tzinfo=ZoneInfo("Europe/London"))
BOUND = "The budget for short breaks is £2.400 million"
EDITS = [
    ("narrative that finance answers for", PAPER_FILE, BOUND, BOUND.replace("400", "500"), {"finance", WHOLE}),
    ("narrative elsewhere", PAPER_FILE, "The chief risks are these", "The main risks are these", {WHOLE}),
    ("a space between words", PAPER_FILE, "short breaks is £2.400", "shortbreaks is £2.400", {"finance", WHOLE}),
    ("a table's cell", PAPER_FILE, "| 540 | 551 |", "| 540 | 552 |", {"finance", WHOLE}),
    ("a cell moved", PAPER_FILE, "| 540 | 551 |", "| 551 | 540 |", {"finance", WHOLE}),
    ("a caption", PAPER_FILE, "Table: Highest cost of", "Table: The cost of", {"finance", WHOLE}),
    ("a table's cell in an appendix", PAPER_FILE, "about 330 children", "about 340 children", {"monitoring-officer", WHOLE}),
    ("emphasis", PAPER_FILE, "| **All** | | |", "| All | | |", {"monitoring-officer", WHOLE}),
    ("an appendix elsewhere", PAPER_FILE, "1 March 2024: last day", "2 March 2024: last day", {WHOLE}),
    ("the title", PAPER_FILE, "title: Commissioning short", "title: Buying short", {"legal", WHOLE}),
    ("the purpose", PAPER_FILE, "To seek approval", "To ask for approval", {"dpo", WHOLE}),
    ("the recommendation", PAPER_FILE, "no more than £7.345 million", "no more than £7.4 million", {"finance", WHOLE}),
    ("a note named there", PAPER_FILE, "regulations 3 to 5.", "regulations 3 to 6.", {"legal", "monitoring-officer", WHOLE}),
    ("an option", PAPER_FILE, "one further post", "two further posts", {"dpo", WHOLE}),
    ("another option", PAPER_FILE, "about £40,000 a year", "about £50,000 a year", {WHOLE}),
    ("where a reference leads", PAPER_FILE, "shown in {{ ref.cost }}, the matter", "shown in {{ ref.lots }}, the matter", {"finance", WHOLE}),
    ("the cover", PAPER_FILE, "forward_plan_ref: 2023/097", "forward_plan_ref: 2023/098", {WHOLE}),
    ("a source document", PAPER_FILE, "Short Breaks Services Statement 2023", "Short Breaks Statement 2023", {WHOLE}),
    ("where a link leads", PAPER_FILE, "short-breaks/equality", "short-breaks/eia", {WHOLE}),
    ("a paragraph before, which renumbers", PAPER_FILE, "    ## What the County Council must", "    It is one of many.\n\n    ## What the County Council must", {"legal", WHOLE}),
    ("a section before, which renumbers", PAPER_FILE, "further_sections:\n", "further_sections:\n  - id: new\n    heading: Before all others\n    text: It is one of many.\n", {WHOLE}),
    ("the order of sections", "council.yaml", "  - id: financial\n    heading: Financial implications\n    required: Yes\n  - id: legal\n    heading: Legal implications\n    required: Yes\n", "  - id: legal\n    heading: Legal implications\n    required: Yes\n  - id: financial\n    heading: Financial implications\n    required: Yes\n", {WHOLE}),
    ("a heading", "council.yaml", "heading: Legal implications", "heading: Implications in law", {"legal", WHOLE}),
    ("a waiver", PAPER_FILE, "key_decision: Yes\n", "key_decision: Yes\nwaivers:\n  - finding: HS120\n    reason: It is a quotation\n", {WHOLE}),
    ("a fact of the council's", "council.yaml", "area: Aldershire\n", "area: Alder\n", {"legal", "dpo", WHOLE}),
    ("lines broken elsewhere in the file", PAPER_FILE, "grants and\n    direct payments. If", "grants and direct\n    payments. If", set()),
    ("a comment", PAPER_FILE, "implications:\n", "# Reviewed.\nimplications:\n", set()),
    ("another paper", "2023-12-05-action-plan-progress/paper.yaml", "title: ", "title: The ", set()),
    ("the order of labels", "council.yaml", "[implications-financial, market, ", "[market, implications-financial, ", set()),
    ("what a role answers for", "council.yaml", "[implications-legal, background, ", "[implications-legal, reasons, ", {"legal"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def cleared(tmp_path_factory: pytest.TempPathFactory) -> Request:
    """A paper that everybody cleared."""
    request = asking(tmp_path_factory.mktemp("cleared"))
    give(request, SHORT_BREAKS)
    return request


@pytest.mark.parametrize(("file", "old", "new", "roles"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_an_edit_voids_what_it_is_about_and_nothing_else(
    cleared: Request, file: str, old: str, new: str, roles: set[str]
) -> None:
    edited = cleared.inputs / file
    before = edited.read_text("utf-8")
    assert before.count(old) >= 1
    try:
        edited.write_text(before.replace(old, new, 1), "utf-8")
        assert voided(cleared, SHORT_BREAKS) == roles
    finally:
        edited.write_text(before, "utf-8")
    assert voided(cleared, SHORT_BREAKS) == set()


DATA = [
    ("a grade behind a sentence", "evaluations.yaml", "grade: awaited", "grade: good", {"dpo"}),
    ("a day behind a sentence", "reviews.yaml", "died: June 2009", "died: May 2009", {"legal"}),
    ("a figure", "paper.yaml", "id: delayed-by-court\n    value: 2", "id: delayed-by-court\n    value: 3", {"dpo"}),
    ("a figure named elsewhere", "paper.yaml", "value: 6%", "value: 7%", set()),
    ("another inspectorate", "council.yaml", "short: OFSTED", "short: Ofsted", {"finance", "legal", "dpo", WHOLE}),
    ("a waiver", "paper.yaml", "figures:\n", "waivers:\n  - finding: HS101\n    reason: It is as published\nfigures:\n", {WHOLE}),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "roles"), [e[1:] for e in DATA], ids=[e[0] for e in DATA])
def test_a_datum_voids_what_its_sentences_stand_in(
    tmp_path: Path, file: str, old: str, new: str, roles: set[str]
) -> None:
    request = sample_asking(tmp_path)
    give(request, SAMPLE)
    assert voided(request, SAMPLE) == set()
    Papers(tmp_path).change(file, old, new)

    assert voided(request, SAMPLE) == roles


@pytest.mark.parametrize(
    ("old", "new", "roles"),
    [
        ("date_format: ordinal-date", "date_format: date", {"legal"}),
        ("heading_capitals: Yes", "heading_capitals: No", {"finance", "legal", "dpo"}),
        ("body: {size: 12pt", "body: {size: 11pt", set()),
        ("family: Arial", "family: Verdana", set()),
        ("after_paragraph: 12pt", "after_paragraph: 6pt", set()),
    ],
    ids=["a date's format", "capitals", "a size", "a font", "a length"],
)
def test_a_house_style_voids_where_it_changes_words_and_not_where_it_changes_looks(
    tmp_path: Path, old: str, new: str, roles: set[str]
) -> None:
    request = sample_asking(tmp_path)
    Papers(tmp_path).change("paper.yaml", "{{ sentence.submission }}", "{{ sentence.submission }} {{ meeting.date }}")
    give(request, SAMPLE)
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    style = templates / "styles" / "cambridgeshire-2010" / "style.yaml"
    text = style.read_text("utf-8")
    assert old in text
    style.write_text(text.replace(old, new, 1), "utf-8")

    assert voided(replace(request, templates=templates), SAMPLE) == roles


def test_what_is_withheld_is_cleared_too(tmp_path: Path) -> None:
    inputs = withholding(tmp_path)
    council = inputs / "council.yaml"
    asked = (
        "\nclearances:\n  - role: legal\n    answers_for: [prices]\n  - role: finance\n    answers_for: [timetable]\n"
    )
    council.write_text(council.read_text("utf-8") + asked, "utf-8")
    request = Request(inputs, tmp_path / "outputs")
    give(request, WITHHOLDING)
    paper = inputs / WITHHOLDING / "paper.yaml"
    paper.write_text(paper.read_text("utf-8").replace("£4,817", "£4,818"), "utf-8")

    assert voided(request, WITHHOLDING) == {"legal"}


def test_silence_never_counts(tmp_path: Path) -> None:
    request = asking(tmp_path)
    found = how_they_stand(request, SHORT_BREAKS)

    assert [each.role for each in found] == ["finance", "legal", "monitoring-officer", "dpo", "proper-officer"]
    assert not any(each.cleared or each.voided_by_edit or each.by or each.time for each in found)
    assert not request.outputs.exists()
    # Another paper's clearance, an earlier row that a later one replaces, and a row of another kind are silence, too.
    give(request, "2023-12-05-action-plan-progress")
    with ledger(request.outputs) as kept:
        kept.add("build", SHORT_BREAKS, time="", details={"role": "finance", "digest": ""})
    assert not any(each.cleared or each.voided_by_edit for each in how_they_stand(request, SHORT_BREAKS))
    give(request, SHORT_BREAKS)
    assert all(each.cleared for each in how_they_stand(request, SHORT_BREAKS))
    with ledger(request.outputs) as kept:
        kept.add("clearance", SHORT_BREAKS, time="", details={"role": "legal", "by": "Solicitor", "digest": "0" * 64})
    assert voided(request, SHORT_BREAKS) == {"legal"}


def test_a_paper_that_cannot_be_composed_has_no_clearance_that_stands(tmp_path: Path) -> None:
    request = asking(tmp_path)
    give(request, SHORT_BREAKS)
    paper = request.inputs / PAPER_FILE
    paper.write_text(paper.read_text("utf-8").replace("{{ council.area }}", "{{ council.aria }}"), "utf-8")

    assert not any(each.cleared for each in how_they_stand(request, SHORT_BREAKS))


def said(outcome: Outcome) -> dict[str, list[str]]:
    """What each page of the PDF, the header of each section in Word, and the page in HTML say in their margins or all."""
    files = {file.suffix: file for file in outcome.files}
    with pypdfium2.PdfDocument(files[".pdf"]) as pdf:
        sheets = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pdf]
    headers = [" ".join(line.text for line in part.header.paragraphs) for part in Docx(str(files[".docx"])).sections]
    page = html.document_fromstring(files[".html"].read_text("utf-8"))
    return {"pdf": sheets, "docx": headers, "html": [page.find("body").text_content()]}


def test_a_draft_is_marked_in_every_format_until_all_clearances_are_in(tmp_path: Path) -> None:
    request = asking(tmp_path, ASKED[: ASKED.index("  - role: monitoring")])
    folder = request.inputs / SHORT_BREAKS
    for line in ("DRAFT: not cleared by Finance, Legal", "DRAFT: not cleared by Legal"):
        outcome = build(folder, request)
        assert not outcome.unchanged
        assert all(text.count(line) == 1 for texts in said(outcome).values() for text in texts)
        assert build(folder, request).unchanged
        role = "finance" if "Finance" in line else "legal"
        assert clear(folder, request, role, "Head of Service", NOW).digest
    outcome = build(folder, request)

    assert not outcome.unchanged
    assert not any("DRAFT" in text for texts in said(outcome).values() for text in texts)
    assert not any(b"Head of Service" in file.read_bytes() for file in outcome.files)
    assert not any("Head of Service" in text for texts in said(outcome).values() for text in texts)
    Papers(tmp_path).change(PAPER_FILE, BOUND, BOUND.replace("400", "500"))
    assert "DRAFT: not cleared by Finance" in said(build(folder, request))["html"][0]


def test_a_members_draft_has_both_lines(tmp_path: Path) -> None:
    inputs = withholding(tmp_path)
    council = inputs / "council.yaml"
    council.write_text(council.read_text("utf-8") + ASKED, "utf-8")
    outcome = build(inputs / WITHHOLDING, Request(inputs, tmp_path / "outputs", audience="members"))

    for text in said(outcome)["docx"]:
        assert text.startswith("DRAFT: not cleared by Finance, Legal, Monitoring Officer, Data Protection Officer, ")
        assert "NOT FOR PUBLICATION" in text


@needs("soffice", "pdftotext")
def test_a_marked_draft_breaks_lines_and_pages_alike(tmp_path: Path) -> None:
    request = asking(tmp_path)
    files = {file.suffix: file for file in build(request.inputs / SHORT_BREAKS, request).files}
    lines, all_lines, same, all_pages = agreement(pages(files[".pdf"]), pages(to_pdf(files[".docx"], tmp_path)))

    assert (lines, same) == (all_lines, all_pages)


def test_a_label_that_the_council_does_not_have_is_an_error(tmp_path: Path) -> None:
    request = asking(tmp_path, ASKED.replace("implications-financial", "implications-finacial"))
    (finding,) = check_paper(request.inputs / SHORT_BREAKS, request)

    assert (finding.id, finding.hint) == ("VA104", "Did you mean implications-financial?")
    assert str(finding.place).split("/")[-1].startswith("council.yaml:")


@pytest.mark.parametrize(
    "asked",
    [
        "clearances: [finance]\n",
        "clearances:\n  - role: finance\n",
        "clearances:\n  - role: finance\n    answers_for: implications-legal\n",
        "clearances:\n  - role: finance\n    answers_for: []\n",
        "clearances:\n  - role: treasury\n    answers_for: [everything]\n",
        "clearances:\n  - role: legal\n    answers_for: [title]\n  - role: legal\n    answers_for: [purpose]\n",
    ],
)
def test_a_clearance_that_is_half_said_is_an_error(tmp_path: Path, asked: str) -> None:
    request = asking(tmp_path, "\n" + asked)

    assert build(request.inputs / SHORT_BREAKS, request).stopped


@pytest.mark.parametrize(
    "post", ["Felicity Schofield", "Mrs Green", "Cllr Head", "head.of.finance@aldershire.example", "", "  ", "Head\nof", "x" * 251]
)  # fmt: skip
def test_a_name_is_refused(tmp_path: Path, post: str) -> None:
    request = asking(tmp_path)
    names = "Mark Lane" if post == "Felicity Schofield" else post
    with pytest.raises(PipelineError) as caught:
        clear(request.inputs / SHORT_BREAKS, request, "legal", names, NOW)

    assert caught.value.code is ExitCode.USAGE
    assert not request.outputs.exists()


def test_clear_says_what_was_cleared(tmp_path: Path) -> None:
    asking(tmp_path, ASKED.replace("[lots, duty]", "[lots, nowhere, duty]"))
    papers = Papers(tmp_path)
    words = ("clear", SHORT_BREAKS, "--role", "monitoring-officer", "--by", "Mark Lane Office Manager")
    done = papers.run(*words, "--now", "2023-11-20T09:00")

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:4] == [
        f"{SHORT_BREAKS}: Monitoring Officer cleared by Mark Lane Office Manager",
        "  What each lot is to provide",
        "  Duty",
        "  nowhere: not in this paper; should it be written, the clearance is void",
    ]
    with ledger(papers.path / "outputs") as kept:
        (row,) = kept.rows(SHORT_BREAKS, "clearance")
    assert lines[4:] == [f"  digest {row.details['digest'][:16]}"]
    assert (row.time, row.meeting, row.edition) == ("2023-11-20T09:00:00+00:00", "cabinet-2023-12-05", 0)
    page = papers.path / "outputs" / "clearances" / f"{SHORT_BREAKS}.monitoring-officer" / "page.html"
    assert {**row.details, "digest": ""} == {
        "role": "monitoring-officer",
        "by": "Mark Lane Office Manager",
        "digest": "",
        "page": hashlib.sha256(page.read_bytes()).hexdigest(),
    }
    told = json.loads(papers.run(*words[:3], "proper-officer", *words[4:], "--json").stdout)
    assert (told["cleared"], told["not_in_this_paper"], len(told["digest"])) == (["The whole paper"], [], 64)


def test_clear_shows_nothing_of_what_is_withheld(tmp_path: Path) -> None:
    inputs = withholding(tmp_path)
    council = inputs / "council.yaml"
    asked = "\nclearances:\n  - role: legal\n    answers_for: [prices, background, child]\n"
    council.write_text(council.read_text("utf-8") + asked, "utf-8")
    papers = Papers(tmp_path)
    words = ("clear", WITHHOLDING, "--role", "legal", "--by", "Solicitor")
    done, told = papers.run(*words), json.loads(papers.run(*words, "--json").stdout)

    assert done.stdout.splitlines()[1:] == [f"  {NOT_PUBLIC}", "  Background", f"  {NOT_PUBLIC}"]
    assert (told["cleared"], told["digest"]) == ([NOT_PUBLIC, "Background", NOT_PUBLIC], None)
    assert stat.S_IMODE((tmp_path / "outputs" / "ledger.sqlite").stat().st_mode) == 0o600


def test_clear_refuses_what_it_must(tmp_path: Path) -> None:
    request = asking(tmp_path, ASKED[: ASKED.index("  - role: monitoring")])
    papers = Papers(tmp_path)
    ask = ("clear", SHORT_BREAKS, "--by", "Head of Service", "--role")
    unasked = papers.run(*ask, "dpo")
    assert (unasked.returncode, "asks: finance, legal." in unasked.stderr) == (ExitCode.USAGE, True)
    assert papers.run(*ask, "treasurer").returncode == ExitCode.USAGE
    assert papers.run("clear", "nothing", *ask[2:], "legal").returncode == ExitCode.FINDINGS
    with locked(request.outputs):
        assert papers.run(*ask, "legal").returncode == ExitCode.BUSY
    papers.change(PAPER_FILE, "{{ council.area }}", "{{ council.aria }}")
    wrong = papers.run(*ask, "legal")
    assert (wrong.returncode, "VA" in wrong.stderr, "not cleared" in wrong.stderr) == (ExitCode.FINDINGS, True, True)
    papers.change(PAPER_FILE, "key_decision: Yes", "key_decision: Perhaps")
    assert papers.run(*ask, "legal").returncode == ExitCode.FINDINGS
    with ledger(request.outputs, make=False) as kept:
        assert kept.rows() == []


def test_status_shows_where_papers_stand(tmp_path: Path) -> None:
    request = asking(tmp_path, ASKED[: ASKED.index("  - role: dpo")])
    papers = Papers(tmp_path)
    for role in ("finance", "legal"):
        clear(request.inputs / SHORT_BREAKS, request, role, "Head of Service", NOW)
    papers.change(PAPER_FILE, BOUND, BOUND.replace("400", "500"))
    ask = ("status", SHORT_BREAKS, "2023-12-05-action-plan-progress", "--now", "2023-11-21")
    done = papers.run(*ask)

    assert done.returncode == 0, done.stderr
    headings, first, second = done.stdout.splitlines()
    assert headings.split() == ["Paper", "Meeting", "Date", "Findings", "Clearances", "Next", "deadline", "Edition"]
    where = headings.index("Clearances")
    assert first[where:].startswith("Finance voided by an edit, Legal stands, Monitoring Officer missing  ")
    assert second[where:].startswith("Finance missing, Legal missing, Monitoring Officer missing  ")
    assert "Tue 5 Dec 2023" in first
    told = json.loads(papers.run(*ask, "--json").stdout)
    assert [each["paper"] for each in told] == [SHORT_BREAKS, "2023-12-05-action-plan-progress"]
    assert [each["cleared"] for each in told[0]["clearances"]] == [False, True, False]
    assert told[0]["clearances"][0]["voided_by_edit"]
    assert told[0]["findings"]["errors"] + told[0]["findings"]["notes"] >= 1
    assert told[0]["next_deadline"]["day"] >= "2023-11-21"


def test_status_shows_editions_cancelled_meetings_and_broken_papers(tmp_path: Path) -> None:
    request = asking(tmp_path, "")
    papers = Papers(tmp_path)
    with ledger(request.outputs) as kept:
        for kind, edition in (("withdrawal", 1), ("publication", 1), ("publication", 2), ("withdrawal", 1)):
            kept.add(kind, SHORT_BREAKS, time="", edition=edition, details={})
    ask = ("status", SHORT_BREAKS, "--now", "2023-11-21", "--json")
    (told,) = json.loads(papers.run(*ask).stdout)
    assert (told["edition"], told["clearances"]) == ("2", [])
    with ledger(request.outputs) as kept:
        kept.add("withdrawal", SHORT_BREAKS, time="", edition=2, details={})
    papers.change("meetings.yaml", "- id: cabinet-2023-12-05\n", "- id: cabinet-2023-12-05\n  cancelled: Yes\n")
    (told,) = json.loads(papers.run(*ask).stdout)
    assert (told["edition"], told["cancelled"], told["next_deadline"]) == ("2 (withdrawn)", True, None)
    line = papers.run(*ask[:-1]).stdout.splitlines()[1]
    assert line.endswith("none asked for  meeting cancelled  2 (withdrawn)")
    papers.change(PAPER_FILE, "key_decision: Yes", "key_decision: Perhaps")
    broken = papers.run(*ask[:-1])
    assert broken.returncode == 0
    assert broken.stdout.splitlines()[1].split()[1:] == ["-", "-", "1", "error", "-", "-", "2", "(withdrawn)"]
    (told,) = json.loads(papers.run(*ask).stdout)
    assert (told["meeting"], told["date"], told["findings"]["errors"]) == (None, None, 1)
