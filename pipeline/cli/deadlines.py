"""``cabinet-papers deadlines``."""

import json
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import INPUTS, talking
from pipeline.cli.talk import Talk
from pipeline.deadlines import calendar, write_ics
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import blocking
from pipeline.timetable import Deadline, Timetable, as_day, told_day


@click.command()
@click.option("--meeting", metavar="ID", help="One meeting only.")
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write the deadlines to a calendar file.")
@INPUTS
@talking
def deadlines(*, meeting: str | None, ics: Path | None, inputs: Path, talk: Talk) -> int:
    """Print what must be done by when for each meeting, by the law in force on its day, with every skipped day explained."""
    found = calendar(inputs)
    talk.findings(found.findings)
    if blocking(found.findings) or found.council is None:
        return ExitCode.FINDINGS
    chosen = [each for each in found.timetables if meeting in {None, each.meeting.id}]
    if meeting and not chosen:
        there = ", ".join(each.meeting.id for each in found.timetables) or "none"
        raise PipelineError(ExitCode.USAGE, f"There is no meeting {meeting}.", f"Meetings: {there}.")
    if not chosen:
        talk.say("There are no meetings.")
    if ics:
        write_ics(chosen, ics)
        talk.data(str(ics))
    elif talk.as_json:
        talk.data(json.dumps([_data(each) for each in chosen], indent=2, ensure_ascii=False))
    else:
        talk.data("\n\n".join("\n".join(_lines(each)) for each in chosen))
    return ExitCode.DONE


def _lines(timetable: Timetable) -> list[str]:
    meeting = timetable.meeting
    what = "CANCELLED" if meeting.cancelled else timetable.kind
    moved = f", moved from {told_day(as_day(meeting.moved_from))}" if meeting.moved_from else ""
    lines = [f"{meeting.body}, {told_day(as_day(meeting.date))}{moved} ({meeting.id}): {what}"]
    for deadline in timetable.deadlines:
        lines += _told(deadline)
    return lines


def _told(deadline: Deadline) -> list[str]:
    day = f"{told_day(deadline.day):>15}" if deadline.day else f"{'':>15}"
    needs = "" if deadline.needs == "always" else f" (where there is a {deadline.needs})"
    lines = [f"{day}  {deadline.title}{needs}"]
    checked = "" if deadline.verified else "; not checked against its source"
    source = f" [{deadline.authority}{checked}]" if deadline.authority else ""
    lines.append(f"{'':>17}{deadline.counted}{source}")
    if deadline.other:
        lines.append(f"{'':>17}counted the other way: {told_day(deadline.other)}")
    if deadline.skipped:
        skipped = "; ".join(f"{told_day(day)} ({reason})" for day, reason in sorted(deadline.skipped))
        lines.append(f"{'':>17}not counted: {skipped}")
    return lines


def _data(timetable: Timetable) -> dict[str, Any]:
    meeting = timetable.meeting
    return {
        "meeting": meeting.id,
        "body": meeting.body,
        "date": as_day(meeting.date).isoformat(),
        "kind": timetable.kind,
        "cancelled": meeting.cancelled,
        "deadlines": [
            {
                "id": each.id,
                "title": each.title,
                "day": each.day.isoformat() if each.day else None,
                "other": each.other.isoformat() if each.other else None,
                "needs": each.needs,
                "authority": each.authority,
                "verified": each.verified,
                "counted": each.counted,
                "not_counted": [{"day": day.isoformat(), "why": why} for day, why in sorted(each.skipped)],
            }
            for each in timetable.deadlines
        ],
    }
