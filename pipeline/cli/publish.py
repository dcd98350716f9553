"""``cabinet-papers publish``."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pipeline.clearing import lacking
from pipeline.cli.options import INPUTS, NOW, OUTPUTS, STRICT, TEMPLATES, WATCH_LIST, limits, reason_given, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request, watched
from pipeline.publish import Asked, Published, publish_all
from pipeline.tell import as_data, summary
from pipeline.waiting import papers_of


@click.command()
@click.argument("paper", required=False)
@click.option("--meeting", metavar="ID", help="Publish every paper of this meeting, in the order of its agenda.")
@click.option("--reason", default="", callback=reason_given, help="Why a paper that was published is published anew.")
@INPUTS
@OUTPUTS
@TEMPLATES
@STRICT
@NOW
@WATCH_LIST
@limits
@talking
def publish(
    *,
    paper: str | None,
    meeting: str | None,
    reason: str,
    now: datetime,
    watch_list: Path | None,
    talk: Talk,
    **asked: Any,
) -> int:
    """Publish PAPER, or all of a meeting: both copies as an edition that nothing changes any more, and its row in the ledger.

    Errors of rules stop it unless they are waived, and so does whatever is found that is withheld from the public. What was
    published already is left alone; where a paper has changed since, a further edition needs a --reason and earlier ones stay.
    """
    request = Request(**asked, watch=watched(watch_list, asked["inputs"]))
    if (paper is None) == (meeting is None):
        raise PipelineError(ExitCode.USAGE, "Name a paper, or a meeting with --meeting.", "One of the two.")
    folders = request.papers([paper]) if paper else papers_of(str(meeting), request)
    told: list[dict[str, object]] = []
    codes: list[ExitCode] = []
    for folder, outcome in publish_all(folders, Asked(request, now, reason, lacking)):
        codes.append(outcome.code)
        if isinstance(outcome, PipelineError):
            talk.error(outcome)
            told.append({"paper": folder.name, "error": {"code": int(outcome.code), "message": outcome.message}})
            continue
        told.append(_as_data(outcome))
        if not talk.as_json:
            _tell(outcome, talk)
    if talk.as_json:
        talk.data(json.dumps(told, indent=2, ensure_ascii=False))
    return next((code for code in codes if code), ExitCode.DONE)


def _tell(outcome: Published, talk: Talk) -> None:
    talk.findings(outcome.findings)
    if outcome.edition is None:
        for each in outcome.lacking:
            talk.say(f"{outcome.paper}: {each}")
        talk.say(f"{outcome.paper}: {summary(outcome.findings)}. Nothing was published.")
        return
    done = "was published already, and is the same" if outcome.same else "published"
    talk.say(f"{outcome.edition.name}: {done}.")
    for line in outcome.changed:
        talk.say(line)
    for file in outcome.files:
        talk.data(str(file))


def _as_data(outcome: Published) -> dict[str, object]:
    return {
        "paper": outcome.paper,
        "edition": outcome.edition.number if outcome.edition else 0,
        "published": bool(outcome.edition) and not outcome.same,
        "same": outcome.same,
        "changed": outcome.changed,
        "lacking": outcome.lacking,
        "files": [str(file) for file in outcome.files],
        "findings": [as_data(finding) for finding in outcome.findings],
    }
