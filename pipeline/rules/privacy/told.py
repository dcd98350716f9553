"""What the rules of privacy look through: every text that was typed, and what the paper prints; and how they speak of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import Match, Pattern

from pipeline.case import Case, texts
from pipeline.findings import Finding, Path, Severity

COMPOSED: Path = ("paper", "report_type")
"""Where a finding stands in what nobody typed: the report type composed it."""


@dataclass(frozen=True)
class Told:
    """Something that was found: where, what, in which text, and whether a field holds it as it stands."""

    at: Path
    match: Match[str]
    text: str
    typed: bool = True

    @property
    def words(self) -> str:
        """What was found."""
        return self.match[0]

    def before(self, letters: int) -> str:
        """Return what stands before it."""
        return self.text[max(0, self.match.start() - letters) : self.match.start()]

    def after(self, letters: int) -> str:
        """Return what stands after it."""
        return self.text[self.match.end() : self.match.end() + letters]


def squashed(words: str) -> str:
    """Keep letters and digits, in small letters."""
    return "".join(filter(str.isalnum, words)).casefold()


def told(case: Case, pattern: Pattern[str], *, least: int = 1) -> Iterator[Told]:
    """Yield what a pattern finds: in every field, and in what the paper prints where no field holds it as it stands.

    Args:
        case: what is checked.
        pattern: what to find; its repeats are bounded.
        least: how many letters a text must have to hold it.
    """
    known: set[str] = set()
    for at, text in case.fields:
        if len(text) >= least:
            for match in pattern.finditer(text):
                known.add(squashed(match[0]))
                yield Told(at, match, text)
    for passage in case.passages:
        if len(passage.words) >= least:
            for match in pattern.finditer(passage.words):
                if squashed(match[0]) not in known:
                    yield Told(passage.at or COMPOSED, match, passage.words, typed=False)


def public(case: Case, pattern: Pattern[str], plain: Callable[[str], str] = squashed) -> set[str]:
    """Return what a pattern finds in that which is public anyway: the council's profile, the meeting, contacts, where sources lie.

    Args:
        case: what is checked.
        pattern: what to find.
        plain: makes alike what is written differently.
    """
    inputs = case.inputs
    sources = [document.location for document in inputs.paper.source_documents]
    known = [text for part in (inputs.council, inputs.meeting, inputs.paper.contacts) for _, text in texts(part)]
    return {plain(match[0]) for text in (*known, *sources) for match in pattern.finditer(text)}


def secret(id_: str, severity: Severity, found: Told, message: str, hint: str) -> Finding:
    """Make a finding that points to its place and shows no word of it."""
    return Finding(id_, severity, message, hint, at=found.at, near=found.words, restricted=True)
