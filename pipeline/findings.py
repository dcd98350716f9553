"""Findings: what an officer can put right, as values with an id, a place, a sentence and a way out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

Path = tuple[str | int, ...]
"""Where a value stands in the inputs: ``("reviews", 0, "children", 1, "died")``."""


class Severity(StrEnum):
    """How much a finding matters: only an error stops anything."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Place:
    """A place in an input file: lines and columns count from 1; ``text`` is that line, empty where it may not be shown.

    ``cell`` is the place in a spreadsheet, such as ``[Actions!C12]``; lines and columns are then those of the cell's text.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    cell: str = ""

    @property
    def spot(self) -> tuple[str, str, int, int]:
        """What tells two places apart: the cell, or the line and column."""
        return (self.file, self.cell, 0, 0) if self.cell else (self.file, "", self.line, self.column)

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file} {self.cell}"
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True)
class Finding:
    """One thing to put right.

    ``at`` is the path of the value it is about and ``near`` the words within it; ``Source.locate`` turns both into
    ``place``. ``waived`` is the reason for which the paper puts up with it. ``on_key`` points at the field's name instead of its value. A ``restricted`` finding never shows the
    input's own words.
    """

    id: str
    severity: Severity
    message: str
    hint: str = ""
    at: Path = ()
    near: str = ""
    on_key: bool = False
    restricted: bool = False
    place: Place | None = None
    waived: str = ""


def blocking(findings: Iterable[Finding], *, strict: bool = False, rules: bool = False) -> list[Finding]:
    """Those that stop a build: input findings (VA) of severity error; those of rules, too, if asked; any warning when strict.

    What is waived stops nothing.
    """
    return [
        finding
        for finding in findings
        if not finding.waived
        and (
            (finding.severity is Severity.ERROR and (rules or finding.id.startswith("VA")))
            or (strict and finding.severity is not Severity.NOTE)
        )
    ]


def within(at: Path, paths: frozenset[Path]) -> bool:
    """Whether a place is one of some, or stands in one."""
    return any(at[:length] in paths for length in range(len(at) + 1)) if paths else False


def hushed(finding: Finding, private: frozenset[Path]) -> Finding:
    """Return a finding that shows no word of what is withheld.

    Args:
        finding: any; one that is restricted was worded so that it shows none.
        private: where the inputs hold what is withheld.
    """
    if finding.restricted or not within(finding.at, private):
        return finding
    return silenced(finding)


def silenced(finding: Finding) -> Finding:
    """Return a finding that says no more than that there is one, and which rule knows more."""
    message = "something is to be put right here; it may tell of what is not for publication, so no words are shown"
    hint = f"Open the file at this place. cabinet-papers explain {finding.id} tells what is looked for."
    waived = "for a reason that the inputs give" if finding.waived else ""
    return replace(finding, message=message, hint=hint, waived=waived, restricted=True)
