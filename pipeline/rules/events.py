"""Events: when reviews were sent, letters came, summaries were published and parents convicted is told as the data have it."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.models.dates import MONTHS, PartialDate
from pipeline.rules.bound import DATE, Register, agree, children_of, date_of
from pipeline.rules.words import MONTH, NUMBER, at, number_of, pinned, placed_sentences, quoted

_RANGE = re.compile(
    rf"\b(?:between|from|period)\s{{1,3}}(?:in\s{{1,3}})?(?:from\s{{1,3}}|of\s{{1,3}}|between\s{{1,3}})?(?:(?P<d1>\d{{1,2}})\s{{1,3}})?(?:(?P<m1>{MONTH})\s{{1,3}})?(?P<y1>(?:19|20)\d\d\s{{1,3}})?(?:to|and|until|\u2013|-)\s{{1,3}}"
    rf"(?:(?P<d2>\d{{1,2}})\s{{1,3}})?(?:(?P<m2>{MONTH})\s{{1,3}})?(?P<y2>(?:19|20)\d\d)\b"
)
_SOME = re.compile(
    r"\b(?:first|second|third|last|other|another|further|earlier|each|if|will|would|next|remaining|guidance|policy|statement|strategy|agenda|minutes|notice|consultation|action plan|plan|annual|this paper|this report)\b",
    re.IGNORECASE,
)
_OF_REVIEWS = re.compile(
    r"\b(?:reviews?|evaluations?|summar(?:y|ies)|reports?|Ofsted|letters?|cases?)\b", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:published|publication|made public|appeared|put on (?:the|its) website|came out|released|went (?:up|on))\b",
    re.IGNORECASE,
)
_THINGS = re.compile(
    rf"\b(?:summar(?:y|ies)|reports? (?:of|on|for|into)\b|(?:overview|review|SCR) reports?|reports?|reviews?)\b|^(?:The other|All|Both|It|They|Each|One|The last|The first|{NUMBER})\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?P<which>last|latest|most recent|final|first|earliest)\s{1,3}(?:one\s{1,3})?(?:of|to|summary|report|was)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:all|each)\b(?!\s{1,3}but)|^(?:the\s{1,3})?(?:executive\s{1,3})?summaries\s{1,3}were\b", re.IGNORECASE
)
_MANY = re.compile(
    rf"\b(?P<other>other|further|last|first|remaining)?\s{{0,3}}(?P<n>{NUMBER})\s{{1,3}}(?:of\s{{1,3}}(?:the|these|them)\s{{0,3}}(?:{NUMBER}\s{{1,3}})?)?(?:(?:executive\s{{1,3}})?summaries|reports|reviews|were|was)\b",
    re.IGNORECASE,
)
_DEATH_OF = re.compile(
    r"\b(?:most recent|latest|last|first|earliest)\s{1,3}(?:of\s{1,3}the\s{1,3})?deaths?\b", re.IGNORECASE
)
_THEY_DIED = re.compile(
    rf"\b(?P<all>all|both)?\b[^.;]{{0,30}}\b(?:they|(?:these|the|{NUMBER})\s{{1,3}}(?:{NUMBER}\s{{1,3}})?children|of\s{{1,3}}them)\s{{1,3}}(?:all\s{{1,3}}|who\s{{1,3}})?(?:had\s{{1,3}})?died\b[^.;]{{0,12}}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Event:
    """What can happen to a review: the words that tell of it, and the rule that compares its dates."""

    name: str
    words: re.Pattern[str]
    rule: str
    told: str


_EVENTS = (
    _Event("died", re.compile(r"\b(?:died|deaths?)\b", re.IGNORECASE), "CO123", "deaths"),
    _Event(
        "submitted", re.compile(r"\b(?:submitted|sent|submission|submissions)\b", re.IGNORECASE), "CO123", "submissions"
    ),
    _Event(
        "received",
        re.compile(r"\b(?:letters?|arrived|received|evaluations?\s{1,3}came|came back)\b", re.IGNORECASE),
        "CO123",
        "letters",
    ),
    _Event("published", _PUBLISHED, "CO117", "publications"),
    _Event(
        "convicted",
        re.compile(r"\b(?:convicted|convictions?|found guilty|sentenced)\b", re.IGNORECASE),
        "CO123",
        "convictions",
    ),
    _Event(
        "initiated",
        re.compile(r"\b(?:initiated|begun|began|commissioned|set up)\b", re.IGNORECASE),
        "CO123",
        "beginnings of reviews",
    ),
)


def _days(case: Case, name: str, reviews: list[int]) -> list[PartialDate]:
    """Return the days on which something happened to some reviews."""
    inputs = case.inputs
    chosen = [inputs.reviews[index] for index in reviews]
    evaluations = [each for each in inputs.evaluations if each.review in {review.id for review in chosen}]
    days: dict[str, list[PartialDate | None]] = {
        "died": [child.died for child in children_of(chosen)],
        "submitted": [day for each in evaluations for day in (each.submitted, each.reconsidered)],
        "received": [each.received for each in evaluations],
        "published": [review.executive_summary.published for review in chosen],
        "convicted": [each.convicted for review in chosen for each in review.responsible],
        "initiated": [review.initiated for review in chosen],
    }
    return [day for day in days[name] if day]


def periods(case: Case) -> Iterable[Finding]:
    """CO123: when children died, or reviews were sent, judged or begun, is typed, and the data have other days."""
    yield from (finding for finding in _events(case) if finding.id == "CO123")


def publication_days(case: Case) -> Iterable[Finding]:
    """Yield what CO117 says of single days: a summary is told as published on a day that the data do not have for it."""
    yield from (finding for finding in _events(case) if finding.id == "CO117")


def _events(case: Case) -> Iterator[Finding]:
    register = Register(case)
    if not case.inputs.reviews:
        return
    for passage in case.typed():
        if passage.at[0] == "actions" or not re.search(r"(?:19|20)\d\d", passage.words):
            continue
        last = list[int]()
        for start, sentence in placed_sentences(passage.words):
            named = register.reviews_in(sentence)
            yield from (
                *_ranges(case, passage, sentence, start, named),
                *_single(case, register, passage, sentence, start, last),
            )
            last = named or last


def _ranges(case: Case, passage: Passage, sentence: str, start: int, named: list[int]) -> Iterator[Finding]:
    """Find a period whose ends are not the first and the last day that the data have."""
    for match in _RANGE.finditer(sentence):
        before = sentence[: match.start()]
        event = _last_told(before, 90)
        if event is None or (event.name != "died" and not _OF_REVIEWS.search(sentence)) or _SOME.search(before[-100:]):
            continue
        own = [index for index in named if any(child.name in before for child in case.inputs.reviews[index].children)]
        days = _days(case, event.name, own or list(range(len(case.inputs.reviews))))
        fits = _are_ends(match, days) if event.name == "died" else _holds_all(match, days)
        if len(days) > 1 and not fits and passage.holds(match[0]):
            message = f"{quoted(passage, match[0])}: the data have {event.told} in another period"
            if event.name == "died":
                message = f"{quoted(passage, match[0])}: the register has deaths in another period"
            hint = "Compare it with the dates of the reviews; a fact such as {{ sentence.period }} moves with them."
            near = pinned(passage, start + match.start(), start + match.end())
            yield at(event.rule, Severity.WARNING, passage, near, message, hint)


def _ends(match: re.Match[str]) -> tuple[PartialDate, PartialDate]:
    """Return the first and the last day of a period; a part that is left out is that of the other."""
    year, month = int(match["y2"]), MONTHS[match["m2"].lower()] if match["m2"] else 0
    first = MONTHS[match["m1"].lower()] if match["m1"] else month if match["d1"] else 0
    day = int(match["d1"] or 0)
    return PartialDate(int(match["y1"] or year), first, day), PartialDate(year, month, int(match["d2"] or 0))


def _are_ends(match: re.Match[str], days: list[PartialDate]) -> bool:
    """Whether a period begins with the first and ends with the last of some days, as precisely as both are told."""
    first, last = _ends(match)
    return agree(first, min(days)) and agree(last, max(days))


def _holds_all(match: re.Match[str], days: list[PartialDate]) -> bool:
    """Whether all of some days lie in a period."""
    first, last = _ends(match)
    return all((first <= day or agree(first, day)) and (day <= last or agree(last, day)) for day in days)


def _last_told(before: str, within: int) -> _Event | None:
    """Return the event that words tell of last."""
    told = [(match.end(), event) for event in _EVENTS for match in event.words.finditer(before[-within:])]
    return max(told, key=lambda each: each[0])[1] if told else None


def _single(
    case: Case, register: Register, passage: Passage, sentence: str, start: int, last: list[int]
) -> Iterator[Finding]:
    """Find a day on which something is said to have happened, and the data have another."""
    if _RANGE.search(sentence) or (passage.at[:2] == ("paper", "source_documents")):
        return
    clauses = [
        0,
        *(match.end() for match in re.finditer(r";\s|,\s(?:and|but|while|whereas)\s", sentence)),
        len(sentence),
    ]
    for first, end in itertools.pairwise(clauses):
        clause = sentence[first:end]
        for match in DATE.finditer(clause):
            before = clause[: match.start()]
            if own := _of_deaths(case, register, sentence, before, match):
                yield from (_another_day(passage, _EVENTS[0], match, start + first) for _ in own)
                continue
            event = _last_told(before, 60) or (_published_after(clause, match) if match["day"] else None)
            if (
                event is None
                or event.name == "died"
                or not match["month"]
                or not re.search(r"\b(?:on|in|of|at|dated|conviction of)\s{1,3}(?:the\s{1,3})?$", before, re.IGNORECASE)
            ):
                continue
            named = register.reviews_in(clause) or (
                last
                if re.search(r"\b(?:It|She|He|Its|Her|His|the letter|the summary)\b", clause) and len(last) == 1
                else []
            )
            days = _days(case, event.name, named or list(range(len(case.inputs.reviews))))
            if days and _applies(event, sentence, clause, before) and not _is_one(event, match, clause, days):
                yield _another_day(passage, event, match, start + first)


def _of_deaths(case: Case, register: Register, sentence: str, before: str, match: re.Match[str]) -> list[PartialDate]:
    """Return the deaths that a date is told of and does not agree with, where no child is named: all died in 2008."""
    died = [child.died for child in children_of(case.inputs.reviews)]
    if register.reviews_in(sentence):
        return []
    if which := _DEATH_OF.search(before[-60:]):
        end = min if which[0].lower().startswith(("first", "earliest")) else max
        return [] if agree(date_of(match), end(died)) else [end(died)]
    if they := _THEY_DIED.search(before[-80:]):
        wrong = [day for day in died if not agree(date_of(match), day)]
        return wrong[:1] if len(wrong) == len(died) or (wrong and they["all"]) else []
    return []


def _published_after(clause: str, match: re.Match[str]) -> _Event | None:
    """Return the event where its word follows the day: on 7 June the summaries were published."""
    event = _EVENTS[3]
    return event if re.match(r"(?:On|on)\s", clause) and event.words.search(clause, match.end()) else None


def _applies(event: _Event, sentence: str, clause: str, before: str) -> bool:
    """Whether words tell of the reviews, and not of guidance, a plan or another thing."""
    if event.name == "published":
        return bool(_THINGS.search(clause)) and not re.search(
            r"\b(?:guidance|policy|statement|strategy|agenda|minutes|notice|consultation|plan|annual|this paper|this report|will|returns?|figures?|Act|newsletter|letters?|inspection|survey|data)\b",
            clause,
            re.IGNORECASE,
        )
    if event.name == "received" and not re.search(
        r"\b(?:Ofsted|evaluations?|inspectorate)\b|\b[Tt]he letters? of\b", sentence
    ):
        return False
    if event.name == "submitted" and not re.search(r"\b(?:Ofsted|evaluation|reviews?)\b", sentence):
        return False
    if event.name == "initiated" and not re.search(r"\breviews?\b", before, re.IGNORECASE):
        return False
    return not re.search(r"\b(?:will|would|expected|due|next|to be|letter(?:s)? to|plan)\b", clause)


def _is_one(event: _Event, match: re.Match[str], clause: str, days: list[PartialDate]) -> bool:
    """Whether a day is among those of the data; all of them where all are said, the last or the first where that is."""
    said = date_of(match)
    which = _LAST.search(clause)
    if event.name == "published" and which:
        end = min if which["which"].lower() in {"first", "earliest"} else max
        return agree(said, end(days))
    many = _MANY.search(clause)
    if event.name == "published" and many and many["n"].lower() != "no" and len(days) > 1:
        count = sum(agree(said, day) for day in days)
        return count == number_of(many["n"]) or (bool(many["other"]) and count >= number_of(many["n"]))
    if event.name == "published" and _EVERY.search(clause[: match.start()]):
        return all(agree(said, day) for day in days)
    return any(agree(said, day) for day in days)


def _another_day(passage: Passage, event: _Event, match: re.Match[str], start: int) -> Finding:
    near = pinned(passage, start + match.start(), start + match.end())
    if event.name == "published":
        message = "a summary or report is said to be published on a day that the data do not have for it"
        return at("CO117", Severity.WARNING, passage, near, message, "Name the fact: {{ reviews.published }}.")
    message = f"{quoted(passage, match[0])}: the data have {event.told} on another day"
    return at("CO123", Severity.WARNING, passage, near, message, "Compare it with the data.")
