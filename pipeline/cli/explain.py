"""``cabinet-papers explain``."""

import click

from pipeline.errors import ExitCode
from pipeline.explain import explained


@click.command()
@click.argument("id_", metavar="ID")
def explain(id_: str) -> int:
    """Say what a rule is about, with an example, the law it rests on, and how to put up with it."""
    for line in explained(id_):
        click.echo(line)
    return ExitCode.DONE
