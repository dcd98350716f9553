"""What a notice is about: a meeting, and for most kinds one paper for it, as the public may have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.compose import Composer
from pipeline.deadlines import working_days
from pipeline.findings import Finding, Path, Severity
from pipeline.load import Draft
from pipeline.models.base import Model
from pipeline.models.council import Council
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.meeting import Meeting
from pipeline.models.notice_law import NoticeKind
from pipeline.models.paper import Paper
from pipeline.statute import law, notices
from pipeline.timetable import Timetable, as_day, timetable
from pipeline.working_days import WorkingDays


@dataclass(frozen=True)
class Subject:
    """A meeting, with its place among the meetings and its timetable; and a paper: its name, its whole inputs, its public copy.

    ``draft`` is the paper as it was read.
    """

    council: Council
    meeting: Meeting
    place: int
    timetable: Timetable
    days: WorkingDays
    name: str = ""
    draft: Draft | None = None
    whole: Inputs | None = None
    public: Inputs | None = None
    composer: Composer | None = None

    @property
    def records(self) -> Mapping[str, Model]:
        """The records whose fields the law of notices can name."""
        found: dict[str, Model] = {"council": self.council, "meeting": self.meeting}
        return found | ({"paper": self.public.paper} if self.public else {})

    @property
    def paper(self) -> Paper:
        """The paper's public copy, which is all that a notice is made from.

        Raises:
            ValueError: the subject is a meeting alone.
        """
        if self.public is None:
            raise ValueError("a meeting alone has no paper")
        return self.public.paper

    def at(self, name: str) -> Path:
        """Return where a datum stands in the inputs: ``meeting.private_reasons`` among the meetings."""
        first, *rest = name.split(".")
        return ("meetings", self.place, *rest) if first == "meeting" else (first, *rest)

    def due(self, deadline: str | None) -> date | None:
        """Return the day of a deadline of the meeting, if it has one."""
        return next((each.day for each in self.timetable.deadlines if each.id == deadline), None)


def about_meeting(council: Council, meeting: Meeting, place: int) -> Subject:
    """Return a meeting as what a notice is about."""
    days = working_days(council)
    return Subject(council, meeting, place, timetable(meeting, council, law().rules, days), days)


def about_paper(name: str, draft: Draft, inputs: Inputs, composer: Composer) -> Subject:
    """Return a paper as what a notice is about."""
    meeting = inputs.meeting
    found = about_meeting(inputs.council, meeting, inputs.meetings.index(meeting))
    public = composer.copy(inputs).inputs
    return Subject(
        found.council, meeting, found.place, found.timetable, found.days, name, draft, inputs, public, composer
    )


def in_force(subject: Subject) -> list[NoticeKind]:
    """Return the kinds of notices that the law in force on the day of the meeting has for its body."""
    day, nation = subject.meeting.date, subject.council.timetable.nation
    return [
        each
        for each in notices()
        if (each.kind, each.nation) == (subject.timetable.kind, nation)
        and not (each.since and day < each.since)
        and not (each.until and day > each.until)
    ]


def of_another_law(kind: str, subject: Subject) -> Finding:
    """NO102: the law in force on the day of the meeting has no notice of a kind for its body."""
    there = ", ".join(each.id for each in in_force(subject)) or "none"
    asked = next(each for each in notices() if each.id == kind)
    what = {"executive": "an executive", "committee": "the council or a committee"}[subject.timetable.kind]
    message = f"the law in force on {_told(subject.meeting.date)} for a meeting of {what} has no notice of the kind {asked.id}"
    return Finding("NO102", Severity.ERROR, message, f"Notices on that day: {there}.", at=subject.at("meeting.date"))


def _told(day: PartialDate) -> str:
    plain = as_day(day)
    return f"{plain.day} {plain:%B %Y}"
