"""``cabinet-papers facts``."""

import json
from pathlib import Path

import click

from pipeline.check import facts as facts_of_paper
from pipeline.cli.options import INPUTS, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.findings import blocking
from pipeline.load import Request


@click.command()
@click.argument("paper")
@INPUTS
@TEMPLATES
@talking
def facts(*, paper: str, inputs: Path, templates: Path | None, talk: Talk) -> int:
    """List every fact of PAPER that its prose can name as {{ name }}, with how it prints."""
    request = Request(inputs, templates=templates)
    folder = request.papers([paper])[0]
    values, findings = facts_of_paper(folder, request)
    talk.findings(findings)
    if talk.as_json:
        talk.data(json.dumps(values, indent=2, ensure_ascii=False))
    else:
        width = max(map(len, values), default=0)
        for name, value in values.items():
            talk.data(f"{name:<{width}}  {value}")
    return ExitCode.FINDINGS if blocking(findings) else ExitCode.DONE
