"""``cabinet-papers status``."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.options import INPUTS, NOW, OUTPUTS, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.load import Request
from pipeline.status import statuses, table


@click.command()
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@INPUTS
@OUTPUTS
@TEMPLATES
@NOW
@talking
def status(
    *, papers: Sequence[str], inputs: Path, outputs: Path, templates: Path | None, now: datetime, talk: Talk
) -> int:
    """Show where each PAPER (default: all) stands: meeting, findings, clearances, next deadline, edition. Writes nothing.

    A clearance stands, is missing, or was voided by an edit to what was cleared.
    """
    request = Request(inputs, outputs, templates)
    folders = request.papers(papers)
    rows = []
    for number, each in enumerate(statuses(folders, request, now.date()), start=1):
        talk.progress(number, len(folders), each.paper)
        rows.append(each)
    if talk.as_json:
        talk.data(json.dumps([each.data() for each in rows], indent=2, ensure_ascii=False))
    else:
        talk.data("\n".join(table(rows)))
    return ExitCode.DONE
