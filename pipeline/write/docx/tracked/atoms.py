"""Paragraphs, rows and tables of Word taken apart into what can be compared."""

import re
from collections.abc import Hashable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.compare import Item
from pipeline.write.docx.numbering import KINDS
from pipeline.write.docx.xml import qn

WORD = re.compile(r"\S+\s*|\s+")
P, PPR, R, RPR, T, TBL, TR, TC = (qn(f"w:{name}") for name in ("p", "pPr", "r", "rPr", "t", "tbl", "tr", "tc"))
FIXED = max(KINDS.values())
"""Numberings up to this one are the same in any paper; those beyond belong to one list."""


@dataclass(frozen=True)
class Atom:
    """A word with its look, or what is no word: a field, a tab, a drawing. ``link`` is the hyperlink that it stands in."""

    key: Hashable
    text: str | None
    runs: Sequence[etree._Element]
    link: etree._Element | None = None


@dataclass(frozen=True)
class Reader:
    """Takes Word's elements apart; ``numbering`` says of which kind a list is."""

    numbering: etree._Element

    def item(self, element: etree._Element) -> Item:
        """Return what aligns a paragraph or a table."""
        return self._paragraph(element) if element.tag == P else self._table(element)

    def row(self, row: etree._Element) -> Item:
        """Return what aligns a row of a table."""
        cells = row.findall(TC)
        spans = tuple(_xml(cell.find(f".//{qn('w:gridSpan')}")) for cell in cells)
        kind = ("row", spans, row.find(f".//{qn('w:tblHeader')}") is not None)
        key = tuple(tuple(self.item(child).key for child in cell.iterchildren(P)) for cell in cells)
        return Item((kind, key), kind, _words(row), tuple(_words(cells[0])))

    def shape(self, paragraph: etree._Element) -> str:
        """Return a paragraph's style and place in lists, without the list that it belongs to."""
        properties = deepcopy(paragraph.find(PPR))
        for other in [child for child in properties if child.tag in {qn("w:sectPr"), RPR}]:
            properties.remove(other)
        for number in properties.iter(qn("w:numId")):
            own = self.numbering.find(f"{qn('w:num')}[@{qn('w:numId')}='{number.get(qn('w:val'))}']")
            if own is not None:
                number.set(qn("w:val"), str(own.find(qn("w:abstractNumId")).get(qn("w:val"))))
        return _xml(properties)

    def _paragraph(self, paragraph: etree._Element) -> Item:
        shape, said = self.shape(paragraph), _words(paragraph)
        return Item((shape, tuple(atom.key for atom in atoms(paragraph))), shape, said, tuple(said[:4]))

    def _table(self, table: etree._Element) -> Item:
        kind = ("table", len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")))
        return Item((kind, tuple(self.row(row).key for row in table.iterchildren(TR))), kind, _words(table))


def list_of(paragraph: etree._Element) -> str | None:
    """Return the number of the list that a paragraph alone belongs to."""
    number = paragraph.find(f"{PPR}/{qn('w:numPr')}/{qn('w:numId')}")
    value = str(number.get(qn("w:val"))) if number is not None else ""
    return value if value and int(value) > FIXED else None


def atoms(paragraph: etree._Element) -> list[Atom]:
    """Take a paragraph apart; its bookmarks are left out."""
    return list(_atoms(list(paragraph), None))


def _atoms(children: Sequence[etree._Element], link: etree._Element | None) -> Iterator[Atom]:
    field: list[etree._Element] = []
    for child in children:
        if child.tag == qn("w:hyperlink"):
            yield from _atoms(list(child), child)
        elif child.tag == R:
            mark = child.find(qn("w:fldChar"))
            if mark is None and not field:
                yield from _run(child, link)
                continue
            field.append(child)
            if mark is not None and mark.get(qn("w:fldCharType")) == "end":
                shown = next(run for run in field if run.find(T) is not None)
                yield Atom(_key(shown, str(shown.findtext(T)), link), None, tuple(field), link)
                field = []


def _run(run: etree._Element, link: etree._Element | None) -> Iterator[Atom]:
    text = run.find(T)
    if text is None:
        yield Atom(("thing", _thing(run)), None, (run,), link)
        return
    for piece in WORD.findall(text.text or ""):
        yield Atom(_key(run, piece, link), piece, (run,), link)


def _key(run: etree._Element, text: str, link: etree._Element | None) -> Hashable:
    address = link.get(qn("r:id")) if link is not None else None
    return text, _xml(run.find(RPR)), address


def _thing(run: etree._Element) -> str:
    """Say what a tab or a drawing is; drawings are counted, and one is the same whatever its number."""
    copy = deepcopy(run)
    for element in copy.iter():
        if "id" in element.attrib and "name" in element.attrib:
            element.attrib.pop("id")
            element.attrib.pop("name")
    return _xml(copy)


def _xml(element: etree._Element | None) -> str:
    """Write an element so that what is the same reads the same."""
    parts = () if element is None else element.iter()
    return " ".join(f"{part.tag}:{len(part)} {sorted(part.attrib.items())} {part.text or ''}" for part in parts)


def _words(element: etree._Element) -> list[str]:
    texts = ("".join(str(text.text or "") for text in paragraph.iter(T)) for paragraph in element.iter(P))
    return [word for text in texts for word in text.split()]
