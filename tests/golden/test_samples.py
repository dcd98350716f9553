"""Every sample in every house style: the same words, lines and pages in Word and PDF, and goldens that a reviewer can open."""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import docx as python_docx
import pytest

from tests.conftest import needs, to_pdf
from tests.exports import aldershire_2023, sample_2010
from tests.golden.test_lines import agreement, pages
from tests.reading import html_text, pdf_text
from tests.samples import ALDERSHIRE, EVERY, Built, built, name

TYPES = {
    "action-plan-progress": ALDERSHIRE / "2023-12-05-action-plan-progress",
    "cabinet-report": ALDERSHIRE / "2023-12-05-short-breaks",
    "ofsted-evaluation": ALDERSHIRE / "2010-11-09-evaluation-of-serious-case-reviews",
}
"""A sample of each report type."""


@needs("soffice", "pdftotext")
@pytest.mark.parametrize(("paper", "style"), EVERY, ids=name)
def test_word_and_pdf_break_lines_and_pages_alike(
    paper: Path, style: str, tmp_path: Path, measured: Callable[[str, str], None]
) -> None:
    outputs = built(paper, style)
    lines, all_lines, same, all_pages = agreement(
        pages(outputs.file("pdf")), pages(to_pdf(outputs.file("docx"), tmp_path))
    )
    measured(f"{paper.name}, {style}", f"{lines} of {all_lines} lines, {same} of {all_pages} pages break alike")

    assert lines >= 0.99 * all_lines
    assert same == all_pages


@needs("pdftotext")
@pytest.mark.parametrize(("paper", "style"), EVERY, ids=name)
def test_the_page_and_the_pdf_hold_the_same_letters(paper: Path, style: str) -> None:
    """By readers of the tests' own. Marks of lists, header rows that go on and the lines at pages' feet are the PDF's alone."""
    outputs = built(paper, style)
    page, pdf = (Counter(filter(str.isalpha, reader(file))) for reader, file in readings(outputs))

    assert page - pdf == Counter()


def readings(outputs: Built) -> list[tuple[Callable[[Path], str], Path]]:
    return [(html_text, outputs.file("html")), (pdf_text, outputs.file("pdf"))]


@needs("pdftotext")
@pytest.mark.parametrize("kind", TYPES)
def test_each_type_is_as_reviewed(kind: str, golden: Callable[[str, str], None]) -> None:
    """The tree, the outline, and the text of Word and PDF: read them by eye when they change."""
    outputs = built(TYPES[kind], "accessible")
    page = outputs.file("html").read_text("utf-8")
    main = page[page.index("<main>") : page.index("</main>")].replace("><", ">\n<")
    layout = ["pdftotext", "-layout", str(outputs.file("pdf")), "-"]

    golden(f"{kind}.html", "\n".join(line for line in main.splitlines() if line.strip()) + "\n</main>\n")
    golden(f"{kind}.outline.txt", "".join(f"{line}\n" for line in outline(outputs.file("docx"))))
    golden(f"{kind}.docx.txt", "".join(f"{line}\n" for line in paragraphs(outputs.file("docx"))))
    golden(f"{kind}.pdf.txt", subprocess.run(layout, check=True, capture_output=True, text=True).stdout)


def outline(file: Path) -> Iterator[str]:
    for style, text in styled(file):
        level = {"heading 1": 0, "heading 2": 1, "Appendix Heading": 1, "Unnumbered Heading": 1, "heading 3": 2}.get(
            style
        )
        if level is not None:
            yield f"{'  ' * level}{text}"


def paragraphs(file: Path) -> Iterator[str]:
    for style, text in styled(file):
        yield f"[{style}] {text}".rstrip()


def styled(file: Path) -> Iterator[tuple[str, str]]:
    document = python_docx.Document(str(file))
    names = {
        style.style_id: style.element.find("{*}name").get(python_docx.oxml.ns.qn("w:val")) for style in document.styles
    }
    for element in document.element.body.iter("{*}p"):
        texts = "".join(
            "\t" if each.tag.endswith("}tab") else each.text or "" for each in element.iter("{*}t", "{*}tab")
        )
        yield names[element.find("{*}pPr/{*}pStyle").get(python_docx.oxml.ns.qn("w:val"))], texts


@needs("pdftotext")
@pytest.mark.parametrize("which", ["sample", "aldershire"])
def test_the_evidence_report_is_as_reviewed(which: str, golden: Callable[[str, str], None]) -> None:
    """The text of the report that goes with an export, in Word and PDF: read it by eye when it changes."""
    bundle = {"sample": sample_2010, "aldershire": aldershire_2023}[which]()
    report = bundle.folder / "report" / "evidence-report"
    layout = ["pdftotext", "-layout", str(report.with_suffix(".pdf")), "-"]

    golden(
        f"evidence-report-{which}.docx.txt", "".join(f"{line}\n" for line in paragraphs(report.with_suffix(".docx")))
    )
    golden(
        f"evidence-report-{which}.pdf.txt", subprocess.run(layout, check=True, capture_output=True, text=True).stdout
    )
    if which == "aldershire":
        golden("evidence-report.outline.txt", "".join(f"{line}\n" for line in outline(report.with_suffix(".docx"))))


@needs("soffice", "pdftotext")
@pytest.mark.parametrize("which", ["sample", "aldershire"])
def test_the_evidence_report_has_as_many_pages_and_nearly_all_lines_alike(
    which: str, tmp_path: Path, measured: Callable[[str, str], None]
) -> None:
    report = {"sample": sample_2010, "aldershire": aldershire_2023}[which]().folder / "report" / "evidence-report"
    word = to_pdf(report.with_suffix(".docx"), tmp_path)
    first, second = pages(report.with_suffix(".pdf")), pages(word)
    lines, all_lines, same, all_pages = agreement(first, second)
    measured(f"evidence report, {which}", f"{lines} of {all_lines} lines, {same} of {all_pages} pages break alike")

    assert len(first) == len(second)
    assert lines >= 0.95 * all_lines
