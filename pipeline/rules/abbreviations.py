"""Abbreviations: each is explained where it first stands, and once only."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.words import at, told_apart

_ABBREVIATION = re.compile(r"(?<![\w./@-])[A-Z][A-Z&]{1,6}s?(?![\w@/]|\.\w)")
_DEFINED = re.compile(r"\((?:the |known as |or |or the )?[\"'\u2018\u201c]?([A-Z][A-Za-z&]{1,7})[\"'\u2019\u201d]?\)")
_REVERSED = re.compile(r"(?<![\w./@-])([A-Z][A-Z&]{1,6})(?: \(| means | stands for )(?:the )?([A-Za-z]\w{0,30} \w)")
_ROMAN = re.compile(r"[IVX]+$")
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Cllr", "Sir", "Lord", "Lady", "Judge", "Professor")
_NAMED = ("Child", "Baby", "Young", "Person", "Family", "Adult", "Appendix", "Annex", "Table", "Option", "Schedule")

KNOWN = set(
    """A&E AGM AIDS AM AND ANY BA BBC BBC1 BME BSc BT CBE CCTV CD COVID CV DNA DVD EC EEC EU FAQ FAX GCSE GP HIV HM HMRC HMSO HQ
    ICT ID ISBN IT JP KBE KC LGA LLB MA MBA MBE ALL MP MUST NB NHS NO NOT OBE OFSTED OK ONLY OR PC PDF PM PO PS QC RAG
    RIP RSVP SI SIM TBA TBC TBD TV UK UN URL US USA VAT VIP WC WWW""".split()  # noqa: SIM905 - a list of 70 reads as words
)
"""Abbreviations that every reader knows, what laws are cited by, and words set in capitals for weight."""


def _plain(word: str) -> str:
    return word.removesuffix("s") if len(word) > 2 else word


def _definitions(passage: Passage) -> Iterator[re.Match[str]]:
    """Yield where an abbreviation stands in brackets after words that begin with its first letter."""
    for match in _DEFINED.finditer(passage.words):
        before = passage.words[max(0, match.start() - 120) : match.start()].split()[-len(match[1]) - 4 :]
        if any(word.lstrip("\"'\u2018\u201c(")[:1].upper() == match[1][0].upper() for word in before):
            yield match


def _explained(case: Case) -> set[str]:
    council = case.inputs.council
    names = {council.board.short, council.inspectorate.short, *([council.partners.short] if council.partners else [])}
    for passage in case.passages:
        names |= {match[1] for match in _definitions(passage)}
        names |= {match[1] for match in _REVERSED.finditer(passage.words) if match[2][0].upper() == match[1][0]}
    return {_plain(name) for name in names}


def _abbreviations(passage: Passage) -> Iterator[re.Match[str]]:
    """Yield the abbreviations of a passage: no initials, no Roman numerals, no laws, no names of children."""
    if passage.words.upper() == passage.words:
        return  # a heading in capitals has no abbreviations that could be told
    for match in _ABBREVIATION.finditer(passage.words):
        before = passage.words[max(0, match.start() - 20) : match.start()].split()
        after = passage.words[match.end() : match.end() + 6]
        cited = re.match(r" \d{4}", after)
        if not (cited or _ROMAN.match(match[0]) or (before and before[-1].strip(".") in (*_TITLES, *_NAMED))):
            yield match


def undefined(case: Case) -> Iterable[Finding]:
    """HS121: an abbreviation is used and nowhere explained."""
    seen = _explained(case) | KNOWN
    for passage in case.typed():
        for match in _abbreviations(passage):
            name = _plain(match[0])
            if name not in seen and match[0] not in KNOWN and passage.holds(match[0]):
                seen.add(name)
                what = "an abbreviation" if passage.restricted else name
                hint = "Write it out where it first stands, with the abbreviation in brackets after it."
                yield at("HS121", Severity.WARNING, passage, match[0], f"{what} is not explained", hint)


def defined_twice(case: Case) -> Iterable[Finding]:
    """HS122: an abbreviation is explained a second time."""
    counts: Counter[str] = Counter()
    for passage in case.passages:
        for match in _definitions(passage):
            name = _plain(match[1])
            counts[name] += 1
            if counts[name] == 2 and passage.typed and match[1][:2].isupper():
                what = "an abbreviation" if passage.restricted else name
                near = told_apart(passage, match)
                hint = "Use the abbreviation alone here."
                yield at("HS122", Severity.NOTE, passage, near, f"{what} is explained a second time", hint)
