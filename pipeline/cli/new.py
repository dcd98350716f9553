"""``cabinet-papers new``."""

from pathlib import Path

import click

from pipeline.cli.options import TEMPLATES
from pipeline.errors import ExitCode
from pipeline.new import new_report_type, new_style


@click.group()
def new() -> None:
    """Make a commented skeleton to start from."""


@new.command("report-type")
@click.argument("name")
@TEMPLATES
def report_type(name: str, templates: Path | None) -> int:
    """Make a report type NAME: a folder under templates/reports."""
    return _told(new_report_type(name, templates), f"Fill it in, then write report_type: {name} in a paper.yaml.")


@new.command()
@click.argument("name")
@click.option("--like", metavar="STYLE", default="accessible", show_default=True, help="The style to start from.")
@TEMPLATES
def style(name: str, like: str, templates: Path | None) -> int:
    """Make a house style NAME: a folder under templates/styles, with the differences from another only."""
    return _told(new_style(name, like, templates), f"Try it: cabinet-papers build --style {name}")


def _told(files: list[Path], hint: str) -> int:
    for file in files:
        click.echo(str(file))
    click.echo(hint, err=True)
    return ExitCode.DONE
