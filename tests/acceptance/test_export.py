"""An export tells what the plain data say, to the last count: in the report, the index, the CSV files, the workbook, the manifest."""

import hashlib
import re
import subprocess
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest
from lxml import html

from pipeline.build import build
from pipeline.export import Asked
from pipeline.export.gather import gather
from pipeline.load import Request
from pipeline.models.dates import parse_date
from tests.canaries import load, save
from tests.conftest import ROOT, SAMPLE, needs
from tests.exports import (
    Bundle,
    Row,
    aldershire_2010,
    aldershire_2023,
    day_of,
    made,
    members,
    paper_names,
    plain,
    sample_2010,
    standing,
)
from tests.reading import pdf_text
from tests.samples import ALDERSHIRE, copy_aldershire

HANDLING = "OFFICIAL-SENSITIVE: for the inspectorate only. Not for publication."
PAPER_2010 = "2010-11-09-evaluation-of-serious-case-reviews"


def case(bundle: Bundle, folder: Path, day: date) -> tuple[Bundle, list[Row], list[Row], list[Row], date]:
    evaluations = folder / "evaluations.yaml"
    return (
        bundle,
        plain(folder / "reviews.yaml"),
        plain(evaluations) if evaluations.exists() else [],
        plain(folder / "actions.yaml")["actions"],
        day,
    )


CASES = {
    "2010": lambda: case(sample_2010(), ROOT / "inputs" / SAMPLE, date(2010, 9, 7)),
    "aldershire 2010": lambda: case(aldershire_2010(), ALDERSHIRE / PAPER_2010, date(2010, 11, 9)),
    "aldershire 2023": lambda: case(aldershire_2023(), ALDERSHIRE, date(2023, 11, 21)),
}


@pytest.mark.parametrize("which", CASES)
def test_every_count_is_that_of_the_plain_data(which: str) -> None:
    bundle, reviews, evaluations, actions, _ = CASES[which]()
    expected = {
        "reviews": len(reviews),
        "children": sum(len(review["children"]) for review in reviews),
        "evaluations": len(evaluations),
        "judgements": sum(len(each.get("components") or []) for each in evaluations),
        "actions": len(actions),
        "action_updates": sum(len(action.get("updates") or []) for action in actions),
    }
    tables = {name: bundle.table(name) for name in [*expected, "evidence"]}
    expected["evidence"] = len(tables["evidence"])
    book = openpyxl.load_workbook(BytesIO(bundle.read("data/data.xlsx")))
    page = html.fromstring(bundle.read("index.html"))
    told = [
        [cell.text_content() for cell in row]
        for row in page.xpath("//table[caption='Rows of each table of data']/tbody/tr")
    ]

    assert bundle.manifest["counts"] == expected
    assert {name: len(rows) for name, rows in tables.items()} == expected
    assert [sheet.max_row - 1 for sheet in book.worksheets[1:]] == list(expected.values())
    assert [int(count) for _, count in told] == list(expected.values())
    assert bundle.manifest["reviews"] == [review["id"] for review in reviews]


@pytest.mark.parametrize("which", CASES)
def test_every_action_stands_as_the_plain_data_have_it(which: str) -> None:
    bundle, _, _, actions, day = CASES[which]()
    rows = {row["action"]: row for row in bundle.table("actions")}
    expected = {action["id"]: standing(action, day) or ("not in the plan yet", None) for action in actions}

    assert {name: (row["state"], row["due"]) for name, row in rows.items()} == expected


@needs("pdftotext")
@pytest.mark.parametrize("which", CASES)
def test_the_report_counts_what_the_plain_data_hold(which: str) -> None:
    bundle, reviews, evaluations, actions, day = CASES[which]()
    states = Counter(found[0] for action in actions if (found := standing(action, day)))
    text = " ".join(pdf_text(bundle.folder / "report" / "evidence-report.pdf").split())
    table = text[text.index("Actions by state") :]

    for state in ("Complete and evidenced", "Complete", "On track", "Not started", "At risk", "Overdue", "Superseded"):
        found = re.search(rf"{state} (?:Blue|Green|Amber|Red|None) (\d+) ", table)
        assert found, state
        assert int(found[1]) == states[state.lower()], state
    assert f"All {sum(states.values())} " in table
    assert number(len(reviews)) in text[: text.index("which tell")]
    for grade in ("good", "adequate", "inadequate"):
        judged = sum(each["grade"] == grade for each in evaluations)
        assert bool(re.search(rf"judged {grade}\b", text)) is bool(judged)


def number(count: int) -> str:
    return ["none", "one", "two", "three", "four", "five", "six"][count]


def test_the_sentences_on_evaluations_are_right() -> None:
    page = report_words(sample_2010())

    assert "All four reviews were submitted to OFSTED for evaluation." in page
    assert "Three reports were judged adequate and the evaluation of one is awaited." in page
    assert "From the first death to submission it took between six and 36 months." in page
    assert "All four of its actions are complete." in page
    page = report_words(aldershire_2010())
    assert "Both reviews were submitted to Ofsted for evaluation." in page
    assert "One report was judged good and one was judged adequate." in page
    assert "From submission to the letter of evaluation it took three months." in page


def report_words(bundle: Bundle) -> str:
    document = python_docx.Document(BytesIO(bundle.read("report/evidence-report.docx")))
    return " ".join(" ".join(paragraph.text for paragraph in document.paragraphs).split())


def test_months_are_those_of_the_plain_dates() -> None:
    bundle, reviews, evaluations, _, _ = CASES["aldershire 2010"]()
    deaths = {
        review["id"]: min(day_of(child["died"]) or date.max for child in review["children"]) for review in reviews
    }
    document = python_docx.Document(BytesIO(bundle.read("report/evidence-report.docx")))
    rows = next(
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in document.tables
        if table.rows[0].cells[2].text == "Submitted"
    )[1:]

    assert len(rows) == len(evaluations) == 2
    for row, each in zip(rows, evaluations, strict=True):
        submitted, received = (day_of(each[name]) or date.max for name in ("submitted", "received"))
        assert int(row[3]) == months(deaths[each["review"]], submitted)
        assert int(row[5]) == months(submitted, received)


def months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


@pytest.mark.parametrize("which", CASES)
def test_the_papers_are_byte_for_byte_those_that_build_makes(which: str, tmp_path: Path) -> None:
    bundle = CASES[which]()[0]
    name = bundle.manifest["papers"][-1]
    root = ROOT / "inputs" if which == "2010" else ALDERSHIRE
    outcome = build(root / name, Request(root, tmp_path))
    files = {
        file.name: file.read_bytes() for file in outcome.files if file.suffix in {".docx", ".pdf", ".html", ".xlsx"}
    }

    assert len(files) >= 3
    assert {Path(path).name: bundle.read(path) for path in bundle.names if path.startswith(f"papers/{name}/")} == files


def test_the_papers_concerned_are_those_of_the_period_that_tell_of_the_reviews() -> None:
    assert sample_2010().manifest["papers"] == [SAMPLE]
    assert paper_names(ALDERSHIRE, "2008", "2010-11-09") == [PAPER_2010]
    progress = [f"2023-{day}-action-plan-progress" for day in ("02-07", "05-02", "09-05", "12-05")]
    assert paper_names(ALDERSHIRE, "2015", "2023-12-05") == progress
    assert paper_names(ALDERSHIRE, "2015", "2023-09-04") == progress[:2]
    assert paper_names(ALDERSHIRE, "2015", "2022") == []


@needs("pdftotext")
@pytest.mark.parametrize("which", CASES)
def test_handling_is_marked_on_every_page(which: str) -> None:
    bundle = CASES[which]()[0]
    pdf = bundle.folder / "report" / "evidence-report.pdf"
    pages = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout.split(
        "\f"
    )[:-1]
    document = python_docx.Document(BytesIO(bundle.read("report/evidence-report.docx")))
    headers = [" ".join(p.text for p in section.header.paragraphs) for section in document.sections]
    book = openpyxl.load_workbook(BytesIO(bundle.read("data/data.xlsx")))
    page = html.fromstring(bundle.read("index.html"))

    assert len(pages) > 2
    assert [number for number, text in enumerate(pages, 1) if HANDLING not in text] == []
    assert [text for text in headers if HANDLING not in text] == []
    assert [sheet.title for sheet in book.worksheets if HANDLING not in (sheet.oddHeader.left.text or "")] == []
    assert book.worksheets[0]["A1"].value == HANDLING
    assert page.xpath("string(//header/p[1])") == HANDLING
    assert bundle.manifest["handling"] == HANDLING


@pytest.mark.parametrize("which", CASES)
def test_the_manifest_lists_every_member_with_its_digest(which: str) -> None:
    bundle = CASES[which]()[0]
    listed = {each["path"]: (each["sha256"], each["bytes"]) for each in bundle.manifest["members"]}
    there = {name: bundle.read(name) for name in bundle.names if name not in {"manifest.json", "SHA256SUMS"}}

    assert listed == {name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in there.items()}
    assert {each["role"] for each in bundle.manifest["members"]} == {
        "index",
        "report",
        "paper",
        "data",
        "data description",
    }
    assert bundle.manifest["libraries"]["weasyprint"]
    assert len(bundle.manifest["inputs"]) >= 3
    assert all(each["role"] for each in bundle.manifest["members"])


@needs("sha256sum")
def test_the_sums_check_without_anything_of_ours() -> None:
    bundle = sample_2010()
    command = ["sha256sum", "-c", "SHA256SUMS"]
    done = subprocess.run(command, cwd=bundle.folder, capture_output=True, text=True, check=True)

    assert done.stdout.count(": OK") == len(bundle.names) - 1


def test_the_index_names_every_file_and_how_to_check() -> None:
    bundle = aldershire_2023()
    page = html.fromstring(bundle.read("index.html"))
    links = set(page.xpath("//table//a/@href"))

    assert links == {name for name in bundle.names if name not in {"index.html", "manifest.json", "SHA256SUMS"}}
    text = page.text_content()
    for words in ("sha256sum -c SHA256SUMS", "cabinet-papers verify", "21 November 2023", "2015 to 7 February 2023"):
        assert words in text


def test_the_index_of_evidence_says_where_papers_are_and_what_is_never_held() -> None:
    rows = aldershire_2023().table("evidence")
    papers = [row for row in rows if row["kind"] == "paper"]

    assert len(papers) == 1
    assert all(row["kept_at"].startswith("This bundle: papers/") and row["until"] for row in papers)
    assert [row["document"] for row in rows if row["child_level"]] == ["Annex A child-level lists"]
    assert len({(row["document"], row["kept_at"], row["kind"]) for row in rows}) == len(rows)
    until = {row["document"]: row["until"] for row in sample_2010().table("evidence")}
    assert next(day for title, day in until.items() if "EVALUATION" in title) == "2016-09-06"


def test_retention_is_to_the_day_of_the_law() -> None:
    rows = [row for row in aldershire_2023().table("evidence") if row["kind"] == "paper"]

    assert (rows[0]["until"], rows[0]["authority"]) == ("2029-02-06", "SI 2012/2089 reg 21(6)")


def test_each_profile_is_right_for_its_time_and_can_be_chosen() -> None:
    assert sample_2010().manifest["profile"] == "serious-case-reviews"
    assert aldershire_2023().manifest["profile"] == "lcspr"
    other = made(ALDERSHIRE, "2015", "2016", "--profile", "serious-case-reviews")
    assert other.manifest["what"].startswith("Serious case reviews")


def test_a_bundle_of_no_review_says_so() -> None:
    bundle = made(ALDERSHIRE, "1995", "1996")
    page = report_words(bundle)

    assert "There are no Serious Case Reviews in the period." in page
    assert "No action is recorded." in page
    assert bundle.manifest["counts"]["reviews"] == 0
    assert bundle.table("reviews") == []
    assert members(bundle.names, ".xlsx") == ["data/data.xlsx"]


def test_learning_is_told_with_the_facts_of_its_own_paper() -> None:
    """Child F's learning says "the most recent review": without the others, and with later ones, it is still that of Child F."""
    bundle = made(ROOT / "inputs", "2006", "2010", "--review", "baby-a", "--review", "child-f", "--as-at", "2010-09-07")
    learning = {row["review"]: row["learning"] for row in bundle.table("reviews")}

    assert set(learning) == {"baby-a", "child-f"}
    assert "most recent Serious Case Review of Child F" in learning["child-f"]
    assert learning["child-f"] == {row["review"]: row["learning"] for row in sample_2010().table("reviews")}["child-f"]


def test_long_tables_stand_in_the_data_alone_and_the_report_says_where(tmp_path: Path) -> None:
    """The council's profile says how many rows are too many for an appendix; more than that are too many here."""
    inputs = copy_aldershire(tmp_path / "copy")
    council = inputs / "council.yaml"
    council.write_text(council.read_text("utf-8") + "most_appendix_rows: 4\n", "utf-8")
    bundle = made(inputs, "2015", "2022", "--as-at", "2023-11-21", out=tmp_path)
    page = report_words(bundle)

    for sentence in (
        "The register would take 6 lines here, and so stands in the data only: in the sheet Reviews of data.xlsx.",
        "What was learnt would take 12 lines here, and so stands in the data only: in the sheet Reviews of data.xlsx.",
        "The table by review and agency would take 28 lines here",
    ):
        assert sentence in page
    assert re.search(r"The list of what has moved would take \d+ lines here", page)
    sheets = openpyxl.load_workbook(BytesIO(bundle.read("data/data.xlsx"))).sheetnames
    assert set(re.findall(r"in the sheet ([\w ]+) of data\.xlsx", page)) <= set(sheets)
    assert "Child H lived with both her parents" not in page
    assert "Child H lived with both her parents" in bundle.read("data/reviews.csv").decode()


def test_what_one_paper_withholds_is_in_no_data_though_another_tells_of_it(tmp_path: Path) -> None:
    inputs = copy_aldershire(tmp_path)
    mark = {"paragraph": "2", "reason": "It names a family", "public_interest": "Nobody gains"}
    shared = load(inputs / "reviews.yaml")
    own = inputs / "2023-02-07-action-plan-progress" / "reviews.yaml"
    save(own, [{**shared[0], "exempt": mark}, *shared[1:]])
    day = parse_date("31 December 2023")
    found = gather(Asked(parse_date("2009"), day, day, "Inspection"), Request(inputs), str)
    name = shared[0]["id"]

    assert name not in {each.id for each in found.reviews}
    assert name not in {each.review for each in (*found.evaluations, *found.actions)}
    assert len(found.reviews) == len(shared) - 1 + 2  # the other paper's own two
    assert [each.id for each in found.findings].count("EX104") == 1
    assert name not in str(found.findings)
