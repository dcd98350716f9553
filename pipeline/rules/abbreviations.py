"""Abbreviations: each is explained where it first stands, and once only."""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.rules.words import at

_ABBREVIATION = re.compile(r"\b[A-Z][A-Z&]{1,6}s?\b")
_DEFINED = re.compile(r"\(([A-Z][A-Za-z&]{1,7})\)")
KNOWN = {
    "UK",
    "NHS",
    "MP",
    "BBC",
    "EU",
    "VAT",
    "GP",
    "IT",
    "PDF",
    "ID",
    "RAG",
    "OFSTED",
    "A",
    "I",
    "TV",
    "HM",
    "CV",
    "TBC",
    "TBA",
    "TBD",
    "OK",
}
"""Abbreviations that every reader knows, and words in capitals."""


def _plain(word: str) -> str:
    return word.removesuffix("s") if len(word) > 2 else word


def undefined(case: Case) -> Iterable[Finding]:
    """HS121: an abbreviation is used and nowhere explained."""
    explained = {_plain(match[1]) for passage in case.passages for match in _DEFINED.finditer(passage.words)}
    explained |= {_plain(case.inputs.council.board.short), _plain(case.inputs.council.inspectorate.short)}
    seen: set[str] = set()
    for passage in case.typed():
        if passage.words.upper() == passage.words:
            continue  # a heading in capitals has no abbreviations that could be told
        for match in _ABBREVIATION.finditer(passage.words):
            name = _plain(match[0])
            if name not in explained | KNOWN | seen and not name.isdigit():
                seen.add(name)
                message = f"{name} is not explained"
                hint = f"Write it out where it first stands, with ({name}) after it."
                yield at("HS121", Severity.WARNING, passage, match[0], message, hint)


def defined_twice(case: Case) -> Iterable[Finding]:
    """HS122: an abbreviation is explained a second time."""
    counts: Counter[str] = Counter()
    for passage in case.passages:
        for match in _DEFINED.finditer(passage.words):
            name = _plain(match[1])
            counts[name] += 1
            if counts[name] > 1 and passage.typed and match[1].isupper():
                message = f"{name} is explained a second time"
                yield at("HS122", Severity.NOTE, passage, match[0], message, "Use the abbreviation alone here.")
