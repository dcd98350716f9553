"""The tree as Word's paragraphs and tables, in named styles only."""

from collections.abc import Callable, Iterator

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from lxml import etree

from pipeline.document import holds_blocks
from pipeline.style import HouseStyle
from pipeline.write.docx.numbering import LIST_LEVELS, list_number
from pipeline.write.docx.xml import qn, text, w

NESTED: dict[tuple[str | None, str], str] = {
    ("Strong", "em"): "StrongEmphasis",
    ("Emphasis", "strong"): "StrongEmphasis",
}
"""A run has one style: emphasis within emphasis has one of its own."""

RUN_STYLES = {"strong": "Strong", "em": "Emphasis", "sup": "Superscript"}
TABLE_STYLES = {"cover": "CoverTable", "contacts": "RuledTable", "source-documents": "RuledTable"}
CELL_STYLES = {
    "cover": {"th": "CoverLabel", "td": "CoverText", "head": "CoverLabel"},
    "contacts": {"th": "ContactsLabel", "td": "ContactsText", "head": "ContactsHeading"},
    "source-documents": {"th": "TableHeading", "td": "TableText", "head": "TableHeading"},
}


class Body:
    """Builds the body of one document."""

    def __init__(self, part: DocumentPart, style: HouseStyle) -> None:
        self.part = part
        self.style = style
        self.numbering: etree._Element = part.numbering_part.element
        self.makers: dict[str, Callable[[etree._Element], Iterator[etree._Element]]] = {
            "h1": lambda element: self._paragraphs(element, "Heading1"),
            "section": self._section,
            "table": self._table,
            "p": lambda element: self._paragraphs(element, "AgendaItem" if element.get("class") else "Normal"),
            "ul": self._list,
            "ol": self._list,
        }

    def blocks(self, tree: etree._Element) -> Iterator[etree._Element]:
        """Yield Word's elements for each child of the tree."""
        for child in tree:
            yield from self.makers[child.tag](child)

    def _section(self, section: etree._Element) -> Iterator[etree._Element]:
        for child in section:
            if child.tag == "h2":
                yield from self._paragraphs(child, "Heading2")
            elif child.tag == "p":
                yield from self._paragraphs(child, "NumberedParagraph")
            else:
                yield from self.makers[child.tag](child)

    def _paragraphs(self, element: etree._Element, style: str) -> Iterator[etree._Element]:
        yield w("p", w("pPr", w("pStyle", val=style)), *self._runs(element))

    def _list(self, element: etree._Element, *, depth: int = 0, in_cell: bool = False) -> Iterator[etree._Element]:
        number = list_number(self.numbering, element.tag, in_cell=in_cell)
        level = min(depth, LIST_LEVELS - 1)
        for item in element:
            for place, child in enumerate(item):
                if child.tag in {"ul", "ol"}:
                    yield from self._list(child, depth=depth + 1, in_cell=in_cell)
                else:
                    yield self._list_paragraph(child, level, number if place == 0 else None, in_cell=in_cell)

    def _list_paragraph(
        self, element: etree._Element, level: int, number: int | None, *, in_cell: bool
    ) -> etree._Element:
        """Make an item's paragraph; only its first has the mark, and those that follow stand below its text."""
        spacing = self.style.spacing
        left = spacing.list_indent * (level + 1) + (0 if in_cell else spacing.number_width)
        marked = w("numPr", w("ilvl", val=level), w("numId", val=number)) if number is not None else None
        below = w("ind", left=left, hanging=0) if number is None else None
        return w("p", w("pPr", w("pStyle", val="ListParagraph"), marked, below), *self._runs(element))

    def _runs(self, element: etree._Element, run_style: str | None = None) -> Iterator[etree._Element]:
        """Yield the runs of a paragraph; its number is left to Word's numbering."""
        if element.text:
            yield self._run(element.text, run_style)
        for child in element:
            if child.tag == "a":
                yield self._link(child)
            elif child.get("class") != "number":
                yield from self._runs(child, NESTED.get((run_style, str(child.tag)), RUN_STYLES[str(child.tag)]))
            if child.tail:
                yield self._run(child.tail, run_style)

    def _run(self, words: str, style: str | None) -> etree._Element:
        return w("r", w("rPr", w("rStyle", val=style)) if style else None, text(words))

    def _link(self, element: etree._Element) -> etree._Element:
        relation = self.part.relate_to(element.get("href"), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = w("hyperlink", *self._runs(element, "Hyperlink"))
        link.set(qn("r:id"), relation)
        return link

    def _table(self, table: etree._Element) -> Iterator[etree._Element]:
        kind = table.get("class", "")
        widths = getattr(self.style.tables.columns, kind.replace("-", "_"))
        properties = w(
            "tblPr",
            w("tblStyle", val=TABLE_STYLES[kind]),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
            w("tblCaption", val=table.get("aria-label", "")),
        )
        rows = [self._row(row, kind, widths) for row in table.iter("tr")]
        yield w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)
        # Two tables in a row would merge, and a document must end in a paragraph.
        yield w("p", w("pPr", w("pStyle", val="TableGap")))

    def _row(self, row: etree._Element, kind: str, widths: list[int]) -> etree._Element:
        in_head = next(row.iterancestors()).tag == "thead"
        cells, column = [], 0
        for cell in row:
            span = int(cell.get("colspan", "1"))
            width = sum(widths[column : column + span])
            column += span
            style = CELL_STYLES[kind]["head" if in_head else cell.tag]
            spanned = w("gridSpan", val=span) if span > 1 else None
            cells.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa"), spanned), *self._cell(cell, style)))
        return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if in_head else None), *cells)

    def _cell(self, cell: etree._Element, style: str) -> Iterator[etree._Element]:
        if not holds_blocks(cell):
            yield from self._paragraphs(cell, style)
            return
        for child in cell:
            if child.tag == "p":
                yield from self._paragraphs(child, style if child.getnext() is None else f"{style}Followed")
            else:
                yield from self._list(child, in_cell=True)
