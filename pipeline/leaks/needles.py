"""What must not be found, taken from what is withheld: runs of words, names, references, dates and numbers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.findings import Path
from pipeline.leaks.dates import dates
from pipeline.leaks.names import capitals_within, names
from pipeline.leaks.search import Index
from pipeline.leaks.values import Held, Level, Needle
from pipeline.leaks.words import normal

RUN = 6
_EVERY_MACHINES = "root user users admin administrator runner ubuntu debian nobody home localhost"
_NOT_ANYBODYS = frozenset(_EVERY_MACHINES.split())

_REFERENCES = [
    re.compile(shape)
    for shape in (
        r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
        r"(?:https?://|www\.)[^\s<>\"'()]+",
        r"\b(?=[A-Za-z/_-]*\d)(?:[A-Z]{1,6}|\d{1,9}|[A-Z]{1,6}\d{1,9}[A-Z]?)(?:[/_-](?:[A-Z]{1,6}|\d{1,9}|[A-Z]{1,6}\d{1,9}[A-Z]?))+\b",
        r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b",  # National Insurance
        r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",  # postcode
        r"\b(?:\d{3}[ -]?\d{3}[ -]?\d{4}|\(?0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4})\b",  # NHS, telephone
        r"\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{6,}\b",
        r"\b[A-Z]{1,4}\d{3,}\b",
    )
]
_NOT_REFERENCES = re.compile(r"\d+(?:st|nd|rd|th|m|k|bn|am|pm)?", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?\s?(?P<scale>million|thousand|billion|bn|m|k)?(?![\w])",
    re.IGNORECASE,
)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_SHORT = {3: ("k", "thousand"), 6: ("m", "million"), 9: ("bn", "billion")}


@dataclass(frozen=True)
class _Thing:
    """Something withheld, in every form in which it may be written: known to the public in one form, it is known."""

    kind: str
    at: Path
    forms: tuple[str, ...] = field(repr=False)


def needles(held: Iterable[Held], public: Iterable[str]) -> list[Needle]:
    """Return what must not be found: what is withheld and stands in no public text.

    Args:
        held: every text that is withheld.
        public: every text that may be read by anybody, those that templates and numbering add included.
    """
    held = list(held)
    common = _lower_words([*(each.text for each in held), *(public := list(public))])
    capitals = frozenset(word for each in held for word in capitals_within(each.text))
    things = list(dict.fromkeys(thing for each in held for thing in _things(each, common, capitals) if thing.forms))
    owners = [(number, form) for number, thing in enumerate(things) for form in thing.forms]
    index = Index(Needle(form, things[number].kind, ()) for number, form in owners)
    known = {owners[hit][0] for text in public for hit in index.found(text, Level.WORDS)}
    return list(
        dict.fromkeys(
            Needle(form, things[number].kind, things[number].at) for number, form in owners if number not in known
        )
    )


def others(watch: Iterable[str], paths: Iterable[str], users: Iterable[str], hosts: Iterable[str]) -> list[Needle]:
    """Return what must not be found whatever is public: names on the watch list, and what tells of the machine.

    Users and hosts that every machine has (``root``, ``localhost``) tell nothing; nor does a path of one short name.
    """
    lists = (("watch-list name", watch), ("user", users), ("host", hosts))
    found = [
        Needle(text, kind, (kind, number))
        for kind, words in lists
        for number, text in enumerate(map(normal, words))
        if len(text) > 1 and (kind == "watch-list name" or (len(text) > 2 and text not in _NOT_ANYBODYS))
    ]
    plain = [re.sub(r"[\\/]+", "/", path).rstrip("/").casefold() for path in paths]
    told = [Needle(path, "path", ("path", number)) for number, path in enumerate(plain) if _tells(path)]
    return found + told


def _tells(path: str) -> bool:
    """Whether a path has two names at least, or a long one: ``/tmp`` may stand in any text."""
    return len([name for name in path.split("/") if name]) > 1 or len(path) > 8


def _lower_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand somewhere without a capital: they are nobody's name."""
    return frozenset(word for text in texts for word in re.findall(r"(?<![\w'\u2019-])[a-z]+(?![\w])", text))


def _things(held: Held, common: frozenset[str], capitals: frozenset[str]) -> Iterator[_Thing]:
    yield from (_Thing("six words", held.at, (run,)) for run in _runs(held.text))
    yield from (_Thing("name", held.at, (normal(name),)) for name in names(held.text, common, capitals))
    left = held.text
    for dated in dates(held.text):
        yield _Thing("date", held.at, tuple(dict.fromkeys(map(normal, dated.spellings))))
        left = _without(left, dated.start, dated.end)
    for shape in _REFERENCES:
        for match in shape.finditer(left):
            # Each shape blanks out what it took, in text of the same length.
            if not _NOT_REFERENCES.fullmatch(match[0]):
                yield _Thing("reference", held.at, _spellings(match[0]))
                left = _without(left, *match.span())
    for match in _NUMBER.finditer(left):
        if forms := _amounts(match):
            yield _Thing("number", held.at, forms)


def _without(text: str, start: int, end: int) -> str:
    """Blank out what was understood, so that its parts are not taken for numbers."""
    return text[:start] + " " * (end - start) + text[end:]


def _runs(text: str) -> list[str]:
    words = normal(text).split(" ")
    if len(words) < RUN:
        whole = " ".join(words)
        return [whole] if len(words) > 1 and len(whole) >= 12 else []
    return [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def _spellings(reference: str) -> tuple[str, ...]:
    """Return a reference with its strokes as they are, as points, and left out."""
    parted = [reference, re.sub(r"[\W_]+", " ", reference), re.sub(r"[\W_]+", ".", reference)]
    return tuple(dict.fromkeys(form for form in map(normal, parted) if form))


def _amounts(match: re.Match[str]) -> tuple[str, ...]:
    """Return an amount in full and in thousands, millions or billions; none for a single digit."""
    whole, part = match["whole"].replace(",", ""), (match["part"] or "").rstrip("0.")
    scale = _SCALES.get((match["scale"] or "").lower(), 0)
    decimals = part.removeprefix(".")
    digits = (whole + decimals.ljust(scale, "0")[:scale]).lstrip("0") if len(decimals) <= scale else ""
    forms = [whole + (match["part"] or ""), f"{whole}.{decimals}" if decimals else whole] if not scale else []
    if digits:
        forms += [digits, *_scaled(digits)]
    elif scale:
        forms += [f"{whole}.{decimals}{name}" for name in _SHORT[scale]]
    return tuple(dict.fromkeys(map(normal, forms))) if len(whole + decimals) + scale > 1 else ()


def _scaled(digits: str) -> list[str]:
    """Return 1,200,000 as 1.2m, 1.2 million and so on."""
    found = []
    for scale, words in _SHORT.items():
        before, after = digits[:-scale], digits[-scale:].rstrip("0")
        if before and len(after) <= 3:
            number = f"{before}.{after}" if after else before
            found += [f"{number}{gap}{word}" for word in words for gap in ("", " ")]
    return found
