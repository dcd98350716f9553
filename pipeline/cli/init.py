"""``cabinet-papers init``."""

from pathlib import Path

import click

from pipeline.cli.options import FOLDER
from pipeline.errors import ExitCode
from pipeline.new import new_inputs


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
def init(folder: Path) -> int:
    """Make DIR a folder of inputs: the council's profile and its meetings, to be filled in."""
    for file in new_inputs(folder):
        click.echo(str(file))
    click.echo(
        "Next: fill in both files, then make a paper:\n"
        f"  cabinet-papers schema --write --inputs {folder}   (for help while typing, in editors that know YAML)\n"
        f"  cabinet-papers new paper cabinet-report --meeting 2026-12-08 --inputs {folder}",
        err=True,
    )
    return ExitCode.DONE
