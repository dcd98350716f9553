"""``cabinet-papers build``."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.build import build_all
from pipeline.cli.options import (
    AUDIENCE,
    DRY_RUN,
    FORCE,
    INPUTS,
    JOBS,
    OUTPUTS,
    STRICT,
    STYLE,
    TEMPLATES,
    WATCH_LIST,
    limits,
    talking,
)
from pipeline.cli.outcomes import code_of, outcome_data, tell
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request, watched


@click.command()
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@INPUTS
@OUTPUTS
@TEMPLATES
@STYLE
@STRICT
@DRY_RUN
@FORCE
@AUDIENCE
@JOBS
@WATCH_LIST
@limits
@talking
def build(*, papers: Sequence[str], jobs: int, watch_list: Path | None, talk: Talk, **asked: Any) -> int:
    """Write each PAPER (a folder under the inputs; default: all) in Word, PDF and HTML.

    A paper with errors in its inputs is not written, and says where and how to put them right. A paper that has not changed
    is left as it is.
    """
    request = Request(**asked, watch=watched(watch_list, asked["inputs"]))
    folders = request.papers(papers)
    told: list[dict[str, object]] = []
    codes = []
    for number, (folder, outcome) in enumerate(build_all(folders, request, jobs), start=1):
        talk.progress(number, len(folders), folder.name)
        if isinstance(outcome, PipelineError):
            talk.error(outcome)
            codes.append(outcome.code)
            told.append(_error_as_data(folder.name, outcome))
            continue
        codes.append(code_of(outcome))
        told.append(outcome_data(outcome, request, "paper"))
        if not talk.as_json:
            tell(outcome, request, talk)
    if talk.as_json:
        talk.data(json.dumps(told, indent=2, ensure_ascii=False))
    return next((code for code in codes if code), ExitCode.DONE)


def _error_as_data(paper: str, error: PipelineError) -> dict[str, object]:
    told = {"code": int(error.code), "message": error.message, "hint": error.hint}
    return {"paper": paper, "written": False, "files": [], "error": told, "findings": []}
