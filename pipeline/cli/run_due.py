"""``cabinet-papers run-due``."""

from datetime import datetime
from typing import Any

import click

from pipeline.clearing import lacking_for_the_clock
from pipeline.cli.options import INPUTS, NOW, OUTPUTS, TEMPLATES, limits, talking
from pipeline.cli.talk import Talk
from pipeline.load import Request
from pipeline.run_due import Made, as_json, told, told_of
from pipeline.run_due import run_due as run


@click.command("run-due")
@INPUTS
@OUTPUTS
@TEMPLATES
@NOW
@limits
@talking
def run_due(*, now: datetime, talk: Talk, **asked: Any) -> int:
    """Make the papers that are due: drafts before the agenda is published, and on its day the final ones.

    Publishes nothing, but where council.yaml says auto_publish: Yes, and the paper is cleared by all.

    Each is made once, unless its inputs change; a run that was missed is caught up and marked late. What one paper lacks stops
    that paper only.
    """
    code = 0
    for each in run(Request(**asked), now, lacking_for_the_clock):
        if isinstance(each, Made):
            talk.say(next(told_of(each)))
            continue
        code = each.code
        if talk.as_json:
            talk.data(as_json(each).rstrip())
        elif not talk.quiet or code:
            talk.data("\n".join(told(each)))
    return code
