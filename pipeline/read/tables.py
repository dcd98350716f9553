"""Tables: grids become the inputs that they hold, with what was not read, and what was derived or set right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.findings import Finding, Place, Severity
from pipeline.read.body import Body
from pipeline.read.form import Form
from pipeline.read.grid import Grid, letters, refusal
from pipeline.read.recognise import Found, recognise
from pipeline.read.records import Gathered, Records, gather_items, gather_texts
from pipeline.read.values import Notes, Values
from pipeline.sheets import SHEETS, UNREAD, Column, Reading, Spellings, known


@dataclass
class Tables:
    """All that the tables of one file, or of the CSV files of one folder, give."""

    spellings: Spellings
    gathered: Gathered = field(default_factory=Gathered)
    findings: list[Finding] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    sheets: dict[str, Grid] = field(default_factory=dict)

    def read(self, file: str, grids: Sequence[Grid]) -> None:
        """Read the grids of one file; what is no table of inputs, and what is hidden, is said."""
        known_ = {grid.name: found for grid in grids if (found := recognise(grid, self.spellings))}
        # Records must be there before the rows of another sheet that join them.
        order = {sheet.name: place for place, sheet in enumerate(SHEETS)}
        shown = [grid for grid in grids if grid.name in known_ and not grid.hidden]
        for grid in sorted(shown, key=lambda grid: order[known_[grid.name].sheet.name]):
            self._read_grid(grid, known_[grid.name])
        left = [grid for grid in grids if grid not in shown and grid.rows and known(grid.name) != known(UNREAD)]
        if not shown:
            self.findings.append(_no_table(file, grids))
        else:
            self.findings += [_not_read(grid, known_.get(grid.name)) for grid in left]

    def _read_grid(self, grid: Grid, found: Found) -> None:
        other = self.sheets.setdefault(found.sheet.name, grid)
        if other is not grid:
            message = f"this holds {found.sheet.name}, as {other.whole()} does"
            hint = "Keep one: put the rows together, or hide the sheet that is not to be read."
            self.findings.append(refusal("VA306", message, hint, grid.whole()))
            return
        body = Body(grid, found, Values(self.spellings, Notes(), found.sheet.record, grid.workbook))
        if found.sheet.shape == "form":
            columns = list(Form(body, self.gathered, self.spellings).gather())
        else:
            columns = list(_gather(body, self.gathered))
        remarks = [*body.values.notes.remarks(), *body.remarks]
        reading = Reading(str(grid.whole()), found.sheet.name, body.count, columns, remarks)
        self.readings.append(reading)
        self.findings += [*body.findings, *_said(reading, grid)]


def _gather(body: Body, gathered: Gathered) -> Iterator[tuple[str, str]]:
    """Gather the rows below the headings; yield each heading with the field that it became."""
    sheet, header = body.found.sheet, body.found.header
    _refuse_columns(body)
    columns = _used(body)
    if sheet.shape == "texts":
        gather_texts(body, gathered, columns)
    elif sheet.shape == "items":
        gather_items(body, gathered, columns)
    else:
        records = Records(body, gathered)
        for row, said in body.rows(columns):
            records.add(row, said)
    became = {place: column.heading for column, place in columns.items()}
    for place in header.filled():
        yield " ".join(header.cells[place].text.split()), became.get(place, "")
    body.remarks += _unheaded(body)


def _refuse_columns(body: Body) -> None:
    """Note columns that are missing, that are there twice, and headings that are merged."""
    grid, found = body.grid, body.found
    for column in found.lacking():
        message = f"there is no column for {column.heading}"
        hint = f"Head a column with one of: {', '.join((column.heading, *column.aliases[:4]))}."
        body.findings.append(refusal("VA306", message, hint, grid.place(found.header.number, 1)))
    for column, place in found.twice:
        second = " ".join(found.header.cells[place].text.split())
        message = f"'{found.heading(column)}' and '{second}' are both read as {column.heading}"
        hint = "Rename one of the two, or take it out."
        body.findings.append(refusal("VA306", message, hint, grid.place(found.header.number, place + 1)))
    for place in found.header.filled():
        body.refuse_merged(found.header, place)


def _used(body: Body) -> Mapping[Column, int]:
    """Return the columns that are read: not those of a list that lacks what each of its items must have."""
    found = body.found
    there, sheet = found.columns, found.sheet
    lame = {}
    for of in {column.of for column in there if column.of and column.of != sheet.at_least_one}:
        wanted = [
            column.heading for column in sheet.columns if column.of == of and column.required and column not in there
        ]
        if wanted:
            lame[of] = wanted
    for of, wanted in lame.items():
        heads = ", ".join(f"'{found.heading(column)}'" for column in there if column.of == of)
        body.remarks.append(f"{heads} not read, as there is no column for {' and '.join(wanted)}")
    return {column: place for column, place in there.items() if column.of not in lame}


def _unheaded(body: Body) -> list[str]:
    """Count the cells that stand in columns without a heading."""
    headed = set(body.found.header.filled())
    counts: dict[int, int] = {}
    for row in body.below():
        for place in set(row.filled()) - headed:
            counts[place] = counts.get(place, 0) + 1
    return [
        f"column {letters(place + 1)} has no heading, so that {n} cells were not read"
        for place, n in sorted(counts.items())
    ]


def _said(reading: Reading, grid: Grid) -> Iterator[Finding]:
    """VA310: what was not read, and what was derived or set right, where there was anything."""
    ignored = [f"'{heading}'" for heading, label in reading.columns if not label]
    columns = "labels" if not grid.workbook and not ignored else "columns"
    said = [f"{columns} not read: {', '.join(ignored)}"] if ignored else []
    said += reading.remarks
    if said:
        message = f"{reading.sheet}: {reading.rows} rows were read; {'; '.join(said)}"
        hint = "cabinet-papers columns shows which column became which field."
        yield Finding("VA310", Severity.NOTE, message, hint, place=grid.whole())


def _not_read(grid: Grid, found: Found | None) -> Finding:
    """VA303 or VA310: a sheet that is hidden, or that is no table of inputs."""
    rows = f"{len(grid.rows)} {'row' if len(grid.rows) == 1 else 'rows'}"
    if found and grid.hidden:
        message, hint = f"this sheet is hidden, and its {rows} were not read", "Show it, or delete it."
        return Finding("VA303", Severity.WARNING, message, hint, place=grid.whole())
    message = f"this sheet is no table of inputs, and its {rows} were not read"
    hint = "Name it as inputs/README.md says, if it is meant to be one."
    return Finding("VA310", Severity.NOTE, message, hint, place=grid.whole())


def _no_table(file: str, grids: Sequence[Grid]) -> Finding:
    """VA306: nothing in a file is a table of inputs."""
    hint = f"Name a sheet, or a CSV file, after what it holds: {', '.join(sheet.name for sheet in SHEETS)}."
    if any(grid.hidden for grid in grids):
        return refusal("VA306", "every table of inputs in this file is hidden", "Show the sheets.", Place(file))
    named = next((grid for grid in grids if any(known(grid.name) in sheet.names() for sheet in SHEETS)), None)
    if named:
        message = "there is no row of headings here that is known"
        return refusal("VA306", message, "inputs/README.md lists the headings of each sheet.", named.whole())
    return refusal("VA306", "no sheet of this file is a table of inputs", hint, Place(file))
