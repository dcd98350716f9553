"""The body of a table: its rows and cells, and what Excel hides in them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.findings import Finding, Severity
from pipeline.read.grid import Cell, Grid, Row, letters, refusal
from pipeline.read.recognise import Found
from pipeline.read.values import Values
from pipeline.sheets import Column, known
from pipeline.source import Span

MOST_NAMED = 10

LEAST_OF_A_RECORD = 3
"""A row with fewer cells filled is not taken for a record: a title and its date may stand above the headings."""

Said = Mapping[Column, tuple[str | None, Span]]
"""What a row says in each column that is read, and where."""


class Body:
    """What stands below a table's headings, or beside the labels of a form.

    ``gap`` is set while the last row that began a record was not read: rows that go on with it have nothing to go on with.
    """

    def __init__(self, grid: Grid, found: Found, values: Values) -> None:
        self.grid = grid
        self.found = found
        self.values = values
        self.findings = values.notes.findings
        self.remarks: list[str] = []
        self.count = 0
        self.gap = False
        self._headings = {column: found.heading(column) for column in found.sheet.columns}
        self._merges: dict[str, str] = {}
        self._beside: Counter[int] = Counter()
        self._skipped: dict[str, list[int]] = {}
        self._hidden: list[int] = []

    def below(self) -> Iterator[Row]:
        """Yield every row below the headings."""
        return (row for row in self.grid.rows if row.number > self.found.header.number)

    def rows(self, columns: Mapping[Column, int]) -> Iterator[tuple[Row, Said]]:
        """Yield each row that counts, with what it says; a column that is missing says nothing, at the headings."""
        nowhere = self.grid.span(self.grid.cell_name(self.found.header.number, 1))
        missing: Said = dict.fromkeys(self.found.lacking(), (None, nowhere))
        key = next((place for column, place in columns.items() if column.name == self.found.sheet.key), None)
        headed = set(self.found.header.filled())
        self._tell_above(columns)
        for row in self.below():
            if why := self._skips(row, columns):
                self._skipped.setdefault(why, []).append(row.number)
                self.gap = self.gap or (key is not None and not row.cell(key).is_blank())
                continue
            self.note(row)
            self._beside.update(place for place in row.filled() if place not in headed)
            said = {column: self.value(row, place, column) for column, place in columns.items()}
            yield row, {**said, **missing}
        self._tell(columns)

    def _tell_above(self, columns: Mapping[Column, int]) -> None:
        """Say what stands above the headings: a title is passed over, but a record there would be lost."""
        above = [row for row in self.grid.rows if row.number < self.found.header.number]
        needed = [columns[column] for column in self.found.needed() if column in columns]
        records = [
            row
            for row in above
            if sum(not row.cell(place).is_blank() for place in columns.values()) >= LEAST_OF_A_RECORD
            and not any(row.cell(place).is_blank() for place in needed)
        ]
        if records:
            message = f"{_told([row.number for row in records])} above the headings, and not read"
            hint = "Move the headings above all rows; a second table goes into the first, or out of the sheet."
            self.findings.append(refusal("VA307", message, hint, self.grid.row_place(records[0].number)))
        elif above:
            self.remarks.append(f"{_told([row.number for row in above])} above the headings, and not read")

    def note(self, row: Row) -> None:
        """Count a row that is read."""
        self.count += 1
        if row.hidden:
            self._hidden.append(row.number)

    def value(self, row: Row, place: int, column: Column) -> tuple[str | None, Span]:
        """Return what a cell says, and where; what is wrong with the cell is noted, and then it says nothing."""
        cell = row.cell(place)
        # What is said of merged cells is said at the first of them, for all.
        name = self.refuse_merged(row, place) or self.grid.cell_name(row.number, place + 1, self._headings[column])
        text = None
        if cell.is_blank():
            pass
        elif not self.refuse_struck(cell, name):
            text = self.values.read(cell, column, name)
        return text, self.grid.span(name, text or "")

    def refuse_struck(self, cell: Cell, name: str) -> bool:
        """Note a cell that is struck through, and return whether it is."""
        if cell.struck:
            message, hint = "this cell is struck through", "Delete what it says, or take the line off."
            self.findings.append(refusal("VA304", message, hint, self.values.place(name)))
        return cell.struck

    def refuse_merged(self, row: Row, place: int) -> str:
        """Note, once, that a cell is merged with others; return the name of the first of them, empty where it is not."""
        ref = self.grid.merged.get((row.number, place + 1), "")
        if ref and ref not in self._merges:
            self._merges[ref] = self.grid.cell_name(row.number, place + 1)
            message = f"the cells {ref} are merged, so that all but the first are empty"
            hint = "Unmerge them (Home, Merge & Center) and fill in each."
            self.findings.append(refusal("VA305", message, hint, self.values.place(self._merges[ref])))
        return self._merges.get(ref, "")

    def _skips(self, row: Row, columns: Mapping[Column, int]) -> str:
        """Return why a row is not read, if so."""
        there = [row.cell(place) for place in columns.values()]
        filled = [cell for cell in there if not cell.is_blank()]
        if self._ragged(row):
            return _RAGGED
        if not filled:
            return "nothing under these headings"
        if all(cell.struck for cell in filled):
            return _STRUCK
        return "the headings again" if self._repeats(columns, there) else ""

    def _repeats(self, columns: Mapping[Column, int], there: Sequence[Cell]) -> bool:
        """Whether a row repeats the headings, as printed tables do at the top of each page."""
        heads = (self.found.header.cells[place] for place in columns.values())
        return len(there) > 1 and all(
            known(cell.text) == known(head.text) for cell, head in zip(there, heads, strict=True)
        )

    def _ragged(self, row: Row) -> bool:
        """Note a row of a CSV file that has more cells than headings, or fewer: its texts may stand in wrong columns."""
        if self.grid.workbook:
            return False
        header = self.found.header
        hint = ""
        if len(row.cells) <= header.filled()[-1]:
            hint = "Every row must have all its commas, also where nothing follows them: export the file again, or mend the row."
        elif not all(cell.is_blank() for cell in row.cells[len(header.cells) :]):
            hint = "A text that holds a comma stands in quotes: export the file again, or mend the row."
        if hint:
            message = f"this row has {len(row.cells)} cells, and the headings have {len(header.cells)}"
            self.findings.append(refusal("VA307", message, hint, self.grid.row_place(row.number)))
        return bool(hint)

    def _tell(self, columns: Mapping[Column, int]) -> None:
        """Say what was skipped, and what is hidden."""
        for why, numbers in self._skipped.items():
            if why == _STRUCK:
                hint = "Delete what no longer holds, or give its status: superseded."
                self.warn("VA304", f"{_told(numbers)} struck through, and not read", hint)
            elif why != _RAGGED:
                self.remarks.append(f"{_told(numbers)} not read, holding {why}")
        for place, count in sorted(self._beside.items()):
            self.remarks.append(
                f"column {letters(place + 1)} not read, as it has no heading ({counted(count, 'cell')})"
            )
        self.tell_hidden({place: f"the column '{self._headings[column]}'" for column, place in columns.items()})

    def tell_hidden(self, columns: Mapping[int, str]) -> None:
        """Say which columns, by their places, and which rows are hidden."""
        for place, name in columns.items():
            if letters(place + 1) in self.grid.hidden_columns:
                self.warn("VA303", f"{name} is hidden, and read like the others", "Show it, or delete it.")
        if self._hidden:
            message = f"{_told(self._hidden)} hidden, and read like the others"
            self.warn("VA303", message, "Show what is hidden, or delete it.")

    def warn(self, id_: str, message: str, hint: str) -> None:
        """Warn of something about the whole table."""
        self.findings.append(Finding(id_, Severity.WARNING, message, hint, place=self.grid.whole()))


_RAGGED = "too many cells, or too few"
_STRUCK = "struck through"


def counted(count: int, what: str) -> str:
    """Return a number of things: 1 row, 2 rows."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _told(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"row {numbers[0]} is"
    more = " and more" if len(numbers) > MOST_NAMED else ""
    return f"{len(numbers)} rows ({', '.join(map(str, numbers[:MOST_NAMED]))}{more}) are"
