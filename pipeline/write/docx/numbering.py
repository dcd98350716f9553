"""Automatic numbering, linked to styles: insert a paragraph in Word and the rest renumbers."""

from lxml import etree

from pipeline.document import BULLET
from pipeline.style import HouseStyle
from pipeline.write.docx.xml import w

OUTLINE = 1
"""The numbering of sections and paragraphs, which their styles refer to."""

LIST_LEVELS = 3

KINDS = {("ul", False): 2, ("ol", False): 3, ("ul", True): 4, ("ol", True): 5}
"""The numbering of lists: by element, and whether they stand in a table's cell, where the indent is smaller."""


def fill_numbering(numbering: etree._Element, style: HouseStyle) -> None:
    """Put the outline of sections and paragraphs, and the kinds of lists, into the numbering part."""
    width, indent = style.spacing.number_width, style.spacing.list_indent
    patterns = (style.numbering.section, style.numbering.paragraph)
    outline = [
        _level(depth, _pattern(pattern), (width, width), linked=linked)
        for depth, (pattern, linked) in enumerate(zip(patterns, ("Heading2", "NumberedParagraph"), strict=True))
    ]
    _add(numbering, OUTLINE, outline)
    for (tag, in_cell), number in KINDS.items():
        start = 0 if in_cell else width
        places = [(start + indent * (depth + 1), indent) for depth in range(LIST_LEVELS)]
        marks = [BULLET if tag == "ul" else f"%{depth + 1}." for depth in range(LIST_LEVELS)]
        kind = "bullet" if tag == "ul" else "decimal"
        levels = [
            _level(depth, mark, place, kind=kind) for depth, (mark, place) in enumerate(zip(marks, places, strict=True))
        ]
        _add(numbering, number, levels)
    for number in (OUTLINE, *KINDS.values()):
        numbering.append(w("num", w("abstractNumId", val=number), numId=number))


def _add(numbering: etree._Element, number: int, levels: list[etree._Element]) -> None:
    numbering.append(w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=number))


def list_number(numbering: etree._Element, tag: str, *, in_cell: bool) -> int:
    """Return the numbering of a list; a numbered one gets one of its own, which starts at 1 again."""
    kind = KINDS[tag, in_cell]
    if tag == "ul":
        return kind
    number = len(numbering.findall(numbering[-1].tag)) + 1
    restarts = [w("lvlOverride", w("startOverride", val=1), ilvl=level) for level in range(LIST_LEVELS)]
    numbering.append(w("num", w("abstractNumId", val=kind), *restarts, numId=number))
    return number


def _pattern(pattern: str) -> str:
    return pattern.format(section="%1", paragraph="%2")


def _level(
    depth: int, pattern: str, place: tuple[int, int], *, kind: str = "decimal", linked: str | None = None
) -> etree._Element:
    left, hanging = place
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("pStyle", val=linked) if linked else None,
        w("suff", val="tab"),
        w("lvlText", val=pattern),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=hanging)),
        ilvl=depth,
    )
