"""``cabinet-papers withdraw``."""

from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.options import NOW, OUTPUTS, reason_given, talking
from pipeline.cli.talk import Talk
from pipeline.record import ledger, locked, settle
from pipeline.record import withdraw as mark


@click.command()
@click.argument("paper")
@click.option("--edition", type=click.IntRange(min=1), required=True, help="The number of the edition.")
@click.option("--reason", required=True, callback=reason_given, help="Why; it is kept in the ledger: name no person.")
@click.option("--destroy", is_flag=True, help="Erase its files and its recorded inputs, too. There is no way back.")
@OUTPUTS
@NOW
@talking
def withdraw(*, paper: str, edition: int, reason: str, destroy: bool, outputs: Path, now: datetime, talk: Talk) -> int:
    """Mark an edition of PAPER (its folder's name) as withdrawn. What was downloaded, or lies elsewhere, is not reached by this.

    With --destroy its bytes go, and the ledger keeps their digests.
    """
    with locked(outputs), ledger(outputs) as book:
        for each in settle(outputs, book):
            talk.say(each)
        time = now.isoformat(timespec="seconds")
        done = mark(outputs, book, (paper, edition), reason, time, destroy=destroy)
    became = "destroyed" if destroy else "withdrawn"
    talk.say(f"{paper}/{edition}: {became}." if done else f"{paper}/{edition} was {became} already.")
    return 0
