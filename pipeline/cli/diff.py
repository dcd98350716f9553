"""``cabinet-papers diff``."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import AUDIENCE, INPUTS, NOW, OUTPUTS, STYLE, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.compare import as_json, lines, summary
from pipeline.differences import Differences, Side, differences, side, since_clearance, style_of, write_docx, write_html
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request
from pipeline.models.clearance import ROLES, Role

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B", required=False)
@click.option(
    "--since-clearance", "role", type=click.Choice(ROLES), help="What changed in paper A since this role cleared it."
)
@click.option("--html", type=FILE, help="Write a page that shows what changed.")
@click.option("--docx", type=FILE, help="Write a Word file of B in which what changed since A is tracked.")
@INPUTS
@OUTPUTS
@TEMPLATES
@STYLE
@AUDIENCE
@NOW
@talking
def diff(
    *,
    old: str,
    new: str | None,
    role: Role | None,
    html: Path | None,
    docx: Path | None,
    now: datetime,
    talk: Talk,
    **given: Any,
) -> int:
    """Say what changed from A to B, by section and in words.

    Each is a paper (composed now), a folder of outputs with its page, or the HTML file of one. With --since-clearance there is A
    alone, a paper: the whole of it as that role cleared it, and as it is now.
    """
    request = Request(**given)
    before, after, standing = _sides(old, new, role, request)
    if before.document is None or after.document is None:
        for each in (before, after):
            talk.findings(each.findings)
        talk.say("Nothing was compared: mend the paper first.")
        return ExitCode.FINDINGS
    told = differences(before.document, after.document)
    if html:
        write_html(told, (before.name, after.name), html, request)
    if docx:
        write_docx(told, style_of((before, after), request), docx, request, at=now)
    _tell(told, talk)
    for line in filter(None, (standing, *(f"Written: {file}" for file in (html, docx) if file))):
        talk.say(line)
    return ExitCode.DONE


def _sides(old: str, new: str | None, role: Role | None, request: Request) -> tuple[Side, Side, str]:
    """Return the two papers, and how the clearance stands that was asked about."""
    if (new is None) == (role is None):
        message = "Name two papers, or one with --since-clearance ROLE."
        raise PipelineError(ExitCode.USAGE, message, "cabinet-papers diff --help says how.")
    return since_clearance(old, role, request) if role else (side(old, request), side(str(new), request), "")


def _tell(told: Differences, talk: Talk) -> None:
    if talk.as_json:
        talk.data(as_json(told.changes))
        return
    for line in lines(told.changes) or ["Nothing changed."]:
        talk.data(line)
    for line in summary(told.changes):
        talk.say(line)
