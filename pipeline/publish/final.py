"""What a final run leads to: its row in the ledger and, where the council's profile says so and all have cleared it, its publication."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.deadlines import Calendar
from pipeline.due import STAGES, Due, Waiting, by_meeting, in_order
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request
from pipeline.publish.edition import Asked, publish_held
from pipeline.record import NAME, Ledger
from pipeline.timetable import Timetable, as_day


@dataclass(frozen=True)
class Told:
    """What the clock did about publishing a paper, in a line, and its exit code."""

    line: str
    code: ExitCode


def nobody_asked(_folder: Path, _request: Request) -> list[str]:
    """Lack a clearance: the clock publishes nothing while it cannot be seen that the proper officer has cleared it."""
    return ["it cannot be seen that the proper officer has cleared it"]


def note(made: Due, files: Iterable[Path], meeting: str, now: datetime, book: Ledger) -> None:
    """Add the row of a final run, once for what it was made from."""
    manifest = next(file for file in files if file.name == NAME)
    record = json.loads(manifest.read_text("utf-8"))
    details = {name: record[name] for name in ("made_from", "cabinet-papers", "program", "libraries")}
    details |= {"inputs": made.run.inputs, "files": {each["name"]: each["sha256"] for each in record["outputs"]}}
    if all(row.details != details for row in book.rows(made.run.paper, "build")):
        book.add("build", made.run.paper, time=now.isoformat(timespec="seconds"), meeting=meeting, details=details)


def publish_final(found: Calendar, papers: list[Waiting], asked: Asked, book: Ledger) -> Iterator[Told]:
    """Publish the papers of meetings whose agenda is due, where the council wants that; yield what there is to tell.

    A paper that lacks a clearance is tried again by each run until its meeting; one that was published and has changed is told
    of, as a further edition needs somebody's reason.
    """
    if found.council is None or not found.council.auto_publish:
        return
    of = by_meeting(papers)
    for timetable in found.timetables:
        for paper in in_order(timetable, of) if _is_open(timetable, asked.time) else ():
            yield from _publish(asked.request.inputs / paper.paper, asked, book)


def _is_open(timetable: Timetable, now: datetime) -> bool:
    """Whether a meeting's papers are to be public by now, and it was not held yet."""
    meeting = timetable.meeting
    return not meeting.cancelled and timetable.day(STAGES["final"]) <= now.date() <= as_day(meeting.date)


def _publish(folder: Path, asked: Asked, book: Ledger) -> Iterator[Told]:
    try:
        done = publish_held(folder, asked, book)
    except PipelineError as error:
        yield Told(f"{folder.name}: not published. {error.message.splitlines()[0]}", error.code)
        return
    if done.lacking:
        yield Told(f"{folder.name}: not published: {'; '.join(done.lacking)}", done.code)
    elif done.edition is None:
        yield Told(f"{folder.name}: not published: errors stand that were not waived", done.code)
    elif not done.same:
        yield Told(f"{done.edition.name}: published", done.code)
