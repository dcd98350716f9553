"""What a paper asks and why, where no heading says so: "It is recommended that", "The purpose of this report is to"."""

import re
from collections.abc import Iterable, Sequence

from pipeline.blocks import Block, Paragraph
from pipeline.existing.outline import SubHeading

_RECOMMENDED = re.compile(
    r"it is (?:therefore )?recommended that\b|(?:the )?(?:cabinet|executive|council|committee|board|panel|members)"
    r"(?: is| are)? (?:therefore )?(?:asked|recommended|requested|invited) to\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"the purpose of (?:this|the) (?:report|paper) (?:is|was)\b", re.IGNORECASE)


def recommended(sections: Iterable[Sequence[Block | SubHeading]]) -> list[Paragraph]:
    """Return what Cabinet is asked in running text, with the list that follows it; empty where it is not found."""
    return _found(sections, _RECOMMENDED)


def purpose(sections: Iterable[Sequence[Block | SubHeading]]) -> list[Paragraph]:
    """Return the sentence that says what a paper is for, with the list that follows it; empty where it is not found."""
    return _found(sections, _PURPOSE)


def _found(sections: Iterable[Sequence[Block | SubHeading]], pattern: re.Pattern[str]) -> list[Paragraph]:
    for blocks in sections:
        for place, block in enumerate(blocks):
            if isinstance(block, Paragraph) and pattern.match(block.text):
                return [block, *_items(blocks[place + 1 :])] if block.text.endswith((":", ":-")) else [block]
    return []


def _items(blocks: Sequence[Block | SubHeading]) -> list[Paragraph]:
    """Return the marked paragraphs that blocks begin with."""
    items: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.mark is None or block.mark.kind == "paragraph":
            break
        items.append(block)
    return items
