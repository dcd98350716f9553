"""The words of a Word file, its automatic numbers resolved as Word resolves them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as Docx
from lxml import etree

from pipeline.document import letter
from pipeline.write.docx.xml import qn

NUM_PR = f"{qn('w:pPr')}/{qn('w:numPr')}"
LEVELS = 9


def read_words(file: Path) -> list[str]:
    """Return the words of the body in reading order, automatic numbers and bullets among them."""
    return [word for paragraph in paragraph_texts(docx.Document(str(file))) for word in paragraph.split()]


def paragraph_texts(document: Docx) -> Iterator[str]:
    """Yield each paragraph's text with its number."""
    numbers = _Numbers(document)
    for paragraph in document.element.body.iter(qn("w:p")):
        yield f"{numbers.of(paragraph)} {plain_text(paragraph)}".strip()


def plain_text(paragraph: etree._Element) -> str:
    """Return a paragraph's text without its number."""
    pieces = (piece for run in paragraph.iter(qn("w:r")) for piece in run.iter(qn("w:t"), qn("w:tab")))
    return "".join(" " if piece.tag == qn("w:tab") else piece.text or "" for piece in pieces)


class _Numbers:
    """Counts each numbering's levels; paragraphs must come in document order."""

    def __init__(self, document: Docx) -> None:
        styles = document.styles.element.iter(qn("w:style"))
        self.of_style = {style.get(qn("w:styleId")): style.find(NUM_PR) for style in styles}
        numbering = document.part.numbering_part.element
        levels = {
            each.get(qn("w:abstractNumId")): {level.get(qn("w:ilvl")): level for level in each.iter(qn("w:lvl"))}
            for each in numbering.iter(qn("w:abstractNum"))
        }
        self.levels = {
            each.get(qn("w:numId")): levels[_value(each, "w:abstractNumId")] for each in numbering.iter(qn("w:num"))
        }
        self.counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * LEVELS)

    def of(self, paragraph: etree._Element) -> str:
        """Return the number that Word gives a paragraph, by itself or by its style."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        named = self.of_style.get(str(style.get(qn("w:val")))) if style is not None else None
        direct = paragraph.find(NUM_PR)
        properties = direct if direct is not None else named
        return "" if properties is None else self._next(_value(properties, "w:numId"), _value(properties, "w:ilvl"))

    def _next(self, number: str, level: str) -> str:
        depth, counts = int(level), self.counts[number]
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        levels = self.levels[number]
        pattern = _value(levels[level], "w:lvlText")
        return re.sub(
            r"%(\d)", lambda found: _count(levels[str(int(found[1]) - 1)], counts[int(found[1]) - 1]), pattern
        )


def _count(level: etree._Element, count: int) -> str:
    kind = _value(level, "w:numFmt")
    return {"upperLetter": letter(count), "lowerLetter": letter(count).lower()}.get(kind, str(count))


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qn(name))
    return str(found.get(qn("w:val"))) if found is not None else ""
