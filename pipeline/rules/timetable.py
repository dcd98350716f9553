"""Timetable: what was published, noticed and listed for a meeting, and when, against the law in force on its day."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pipeline.case import Case
from pipeline.findings import Finding, Path, Severity
from pipeline.models.dates import PartialDate
from pipeline.rules.words import series
from pipeline.timetable import Deadline, as_day, told_day

DAY = timedelta(days=1)
SATURDAY = 5

_ITEM = re.compile(r"^[ \t]*(?:\d{1,3}[.)]|[-*+]|\([a-z]\))[ \t]+(.*)$")
_ASKED = re.compile(r"\b(?:asked|recommended|invited|requested)\s+(?:to\s+)?(?:that\s+)?", re.IGNORECASE)
_JOINED = re.compile(r"[,;:.]\s*(?:and\s+)?(?:to\s+)?|\s+and\s+(?:to\s+)?", re.IGNORECASE)
NOTING = {"note", "notes", "receive", "receives", "consider", "considers", "acknowledge", "welcome", "comment"}
"""What a body is asked to do where it decides nothing."""
DECIDING = {
    *("accept", "adopt", "agree", "allocate", "appoint", "approve", "ask", "authorise", "award", "close", "commission"),
    *("confirm", "decide", "declare", "delegate", "determine", "direct", "endorse", "enter", "extend", "fund", "give"),
    *("grant", "instruct", "invite", "make", "procure", "ratify", "recommend", "refer", "reject", "release", "request"),
    *("require", "resolve", "retain", "select", "set", "sell", "sign", "support", "transfer", "vary", "withdraw"),
}
"""What a body is asked to do where it decides something; after a noting word, too."""


def _deadline(case: Case, id_: str) -> Deadline | None:
    """Return what the law, or the council, asks for the meeting; nothing for one that is called off."""
    if case.timetable is None or case.inputs.meeting.cancelled:
        return None
    return next((deadline for deadline in case.timetable.deadlines if deadline.id == id_), None)


def _by(case: Case, id_: str) -> tuple[Deadline, date] | None:
    """Return a deadline that has a day, and the day."""
    found = _deadline(case, id_)
    return (found, found.day) if found and found.day else None


def _meeting(case: Case, field: str = "") -> Path:
    """Return the place of the meeting, or of one of its fields."""
    place = case.inputs.meetings.index(case.inputs.meeting)
    return ("meetings", place, field) if field else ("meetings", place)


def _authority(deadline: Deadline) -> str:
    """Return by what authority; one that was not read in a published source is told as such."""
    return deadline.authority if deadline.verified else f"{deadline.authority}, not verified"


def _weight(deadline: Deadline) -> Severity:
    """Return how much it matters that a deadline was missed: the law's more than the council's own."""
    return Severity.WARNING if deadline.authority == "the council's own" else Severity.ERROR


def _clear_days(deadline: Deadline, published: date, meeting: date) -> int:
    """Count the clear days that a day of publication on or after the deadline leaves."""
    skipped = {day for day, _ in deadline.skipped}
    between = (published + DAY * number for number in range(1, (meeting - published).days))
    return sum(1 for day in between if day not in skipped)


def _skipped(deadline: Deadline) -> str:
    """Tell each day that did not count: weekends by their days, holidays with their names."""
    days = [
        told_day(day) if day.weekday() >= SATURDAY else f"{told_day(day)} ({why})"
        for day, why in sorted(deadline.skipped)
    ]
    return f" Not counted: {series(days)}." if days else ""


def published_late(case: Case) -> Iterable[Finding]:
    """TT101: the agenda and papers were published with fewer clear days before the meeting than there must be."""
    meeting, papers = case.inputs.meeting, _by(case, "papers")
    if not papers or meeting.published is None or as_day(meeting.published) <= papers[1]:
        return
    deadline, by = papers
    day = as_day(meeting.published)
    days, needed = (_clear_days(deadline, each, as_day(meeting.date)) for each in (day, by))
    short = needed - days
    # A notice of a Sunday may give as many clear days, but nobody can read it at the offices before Monday.
    late = (
        f"{short} clear day{'' if short == 1 else 's'} too late: {days} of {needed}"
        if short
        else "when offices are closed"
    )
    message = f"the agenda and papers were published on {told_day(day)}, {late} ({_authority(deadline)})"
    hint = f"They were due by {told_day(by)}.{_skipped(deadline)}"
    severity = _weight(deadline) if short else Severity.WARNING
    yield Finding("TT101", severity, message, hint, at=_meeting(case, "published"))


def key_without_reference(case: Case) -> Iterable[Finding]:
    """TT102: a key decision has no reference to the Forward Plan, or to the notice that has its place."""
    paper = case.inputs.paper
    listed = _deadline(case, "forward-plan") or _deadline(case, "key-decision-notice")
    if not paper.key_decision or paper.forward_plan_ref or not listed:
        return
    message = f"this is a key decision, and has no Forward Plan reference ({_authority(listed)})"
    hint = "Give the reference under which it was listed, or ask Democratic Services by which other route it goes."
    yield Finding("TT102", Severity.ERROR, message, hint, at=("paper", "key_decision"))


def reference_of_another_pattern(case: Case) -> Iterable[Finding]:
    """TT103: a Forward Plan reference is not written as the council's are; without a pattern, it holds no number."""
    reference, pattern = case.inputs.paper.forward_plan_ref, case.inputs.council.timetable.forward_plan_pattern
    if reference is None or (_nothing(reference) and not case.inputs.paper.key_decision):
        return
    if pattern and not any(_fits(reference, shape) for shape in pattern.split(" or ")):
        message = f"the Forward Plan reference {reference} is not written as the council's are: {pattern}"
    elif not any(letter.isdigit() for letter in reference):
        message = f"the Forward Plan reference {reference} holds no number"
    else:
        return
    hint = "Copy it from the plan; where there is none, leave it empty."
    yield Finding("TT103", Severity.WARNING, message, hint, at=("paper", "forward_plan_ref"))


def _nothing(reference: str) -> bool:
    """Whether a reference only says that there is none: N/a, none, a hyphen."""
    return re.sub(r"[^a-z0-9]", "", reference.lower()) in {"", "na", "none", "notapplicable"}


def _fits(reference: str, pattern: str) -> bool:
    """Whether a reference has the shape of a pattern: 9 is a digit, A a capital letter, all else itself."""
    return len(reference) == len(pattern) and all(
        letter in "0123456789" if wanted == "9" else "A" <= letter <= "Z" if wanted == "A" else letter == wanted
        for letter, wanted in zip(reference, pattern, strict=True)
    )


def key_notice_short(case: Case) -> Iterable[Finding]:
    """TT104: the notice of a key decision, or the Forward Plan that listed it, was published too late."""
    paper = case.inputs.paper
    listed = _by(case, "key-decision-notice") or _by(case, "forward-plan")
    if not paper.key_decision or not listed:
        return
    at: Path = ("paper", "notice_published")
    yield from _notice("TT104", case, listed, paper.notice_published, at)


def _notice(
    id_: str, case: Case, due: tuple[Deadline, date], published: PartialDate | None, at: Path
) -> Iterator[Finding]:
    """Yield a finding where a notice was published too late; both ways to count 28 clear days are told."""
    deadline, by = due
    if published is None or as_day(published) <= by:
        return
    message = (
        f"{deadline.title}: published on {told_day(as_day(published))}, and due by {told_day(by)}"
        f" ({_authority(deadline)})"
    )
    other = f" Counted the other way, it was due by {told_day(deadline.other)}." if deadline.other else ""
    hint = f"Counted: {deadline.counted}.{other}{_shorter(case, id_)}"
    yield Finding(id_, Severity.ERROR, message, hint, at=at)


def _shorter(case: Case, id_: str) -> str:
    """Tell by what rule a key decision may still be taken at short notice; a private meeting has its own."""
    if id_ != "TT104":
        return (
            " If it cannot be put off, the chair of overview and scrutiny must agree (reg 5(6)), and a notice say so."
        )
    ways = [_deadline(case, "general-exception"), _deadline(case, "special-urgency")]
    told = " or ".join(f"{way.title.split(',')[0].lower()} ({way.authority})" for way in ways if way)
    return f" It may still be taken by {told}; give that as the reason of a waiver." if told else ""


def noting_marked_as_key(case: Case) -> Iterable[Finding]:
    """TT105: a paper that asks only to note something is marked as a key decision."""
    asks = _asks(case.inputs.paper.recommendation)
    if case.inputs.paper.key_decision and asks and all(_only_notes(ask) for ask in asks):
        message = "the recommendation asks only to note, and the paper is marked as a key decision"
        hint = "A key decision decides something: write No, or recommend what is to be decided."
        yield Finding("TT105", Severity.WARNING, message, hint, at=("paper", "key_decision"))


def _asks(recommendation: str) -> list[str]:
    """Return what is asked for: the items of the list, else what stands after asked, recommended or invited to."""
    lines = recommendation.splitlines()
    items = [found[1] for line in lines if (found := _ITEM.match(line))]
    if items:
        return items
    text = " ".join(recommendation.split())
    return [part for part in _ASKED.split(text)[1:] if part] or [text]


def _only_notes(ask: str) -> bool:
    """Whether an ask begins with a noting word, and goes on with no deciding one."""
    parts = [part.split() for part in _JOINED.split(ask.lower())]
    first = [part[0].strip("*_") for part in parts if part]
    return bool(first) and first[0] in NOTING and not DECIDING.intersection(first)


def late_without_circumstances(case: Case) -> Iterable[Finding]:
    """TT106: a late item has no special circumstances, or goes to an executive, for which that route does not exist."""
    paper, rule, late = case.inputs.paper, _deadline(case, "late-item"), _late(case)
    if case.timetable is None or rule is None or not (late or paper.special_circumstances):
        return
    at: Path = ("paper", "published" if late else "special_circumstances")
    if case.timetable.kind == "executive":
        message = f"a late item of an executive cannot go by special circumstances ({_authority(rule)})"
        yield Finding("TT106", Severity.WARNING, message, rule.counted, at=at)
    elif late and not paper.special_circumstances:
        message = f"the paper is a late item: {late}, and gives no special circumstances ({_authority(rule)})"
        hint = "The chair must be of the opinion that it is urgent, and the minutes must say why."
        yield Finding("TT106", Severity.WARNING, message, hint, at=at)


def _late(case: Case) -> str:
    """Tell how a paper is late; nothing where it is not, or where its day is not known."""
    published, papers = case.inputs.paper.published, _by(case, "papers")
    if published is None or papers is None or as_day(published) <= papers[1]:
        return ""
    return f"published on {told_day(as_day(published))}, after {told_day(papers[1])}"


def private_without_notices(case: Case) -> Iterable[Finding]:
    """TT107: a private meeting of an executive has no notice or further notice, or one of them came too late."""
    meeting = case.inputs.meeting
    notices = (
        ("private-meeting-notice", "private_notice", meeting.private_notice),
        ("private-meeting-further-notice", "private_further_notice", meeting.private_further_notice),
    )
    for id_, field, published in notices if meeting.private else ():
        due = _by(case, id_)
        if due and published is None:
            deadline, by = due
            message = f"{deadline.title}: no day is given; it was due by {told_day(by)} ({_authority(deadline)})"
            hint = f"Give the day on which it was published: {field}."
            yield Finding("TT107", Severity.WARNING, message, hint, at=_meeting(case, "private"))
        elif due:
            yield from _notice("TT107", case, due, published, _meeting(case, field))


def published_after_the_agenda(case: Case) -> Iterable[Finding]:
    """TT108: the paper, or one of its appendices, was published after the agenda: members and the public had less time for it."""
    paper, agenda = case.inputs.paper, _agenda(case)
    if agenda is None:
        return
    yield from _after(case, agenda, "the paper", paper.published, ("paper", "published"))
    reference = max(agenda, as_day(paper.published)) if paper.published else agenda
    for index, appendix in enumerate(paper.appendices):
        at: Path = ("paper", "appendices", index, "published")
        yield from _after(case, reference, f"appendix {appendix.id}", appendix.published, at)


def _agenda(case: Case) -> date | None:
    """Return the day on which the agenda was published, or had to be at the latest."""
    published, papers = case.inputs.meeting.published, _by(case, "papers")
    return as_day(published) if published else papers[1] if papers else None


def _after(case: Case, agenda: date, what: str, published: PartialDate | None, at: Path) -> Iterator[Finding]:
    """Yield a finding where something was published after the agenda; an error where too few clear days were left.

    A committee may take a late item whose special circumstances are given (LGA 1972 s.100B(4)(b)); executives may not.
    """
    papers = _by(case, "papers")
    if published is None or papers is None or as_day(published) <= agenda:
        return
    committee = case.timetable is not None and case.timetable.kind == "committee"
    if committee and case.inputs.paper.special_circumstances:
        return
    deadline, by = papers
    day, meeting = as_day(published), as_day(case.inputs.meeting.date)
    message = f"{what} was published on {told_day(day)}, after the agenda of {told_day(agenda)}"
    if day > by:
        needed = _clear_days(deadline, by, meeting)
        message += f": {_clear_days(deadline, day, meeting)} of {needed} clear days ({_authority(deadline)})"
    hint = f"Papers and appendices were due by {told_day(by)}.{_skipped(deadline)}"
    yield Finding("TT108", _weight(deadline) if day > by else Severity.WARNING, message, hint, at=at)
