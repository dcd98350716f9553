"""Deadlines: the timetable of each meeting, from the council's profile, its meetings, the law and the bank holidays."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Severity
from pipeline.models.council import Council
from pipeline.models.inputs import Shared
from pipeline.read import bank_holidays, read_shared
from pipeline.source import Source, merge
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


@dataclass(frozen=True)
class SharedInputs:
    """What all papers of an inputs folder share, None where it is wrong; its source, files and findings."""

    shared: Shared | None
    source: Source
    files: list[Path]
    findings: list[Finding]


def shared_inputs(inputs: Path) -> SharedInputs:
    """Read the council's profile and its meetings."""
    read = read_shared(inputs)
    source = merge(read.sources)
    shared, findings = validate(Shared, source) if not read.findings else (None, [])
    findings += [source.locate(finding) for finding in wrong_references(source.data)] if not read.findings else []
    wrong = shared is None or any(finding.severity is Severity.ERROR for finding in findings)
    return SharedInputs(None if wrong else shared, source, read.files, read.findings + findings)


def calendar(inputs: Path) -> Calendar:
    """Return the timetable of every meeting under an inputs folder."""
    found = shared_inputs(inputs)
    if found.shared is None:
        return Calendar(None, [], found.findings)
    council = found.shared.council
    days, rules = working_days(council), law().rules
    made = [timetable(meeting, council, rules, days) for meeting in found.shared.meetings]
    return Calendar(council, sorted(made, key=lambda each: (each.meeting.date, each.meeting.body)), found.findings)


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
