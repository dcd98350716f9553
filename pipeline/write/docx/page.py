"""Pages of the Word file: size and orientation of its sections, and the lines at the top and foot of pages."""

import re
from collections.abc import Iterator

from docx.document import Document as Docx
from lxml import etree

from pipeline.document import Document
from pipeline.style import HouseStyle
from pipeline.write.docx.xml import field, qn, text, w

HEADER, FOOTER = "rId5", "rId4"
"""The relationships of header and footer in our own parts (templates/_base/docx)."""

PLACES = re.compile(r"(\{page\}|\{pages\})")
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def fill_page_lines(docx: Docx, style: HouseStyle, document: Document) -> None:
    """Put the house style's lines into header and footer, and above the header's that it is a draft and a copy's marking."""
    header = [] if document.page_lines and not style.page.header else [(HEADER, style.page.header, "Header")]
    marks = [(HEADER, line, "Marking") for line in document.page_lines]
    for relation, line, name in (*marks, *header, (FOOTER, style.page.footer, "Footer")):
        part: etree._Element = docx.part.rels[relation].target_part.element
        words = (line or "").replace("{council}", document.publisher)
        part.append(w("p", w("pPr", w("pStyle", val=name)), *_pieces(words)))


def _pieces(line: str) -> Iterator[etree._Element]:
    for piece in filter(None, PLACES.split(line)):
        if piece in FIELDS:
            yield from field(FIELDS[piece], "1")
        else:
            yield w("r", text(piece))


def section_properties(style: HouseStyle, *, landscape: bool, marked: bool = False) -> etree._Element:
    """Return what makes the pages before it, up to the section before, portrait or landscape."""
    page = style.page
    width, height = (page.height, page.width) if landscape else (page.width, page.height)
    footer = w("footerReference", type="default")
    footer.set(qn("r:id"), FOOTER)
    header = w("headerReference", type="default") if page.header or marked else None
    if header is not None:
        header.set(qn("r:id"), HEADER)
    margins = {
        "top": page.margin_top,
        "right": page.margin_right,
        "bottom": page.margin_bottom,
        "left": page.margin_left,
        "header": page.footer_from_edge,
        "footer": page.footer_from_edge,
        "gutter": 0,
    }
    size = w("pgSz", w=width, h=height, **({"orient": "landscape"} if landscape else {}))
    return w("sectPr", header, footer, size, w("pgMar", **margins))
