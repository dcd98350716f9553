"""``cabinet-papers schedule``."""

from datetime import datetime, time
from pathlib import Path
from typing import Literal

import click

from pipeline.cli.options import INPUTS, OUTPUTS
from pipeline.cli.talk import Talk
from pipeline.deadlines import calendar
from pipeline.errors import ExitCode
from pipeline.load import Request
from pipeline.schedule import simulate, units, unsafe
from pipeline.timetable import told_day
from pipeline.waiting import waiting

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"])
AT = click.option(
    "--at", type=click.DateTime(["%H:%M", "%H.%M"]), default="06:00", show_default=True, help="London's time of day."
)


@click.group()
def schedule() -> None:
    """Have the machine's own timer run what is due, or play a calendar against a clock."""


@schedule.command()
@click.option("--systemd", "system", flag_value="systemd", default=True, help="A service and a timer (the default).")
@click.option("--cron", "system", flag_value="cron", help="Lines for a crontab.")
@click.option("--windows", "system", flag_value="windows", help="A file for Windows' Task Scheduler.")
@AT
@INPUTS
@OUTPUTS
def install(system: Literal["systemd", "cron", "windows"], at: datetime, inputs: Path, outputs: Path) -> int:
    """Print what is to be installed; nothing is installed by itself."""
    click.echo(units(system, at.time(), inputs, outputs), nl=False)
    if system == "systemd" and not outputs.is_dir():
        click.echo(f"{outputs} is not there: make it first, as the service may write nowhere else.", err=True)
    if unsafe(at.time()):
        click.echo(_warning(at.time()), err=True)
    return ExitCode.DONE


@schedule.command("simulate")
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day.")
@AT
@INPUTS
def simulate_(first: datetime, last: datetime, at: datetime, inputs: Path) -> int:
    """List what would be made when, from one day to another, with the meetings and papers that are there."""
    found = calendar(inputs)
    Talk().findings(found.findings)
    if found.council is None:
        return ExitCode.FINDINGS
    papers = waiting(Request(inputs))
    count = 0
    for now, each in simulate(found.timetables, papers, first.date(), last.date(), at.time()):
        late = " LATE" if each.late else ""
        click.echo(f"{told_day(now.date())} {now:%H:%M}  {each.run.paper}: {each.run.stage}{late}, because {each.why}")
        count += 1
    click.echo(f"{count} runs from {told_day(first.date())} to {told_day(last.date())}.", err=True)
    if unsafe(at.time()):
        click.echo(_warning(at.time()), err=True)
    return ExitCode.DONE


def _warning(at: time) -> str:
    return f"{at:%H:%M} does not come on the day the clocks go forward, and comes twice when they go back: take another time."
