"""Blocks: what an existing document holds, in reading order, before anybody says what it means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["bullet", "letter", "number", "paragraph"]
"""What marks a paragraph: a bullet, (a), 1. or 1.1."""


@dataclass(frozen=True)
class Piece:
    """A run of letters that look alike.

    ``note`` names a footnote that stands here instead of letters; ``raised`` letters may be a reference to a note.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    raised: bool = False
    link: str = ""
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """A paragraph's mark as it is printed, and its place in its list."""

    kind: Kind
    label: str
    level: int = 0
    value: int = 1
    series: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its words, and what its document says of its part.

    Args:
        pieces: the words.
        style: the name of its style, in small letters.
        outline: its level as a heading, from 0, where its style or itself says that it is one.
        mark: its number or bullet, where the document gives it one by itself.
        indent: how far in it begins, in twips.
        bold: all of it is bold.
        right: it stands on the right.
        landscape: its page is turned.
    """

    pieces: tuple[Piece, ...]
    style: str = ""
    outline: int | None = None
    mark: Mark | None = None
    indent: int = 0
    bold: bool = False
    right: bool = False
    landscape: bool = False

    @property
    def text(self) -> str:
        """The words, white space folded."""
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        """The words with tabs and ends of lines as they are."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Cell:
    """A cell of a table; ``covered`` is one that a merged cell lies over."""

    paragraphs: tuple[Paragraph, ...] = ()
    covered: bool = False

    @property
    def text(self) -> str:
        """The words of its paragraphs."""
        return " ".join(paragraph.text for paragraph in self.paragraphs).strip()


@dataclass(frozen=True)
class Table:
    """A table: rows of equally many cells; a merged cell is a cell and empty ones."""

    rows: tuple[tuple[Cell, ...], ...]
    landscape: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture, of which only its description can be kept."""

    description: str = ""
    landscape: bool = False


Block = Paragraph | Table | Picture


@dataclass(frozen=True)
class Reading:
    """What was read of a document, its footnotes by their names, and sentences on what was left out."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def without(paragraph: Paragraph, count: int) -> tuple[Piece, ...]:
    """Return a paragraph's pieces without its first letters, and without the white space that then leads."""
    pieces = list(paragraph.pieces)
    while pieces and (count or not pieces[0].text.strip()) and not pieces[0].note:
        first = pieces.pop(0)
        rest = first.text[count:].lstrip()
        count = max(0, count - len(first.text))
        if rest:
            return (replace(first, text=rest), *pieces)
    return tuple(pieces)


def unbold(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph whose bold only says that it is a heading without it."""
    if not paragraph.bold:
        return paragraph
    return replace(paragraph, bold=False, pieces=tuple(replace(piece, strong=False) for piece in paragraph.pieces))


def plain(text: str) -> tuple[Piece, ...]:
    """Return plain words as pieces."""
    return (Piece(text),) if text else ()


def merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours that look alike."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and not piece.note and not last.note and replace(piece, text=last.text) == last:
            last = replace(last, text=last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
