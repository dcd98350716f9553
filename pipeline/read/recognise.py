"""Which sheet of inputs a grid is, where its headings stand, and which column became which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.read.grid import Grid, Row, letters
from pipeline.sheets import SHEETS, Column, Sheet, Spellings, known

HEADINGS_WITHIN = 30
"""Headings are looked for in so many rows: a title, a date and a logo may stand above."""


LONGEST = 60
"""Headings are quoted up to here."""


@dataclass(frozen=True)
class Found:
    """A grid that is known: the sheet it is, the row of its headings, and which field each column became.

    ``twice`` are columns whose field another column has become before.
    """

    sheet: Sheet
    header: Row
    columns: Mapping[Column, int]
    twice: Sequence[tuple[Column, int]] = ()

    def unshown(self) -> "Found":
        """Return the same as a sheet of which nothing typed may be shown."""
        return replace(self, sheet=replace(self.sheet, restricted=True))

    def heading(self, column: Column) -> str:
        """Return a column's heading as it is typed."""
        place = self.columns.get(column)
        return column.heading if place is None else self.typed(place)

    def typed(self, place: int) -> str:
        """Return what heads a column, short enough for a sentence; where nothing typed may be shown, the column's letters."""
        if self.sheet.restricted and place not in self.columns.values():
            return f"column {letters(place + 1)}"
        return quoted(self.header.cells[place].text)

    def needed(self) -> list[Column]:
        """Return the columns that the table must have. An id can be derived, and a list be left out."""
        return [column for column in self.sheet.columns if _must_stand(self.sheet, column)]

    def lacking(self) -> list[Column]:
        """Return those that it must have and has not."""
        return [column for column in self.needed() if column not in self.columns]


def _must_stand(sheet: Sheet, column: Column) -> bool:
    derivable = sheet.shape == "records" and not sheet.joins and column.name == "id"
    return column.required and not derivable and (not column.of or column.of == sheet.at_least_one or bool(sheet.joins))


def quoted(text: str) -> str:
    """Return a heading or a label as a sentence can quote it: short, on one line, and with nothing unseen in it."""
    line = " ".join(text.split())
    shown = "".join(character if character.isprintable() else "\ufffd" for character in line)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}..."


def sheet_named(name: str) -> Sheet | None:
    """Return the sheet that a table's name names, if any."""
    return next((sheet for sheet in SHEETS if known(name) in sheet.names()), None)


def recognise(grid: Grid, spellings: Spellings) -> Found | None:
    """Return what a grid is: by its name, else by its headings, where it has all that a sheet of records needs."""
    named = sheet_named(grid.name)
    found = [found for sheet in ([named] if named else SHEETS) if (found := _headed(grid, sheet, spellings))]
    if named:
        return found[0] if found else None
    whole = [each for each in found if each.sheet.shape == "records" and not each.lacking()]
    return max(whole, key=lambda each: len(each.columns), default=None)


def _headed(grid: Grid, sheet: Sheet, spellings: Spellings) -> Found | None:
    """Find the row of a grid that holds most of a sheet's headings; a form has labels instead, and one will do."""
    by_heading = headings_of(sheet, spellings)
    if sheet.shape == "form":
        labels = {known(row.cell(0).text) for row in grid.rows}
        return Found(sheet, grid.rows[0], {}) if labels & set(by_heading) else None
    if not grid.rows:
        return None
    best = max(
        (_matched(row, sheet, by_heading) for row in grid.rows[:HEADINGS_WITHIN]), key=lambda each: len(each.columns)
    )
    return best if len(best.columns) >= min(2, len(sheet.columns)) else None


def _matched(row: Row, sheet: Sheet, by_heading: Mapping[str, Column]) -> Found:
    columns: dict[Column, int] = {}
    twice = []
    for place in row.filled():
        column = by_heading.get(known(row.cells[place].text))
        if column in columns:
            twice.append((column, place))
        elif column:
            columns[column] = place
    return Found(sheet, row, columns, twice)


def headings_of(sheet: Sheet, spellings: Spellings) -> dict[str, Column]:
    """Return the column that each heading means, the council's own among them."""
    by_heading = {heading: column for column in sheet.columns for heading in column.headings()}
    own = {heading: name for (of, heading), name in spellings.columns.items() if of in sheet.names()}
    return by_heading | {heading: by_heading[name] for heading, name in own.items() if name in by_heading}
