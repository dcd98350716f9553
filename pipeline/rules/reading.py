"""Reading: sentences that are too long, and sections that only few can read with ease."""

import re
from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Path, Severity
from pipeline.rules.words import at, sentences

LONGEST_SENTENCE = 40
"""Words; half as many again as plain-English guides ask for."""

OLDEST_READER = 22
"""Years; what a reader of that age is used to is hard for nearly everybody else."""

FEWEST_WORDS = 100
"""From so many words a reading age counts as it stands: the formula was made on passages of a hundred."""

SHORT, FEWEST_SENTENCES, MARGIN = 50, 3, 5
"""A shorter text counts from so many words and sentences, where it is harder by so many years: one long name weighs more in it."""

_FIELDS = {("paper", "sections"), ("paper", "implications"), ("paper", "further_sections")}
_SYLLABLE = re.compile(r"[aeiouy]{1,3}", re.IGNORECASE)


def long_sentences(case: Case) -> Iterable[Finding]:
    """HS120: a sentence has more than forty words."""
    for passage in case.typed():
        for sentence in sentences(passage.words):
            words = sentence.split()
            first = " ".join(words[:4])
            if len(words) > LONGEST_SENTENCE and passage.holds(first):
                yield at("HS120", Severity.NOTE, passage, first, f"a sentence has {len(words)} words", "Part it.")


def reading_age(case: Case) -> Iterable[Finding]:
    """HS123: a section has a reading age that leaves most readers behind."""
    fields: dict[Path, list[str]] = {}
    for passage in case.typed():
        if passage.section and not passage.restricted and passage.at[:2] in _FIELDS:
            fields.setdefault(passage.at, []).extend(sentences(passage.words))
    for at_, said in fields.items():
        if age := _too_old(said):
            message = f"this section has a reading age of {age} (Flesch-Kincaid)"
            hint = "Shorten sentences first, then words: residents read it, too."
            yield Finding("HS123", Severity.NOTE, message, hint, at=at_)


def _too_old(said: list[str]) -> int:
    """Return the age at which a text reads with ease, the Flesch-Kincaid grade and five, where that is too old; else nought."""
    words = [word for sentence in said for word in sentence.split()]
    if len(words) < SHORT or (len(words) < FEWEST_WORDS and len(said) < FEWEST_SENTENCES):
        return 0
    syllables = sum(max(1, len(_SYLLABLE.findall(word))) for word in words)
    age = round(0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59 + 5)
    return age if age > OLDEST_READER + (MARGIN if len(words) < FEWEST_WORDS else 0) else 0
