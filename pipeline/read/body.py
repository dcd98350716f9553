"""The body of a table: its rows and cells, and what Excel hides in them."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.findings import Finding, Severity
from pipeline.read.grid import Cell, Grid, Row, letters, refusal
from pipeline.read.recognise import Found
from pipeline.read.values import Values
from pipeline.sheets import Column
from pipeline.source import Span

MOST_NAMED = 10

Said = Mapping[Column, tuple[str | None, Span]]
"""What a row says in each column that is read, and where."""


class Body:
    """What stands below a table's headings, or beside the labels of a form."""

    def __init__(self, grid: Grid, found: Found, values: Values) -> None:
        self.grid = grid
        self.found = found
        self.values = values
        self.findings = values.notes.findings
        self.remarks: list[str] = []
        self.count = 0
        self._merges: set[str] = set()

    def below(self) -> Iterator[Row]:
        """Yield every row below the headings."""
        return (row for row in self.grid.rows if row.number > self.found.header.number)

    def rows(self, columns: Mapping[Column, int]) -> Iterator[tuple[Row, Said]]:
        """Yield each row that counts, with what it says; a column that is missing says nothing, at the headings."""
        struck: list[int] = []
        hidden: list[int] = []
        nowhere = self.grid.span(self.found.header.number, 1)
        missing: Said = dict.fromkeys(self.found.lacking(), (None, nowhere))
        for row in self.below():
            if self._ragged(row):
                continue
            if row.struck():
                struck.append(row.number)
            elif not set(columns.values()) & set(row.filled()):
                self.remarks.append(f"row {row.number} not read: it holds nothing under these headings")
            else:
                hidden += [row.number] if row.hidden else []
                self.count += 1
                said = {column: self.value(row, place, column) for column, place in columns.items()}
                yield row, {**said, **missing}
        self._warn(struck, hidden, columns)

    def value(self, row: Row, place: int, column: Column) -> tuple[str | None, Span]:
        """Return what a cell says, and where; what is wrong with the cell is noted, and then it says nothing."""
        cell = row.cells[place] if place < len(row.cells) else Cell()
        heading = self.found.heading(column)
        at = self.grid.place(row.number, place + 1, heading)
        self.refuse_merged(row, place)
        text = None
        if cell.struck and cell.text:
            message, hint = "this cell is struck through", "Delete what it says, or take the line off."
            self.findings.append(refusal("VA304", message, hint, at))
        elif cell.text or cell.wrong:
            text = self.values.read(cell, column, at)
        return text, self.grid.span(row.number, place + 1, heading, text or "")

    def refuse_merged(self, row: Row, place: int) -> None:
        """Note, once, that a cell is merged with others."""
        ref = self.grid.merged.get((row.number, place + 1))
        if ref and ref not in self._merges:
            self._merges.add(ref)
            message = f"the cells {ref} are merged, so that all but the first are empty"
            hint = "Unmerge them (Home, Merge & Center) and fill in each."
            self.findings.append(refusal("VA305", message, hint, self.grid.place(row.number, place + 1)))

    def _ragged(self, row: Row) -> bool:
        """Note a row of a CSV file that has more cells than headings, or fewer: its texts may stand in wrong columns."""
        wanted = len(self.found.header.cells)
        if self.grid.workbook or (len(row.cells) >= wanted and not any(cell.text for cell in row.cells[wanted:])):
            return False
        message = f"this row has {len(row.cells)} cells, and the headings have {wanted}"
        hint = "A text that holds a comma stands in quotes: export the file again, or mend the row."
        self.findings.append(refusal("VA307", message, hint, self.grid.row_place(row.number)))
        return True

    def _warn(self, struck: Sequence[int], hidden: Sequence[int], columns: Mapping[Column, int]) -> None:
        if struck:
            message = f"{_told(struck)} struck through, and not read"
            self._warning("VA304", message, "Delete what no longer holds, or give its status: superseded.")
        if hidden:
            self._warning("VA303", f"{_told(hidden)} hidden, and read like the others", "Show them, or delete them.")
        for column, place in columns.items():
            if letters(place + 1) in self.grid.hidden_columns:
                message = f"the column {column.heading} is hidden, and read like the others"
                self._warning("VA303", message, "Show it, or delete it.")

    def _warning(self, id_: str, message: str, hint: str) -> None:
        self.findings.append(Finding(id_, Severity.WARNING, message, hint, place=self.grid.whole()))


def _told(numbers: Sequence[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:MOST_NAMED])
    more = " and more" if len(numbers) > MOST_NAMED else ""
    return f"{len(numbers)} {'row is' if len(numbers) == 1 else 'rows are'} ({named}{more})"
