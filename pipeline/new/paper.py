"""A paper to begin with: a folder with a commented paper.yaml, or with a workbook made for typing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from pipeline.errors import ExitCode, PipelineError
from pipeline.models.dates import PartialDate, parse_date
from pipeline.new.skeleton import skeleton
from pipeline.read import read_shared
from pipeline.report_type import ReportType
from pipeline.sheets import SHEETS, Sheet
from pipeline.write.workbook import write_workbook

REGISTERS = ("reviews", "evaluations", "actions")
WORKBOOK = "paper.xlsx"


@dataclass(frozen=True)
class NewPaper:
    """What was made: the files, and what to do where there is no meeting on that day."""

    folder: Path
    files: list[Path]
    meeting: str = ""


def new_paper(report_type: ReportType, meeting: str, inputs: Path, name: str | None, *, excel: bool) -> NewPaper:
    """Make a paper's folder.

    Args:
        report_type: the kind of paper.
        meeting: the day of the meeting, in any form that inputs can have.
        inputs: where papers lie.
        name: what the folder is called after the date; the report type's name where it is not given.
        excel: whether it is a workbook.

    Raises:
        PipelineError: the date or the name cannot be used, there is such a folder already, or it cannot be written.
    """
    day = _day(meeting)
    folder = inputs / f"{day}-{_usable(name or report_type.name)}"
    if folder.exists():
        raise PipelineError(ExitCode.USAGE, f"{folder} is there already.", "Choose another name with --name.")
    council = read_shared(inputs).sources["council"].data
    implications = _records(council.get("implications")) if isinstance(council, dict) else []
    meeting_id, there = _meeting(inputs, day)
    file = folder / (WORKBOOK if excel else "paper.yaml")
    try:
        folder.mkdir(parents=True)
        if excel:
            rows = _rows(report_type, meeting_id, implications)
            write_workbook(list(_sheets(report_type, inputs)), rows, f"{report_type.title}: inputs", file)
        else:
            file.write_text(skeleton(report_type, meeting_id, implications), "utf-8")
    except OSError as error:
        message = f"{folder} cannot be made: {error.strerror}."
        raise PipelineError(ExitCode.CANNOT_WRITE, message, "Name another folder with --inputs.") from error
    return NewPaper(folder, [file], "" if there else _advice(inputs, meeting_id, day))


def _advice(inputs: Path, meeting: str, day: PartialDate) -> str:
    """Return how a meeting that is not there is to be added."""
    if (inputs / "meetings.ics").exists():
        return "Add it to the calendar and export it again."
    return f"Add it to meetings.yaml, such as:\n- id: {meeting}\n  body: Cabinet\n  date: {day}"


def _day(meeting: str) -> PartialDate:
    try:
        day = parse_date(meeting)
    except PydanticCustomError as error:
        message = f"{meeting!r} is no date: {error.message()}."
        raise PipelineError(ExitCode.USAGE, message, "Such as --meeting 2026-12-08.") from error
    if not day.day:
        raise PipelineError(
            ExitCode.USAGE, f"{meeting!r} is no day.", "Give the day too, such as --meeting 2026-12-08."
        )
    return day


def _usable(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        hint = "Use small letters, digits and hyphens only: annual-report."
        raise PipelineError(ExitCode.USAGE, f"The name {name!r} cannot be used.", hint)
    return name


def _meeting(inputs: Path, day: PartialDate) -> tuple[str, bool]:
    """Return the id of the first meeting on a day, and whether it is among the meetings."""
    for record in _records(read_shared(inputs).sources["meetings"].data):
        try:
            if record.get("id") and parse_date(record.get("date")) == day:
                return str(record["id"]), True
        except PydanticCustomError:
            continue  # what is wrong with it the next build says
    return f"cabinet-{day}", False


def _records(data: Any) -> list[dict[str, Any]]:
    return [record for record in data if isinstance(record, dict)] if isinstance(data, list) else []


def _sheets(report_type: ReportType, inputs: Path) -> Iterator[Sheet]:
    """Yield the sheets that a kind of paper can use; registers that lie beside ``council`` are not typed again."""
    holds = {section.holds for section in report_type.sections}
    wanted = {
        "Further sections": any(section.further for section in report_type.sections),
        "Options": "options" in holds,
        "Implications": "implications" in holds,
    }
    for sheet in SHEETS:
        register = sheet.into[0] if sheet.into[0] in REGISTERS else ""
        if register and not (report_type.inputs and not any(inputs.glob(f"{register}.*"))):
            continue
        if wanted.get(sheet.name, True):
            yield sheet


def _rows(
    report_type: ReportType, meeting: str, implications: Sequence[Mapping[str, Any]]
) -> dict[str, list[dict[str, str]]]:
    return {
        "Cover": [{"report_type": report_type.name, "meeting": meeting}],
        "Sections": [{"id": section.id} for section in report_type.sections],
        "Implications": [{"id": str(each["id"])} for each in implications if each.get("id")],
    }
