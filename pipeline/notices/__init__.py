"""Notices: what the law asks to be published of a meeting and its decisions, written from the records of its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.build import Outcome
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding
from pipeline.load import Request
from pipeline.models.dates import PartialDate
from pipeline.models.notice_law import NoticeKind
from pipeline.notices.contents import Contents
from pipeline.notices.gather import Found, gathered, paper_subject
from pipeline.notices.subject import Subject, in_force, of_another_law
from pipeline.notices.timing import due_day, is_asked
from pipeline.notices.writing import Order, write_notice
from pipeline.record import locked
from pipeline.statute import notices

__all__ = ["Listed", "kinds", "listed", "write_for_meeting", "write_for_papers"]


@dataclass(frozen=True)
class Listed:
    """A notice that the law asks for: of what, by which day, when it was published, and the data that are missing."""

    kind: NoticeKind
    meeting: str
    paper: str
    due: date | None
    published: PartialDate | None
    missing: list[Finding]


def kinds() -> dict[str, str]:
    """Return each kind of notice with what it is about: a paper or a meeting."""
    return {each.id: each.of for each in notices()}


def listed(request: Request, meeting: str | None = None) -> tuple[list[tuple[Subject, list[Listed]]], list[Finding]]:
    """Return the notices that the law asks for, by meeting; and what is wrong with inputs that cannot be read.

    Raises:
        PipelineError: there is no such meeting.
    """
    found, findings = gathered(request)
    if found is None:
        return [], findings
    told = [(each, _of_meeting(each, found)) for each in found.meetings(meeting) if not each.meeting.cancelled]
    findings += [wrong for draft in found.broken.values() for wrong in draft.findings]
    return told, findings


def _of_meeting(meeting: Subject, found: Found) -> list[Listed]:
    rows = [
        _listed(kind, subject)
        for subject in (meeting, *found.papers_of(meeting.meeting.id))
        for kind in in_force(subject)
        if (kind.of == "paper") == bool(subject.name) and is_asked(kind, subject)
    ]
    return sorted(rows, key=lambda row: (row.due is None, row.due or date.min, row.paper))


def _listed(kind: NoticeKind, subject: Subject) -> Listed:
    contents = Contents(kind, subject)
    contents.notice()
    published = contents.published()
    return Listed(kind, subject.meeting.id, subject.name, due_day(kind, subject), published, contents.findings)


def write_for_papers(kind: str, names: Sequence[str], request: Request) -> list[Outcome]:
    """Write a kind of notice for papers.

    Raises:
        PipelineError: there is no such paper, or a notice cannot be written.
    """
    with locked(request.outputs):
        return [_for_paper(kind, name, request) for name in names]


def _for_paper(kind: str, name: str, request: Request) -> Outcome:
    subject, findings = paper_subject(name, request)
    if subject is None or subject.draft is None:
        return Outcome(name, findings, stopped=True)
    wanted = next((each for each in in_force(subject) if each.id == kind), None)
    if wanted is None:
        wrong = subject.draft.source.locate(of_another_law(kind, subject))
        return Outcome(f"{subject.name}-{kind}", [wrong], stopped=True)
    order = Order(wanted, subject, subject.draft.source, subject.draft.files, [subject])
    return write_notice(order, request)


def write_for_meeting(kind: str, meeting: str, request: Request) -> list[Outcome]:
    """Write a kind of notice for a meeting, or for each of its papers where it is about papers.

    Raises:
        PipelineError: there is no such meeting, or a notice cannot be written.
    """
    found, findings = gathered(request)
    if found is None:
        return [Outcome(kind, findings, stopped=True)]
    (subject,) = found.meetings(meeting)
    papers = found.papers_of(meeting)
    if kinds()[kind] == "paper":
        names = [*(each.name for each in papers), *found.may_be_of(meeting)]
        if not names:
            raise PipelineError(ExitCode.FINDINGS, f"There is no paper for {meeting}.", "Name a meeting with papers.")
        return write_for_papers(kind, names, request)
    if broken := found.may_be_of(meeting):
        # What they withhold is not known, and so cannot be searched for.
        return [Outcome(name, draft.findings, stopped=True) for name, draft in broken.items()]
    wanted = next((each for each in in_force(subject) if each.id == kind), None)
    if wanted is None:
        wrong = found.inputs.source.locate(of_another_law(kind, subject))
        return [Outcome(f"{meeting}-{kind}", [wrong], stopped=True)]
    with locked(request.outputs):
        return [write_notice(Order(wanted, subject, found.inputs.source, found.inputs.files, papers), request)]
