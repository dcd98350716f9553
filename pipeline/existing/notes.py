"""Notes: raised numbers that refer to a list at the paper's end, and footnotes, both as ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.blocks import Block, Cell, Paragraph, Piece, Table
from pipeline.existing.labels import heading_of
from pipeline.existing.outline import Outline, Part, SubHeading
from pipeline.existing.typed import Typed

NUMBERED = {"number"}


@dataclass
class Notes:
    """The notes of a paper: what is printed in it for each, and its words."""

    by_number: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[Paragraph]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def take_section(self, outline: Outline) -> Outline:
        """Take a section of notes out of a paper that refers to its numbers with raised figures."""
        raised = {piece.text.strip() for piece in _pieces(outline) if piece.raised and piece.text.strip().isdigit()}
        kept = []
        for part in outline.parts:
            items = _items(part) if raised and heading_of(part.heading.text) == "notes" else []
            if not items:
                kept.append(part)
            for number, paragraph in items:
                name = self._add([paragraph])
                self.by_number[number] = name
        return Outline(outline.title, outline.front, kept)

    def take_footnotes(self, footnotes: Mapping[str, Sequence[Paragraph]], pieces: Iterable[Piece]) -> None:
        """Take the footnotes that the paper refers to, in the order of their references."""
        for piece in pieces:
            if piece.note and piece.note in footnotes and piece.note not in self.names:
                self.names[piece.note] = self._add(footnotes[piece.note])

    def _add(self, paragraphs: Sequence[Paragraph]) -> str:
        name = f"note-{len(self.texts) + 1}"
        self.texts[name] = list(paragraphs)
        return name

    def marked(self, block: Block | SubHeading) -> Block | SubHeading:
        """Return a block with raised numbers of notes as references."""
        if isinstance(block, SubHeading):
            return SubHeading(self.paragraph(block.paragraph))
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        if isinstance(block, Table):
            rows = (tuple(Cell(tuple(map(self.paragraph, cell.paragraphs))) for cell in row) for row in block.rows)
            return replace(block, rows=tuple(rows))
        return block

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """Return a paragraph with raised numbers of notes as references."""
        return replace(paragraph, pieces=tuple(map(self._piece, paragraph.pieces)))

    def _piece(self, piece: Piece) -> Piece:
        name = self.by_number.get(piece.text.strip()) if piece.raised else None
        if name is None:
            return piece
        self.names[name] = name
        return Piece("", note=name)


def _items(part: Part) -> list[tuple[str, Paragraph]]:
    """Return the numbered paragraphs of a section; none, where it holds anything else."""
    found = []
    for block in Typed().taken(block for block in part.blocks if not isinstance(block, SubHeading)):
        if not isinstance(block, Paragraph) or block.mark is None or block.mark.kind not in NUMBERED:
            return []
        found.append((block.mark.label.strip(".)"), block))
    return found if len(found) == len(part.blocks) else []


def _pieces(outline: Outline) -> Iterator[Piece]:
    for block in (*outline.front, *(block for part in outline.parts for block in part.blocks)):
        yield from pieces_of(block)


def pieces_of(block: Block | SubHeading) -> Iterator[Piece]:
    """Yield all pieces of a block."""
    if isinstance(block, SubHeading):
        yield from block.paragraph.pieces
    elif isinstance(block, Paragraph):
        yield from block.pieces
    elif isinstance(block, Table):
        yield from (piece for row in block.rows for cell in row for each in cell.paragraphs for piece in each.pieces)
