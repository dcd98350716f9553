"""Telling: what a paper says in words agrees with its data, with its own cover, and with the day on which it is public."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.models.dates import MONTHS, PartialDate
from pipeline.rules.events import publication_days
from pipeline.rules.words import at, found, quoted
from pipeline.timetable import as_day, told_day

_PSEUDONYM = re.compile(r"\b(?:Child|Baby|Infant|Boy|Girl|Teenager|Young Person)\s{1,3}[A-Z]{1,2}\b(?![\w-])")
_TODAY = re.compile(r"\b(?:today|this morning|this afternoon|yesterday|tomorrow)\b(?!['\u2019])", re.IGNORECASE)
_GENERAL = re.compile(
    r"\b(?:of|people|children|families|until|even|both|here|for|towards|face|facing|faced|world|society|living|live|lives)$",
    re.IGNORECASE,
)
_GENERAL_AFTER = re.compile(
    r"^,?\s{1,3}(?:than|and\s{1,3}(?:tomorrow|in\s{1,3}(?:the\s{1,3})?future|for\s{1,3}the\s{1,3}future))\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|today)\b", re.IGNORECASE)
"""Beside it, tomorrow is the future, as today of people today is the present."""

_MONTH = "|".join(name.capitalize() for name in MONTHS if len(name) > 4 or name == "may" or name in {"june", "july"})
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:of\s{{1,3}})?({_MONTH})\b(?:\s{{1,3}}(\d{{4}}))?")
_WILL = re.compile(r"\bwill\s{1,3}(?:be\s{1,3})?publish(?:ed)?\b[^.]{0,80}", re.IGNORECASE)
_SUMMARIES = re.compile(
    r"\bexecutive summaries\b[^.]{0,80}\bpublished\b|\bpublication of the executive summaries", re.IGNORECASE
)
_OF_REVIEWS = re.compile(
    r"\bexecutive summar|\b(?:summar(?:y|ies)|reports?)\b[^.]{0,40}\breviews?\b|\boverview reports?\b", re.IGNORECASE
)
"""Source documents that are published with a review."""

_TO_COME = re.compile(
    r"\b(?:executive summar(?:y|ies)|summar(?:y|ies)|reports?)\b[^.]{0,40}\b(?:will be|are to be|is to be)\s{1,3}(?:published|made public)\b"
    r"|\bwill\s{1,3}publish\b[^.]{0,40}\bsummar(?:y|ies)\b",
    re.IGNORECASE,
)


def pseudonyms(case: Case) -> Iterable[Finding]:
    """CO111: a child is called otherwise than in the register: Baby F for Child F."""
    known = {child.name: review.id for review in case.inputs.reviews for child in review.children}
    if not known:
        return
    for passage, match in found(case, _PSEUDONYM, fields=True):
        name = " ".join(match[0].split())
        if name not in known:
            message = f"{quoted(passage, name)}: no child of the register is called so"
            yield at("CO111", Severity.ERROR, passage, match[0], message, _close(name, known))
    for index, evaluation in enumerate(case.inputs.evaluations):
        for match in _PSEUDONYM.finditer(evaluation.printed_as or ""):
            if match[0] not in known:
                message = "this prints a child's name that the register does not have"
                where = ("evaluations", index, "printed_as")
                hint = _close(match[0], known)
                yield Finding("CO111", Severity.ERROR, message, hint, at=where, restricted=True)


def _close(name: str, known: dict[str, str]) -> str:
    """Name the fact instead of the child: what the register holds is restricted."""
    same = [each for each in known if each.split()[-1] == name.rsplit(maxsplit=1)[-1]]
    close = same or get_close_matches(name, known, n=1)
    fact = f"{{{{ {known[close[0]]}.children }}}}" if close else ""
    return f"Name the fact instead of typing it: {fact}." if fact else "Compare it with the register of reviews."


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


def _public(case: Case) -> date | None:
    """Return the day from which the paper is public, where that is before its meeting."""
    inputs = case.inputs
    told = inputs.paper.published or inputs.meeting.published
    public = as_day(told) if told else case.timetable.day("papers") if case.timetable else None
    return public if public and public < as_day(case.inputs.meeting.date) else None


def says_today(case: Case) -> Iterable[Finding]:
    """CO115: a paper that is public days before its meeting says today, or promises for a day that is past by then."""
    public = _public(case)
    if public is None:
        return
    message = f"the paper is public from {told_day(public)}, and says today of the day of its meeting"
    hint = "Give the date instead, such as on 7 September."
    for passage, match in found(case, _TODAY):
        if not _is_figurative(passage.words, match):
            yield at("CO115", Severity.WARNING, passage, match[0], message, hint)
    for passage, match in found(case, _WILL):
        yield from _already(case, passage, match, public)
    yield from _today_by_data(case, message, hint)


def _is_figurative(words: str, match: re.Match[str]) -> bool:
    """Whether today and tomorrow are the present and the future, and no days: leaders of tomorrow, more than today."""
    before = re.split(r"[.!?]\s", words[max(0, match.start() - 100) : match.start()])[-1].rstrip()
    after = words[match.end() : match.end() + 30]
    if match[0].lower() not in {"today", "tomorrow"}:
        return False
    past = match[0].lower() == "tomorrow" and _NOW.search(before)
    return bool(_GENERAL.search(before) or _GENERAL_AFTER.match(after) or past)


def _already(case: Case, passage: Passage, match: re.Match[str], public: date) -> Iterator[Finding]:
    """Find a promise for a day that will be past when the paper is public."""
    for day in _days(match[0], case.inputs.meeting.date.year):
        if as_day(day) < public:
            message = f"the paper is public from {told_day(public)}, and promises publication for a day before"
            yield at("CO115", Severity.WARNING, passage, match[0], message, "Say that it was published.")


def _today_by_data(case: Case, message: str, hint: str) -> Iterator[Finding]:
    """Find the composed sentence that says today, because a summary is published on the day of the meeting."""
    said = any(_TODAY.search(passage.words) and not passage.holds("today") for passage in case.passages)
    for index, review in enumerate(case.inputs.reviews if said else ()):
        if review.executive_summary.published == case.inputs.meeting.date:
            where = ("reviews", index, "executive_summary", "published")
            yield Finding("CO115", Severity.WARNING, message, hint, at=where, restricted=True)
            return


def _days(words: str, year: int) -> Iterator[PartialDate]:
    """Yield the days that words name; a day without a year is of the year given."""
    for match in _DAY.finditer(words):
        day = PartialDate(int(match[3] or year), MONTHS[match[2].lower()], int(match[1]))
        if 1 <= day.day <= day.__class__(day.year, day.month).last_day.day:
            yield day


def publication_claims(case: Case) -> Iterable[Finding]:
    """CO117: the summaries are said to be published on one day, and the data have one that was published on another."""
    told = list(_summaries(case))
    places = {finding.at for finding in told}
    yield from (*told, *(finding for finding in publication_days(case) if finding.at not in places))


def _summaries(case: Case) -> Iterator[Finding]:
    """Find a day that the summaries together are said to be published on."""
    summaries = [review.executive_summary for review in case.inputs.reviews]
    dated = {summary.published for summary in summaries if summary.published}
    earlier = any(summary.already_published for summary in summaries)
    for passage, match in found(case, _SUMMARIES):
        said = list(_days(_to_its_end(passage.words, match), case.inputs.meeting.date.year))
        if said and dated and not dated.intersection(said):
            message = "the summaries are said to be published on a day that the data do not have"
            yield at("CO117", Severity.WARNING, passage, match[0], message, "Name the fact: {{ reviews.published }}.")
        elif said and dated and (earlier or len(dated) > len(said)):
            message = "the summaries are said to be published on one day, and the data have one published on another"
            yield at("CO117", Severity.WARNING, passage, match[0], message, "Say which are published on that day.")


def still_to_come(case: Case) -> Iterable[Finding]:
    """CO130: summaries or reports are said to be published some day, and the data have every one of them out before."""
    public = _public(case)
    out = [review.executive_summary for review in case.inputs.reviews]
    if (
        not out
        or not public
        or not all(each.already_published or (each.published and as_day(each.published) < public) for each in out)
    ):
        return
    for passage, match in found(case, _TO_COME):
        message = f"{quoted(passage, match[0])}: the data have every summary published before"
        yield at("CO130", Severity.WARNING, passage, match[0], message, "Say when they were published.")


def _to_its_end(words: str, match: re.Match[str]) -> str:
    """Return what was found, and what follows in its sentence."""
    return match[0] + words[match.end() : match.end() + 120].partition(". ")[0]


def sources_unpublished(case: Case) -> Iterable[Finding]:
    """CO118: a source document is listed as published, and is only published after the paper is public."""
    public = _public(case)
    days = [review.executive_summary.published for review in case.inputs.reviews]
    later = [day for day in days if day and public and as_day(day) > public]
    for index, document in enumerate(case.inputs.paper.source_documents):
        if later and document.kind == "published" and _OF_REVIEWS.search(document.title):
            message = "these are listed as published, and some are published only after the paper is public"
            hint = "Until then they are background papers (LGA 1972 s.100D): kind: background."
            yield Finding("CO118", Severity.WARNING, message, hint, at=("paper", "source_documents", index))
