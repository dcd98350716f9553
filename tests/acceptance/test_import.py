"""Existing papers imported: ours come back word for word, others with a list of what was not understood."""

import re
import shutil
import stat
import struct
import subprocess
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from pipeline.build import build
from pipeline.document import BLOCKS, Document, flat, holds_blocks
from pipeline.errors import ExitCode, PipelineError
from pipeline.existing import ASKED, Imported, import_paper
from pipeline.limits import Limits
from pipeline.load import Draft, Request, load
from pipeline.models.inputs import Inputs
from pipeline.read import read_yaml
from pipeline.write.docx import write
from tests.conftest import ROOT, SAMPLE, SOURCE, Papers, needs
from tests.golden.test_2010_paper import differences
from tests.reading import html_text
from tests.samples import ALDERSHIRE, EVERY, PAPERS, name
from tests.withholding import NAME, withholding
from tests.withholding import PAPER as WITHHOLDING

OWN = {paper: "cambridgeshire-2010" if paper.name == SAMPLE else "accessible" for paper in PAPERS}
"""Each sample with its own council's style, which prints every field."""

UNPRINTED = """
  member:
    portfolio: Cabinet Member
    email: member@example.org
    tel: 01632 960000
"""
"""For the style whose cover has no member: the import leaves the member empty, and a build needs one."""


def draft(folder: Path, style: str | None = None) -> Draft:
    return load(folder, Request(folder.parent, style=style))


def composed(folder: Path, style: str | None = None) -> Document:
    """The paper's document; anything that stops it is a failure."""
    found = draft(folder, style)
    assert found.inputs, found.findings
    assert found.composer
    document, findings = found.composer.compose(found.inputs)
    assert document, findings
    return document


@cache
def word_file(paper: Path, style: str) -> Path:
    """The Word file of a sample, as its writer makes it."""
    made = draft(paper, style)
    assert made.composer
    file = Path(mkdtemp(prefix="samples-")) / "paper.docx"
    write(composed(paper, style), made.composer.style, made.composer.templates, file, Limits())
    return file


def council(paper: Path, folder: Path) -> Path:
    """Copy a council's files into a folder."""
    folder.mkdir()
    for each in ("council.yaml", "meetings.yaml"):
        shutil.copy(paper.parent / each, folder / each)
    return folder


def fill_member(paper: Path) -> None:
    text = paper.read_text("utf-8")
    filled = re.sub(r"\n  member:\n(    .*\n)+", UNPRINTED, text)
    paper.write_text(filled, "utf-8")


def inputs_of(folder: Path) -> Inputs:
    found = draft(folder).inputs
    assert found
    return found


def shape(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every block with its kind and its words; emphasis; and where links lead outside the paper."""
    for element in document.main.iter(*BLOCKS, "strong", "em", "a"):
        if element.tag == "a" and not str(element.get("href")).startswith("#"):
            yield "a", str(element.get("href"))
        elif element.tag in {"strong", "em"}:
            yield element.tag, flat(element)
        elif element.tag in BLOCKS and not holds_blocks(element):
            yield "cell" if element.tag in {"td", "th"} else element.tag, flat(element)


@pytest.mark.parametrize(("paper", "style"), EVERY, ids=name)
def test_a_sample_comes_back_word_for_word(paper: Path, style: str, tmp_path: Path) -> None:
    folder = council(paper, tmp_path / "inputs") / "imported"
    imported = import_paper(word_file(paper, style), folder)
    if style == "brighton-and-hove":
        fill_member(folder / "paper.yaml")

    original, again = composed(paper, style), composed(folder, style)

    assert again.words() == original.words()
    assert list(shape(again)) == list(shape(original))
    assert [part.get("class") for part in again.main.iter("section")] == [
        part.get("class") for part in original.main.iter("section")
    ]
    assert imported.files == [folder / "paper.yaml"]


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_a_samples_fields_come_back(paper: Path, tmp_path: Path) -> None:
    folder = council(paper, tmp_path / "inputs") / "imported"
    import_paper(word_file(paper, OWN[paper]), folder)

    found, expected = inputs_of(folder), inputs_of(paper)

    for field in ("contacts", "author", "key_decision", "electoral_divisions", "forward_plan_ref", "agenda_item"):
        assert getattr(found.paper, field) == getattr(expected.paper, field)
    assert found.meeting == expected.meeting
    assert [each.location for each in found.paper.source_documents] == [
        each.location for each in expected.paper.source_documents
    ]
    assert len(found.paper.appendices) >= len(expected.paper.appendices)
    assert len(found.paper.notes) == len(expected.paper.notes)


def test_options_and_implications_come_back_as_such(tmp_path: Path) -> None:
    paper = ALDERSHIRE / "2023-12-05-short-breaks"
    folder = council(paper, tmp_path / "inputs") / "imported"
    import_paper(word_file(paper, "accessible"), folder)

    found, expected = inputs_of(folder).paper, inputs_of(paper).paper

    assert list(found.sections) == list(expected.sections)
    assert [(each.title, each.recommended) for each in found.options] == [
        (each.title, each.recommended) for each in expected.options
    ]
    assert list(found.implications) == list(expected.implications)
    assert [(each.title, each.landscape) for each in found.appendices] == [
        (each.title, each.landscape) for each in expected.appendices
    ]


@pytest.mark.parametrize("paper", [PAPERS[0], ALDERSHIRE / "2023-12-05-short-breaks"], ids=name)
def test_a_build_of_the_import_gives_the_same_page(paper: Path, tmp_path: Path) -> None:
    folder = council(paper, tmp_path / "inputs") / "imported"
    import_paper(word_file(paper, OWN[paper]), folder)
    pages = []
    for each in (paper, folder):
        outcome = build(each, Request(each.parent, tmp_path / "outputs", style=OWN[paper]))
        pages.append(html_text(next(file for file in outcome.files if file.suffix == ".html")))

    assert pages[1] == pages[0]


def test_charts_are_said_to_be_left_out(tmp_path: Path) -> None:
    paper = ALDERSHIRE / "2023-12-05-action-plan-progress"
    imported = import_paper(word_file(paper, "accessible"), council(paper, tmp_path / "inputs") / "imported")

    pictures = [said for said in imported.left_out if not said.startswith("Not found, and asked of every report")]
    assert len(pictures) == 2
    assert all(said.startswith('A picture was left out ("') for said in pictures)
    assert "# - A picture was left out" in (tmp_path / "inputs" / "imported" / "paper.yaml").read_text("utf-8")


def test_what_a_council_asks_for_and_a_paper_lacks_is_told_and_stops_no_draft(tmp_path: Path) -> None:
    paper = ALDERSHIRE / "2023-12-05-action-plan-progress"
    folder = council(paper, tmp_path / "inputs") / "imported"
    imported = import_paper(word_file(paper, "accessible"), folder)
    outcome = build(folder, Request(folder.parent, tmp_path / "outputs"))

    assert not outcome.stopped
    assert [finding.id for finding in outcome.findings].count("HS102") == 4
    assert "Not found, and asked of every report: Legal implications." in imported.left_out


@needs("soffice")
def test_files_that_another_program_saved_again_come_back_too(tmp_path: Path) -> None:
    chosen = [
        (PAPERS[0], "cambridgeshire-2010"),
        (PAPERS[-1], "accessible"),
        (PAPERS[-1], "cambridgeshire-2010"),
        (PAPERS[2], "accessible"),
    ]
    files = [Path(shutil.copy(word_file(*each), tmp_path / f"{place}.docx")) for place, each in enumerate(chosen)]
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "docx",
        "--outdir",
    ]
    subprocess.run([*command, str(tmp_path / "again"), *map(str, files)], check=True, capture_output=True, timeout=120)

    for place, (paper, style) in enumerate(chosen):
        folder = council(paper, tmp_path / f"inputs-{place}") / "imported"
        import_paper(tmp_path / "again" / f"{place}.docx", folder)
        again, original = composed(folder, style), composed(paper, style)
        # The program puts a slash behind a bare address, where a link leads.
        assert [each for each in shape(again) if each[0] != "a"] == [each for each in shape(original) if each[0] != "a"]


def test_the_transcript_of_2010_becomes_the_paper(tmp_path: Path) -> None:
    folder = council(PAPERS[0], tmp_path / "inputs") / "imported"
    imported = import_paper(SOURCE, folder)

    outcome = build(folder, Request(folder.parent, tmp_path / "outputs"))

    assert imported.left_out == []
    assert differences(html_text(next(file for file in outcome.files if file.suffix == ".html"))) == []
    assert inputs_of(folder).paper.contacts == inputs_of(PAPERS[0]).paper.contacts


def a_picture() -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
        + chunk(b"IEND", b"")
    )


def of_another_shape() -> Docx:
    """A paper by styles, without a cover to speak of, its numbers typed."""
    paper = docx.Document()
    paper.add_heading("Libraries in the north of the county", 0)
    paper.add_paragraph("Report of the Director of Libraries")
    paper.add_paragraph("Cabinet, 14 March 2019")
    paper.add_heading("1. Introduction", 1)
    paper.add_paragraph("1.1 The libraries were *looked at* in {2018}.")
    paper.add_paragraph("1.2\tTwo things were found:")
    for text in ("few readers", "-5 degrees in the halls"):
        paper.add_paragraph(text, style="List Bullet")
    paper.add_heading("2. Costs", 1)
    paper.add_paragraph("2.1 The costs are:")
    table = paper.add_table(2, 2)
    for place, text in enumerate(("Item", "2019", "Books", "-12")):
        table.cell(place // 2, place % 2).text = text
    table.cell(1, 1).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.add_picture(a_picture())
    paper.add_heading("How they are met", 2)
    paragraph = paper.add_paragraph("2.3 From ")
    paragraph.add_run("the budget").bold = True
    paragraph.add_run(" of 2019.")
    paper.add_heading("3. Recommendation", 1)
    paper.add_paragraph("That Cabinet agree to:")
    paper.add_paragraph("(a) keep all libraries; and")
    paper.add_paragraph("(b) heat them.")
    paper.add_heading("4. Background papers", 1)
    paper.add_paragraph("Survey of readers: https://www.example.org/survey")
    return paper


def in_bold_capitals() -> Docx:
    """A paper without styles: bold capitals for headings, typed numbers, labels with tabs."""
    paper = docx.Document()

    def bold(text: str) -> None:
        paper.add_paragraph().add_run(text).bold = True

    for text in ("COUNTY COUNCIL", "CABINET", "THE FUTURE OF THE BRIDGES OF THE COUNTY"):
        bold(text)
    for text in (
        "Date:\t5 May 2015 at 10.00am",
        "Report by: Head of Bridges, Highways",
        "Wards affected: All",
        "Key decision: No",
    ):
        paper.add_paragraph(text)
    for heading, texts in (
        ("PURPOSE OF REPORT", ["1.1\tTo tell of the bridges."]),
        ("BACKGROUND", ["2.1\tThere are bridges.", "2.2\tThey are old."]),
        ("TRAFFIC", ["3.1\tIt grows."]),
        ("RECOMMENDATIONS", ["4.1\tThat Cabinet note the bridges."]),
        ("APPENDIX 1: LIST OF BRIDGES", ["North Bridge"]),
    ):
        bold(heading)
        for text in texts:
            paper.add_paragraph(text)
    return paper


def imported_from(document: Docx, folder: Path) -> tuple[Imported, dict[str, object]]:
    document.save(str(folder / "paper.docx"))
    imported = import_paper(folder / "paper.docx", folder / "inputs" / "imported")
    source, findings = read_yaml(imported.files[0], "paper.yaml")
    assert findings == []
    return imported, source.data


def test_a_paper_of_another_shape_comes_with_a_list(tmp_path: Path) -> None:
    imported, data = imported_from(of_another_shape(), tmp_path)

    assert data["title"] == "Libraries in the north of the county"
    assert data["from"] == {"post": "Director of Libraries", "directorate": None}
    assert data["meeting"] == "cabinet-2019-03-14"
    assert data["recommendation"] == "That Cabinet agree to:\n\n1. keep all libraries; and\n2. heat them."
    assert data["source_documents"] == [{"title": "Survey of readers", "location": "https://www.example.org/survey"}]
    assert [(each["heading"], each["text"]) for each in data["further_sections"]] == [  # type: ignore[attr-defined]
        (
            "Introduction",
            (
                "The libraries were \\*looked at\\* in {{ figures.left-brace }}2018{{ figures.right-brace }}.\n\n"
                "Two things were found:\n\n- few readers\n- {{ figures.hyphen }}5 degrees in the halls"
            ),
        ),
        (
            "Costs",
            (
                "The costs are:\n\nTable: Table 1\n\n| Item | 2019 |\n| --- | ---: |\n| Books | {{ figures.hyphen }}12 |\n\n"
                "## How they are met\n\nFrom **the budget** of 2019."
            ),
        ),
    ]
    assert {
        'A table has no caption, under "Costs": "Table 1" was written as one.',
        'A picture was left out, under "Costs".',
        "Not found: the purpose.",
        "Not found: whether it is a key decision.",
        "Not found: the officer contact's email.",
        "Not found: the directorate of whom the paper is from.",
    } <= set(imported.left_out)


def test_what_was_not_found_is_found_by_a_build_at_its_place(tmp_path: Path) -> None:
    imported, _ = imported_from(of_another_shape(), tmp_path)
    folder = imported.files[0].parent
    for each in ("council.yaml", "meetings.yaml"):
        shutil.copy(ROOT / "inputs" / each, folder.parent / each)

    found = [finding for finding in draft(folder).findings if finding.id == "VA101"]

    text = imported.files[0].read_text("utf-8").splitlines()
    lines = {finding.place.line for finding in found if finding.place}
    empty = {place for place, line in enumerate(text, 1) if "Not found in the document" in text[place - 2]}
    assert lines == empty
    assert len(lines) == 9


def test_a_paper_without_styles_is_understood_by_its_bold_capitals(tmp_path: Path) -> None:
    imported, data = imported_from(in_bold_capitals(), tmp_path)

    assert data["title"] == "THE FUTURE OF THE BRIDGES OF THE COUNTY"
    assert data["from"] == {"post": "Head of Bridges", "directorate": "Highways"}
    assert (data["purpose"], data["recommendation"]) == ("To tell of the bridges.", "That Cabinet note the bridges.")
    assert data["sections"] == {"background": "COUNTY COUNCIL\n\nThere are bridges.\n\nThey are old."}
    assert [each["heading"] for each in data["further_sections"]] == ["TRAFFIC"]  # type: ignore[attr-defined]
    assert data["appendices"] == [{"id": "list-of-bridges", "title": "LIST OF BRIDGES", "text": "North Bridge"}]
    assert "Beside the date, this was left out: at 10.00am" in imported.left_out
    assert "Not understood on the cover, and kept at the head of the first section: COUNTY COUNCIL" in imported.left_out


def test_meetings_are_made_once_and_never_changed(tmp_path: Path) -> None:
    of_another_shape().save(str(tmp_path / "paper.docx"))
    first = import_paper(tmp_path / "paper.docx", tmp_path / "inputs" / "one")
    meetings = (tmp_path / "inputs" / "meetings.yaml").read_text("utf-8")
    second = import_paper(tmp_path / "paper.docx", tmp_path / "inputs" / "two")
    in_bold_capitals().save(str(tmp_path / "other.docx"))
    third = import_paper(tmp_path / "other.docx", tmp_path / "inputs" / "three")

    assert [file.name for file in first.files] == ["paper.yaml", "meetings.yaml"]
    assert [file.name for file in second.files + third.files] == ["paper.yaml", "paper.yaml"]
    assert (second.to_add, third.to_add) == ("", "- id: cabinet-2015-05-05\n  body: Cabinet\n  date: 5 May 2015\n")
    assert (tmp_path / "inputs" / "meetings.yaml").read_text("utf-8") == meetings


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    of_another_shape().save(str(tmp_path / "paper.docx"))
    (tmp_path / "inputs" / "one").mkdir(parents=True)
    (tmp_path / "inputs" / "one" / "paper.yaml").write_text("mine", "utf-8")

    with pytest.raises(PipelineError) as error:
        import_paper(tmp_path / "paper.docx", tmp_path / "inputs" / "one")

    assert error.value.code is ExitCode.USAGE
    assert (tmp_path / "inputs" / "one" / "paper.yaml").read_text("utf-8") == "mine"
    assert sorted(file.name for file in tmp_path.rglob("*.yaml")) == ["paper.yaml"]


def test_more_text_than_a_paper_can_hold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(
        "TITLE\n\n1.0 PART\n\n" + ("Many words of a long paper. " * 50 + "\n\n") * 1_600, "utf-8"
    )

    with pytest.raises(PipelineError, match="holds more text"):
        import_paper(tmp_path / "paper.txt", tmp_path / "inputs" / "one")

    assert not (tmp_path / "inputs").exists()


def test_a_paper_of_a_table_and_numbered_capitals(tmp_path: Path) -> None:
    paper = docx.Document()
    cover = (
        *(
            ("Subject:", "Home to school transport"),
            ("Date of Meeting:", "15 July 2019"),
            ("Report of:", "Director, Families"),
        ),
        *(
            ("Contact Officer: Name:", "Ann Example     Tel: 01632 960001"),
            ("Email:", "ann@example.org"),
            ("Key Decision:", "No"),
        ),
    )
    table = paper.add_table(len(cover), 2)
    for place, row in enumerate(cover):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    paper.add_paragraph("FOR GENERAL RELEASE")
    bold = {
        "1.\tPURPOSE OF REPORT:",
        "2.\tRECOMMENDATIONS:",
        "3.\tCONTEXT:",
        "Money:",
        "SUPPORT",
        "Background Documents",
    }
    for text in (
        *("1.\tPURPOSE OF REPORT:", "1.1\tTo tell.", "2.\tRECOMMENDATIONS:", "2.1\tThat it be noted.", "3.\tCONTEXT:"),
        *("3.1\tIt is <so> [see 3.2].", "Money:", "3.2\tNone.", "SUPPORT", "Of many.", "Background Documents", "None"),
    ):
        paper.add_paragraph().add_run(text).bold = text in bold

    imported, data = imported_from(paper, tmp_path)

    assert (data["title"], data["from"]) == (
        "Home to school transport",
        {"post": "Director", "directorate": "Families"},
    )
    assert (data["purpose"], data["recommendation"]) == ("To tell.", "That it be noted.")
    contacts: dict[str, object] = data["contacts"]  # type: ignore[assignment]
    assert contacts["officer"] == {
        "name": "Ann Example",
        "post": None,
        "email": "ann@example.org",
        "tel": "01632 960001",
    }
    assert [(each["heading"], each["text"]) for each in data["further_sections"]] == [  # type: ignore[attr-defined]
        ("CONTEXT:", "It is {{ figures.less-than }}so> \\[see 3.2\\].\n\n## Money:\n\nNone."),
        ("SUPPORT", "Of many."),
    ]
    assert "Not found: who meets. Cabinet was taken." in imported.left_out


def test_a_cover_with_contacts_in_the_same_table(tmp_path: Path) -> None:
    paper = docx.Document()
    table = paper.add_table(5, 2)
    rows = (
        ("Report to", "Cabinet"),
        ("Date", "5 May 2015"),
        ("Contact officer", "Head of Bridges"),
        ("Tel", "01632 960000"),
        ("Email", "b@example.org"),
    )
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    paper.add_heading("Background", 1)
    paper.add_paragraph("There are bridges.")

    _, data = imported_from(paper, tmp_path)

    assert data["meeting"] == "cabinet-2015-05-05"
    contacts: dict[str, object] = data["contacts"]  # type: ignore[assignment]
    assert contacts["officer"] == {"post": "Head of Bridges", "email": "b@example.org", "tel": "01632 960000"}


def test_a_long_paragraph_of_many_looks_is_no_hardship(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_heading("Background", 1)
    paragraph = paper.add_paragraph()
    for place in range(3_000):
        paragraph.add_run("word ").bold = place % 2 == 0

    _, data = imported_from(paper, tmp_path)

    text: str = data["sections"]["background"]  # type: ignore[index]
    assert text.count("**word**") == 1_500


def test_the_command_says_what_it_wrote_what_is_missing_and_what_comes_next(papers: Papers) -> None:
    of_another_shape().save(str(papers.path / "paper.docx"))

    done = papers.run("import", "paper.docx", "--out", "inputs/2019-03-14-libraries")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["inputs/2019-03-14-libraries/paper.yaml"]
    assert "- Not found: the purpose.\n" in done.stderr
    assert "Add this to inputs/meetings.yaml:\n- id: cabinet-2019-03-14\n" in done.stderr
    assert done.stderr.endswith("Next: cabinet-papers build --inputs inputs 2019-03-14-libraries\n")

    again = papers.run("import", "paper.docx", "--out", "inputs/2019-03-14-libraries")
    assert (again.returncode, again.stdout) == (2, "")
    assert "is there already" in again.stderr


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("paper.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind"),
        ("paper.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind"),
        ("paper.pdf", b"%PDF-1.7", "is a PDF"),
        ("paper.odt", b"PK", "cannot be imported"),
        ("paper.txt", b"\0\0", "is not plain text"),
        ("paper.txt", b" \n\n ", "holds no text"),
        ("paper.docx", None, "There is no file"),
    ],
)
def test_a_file_that_cannot_be_read_ends_in_a_sentence(
    file: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / file).write_bytes(content)

    with pytest.raises(PipelineError) as error:
        import_paper(tmp_path / file, tmp_path / "inputs" / "one")

    assert said in error.value.message
    assert error.value.code is ExitCode.FINDINGS
    assert not (tmp_path / "inputs").exists()


def test_a_members_copy_comes_back_closed_and_stops_until_its_parts_are_marked(tmp_path: Path) -> None:
    whole = withholding(tmp_path / "whole")
    made = load(whole / WITHHOLDING, Request(whole, audience="members"))
    assert made.inputs
    assert made.composer
    document, _ = made.composer.compose(made.inputs)
    assert document
    file = tmp_path / "members.docx"
    write(document, made.composer.style, made.composer.templates, file, Limits())
    folder = council(whole / WITHHOLDING, tmp_path / "inputs") / "imported"
    imported = import_paper(file, folder)
    outcome = build(folder, Request(folder.parent, tmp_path / "outputs"))
    paper = folder / "paper.yaml"

    assert imported.left_out[0] == ASKED
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, paper)] == [0o700, 0o600]
    assert "is not for publication. Name each" in paper.read_text("utf-8")
    assert outcome.stopped
    assert {each.at[:2] for each in outcome.findings if each.severity == "error"} == {("paper", "withheld")}
    assert NAME not in str(outcome.findings)


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("NOT FOR PUBLICATION by virtue of paragraph 3", True),
        ("This appendix is exempt from publication.", True),
        ("An exempt\nreport", True),
        ("Exemptions from charges are confidential to nobody and not published.", False),
    ],
)
def test_a_document_that_says_it_is_secret_is_believed(line: str, *, secret: bool, tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(f"Title of the paper\n\n1. Background\n\n{line}\n", "utf-8")
    imported = import_paper(file, tmp_path / "inputs" / "imported")

    assert (ASKED in imported.left_out) is secret
    assert (stat.S_IMODE(imported.files[0].stat().st_mode) == 0o600) is secret
