"""Reading: sentences that are too long, and sections that only few can read with ease."""

import re
from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.rules.words import at, sentences

LONGEST_SENTENCE = 40
"""Words; half as many again as plain-English guides ask for."""

OLDEST_READER = 22
"""Years; what a reader of that age is used to is hard for nearly everybody else."""

FEWEST_WORDS = 100
"""Below so many a reading age says nothing."""

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
    sections: dict[str, list[str]] = {}
    for passage in case.typed():
        if passage.section and not passage.restricted and passage.at[:2] == ("paper", "sections"):
            sections.setdefault(passage.section, []).extend(sentences(passage.words))
    for section, said in sections.items():
        if (age := _age(said)) > OLDEST_READER:
            message = f"this section has a reading age of {age} (Flesch-Kincaid)"
            hint = "Shorten sentences first, then words: residents read it, too."
            yield Finding("HS123", Severity.NOTE, message, hint, at=("paper", "sections", section))


def _age(said: list[str]) -> int:
    """Return the age at which a text reads with ease: the Flesch-Kincaid grade, and five."""
    words = [word for sentence in said for word in sentence.split()]
    if len(words) < FEWEST_WORDS:
        return 0
    syllables = sum(max(1, len(_SYLLABLE.findall(word))) for word in words)
    return round(0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59 + 5)
