"""What rules of words share: searching passages in linear time, and findings that point to the words typed."""

import re
from collections.abc import Iterator, Sequence

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = rf"(?:\d{{1,4}}|{'|'.join(NUMBERS)}|both)"


def number_of(word: str) -> int:
    """Return the number that a word or numeral says; both is two."""
    lower = word.lower()
    return 2 if lower == "both" else NUMBERS.index(lower) if lower in NUMBERS else int(word)


def found(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield each match in what officers typed, with its passage; what facts gave is the data's to answer for."""
    for passage in case.typed():
        for match in pattern.finditer(passage.words):
            if passage.holds(match[0]):
                yield passage, match


def at(id_: str, severity: Severity, passage: Passage, near: str, message: str, hint: str) -> Finding:
    """Make a finding that points to words of a passage; where the passage is restricted, it quotes none."""
    return Finding(id_, severity, message, hint, at=passage.at, near=near, restricted=passage.restricted)


def quoted(passage: Passage, words: str) -> str:
    """Return words in quotes, or what may be said of them where the passage is restricted."""
    return "these words" if passage.restricted else f"{words!r}"


def series(words: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1] if words else ""
