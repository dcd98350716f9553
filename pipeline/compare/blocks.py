"""A paper's tree as sections of blocks: what is compared, each with its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from pipeline.compare.align import Item
from pipeline.compare.words import Word, in_words, words
from pipeline.document import SVG, flat, holds_blocks

COVER, BEHIND = "Cover", "After the sections"
"""What stands before the first section, and behind the others without being in one."""

KINDS = {"h1": "title", "h2": "heading", "h3": "sub-heading", "p": "paragraph", "caption": "caption"}
BAR = Word("|")


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, an item of a list, a row of a table or a picture."""

    kind: str
    number: str
    cells: tuple[tuple[Word, ...], ...]
    drawn: str = ""

    @property
    def words(self) -> tuple[Word, ...]:
        """All words; a row's cells are parted by bars."""
        found: list[Word] = []
        for place, cell in enumerate(self.cells):
            found += [*([BAR] if place else []), *cell]
        return tuple(found)

    @property
    def text(self) -> str:
        """The words as a line."""
        return in_words(self.words)

    @property
    def item(self) -> Item:
        """What aligns it."""
        said = [word.text for word in self.words if word != BAR]
        first = tuple(word.text for word in self.cells[0]) if self.kind == "row" else tuple(said[:4])
        return Item((self.kind, self.cells, self.drawn), self.kind, said, first)


@dataclass(frozen=True)
class Section:
    """A section, with the blocks in it, its heading the first of them."""

    id: str
    number: str
    heading: str
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """How it is told of: number and heading."""
        return f"{self.number} {self.heading}".strip()


def sections(main: etree._Element) -> list[Section]:
    """Return a paper's sections, the cover among them."""
    found: list[Section] = []
    loose: dict[str, list[Block]] = {COVER: [], BEHIND: []}
    for child in main:
        if child.tag == "section":
            found.append(_section(child))
        else:
            loose[BEHIND if found else COVER] += _blocks(child)
    cover, behind = (Section("", "", name, tuple(blocks)) for name, blocks in loose.items())
    return [*([cover] if cover.blocks else []), *found, *([behind] if behind.blocks else [])]


def _section(section: etree._Element) -> Section:
    blocks = tuple(block for child in section for block in _blocks(child))
    heading = section.find("h2")
    if heading is None:
        return Section("", "", blocks[0].text if blocks else "", blocks)
    return Section(heading.get("id", ""), _number(heading), in_words(words(heading)), blocks)


def _number(element: etree._Element) -> str:
    span = element.find("span[@class='number']")
    return flat(span) if span is not None else ""


def _blocks(element: etree._Element) -> Iterator[Block]:
    if element.tag in {"ul", "ol"}:
        yield from _items(element)
    elif element.tag == "table":
        yield from _table(element)
    elif element.tag == "figure":
        for svg in element.iter(f"{SVG}svg"):
            said = " ".join(str(svg.findtext(f"{SVG}{name}") or "") for name in ("title", "desc"))
            shapes = [f"{part.tag} {sorted(part.attrib.items())}" for part in svg.iter()]
            drawn = sha256("\n".join(shapes).encode()).hexdigest()
            yield Block("picture", "", (tuple(Word(word) for word in said.split()),), drawn)
    elif not holds_blocks(element):
        yield Block(KINDS[str(element.tag)], _number(element), (words(element),))


def _items(whole: etree._Element, depth: int = 0) -> Iterator[Block]:
    kind = {"ol": "numbered item"}.get(str(whole.tag), "item")
    kind = "entry" if whole.get("class") == "cover" else kind
    for item in whole:
        for child in item:
            if child.tag in {"ul", "ol"}:
                yield from _items(child, depth + 1)
            else:
                yield Block(kind, "", (words(child),))


def _table(table: etree._Element) -> Iterator[Block]:
    caption = table.find("caption")
    if caption is not None:
        yield from _blocks(caption)
    for row in table.iter("tr"):
        yield Block("row", "", tuple(words(cell) for cell in row))
