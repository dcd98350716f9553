"""Due: which papers are to be generated on a day, and why. Pure: what was done before is asked of a record, never of a clock.

A run's identity is its body, meeting date, paper, inputs and stage. What is due follows from the meeting's date, so that a run that
was missed is caught up once, a meeting that moved is another meeting, and no clock that jumps makes anything twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from pipeline.timetable import Timetable, as_day, told_day

Stage = Literal["draft", "final"]

STAGES: Mapping[Stage, str] = {"draft": "first-drafts", "final": "papers"}
"""The deadline by which each stage is due."""


@dataclass(frozen=True)
class Waiting:
    """A paper that is there: its folder's name, the meeting it goes to, and the digest of its inputs."""

    paper: str
    meeting: str
    inputs: str


@dataclass(frozen=True)
class Run:
    """What tells one run from another."""

    body: str
    meeting_date: date
    paper: str
    inputs: str
    stage: Stage


@dataclass(frozen=True)
class Due:
    """A run that is due: since when, why, and whether its day has passed."""

    run: Run
    day: date
    why: str
    late: bool


class Record(Protocol):
    """What remembers the runs that were done."""

    def began(self, today: date) -> date:
        """Return the earliest day of a run, today among them."""

    def done(self, run: Run) -> bool:
        """Whether this very run was done."""

    def done_before(self, run: Run) -> bool:
        """Whether the same paper had this stage for this meeting, from whatever inputs."""


def due(timetables: Iterable[Timetable], papers: Sequence[Waiting], record: Record, today: date) -> Iterator[Due]:
    """Yield what is due on a day, in the order of meetings and of their agendas.

    Args:
        timetables: the meetings, those cancelled among them.
        papers: every paper that is there.
        record: what was done before.
        today: the day in London.
    """
    began = record.began(today)
    of = by_meeting(papers)
    for timetable in timetables:
        meeting = timetable.meeting
        # Meetings that had been held before the timer first ran were made without it.
        if meeting.cancelled or as_day(meeting.date) < began or today < timetable.day(STAGES["draft"]):
            continue
        for paper in in_order(timetable, of):
            if found := _due(timetable, paper, record, today):
                yield found


def by_meeting(papers: Iterable[Waiting]) -> dict[str, list[Waiting]]:
    """Return the papers of each meeting, by its id."""
    found: dict[str, list[Waiting]] = {}
    for paper in papers:
        found.setdefault(paper.meeting, []).append(paper)
    return found


def in_order(timetable: Timetable, papers: Mapping[str, list[Waiting]]) -> list[Waiting]:
    """Return the papers of a meeting in the order of its agenda; those it does not name stand last."""
    agenda = timetable.meeting.agenda

    def place(each: Waiting) -> tuple[int, str]:
        return (agenda.index(each.paper) if each.paper in agenda else len(agenda), each.paper)

    return sorted(papers.get(timetable.meeting.id, ()), key=place)


def _due(timetable: Timetable, paper: Waiting, record: Record, today: date) -> Due | None:
    meeting_date = as_day(timetable.meeting.date)
    stage: Stage = "final" if today >= timetable.day(STAGES["final"]) else "draft"
    run = Run(timetable.meeting.body, meeting_date, paper.paper, paper.inputs, stage)
    again = record.done_before(run)
    # What is changed after a meeting was held does not make its papers anew.
    if record.done(run) or (again and today > meeting_date):
        return None
    day = timetable.day(STAGES[stage])
    late = today > day and (stage == "final" or not again)
    return Due(run, day, _why(stage, day, today, again=again), late)


def _why(stage: Stage, day: date, today: date, *, again: bool) -> str:
    what = "the agenda is published" if stage == "final" else "first drafts are due"
    told = f"its inputs changed after the last {stage}" if again else f"{what} on {told_day(day)}"
    days = (today - day).days
    return f"{told}: {days} {'day' if days == 1 else 'days'} late" if days and (stage == "final" or not again) else told


def missing(timetables: Iterable[Timetable], papers: Sequence[Waiting], today: date) -> Iterator[str]:
    """Yield what an agenda names and no folder holds, from the day of first drafts to that of the meeting."""
    there = {(paper.paper, paper.meeting) for paper in papers}
    for timetable in timetables:
        meeting = timetable.meeting
        if not meeting.cancelled and timetable.day(STAGES["draft"]) <= today <= as_day(meeting.date):
            for name in meeting.agenda:
                if (name, meeting.id) not in there:
                    yield f"{meeting.body}, {told_day(as_day(meeting.date))}: the agenda names {name}, and there is no such paper for it"


def coming(timetables: Iterable[Timetable], papers: Sequence[Waiting], today: date) -> Iterator[tuple[date, str]]:
    """Yield the days still to come on which papers are due, with what is due on them."""
    of = by_meeting(papers)
    for timetable in timetables:
        if timetable.meeting.cancelled:
            continue
        for stage, deadline in STAGES.items():
            day = timetable.day(deadline)
            for paper in in_order(timetable, of):
                if day > today:
                    yield (
                        day,
                        f"{paper.paper}: {stage} for {timetable.meeting.body} of {told_day(as_day(timetable.meeting.date))}",
                    )
