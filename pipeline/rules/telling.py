"""Telling: what a paper says in words agrees with its data, with its own cover, and with the day on which it is public."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.words import NUMBER, at, found, number_of, quoted
from pipeline.timetable import as_day, told_day

_PSEUDONYM = re.compile(r"\b(?:Child|Baby|Young Person)\s+[A-Z]{1,2}\b(?!\w)")
_OF = re.compile(
    rf"\b({NUMBER})\s+of\s+the\s+({NUMBER})\s+(?:[A-Z]?[a-z]+\s+){{0,3}}?(reviews?|cases?|children|actions?)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b({NUMBER})\s+(?:completed\s+|submitted\s+)?(serious\s+case\s+reviews|reviews|cases|children|actions)\b",
    re.IGNORECASE,
)
_AT_THE_HANDS = re.compile(
    rf"\b({NUMBER})\s+of\s+(?:which|whom)\b[^.]{{0,60}}\b(?:parents?|mother|father)\b", re.IGNORECASE
)
_TODAY = re.compile(r"\b(?:today|this morning|this afternoon|yesterday|tomorrow)\b", re.IGNORECASE)
_WILL = re.compile(r"\bwill\s+(?:be\s+)?publish(?:ed)?\b", re.IGNORECASE)
_PROGRESS = re.compile(r"\bprogress\b[^.]{0,60}\baction\s+plans?\b", re.IGNORECASE)
_SUMMARIES = re.compile(
    r"\b(?:executive\s+summar(?:y|ies))\b[^.]{0,80}\bpublished\b|\bpublication\s+of\s+the\s+executive\s+summar",
    re.IGNORECASE,
)

GUIDANCE = (
    "Working Together to Safeguard Children: a guide to inter-agency working to safeguard and promote the welfare of children",
    "Working Together to Safeguard Children",
    "Every Child Matters",
)
"""Titles of statutory guidance as they were published."""


def pseudonyms(case: Case) -> Iterable[Finding]:
    """CO111: a child is called otherwise than in the register: Baby F for Child F."""
    known = {child.name for review in case.inputs.reviews for child in review.children}
    if not known:
        return
    for passage, match in found(case, _PSEUDONYM):
        name = " ".join(match[0].split())
        if name not in known:
            yield at("CO111", Severity.ERROR, passage, match[0], _unknown(passage, name), _close(name, known))
    for index, evaluation in enumerate(case.inputs.evaluations):
        for match in _PSEUDONYM.finditer(evaluation.printed_as or ""):
            if match[0] not in known:
                message = "this prints a child's name that the register does not have"
                where = ("evaluations", index, "printed_as")
                yield Finding("CO111", Severity.ERROR, message, "Print the register's name.", at=where, restricted=True)


def _unknown(passage: Passage, name: str) -> str:
    return f"{quoted(passage, name)}: no child of the register is called so"


def _close(name: str, known: set[str]) -> str:
    same = [each for each in known if each.split()[-1] == name.rsplit(maxsplit=1)[-1]]
    close = same or get_close_matches(name, known, n=1)
    return f"Did you mean {close[0]}?" if close else "Compare it with the register of reviews."


def counts(case: Case) -> Iterable[Finding]:
    """CO112: a number of reviews, cases, children or actions is typed, and the data give another."""
    for passage, match in found(case, _OF):
        true = _true(case, match[3])
        if true and number_of(match[2]) not in true:
            yield _miscounted(passage, match[0], match[2], match[3], true)
        elif number_of(match[1]) > number_of(match[2]):
            message = f"{quoted(passage, match[0])}: a part is larger than the whole"
            yield at("CO112", Severity.ERROR, passage, match[0], message, "Count again.")
    for passage, match in found(case, _COUNTED):
        true = _true(case, match[2])
        if true and not _is_a_share(passage, match) and number_of(match[1]) not in true:
            yield _miscounted(passage, match[0], match[1], match[2], true)


def _is_a_share(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a number counts some only: of the four, with two of the cases, a further three."""
    before = passage.words[: match.start()].lower().rstrip()
    return before.endswith(
        (" of the", " of", "further", "other", "the", "last", "first", "these", "least", "most", "than", "over")
    )


def _miscounted(passage: Passage, near: str, said: str, what: str, true: set[int]) -> Finding:
    data = " or ".join(str(number) for number in sorted(true))
    message = f"{quoted(passage, near)} says {said} {what}, and the data give {data}"
    hint = "Name the fact instead of typing it: {{ reviews.count | words }}; cabinet-papers facts lists all."
    return at("CO112", Severity.WARNING, passage, near, message, hint)


def _true(case: Case, what: str) -> set[int]:
    """Return the numbers that the data allow for a word: reviews may be all of them, or those submitted."""
    inputs, word = case.inputs, what.lower()
    if word.startswith("child"):
        return {sum(len(review.children) for review in inputs.reviews)} - {0}
    if word.startswith("action"):
        return {len(inputs.actions.actions)} - {0}
    return {len(inputs.reviews), len(inputs.evaluations)} - {0}


def at_the_hands(case: Case) -> Iterable[Finding]:
    """CO113: how many children died at a parent's hands is typed, and the data give another number."""
    held = sum(len(review.children) for review in case.inputs.reviews if review.responsible)
    for passage, match in found(case, _AT_THE_HANDS):
        if held and number_of(match[1]) != held:
            message = f"{quoted(passage, match[0])}: the data give {held} children in reviews where somebody was found responsible"
            yield at("CO113", Severity.ERROR, passage, match[0], message, "Count children, not cases.")


def recommendation_differs(case: Case) -> Iterable[Finding]:
    """CO114: the recommendation on the cover is not the one in the section on recommendations."""
    cover = [
        passage
        for passage in case.passages
        if passage.at == ("paper", "recommendation") and passage.section != "recommendations"
    ]
    section = [passage for passage in case.passages if passage.at[:3] == ("paper", "sections", "recommendations")]
    if cover and section and _same(cover) != _same(section):
        message = "this is not the recommendation of the cover"
        hint = "Leave the section out: the cover's recommendation is then repeated."
        yield at("CO114", Severity.WARNING, section[0], "", message, hint)


def _same(passages: Iterable[Passage]) -> str:
    return "".join(letter for passage in passages for letter in passage.words.lower() if letter.isalnum())


def says_today(case: Case) -> Iterable[Finding]:
    """CO115: a paper that is public days before its meeting says today, or that something will be published."""
    public = case.timetable.day("papers") if case.timetable else None
    meeting = case.inputs.meeting.date
    if public is None or public >= as_day(meeting):
        return
    message = f"the paper is public from {told_day(public)}, and says today of the day of its meeting"
    hint = "Give the date instead, such as on 7 September."
    for passage, match in found(case, _TODAY):
        yield at("CO115", Severity.WARNING, passage, match[0], message, hint)
    for passage, match in found(case, _WILL):
        yield at("CO115", Severity.WARNING, passage, match[0], message, hint)
    for index, review in enumerate(case.inputs.reviews):
        if review.executive_summary.published == meeting and any(
            _TODAY.search(p.words) for p in case.passages if not p.typed
        ):
            where = ("reviews", index, "executive_summary", "published")
            yield Finding("CO115", Severity.WARNING, message, hint, at=where, restricted=True)
            return


def promises_progress(case: Case) -> Iterable[Finding]:
    """CO116: the purpose promises the progress of action plans, and the paper gives no count of actions."""
    told = any(
        re.search(rf"\b{NUMBER}\s+(?:of\s+the\s+)?{NUMBER}?\s*actions?\b", p.words, re.IGNORECASE)
        for p in case.passages
    )
    for passage, match in found(case, _PROGRESS):
        if passage.at == ("paper", "purpose") and not told:
            message = "the purpose promises the progress of action plans, and the paper gives no count of actions"
            hint = "Say how many actions there are and how many are complete: {{ actions.complete }} of {{ actions.count }}."
            yield at("CO116", Severity.WARNING, passage, match[0], message, hint)


def publication_claims(case: Case) -> Iterable[Finding]:
    """CO117: the summaries are said to be published on one day, and the data have one that was published on another."""
    dated = {review.executive_summary.published for review in case.inputs.reviews}
    earlier = [review for review in case.inputs.reviews if review.executive_summary.already_published]
    if not earlier or not any(dated):
        return
    for passage, match in found(case, _SUMMARIES):
        if re.search(r"\d", passage.words[match.start() : match.end() + 120]):
            message = (
                "the summaries are said to be published on one day, and the data have one that was published before"
            )
            yield at("CO117", Severity.WARNING, passage, match[0], message, "Say which are published on that day.")


def sources_unpublished(case: Case) -> Iterable[Finding]:
    """CO118: a source document is listed as published, and is only published after the paper is public."""
    public = case.timetable.day("papers") if case.timetable else None
    later = [
        r
        for r in case.inputs.reviews
        if r.executive_summary.published and public and as_day(r.executive_summary.published) > public
    ]
    for index, document in enumerate(case.inputs.paper.source_documents):
        if later and document.kind == "published" and re.search("executive summar", document.title, re.IGNORECASE):
            message = "these are listed as published, and some are published only after the paper is public"
            hint = "Until then they are background papers (LGA 1972 s.100D): kind: background."
            yield Finding("CO118", Severity.WARNING, message, hint, at=("paper", "source_documents", index))


def guidance_titles(case: Case) -> Iterable[Finding]:
    """CO119: the title of statutory guidance is not as it was published."""
    title = case.inputs.council.guidance.title
    right = {_letters(each) for each in GUIDANCE}
    if _letters(title) not in right and title.lower().startswith(("working together", "every child")):
        close = get_close_matches(title, GUIDANCE, n=1, cutoff=0.3)
        hint = f"It was published as: {close[0]}." if close else "Compare it with the guidance itself."
        yield Finding(
            "CO119",
            Severity.WARNING,
            "the title of the guidance is misquoted",
            hint,
            at=("council", "guidance", "title"),
        )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\(\d{4}\)", "", text).lower())
