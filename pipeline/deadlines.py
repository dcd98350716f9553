"""Deadlines: the timetable of each meeting, from the council's profile, its meetings, the law and the bank holidays."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Severity
from pipeline.models.council import Council
from pipeline.models.inputs import Shared
from pipeline.read import bank_holidays, read_shared
from pipeline.source import merge
from pipeline.statute import law
from pipeline.timetable import Timetable, as_day, timetable
from pipeline.validate import validate, wrong_references
from pipeline.working_days import WorkingDays
from pipeline.write.ics import calendar_file


@dataclass(frozen=True)
class Calendar:
    """The council and the timetables of its meetings, none where the inputs are wrong."""

    council: Council | None
    timetables: list[Timetable]
    findings: list[Finding]


def calendar(inputs: Path) -> Calendar:
    """Return the timetable of every meeting under an inputs folder."""
    read = read_shared(inputs)
    source = merge(read.sources)
    shared, findings = validate(Shared, source) if not read.findings else (None, [])
    findings += [source.locate(finding) for finding in wrong_references(source.data)] if not read.findings else []
    if shared is None or any(finding.severity is Severity.ERROR for finding in findings):
        return Calendar(None, [], read.findings + findings)
    days = working_days(shared.council)
    rules = law().rules
    made = [timetable(meeting, shared.council, rules, days) for meeting in shared.meetings]
    return Calendar(shared.council, sorted(made, key=lambda each: (each.meeting.date, each.meeting.body)), findings)


def write_ics(timetables: Iterable[Timetable], file: Path) -> None:
    """Write the deadlines of meetings as a calendar that others can take in.

    Raises:
        PipelineError: the file cannot be written.
    """
    try:
        file.write_bytes(calendar_file(timetables))
    except OSError as error:
        raise PipelineError(
            ExitCode.CANNOT_WRITE, f"{file} cannot be written: {error.strerror}.", "Name another file."
        ) from error


def working_days(council: Council) -> WorkingDays:
    """Return a council's working days: bank holidays and its own are none."""
    policy = council.timetable
    own = {as_day(holiday.date): holiday.name for holiday in policy.holidays}
    return WorkingDays(bank_holidays(policy.nation) | own)
