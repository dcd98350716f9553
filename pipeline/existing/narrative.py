"""Blocks as narrative: paragraphs, lists, tables and sub-headings in Markdown."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.blocks import Block, Cell, Mark, Paragraph, Picture, Piece, Table, unbold
from pipeline.existing.markdown import Words, wrapped
from pipeline.existing.outline import SubHeading
from pipeline.existing.typed import Typed

MOST_LEVELS = 3
LONGEST_SAID = 60


@dataclass
class Narratives:
    """Turns blocks into narratives; gathers what cannot be written as the paper has it."""

    words: Words = field(default_factory=Words)
    told: dict[str, None] = field(default_factory=dict)
    running: set[str] = field(default_factory=set)
    tables: int = 0

    def tell(self, sentence: str) -> None:
        """Note something that was left out or not understood; a second time says nothing."""
        self.told[sentence] = None

    def rich(self, blocks: Sequence[Block | SubHeading], where: str, *, lettered: bool = False) -> str:
        """Return a section's narrative.

        Args:
            blocks: what stands in it.
            where: its heading, to say where something was left out.
            lettered: its numbered lists are lettered when they are printed.
        """
        writer = _Writer(self, where, lettered=lettered)
        return "\n\n".join(writer.blocks(list(_listed(blocks, self.running))))

    def simple(self, paragraphs: Iterable[Paragraph], where: str) -> str:
        """Return a narrative that can hold paragraphs and lists only, its numbered lists lettered."""
        return self.rich(
            [block for block in Typed().taken(paragraphs) if isinstance(block, Paragraph)], where, lettered=True
        )

    def line(self, paragraphs: Iterable[Paragraph]) -> str:
        """Return paragraphs as one line of a narrative."""
        return " ".join(filter(None, (self.words.line(paragraph.pieces) for paragraph in paragraphs)))

    def text(self, paragraphs: Iterable[Paragraph]) -> str:
        """Return paragraphs as plain text, for a field that is no narrative."""
        return " ".join(self.words.clean(" ".join(paragraph.text for paragraph in paragraphs)).split())


@dataclass(frozen=True)
class _Item:
    """A paragraph of a list: the first of an item, or one that goes on below it."""

    paragraph: Paragraph
    level: int
    first: bool


def _listed(blocks: Iterable[Block | SubHeading], running: set[str]) -> Iterator[Block | SubHeading | _Item]:
    """Yield the blocks, with paragraphs of lists as items."""
    last: _Item | None = None
    for block in blocks:
        item: _Item | None = None
        if isinstance(block, Paragraph):
            item = _item(block, last, running)
        yield item or block
        last = item


def _item(paragraph: Paragraph, last: _Item | None, running: set[str]) -> _Item | None:
    mark = paragraph.mark
    if mark is None:
        within = last is not None and paragraph.indent >= last.paragraph.indent > 0
        return _Item(paragraph, last.level, first=False) if within and last else None
    if mark.kind == "paragraph" or (mark.kind == "number" and mark.series in running and mark.level == 0):
        return None
    most = 0 if last is None else last.level + 1
    return _Item(paragraph, min(mark.level, most, MOST_LEVELS - 1), first=True)


def running_series(sections: Iterable[Sequence[Block | SubHeading]]) -> set[str]:
    """Return the numberings that go on from section to section: they number paragraphs, not lists."""
    ended: Counter[str] = Counter()
    found: set[str] = set()
    for blocks in sections:
        seen: set[str] = set()
        for block in blocks:
            mark = block.mark if isinstance(block, Paragraph) else None
            if mark is None or mark.kind != "number" or mark.level:
                continue
            if mark.series not in seen and ended[mark.series] and mark.value == ended[mark.series] + 1:
                found.add(mark.series)
            seen.add(mark.series)
            ended[mark.series] = mark.value
    return found


@dataclass
class _Writer:
    """Writes one narrative."""

    all: Narratives
    where: str
    lettered: bool
    dot: str = "."

    def blocks(self, blocks: Sequence[Block | SubHeading | _Item]) -> Iterator[str]:
        """Yield each block's Markdown; a table takes its caption from beside it."""
        place = 0
        while place < len(blocks):
            block = blocks[place]
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if isinstance(block, _Item):
                end = place
                while end < len(blocks) and isinstance(blocks[end], _Item):
                    end += 1
                yield from self._lists([item for item in blocks[place:end] if isinstance(item, _Item)])
                place = end
                continue
            if isinstance(block, Paragraph) and isinstance(following, Table) and _is_caption(block, before=True):
                yield from self._table(following, block)
                place += 1
            elif isinstance(block, Table) and isinstance(following, Paragraph) and _is_caption(following, before=False):
                yield from self._table(block, following)
                place += 1
            else:
                yield from self._block(block)
            place += 1

    def _block(self, block: Block | SubHeading) -> Iterator[str]:
        if isinstance(block, SubHeading):
            yield f"## {self.all.words.line(unbold(block.paragraph).pieces, opens=False)}"
        elif isinstance(block, Paragraph):
            if text := self.all.words.line(block.pieces):
                yield wrapped(text)
        elif isinstance(block, Table):
            yield from self._table(block, None)
        elif isinstance(block, Picture):
            described = f' ("{said(block.description)}")' if block.description else ""
            self.all.tell(f"A picture was left out{described}, under {self.where}.")

    def _lists(self, items: list[_Item]) -> Iterator[str]:
        """Yield lists; a numbering that begins again begins a list of its own."""
        lists: list[list[_Item]] = []
        for item in items:
            if not lists or self._begins(item, lists[-1]):
                lists.append([])
            lists[-1].append(item)
        for each in lists:
            self.dot = ")" if self.dot == "." and each is not lists[0] else "."
            yield self._list(each)

    def _begins(self, item: _Item, so_far: list[_Item]) -> bool:
        mark = item.paragraph.mark
        if not item.first or item.level or mark is None:
            return False
        above = next((each.paragraph.mark for each in reversed(so_far) if each.first and not each.level), None)
        return above is not None and (above.kind != mark.kind or (mark.kind != "bullet" and mark.value == 1))

    def _list(self, items: list[_Item]) -> str:
        lines: list[str] = []
        counts: list[int] = []
        indents = [""]
        for item in items:
            text = self.all.words.line(item.paragraph.pieces)
            if not item.first:
                indent = indents[-1]
                lines += ["", f"{indent}{wrapped(text, indent)}"]
                continue
            mark = item.paragraph.mark or Mark("bullet", "")
            del counts[item.level + 1 :], indents[item.level + 1 :]
            counts += [0] * (item.level + 1 - len(counts))
            counts[item.level] += 1
            sign, text = self._sign(mark, counts[item.level], item.level, text)
            indents.append(indents[-1] + " " * (len(sign) + 1))
            lines.append(f"{indents[-2]}{sign} {wrapped(text, indents[-1])}")
        return "\n".join(lines)

    def _sign(self, mark: Mark, count: int, level: int, text: str) -> tuple[str, str]:
        """Return an item's sign and text; letters of a list that is not lettered when printed stand before the text."""
        if mark.kind == "bullet":
            return "-", text
        if mark.kind == "letter" and not level and not self.lettered:
            self.all.tell(f"Letters of a list were kept after bullets, under {self.where}: ours are numbered.")
            return "-", f"{self.all.words.line((Piece(mark.label),))} {text}"
        return f"{count}{self.dot}", text

    def _table(self, table: Table, caption: Paragraph | None) -> Iterator[str]:
        """Yield a table and its caption; a single cell is a frame around paragraphs."""
        rows = [row for row in table.rows if any(cell.text for cell in row)]
        if len(rows) == 1 and sum(bool(cell.text) for cell in rows[0]) == 1:
            yield from self._framed(next(cell for cell in rows[0] if cell.text))
            return
        if not rows:
            return
        self.all.tables += 1
        told = self.all.words.line(unbold(caption).pieces, opens=False) if caption else ""
        if any(cell.covered for row in rows for cell in row):
            self.all.tell(f"Merged cells of a table were parted, under {self.where}: the first holds the words.")
        if not told:
            told = f"Table {self.all.tables}"
            self.all.tell(f'A table has no caption, under {self.where}: "{told}" was written as one.')
        yield f"Table: {told.removeprefix('Table: ')}"
        yield "\n".join(self._rows(rows))

    def _framed(self, cell: Cell) -> Iterator[str]:
        self.all.tell(f"A frame around text was left out, under {self.where}; its text was kept.")
        yield from self.blocks(list(_listed(cell.paragraphs, set())))

    def _rows(self, rows: list[tuple[Cell, ...]]) -> Iterator[str]:
        first, *others = rows
        right = [sum(_is_right(row[column]) for row in others) * 2 > len(others) > 0 for column in range(len(first))]
        yield self._row([self._cell(cell, head=True) for cell in first])
        yield self._row(["---:" if figures else "---" for figures in right])
        for row in others:
            yield self._row([self._cell(cell, head=False) for cell in row])

    def _row(self, cells: list[str]) -> str:
        return f"| {' | '.join(cells)} |"

    def _cell(self, cell: Cell, *, head: bool) -> str:
        if any(paragraph.mark for paragraph in cell.paragraphs):
            self.all.tell(f"Bullets or numbers within a table's cell were left out, under {self.where}.")
        paragraphs = [unbold(paragraph) for paragraph in cell.paragraphs] if head else cell.paragraphs
        # Each paragraph is the Markdown of its own; joined, none opens a block.
        return " ".join(filter(None, (self.all.words.line(each.pieces, opens=False) for each in paragraphs)))


def _is_right(cell: Cell) -> bool:
    return any(paragraph.right for paragraph in cell.paragraphs)


def _is_caption(paragraph: Paragraph, *, before: bool) -> bool:
    """Whether a paragraph beside a table is its caption: by its style, by its words, or a short line in bold before it."""
    if paragraph.style.startswith("caption"):
        return True
    numbered = re.match(r"Table( \d|: )", paragraph.text) is not None
    short = len(paragraph.text) <= 200 and paragraph.mark is None
    return short and (numbered or (before and paragraph.bold and paragraph.outline is None))


def said(text: str) -> str:
    """Return words short enough to be quoted."""
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID].rsplit(' ', 1)[0]} ..."
