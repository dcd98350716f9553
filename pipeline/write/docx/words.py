"""The words of a Word file, its automatic numbers resolved as Word resolves them."""

import re
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as Docx
from lxml import etree

from pipeline.write.docx.xml import qn


def read_words(file: Path) -> list[str]:
    """Return the words of the body in reading order, numbers of sections and paragraphs among them.

    Bullets and the numbers of lists stand outside the text in every format, and are not counted.
    """
    return [word for paragraph in paragraph_texts(docx.Document(str(file))) for word in paragraph.split()]


def paragraph_texts(docx: Docx) -> Iterator[str]:
    """Yield each paragraph's text with its number."""
    numbers = _Numbers(docx)
    for paragraph in docx.element.body.iter(qn("w:p")):
        text = "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        yield f"{numbers.of(paragraph)} {text}".strip()


class _Numbers:
    """Counts the levels of the outline that styles are linked to."""

    def __init__(self, docx: Docx) -> None:
        styles = docx.styles.element
        self.levels = {
            style.get(qn("w:styleId")): (_value(found, "w:numId"), int(_value(found, "w:ilvl")))
            for style in styles.iter(qn("w:style"))
            if (found := style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None
        }
        numbering = docx.part.numbering_part.element
        abstract = {each.get(qn("w:numId")): _value(each, "w:abstractNumId") for each in numbering.iter(qn("w:num"))}
        texts = {
            (each.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl")))): level
            for each in numbering.iter(qn("w:abstractNum"))
            for level in each.iter(qn("w:lvl"))
        }
        self.outline = {
            style: (level, _value(found, "w:lvlText"))
            for style, (number, level) in self.levels.items()
            if (found := texts[abstract[number], level]) is not None and _value(found, "w:pStyle") == style
            if style not in {"ListBullet", "ListNumber"}
        }
        self.counts = [0] * 9

    def of(self, paragraph: etree._Element) -> str:
        """Return the number that Word gives the paragraph, which must come in document order."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level, pattern = self.outline.get(style.get(qn("w:val")) if style is not None else None, (None, ""))
        if level is None:
            return ""
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * len(self.counts[level + 1 :])
        return re.sub(r"%(\d)", lambda found: str(self.counts[int(found[1]) - 1]), pattern)


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qn(name))
    return str(found.get(qn("w:val"))) if found is not None else ""
