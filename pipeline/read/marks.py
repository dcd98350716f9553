"""Marks that would be lost: what says that something is withheld, and stands where it is not read, or where nobody sees it.

Reading on would publish what was meant to be kept back, so each is an error. None quotes what a cell says.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path as FilePath

from pipeline.findings import Finding, Place
from pipeline.models.withholding import MARKS
from pipeline.read.grid import Grid, Row, letters, refusal
from pipeline.read.recognise import HEADINGS_WITHIN, LONGEST, Found, headings_of, sheet_named
from pipeline.sheets import UNREAD, Spellings, known

LOST = "VA311"

LONGEST_OF_UNREAD = 120
"""What may be a heading of a sheet that is not read is no longer."""

WITHHELD = "Withheld"
"""The sheet of which every row is a mark."""

WORDS = (
    *("exempt", "exempted", "exemption", "confidential", "confidentiality", "withheld", "withhold", "withholding"),
    *("restricted", "restriction"),
)
"""Any word close to one of these says that something is withheld ..."""

OTHER_WORDS = {"except", "excepted", "exception", "exceptions", "restructured", "restructure"}
"""... but these, which are close and say something else."""

PHRASES = re.compile(
    r"\b(not? (for|to be|be|in|fit for) (publi\w*|releas\w*|disclos\w*)|do not (publish|release|disclose)|not public"
    r"|for publication|unpublished|exclu\w* (from )?(the )?(press|public)|with held|redacted|privileged|in private"
    r"|private (session|part|item|business)|schedule 12a|members( copy)? only|pink papers?|nfp)\b"
)
"""What says so in several words, or in a word that others are too close to."""

WHOLE = {"public", "publish", "publishable", "private", "secret", "sensitive", "part 2", "part ii", "closed"}
"""What says so where it is all that is said: a column headed Public, with No in it."""

_SHOW = "Show it, or delete it."
_PUT = "Mark it as inputs/README.md says (What is withheld from the public), then rename or delete this."


def says_withheld(text: str, longest: int = 1000) -> bool:
    """Whether a heading, a sheet's name or another text that is no longer than so says that something is withheld, misspelt or not."""
    said = known(text) if len(text) <= longest else ""
    close = (word for word in said.split() if word not in OTHER_WORDS and len(word) >= 5)
    return said in WHOLE or bool(PHRASES.search(said)) or any(get_close_matches(word, WORDS, 1, 0.8) for word in close)


def lost_marks(grid: Grid, found: Found | None, spellings: Spellings) -> Iterator[Finding]:
    """Find the marks of a table that would be lost.

    Args:
        grid: the table.
        found: what it was recognised as, if it was.
        spellings: what else the council calls columns.
    """
    if known(grid.name) == known(UNREAD):
        return
    if not sheet_named(grid.name) and says_withheld(grid.name):
        yield _lost("the name of this table says that something is withheld, and no such table is read", grid.whole())
    elif grid.workbook and says_withheld(FilePath(grid.file).stem):
        message = "the name of this file says that something is withheld, and is not read"
        yield _lost(message, Place(grid.file))
    if grid.hidden and _marks_anything(grid, found):
        yield _lost("this sheet is hidden and not read, and it says what is withheld", grid.whole(), _SHOW)
    elif found is None:
        yield from _of_unread(grid)
    elif found.sheet.shape == "form":
        labels = headings_of(found.sheet, spellings)
        rows = [row for row in grid.rows if known(row.cell(0).text) not in labels]
        yield from _beside(grid, rows, {1})
        yield from _beside(grid, grid.rows, {0, 1})
    else:
        yield from _beside(grid, grid.rows, set(found.columns.values()), found)
        yield from _unseen(grid, found)


def withheld_beside(place: Place) -> Finding:
    """Say that what is withheld of a paper is told beside the council's profile, where no paper looks for it."""
    message = "this says what is withheld, and stands where no paper looks for it"
    return _lost(message, place, "Put it into the folder of the paper that it is about, or rename it.")


def _lost(message: str, place: Place, hint: str = _PUT) -> Finding:
    return refusal(LOST, message, hint, place)


def _marks_anything(grid: Grid, found: Found | None) -> bool:
    named = sheet_named(grid.name)
    return bool(named and named.name == WITHHELD and grid.rows) or bool(found and any(marked(grid, found)))


def marked(grid: Grid, found: Found) -> Iterator[Row]:
    """Yield each row below the headings that marks something, or that ends before its marks.

    In the sheet of what is withheld each row does that says anything.
    """
    columns = found.columns.items()
    every = found.sheet.name == WITHHELD
    places = [place for column, place in columns if every or set(column.path[:1]) & set(MARKS)]
    for row in grid.rows if places else ():
        cut = not grid.workbook and len(row.cells) <= max(places)
        if row.number > found.header.number and (cut or any(not row.cell(place).is_blank() for place in places)):
            yield row


def _of_unread(grid: Grid) -> Iterator[Finding]:
    """Find the first cell, of those that may be headings, of a sheet that is not read."""
    for row in grid.rows[:HEADINGS_WITHIN]:
        for place in row.filled():
            if says_withheld(row.cell(place).text, LONGEST_OF_UNREAD):
                message = "this cell says that something is withheld, and its sheet is not read"
                yield _lost(message, grid.place(row.number, place + 1))
                return


def _beside(grid: Grid, rows: Sequence[Row], read: set[int], found: Found | None = None) -> Iterator[Finding]:
    """Find, of each column, the first cell that says so and is not read: a heading, what stands below one, or above all."""
    top = found.header.number if found else 0
    seen: set[int] = set()
    for row in rows:
        # What stands above the sheet of what is withheld is its title.
        above = row.number < top
        if above and found and found.sheet.name == WITHHELD:
            continue
        for place in row.filled():
            heads = row.number == top
            unread = above or place not in read
            if place not in seen and unread and says_withheld(row.cell(place).text, 1000 if heads else LONGEST):
                seen.add(place)
                what = "heading" if heads else "cell"
                message = f"this {what} says that something is withheld, and is not read"
                yield _lost(message, grid.place(row.number, place + 1))


def _unseen(grid: Grid, found: Found) -> Iterator[Finding]:
    """Find what marks something and is struck through, or hidden."""
    rows = list(marked(grid, found))
    read = found.columns.values()
    for row in rows:
        filled = [cell for place in read if not (cell := row.cell(place)).is_blank()]
        if filled and all(cell.struck for cell in filled):
            message = "this row says what is withheld, and is struck through, so that it is not read"
            yield _lost(message, grid.row_place(row.number), "Delete the row, or take the line off.")
        elif row.hidden:
            message = "this row says what is withheld, and is hidden"
            yield _lost(message, grid.row_place(row.number), _SHOW)
    for column, place in found.columns.items():
        hidden = letters(place + 1) in grid.hidden_columns
        mark = found.sheet.name == WITHHELD or set(column.path[:1]) & set(MARKS)
        if hidden and mark and any(not row.cell(place).is_blank() for row in rows):
            message = "this column says what is withheld, and is hidden"
            yield _lost(message, grid.place(found.header.number, place + 1), _SHOW)
