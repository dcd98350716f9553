"""One paper, two copies: what each holds, how it is marked and numbered, and who may read it."""

import re
import stat
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document as Docx
from lxml import etree, html

from pipeline.build import Outcome, build
from pipeline.check import check_paper
from pipeline.load import Request
from pipeline.models.withholding import Audience
from tests.canaries import load, save
from tests.conftest import Papers
from tests.samples import STYLES, copy_aldershire
from tests.withholding import NAME, PAPER, withholding

WORDING = "information relating to the financial or business affairs of any particular person"
COURT = "information the disclosure of which to the public is prohibited by the order of a court"


def copy(inputs: Path, audience: Audience, style: str | None = None) -> Outcome:
    outputs = inputs.parent / f"outputs-{style}"
    outcome = build(inputs / PAPER, Request(inputs, outputs, style=style, audience=audience))
    assert not outcome.stopped, outcome.findings
    return outcome


def file(outcome: Outcome, ending: str) -> Path:
    return next(each for each in outcome.files if each.suffix == f".{ending}")


def page(outcome: Outcome) -> str:
    tree = html.document_fromstring(file(outcome, "html").read_text("utf-8"))
    return " ".join(tree.find("body").text_content().split())


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return withholding(tmp_path_factory.mktemp("audiences"))


@pytest.fixture(scope="module")
def public(inputs: Path) -> Outcome:
    return copy(inputs, "public")


@pytest.fixture(scope="module")
def members(inputs: Path) -> Outcome:
    return copy(inputs, "members")


def test_the_public_copy_has_the_statutory_words_in_place(public: Outcome) -> None:
    said = page(public)

    assert NAME not in said
    assert "4,817" not in said
    assert "Appendix A Exempt information" in said
    assert (
        f"Not for publication: exempt information under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972 ({WORDING}"
        in said
    )
    assert (
        "the public interest in maintaining the exemption outweighs the public interest in disclosing the information"
        in said
    )
    assert f"confidential information, which is {COURT}" in said
    assert "The prices are" not in said
    assert "Family Court" not in said


def test_the_members_copy_has_everything_and_why(members: Outcome) -> None:
    said = page(members)

    assert f"Prices of {NAME} House" in said
    assert "£4,817" in said
    assert f"{NAME} tells. (not for publication: confidential)" in said
    assert "Reason: The prices are the provider's own." in said
    assert "Public interest: Providers would not bid if their prices were told." in said
    assert "Order of the Family Court of 3 May 2023." in said


@pytest.mark.parametrize("style", STYLES)
def test_every_page_of_the_members_copy_is_marked(style: str, inputs: Path) -> None:
    outcome = copy(inputs, "members", style)
    with pypdfium2.PdfDocument(file(outcome, "pdf")) as pdf:
        pages = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pdf]

    assert len(pages) > 5
    for text in pages:
        assert text.count("NOT FOR PUBLICATION Confidential information") == 1
        assert WORDING in text
        assert COURT in text
    assert page(outcome).startswith("NOT FOR PUBLICATION")
    for section in Docx(str(file(outcome, "docx"))).sections:
        header = " ".join(paragraph.text for paragraph in section.header.paragraphs)
        assert header.startswith("NOT FOR PUBLICATION")
        assert WORDING in header
        assert COURT in header


def test_the_public_copy_bears_no_marking(public: Outcome) -> None:
    assert "NOT FOR PUBLICATION" not in page(public)
    for section in Docx(str(file(public, "docx"))).sections:
        assert not "".join(paragraph.text for paragraph in section.header.paragraphs)


def test_nobody_else_may_read_the_members_copy(members: Outcome) -> None:
    folder = members.files[0].parent

    assert folder.parent.name == "members"
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder.parent, folder)} == {0o700}
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    assert all(each.stem.endswith("-members") for each in folder.iterdir() if each.suffix != ".json")


def numbers(outcome: Outcome) -> dict[str, str]:
    """Each heading's and paragraph's number by its first words."""
    main = html.document_fromstring(file(outcome, "html").read_text("utf-8")).find(".//main")
    found = {}
    for part in main.iter("h2", "h3", "p"):
        mark = part.find("span[@class='number']")
        words = " ".join(part.text_content().split())
        found[words.removeprefix((mark.text_content().strip() + " ") if mark is not None else "")[:40]] = (
            mark.text_content().strip() if mark is not None else ""
        )
    return found


def test_numbers_are_kept_where_the_council_keeps_them(public: Outcome, members: Outcome) -> None:
    shared = numbers(public).keys() & numbers(members).keys()

    assert len(shared) > 40
    assert {words: numbers(public)[words] for words in shared} == {words: numbers(members)[words] for words in shared}
    assert numbers(public)["Timetable"] == "Appendix C"


def test_numbers_close_up_where_the_council_wants_it(tmp_path: Path, public: Outcome) -> None:
    inputs = withholding(tmp_path, close_up=True)
    closed = copy(inputs, "public")
    without = copy(withholding(tmp_path / "none", appendix=False), "public")

    assert numbers(closed)["Timetable"] == "Appendix B"
    assert numbers(closed)["Exempt information"] == ""
    assert numbers(closed)["Not for publication: confidential inform"] == ""
    assert numbers(closed)["The other did not."] != numbers(public)["The other did not."]
    assert "is set out in information that is not for publication" in page(closed)
    assert "What each lot is to provide is set out in Appendix A" in page(closed)
    assert numbers(without)["Timetable"] == "Appendix B"
    with pypdfium2.PdfDocument(file(closed, "pdf")) as pdf:
        assert len(pdf) == len(pypdfium2.PdfDocument(file(public, "pdf")))


def test_references_to_what_is_withheld_still_say_where_it_was(public: Outcome) -> None:
    tree = html.document_fromstring(file(public, "html").read_text("utf-8"))
    anchors = {link.get("href") for link in tree.iter("a") if link.get("class") == "ref"}

    assert "What the homes charge is set out in Appendix A." in page(public)
    assert {anchor.removeprefix("#") for anchor in anchors} <= {
        each.get("id") for each in tree.iter() if each.get("id")
    }


def test_a_reference_into_what_is_withheld_stops_the_paper(tmp_path: Path) -> None:
    copied = withholding(tmp_path)
    paper = copied / PAPER / "paper.yaml"
    text = paper.read_text("utf-8").replace("under a new contract.", "under a new contract. {#deep}")
    paper.write_text(text.replace("{{ ref.prices }}", "{{ ref.deep }}"), "utf-8")
    found = [finding for finding in check_paper(copied / PAPER, Request(copied)) if finding.id == "VA208"]

    assert [finding.at for finding in found] == [("paper", "sections", "reasons")]


@pytest.mark.parametrize(
    ("date", "paragraph", "found"),
    [
        ("5 December 2023", "7", ""),
        ("5 December 2023", "8", "VA207"),
        ("5 December 2023", "0", "VA207"),
        ("6 December 2005", "8", ""),
    ],
)
def test_the_schedule_is_that_of_the_day(date: str, paragraph: str, found: str, tmp_path: Path) -> None:
    copied = withholding(tmp_path)
    meetings = copied / "meetings.yaml"
    text = meetings.read_text("utf-8")
    meetings.write_text(
        re.sub(r"(id: cabinet-2023-12-05\b(?:.*\n)+?.*date: ).*", rf"\g<1>{date}", text, count=1), "utf-8"
    )
    paper = copied / PAPER / "paper.yaml"
    paper.write_text(paper.read_text("utf-8").replace("paragraph: '3'", f"paragraph: '{paragraph}'"), "utf-8")
    ids = [finding.id for finding in check_paper(copied / PAPER, Request(copied))]

    assert ("VA207" if "VA207" in ids else "") == found


def test_what_is_withheld_and_is_not_there_stops_the_paper(tmp_path: Path) -> None:
    copied = withholding(tmp_path)
    paper = copied / PAPER / "paper.yaml"
    paper.write_text(paper.read_text("utf-8").replace("part: child", "part: chidl"), "utf-8")
    done = Papers(tmp_path).run("build", PAPER)

    assert done.returncode == 1
    assert "error[VA207]" in done.stderr
    assert not (tmp_path / "outputs" / "drafts").exists()


def test_actions_withheld_are_counted_at_the_end(tmp_path: Path) -> None:
    inputs = copy_aldershire(tmp_path)
    actions = inputs / "actions.yaml"
    lines = actions.read_text("utf-8")
    first, second = re.findall(r"(?m)^  - id: (\S+)$", lines)[:2]
    mark = "    exempt: {paragraph: 2, reason: It names a family., public_interest: Nobody gains.}\n"
    for name in (first, second):
        lines = lines.replace(f"  - id: {name}\n", f"  - id: {name}\n{mark}", 1)
    actions.write_text(lines, "utf-8")
    folder = inputs / "2023-12-05-action-plan-progress"
    outcome = build(folder, Request(inputs, tmp_path / "outputs"))
    said = page(outcome)

    assert not outcome.stopped, outcome.findings
    assert "Two actions are left out of this copy: exempt information under paragraph 2" in said
    rows = etree.tostring(html.document_fromstring(file(outcome, "html").read_text("utf-8")), encoding="unicode")
    assert f">{first}<" not in rows


def changed(folder: Path, change: dict[str, Any], paper: str = PAPER) -> Path:
    """The fictional council's inputs with fields of a paper changed."""
    inputs = copy_aldershire(folder)
    data = load(inputs / paper / "paper.yaml")
    save(
        inputs / paper / "paper.yaml",
        {**data, **change, "sections": {**data["sections"], **change.get("sections", {})}},
    )
    return inputs


EXEMPT = {"paragraph": "3", "reason": "It is theirs.", "public_interest": "Bids would be higher."}


@pytest.mark.parametrize("written", [{}, {"options": "Here they are."}])
def test_a_section_that_is_withheld_holds_nothing_else(written: dict[str, str], tmp_path: Path) -> None:
    inputs = changed(tmp_path, {"sections": written, "withheld": [{"part": "options", "exempt": EXEMPT}]})
    data = load(inputs / PAPER / "paper.yaml")
    data["sections"]["consultation"] = "There was some."
    data["sections"]["reasons"] = "It is the best."  # it refers to an option, which would stop the paper
    data["sections"]["background"] = "A duty there is. {#duty}"
    data["implications"]["financial"] = "There is money. {#cost}"
    data["further_sections"] = []
    data["appendices"] = []
    save(inputs / PAPER / "paper.yaml", data)
    said = page(copy(inputs, "public"))

    assert "Options considered Not for publication" in re.sub(r" [\d.]+(?= )", "", said)
    assert "contracts in four lots (recommended)" not in said
    assert "direct payments, or places would be bought" not in said
    assert "direct payments, or places would be bought" in page(copy(inputs, "members"))


def test_tables_and_charts_of_a_section_that_is_withheld_are_not_printed(tmp_path: Path) -> None:
    progress = "2023-12-05-action-plan-progress"
    inputs = changed(tmp_path, {"withheld": [{"part": "progress", "exempt": EXEMPT}]}, progress)
    outcome = build(inputs / progress, Request(inputs, tmp_path / "outputs"))
    assert not outcome.stopped, outcome.findings
    text = file(outcome, "html").read_text("utf-8")

    assert "Actions by review and agency" not in text
    assert "<svg" not in text
    assert "Overdue actions" in text


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two\n\n{#here}",
        "- one {#here}\n- two",
        "Some {#here} words.",
        "- one\n\n  Table: T\n\n  | A {#here} | B |\n  |---|---|\n  | 1 | 2 |",
        "One. {#here}\n\n- two {#here}",
    ],
)
def test_a_label_that_withholds_nothing_stops_the_paper(text: str, tmp_path: Path) -> None:
    inputs = changed(tmp_path, {"sections": {"next-steps": text}, "withheld": [{"part": "here", "exempt": EXEMPT}]})

    assert "VA207" in {finding.id for finding in check_paper(inputs / PAPER, Request(inputs))}


def test_what_only_the_members_copy_gives_is_not_told(tmp_path: Path) -> None:
    """An exempt action that says the same as an open one, and a count that is right for the public: no message names or counts it."""
    progress = "2023-12-05-action-plan-progress"
    inputs = copy_aldershire(tmp_path)
    actions = load(inputs / "actions.yaml")
    twin = {**actions["actions"][0], "id": "zq-1", "exempt": EXEMPT}
    agency = twin["agency"]
    count = sum(each["agency"] == agency for each in actions["actions"])
    save(inputs / "actions.yaml", {**actions, "actions": [twin, *actions["actions"]]})
    data = load(inputs / progress / "paper.yaml")
    data["sections"]["background"] = f"{agency} has {count} actions."
    save(inputs / progress / "paper.yaml", data)
    found = check_paper(inputs / progress, Request(inputs))
    told = " ".join(finding.message + finding.hint for finding in found)

    assert any("not for publication" in finding.message for finding in found)
    assert "zq-1" not in told
    assert f"give {count + 1}" not in told
