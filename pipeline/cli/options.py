"""Options that several commands share."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.limits import Limits

LONDON = ZoneInfo("Europe/London")
MOST_REASON = 500
FOLDER = click.Path(file_okay=False, path_type=Path)

INPUTS = click.option(
    "--inputs", type=FOLDER, default=Path("inputs"), show_default=True, help="Where the papers' inputs lie."
)
OUTPUTS = click.option(
    "--outputs", type=click.Path(path_type=Path), default=Path("outputs"), show_default=True, help="Where outputs go."
)
TEMPLATES = click.option("--templates", type=FOLDER, help="Other templates than those that come with the program.")
STYLE = click.option("--style", metavar="NAME", help="Another house style than the council's, to try it.")
STRICT = click.option("--strict", is_flag=True, help="Let a warning stop a paper as an error does.")
FORCE = click.option("--force", is_flag=True, help="Write papers anew that have not changed.")
AUDIENCE = click.option(
    "--audience",
    type=click.Choice(["public", "members"]),
    default="public",
    show_default=True,
    help="For whom: the public's copy leaves out what is exempt or confidential, the members' is marked on every page.",
)
JOBS = click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="How many papers at a time."
)
WATCH_LIST = click.option(
    "--watch-list",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="CABINET_PAPERS_WATCH_LIST",
    help="Names and addresses that no paper may hold, one a line, in a file that only you may read (mode 0600).",
)
DRY_RUN = click.option("-n", "--dry-run", is_flag=True, help="Do everything but leave the outputs as they are.")


def _london(_context: click.Context, _option: click.Parameter, given: datetime | None) -> datetime:
    """Return the time in London: the one given, or the clock's. The only place that reads the clock."""
    return given.replace(tzinfo=LONDON) if given else datetime.now(LONDON)


NOW = click.option(
    "--now",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]),
    callback=_london,
    help="London's time to run as if at, instead of the clock's: 2026-11-18T06:00.",
)


def reason_given(_context: click.Context, option: click.Parameter, given: str) -> str:
    """Return a reason as one line; one that was asked for is not empty."""
    said = " ".join(given.split())
    if len(said) > MOST_REASON or (option.required and not said) or not said.isprintable():
        message = f"--reason is a line of up to {MOST_REASON} characters."
        raise PipelineError(ExitCode.USAGE, message, "Say in a sentence why; name no person.")
    return said


def limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the limits of a layout to a command, and hand it ``Limits`` instead of them."""

    @wraps(command)
    def with_limits(*, most_seconds: int, most_memory: int, most_pages: int, **values: Any) -> Any:
        return command(limits=Limits(most_seconds, most_memory, most_pages), **values)

    decorated: Callable[..., Any] = with_limits
    for name, default, what in (
        ("pages", Limits.pages, "pages"),
        ("memory", Limits.megabytes, "megabytes of memory"),
        ("seconds", Limits.seconds, "seconds"),
    ):
        text = f"Stop a layout beyond so many {what}."
        number = click.IntRange(min=1)
        decorated = click.option(f"--most-{name}", type=number, default=default, show_default=True, help=text)(
            decorated
        )
    return decorated


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
