"""Automatic numbering, linked to styles: insert a paragraph in Word and the rest renumbers."""

from lxml import etree

from pipeline.document import BULLET
from pipeline.style import HouseStyle
from pipeline.write.docx.xml import w

OUTLINE, BULLETS, LIST = 1, 2, 3
"""The numberings that styles refer to; each numbered list gets a further one of its own."""

LIST_LEVELS = 3


def fill_numbering(numbering: etree._Element, style: HouseStyle) -> None:
    """Put the outline of sections and paragraphs, the bullets and the list numbers into the numbering part."""
    width, indent = style.spacing.number_width, style.spacing.list_indent
    patterns = (style.numbering.section, style.numbering.paragraph)
    outline = [
        _level(depth, _pattern(pattern), (width, width), linked=linked)
        for depth, (pattern, linked) in enumerate(zip(patterns, ("Heading2", "NumberedParagraph"), strict=True))
    ]
    deep = [(width + indent * (depth + 1), indent) for depth in range(LIST_LEVELS)]
    bullets = [
        _level(depth, BULLET, place, kind="bullet", linked="ListBullet" if depth == 0 else None)
        for depth, place in enumerate(deep)
    ]
    numbers = [
        _level(depth, f"%{depth + 1}.", place, linked="ListNumber" if depth == 0 else None)
        for depth, place in enumerate(deep)
    ]
    for number, levels in ((OUTLINE, outline), (BULLETS, bullets), (LIST, numbers)):
        multi = w("multiLevelType", val="multilevel" if number == OUTLINE else "hybridMultilevel")
        numbering.append(w("abstractNum", multi, *levels, abstractNumId=number))
    for number in (OUTLINE, BULLETS, LIST):
        numbering.append(w("num", w("abstractNumId", val=number), numId=number))


def new_list(numbering: etree._Element) -> int:
    """Add a numbering that starts at 1 again, for one more numbered list; return its id."""
    number = len(numbering.findall(numbering[-1].tag)) + 1
    restarts = [w("lvlOverride", w("startOverride", val=1), ilvl=level) for level in range(LIST_LEVELS)]
    numbering.append(w("num", w("abstractNumId", val=LIST), *restarts, numId=number))
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
