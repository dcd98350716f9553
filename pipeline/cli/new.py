"""``cabinet-papers new``."""

from pathlib import Path

import click

from pipeline.cli.options import INPUTS, TEMPLATES
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import report_type as find_report_type
from pipeline.new import new_paper, new_report_type, new_style
from pipeline.template_folder import find_templates


@click.group()
def new() -> None:
    """Make a commented skeleton to start from."""


@new.command()
@click.argument("kind", metavar="TYPE")
@click.option("--meeting", metavar="DATE", required=True, help="The day of the meeting.")
@click.option("--excel", is_flag=True, help="Make a workbook for typing instead of paper.yaml.")
@click.option("--name", metavar="NAME", help="What the folder is called after the date; else as TYPE.")
@INPUTS
@TEMPLATES
def paper(*, kind: str, meeting: str, excel: bool, name: str | None, inputs: Path, templates: Path | None) -> int:
    """Make a paper of the report type TYPE: a folder under the inputs, with a paper.yaml or a workbook to fill in."""
    found = find_templates(templates)
    if kind not in found.report_types():
        hint = f"Report types there are: {', '.join(found.report_types())}."
        raise PipelineError(ExitCode.USAGE, f"There is no report type {kind}.", hint)
    found_type = find_report_type(found, kind)
    made = new_paper(found_type, meeting, inputs, name, excel=excel)
    hint = f"Fill it in, then: cabinet-papers build --inputs {inputs} {made.folder.name}"
    if made.meeting:
        hint = f"There is no meeting on that day. {made.meeting}\n{hint}"
    if needs := " and ".join(found_type.inputs):
        hint = f"It also tells of {needs}: in the workbook, in files beside it, or beside council.yaml.\n{hint}"
    return _told(made.files, hint)


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
