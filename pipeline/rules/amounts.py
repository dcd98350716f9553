"""Amounts: every number that a paper gives, by where it stands, so that one told in words can be compared with the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.case import Case, Grid, Passage
from pipeline.findings import Path
from pipeline.rules.quantities import Quantity, quantities
from pipeline.rules.tables import Sums

_THOUSANDS = re.compile(r"\u00a3\s?['\u2019]?000|\u00a3k\b|in thousands")
_MILLIONS = re.compile(r"\u00a3\s?m(?:illion)?\b")
_COVER = (("paper", "purpose"), ("paper", "recommendation"))


@dataclass(frozen=True)
class Amounts:
    """The quantities of a paper's passages, and the numbers of its tables."""

    case: Case

    @cached_property
    def _of(self) -> dict[Path, dict[int, list[Quantity]]]:
        found: dict[Path, dict[int, list[Quantity]]] = {}
        for passage in self.case.passages:
            found.setdefault(passage.at, {})[id(passage)] = quantities(passage.words[:20_000])
        return found

    def of_passage(self, passage: Passage, kind: str) -> list[Decimal]:
        """The numbers of a kind in a passage."""
        return [each.value for each in self._of[passage.at].get(id(passage), []) if each.kind == kind]

    def near(self, passage: Passage, kind: str) -> Iterator[Decimal]:
        """Yield the numbers of a kind in a field, on the cover, and in the field's tables where they are totals."""
        fields = (passage.at, *_COVER)
        for field in fields:
            yield from (each.value for found in self._of.get(field, {}).values() for each in found if each.kind == kind)
        for table in self._tables(passage):
            yield from self._totals(table, kind)

    @cached_property
    def _everywhere(self) -> dict[str, frozenset[Decimal]]:
        every = [each for fields in self._of.values() for found in fields.values() for each in found]
        cells = [
            (table, cell)
            for table in self.case.tables
            for row in Sums(table, frozenset()).cells
            for cell in row
            if cell
        ]
        return {
            "money": frozenset(
                {q.value for q in every if q.money} | {cell * self._scale(table) for table, cell in cells}
            ),
            "count": frozenset({q.value for q in every if q.kind == "count"} | {cell for _, cell in cells}),
        }

    def around(self, passage: Passage, kind: str) -> Iterator[Decimal]:
        """Yield the numbers that may be the whole of one in a passage: all that the paper gives of money, those of the field of counts."""
        yield from self._everywhere["money"] if kind == "money" else (*self.near(passage, kind), *self._cells(passage))

    def everywhere(self, kind: str) -> frozenset[Decimal]:
        """Every number of a kind in the paper, cells of tables included."""
        return self._everywhere[kind]

    def wholes_of(self, passage: Passage, part: Quantity) -> Iterator[Decimal]:
        """Yield the totals of columns in a field's tables of which a number is a cell, or the sum of cells that follow each other."""
        for table in self._tables(passage):
            sums = Sums(table, frozenset({self.case.inputs.council.area.casefold()}))
            last = sums.total_row
            for place in reversed(sums.columns if last is not None else []):
                cells = [row[place] or Decimal() for row in sums.cells[:last]]
                scale = self._scale(table) if part.money else Decimal(1)
                if part.value / scale in _runs(cells):
                    yield sum(cells, Decimal()) * scale

    def _tables(self, passage: Passage) -> list[Grid]:
        return [table for table in self.case.tables if table.at == passage.at]

    def _cells(self, passage: Passage) -> Iterator[Decimal]:
        for table in self._tables(passage):
            yield from (cell for row in Sums(table, frozenset()).cells for cell in row if cell)

    def _totals(self, table: Grid, kind: str) -> Iterator[Decimal]:
        sums = Sums(table, frozenset({self.case.inputs.council.area.casefold()}))
        row = sums.total_row
        scale = self._scale(table) if kind == "money" else Decimal(1)
        yield from (cell * scale for cell in (sums.cells[row] if row is not None else []) if cell)

    def _scale(self, table: Grid) -> Decimal:
        """By what the cells of a table are to be multiplied, as its headings or its caption say."""
        said = " ".join(table.heads) + " ".join(
            p.words[:300] for p in self.case.passages if p.at == table.at and "\u00a3" in p.words[:300]
        )
        return (
            Decimal(1000) if _THOUSANDS.search(said) else Decimal(1_000_000) if _MILLIONS.search(said) else Decimal(1)
        )


def _runs(cells: list[Decimal]) -> set[Decimal]:
    """Return the sums of up to six cells that follow each other."""
    return {
        sum(cells[first:last], Decimal())
        for first in range(len(cells))
        for last in range(first + 1, min(first + 6, len(cells)) + 1)
    }
