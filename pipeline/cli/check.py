"""``cabinet-papers check``."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.check import check_paper
from pipeline.cli.options import INPUTS, STRICT, TEMPLATES, WATCH_LIST, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.findings import blocking
from pipeline.load import Request, watched
from pipeline.tell import as_data, summary


@click.command()
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@INPUTS
@TEMPLATES
@STRICT
@WATCH_LIST
@talking
def check(
    *, papers: Sequence[str], inputs: Path, templates: Path | None, strict: bool, watch_list: Path | None, talk: Talk
) -> int:
    """Check each PAPER (a folder under the inputs; default: all) against its data, itself, the law and house style. Writes nothing."""
    request = Request(inputs, templates=templates, strict=strict, watch=watched(watch_list, inputs))
    told = []
    worst = ExitCode.DONE
    for number, folder in enumerate(folders := request.papers(papers), start=1):
        talk.progress(number, len(folders), folder.name)
        findings = check_paper(folder, request)
        told.append({"paper": folder.name, "findings": [as_data(finding) for finding in findings]})
        worst = ExitCode.FINDINGS if blocking(findings, strict=strict, rules=True) else worst
        if not talk.as_json:
            talk.findings(findings)
            talk.say(f"{folder.name}: {summary(findings)}.")
    if talk.as_json:
        talk.data(json.dumps(told, indent=2, ensure_ascii=False))
    return worst
