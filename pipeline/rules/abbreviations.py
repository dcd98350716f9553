"""Abbreviations: each is explained where it first stands, and once only."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.capitals import ORDINARY, in_headings, small_words
from pipeline.rules.explained import definitions, explained
from pipeline.rules.words import at, told_apart

_ABBREVIATION = re.compile(r"(?<![\w./@-])(?:[A-Z][A-Z&]{1,6}|[A-Z][a-z][A-Z]{1,4})s?(?![\w@/]|\.\w)")
_ROMAN = re.compile(r"[IVX]+$")
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Cllr", "Sir", "Lord", "Lady", "Judge", "Professor")
_NAMED = ("Child", "Baby", "Young", "Person", "Family", "Adult", "Appendix", "Annex", "Table", "Option", "Schedule")

KNOWN = set(
    """A&E AGM AIDS AM AND ANY BA BBC BBC1 BME BSc BT CBE CCTV CD COVID CV DNA DVD EC EEC EU FAQ FAX GCSE GP HIV HM HMRC HMSO HQ
    ICT ID ISBN IT JP KBE KC LGA LLB MA MBA MBE ALL MP MUST NB NHS NO NOT OBE OFSTED OK ONLY OR PC PDF PLC PM PO PS QC RAG
    RIP RSVP SI SIM SMS TBA TBC TBD TODO TV UK UN URL US USA USB VAT VIP WC WWW LLP LTD AOB FY""".split()  # noqa: SIM905 - a list of 70 reads as words
)
"""Abbreviations that every reader knows, what laws are cited by, and words set in capitals for weight."""


def _plain(word: str) -> str:
    return word.removesuffix("s") if len(word) > 2 else word


def _explained(case: Case) -> set[str]:
    council = case.inputs.council
    names = {council.board.short, council.inspectorate.short, *([council.partners.short] if council.partners else [])}
    return {_plain(name) for name in names | explained(case)}


def _abbreviations(passage: Passage, small: set[str]) -> Iterator[re.Match[str]]:
    """Yield the abbreviations of a passage: no initials, no Roman numerals, no laws, no names of children, no headings."""
    if passage.words.upper() == passage.words:
        return  # a heading in capitals has no abbreviations that could be told
    headings = in_headings(passage.words, small)
    ends = [heading.stop for heading in headings]
    for match in _ABBREVIATION.finditer(passage.words):
        place = bisect_right(ends, match.start())
        if match[0] in small or (place < len(headings) and match.start() in headings[place]):
            continue
        before = passage.words[max(0, match.start() - 20) : match.start()].split()
        after = passage.words[match.end() : match.end() + 6]
        cited = re.match(r" \d{4}", after)
        if not (cited or _ROMAN.match(match[0]) or (before and before[-1].strip(".") in (*_TITLES, *_NAMED))):
            yield match


def undefined(case: Case) -> Iterable[Finding]:
    """HS121: an abbreviation is used and nowhere explained."""
    seen = _explained(case) | KNOWN | ORDINARY
    small = small_words(case.passages)
    for passage in case.typed():
        for match in _abbreviations(passage, small):
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
        for match in definitions(passage):
            name = _plain(match[1])
            counts[name] += 1
            if counts[name] == 2 and passage.typed and match[1][:2].isupper():
                what = "an abbreviation" if passage.restricted else name
                near = told_apart(passage, match)
                hint = "Use the abbreviation alone here."
                yield at("HS122", Severity.NOTE, passage, near, f"{what} is explained a second time", hint)
