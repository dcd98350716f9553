"""Tables: grids become the inputs that they hold, with what was not read, and what was derived or set right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from pipeline.findings import Finding, Place, Severity
from pipeline.read.body import Body, counted
from pipeline.read.form import Form
from pipeline.read.grid import Grid, refusal
from pipeline.read.marks import lost_marks, marked
from pipeline.read.recognise import Found, quoted, recognise, sheet_named
from pipeline.read.records import Gathered, Records, gather_items, gather_texts
from pipeline.read.values import Notes, Values
from pipeline.sheets import SHEETS, UNREAD, Column, Reading, Sheet, Spellings, known


@dataclass
class Tables:
    """All that the tables of one file, or of the CSV files of one folder, give; ``unread`` where one cannot be told.

    ``private`` where the paper withholds something, which its other files may say: nothing typed may be shown then but what is
    known.
    """

    spellings: Spellings
    private: bool = False
    gathered: Gathered = field(default_factory=Gathered)
    findings: list[Finding] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    sheets: dict[str, Grid] = field(default_factory=dict)
    unread: bool = False

    def read(self, files: Mapping[str, Sequence[Grid]]) -> None:
        """Read the grids of files, by the files' names; what is no table of inputs, and what is hidden, is said."""
        found = [(grid, recognise(grid, self.spellings)) for grids in files.values() for grid in grids]
        shown = [(grid, each) for grid, each in found if each and not grid.hidden]
        lost = [finding for grid, each in found for finding in lost_marks(grid, each, self.spellings)]
        self.findings += lost
        self.private = self.private or bool(lost) or any(any(marked(grid, each)) for grid, each in found if each)
        # Records must be there before the rows of another sheet that join them.
        for grid, each in sorted(shown, key=lambda pair: SHEETS.index(pair[1].sheet)):
            self._read_grid(grid, each.unshown() if self.private else each)
        for file, grids in files.items():
            left = [grid for grid in grids if not any(grid is each for each, _ in shown)]
            said = list(_left(file, left, alone=len(left) == len(grids)))
            self.unread = self.unread or any(finding.severity is Severity.ERROR for finding in said)
            self.findings += said

    def _read_grid(self, grid: Grid, found: Found) -> None:
        sheet = found.sheet
        other = self.sheets.setdefault(sheet.name, grid)
        if other is not grid:
            message = f"this holds {sheet.name}, as {f'the sheet {other.name}' if other.workbook else FilePath(other.file).name} does"
            hint = "Put the rows together in one, and take the other away."
            self.findings.append(refusal("VA306", message, hint, grid.whole()))
            return
        if sheet.joins and grid.rows[-1] is not found.header and not self.gathered.count(sheet.into):
            message = f"the rows of {sheet.name} belong to those of {sheet.joins}, and there are none"
            hint = f"Keep {sheet.joins} beside it: in the same workbook, or as a CSV file too."
            self.findings.append(refusal("VA306", message, hint, grid.whole()))
            return
        body = Body(grid, found, Values(self.spellings, Notes(), sheet, grid))
        if sheet.shape == "form":
            columns = list(Form(body, self.gathered, self.spellings).gather())
        else:
            columns = list(_gather(body, self.gathered))
        remarks = [*body.values.notes.remarks(), *body.remarks]
        reading = Reading(str(grid.whole()), sheet.name, body.count, columns, remarks)
        self.readings.append(reading)
        self.findings += [*body.findings, *_said(reading, sheet, grid)]


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
        yield body.found.typed(place), became.get(place, "")
    _warn_of_dates(body, set(header.filled()) - set(became))


def _warn_of_dates(body: Body, unread: set[int]) -> None:
    """Warn of columns of dates that are not read: one may be the due date, and a paper would then say that nothing is overdue."""
    for place in sorted(unread):
        if any(cell.typed == "date" for row in body.below() for cell in row.cells[place : place + 1]):
            name = body.found.typed(place)
            message = (
                f"'{name}' holds dates, and is not read"
                if name and not body.found.sheet.restricted
                else "a column of dates is not read"
            )
            hint = "If it is one of ours, rename it, or say so in council.yaml under spreadsheet_columns: sheet, column, field."
            where = body.grid.place(body.found.header.number, place + 1)
            body.findings.append(Finding("VA306", Severity.WARNING, message, hint, place=where))


def _refuse_columns(body: Body) -> None:
    """Note columns that are missing, that are there twice, and headings that are merged or struck through."""
    grid, found = body.grid, body.found
    for column in found.lacking():
        message = f"there is no column for {column.heading}"
        hint = f"Head a column with one of: {', '.join((column.heading, *column.aliases[:4]))}."
        body.findings.append(refusal("VA306", message, hint, grid.place(found.header.number, 1)))
    for column, place in found.twice:
        message = f"'{found.heading(column)}' and '{quoted(found.header.cells[place].text)}' both mean {column.heading}"
        hint = "Rename one of the two, or take it out."
        body.findings.append(refusal("VA306", message, hint, grid.place(found.header.number, place + 1)))
    for place in found.header.filled():
        body.refuse_merged(found.header, place)
    for place in found.columns.values():
        body.refuse_struck(found.header.cells[place], grid.cell_name(found.header.number, place + 1))


def _used(body: Body) -> Mapping[Column, int]:
    """Return the columns that are read: not those of a list that lacks what each of its items must have."""
    there, sheet = body.found.columns, body.found.sheet
    lame = {column.of for column in sheet.columns if column.of and column.required and column not in there}
    for of in dict.fromkeys(column.of for column in there if column.of in lame - {sheet.at_least_one}):
        wanted = [each.heading for each in sheet.columns if each.of == of and each.required and each not in there]
        lost = [each.heading for each in there if each.of == of]
        message = f"without a column for {' and '.join(wanted)}, what belongs to it was not read: {', '.join(lost)}"
        body.warn("VA306", message, f"Add a column headed {wanted[0]}, or take those out.")
    return {column: place for column, place in there.items() if column.of not in lame - {sheet.at_least_one}}


def _said(reading: Reading, sheet: Sheet, grid: Grid) -> Iterator[Finding]:
    """VA310: what was not read, and what was derived or set right, where there was anything."""
    quote = "" if sheet.restricted else "'"
    ignored = [f"{quote}{heading}{quote}" for heading, label in reading.columns if not label]
    kind, what = ("field", "labels") if sheet.shape == "form" else ("row", "columns")
    said = [f"{what} not read: {', '.join(ignored)}"] if ignored else []
    said += reading.remarks
    if said:
        verb = "was" if reading.rows == 1 else "were"
        message = f"{reading.sheet}: {counted(reading.rows, kind)} {verb} read; {'; '.join(said)}"
        hint = "cabinet-papers columns shows which column became which field."
        yield Finding("VA310", Severity.NOTE, message, hint, place=grid.whole())


def _left(file: str, left: Sequence[Grid], *, alone: bool) -> Iterator[Finding]:
    """Say what of a file was not read; ``alone`` where nothing was."""
    filled = [grid for grid in left if grid.rows and known(grid.name) != known(UNREAD)]
    named = [grid for grid in filled if sheet_named(grid.name) and not grid.hidden]
    for grid in named:
        sheet = sheet_named(grid.name)
        what = "label" if sheet and sheet.shape == "form" else "row of headings"
        hint = "inputs/README.md lists what each sheet holds, and its headings."
        yield refusal("VA306", f"no {what} here is known", hint, grid.whole())
    if alone and not named:
        yield _no_table(file, filled)
    else:
        yield from (_not_read(grid) for grid in filled if grid not in named)


def _not_read(grid: Grid) -> Finding:
    """VA303 or VA310: a sheet that is hidden, or that is no table of inputs."""
    rows = counted(len(grid.rows), "row")
    verb = "was" if len(grid.rows) == 1 else "were"
    if sheet_named(grid.name):
        message, hint = f"this sheet is hidden, and its {rows} {verb} not read", "Show it, or delete it."
        return Finding("VA303", Severity.WARNING, message, hint, place=grid.whole())
    message = f"this sheet is no table of inputs, and its {rows} {verb} not read"
    hint = "Name it as inputs/README.md says, if it is meant to be one."
    return Finding("VA310", Severity.NOTE, message, hint, place=grid.whole())


def _no_table(file: str, filled: Sequence[Grid]) -> Finding:
    """VA001 or VA306: nothing in a file is a table of inputs."""
    if not filled:
        return refusal("VA001", "this file is empty", "Fill it in; inputs/README.md shows how.", Place(file))
    if any(grid.hidden and sheet_named(grid.name) for grid in filled):
        return refusal("VA306", "every table of inputs in this file is hidden", "Show the sheets.", Place(file))
    hint = f"Name a sheet, or a CSV file, after what it holds: {', '.join(sheet.name for sheet in SHEETS)}."
    message = "no sheet of this file is a table of inputs" if filled[0].workbook else "this file is no table of inputs"
    return refusal("VA306", message, hint, Place(file))
