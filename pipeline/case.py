"""A case to be checked: a paper's inputs, what it says passage by passage, and the timetable of its meeting. Plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.findings import Path
from pipeline.models.base import Model
from pipeline.models.inputs import Inputs
from pipeline.timetable import Timetable
from pipeline.watch import NOBODY, WatchList


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
    watch: WatchList = NOBODY

    @cached_property
    def fields(self) -> list[tuple[Path, str]]:
        """Every text of the paper and its registers as it was typed, with where; restricted or not."""
        inputs = self.inputs
        parts = {"paper": inputs.paper, "reviews": inputs.reviews, "evaluations": inputs.evaluations}
        return [each for name, part in {**parts, "actions": inputs.actions}.items() for each in texts(part, (name,))]

    def typed(self) -> list[Passage]:
        """Return the passages that an officer wrote."""
        return [passage for passage in self.passages if passage.typed]


def texts(value: object, at: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text within a record, with the path of its field as the files name it.

    Args:
        value: a record, a list, a mapping or a plain value.
        at: where it stands.
    """
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Model):
        fields = type(value).model_fields
        for name, each in value:
            yield from texts(each, (*at, fields[name].alias or name))
    elif isinstance(value, list | dict):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(each, (*at, key))
