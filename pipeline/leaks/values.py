"""What the leak check is given and gives: plain values. What is withheld never shows in the ``repr`` of any of them."""

from dataclasses import dataclass, field
from enum import IntEnum

from pipeline.findings import Path

CANNOT = "cannot be searched"
"""The kind of leak that a file is which could not be looked through."""


class Level(IntEnum):
    """How much of a text is words: the less, the longer a needle must be to mean anything in it."""

    BYTES = 0
    """Raw bytes: any short needle turns up by chance."""
    MARKS = 1
    """Attributes, names and sizes that programs wrote: short numbers mean nothing."""
    WORDS = 2
    """Words that somebody may read."""


@dataclass(frozen=True)
class Held:
    """Something withheld from the public, and the field that holds it."""

    text: str = field(repr=False)
    at: Path


@dataclass(frozen=True)
class Needle:
    """What must not be found: its normal form, what kind of thing it is, and the field that holds it."""

    text: str = field(repr=False)
    kind: str
    at: Path


@dataclass(frozen=True)
class Leak:
    """Where something withheld was found, and the field that holds it; never its text."""

    file: str
    part: str
    kind: str
    at: Path


@dataclass(frozen=True)
class Text:
    """Some text of a file, and the part of the file that it stands in."""

    part: str
    text: str = field(repr=False)
    level: Level


class CannotSearchError(Exception):
    """A file, or a part of it, cannot be looked through; the message is ours and holds nothing of the file."""
