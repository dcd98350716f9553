"""``cabinet-papers clear``."""

import json
from datetime import datetime
from typing import Any

import click

from pipeline.clearing import Cleared
from pipeline.clearing import clear as clear_paper
from pipeline.cli.options import INPUTS, NOW, OUTPUTS, TEMPLATES, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.load import Request
from pipeline.models.clearance import ROLE_NAMES, ROLES, Role

DIGITS = 16
"""So many digits of a digest are shown: enough to compare by eye."""


@click.command()
@click.argument("paper")
@click.option("--role", type=click.Choice(ROLES), required=True, help="Which of the council's clearances this is.")
@click.option("--by", "post", metavar="POST", required=True, help="The post of whoever clears it, never a name.")
@INPUTS
@OUTPUTS
@TEMPLATES
@NOW
@talking
def clear(*, paper: str, role: Role, post: str, now: datetime, talk: Talk, **asked: Any) -> int:
    """Record in the ledger that PAPER was cleared: exactly the words, as they are now, that the role answers for.

    An edit to those words voids the clearance; an edit elsewhere does not. Clearing again takes the earlier one's place.
    """
    request = Request(**asked)
    folder = request.papers([paper])[0]
    cleared = clear_paper(folder, request, role, post, now)
    if not cleared.digest:
        talk.findings(cleared.findings)
        talk.say(f"{folder.name}: not cleared, as its inputs have errors.")
        return ExitCode.FINDINGS
    if talk.as_json:
        talk.data(json.dumps(_data(folder.name, role, post, now, cleared), indent=2, ensure_ascii=False))
    else:
        _tell(folder.name, role, post, cleared, talk)
    return ExitCode.DONE


def _tell(paper: str, role: Role, post: str, cleared: Cleared, talk: Talk) -> None:
    talk.data(f"{paper}: {ROLE_NAMES[role]} cleared by {post}")
    for heading in cleared.parts:
        talk.data(f"  {heading}")
    for label in cleared.absent:
        talk.data(f"  {label}: not in this paper; should it be written, the clearance is void")
    if not cleared.private:
        talk.data(f"  digest {cleared.digest[:DIGITS]}")


def _data(paper: str, role: Role, post: str, now: datetime, cleared: Cleared) -> dict[str, object]:
    return {
        "paper": paper,
        "role": role,
        "by": post,
        "time": now.isoformat(timespec="seconds"),
        "cleared": cleared.parts,
        "not_in_this_paper": cleared.absent,
        "digest": None if cleared.private else cleared.digest,
    }
