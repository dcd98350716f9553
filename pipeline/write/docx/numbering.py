"""Automatic numbering, linked to styles: insert a paragraph in Word and the rest renumbers."""

from collections.abc import Sequence
from itertools import product

from lxml import etree

from pipeline.document import BULLET
from pipeline.style import HouseStyle, Spacing
from pipeline.write.docx.xml import w

OUTLINE, APPENDIX, NOTES = 1, 2, 3
"""The numberings that styles refer to: sections and their paragraphs, appendices and theirs, notes."""

LIST_LEVELS = 3

LISTS = ("ul", "ol", "recommendations")
PLACES = ("section", "cell", "cover")
KINDS = {kind: number for number, kind in enumerate(product(LISTS, PLACES), start=NOTES + 1)}
"""The numbering of lists: by kind, and by where they stand, as the indent differs."""


def list_start(place: str, spacing: Spacing) -> int:
    """Return how far in the lists of a place begin, in twips."""
    return {"section": spacing.number_width, "cell": 0, "cover": spacing.cover_label_width}[place]


def fill_numbering(numbering: etree._Element, style: HouseStyle) -> None:
    """Put the outlines of sections and appendices, the notes and the kinds of lists into the numbering part."""
    for number, levels in ((OUTLINE, _outline(style)), (APPENDIX, _appendix(style)), (NOTES, _notes(style))):
        _add(numbering, number, levels)
    for (kind, place), number in KINDS.items():
        _add(numbering, number, _list_levels(kind, list_start(place, style.spacing), style.spacing.list_indent))
    for number in (OUTLINE, APPENDIX, NOTES, *KINDS.values()):
        numbering.append(w("num", w("abstractNumId", val=number), numId=number))


def _outline(style: HouseStyle) -> list[etree._Element]:
    patterns, width, sub = style.numbering, style.spacing.number_width, style.spacing.subnumber_width
    counts = {"section": "%1", "paragraph": "%2", "subparagraph": "%3"}
    return [
        _level(0, patterns.section.format(**counts), (width, width), linked="Heading2"),
        _level(1, patterns.paragraph.format(**counts), (width, width), linked="NumberedParagraph"),
        _level(2, patterns.subparagraph.format(**counts), (sub, sub), linked="NumberedSubparagraph"),
    ]


def _appendix(style: HouseStyle) -> list[etree._Element]:
    patterns, width, wide = style.numbering, style.spacing.number_width, style.spacing.appendix_number_width
    counts = {"appendix": "%1", "paragraph": "%2"}
    return [
        _level(0, patterns.appendix.format(**counts), (wide, wide), kind="upperLetter", linked="AppendixHeading"),
        _level(1, patterns.appendix_paragraph.format(**counts), (width, width), linked="AppendixParagraph"),
    ]


def _notes(style: HouseStyle) -> list[etree._Element]:
    indent = style.spacing.list_indent
    return [_level(0, "%1", (indent, indent), linked="NoteText")]


def _list_levels(kind: str, start: int, indent: int) -> list[etree._Element]:
    levels = []
    for depth in range(LIST_LEVELS):
        lettered = kind == "recommendations" and depth == 0
        mark = BULLET if kind == "ul" else f"(%{depth + 1})" if lettered else f"%{depth + 1}."
        format_ = "bullet" if kind == "ul" else "lowerLetter" if lettered else "decimal"
        levels.append(_level(depth, mark, (start + indent * (depth + 1), indent), kind=format_))
    return levels


def _add(numbering: etree._Element, number: int, levels: Sequence[etree._Element]) -> None:
    numbering.append(w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=number))


def list_number(numbering: etree._Element, kind: str, place: str) -> int:
    """Return the numbering of a list; a numbered one gets one of its own, which starts at 1 again."""
    number = KINDS[kind, place]
    if kind == "ul":
        return number
    own = len(numbering.findall(numbering[-1].tag)) + 1
    restarts = [w("lvlOverride", w("startOverride", val=1), ilvl=level) for level in range(LIST_LEVELS)]
    numbering.append(w("num", w("abstractNumId", val=number), *restarts, numId=own))
    return own


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
