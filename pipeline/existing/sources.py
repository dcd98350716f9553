"""Source documents: a table of titles and locations, or a list under a heading of its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.blocks import Block, Paragraph, Piece, Table
from pipeline.existing.labels import LOCATIONS, folded, heading_of, is_nothing
from pipeline.existing.outline import Part, SubHeading
from pipeline.existing.typed import Typed

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Listed:
    """A source document as a paper lists it."""

    title: tuple[Paragraph, ...]
    location: str


def is_table_of_sources(block: object) -> bool:
    """Whether a block is a table headed "Source documents" and "Location"."""
    if not isinstance(block, Table) or len(block.rows[0]) < 2:
        return False
    first, second, *_ = block.rows[0]
    return heading_of(first.text) == "source_documents" and folded(second.text) in LOCATIONS


def from_table(table: Table) -> Iterator[Listed]:
    """Yield the documents of such a table."""
    for row in table.rows[1:]:
        if any(cell.text for cell in row):
            yield Listed(row[0].paragraphs, " ".join(cell.text for cell in row[1:] if cell.text))


def from_section(part: Part) -> list[Listed] | None:
    """Return the documents under such a heading; None where something else stands there too."""
    if heading_of(part.heading.text) != "source_documents":
        return None
    if not all(isinstance(block, Paragraph) for block in part.blocks):
        return _from_tables(part.blocks)
    taken = Typed().taken(block for block in part.blocks if isinstance(block, Paragraph))
    paragraphs = [block for block in taken if isinstance(block, Paragraph)]
    return [_listed(paragraph) for paragraph in paragraphs if not is_nothing(paragraph.text)]


def _from_tables(blocks: Iterable[Block | SubHeading]) -> list[Listed] | None:
    found: list[Listed] = []
    for block in blocks:
        if not isinstance(block, Table) or len(block.rows[0]) < 2:
            return None
        rows = block.rows if folded(block.rows[0][1].text) not in LOCATIONS else block.rows[1:]
        found += [Listed(row[0].paragraphs, row[1].text) for row in rows if row[0].text]
    return found


def _listed(paragraph: Paragraph) -> Listed:
    """Part a line into the document and where it is: the address in it, or the one that its words lead to."""
    address = _ADDRESS.search(paragraph.text)
    if address:
        before = paragraph.text[: address.start()].rstrip(" :,-\u2013(")
        title = before or address[0]
        return Listed((Paragraph((Piece(title),)),), address[0].rstrip(".,;)"))
    link = next((piece.link for piece in paragraph.pieces if _ADDRESS.match(piece.link)), "")
    return Listed((Paragraph((Piece(paragraph.text),)),), link)
