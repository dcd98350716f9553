"""A form: a field's label in the first column, and its value in the second."""

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.read.body import Body
from pipeline.read.grid import Row, refusal
from pipeline.read.recognise import headings_of
from pipeline.read.records import Gathered
from pipeline.sheets import Column, Spellings, known

HEADS = {"field", ""}
"""What may head the labels."""


class Form:
    """A form on its way into a record."""

    def __init__(self, body: Body, gathered: Gathered, spellings: Spellings) -> None:
        self.body = body
        self.gathered = gathered
        self.sheet = body.found.sheet
        self.labels = headings_of(self.sheet, spellings)
        self.seen: dict[Column, int] = {}

    def gather(self) -> Iterator[tuple[str, str]]:
        """Gather the fields; yield each label with the field it is of."""
        top = self.body.grid.span(1, 1)
        self.gathered.hold(self.sheet.into, {}, top)
        for row in self.body.grid.rows:
            label = " ".join(row.cells[0].text.split()) if row.cells else ""
            if column := self.labels.get(known(label)):
                self._field(row, column)
                yield label, column.heading
            else:
                yield from self._unknown(row, label)
        for column in self.sheet.columns:
            if column.required and column not in self.seen:
                message, hint = f"there is no row for {column.heading}", f"Add a row that begins with {column.heading}."
                self.body.findings.append(refusal("VA306", message, hint, self.body.grid.place(1, 1)))
                self.gathered.put((*self.sheet.into, *column.path), None, top)

    def _field(self, row: Row, column: Column) -> None:
        path = (*self.sheet.into, *column.path)
        text, span = self.body.value(row, 1, column)
        self.body.count += 1
        if column not in self.seen:
            self.seen[column] = row.number
            self.gathered.put(path, text, span)
        elif column.holds == "narrative" and text is not None:
            self.gathered.join(path, text, span)
        elif text is not None:
            message = f"{column.heading} is given in row {self.seen[column]} already"
            place = self.body.grid.place(row.number, 1)
            self.body.findings.append(refusal("VA005", message, "Keep one of the two.", place))

    def _unknown(self, row: Row, label: str) -> Iterator[tuple[str, str]]:
        """Refuse a value beside a label that is none: it would be lost. A label alone is a heading of the form."""
        if len(row.cells) > 1 and row.cells[1].text and known(label) not in HEADS:
            close = get_close_matches(known(label), self.labels, n=1)
            hint = (
                f"Did you mean {self.labels[close[0]].heading}?"
                if close
                else "inputs/README.md lists a cover's fields."
            )
            place = self.body.grid.place(row.number, 1)
            self.body.findings.append(refusal("VA102", f"there is no field {label!r}", hint, place))
        elif label and known(label) not in HEADS:
            yield label, ""
