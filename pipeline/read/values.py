"""What a cell says, as the text that inputs would have: ids in their form, choices by their names, nothing guessed."""

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.findings import Finding, Place, Severity
from pipeline.models.dates import parse_date
from pipeline.read.grid import Cell, Grid, refusal
from pipeline.read.yaml import may_stand
from pipeline.sheets import VALUES, Column, Sheet, Spellings

_BRACKET = re.compile(r"(?P<value>.*?)\s*\((?P<rest>[^()]*)\)")


@dataclass
class Notes:
    """What was set right while a table was read: how often, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, what: str, cell: str, example: str = "") -> None:
        """Count something that was set right; of the first it is kept where it was, and what became of it."""
        self.counts[what] += 1
        self.first.setdefault(what, f"in {cell}: {example}" if example else f"in {cell}")

    def remarks(self) -> list[str]:
        """Return each kind with how often it came, and where first."""
        return [
            f"{what} ({f'{count} times, first' if count > 1 else 'once,'} {self.first[what]})"
            for what, count in self.counts.items()
        ]


@dataclass(frozen=True)
class Values:
    """Turns the cells of a table into texts."""

    spellings: Spellings
    notes: Notes
    sheet: Sheet
    grid: Grid

    def place(self, cell: str) -> Place:
        """Return a cell's place by its name, for a finding."""
        return Place(self.grid.file, cell=cell)

    def read(self, cell: Cell, column: Column, name: str) -> str | None:
        """Return what a cell says, None where it says nothing or is refused."""
        if wrong := cell.wrong or _mistyped(cell, column):
            self.notes.findings.append(refusal(wrong.id, wrong.message, wrong.hint, self.place(name)))
            return None
        text = self._clean(cell.text, column, name)
        if not text:
            return None
        if column.holds == "id":
            return self._id(text, column, name)
        if column.holds in {"choice", "yes or no"}:
            return self._choice(text, column, name)
        if column.holds == "date" and cell.typed == "text" and self.grid.workbook:
            self._date(text, name)
        return text

    def _clean(self, typed: str, column: Column, name: str) -> str:
        for character in () if typed.isascii() and typed.isprintable() else dict.fromkeys(typed):
            if not may_stand(ord(character)):
                message = f"the character U+{ord(character):04X} cannot be printed the same in Word, PDF and HTML"
                hint = "Delete it; it may be invisible, so type the words around it again."
                self.notes.findings.append(refusal("VA003", message, hint, self.place(name)))
                return ""
        text = typed.replace("\u00a0", " ").strip()
        if column.holds == "narrative":
            # Alt+Enter is how officers begin a line in a cell; what spaces they leave before it nobody sees.
            text = re.sub(r"[ \t]+\n", "\n", text)
        if text != typed:
            self.notes.add("spaces around a text, or spaces that do not break, were set right", name)
        return text

    def _id(self, text: str, column: Column, name: str) -> str:
        made = re.sub(r"[^a-z0-9]+", "-", re.sub("['\u2019]", "", text.lower())).strip("-")
        if made[:1].isdigit():
            what = self.sheet.keyed if column.path[-1] == "id" else column.path[-1]
            made = f"{what}-{made}"
        if made and made != text:
            # Never the id: it may be a withheld record's, which another file says.
            self.notes.add(f"{column.heading} was made an id", name)
        return made or text

    def _choice(self, text: str, column: Column, name: str) -> str:
        choices = column.choices or ("Yes", "No")
        said = " ".join(text.lower().split())
        found = self._meant(said, choices)
        bracket = _BRACKET.fullmatch(said)
        if not found and bracket and (found := self._meant(bracket["value"], choices)):
            after = "a value" if self.sheet.restricted else found
            message = f"what stands in brackets after {after} was not read"
            hint = "If it is a date, write it in its own column; if it is more, in the update's note."
            self.notes.findings.append(Finding("VA309", Severity.WARNING, message, hint, place=self.place(name)))
        if found and found != text:
            self.notes.add(
                f"{column.heading} was read as one of the values allowed", name, "" if self.sheet.restricted else found
            )
        return found or text

    def _meant(self, said: str, choices: tuple[str, ...]) -> str | None:
        own = self.spellings.values.get(said)
        if own in choices:
            return own
        return next(
            (choice for choice in choices if said == choice.lower() or said in VALUES.get(choice, ())),
            None,
        )

    def _date(self, text: str, name: str) -> None:
        """Count a date that Excel holds as text: it is read day first, which may not be what its author meant."""
        if "/" in text and is_date(text):
            self.notes.add("a date typed as text was read with the day first", name)


def is_date(text: str) -> bool:
    """Whether a text is a date; what is wrong with one that is none, the schema says."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _mistyped(cell: Cell, column: Column) -> Finding | None:
    """Find what Excel has made of a text that was typed."""
    if cell.typed == "date" and column.holds != "date":
        hint = "Format the cell as Text and type it again."
        return refusal("VA308", "Excel has made a date of what was typed here", hint)
    if cell.typed == "number" and column.path[-1:] == ("tel",):
        hint = "Format the cell as Text and type the whole number again, with its first 0."
        return refusal("VA308", "Excel has made a number of a telephone number", hint)
    return None
