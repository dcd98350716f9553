"""``cabinet-papers completion``."""

import click
from click.shell_completion import get_completion_class

from pipeline.errors import ExitCode

PROGRAM, VARIABLE = "cabinet-papers", "_CABINET_PAPERS_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(*, shell: str) -> int:
    """Print what makes SHELL complete commands and options: put it in the shell's start-up file."""
    if made := get_completion_class(shell):
        click.echo(made(click.Command(PROGRAM), {}, PROGRAM, VARIABLE).source())
    return ExitCode.DONE
