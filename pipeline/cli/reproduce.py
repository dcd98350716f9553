"""``cabinet-papers reproduce``."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import OUTPUTS, TEMPLATES, limits, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request
from pipeline.publish.reproduce import reproduce as build_again
from pipeline.record import ledger


@click.command()
@click.argument("edition", metavar="PAPER/NUMBER")
@OUTPUTS
@TEMPLATES
@limits
@talking
def reproduce(*, edition: str, outputs: Path, talk: Talk, **asked: Any) -> int:
    """Build an edition again from its recorded inputs, and compare.

    Bytes are compared where program, libraries and templates are those of then; elsewhere the words.
    """
    paper, _, number = edition.rpartition("/")
    if not paper or not (number.isascii() and number.isdecimal() and len(number) < 9):
        raise PipelineError(ExitCode.USAGE, f"{edition} names no edition.", "Such as 2026-03-03-budget/1.")
    with ledger(outputs, make=False) as book:
        found = build_again((paper, int(number)), Request(outputs=outputs, **asked), book)
    if talk.as_json:
        talk.data(json.dumps(asdict(found), indent=2, ensure_ascii=False))
        return ExitCode.FORMATS_DISAGREE if found.differs else ExitCode.DONE
    if found.others:
        talk.say(f"Made with others than then, so that words are compared, not bytes: {'; '.join(found.others)}.")
    for each in found.differs:
        talk.data(f"DIFFERS  {each}")
    if not found.differs:
        talk.data(f"ok  {edition}: the same {'bytes' if found.bytes_compared else 'words'}")
    return ExitCode.FORMATS_DISAGREE if found.differs else ExitCode.DONE
