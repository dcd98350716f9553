"""``cabinet-papers verify``."""

import json
from pathlib import Path

import click

from pipeline.cli.options import talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.record.bundle import check_bundle


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@talking
def verify(*, file: Path, talk: Talk) -> int:
    """Check a bundle, FILE.zip, byte for byte, and print the digest to compare over the telephone."""
    wrong, digest = check_bundle(file)
    if talk.as_json:
        talk.data(json.dumps({"file": file.name, "wrong": wrong, "digest": digest}, indent=2))
    elif wrong:
        for each in wrong:
            talk.data(f"WRONG  {each}")
    else:
        talk.data(f"ok  {file.name}: every byte is as it was made")
        talk.data(f"To compare over the telephone: {digest}")
    return ExitCode.FORMATS_DISAGREE if wrong else ExitCode.DONE
