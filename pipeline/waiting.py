"""Waiting: which papers there are, for which meeting, and what tells their inputs from those of another day."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.deadlines import calendar
from pipeline.due import Waiting, by_meeting, in_order
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request, read
from pipeline.record import digest


def waiting(request: Request) -> list[Waiting]:
    """Return every paper under the inputs, with the meeting it names and the digest of its inputs."""
    try:
        folders = request.papers(())
    except PipelineError:
        return []
    found = []
    for folder in folders:
        given = read(folder, request)
        paper = given.source.data.get("paper")
        meeting = str(paper.get("meeting")) if isinstance(paper, dict) else ""
        found.append(Waiting(folder.name, meeting, _inputs(given.files, given.source.data.get("meetings"), meeting)))
    return found


def _inputs(files: Iterable[Path], meetings: Any, meeting: str) -> str:
    """Return the digest of a paper's inputs.

    Of the meetings only its own counts, but for its agenda: another meeting, another paper or a new export changes no paper.
    """
    records = [each for each in (meetings if isinstance(meetings, list) else ()) if isinstance(each, dict)]
    own = [{**each, "agenda": None} for each in records if each.get("id") == meeting]
    try:
        content = digest(file for file in files if file.stem != "meetings" and file.exists())
    except OSError:
        content = "unreadable"  # the paper is not made then, and its findings say so
    return hashlib.sha256(json.dumps([content, own], sort_keys=True).encode()).hexdigest()


def papers_of(meeting: str, request: Request) -> list[Path]:
    """Return the folders of a meeting's papers, in the order of its agenda.

    Raises:
        PipelineError: there is no such meeting, or no paper for it.
    """
    found = [each for each in calendar(request.inputs).timetables if each.meeting.id == meeting]
    papers = in_order(found[0], by_meeting(waiting(request))) if found else []
    if not papers:
        there = f"There is no {'paper for the ' if found else ''}meeting {meeting}."
        raise PipelineError(ExitCode.FINDINGS, there, "cabinet-papers deadlines lists the meetings.")
    return [request.inputs / each.paper for each in papers]
