"""The law that came with the program: periods of meetings, Schedule 12A, how the public is excluded, and notices, a file each."""

from pathlib import Path

from pipeline.models.inputs import Exclusions, Inputs, Law, Schedules
from pipeline.models.law import Exclusion, Schedule12A
from pipeline.models.notice_law import NoticeKind, NoticeLaw
from pipeline.own_data import own_data
from pipeline.timetable import kind_of

HERE = Path(__file__).parent


def law() -> Law:
    """Read the law of meetings.

    Raises:
        PipelineError: the file that holds it is wrong.
    """
    return own_data(Law, HERE / "law.yaml", "rules")


def notices() -> list[NoticeKind]:
    """Read the law of notices: every kind in every period.

    Raises:
        PipelineError: the file that holds it is wrong.
    """
    return own_data(NoticeLaw, HERE / "notices.yaml", "notices").notices


def schedule_12a(inputs: Inputs) -> Schedule12A:
    """Return Schedule 12A as it stood for a paper's council on the day of its meeting.

    Raises:
        PipelineError: the file that holds it is wrong.
    """
    schedules = own_data(Schedules, HERE / "schedule_12a.yaml", "schedules").schedules
    day, nation = inputs.meeting.date, inputs.council.timetable.nation
    return next(
        each
        for each in schedules
        if each.nation == nation and not (each.since and day < each.since) and not (each.until and day > each.until)
    )


def exclusion(inputs: Inputs) -> Exclusion:
    """Return how the public is excluded from a paper's meeting, by the law in force on its day.

    Raises:
        PipelineError: the file that holds it is wrong.
    """
    found = own_data(Exclusions, HERE / "exclusion.yaml", "exclusions").exclusions
    council, meeting = inputs.council, inputs.meeting
    kind, day, nation = kind_of(meeting.body, council), meeting.date, council.timetable.nation
    return next(
        each
        for each in found
        if (each.kind, each.nation) == (kind, nation)
        and not (each.since and day < each.since)
        and not (each.until and day > each.until)
    )
