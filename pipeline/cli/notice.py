"""``cabinet-papers notice``."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import DRY_RUN, FORCE, INPUTS, OUTPUTS, STRICT, STYLE, TEMPLATES, WATCH_LIST, limits, talking
from pipeline.cli.outcomes import code_of, outcome_data, tell
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import blocking
from pipeline.load import Request, watched
from pipeline.notices import Listed, kinds, listed, write_for_meeting, write_for_papers
from pipeline.notices.subject import Subject
from pipeline.timetable import as_day, told_day


@click.command()
@click.argument("kind", required=False)
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@click.option("--meeting", metavar="ID", help="One meeting only: its notices, or those of its papers.")
@click.option("--list", "only_list", is_flag=True, help="List the notices that the law asks for, and write none.")
@INPUTS
@OUTPUTS
@TEMPLATES
@STYLE
@STRICT
@DRY_RUN
@FORCE
@WATCH_LIST
@limits
@talking
def notice(
    *,
    kind: str | None,
    papers: Sequence[str],
    meeting: str | None,
    only_list: bool,
    watch_list: Path | None,
    talk: Talk,
    **asked: Any,
) -> int:
    """Write a notice that the law asks for, in Word, PDF and HTML, by the law in force on the day of the meeting.

    KIND is forward-plan, key-decision, general-exception, special-urgency, decision-record or background-papers, of each PAPER
    or of all papers of a meeting; or private-meeting, private-meeting-further or private-urgency, of a meeting. Without KIND, the notices
    that are asked for are listed, each with its day and what is missing for it.
    """
    request = Request(**asked, watch=watched(watch_list, asked["inputs"]))
    if kind is None or only_list:
        return _list(request, meeting, talk)
    _refuse_wrong_use(kind, papers, meeting)
    outcomes = write_for_meeting(kind, meeting, request) if meeting else write_for_papers(kind, papers, request)
    if talk.as_json:
        talk.data(
            json.dumps([outcome_data(each, request, "notice") for each in outcomes], indent=2, ensure_ascii=False)
        )
    else:
        for each in outcomes:
            tell(each, request, talk)
    return next((code for each in outcomes if (code := code_of(each))), ExitCode.DONE)


def _refuse_wrong_use(kind: str, papers: Sequence[str], meeting: str | None) -> None:
    there = kinds()
    if kind not in there:
        raise PipelineError(ExitCode.USAGE, f"There is no notice {kind}.", f"Notices: {', '.join(there)}.")
    if there[kind] == "meeting" and (papers or not meeting):
        raise PipelineError(
            ExitCode.USAGE, f"A {kind} notice is of a meeting.", f"cabinet-papers notice {kind} --meeting ID"
        )
    if bool(papers) == bool(meeting):
        message = "Name the papers, or the meeting whose papers they are."
        raise PipelineError(ExitCode.USAGE, message, f"cabinet-papers notice {kind} PAPER, or --meeting ID")


def _list(request: Request, meeting: str | None, talk: Talk) -> int:
    told, findings = listed(request, meeting)
    talk.findings(findings)
    if talk.as_json:
        rows = [_row(each) for _, rows in told for each in rows]
        talk.data(json.dumps(rows, indent=2, ensure_ascii=False))
    elif told:
        talk.data("\n\n".join("\n".join(_lines(subject, rows)) for subject, rows in told))
    return ExitCode.FINDINGS if blocking(findings) else ExitCode.DONE


def _lines(subject: Subject, rows: list[Listed]) -> list[str]:
    meeting = subject.meeting
    lines = [f"{meeting.body}, {told_day(as_day(meeting.date))} ({meeting.id})"]
    for row in rows:
        day = f"{told_day(row.due):>15}" if row.due else f"{'':>15}"
        of = f", {row.paper}" if row.paper else ""
        checked = "" if row.kind.verified else "; not checked against its source"
        published = f"published {told_day(as_day(row.published))}" if row.published else "not published yet"
        missing = ", ".join(finding.message.partition(" is missing")[0] for finding in row.missing)
        lines.append(f"{day}  {row.kind.id}{of} [{row.kind.authority}{checked}]")
        lines.append(f"{'':>17}{published}; {f'missing: {missing}' if missing else 'nothing is missing'}")
    return lines if rows else [*lines, f"{'':>17}The law asks for none."]


def _row(row: Listed) -> dict[str, object]:
    return {
        "meeting": row.meeting,
        "paper": row.paper or None,
        "notice": row.kind.id,
        "authority": row.kind.authority,
        "verified": row.kind.verified,
        "due": row.due.isoformat() if row.due else None,
        "published": str(row.published) if row.published else None,
        "missing": [{"at": ".".join(map(str, each.at)), "message": each.message} for each in row.missing],
    }
