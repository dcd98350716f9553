"""The tree as Word's paragraphs and tables, in named styles only."""

from collections.abc import Callable, Iterator
from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from lxml import etree

from pipeline.document import SVG, Document, ends_page
from pipeline.style import HouseStyle
from pipeline.write.docx.numbering import LIST_LEVELS, OUTLINE, list_number, list_start
from pipeline.write.docx.page import section_properties
from pipeline.write.docx.pictures import picture
from pipeline.write.docx.tables import Tables
from pipeline.write.docx.xml import field, qn, text, w

NESTED: dict[tuple[str | None, str], str] = {
    ("Strong", "em"): "StrongEmphasis",
    ("Emphasis", "strong"): "StrongEmphasis",
}
"""A run has one style: emphasis within emphasis has one of its own."""

RUN_STYLES = {"strong": "Strong", "em": "Emphasis", "sup": "Superscript"}
UNNUMBERED = "unnumbered"
HEADINGS = {"appendix": "AppendixHeading", "notes": "UnnumberedHeading", "": "Heading2"}
PARAGRAPHS = {"appendix": "AppendixParagraph", "": "NumberedParagraph"}
CLASSED = {"agenda-item": "AgendaItem", "notice": "Notice", "sub": "NumberedSubparagraph", UNNUMBERED: "Normal"}


class Body:
    """Builds the body of one document."""

    def __init__(self, part: DocumentPart, style: HouseStyle, document: Document) -> None:
        self.part = part
        self.style = style
        self.main = main = document.main
        self.marked = bool(document.page_lines)
        self.numbering: etree._Element = part.numbering_part.element
        asked = [str(link.get("href")) for link in main.iter("a") if str(link.get("href")).startswith("#")]
        self.bookmarks = {href[1:]: number for number, href in enumerate(dict.fromkeys(asked), start=1)}
        self.pictures = count(1)
        self.tables = Tables(style, self.paragraphs, self._list)
        self.makers: dict[str, Callable[[etree._Element], Iterator[etree._Element]]] = {
            "h1": lambda element: self.paragraphs(element, "Heading1"),
            "section": self._section,
            "table": self._table,
            "p": lambda element: self.paragraphs(element, CLASSED.get(element.get("class", ""), "Normal")),
            "ul": self._list,
            "ol": self._list,
            "figure": self._figure,
        }

    def elements(self) -> list[etree._Element]:
        """Return Word's elements for the whole paper, parted where pages turn between portrait and landscape."""
        elements: list[etree._Element] = []
        turned = False
        for child in self.main:
            landscape = "landscape" in child.get("class", "").split()
            if landscape != turned:
                properties = elements[-1].find(qn("w:pPr"))
                properties.append(section_properties(self.style, landscape=turned, marked=self.marked))
            turned = landscape
            elements += self.makers[child.tag](child)
        return [*elements, section_properties(self.style, landscape=turned, marked=self.marked)]

    def _section(self, section: etree._Element) -> Iterator[etree._Element]:
        kind = section.get("class", "").split(" ")[0]
        for child in section:
            unnumbered = child.get("class") == UNNUMBERED
            if child.tag == "h2" and unnumbered:
                yield from self.paragraphs(
                    child, HEADINGS["notes"], w("pageBreakBefore") if kind == "appendix" else None
                )
            elif child.tag == "h2":
                yield from self.paragraphs(child, HEADINGS[kind])
            elif child.tag == "h3":
                # Its level is that of paragraphs, whose style Word's numbering is linked to: it is named here.
                numbered = w("numPr", w("ilvl", val=1), w("numId", val=OUTLINE)) if kind == "" else None
                level = w("ind", left=0, hanging=0) if unnumbered else numbered
                yield from self.paragraphs(child, "Heading3", level)
            elif child.tag == "p":
                yield from self.paragraphs(child, CLASSED.get(child.get("class", ""), PARAGRAPHS.get(kind, "Normal")))
            else:
                yield from self.makers[child.tag](child)

    def paragraphs(
        self,
        element: etree._Element,
        style: str,
        *properties: etree._Element | None,
        marked: etree._Element | None = None,
    ) -> Iterator[etree._Element]:
        """Yield an element of words as a paragraph in a style; ``marked`` bears the id that is referred to, if not it."""
        id_ = (element if marked is None else marked).get("id", "")
        yield w("p", w("pPr", w("pStyle", val=style), *properties), *self._marked(element, id_))

    def _marked(self, element: etree._Element, id_: str) -> Iterator[etree._Element]:
        """Yield the runs of a paragraph, between the ends of a bookmark where something refers to it."""
        number = self.bookmarks.get(id_)
        if number is None:
            yield from self._runs(element)
            return
        yield w("bookmarkStart", id=number, name=_bookmark(number))
        yield from self._runs(element)
        yield w("bookmarkEnd", id=number)

    def _figure(self, figure: etree._Element) -> Iterator[etree._Element]:
        for drawing in figure.iter(f"{SVG}svg"):
            yield w("p", w("pPr", w("pStyle", val="Picture")), picture(drawing, self.part, next(self.pictures)))

    def _list(self, element: etree._Element, *, depth: int = 0, place: str = "section") -> Iterator[etree._Element]:
        kind = element.get("class", element.tag)
        if kind == "cover":
            yield from self._cover(element)
            return
        number = None if kind == "notes" else list_number(self.numbering, kind, place)
        level = min(depth, LIST_LEVELS - 1)
        for item in element:
            for position, child in enumerate(item):
                if child.tag in {"ul", "ol"}:
                    yield from self._list(child, depth=depth + 1, place=place)
                elif number is None:
                    yield from self.paragraphs(child, "NoteText", marked=item)
                else:
                    yield self._list_paragraph(child, level, number if position == 0 else None, place)

    def _cover(self, cover: etree._Element) -> Iterator[etree._Element]:
        for item in cover:
            for position, child in enumerate(item):
                if child.tag == "p":
                    yield from self.paragraphs(child, "CoverEntryMore" if position else "CoverEntry")
                else:
                    yield from self._list(child, place="cover")
        yield self._gap(cover)

    def _list_paragraph(self, element: etree._Element, level: int, number: int | None, place: str) -> etree._Element:
        """Make an item's paragraph; only its first has the mark, and those that follow stand below its text."""
        left = self.style.spacing.list_indent * (level + 1) + list_start(place, self.style.spacing)
        marked = w("numPr", w("ilvl", val=level), w("numId", val=number)) if number is not None else None
        below = w("ind", left=left, hanging=0) if number is None else None
        return w("p", w("pPr", w("pStyle", val="ListParagraph"), marked, below), *self._runs(element))

    def _runs(self, element: etree._Element, run_style: str | None = None) -> Iterator[etree._Element]:
        """Yield the runs of a paragraph; its number is left to Word's numbering."""
        if element.text:
            yield self._run(element.text, run_style)
        for child in element:
            yield from self._child(child, run_style)
            if child.tail:
                yield self._run(child.tail, run_style)

    def _child(self, child: etree._Element, run_style: str | None) -> Iterator[etree._Element]:
        kind = child.get("class")
        if child.tag == "a":
            yield from self._link(child)
        elif kind == "label":
            yield self._run((child.text or "").strip(), "CoverLabelText")
            yield w("r", w("tab") if child.getparent().tag == "p" else text(" "))
        elif kind != "number":
            yield from self._runs(child, NESTED.get((run_style, str(child.tag)), RUN_STYLES.get(str(child.tag))))

    def _run(self, words: str, style: str | None) -> etree._Element:
        return w("r", w("rPr", w("rStyle", val=style)) if style else None, text(words))

    def _link(self, element: etree._Element) -> Iterator[etree._Element]:
        kind, href = element.get("class"), element.get("href")
        if kind is None:
            relation = self.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = w("hyperlink", *self._runs(element, "Hyperlink"))
            link.set(qn("r:id"), relation)
            yield link
            return
        if element.text == self.style.labels.withheld_reference:  # it has no number that a field could show
            yield w("hyperlink", *self._runs(element, "Hyperlink"), anchor=_bookmark(self.bookmarks[href[1:]]))
            return
        word, shown = self._parted(element.text or "")
        style = "NoteReference" if kind == "note" else "Hyperlink"
        if word:
            yield self._run(f"{word} ", style)
        yield from field(f"REF {_bookmark(self.bookmarks[href[1:]])} \\r \\h", shown, style)

    def _parted(self, shown: str) -> tuple[str, str]:
        """Part what a reference says into the word that it calls its target, where it has one, and the number."""
        labels = self.style.labels
        for word in (labels.section_word, labels.paragraph_word):
            if shown.startswith(f"{word} "):
                return word, shown.removeprefix(f"{word} ")
        return "", shown

    def _table(self, table: etree._Element) -> Iterator[etree._Element]:
        yield from self.tables.table(table)
        # Two tables in a row would merge, and a document must end in a paragraph.
        yield self._gap(table)

    def _gap(self, block: etree._Element) -> etree._Element:
        return w("p", w("pPr", w("pStyle", val="TableEnd" if ends_page(block) else "TableGap")))


def _bookmark(number: int) -> str:
    return f"_Ref{number:08}"
