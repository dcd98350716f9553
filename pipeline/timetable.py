"""Timetable: what must be done by when for a meeting, by the law in force on its day and by the council's own rules. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pipeline.models.council import Council
from pipeline.models.dates import PartialDate
from pipeline.models.law import Kind, Rule
from pipeline.models.meeting import Meeting
from pipeline.working_days import Count, WorkingDays

EXECUTIVE = ("cabinet", "executive")
"""Words in the name of a body that is the executive, where the council does not say; a committee that scrutinises it is none."""

USUAL = 5
"""Clear days before a meeting at which an agenda goes out where no law says."""

Needs = Literal["always", "key decision", "private meeting", "late item"]
"""When a deadline counts."""

NEEDED: dict[str, Needs] = {
    "forward-plan": "key decision",
    "key-decision-notice": "key decision",
    "general-exception": "key decision",
    "special-urgency": "key decision",
    "private-meeting-notice": "private meeting",
    "private-meeting-further-notice": "private meeting",
    "late-item": "late item",
}


@dataclass(frozen=True)
class Deadline:
    """One line of a timetable: by which day (None where there is none), by what authority, and how it was counted.

    ``other`` is the day by the other way to count 28 clear days.
    """

    id: str
    title: str
    day: date | None
    authority: str
    counted: str
    skipped: tuple[tuple[date, str], ...] = ()
    needs: Needs = "always"
    other: date | None = None
    verified: bool = True


@dataclass(frozen=True)
class Timetable:
    """All deadlines of one meeting, earliest first; those without a day last."""

    meeting: Meeting
    kind: Kind
    deadlines: tuple[Deadline, ...]

    def day(self, id_: str) -> date:
        """Return the day of a deadline that every meeting has.

        Raises:
            StopIteration: no meeting must have one of that id.
        """
        return next(deadline.day for deadline in self.deadlines if deadline.id == id_ and deadline.day)


def kind_of(body: str, council: Council) -> Kind:
    """Return what a body is in law: as the council says, else by its name."""
    for each in council.timetable.bodies:
        if each.name.lower() == body.lower():
            return each.kind
    words = set(re.findall(r"\w+", body.lower()))
    return "executive" if words & set(EXECUTIVE) and "scrutiny" not in words else "committee"


def as_day(day: PartialDate) -> date:
    """Return a date known to the day as one that can be counted with."""
    return date(day.year, day.month, day.day)


def in_force(law: Sequence[Rule], kind: Kind, nation: str, day: date) -> list[Rule]:
    """Return the rules for a kind of body that are in force on a day."""
    return [
        rule
        for rule in law
        if (rule.kind, rule.nation) == (kind, nation)
        and (rule.since is None or as_day(rule.since) <= day)
        and (rule.until is None or day <= as_day(rule.until))
    ]


def timetable(meeting: Meeting, council: Council, law: Sequence[Rule], days: WorkingDays) -> Timetable:
    """Return the timetable of a meeting.

    Args:
        meeting: the meeting.
        council: whose policy counts beside the law.
        law: every rule in every period.
        days: which days are working days.
    """
    kind, day = kind_of(meeting.body, council), as_day(meeting.date)
    rules = in_force(law, kind, council.timetable.nation, day)
    found = [_deadline(rule, day, council, days) for rule in rules]
    if meeting.private:
        found = [replace(each, needs="always") if each.needs == "private meeting" else each for each in found]
    found += _own(found, day, council, days, executive=kind == "executive")
    found.append(Deadline("meeting", f"Meeting of {meeting.body}", day, "", "the day of the meeting"))
    ordered = sorted(found, key=lambda deadline: (deadline.day is None, deadline.day or day))
    return Timetable(meeting, kind, tuple(ordered))


def _deadline(rule: Rule, meeting: date, council: Council, days: WorkingDays) -> Deadline:
    needs = NEEDED.get(rule.id, "always")

    def made(day: date | None, counted: str, count: Count | None = None, other: date | None = None) -> Deadline:
        skipped = count.skipped if count else ()
        return Deadline(rule.id, rule.title, day, rule.authority, counted, skipped, needs, other, rule.verified)

    if rule.unit == "clear days":
        count = days.clear_days_before(meeting, rule.period)
        return made(count.by, _clear(rule.period, count), count)
    if rule.unit == "clear days, working or calendar":
        working, calendar = (
            days.clear_days_before(meeting, rule.period),
            days.calendar_days_before(meeting, rule.period),
        )
        one, other = (calendar, working) if council.timetable.notice_days == "calendar" else (working, calendar)
        told = f"{_clear(rule.period, one)}, counted in {council.timetable.notice_days} days"
        return made(one.by, told, one, other.by)
    if rule.unit == "days":
        starts = plan_of(meeting, days)
        return made(
            starts - timedelta(days=rule.period),
            f"{rule.period} days before {told_day(starts)}, when the plan takes effect",
        )
    if rule.unit == "years":
        return made(years_from(meeting, rule.period), f"{rule.period} years beginning with the meeting; the last day")
    return made(None, rule.wording)


def _clear(period: int, count: Count) -> str:
    return f"{period} clear days: {told_day(count.first)} to {told_day(count.last)}"


def told_day(day: date) -> str:
    """Write a day: Tue 7 Sep 2010."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def plan_of(meeting: date, days: WorkingDays) -> date:
    """Return the first day of the last Forward Plan that begins by the day of a meeting."""
    first = days.first_of_month(meeting)
    return first if first <= meeting else days.first_of_month(meeting.replace(day=1) - timedelta(days=1))


def years_from(day: date, years: int) -> date:
    """Return the last day of so many years beginning with a day."""
    end = day.replace(year=day.year + years, day=min(day.day, 28)) + timedelta(days=max(day.day - 28, 0))
    return end - timedelta(days=1)


def _own(
    found: Sequence[Deadline], meeting: date, council: Council, days: WorkingDays, *, executive: bool
) -> Iterator[Deadline]:
    """Yield the council's own deadlines."""
    policy = council.timetable
    agenda = next((deadline.day for deadline in found if deadline.id == "papers" and deadline.day), None)
    if agenda is None:
        count = days.clear_days_before(meeting, USUAL)
        told = f"{_clear(USUAL, count)}, as no law in force on that day asks for a day"
        yield Deadline("papers", "Agenda and reports", count.by, "the council's own", told, count.skipped)
        agenda = count.by
    for id_, title, period in (
        ("first-drafts", "First drafts", policy.drafts),
        ("reports", "Reports final", policy.report_deadline),
    ):
        count = days.before(agenda, period)
        told = f"{period} working days before the agenda of {told_day(agenda)}"
        yield Deadline(id_, title, count.by, "the council's own", told, count.skipped)
    published = days.after(meeting, policy.decisions)
    told = f"{policy.decisions} working days after the meeting"
    yield Deadline("decisions", "Decisions published", published.by, "the council's own", told, published.skipped)
    if executive and policy.call_in:
        call_in = days.after(published.by, policy.call_in)
        told = f"{policy.call_in} working days after decisions are published"
        yield Deadline("call-in", "Call-in ends", call_in.by, "the council's own", told, call_in.skipped)
