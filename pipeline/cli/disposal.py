"""``cabinet-papers disposal``."""

import json
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.options import INPUTS, NOW, OUTPUTS, talking
from pipeline.cli.talk import Talk
from pipeline.deadlines import calendar
from pipeline.errors import ExitCode
from pipeline.publish.disposal import disposals
from pipeline.record import ledger, standing
from pipeline.timetable import told_day


@click.command()
@click.option("--all", "everything", is_flag=True, help="List what is to be kept still, too.")
@INPUTS
@OUTPUTS
@NOW
@talking
def disposal(*, everything: bool, inputs: Path, outputs: Path, now: datetime, talk: Talk) -> int:
    """List the editions that need not be kept any more, and from when. Nothing is disposed of: withdraw --destroy does that."""
    found = calendar(inputs)
    if found.council is None:
        talk.findings(found.findings)
        return ExitCode.FINDINGS
    with ledger(outputs, make=False) as book:
        listed = sorted(disposals(standing(outputs, book), found.council))
    listed = [each for each in listed if everything or each.day <= now.date()]
    if talk.as_json:
        told = [{"edition": each.edition, "kind": each.kind, "from": each.day.isoformat()} for each in listed]
        talk.data(json.dumps(told, indent=2))
        return ExitCode.DONE
    for each in listed:
        talk.data(f"{each.edition}: {each.kind}, from {told_day(each.day)}")
    if not listed:
        talk.say("Nothing is due for disposal.")
    return ExitCode.DONE
