"""The outline of an existing paper: its front, its sections, its appendices; by its headings, however they were made."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from pipeline.blocks import Block, Paragraph, Table
from pipeline.existing.headlines import front_ends, may_be_title, over_numbers
from pipeline.existing.labels import heading_of, labelled

LONGEST = 200
"""No heading is longer."""

APPENDIX = re.compile(
    r"(?P<name>(?:appendix|annexe?)(?: (?:[A-Z]|\d{1,2}|[IVX]{1,4})\b)?)(?:\s*[:.\u2013\u2014-]\s*|\s+|$)",
    re.IGNORECASE,
)
"""What the heading of an appendix begins with."""

Kind = Literal["section", "appendix", "sub", ""]
_ENDS = (".", ";", ",")


@dataclass(frozen=True)
class SubHeading:
    """A heading within a section."""

    paragraph: Paragraph


@dataclass(frozen=True)
class Part:
    """A section or an appendix: its heading and what stands under it."""

    kind: Literal["section", "appendix"]
    heading: Paragraph
    blocks: list[Block | SubHeading] = field(default_factory=list)

    @property
    def landscape(self) -> bool:
        """Whether its pages are turned."""
        return self.heading.landscape


@dataclass(frozen=True)
class Outline:
    """What stands before the first section, the title's paragraphs among it, and the sections and appendices."""

    title: list[Paragraph]
    front: list[Block]
    parts: list[Part]


def outline(blocks: Sequence[Block]) -> Outline:
    """Part a paper by its headings."""
    headings = _Headings.of(blocks)
    title = headings.title
    front: list[Block] = []
    parts: list[Part] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        kind = headings.kind(
            block, following, in_body=bool(parts), in_appendix=bool(parts) and parts[-1].kind == "appendix"
        )
        if _is_in(block, headings.titles):
            continue
        if isinstance(block, Paragraph) and (kind == "section" or kind == "appendix"):  # noqa: PLR1714 - mypy asks so
            parts.append(Part(kind, block))
        elif not parts:
            front.append(block)
        elif isinstance(block, Paragraph) and kind == "sub":
            parts[-1].blocks.append(SubHeading(block))
        else:
            parts[-1].blocks.append(block)
    return Outline(title, front, parts)


@dataclass(frozen=True)
class _Headings:
    """How one paper makes its headings."""

    title: list[Paragraph]
    level: int | None
    sections: frozenset[int]

    @property
    def titles(self) -> frozenset[int]:
        """The title's paragraphs, by identity: two paragraphs may say the same."""
        return frozenset(map(id, self.title))

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> "_Headings":
        """Find a paper's title, and the level of its sections or, where it has no styles for them, the headings themselves."""
        paragraphs = [block for block in blocks if isinstance(block, Paragraph) and 0 < len(block.text) <= LONGEST]
        outlined = [each for each in paragraphs if each.outline is not None]
        title = [each for each in paragraphs if each.style == "title"] or _lone_first(outlined)
        titles = frozenset(map(id, title))
        levels = [each.outline for each in outlined if each.outline is not None and not _is_in(each, titles)]
        if levels:
            return cls(title, min(levels), frozenset())
        leading = [] if title else _leading(blocks)
        cover = [*leading, *paragraphs[: front_ends(paragraphs)], *_values(paragraphs)]
        aside = titles | set(map(id, cover))
        by_numbers = [each for each in over_numbers(blocks) if not (_is_in(each, aside) or is_label(each))]
        typed = _typed([each for each in paragraphs if not _is_in(each, aside)], by_numbers)
        title = title or [each for each in leading if may_be_title(each.text)][:1]
        if not title and len(typed) == 1 and _is_lone_title(typed[0]):
            return cls(typed, None, frozenset())
        return cls(title, None, frozenset(map(id, typed)))

    def kind(self, block: Block, following: Block | None, *, in_body: bool, in_appendix: bool) -> Kind:
        """Return whether a block is the heading of a section, of an appendix, or within a section."""
        if not isinstance(block, Paragraph) or not 0 < len(block.text) <= LONGEST or _is_in(block, self.titles):
            return ""
        level = self._level(block)
        label = block.mark.label if block.mark else ""
        if (level or looks_like_heading(block)) and APPENDIX.match(label or block.text) and not is_label(block):
            return "appendix"
        if (level or (in_body and looks_like_heading(block))) and heading_of(block.text) == "source_documents":
            return "section"
        if level == 1:
            return "sub" if in_appendix and self.level is None else "section"
        if level == 2:
            return "sub"
        caption = isinstance(following, Table)
        return "sub" if in_body and not caption and looks_like_heading(block) else ""

    def _level(self, block: Paragraph) -> int:
        if self.level is None:
            return int(_is_in(block, self.sections))
        return 0 if block.outline is None else 1 if block.outline <= self.level else 2


def looks_like_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph without a heading's style is one all the same: short, bold or in capitals, and no sentence."""
    listed = paragraph.mark is not None and paragraph.mark.kind in {"bullet", "letter"}
    if listed or paragraph.text.endswith(_ENDS) or paragraph.style.startswith("caption"):
        return False
    return paragraph.bold or (is_capitals(paragraph.text) and not paragraph.text.endswith(":"))


def is_label(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a line of a cover: its label and, but for what may be a heading too, its value."""
    name, begins = labelled(paragraph.raw)
    return bool(name) and (not heading_of(paragraph.text) or bool(paragraph.raw[begins:].strip()))


def is_capitals(text: str) -> bool:
    """Whether a text is in capitals."""
    return text.upper() == text and sum(letter.isalpha() for letter in text) > 3


def _is_lone_title(paragraph: Paragraph) -> bool:
    """Whether the only line in capitals of a paper is its title: there are no sections that it could head one of."""
    return not paragraph.bold and paragraph.mark is None and may_be_title(paragraph.text)


def _lone_first(outlined: list[Paragraph]) -> list[Paragraph]:
    """Return the first heading, if it is the only one of its level and all others are below it."""
    if len(outlined) < 2:
        return []
    first, *others = outlined
    return [first] if all((each.outline or 0) > (first.outline or 0) for each in others) else []


def _leading(blocks: Sequence[Block]) -> list[Paragraph]:
    """Return the lines in bold or capitals that a paper without styles begins with: its title and its letterhead."""
    found: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or not looks_like_heading(block) or block.mark or is_label(block):
            break
        found.append(block)
    return sorted(found, key=lambda paragraph: -len(paragraph.text))


def _values(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the lines right below a cover's label that has nothing behind it: they are its value, in capitals or not."""
    return [
        value
        for label, value in pairwise(paragraphs)
        if label.text.endswith(":") and is_label(label) and labelled(label.raw)[1] >= len(label.raw.rstrip())
    ]


def _typed(paragraphs: Iterable[Paragraph], by_numbers: list[Paragraph]) -> list[Paragraph]:
    """Return the headings of a paper without styles for them: numbered ones, else those in capitals, else those in bold.

    Args:
        paragraphs: those that may be headings.
        by_numbers: what are headings by the numbers around them, where nothing in the paper is bold.
    """
    shaped = [each for each in paragraphs if looks_like_heading(each) and not is_label(each)]
    numbered = [each for each in shaped if each.mark and each.mark.kind == "number"]
    capitals = [each for each in shaped if is_capitals(each.text) and each.bold]
    plain_capitals = [each for each in shaped if is_capitals(each.text)]
    if numbered and all(is_capitals(each.text) for each in numbered):
        # Where all numbered headings are in capitals, a later one in capitals that has no number is their equal.
        begun = next(place for place, each in enumerate(shaped) if each is numbered[0])
        return [
            each
            for each in shaped[begun:]
            if is_capitals(each.text) and (each.mark is None or each.mark.kind == "number")
        ]
    unlike = [] if any(each.bold for each in shaped) else by_numbers
    return numbered or capitals or unlike or plain_capitals or [each for each in shaped if not each.mark]


def _is_in(block: Block, among: AbstractSet[int]) -> bool:
    return id(block) in among
