"""What a cell says, as the text that inputs would have: ids in their form, choices by their names, nothing guessed."""

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.findings import Finding, Place, Severity
from pipeline.models.dates import parse_date
from pipeline.read.grid import Cell, refusal
from pipeline.read.yaml import may_stand
from pipeline.sheets import VALUES, Column, Spellings

_BRACKET = re.compile(r"(?P<value>.*?)\s*\((?P<rest>[^()]*)\)")


@dataclass
class Notes:
    """What was set right while a table was read: how often, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, what: str, place: Place) -> None:
        """Count something that was set right."""
        self.counts[what] += 1
        self.first.setdefault(what, place.cell)

    def remarks(self) -> list[str]:
        """Return each kind in a sentence."""
        return [f"{count} {what}, the first in {self.first[what]}" for what, count in self.counts.items()]


@dataclass(frozen=True)
class Values:
    """Turns the cells of a table into texts."""

    spellings: Spellings
    notes: Notes
    record: str
    workbook: bool

    def read(self, cell: Cell, column: Column, place: Place) -> str | None:
        """Return what a cell says, None where it says nothing or is refused."""
        if wrong := cell.wrong or _mistyped(cell, column):
            self.notes.findings.append(refusal(wrong.id, wrong.message, wrong.hint, place))
            return None
        text = self._clean(cell, column, place)
        if not text:
            return None
        if column.holds == "id":
            return self._id(text, column, place)
        if column.holds in {"choice", "yes or no"}:
            return self._choice(text, column, place)
        if column.holds == "date" and cell.typed == "text" and self.workbook:
            self._date(text, place)
        return text

    def _clean(self, cell: Cell, column: Column, place: Place) -> str:
        for character in dict.fromkeys(cell.text):
            if not may_stand(ord(character)):
                message = f"the character U+{ord(character):04X} cannot be printed the same in Word, PDF and HTML"
                hint = "Delete it; it may be invisible, so type the words around it again."
                self.notes.findings.append(refusal("VA003", message, hint, place))
                return ""
        text = cell.text.replace("\u00a0", " ").strip()
        if column.holds == "narrative":
            # Alt+Enter is how officers begin a paragraph in a cell; a list's lines follow each other.
            text = re.sub(r"[ \t]+\n", "\n", text)
        if text != cell.text:
            self.notes.add("cells had spaces around their text, or spaces that do not break", place)
        return text

    def _id(self, text: str, column: Column, place: Place) -> str:
        made = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")
        if made[:1].isdigit():
            what = self.record if column.path[-1] == "id" else column.path[-1]
            made = f"{what}-{made}"
        if made and made != text:
            self.notes.add(f"{column.heading} cells were read as ids (such as {made})", place)
        return made or text

    def _choice(self, text: str, column: Column, place: Place) -> str:
        choices = column.choices or ("Yes", "No")
        said = " ".join(text.lower().split())
        found = self._meant(said, choices)
        bracket = _BRACKET.fullmatch(said)
        if not found and bracket and (found := self._meant(bracket["value"], choices)):
            message = f"what stands in brackets after {found} was not read"
            hint = "If it is a date, write it in its own column; if it is more, in the update's note."
            self.notes.findings.append(Finding("VA309", Severity.WARNING, message, hint, place=place))
        if found and found != text:
            self.notes.add(f"{column.heading} cells were read as one of the values allowed (such as {found})", place)
        return found or text

    def _meant(self, said: str, choices: tuple[str, ...]) -> str | None:
        own = self.spellings.values.get(said)
        if own in choices:
            return own
        return next(
            (choice for choice in choices if said == choice.lower() or said in VALUES.get(choice, ())),
            None,
        )

    def _date(self, text: str, place: Place) -> None:
        """Count a date that Excel holds as text: it is read day first, which may not be what its author meant."""
        try:
            parse_date(text)
        except ValueError:
            return  # the schema says what is wrong with it
        if text[:1].isdigit() and "/" in text:
            self.notes.add("dates are typed as text, and were read with the day first", place)


def _mistyped(cell: Cell, column: Column) -> Finding | None:
    """Find what Excel has made of a text that was typed."""
    if cell.typed == "date" and column.holds != "date":
        hint = "Format the cell as Text and type it again."
        return refusal("VA308", "Excel has made a date of what was typed here", hint)
    if cell.typed == "number" and column.path[-1:] == ("tel",):
        hint = "Format the cell as Text and type the whole number again, with its first 0."
        return refusal("VA308", "Excel has made a number of a telephone number", hint)
    return None
