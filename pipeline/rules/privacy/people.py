"""People: who sat on a review's panel is told by posts; four are named, who answer for the review.

Authority: Working Together 2010, 8.41 and the template of executive summaries: the chairs of the board, the sub-group and the
panel and the author of the overview are named, members of the panel are given by job title and employer.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Path, Severity
from pipeline.rules.privacy.given_names import GIVEN
from pipeline.rules.privacy.told import COMPOSED
from pipeline.rules.words import sentences

_PANEL = re.compile(
    r"\bpanel\b.{0,60}\b(?:members?|membership|comprised|consisted|included|made\s{1,3}up|composed|attended|sat)\b"
    r"|\b(?:members?|membership)\s{1,3}(?:of|on)\s{1,3}(?:the|this|that|its)\s{1,3}(?:[\w'\u2019-]{1,20}\s{1,3}){0,4}panel\b"
    r"|\b(?:sat|served)\s{1,3}on\s{1,3}(?:the|this)\s{1,3}(?:[\w'\u2019-]{1,20}\s{1,3}){0,4}panel\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor|DCI|DI|DS|PC|Rev)\.?\s{1,3}(?:[A-Z]\.?\s{0,2}){0,3}"
    r"[A-Z][a-z'\u2019-]{1,20}(?:\s{1,3}[A-Z][a-z'\u2019-]{1,20}){0,2}|[A-Z][a-z'\u2019-]{1,20}(?:\s{1,3}[A-Z]\.?){0,2}\s{1,3}[A-Z][A-Za-z'\u2019-]{1,20})"
)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor|DCI|DI|DS|PC|Rev)\b")
_NAMED_ROLES = re.compile(
    r"\bchair(?:ed|man|woman|person|s)?\b|\bauthor(?:ed|s)?\b|\bwritten\s{1,3}by\b", re.IGNORECASE
)
_BODIES = """
    act board care centre child children close college community council county court department directorate health
    hospital house partnership police report review road school service services street team trust unit working
"""
_NO_SURNAME = frozenset(_BODIES.split())
_A_LINE = 200
"""Letters of the longest line of a list of members."""


def panel_members_named(case: Case) -> Iterable[Finding]:
    """PR112: a member of a review's panel is named; only the chairs and the overview's author are."""
    message = "a member of a panel is named here"
    hint = "Give the post and the employer only; the chairs and the author of the overview report may be named."
    for at, words in (*_of_panels(case.passages), *_of_registers(case)):
        for name in _names(words):
            yield Finding("PR112", Severity.ERROR, message, hint, at=at, near=name, restricted=True)


def _of_registers(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield sentences on the members of panels in the registers, of which a paper prints a part."""
    for at, text in case.fields:
        if at[0] != "paper" and "anel" in text:
            yield from ((at, each) for each in sentences(" ".join(text.split())) if _PANEL.search(each))


def _of_panels(passages: Iterable[Passage]) -> Iterator[tuple[Path, str]]:
    """Yield sentences on the members of panels, and the lines of lists and tables that follow where such are announced."""
    listing: Passage | None = None
    for passage in passages:
        about = [sentence for sentence in sentences(passage.words) if _PANEL.search(sentence)]
        yield from ((passage.at or COMPOSED, sentence) for sentence in about)
        if about:
            listing = passage if _announces(passage.words) else None
        elif (
            listing
            and passage.section == listing.section
            and passage.at == listing.at
            and len(passage.words) <= _A_LINE
        ):
            yield passage.at or COMPOSED, passage.words
        else:
            listing = None


def _announces(words: str) -> bool:
    """Whether a list follows: after a colon, a heading or a caption."""
    return words.endswith(":") or (len(words) < 80 and not words.endswith("."))


def _names(words: str) -> Iterator[str]:
    for match in _NAME.finditer(words):
        beside = words[max(0, match.start() - 45) : match.start()], words[match.end() : match.end() + 45]
        own = f"{re.split('[;.]', beside[0])[-1]} | {re.split('[;.]|, and ', beside[1])[0]}"
        if _is_a_person(match[0]) and not _NAMED_ROLES.search(own):
            yield match[0]


def _is_a_person(name: str) -> bool:
    *first, last = name.split()
    if last.lower().strip(".") in _NO_SURNAME:
        return False
    return bool(_TITLED.match(name)) or first[0].lower() in GIVEN
