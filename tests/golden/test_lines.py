"""Line for line: the Word file, through LibreOffice, and the PDF break every line and page at the same word."""

import difflib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf

from tests.conftest import Papers, needs, to_pdf


def pages(pdf: Path) -> list[list[str]]:
    # From within the margins: what stands at the top and foot of pages is read at another time by each engine.
    area = ["-x", "0", "-y", "62", "-W", "900", "-H"]
    with pikepdf.open(pdf) as opened:
        heights = [float(page.mediabox[3]) for page in opened.pages]
    out = ""
    for number, height in enumerate(heights, start=1):
        cut = [*area, str(round(height - 2 * 62)), "-f", str(number), "-l", str(number)]
        out += subprocess.run(
            ["pdftotext", "-raw", *cut, str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout
    return [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in out.split("\f")[:-1]]


def agreement(first: list[list[str]], second: list[list[str]]) -> tuple[int, int, int, int]:
    """Lines alike and in all, pages alike and in all."""
    lines = [[line for page in side for line in page] for side in (first, second)]
    matcher = difflib.SequenceMatcher(None, *lines, autojunk=False)
    alike = sum(block.size for block in matcher.get_matching_blocks())
    same_pages = sum(one == other for one, other in zip(first, second, strict=False))
    return alike, max(map(len, lines)), same_pages, max(len(first), len(second))


@needs("soffice", "pdftotext")
def test_all_lines_and_pages_agree(sample: Papers, tmp_path: Path, measured: Callable[[str, str], None]) -> None:
    lines, all_lines, same, all_pages = agreement(
        pages(sample.output("pdf")), pages(to_pdf(sample.output("docx"), tmp_path))
    )
    measured("lines that break alike", f"{lines} of {all_lines}; pages: {same} of {all_pages}")

    assert (lines, same) == (all_lines, all_pages)
    assert all_lines > 100


@needs("soffice", "pdftotext")
def test_lists_and_an_agenda_item_agree_too(papers: Papers, tmp_path: Path) -> None:
    papers.change("paper.yaml", "title: >-", "agenda_item: 7\ntitle: >-")
    long_item = (
        "a long item that runs on over the end of its line, so that its second line must hang where Word hangs it"
    )
    extra = (
        f"    - {long_item}\n    - *second* item\n\n    1. first\n    2. **second**\n\n    The County Council cannot"
    )
    papers.change("paper.yaml", "    The County Council cannot", extra)
    papers.build()

    lines, all_lines, same, all_pages = agreement(
        pages(papers.output("pdf")), pages(to_pdf(papers.output("docx"), tmp_path))
    )

    assert (lines, same) == (all_lines, all_pages)
