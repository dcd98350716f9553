"""When notices are asked for, by when they were due, and whether they came in time."""

from datetime import date

from pipeline.findings import Finding, Severity
from pipeline.models.notice_law import NoticeKind
from pipeline.notices.contents import Contents
from pipeline.notices.fields import is_field
from pipeline.notices.subject import Subject, in_force
from pipeline.timetable import as_day, told_day

USUAL = {"key decision at short notice": "key decision", "private at short notice": "private meeting"}
"""What stands in for which notices, where these were impracticable."""


ASKED_BY = {
    "always": "paper",
    "key decision": "paper.key_decision",
    "key decision at short notice": "paper.key_decision",
    "private meeting": "meeting.private",
    "private at short notice": "meeting.private",
}
"""The field that says whether a notice is asked for."""


def is_asked(kind: NoticeKind, subject: Subject) -> bool:
    """Whether the law asks for a notice: one of short notice only where the usual one is missing or came too late."""
    if usual := USUAL.get(kind.asked):
        others = [each for each in in_force(subject) if each.asked == usual and is_asked(each, subject)]
        return _is_begun(kind, subject) or any(not in_time(each, subject) for each in others)
    key = subject.public is not None and subject.paper.key_decision
    needs = {"always": True, "key decision": key, "private meeting": subject.meeting.private}
    return needs[kind.asked]


def in_time(kind: NoticeKind, subject: Subject) -> bool:
    """Whether a notice was published, and by the day on which it was due."""
    published, due = Contents(kind, subject).published(), subject.due(kind.deadline)
    return published is not None and (due is None or as_day(published) <= due)


def _is_begun(kind: NoticeKind, subject: Subject) -> bool:
    """Whether anything is written of what only this kind of notice tells."""
    record, group, *_ = kind.published.split(".")
    written = getattr(subject.records[record], group)
    return written is not None and any(value is not None for _, value in written)


def due_day(kind: NoticeKind, subject: Subject) -> date | None:
    """Return the day on which a notice is due; none where the law says as soon as is practicable."""
    return subject.due(kind.deadline)


def remarks(kind: NoticeKind, subject: Subject) -> list[Finding]:
    """NO103 and NO104: a notice that the law does not ask for, or that was published after it was due."""
    found = []
    if not is_asked(kind, subject):
        message = f"the law does not ask for a {kind.title.lower()} here ({kind.authority})"
        hint = {
            "paper": "The paper is not a key decision, or was noticed in time.",
            "meeting": "The meeting is not private, or was noticed in time.",
        }[kind.of]
        found.append(Finding("NO103", Severity.NOTE, message, hint, at=subject.at(ASKED_BY[kind.asked])))
    published, due = Contents(kind, subject).published(), due_day(kind, subject)
    if published and due and as_day(published) > due:
        message = (
            f"{kind.title}: published on {told_day(as_day(published))}, and due by {told_day(due)} ({kind.authority})"
        )
        at = subject.at(kind.published) if is_field(kind.published) else subject.at("meeting.published")
        found.append(
            Finding("NO104", Severity.WARNING, message, "cabinet-papers deadlines shows how it was counted.", at=at)
        )
    return found
