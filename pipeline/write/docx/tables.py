"""Tables of the Word file: fixed columns, header rows that repeat, rows that do not split."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.document import flat, holds_blocks, widths_of
from pipeline.style import HouseStyle
from pipeline.write.docx.xml import w

TABLE_STYLES = {"cover": "CoverTable"}
CELL_STYLES = {
    "cover": {"th": "CoverLabel", "td": "CoverText", "head": "CoverLabel"},
    "contacts": {"th": "ContactsLabel", "td": "ContactsText", "head": "ContactsHeading"},
    "source-documents": {"th": "TableHeading", "td": "TableText", "head": "TableHeading"},
    "data": {"th": "DataText", "td": "DataText", "head": "DataHeading"},
}
COUNTS = {"DataText": "DataCount", "DataHeading": "DataCountHeading"}
"""Styles of cells whose figures stand on the right."""

RAGS = ("red", "amber", "green", "blue")


@dataclass(frozen=True)
class Tables:
    """Builds tables; paragraphs and lists in their cells are the body's to make."""

    style: HouseStyle
    paragraphs: Callable[[etree._Element, str], Iterator[etree._Element]]
    lists: Callable[..., Iterator[etree._Element]]

    def table(self, table: etree._Element) -> Iterator[etree._Element]:
        """Yield a table, its caption before it."""
        caption = table.find("caption")
        if caption is not None:
            yield from self.paragraphs(caption, "Caption")
        kind, widths = table.get("class", ""), widths_of(table)
        title = flat(caption) if caption is not None else table.get("aria-label", "")
        properties = w(
            "tblPr",
            w("tblStyle", val=TABLE_STYLES.get(kind, "RuledTable")),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
            w("tblCaption", val=title),
        )
        rows = [self._row(row, kind, widths) for row in table.iter("tr")]
        yield w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)

    def _row(self, row: etree._Element, kind: str, widths: list[int]) -> etree._Element:
        in_head = next(row.iterancestors()).tag == "thead"
        cells, column = [], 0
        for cell in row:
            span = int(cell.get("colspan", "1"))
            width = sum(widths[column : column + span])
            column += span
            cells.append(self._cell(cell, kind, width, span, in_head=in_head))
        return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if in_head else None), *cells)

    def _cell(self, cell: etree._Element, kind: str, width: int, span: int, *, in_head: bool) -> etree._Element:
        classes = cell.get("class", "").split()
        style = CELL_STYLES[kind]["head" if in_head else cell.tag]
        style = COUNTS.get(style, style) if "count" in classes else style
        spanned = w("gridSpan", val=span) if span > 1 else None
        properties = w("tcPr", w("tcW", w=width, type="dxa"), spanned, self._fill(cell, classes, in_head=in_head))
        return w("tc", properties, *self._content(cell, style))

    def _fill(self, cell: etree._Element, classes: list[str], *, in_head: bool) -> etree._Element | None:
        colour = next((getattr(self.style.rag, rag) for rag in RAGS if rag in classes), None)
        if in_head and cell.tag == "th":
            colour = colour or self.style.tables.header_fill
        return w("shd", val="clear", color="auto", fill=colour.lstrip("#").upper()) if colour else None

    def _content(self, cell: etree._Element, style: str) -> Iterator[etree._Element]:
        if not holds_blocks(cell):
            yield from self.paragraphs(cell, style)
            return
        for child in cell:
            if child.tag == "p":
                yield from self.paragraphs(child, style if child.getnext() is None else f"{style}Followed")
            else:
                yield from self.lists(child, place="cell")
