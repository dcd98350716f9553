"""``cabinet-papers columns``."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.options import INPUTS, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.findings import blocking
from pipeline.load import Request, load
from pipeline.sheets import Reading


@click.command()
@click.argument("paper")
@INPUTS
@TEMPLATES
@talking
def columns(*, paper: str, inputs: Path, templates: Path | None, talk: Talk) -> int:
    """Show how each spreadsheet of PAPER was read: which column became which field, what was not read, what was derived."""
    request = Request(inputs, templates=templates)
    draft = load(request.papers([paper])[0], request)
    talk.findings(draft.findings)
    if talk.as_json:
        talk.data(json.dumps([asdict(reading) for reading in draft.readings], indent=2, ensure_ascii=False))
    else:
        for reading in draft.readings:
            _tell(reading, talk)
        if not draft.readings:
            talk.say("This paper has no workbook and no CSV file.")
    return ExitCode.FINDINGS if blocking(draft.findings) else ExitCode.DONE


def _tell(reading: Reading, talk: Talk) -> None:
    talk.data(f"{reading.place}: {reading.sheet}, {reading.rows} rows")
    width = max((len(heading) for heading, _ in reading.columns), default=0)
    for heading, label in reading.columns:
        talk.data(f"  {heading:<{width}}  {label or '(not read)'}")
    for remark in reading.remarks:
        talk.data(f"  {remark}")
