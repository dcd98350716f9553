"""Columns that give back what another column withholds: its number is what is lacking between a total and the rest of its row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.compose.parts import tables_of

_NUMBER = re.compile(r"[^\d.,-]*(-?\d[\d,]*(?:\.\d+)?)[^\d]*")

Row = Mapping[int, Decimal]
"""The numbers of a table's row by their columns."""


def gives_back(text: str, parts: frozenset[str]) -> Iterator[str]:
    """Yield the label of each withheld column of a narrative's tables that its rows give back.

    Args:
        text: a narrative.
        parts: the labels of what is withheld.
    """
    for labels, cells in tables_of(text):
        rows = [found for row in cells if (found := dict(_numbers(row)))]
        private = {place for place, label in labels.items() if label in parts}
        for place in private:
            if any(_follows(place, total, rows, private) for total in _columns(rows) - private | {place}):
                yield labels[place]


def _numbers(row: Sequence[str]) -> Iterator[tuple[int, Decimal]]:
    for place, cell in enumerate(row):
        if found := _NUMBER.fullmatch(cell):
            yield place, Decimal(found[1].replace(",", ""))


def _columns(rows: Sequence[Row]) -> set[int]:
    return {place for row in rows for place in row}


def _follows(place: int, total: int, rows: Sequence[Row], private: set[int]) -> bool:
    """Whether one column is the sum of the others in every row that has it, of which the withheld one is a part (or is the sum itself).

    Nothing follows where a second column is withheld, too, that has numbers, or where there is nothing to add.
    """
    told = [row for row in rows if place in row and total in row]
    if any(row.keys() & (private - {place}) for row in told) or any(len(row) < 3 for row in told):
        return False
    return bool(told) and all(sum(row[each] for each in row if each != total) == row[total] for row in told)
