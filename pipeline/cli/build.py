"""``cabinet-papers build``."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.build import Outcome, Request
from pipeline.build import build as build_paper
from pipeline.cli.options import DRY_RUN, INPUTS, OUTPUTS, STRICT, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.tell import as_data, summary


@click.command(short_help="Write papers in Word, PDF and HTML.")
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@INPUTS
@OUTPUTS
@TEMPLATES
@STRICT
@DRY_RUN
@talking
def build(
    *,
    papers: Sequence[str],
    inputs: Path,
    outputs: Path,
    templates: Path | None,
    strict: bool,
    dry_run: bool,
    talk: Talk,
) -> int:
    """Write each PAPER (a folder under the inputs; default: all) in Word, PDF and HTML.

    A paper with errors in its inputs is not written, and says where and how to put them right.
    """
    request = Request(inputs, outputs, templates, strict, dry_run)
    outcomes, failed = _build_all(request, papers, talk)
    if talk.as_json:
        talk.data(json.dumps([_as_data(outcome) for outcome in outcomes], indent=2, ensure_ascii=False))
    codes = [failed] if failed else []
    codes += [ExitCode.FINDINGS for outcome in outcomes if outcome.stopped]
    codes += [ExitCode.SYSTEM_PART_MISSING for outcome in outcomes if outcome.missing]
    return codes[0] if codes else ExitCode.DONE


def _build_all(request: Request, papers: Sequence[str], talk: Talk) -> tuple[list[Outcome], ExitCode | None]:
    """Build each paper; one paper's error does not keep the others from being written."""
    outcomes, failed = [], None
    for folder in request.papers(papers):
        talk.step(f"{folder.name}: read, validate, check, compose, write, record")
        try:
            outcome = build_paper(folder, request)
        except PipelineError as error:
            talk.error(error)
            failed = failed or error.code
            continue
        outcomes.append(outcome)
        if not talk.as_json:
            _tell(outcome, request, talk)
    return outcomes, failed


def _tell(outcome: Outcome, request: Request, talk: Talk) -> None:
    talk.findings(outcome.findings)
    for error in outcome.missing:
        talk.error(error)
    if outcome.stopped:
        talk.say(f"{outcome.paper}: {summary(outcome.findings)}. Nothing was written.")
        return
    done = "would be written" if request.dry_run else "written"
    talk.say(f"{outcome.paper}: {done}, {summary(outcome.findings)}.")
    for file in outcome.files:
        talk.data(str(file))


def _as_data(outcome: Outcome) -> dict[str, object]:
    return {
        "paper": outcome.paper,
        "written": not outcome.stopped,
        "files": [str(file) for file in outcome.files],
        "missing": [error.message for error in outcome.missing],
        "findings": [as_data(finding) for finding in outcome.findings],
    }
