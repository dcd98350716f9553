"""``cabinet-papers export``."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from pipeline.cli.options import DRY_RUN, INPUTS, NOW, OUTPUTS, STYLE, TEMPLATES, limits, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.export import Asked, as_json, row_of
from pipeline.export import export as make
from pipeline.load import Request
from pipeline.models.dates import PartialDate, parse_date
from pipeline.record import ledger


@click.group()
def export() -> None:
    """Answer an inspectorate with one bundle."""


def _day(_context: click.Context, option: click.Parameter, given: str | None) -> PartialDate | None:
    if given is None:
        return None
    try:
        return parse_date(given)
    except PydanticCustomError as error:
        message = f"{option.opts[0]} {given!r}: {error.message()}."
        raise PipelineError(ExitCode.USAGE, message, "Such as 2010-09-07.") from error


@export.command()
@click.option("--from", "since", metavar="DATE", required=True, callback=_day, help="The first day of the period.")
@click.option("--to", "until", metavar="DATE", required=True, callback=_day, help="The last day of the period.")
@click.option(
    "--as-at", "as_at", metavar="DATE", callback=_day, help="The day on which all is looked at; else the last of --to."
)
@click.option(
    "--review", "reviews", metavar="ID", multiple=True, help="This review of the period only; may be repeated."
)
@click.option("--purpose", metavar="TEXT", required=True, help="Why it is made: printed on the index and the report.")
@click.option("--profile", metavar="NAME", help="Another profile than that of the law on the day.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The bundle: FILE.zip.")
@INPUTS
@OUTPUTS
@TEMPLATES
@STYLE
@DRY_RUN
@NOW
@limits
@talking
def ofsted(*, out: Path, now: datetime, talk: Talk, **given: Any) -> int:
    """Make one bundle of an evidence report, the papers concerned, the data and a manifest, that can be verified years later."""
    asked = _asked(given)
    request = Request(**given)
    exported = make(asked, request, out, talk.say)
    talk.findings(exported.findings)
    if not exported.members:
        talk.say("No bundle was made.")
        return ExitCode.FINDINGS
    if not request.dry_run:
        with ledger(request.outputs) as book:
            book.add("export", "", time=now.isoformat(timespec="seconds"), details=row_of(asked, exported))
    if talk.as_json:
        talk.data(as_json(exported))
        return ExitCode.DONE
    for name, role in sorted(exported.members.items()) if request.dry_run else ():
        talk.data(f"{name}  ({role})")
    if not request.dry_run:
        talk.data(str(out))
        talk.say(f"{len(exported.members)} files. To read out over the telephone: {exported.digest}")
        talk.say(f"Next: cabinet-papers verify {out}")
    return ExitCode.DONE


def _asked(given: dict[str, Any]) -> Asked:
    """Take what an export is asked for out of what was given."""
    names = ("since", "until", "as_at", "purpose", "reviews", "profile")
    since, until, as_at, purpose, reviews, profile = (given.pop(name) for name in names)
    day = as_at or until.last_day
    if until.last_day < since:
        raise PipelineError(ExitCode.USAGE, "The period ends before it begins.", "Give --from and --to in order.")
    if not day.day:
        raise PipelineError(ExitCode.USAGE, f"--as-at {day} is no day.", "Give it in full, such as 2010-09-07.")
    return Asked(since, until, day, purpose, reviews, profile)
