"""Room at the top of pages for what every page bears, such as a marking: the text begins below it, in Word and PDF alike."""

from collections.abc import Sequence
from math import ceil

from pipeline.style import HouseStyle

BROADEST = 0.6
"""The width of a bold letter, of a line's on average, is less than this share of the type's size."""


def with_room_for(marking: Sequence[str], style: HouseStyle) -> HouseStyle:
    """Return a house style with a margin at the top that holds the lines of a marking, and the style's own.

    Args:
        marking: the lines, of which each may need several.
        style: the house style.
    """
    if not marking:
        return style
    page, type_ = style.page, style.fonts.table
    letters = int(page.measure / (type_.size * BROADEST))
    lines = sum(ceil(len(line) / letters) for line in marking) + bool(page.header)
    height = lines * max(type_.line, style.fonts.body.line if page.header else 0)
    top = max(page.margin_top, page.footer_from_edge + height + type_.line)
    return style.model_copy(update={"page": page.model_copy(update={"margin_top": top})})
