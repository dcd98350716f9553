"""Options that several commands share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pipeline.cli.talk import Talk

FOLDER = click.Path(file_okay=False, path_type=Path)

INPUTS = click.option(
    "--inputs", type=FOLDER, default=Path("inputs"), show_default=True, help="Where the papers' inputs lie."
)
OUTPUTS = click.option(
    "--outputs", type=click.Path(path_type=Path), default=Path("outputs"), show_default=True, help="Where outputs go."
)
TEMPLATES = click.option("--templates", type=FOLDER, help="Other templates than those that come with the program.")
STRICT = click.option("--strict", is_flag=True, help="Let a warning stop a paper as an error does.")
DRY_RUN = click.option("-n", "--dry-run", is_flag=True, help="Do everything but leave the outputs as they are.")


def talking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add -v, -q, --json and --no-color to a command, and hand it a ``Talk`` instead of them."""

    @wraps(command)
    def with_talk(*, verbose: bool, quiet: bool, as_json: bool, no_color: bool, **values: Any) -> Any:
        return command(talk=Talk(verbose=verbose, quiet=quiet, as_json=as_json, plain=no_color), **values)

    decorated: Callable[..., Any] = with_talk
    for option in (
        click.option("--no-color", is_flag=True, help="Print without colour."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON for another program."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but what stands in the way."),
        click.option("-v", "--verbose", is_flag=True, help="Say each step."),
    ):
        decorated = option(decorated)
    return decorated
