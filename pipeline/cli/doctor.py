"""``cabinet-papers doctor``."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.options import OUTPUTS, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.doctor import examine
from pipeline.errors import ExitCode
from pipeline.template_folder import find_templates


@click.command()
@OUTPUTS
@TEMPLATES
@talking
def doctor(*, outputs: Path, templates: Path | None, talk: Talk) -> int:
    """Look at whether this machine has what the papers need, and say what to do where it has not."""
    points = list(examine(outputs, find_templates(templates)))
    if talk.as_json:
        talk.data(json.dumps([asdict(point) for point in points], indent=2, ensure_ascii=False))
    else:
        for point in points:
            talk.data(f"{'ok     ' if point.well else 'MISSING'}  {point.name}: {point.found}")
            if not point.well:
                talk.data(f"         {point.remedy}")
    if any(point.part and not point.well for point in points):
        return ExitCode.SYSTEM_PART_MISSING
    return ExitCode.DONE if all(point.well for point in points) else ExitCode.CANNOT_WRITE
