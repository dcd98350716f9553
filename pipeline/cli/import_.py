"""``cabinet-papers import``."""

from pathlib import Path

import click

from pipeline.cli.options import TEMPLATES
from pipeline.errors import ExitCode
from pipeline.existing import import_paper


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The new paper's folder.")
@TEMPLATES
def import_(file: Path, out: Path, templates: Path | None) -> int:
    """Make an input folder of FILE, an existing paper in Word (.docx) or plain text (.txt).

    What is not understood is kept as narrative where it can be, and listed.
    """
    imported = import_paper(file, out, templates)
    for each in imported.files:
        click.echo(str(each))
    if imported.left_out:
        click.echo("Not understood, left out, or to be filled in (also said in paper.yaml):", err=True)
    for sentence in imported.left_out:
        click.echo(f"- {sentence}", err=True)
    if imported.to_add:
        click.echo(f"Add this to {out.parent / 'meetings.yaml'}:\n{imported.to_add.rstrip()}", err=True)
    click.echo(f"Next: {imported.next_step}", err=True)
    return ExitCode.DONE
