"""Several documents as one PDF, laid out at once and not merged: one tree of tags, one run of page numbers, links from one to another."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.document import Document
from pipeline.limits import Limits
from pipeline.template_folder import TemplateFolder
from pipeline.write.compare import first_difference
from pipeline.write.css import Sheet, pack_css
from pipeline.write.html import page
from pipeline.write.pdf import lay_out, read_pages, with_gaps

URL = re.compile(r"url\(#")


@dataclass(frozen=True)
class Mark:
    """A bookmark: how deep it lies (0 is a title), what it says, and on which page it stands, the first of the file being 0."""

    level: int
    title: str
    page: int


def write_together(sheets: Sequence[Sheet], title: str, templates: TemplateFolder, file: Path, limits: Limits) -> None:
    """Write documents as one PDF, whose pages have the numbers that are printed on them as labels.

    Args:
        sheets: the documents, in order.
        title: the title of the whole.
        templates: where fonts and base files lie.
        file: the PDF.
        limits: the most that the layout may take.

    Raises:
        PipelineError: Pango is missing, a page asked for something outside itself, or the layout hit a limit.
    """
    first = sheets[0].document
    all_ = etree.Element("div")
    all_.extend(_apart(with_gaps(sheet.document).main, sheet.name) for sheet in sheets)
    whole = Document(title, first.language, first.date, first.publisher, all_)
    file.write_bytes(lay_out(page(whole, pack_css(sheets, templates)), templates, limits, sheets[0].first))


def _apart(main: etree._Element, name: str) -> etree._Element:
    """Give every id of a document a beginning of its own, so that its references stay within it; links to other sheets begin with ``#/``."""
    main = deepcopy(main)
    for element in main.iter():
        for attribute, value in element.attrib.items():
            element.set(attribute, _renamed(str(attribute), str(value), name))
    main.set("id", name)
    return main


def _renamed(attribute: str, value: str, name: str) -> str:
    if attribute == "id":
        return f"{name}--{value}"
    if attribute == "href" and value.startswith("#/"):
        return f"#{value[2:]}"
    if attribute == "href" and value.startswith("#"):
        return f"#{name}--{value[1:]}"
    if attribute == "aria-labelledby":
        return " ".join(f"{name}--{each}" for each in value.split())
    return URL.sub(f"url(#{name}--", value)


def marks(file: Path) -> tuple[int, list[Mark]]:
    """Return how many pages a PDF has, and its bookmarks."""
    import pypdfium2  # noqa: PLC0415 - slow to load

    with pypdfium2.PdfDocument(file) as pdf:
        return len(pdf), [_mark(each) for each in pdf.get_toc(max_depth=4)]


def _mark(bookmark: object) -> Mark:
    target = bookmark.get_dest()  # type: ignore[attr-defined]
    return Mark(bookmark.level, bookmark.get_title(), target.get_index())  # type: ignore[attr-defined]


def differing(sheets: Sequence[Sheet], file: Path) -> Iterator[str]:
    """Yield the name of each sheet whose pages in the file do not hold its words."""
    import pypdfium2  # noqa: PLC0415

    starts = [sheet.first for sheet in sheets[1:]] + [sheets[-1].last + 1]
    with pypdfium2.PdfDocument(file) as pdf:
        for sheet, end in zip(sheets, starts, strict=True):
            indexes = range(sheet.first - sheets[0].first, end - sheets[0].first)
            found = read_pages((pdf[index] for index in indexes if index < len(pdf)), sheet.document, sheet.style)
            if first_difference(sheet.document.words(), found):
                yield sheet.name
