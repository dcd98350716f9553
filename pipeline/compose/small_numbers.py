"""Small numbers: tables of a public copy that count children print few of them as "fewer than", and no total that gives them away.

Authority: the Office for National Statistics' policy on protecting confidentiality in tables; Department for Education,
statistics on children in need and looked after (fewer than five). A count of none is printed: it is about nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.document import flat

NOT_GIVEN = "not given"
"""What stands for a total, or a share, from which a small number could be told."""

_CHILDREN = re.compile(
    r"\b(?:children|pupils|young\s{1,3}people|babies|infants)\b(?!['\u2019]|\s{1,3}(?:and|services|social|centres?|acts?|board)\b)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\u00a3|\b(?:costs?|budget|spend\w{0,3}|hours|nights|days|weeks|months|ages?|average|mean|median|rate|score)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"%|\bper\s{1,3}cent\b|\bpercentage\b|\bshare\b|\bchange\b|\bdifference\b", re.IGNORECASE)
_TOTAL = re.compile(r"(?:all|total|totals|in all|sum|overall|grand total|county|subtotal)\b.{0,40}", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}(?:,\d{3}){1,4}|\d{1,9}")


@dataclass(frozen=True)
class Counts:
    """The cells of a table by row and column, the first of each row its label; ``caption`` says what it is about."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def hidden(self, fewest: int) -> dict[tuple[int, int], str]:
        """Return what is printed instead of which cells, by row and column.

        Args:
            fewest: the least number of children that is printed.
        """
        counted = {place: number for place in self._places() if (number := self._number(place)) is not None}
        totals = {place for place in counted if self._is_total_row(place[0]) or self._is_total_column(place[1])}
        few = {place for place, number in counted.items() if 0 < number < fewest}
        secret = set(few)
        while more := {place for place in totals - secret if any(self._holds(place, part) for part in secret)}:
            secret |= more
        shares = self._shares() if secret else set()
        hidden = dict.fromkeys((secret & totals) | shares, NOT_GIVEN)
        return hidden | dict.fromkeys(few - totals, f"fewer than {fewest}") | dict.fromkeys(few & totals, NOT_GIVEN)

    def _places(self) -> list[tuple[int, int]]:
        """The cells that may count children: of a table, a column or a row that is about them, and about nothing else."""
        every = bool(_CHILDREN.search(self.caption)) and not _OTHER.search(self.caption)
        return [
            (row, column)
            for row, cells in enumerate(self.rows)
            for column in range(1, min(len(cells), len(self.heads)))
            if not (_OTHER.search(self.heads[column]) or _SHARE.search(self.heads[column]) or _SHARE.search(cells[0]))
            and (every or _CHILDREN.search(self.heads[column]) or _CHILDREN.search(cells[0]))
        ]

    def _number(self, place: tuple[int, int]) -> int | None:
        text = self.rows[place[0]][place[1]].strip()
        return int(text.replace(",", "")) if _COUNT.fullmatch(text) else None

    def _shares(self) -> set[tuple[int, int]]:
        """The cells of shares and changes, from which a number can be computed."""
        return {
            (row, column)
            for row, cells in enumerate(self.rows)
            for column in range(1, len(cells))
            if re.search(r"\d", cells[column])
            and (
                _SHARE.search(cells[0])
                or (column < len(self.heads) and _SHARE.search(self.heads[column]))
                or "%" in cells[column]
            )
        }

    def _is_total_row(self, row: int) -> bool:
        return _TOTAL.fullmatch(self.rows[row][0].strip()) is not None

    def _is_total_column(self, column: int) -> bool:
        return _TOTAL.fullmatch(self.heads[column].strip()) is not None

    def _holds(self, total: tuple[int, int], part: tuple[int, int]) -> bool:
        """Whether a total adds up a part: it ends the part's column, or its row."""
        ends_column = total[1] == part[1] and total[0] != part[0] and self._is_total_row(total[0])
        ends_row = total[0] == part[0] and total[1] != part[1] and self._is_total_column(total[1])
        return ends_column or ends_row


def hide_small_numbers(main: etree._Element, fewest: int) -> None:
    """Print small numbers of children in a paper's tables as fewer than the least number that is printed.

    Args:
        main: the composed tree; it is changed.
        fewest: the least number that is printed.
    """
    for table in main.iter("table"):
        caption = table.find("caption")
        heads, *rows = [list(row) for row in table.iter("tr")] or [[]]
        texts = [[flat(cell) for cell in row] for row in rows]
        about = flat(caption) if caption is not None else ""
        if rows and all(texts):
            hidden = Counts(about, [flat(cell) for cell in heads], texts).hidden(fewest)
            for (row, column), words in hidden.items():
                cell = rows[row][column]
                for child in list(cell):
                    cell.remove(child)
                cell.text = words
