"""Capitals: words that are set in capitals without being abbreviations, as labels and headings are."""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Passage

ORDINARY = frozenset(
    """A ACTION ACTIONS ADVICE AGENDA AGREED AN ANNEX ANNUAL APPROVE AREA AREAS AS AT AUDIT AUTHOR BE BEEN BEFORE BOARD BODY BUDGET
    BY CABINET CHAIR CITY CLOSED CONTACT COSTS COUNCIL COUNTY DATE DATED DECIDED DETAIL DETAILS DIRECT DRAFT EITHER EXEMPT FINAL FOR
    FROM FULL HAS HAVE HE HEAD HER HIS IF IN INTO IS ISSUE ISSUES ITEM ITEMS KEY LEAD LEADER LEGAL MADE MAY MEETING MEMBER MEMBERS
    MINUTE MINUTES MORE MOTION MOVED NAME NEW NEVER NONE NOTE NOTED NOTES NOTICE OF OFFICER ON OPEN OPTION OPTIONS ORDER OUR OUT OVER
    PAGE PAGES PANEL PAPER PAPERS PART PARTS PLAN PLANS POLICY POST PRESENT PRIVATE PUBLIC PURPOSE REASON REASONS RECORD REF REFER
    RELATES REPORT REPORTS REVIEW RISK RISKS SECTION SHALL SHE SOURCE STAFF STATUS SUBJECT SUMMARY TABLE TEL THAN THAT THE THEIR THEM
    THEN THERE THESE THIS THOSE TIME TITLE TO TOTAL TOWN UNTIL UPDATE URGENT VERY WARD WARDS WAS WERE WHAT WHEN WHERE WHICH WILL WITH
    YEAR YEARS YES YOU YOUR""".split()  # noqa: SIM905 - a list of 180 reads as words
)
"""Words that labels, headings and resolutions are made of; none is an abbreviation."""

LEAST = 5
"""Letters of a word that, found in small letters elsewhere in a paper, is a word: send is no SEND."""
LONG = 8
"""Letters that no abbreviation has."""
_TOKEN = re.compile(r"\S{1,80}")
_ENDS = (".", ",", ";")


def small_words(passages: Iterable[Passage]) -> set[str]:
    """Return the words that a paper writes in small letters, as they would stand in capitals."""
    found: set[str] = set()
    for passage in passages:
        found.update(re.findall(rf"\b[a-z]{{{LEAST},7}}\b", passage.words))
    return {word.upper() for word in found}


def in_headings(words: str, known: set[str]) -> list[range]:
    """Return where words in capitals follow one another as in a heading that runs into its line: one of them is no abbreviation.

    Args:
        words: a passage's.
        known: words in capitals that the paper writes in small letters, too.
    """
    return [
        range(run[0].start(), run[-1].end())
        for run in _runs(words)
        if len(run) > 1 and any(_is_word(_core(token), known) for token in run)
    ]


def _runs(words: str) -> Iterator[list[re.Match[str]]]:
    """Yield words in capitals that stand side by side."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(words):
        core = _core(token)
        if core and core.isupper():
            run.append(token)
        elif core:
            yield run
            run = []
        if run and token[0].endswith(_ENDS):
            yield run
            run = []
    yield run


def _core(token: re.Match[str]) -> str:
    """Return a token's letters; WARD(S) is a word."""
    return re.sub(r"[\W\d_]", "", token[0].replace("(S)", ""))


def _is_word(core: str, known: set[str]) -> bool:
    return len(core) >= LONG or core in ORDINARY or core in known
