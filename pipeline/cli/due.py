"""``cabinet-papers due``."""

from datetime import datetime
from typing import Any

import click

from pipeline.cli.options import INPUTS, NOW, OUTPUTS, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.load import Request
from pipeline.run_due import as_json, told, what_is_due


@click.command()
@INPUTS
@OUTPUTS
@TEMPLATES
@NOW
@talking
def due(*, now: datetime, talk: Talk, **asked: Any) -> int:
    """Say which papers are due, and why; nothing is made."""
    summary = what_is_due(Request(**asked), now)
    talk.data(as_json(summary).rstrip() if talk.as_json else "\n".join(told(summary)))
    return ExitCode.FINDINGS if summary.code is not ExitCode.DONE else ExitCode.DONE
