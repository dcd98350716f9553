"""A case to be checked: a paper's inputs, what it says passage by passage, and the timetable of its meeting. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.findings import Path
from pipeline.models.inputs import Inputs
from pipeline.timetable import Timetable


@dataclass(frozen=True)
class Passage:
    """One block of a paper as it is printed, in reading order.

    ``at`` is where an officer wrote it; empty where it was composed from the data. ``section`` is the id of the section it
    stands in, empty on the cover. ``restricted``: no message may quote it. ``source`` is the text of its field as it was typed, in
    small letters and one line, with a mark where facts are named. ``number`` is the number or label it is printed with.
    """

    words: str
    at: Path = ()
    section: str = ""
    restricted: bool = False
    source: str = ""
    number: str = ""

    def holds(self, words: str) -> bool:
        """Whether an officer typed these words, and no fact gave any of them."""
        return " ".join(words.split()).casefold() in self.source

    @property
    def typed(self) -> bool:
        """Whether an officer wrote it, so that it can be wrong."""
        return bool(self.at)


@dataclass(frozen=True)
class Grid:
    """A table that an officer wrote: its heading cells and its rows, and where it stands."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    at: Path


@dataclass(frozen=True)
class Case:
    """All that the rules look at; nothing of it is a clock or a file."""

    inputs: Inputs
    passages: Sequence[Passage] = ()
    timetable: Timetable | None = None
    tables: Sequence[Grid] = ()

    def typed(self) -> list[Passage]:
        """Return the passages that an officer wrote."""
        return [passage for passage in self.passages if passage.typed]
