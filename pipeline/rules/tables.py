"""Tables: the rows and columns of an officer's table add up to its totals, and its percentages are those of its counts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.case import Case, Grid
from pipeline.findings import Finding, Path, Severity
from pipeline.models.inputs import Inputs

_TOTAL = re.compile(
    r"(?:all|overall|totals?|in all|sum|grand total)(?: .{0,40})?|.{0,40} (?:total|in all)", re.IGNORECASE
)
_NO_SUM = re.compile(
    r"%|per cent|percent|\b(?:share|average|mean|median|rates?|ratio|rank|per|age)\b|^years?$", re.IGNORECASE
)
_PER_CENT = re.compile(r"%|per cent|percent|\bshare\b", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,4})?")
_BY_CHANCE = 9
"""Numbers so small are sums of others by chance."""
_NOUGHT = {"-", "\u2013", "\u2014", "", "nil"}


def amount(text: str) -> Decimal | None:
    """Return the number that a cell holds, None where it holds none."""
    plain = text.replace(",", "").replace("\u00a3", "").removesuffix("%").strip()
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


@dataclass(frozen=True)
class Sums:
    """A table as numbers: its body, with the row and the column of totals where it has such."""

    table: Grid
    council: frozenset[str]

    @cached_property
    def cells(self) -> list[list[Decimal | None]]:
        """Each cell as a number; the first column names the rows."""
        wide = len(self.table.heads)
        return [[None, *(amount(cell) for cell in row[1:wide])] + [None] * (wide - len(row)) for row in self.table.rows]

    @cached_property
    def columns(self) -> list[int]:
        """The columns whose cells can be added up."""
        return [
            place
            for place, head in enumerate(self.table.heads)
            if place and not _NO_SUM.search(head) and self._numeric(place)
        ]

    def _numeric(self, place: int) -> bool:
        empty = sum(row[place].strip().lower() in _NOUGHT for row in self.table.rows if place < len(row))
        numbers = sum(row[place] is not None for row in self.cells)
        return (
            numbers >= 2
            and numbers + empty == len(self.cells)
            and not any("%" in row[place] for row in self.table.rows if place < len(row))
        )

    @cached_property
    def total_row(self) -> int | None:
        """The last row, where it is named a total or the council, or where its numbers are sums."""
        last = len(self.cells) - 1
        if last >= 1 and self._named(self.table.rows[last][0]):
            return last
        right = [
            place for place in self.columns if self.down(place, last) == (self.cells[last][place] or 0) > _BY_CHANCE
        ]
        return last if last >= 2 and len(right) >= max(2, len(self.columns) - 1) else None

    @cached_property
    def total_column(self) -> int | None:
        """The last column of numbers, where it is headed as a total, or where its numbers are sums."""
        if len(self.columns) < 3 or not self.cells:
            return None
        last = self.columns[-1]
        right = sum(self._across(row, last) == row[last] for row in self.cells)
        named = _TOTAL.fullmatch(self.table.heads[last].strip()) is not None
        least = max(2, len(self.cells) // 2) if named else max(3, len(self.cells) - 1)
        return last if right >= least else None

    def _named(self, name: str) -> bool:
        plain = name.strip().casefold()
        return _TOTAL.fullmatch(plain) is not None or plain in self.council

    def down(self, place: int, row: int) -> Decimal:
        """Add up the cells of a column above a row."""
        return sum((each[place] or Decimal() for each in self.cells[:row]), Decimal())

    def _across(self, row: list[Decimal | None], last: int) -> Decimal:
        return sum((row[place] or Decimal() for place in self.columns if place < last), Decimal())

    def wrong(self) -> Iterator[tuple[int, int, Decimal, str]]:
        """Yield each cell that is not as the others have it: row, column, what the sum is, and of what."""
        rows, columns = dict(self._wrong_rows()), dict(self._wrong_columns())
        for row, (column, by) in list(rows.items()):
            for place, (_, other) in list(columns.items()):
                if cell := self._at_fault(row, column, place, by, other):
                    del rows[row], columns[place]
                    yield *cell, "row"
                    break
        yield from ((row, column, by, "row") for row, (column, by) in rows.items())
        yield from ((row, place, by, "column") for place, (row, by) in columns.items())

    def _wrong_rows(self) -> Iterator[tuple[int, tuple[int, Decimal]]]:
        last = self.total_column
        for index, row in enumerate(self.cells if last is not None else ()):
            if last is not None and (told := row[last]) is not None and (right := self._across(row, last)) != told:
                yield index, (last, right - told)

    def _wrong_columns(self) -> Iterator[tuple[int, tuple[int, Decimal]]]:
        last = self.total_row
        for place in self.columns if last is not None else ():
            told = self.cells[last][place] if last is not None else None
            if last is not None and told is not None and (right := self.down(place, last)) != told:
                yield place, (last, right - told)

    def _at_fault(
        self, row: int, total: int, place: int, by: Decimal, other: Decimal
    ) -> tuple[int, int, Decimal] | None:
        """Return the one cell that both a row and a column speak against, with what has to be added to it."""
        if place == total and row == self.total_row and by == other:
            return row, place, by
        if place == total and by == -other:
            return row, place, by
        if row == self.total_row and by == -other:
            return row, place, other
        if place != total and row != self.total_row and by == other:
            return row, place, -by
        return None


def totals(case: Case) -> Iterable[Finding]:
    """CO127: a number in a table is not the one that the others of its row or column add up to."""
    names = _names(case.inputs)
    for table in case.tables:
        sums = Sums(table, names)
        for row, place, by, way in sums.wrong():
            told = sums.cells[row][place]
            if told is None:
                continue
            name, head = table.rows[row][0], table.heads[place].strip() or "the column"
            right = told + by
            if row == sums.total_row and way == "column":
                message = f"the total of {head!r} is {told:,}, and the rows add up to {right:,}"
            else:
                message = f"{head!r} of {name!r} is {told:,}, and the numbers beside it make it {right:,}"
            yield _finding(case, table, row, "CO127", message, "Add up rows and columns again.")


def shares_of_tables(case: Case) -> Iterable[Finding]:
    """CO124: a percentage in a table is not that of the count beside it."""
    names = _names(case.inputs)
    for table in case.tables:
        sums = Sums(table, names)
        for place, head in enumerate(table.heads):
            if place and _PER_CENT.search(head):
                yield from _shares(case, sums, place)


def _shares(case: Case, sums: Sums, place: int) -> Iterator[Finding]:
    """Find the percentages of a column that are not those of a column of counts, where all others are."""
    last = len(sums.cells) if sums.total_row is None else sums.total_row
    for column in (each for each in sums.columns if each < place):
        whole = sums.cells[last][column] if last < len(sums.cells) else sums.down(column, last)
        if not whole:
            continue
        wrong = [
            (row, part)
            for row in range(last)
            if (part := sums.cells[row][column]) is not None
            and (told := sums.cells[row][place]) is not None
            and abs(100 * part / whole - told) >= _rounded(sums.table.rows[row][place])
        ]
        if len(wrong) * 2 < last and last >= 3:
            for row, part in wrong:
                message = f"{sums.table.rows[row][0]!r} has {sums.table.rows[row][place]} per cent, and {part:,} of {whole:,} is {100 * part / whole:.1f}"
                yield _finding(case, sums.table, row, "CO124", message, "Compute it again.")
            return
    yield from _hundred(case, sums, place)


def _hundred(case: Case, sums: Sums, place: int) -> Iterator[Finding]:
    """Find a column of percentages that do not add up to the total that is printed, by more than rounding explains."""
    row = sums.total_row
    told = [each[place] for each in sums.cells[:row]] if row is not None else []
    if row is None or None in told or sums.cells[row][place] is None:
        return
    added = sum((each for each in told if each is not None), Decimal())
    total = sums.cells[row][place] or Decimal()
    if abs(added - total) > max(Decimal(1), Decimal(len(told)) / 2):
        message = f"the percentages of {sums.table.heads[place]!r} add up to {added}, and {total} is printed"
        yield _finding(case, sums.table, row, "CO124", message, "Compute them again.")


def _rounded(said: str) -> Decimal:
    """Return by how much a percentage may part from the true one, halves rounded up or down."""
    digits = len(said.strip(" %").partition(".")[2])
    return Decimal("0.51").scaleb(-digits)


def _names(inputs: Inputs) -> frozenset[str]:
    """What a row of totals may be called beside total: the council, its area."""
    council = inputs.council
    names = {council.name, council.area, f"all {council.area}", "county", "the county", "england", "borough", "city"}
    return frozenset(name.casefold() for name in names if name)


def _finding(case: Case, table: Grid, row: int, id_: str, message: str, hint: str) -> Finding:
    return Finding(id_, Severity.WARNING, message, hint, at=table.at, near=_line(case, table, row))


def _line(case: Case, table: Grid, row: int) -> str:
    """Return the line of the narrative in which a row of a table was typed."""
    wanted = [_cell(cell) for cell in table.rows[row]]
    for line in _text(case.inputs, table.at).splitlines():
        if line.lstrip().startswith("|") and [_cell(cell) for cell in line.strip().strip("|").split("|")] == wanted:
            return line.strip().strip("|").strip() or table.rows[row][0]
    return table.rows[row][0]


def _cell(text: str) -> str:
    return "".join(text.replace("*", "").replace("\\", "").split()).casefold()


def _text(inputs: Inputs, at: Path) -> str:
    """Return the text of one of the paper's fields."""
    value: object = inputs.paper
    for part in at[1:]:
        value = value[part] if isinstance(value, (dict, list)) else getattr(value, str(part), "")  # type: ignore[index]
    return value if isinstance(value, str) else ""
