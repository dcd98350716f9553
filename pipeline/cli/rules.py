"""``cabinet-papers rules``."""

import json
from typing import Any

import click

from pipeline.cli.options import talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.explain import catalogue


@click.command()
@talking
def rules(*, talk: Talk) -> int:
    """List every rule that papers are checked by."""
    entries = catalogue()
    if talk.as_json:
        listed: list[dict[str, Any]] = [entry.plain() for entry in entries]
        talk.data(json.dumps(listed, indent=2, ensure_ascii=False))
        return ExitCode.DONE
    for entry in entries:
        talk.data(f"{entry.id}  {entry.severity:<8} {entry.title}")
    return ExitCode.DONE
