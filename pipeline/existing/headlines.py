"""Lines that papers without styles are made of: which are headings by the numbers around them, which are no title."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.blocks import Block, Paragraph
from pipeline.existing.labels import NOTICES, labelled

LONGEST = 100
"""No heading of plain words is longer."""

_ENDS = (".", ";", ",", ":")
_FRONT = {"title", "to"}
"""Labels that stand on a cover and nowhere else."""

_NO_TITLE = re.compile(
    r"paper [a-z0-9]{1,3}|report (?:no\.? ?)?[a-z]{0,4}[/ ]?\d{1,6}(?:/\d{1,6})*|(?:[a-z]{1,5}[/ -]?)?\d{1,6}(?:/\d{1,6})*"
    r"|.{0,60}\bcouncil|(?:list|table) of contents|contents|minutes|agenda|to be .{1,30}|tbc|decision details|record of (?:the )?decisions?|executive summary"
    r"|summary|decision made|(?:.{1,60} - )?record of decision(?: of the .{1,40})?|.{0,60}\bcouncil - record of decision",
    re.IGNORECASE,
)
_CAPITAL_LABEL = re.compile(r"(?P<label>[A-Z][A-Z()'\u2019/& -]{3,60}?)\s?(?::\s*(?P<rest>.*))?")


def may_be_title(text: str) -> bool:
    """Whether a line can be a paper's title: no council's name, no reference, no notice, no sentence."""
    plain = text.strip().rstrip(":.")
    if text.endswith((":", ";")) or NOTICES.fullmatch(text) or _NO_TITLE.fullmatch(plain) or labelled(text)[0]:
        return False
    return text.upper() == text or not text.endswith(".")


def capital_label(text: str) -> tuple[str, str] | None:
    """Return a label in capitals that is no field of ours, as EXECUTIVE SUMMARY:, and what stands behind it."""
    found = _CAPITAL_LABEL.fullmatch(text)
    return (found["label"].strip(), found["rest"] or "") if found else None


def over_numbers(blocks: Sequence[Block]) -> list[Paragraph]:
    """Return the headings of a paper without styles that its numbers tell: 1. over 1.1, or lines that numbers run on under."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    beside = list(zip(paragraphs, [*paragraphs[1:], None], strict=True))
    numbered = [each for each, following in beside if _is_over(each, following)]
    return numbered or _running_under(paragraphs)


def _is_over(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether a numbered line stands over paragraphs of its number, or is numbered 1.0."""
    mark = paragraph.mark
    if mark is None or mark.kind != "number" or not _is_short(paragraph):
        return False
    number = mark.label.strip(".)").removesuffix(".0")
    below = following.mark.label if following and following.mark else ""
    return mark.label.endswith(".0") or below.startswith(f"{number}.")


def _running_under(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return lines without a number between paragraphs whose numbers run on over them: two at least."""
    found: list[Paragraph] = []
    last = 0
    for paragraph, following in pairwise(paragraphs):
        next_ = _value(following)
        if paragraph.mark is None and next_ == last + 1 and _is_short(paragraph):
            found.append(paragraph)
        last = _value(paragraph) or last
    return found if len(found) > 1 and last >= len(found) else []


def _value(paragraph: Paragraph) -> int:
    """Return the number of a numbered paragraph, 0 of another."""
    mark = paragraph.mark
    return int(re.sub(r"\D", "", mark.label) or 0) if mark and mark.kind == "number" else 0


def _is_short(paragraph: Paragraph) -> bool:
    return 0 < len(paragraph.text) <= LONGEST and not paragraph.text.endswith(_ENDS)


def front_ends(paragraphs: Sequence[Paragraph], most: int = 20) -> int:
    """Return how many of a paper's first paragraphs are its cover for certain: up to the last label of a title or a meeting."""
    places = [place for place, each in enumerate(paragraphs[:most], start=1) if labelled(each.raw)[0] in _FRONT]
    return places[-1] if places else 0
