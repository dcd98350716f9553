"""``cabinet-papers pack``."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import (
    AUDIENCE,
    DRY_RUN,
    INPUTS,
    OUTPUTS,
    STRICT,
    STYLE,
    TEMPLATES,
    WATCH_LIST,
    limits,
    talking,
)
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.load import Request, watched
from pipeline.pack import Packed
from pipeline.pack import pack as make
from pipeline.pack.front import told_pages
from pipeline.tell import as_data, summary


@click.command()
@click.argument("meeting")
@click.option("--supplement", is_flag=True, help="Make supplements for the papers that came late, instead of the pack.")
@AUDIENCE
@INPUTS
@OUTPUTS
@TEMPLATES
@STYLE
@STRICT
@DRY_RUN
@WATCH_LIST
@limits
@talking
def pack(*, meeting: str, supplement: bool, watch_list: Path | None, talk: Talk, **asked: Any) -> int:
    """Make the agenda and the document pack of MEETING, and a site of the public copies.

    The pack is one document: its pages are numbered through, and each paper breaks in it as it does alone. Errors in a paper stop it.
    """
    made = make(meeting, Request(**asked, watch=watched(watch_list, asked["inputs"])), supplement=supplement)
    if talk.as_json:
        talk.data(json.dumps(_as_data(made), indent=2, ensure_ascii=False))
        return ExitCode.DONE if made.folder else ExitCode.FINDINGS
    talk.findings(made.findings)
    if made.folder is None:
        talk.say(f"{meeting}: {summary(made.findings)}. No pack was made.")
        return ExitCode.FINDINGS
    for each in made.packs:
        for item in each.items:
            talk.say(f"{told_pages((item.first, item.last))}: item {item.item}, {item.title}")
    for line in made.said:
        talk.say(line)
    if not asked["dry_run"]:
        for file in made.files:
            talk.data(str(file))
    return ExitCode.DONE


def _as_data(made: Packed) -> dict[str, object]:
    return {
        "packs": [asdict(each) for each in made.packs],
        "files": [str(file) for file in made.files],
        "findings": [as_data(finding) for finding in made.findings],
    }
