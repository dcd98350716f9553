"""A form: a field's label in the first column, and its value in the second."""

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.read.body import Body
from pipeline.read.grid import Row, letters, place_of, refusal
from pipeline.read.recognise import headings_of, quoted
from pipeline.read.records import Gathered
from pipeline.sheets import Column, Spellings, known
from pipeline.source import Span

HEAD = "field"
"""What heads the labels, in the form's first row."""


class Form:
    """A form on its way into a record."""

    def __init__(self, body: Body, gathered: Gathered, spellings: Spellings) -> None:
        self.body = body
        self.gathered = gathered
        self.sheet = body.found.sheet
        self.labels = headings_of(self.sheet, spellings)
        self.seen: dict[Column, int] = {}
        head = body.grid.rows[0]
        self.headed = head.filled() if known(head.cell(0).text) == HEAD else []

    def gather(self) -> Iterator[tuple[str, str]]:
        """Gather the fields; yield each label with the field it is of."""
        top = self.body.grid.span(self.body.grid.cell_name(1, 1))
        self.gathered.hold(self.sheet.into, {}, top)
        column: Column | None = None
        for row in self.body.grid.rows[1 if self.headed else 0 :]:
            label = quoted(row.cell(0).text)
            shown = f"row {row.number}" if self.sheet.restricted else label
            # Texts go on in rows without a label: one row is one paragraph.
            column = self.labels.get(known(label)) if label else column
            if column and not row.cell(1).struck:
                self.body.refuse_struck(row.cell(0), self.body.grid.cell_name(row.number, 1))
            if column and (label or (column.holds == "narrative" and not row.cell(1).is_blank())):
                self._field(row, column)
                yield from [(label, column.heading)] if label else []
            else:
                yield from self._unknown(row, label, shown)
            self._beside(row)
        self.body.tell_hidden({place: f"column {letters(place + 1)}" for place in (0, 1)})
        self._missing(top)

    def _missing(self, top: Span) -> None:
        for column in self.sheet.columns:
            if column.required and column not in self.seen:
                message, hint = f"there is no row for {column.heading}", f"Add a row that begins with {column.heading}."
                self.body.findings.append(refusal("VA306", message, hint, place_of(top)))
                self.gathered.put((*self.sheet.into, *column.path), None, top)

    def _field(self, row: Row, column: Column) -> None:
        path = (*self.sheet.into, *column.path)
        text, span = self.body.value(row, 1, column)
        self.body.note(row)
        first = self.seen.setdefault(column, row.number)
        if first != row.number and not row.cell(0).is_blank():
            message = f"{column.heading} is given in row {first} already"
            hint = "Keep one of the two; further paragraphs of a text stand below it without a label."
            self.body.findings.append(refusal("VA005", message, hint, self.body.grid.place(row.number, 1)))
        elif text is not None and column.holds == "narrative":
            self.gathered.join(path, text, span)
        elif first == row.number and not (text is None and column.in_a_group):
            self.gathered.put(path, text, span)

    def _unknown(self, row: Row, label: str, shown: str) -> Iterator[tuple[str, str]]:
        """Refuse a value beside a label that is none: it would be lost. A label alone is a heading of the form."""
        place = self.body.grid.place(row.number, 1)
        if row.cell(1).is_blank():
            yield from [(shown, "")] if label else []
        elif label:
            hint = "inputs/README.md lists a cover's fields."
            name = "of this name" if self.sheet.restricted else f"'{label}'"
            for close in get_close_matches(known(label), self.labels, n=1):
                meant = self.labels[close]
                hint = f"Did you mean {meant.heading}?"
                # It is not missing as well: saying so would send the officer to write it twice.
                if self.seen.setdefault(meant, row.number) == row.number:
                    cell = self.body.grid.cell_name(row.number, 1)
                    self.gathered.put((*self.sheet.into, *meant.path), None, self.body.grid.span(cell))
            self.body.findings.append(refusal("VA102", f"there is no field {name}", hint, place))
        else:
            message, hint = "this row has a value and no label", "Say what it is in the first column, or delete it."
            self.body.findings.append(refusal("VA307", message, hint, place))

    def _beside(self, row: Row) -> None:
        """Note what stands beside a value, where no heading says what it is: a comma may have torn it off."""
        beside = [place for place in row.filled() if place > 1 and place not in self.headed]
        if beside and self.body.grid.workbook:
            self.body.remarks.append(f"what stands beside the value in row {row.number} was not read")
        elif beside:
            hint = "A value that holds a comma stands in quotes: export the file again, or mend the row."
            message = f"this row has {len(row.cells)} cells; a label and its value are two"
            self.body.findings.append(refusal("VA307", message, hint, self.body.grid.row_place(row.number)))
