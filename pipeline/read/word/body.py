"""The body of a Word file as blocks, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.blocks import Block, Cell, Paragraph, Picture, Table
from pipeline.errors import ExitCode, PipelineError
from pipeline.read.word.looks import Numbers, Styles, left_of
from pipeline.read.word.runs import Runs
from pipeline.read.word.xml import at, inside, is_on, q, tags, value, whole

WRAPPERS = tags("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent", "mc:Choice")
ROWS, CELLS, BLOCKS = tags("w:tr"), tags("w:tc"), tags("w:p", "w:tbl", "w:altChunk", "w:sdt")
COVERED = Cell(covered=True)
OUTLINES = 9
MOST_CELLS = 63
"""The most columns that Word gives a table: one that claims more is damaged."""

MOST_TABLE = 100_000
"""More cells than any paper's table has."""


@dataclass
class Body:
    """Reads the blocks of one document."""

    styles: Styles
    numbers: Numbers
    runs: Runs

    def blocks(self, body: "etree._Element") -> list[Block]:
        """Return the body's blocks; those on turned pages know it."""
        found: list[Block] = []
        begun = 0
        for element in inside(body, BLOCKS | tags("w:sectPr"), WRAPPERS - tags("w:sdt")):
            found += self._block(element)
            sections = element if element.tag == q("w:sectPr") else at(element, "w:pPr", "w:sectPr")
            if sections is not None:
                if value(sections, "w:pgSz", attribute="w:orient") == "landscape":
                    found[begun:] = [replace(block, landscape=True) for block in found[begun:]]
                begun = len(found)
        return found

    def _block(self, element: "etree._Element") -> Iterator[Block]:
        if element.tag == q("w:p"):
            yield from self._paragraphs(element)
        elif element.tag == q("w:tbl"):
            yield self._table(element)
        elif element.tag == q("w:sdt"):
            if value(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery") == "Table of Contents":
                self.runs.counts["contents"] += 1
                return
            for child in inside(element, BLOCKS, WRAPPERS - tags("w:sdt")):
                yield from self._block(child)
        elif element.tag == q("w:altChunk"):
            self.runs.counts["chunks"] += 1

    def _paragraphs(self, element: "etree._Element") -> Iterator[Paragraph | Picture]:
        """Yield a paragraph that has words, the words of text boxes in it, and its pictures."""
        in_contents = self.runs.in_contents
        paragraph = self.paragraph(element)
        if in_contents and paragraph.outline is not None:
            # Its end is missing: what follows would be taken for contents too.
            self.runs.fields.clear()
            in_contents = False
        contents = in_contents or self.runs.in_contents or paragraph.style.startswith(("toc ", "table of contents"))
        boxes, self.runs.boxes = self.runs.boxes, []
        pictures, self.runs.pictures = self.runs.pictures, []
        if contents:
            self.runs.counts["contents"] += 1
        elif paragraph.text or any(piece.note for piece in paragraph.pieces):
            yield paragraph
        for box in boxes:
            self.runs.counts["boxes"] += 1
            yield from self._flat(box)
        yield from pictures

    def paragraph(self, element: "etree._Element") -> Paragraph:
        """Read a paragraph."""
        properties = at(element, "w:pPr")
        style = value(properties, "w:pStyle") or self.styles.normal
        pieces = self.runs.pieces(element, style)
        has_words = any(piece.text.strip() for piece in pieces)
        # Word counts an empty paragraph too, but prints a number that nobody sees in few papers: it is left out.
        mark, left = self.numbers.of(properties, style) if has_words else (None, 0)
        direct = at(properties, "w:ind")
        outline = whole(
            value(properties, "w:outlineLvl") or self.styles.value(style, "w:pPr", "w:outlineLvl"), OUTLINES
        )
        side = value(properties, "w:jc") or self.styles.value(style, "w:pPr", "w:jc")
        letters = [piece for piece in pieces if piece.text.strip()]
        return Paragraph(
            pieces,
            self.styles.name(style),
            outline if outline < OUTLINES else None,
            mark,
            left_of(direct) or left or whole(self._style_left(style)),
            bold=bool(letters) and (all(piece.strong for piece in letters) or self._bold(style, element)),
            right=side in {"right", "end"},
        )

    def _bold(self, style: str, element: "etree._Element") -> bool:
        """Whether a paragraph is bold by its style, and no run of it takes that back."""
        taken_back = (is_on(run, "w:rPr", "w:b") is False for run in element.iter(q("w:r")))
        return self.styles.switch(style, "w:rPr", "w:b") and not any(taken_back)

    def _style_left(self, style: str) -> str:
        path = ("w:pPr", "w:ind")
        found = (self.styles.value(style, *path, attribute=name) for name in ("w:left", "w:start"))
        return next(filter(None, found), "")

    def _flat(self, element: "etree._Element") -> Iterator[Paragraph | Picture]:
        """Yield the paragraphs within, tables in it cell by cell."""
        for child in inside(element, BLOCKS, WRAPPERS):
            if child.tag == q("w:p"):
                yield from self._paragraphs(child)
            elif child.tag == q("w:tbl"):
                self.runs.counts["nested"] += 1
                for row in inside(child, ROWS, WRAPPERS):
                    for cell in inside(row, CELLS, WRAPPERS):
                        yield from self._flat(cell)

    def _table(self, table: "etree._Element") -> Table:
        rows = [self._row(row) for row in inside(table, ROWS, WRAPPERS) if not self._deleted(row)]
        width = max(map(len, rows), default=0)
        if width > MOST_CELLS or width * len(rows) > MOST_TABLE:
            hint = "Split the table, or copy the text into a new Word file."
            raise PipelineError(ExitCode.FINDINGS, "A table of this file has more cells than a paper can have.", hint)
        return Table(tuple((*row, *[Cell()] * (width - len(row))) for row in rows))

    def _deleted(self, row: "etree._Element") -> bool:
        deleted = at(row, "w:trPr", "w:del") is not None
        self.runs.counts["deleted"] += deleted
        return deleted

    def _row(self, row: "etree._Element") -> tuple[Cell, ...]:
        cells = [Cell()] * min(whole(value(row, "w:trPr", "w:gridBefore")), MOST_CELLS)
        for element in inside(row, CELLS, WRAPPERS):
            merge = at(element, "w:tcPr", "w:vMerge")
            goes_on = merge is not None and merge.get(q("w:val"), "continue") == "continue"
            span = min(max(whole(value(element, "w:tcPr", "w:gridSpan"), 1), 1), MOST_CELLS)
            cells += [COVERED if goes_on else self._cell(element), *[COVERED] * (span - 1)]
        return tuple(cells)

    def _cell(self, element: "etree._Element") -> Cell:
        within = list(self._flat(element))
        self.runs.counts["pictures"] += sum(isinstance(block, Picture) for block in within)
        return Cell(tuple(block for block in within if isinstance(block, Paragraph)))
