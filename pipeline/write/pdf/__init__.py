"""PDF: the tree's HTML through WeasyPrint in a process of its own, and its words read back with pdfium.

Why a process: a layout that runs away can only be stopped from outside. Why a fence (``render``): WeasyPrint would fetch what
a page names, from the network and from this machine.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.document import Document, ends_page
from pipeline.errors import ExitCode, PipelineError
from pipeline.limits import Limits
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.write.css import print_css
from pipeline.write.html import page

HOW_TO_INSTALL = (
    "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; "
    "Windows: MSYS2, then pacman -S mingw-w64-ucrt-x86_64-pango."
)
RUNAWAY = "Shorten the paper or move an appendix to a spreadsheet; --most-seconds, --most-memory, --most-pages raise the limits."


def write(document: Document, style: HouseStyle, templates: TemplateFolder, file: Path, limits: Limits) -> None:
    """Write the PDF.

    Raises:
        PipelineError: Pango is missing, the page asked for something outside itself, or the layout hit a limit.
    """
    file.write_bytes(lay_out(page(with_gaps(document), print_css(style, templates, document)), templates, limits))


def lay_out(source: str, templates: TemplateFolder, limits: Limits, first: int = 0) -> bytes:
    """Lay a page of HTML out in a process of its own, and return the PDF.

    Args:
        source: the page.
        templates: where the fonts lie.
        limits: the most that the layout may take.
        first: the number of its first page, where pages are to have labels.

    Raises:
        PipelineError: Pango is missing, the page asked for something outside itself, or the layout hit a limit.
    """
    fonts = templates.fonts / "fonts.conf"
    # The project's own code must be found whatever the folder; nothing else of the environment is changed.
    env = os.environ | {"FONTCONFIG_FILE": str(fonts.resolve()), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [
        sys.executable,
        "-m",
        "pipeline.write.pdf.render",
        str(limits.seconds),
        str(limits.megabytes),
        str(limits.pages),
        str(first),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, our own module, numbers
            command, input=source.encode(), env=env, capture_output=True, check=False, timeout=limits.seconds
        )
    except subprocess.TimeoutExpired:
        raise _runaway(f"took longer than {limits.seconds} seconds") from None
    if done.returncode != ExitCode.DONE:
        raise _failed(done.returncode, done.stderr.decode(errors="replace").strip(), limits)
    return done.stdout


def with_gaps(document: Document) -> Document:
    """Part each table from what follows by a block, as Word does: unlike a margin it can begin a page."""
    main = deepcopy(document.main)
    blocks = [*main.iter("table"), *(each for each in main.iter("ul") if each.get("class") == "cover")]
    gaps = ["gap end" if ends_page(block) else "gap" for block in blocks]
    for block, gap in zip(blocks, gaps, strict=True):
        block.addnext(etree.Element("div", {"class": gap}))
    return replace(document, main=main)


def _failed(code: int, said: str, limits: Limits) -> Exception:
    if code == ExitCode.SYSTEM_PART_MISSING:
        message = "The PDF cannot be written: Pango, which lays out text, is not installed."
        return PipelineError(ExitCode.SYSTEM_PART_MISSING, message, HOW_TO_INSTALL)
    if code == ExitCode.TEMPLATE_WRONG:
        message = "A template names something outside the page."
        return PipelineError(ExitCode.TEMPLATE_WRONG, message, f"Remove {said}.")
    if code == ExitCode.RUNAWAY:
        return _runaway(said or f"needed more than {limits.megabytes} MB")
    if code < 0:
        return _runaway(
            f"was stopped by the system (signal {-code}) within {limits.seconds} seconds and {limits.megabytes} MB"
        )
    return RuntimeError(f"the layout ended with {code}: {said}")


def _runaway(what: str) -> PipelineError:
    return PipelineError(ExitCode.RUNAWAY, f"The layout of the PDF {what}.", RUNAWAY)


def read_back(file: Path, document: Document, style: HouseStyle) -> list[list[str]]:
    """Read the words of the PDF back, line by line, from within the margins: page numbers are the page's own.

    The header row of a table that goes on over a page is counted once. pdfium takes raised letters for a line of their own.
    """
    import pypdfium2  # noqa: PLC0415 - slow to load

    with pypdfium2.PdfDocument(file) as pdf:
        return read_pages(pdf, document, style)


def read_pages(sheets: Iterable[Any], document: Document, style: HouseStyle) -> list[list[str]]:
    """Read the words of a document back from its pages."""
    headers = document.header_rows()
    lines: list[list[str]] = []
    for sheet in sheets:
        text: str = sheet.get_textpage().get_text_bounded(*_text_area(sheet.get_size(), style))
        found = [line.split() for line in _with_hyphens(text).splitlines()]
        lines += _without_repeat(found, [header for header in headers if _holds(lines, header)])
    return lines


def _text_area(size: tuple[float, float], style: HouseStyle) -> tuple[float, float, float, float]:
    """Return the part of a page between the margins at its top and foot: left, bottom, right, top, in points."""
    width, height = size
    paper, slack = style.page, style.fonts.body.size
    return 0, (paper.margin_bottom - slack) / 20, width, height - (paper.margin_top - slack) / 20


def _with_hyphens(text: str) -> str:
    """Put back the hyphens at line ends, which pdfium marks and joins over, and the line ends behind them."""
    return text.replace("\ufffe", "-\n").replace("\x02", "-\n")


def _holds(lines: list[list[str]], header: list[str]) -> bool:
    """Whether a header row was met before: only then can another be a repeat of it."""
    return "".join(header) in "".join(word for line in lines for word in line)


def _without_repeat(lines: list[list[str]], headers: list[list[str]]) -> list[list[str]]:
    """Leave a header row out at the top of a page; a narrow column may part its words."""
    words = [word for line in lines for word in line]
    drop = max((_pieces(words, "".join(header)) for header in headers), default=0)
    kept = []
    for line in lines:
        kept.append(line[drop:])
        drop = max(0, drop - len(line))
    return kept


def _pieces(words: list[str], whole: str) -> int:
    """Return how many of the first words make up a text; none where they are not it."""
    joined = ""
    for count, word in enumerate(words, start=1):
        joined += word
        if joined == whole:
            return count
        if not whole.startswith(joined):
            break
    return 0
