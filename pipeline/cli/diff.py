"""``cabinet-papers diff``."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import AUDIENCE, INPUTS, NOW, STYLE, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.compare import as_json, lines, summary
from pipeline.differences import Differences, differences, side, style_of, write_docx, write_html
from pipeline.errors import ExitCode
from pipeline.load import Request

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--html", type=FILE, help="Write a page that shows what changed.")
@click.option("--docx", type=FILE, help="Write a Word file of B in which what changed since A is tracked.")
@INPUTS
@TEMPLATES
@STYLE
@AUDIENCE
@NOW
@talking
def diff(*, old: str, new: str, html: Path | None, docx: Path | None, now: datetime, talk: Talk, **given: Any) -> int:
    """Say what changed from A to B, by section and in words.

    Each is a paper (composed now), a folder of outputs with its page, or the HTML file of one.
    """
    request = Request(**given)
    sides = side(old, request), side(new, request)
    before, after = (each.document for each in sides)
    if before is None or after is None:
        for each in sides:
            talk.findings(each.findings)
        talk.say("Nothing was compared: mend the paper first.")
        return ExitCode.FINDINGS
    told = differences(before, after)
    if html:
        write_html(told, (old, new), html, request)
    if docx:
        write_docx(told, style_of(sides, request), docx, request, at=now)
    _tell(told, talk)
    for file in filter(None, (html, docx)):
        talk.say(f"Written: {file}")
    return ExitCode.DONE


def _tell(told: Differences, talk: Talk) -> None:
    if talk.as_json:
        talk.data(as_json(told.changes))
        return
    for line in lines(told.changes) or ["Nothing changed."]:
        talk.data(line)
    for line in summary(told.changes):
        talk.say(line)
