"""``cabinet-papers verify``."""

import json
import os
from pathlib import Path

import click

from pipeline.cli.options import talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.record import Verified, ledger, locked, settle
from pipeline.record import verify as verify_all
from pipeline.record.bundle import check_bundle


@click.command()
@click.argument("what", metavar="[FILE.zip|OUTPUTS]", default="outputs", type=click.Path(exists=True, path_type=Path))
@talking
def verify(*, what: Path, talk: Talk) -> int:
    """Check a bundle, FILE.zip, or everything that was published in a folder of outputs (left out: outputs), byte for byte.

    Prints the digest to compare over the telephone: of the bundle, or of the ledger.
    """
    return _outputs(what, talk) if what.is_dir() else _bundle(what, talk)


def _bundle(file: Path, talk: Talk) -> int:
    wrong, digest = check_bundle(file)
    if talk.as_json:
        talk.data(json.dumps({"file": file.name, "wrong": wrong, "digest": digest}, indent=2))
    elif wrong:
        for each in wrong:
            talk.data(f"WRONG  {each}")
    else:
        talk.data(f"ok  {file.name}: every byte is as it was made")
        talk.data(f"To compare over the telephone: {digest}")
    return ExitCode.FORMATS_DISAGREE if wrong else ExitCode.DONE


def _outputs(outputs: Path, talk: Talk) -> int:
    found, settled = _looked(outputs)
    states = {each.edition.name: each.state for each in found.standing}
    digest = " ".join(found.digest[place : place + 4] for place in range(0, 20, 4)).strip()
    for each in settled:
        talk.say(each)
    if talk.as_json:
        told = {"editions": states, "rows": found.rows, "wrong": found.wrong, "settled": settled, "digest": digest}
        talk.data(json.dumps(told, indent=2, ensure_ascii=False))
        return ExitCode.FORMATS_DISAGREE if found.wrong else ExitCode.DONE
    for name, state in states.items():
        talk.data(f"{name}: {state}")
    for wrong in found.wrong:
        talk.data(f"WRONG  {wrong}")
    if not found.wrong:
        talk.data(f"ok  {len(states)} editions, {found.rows} rows of the ledger: everything is as it was")
        talk.data(f"To compare over the telephone: {digest}")
    return ExitCode.FORMATS_DISAGREE if found.wrong else ExitCode.DONE


def _looked(outputs: Path) -> tuple[Verified, list[str]]:
    """Look at all that was published; where the folder may be written to, what a run that died began is finished first."""
    if not (outputs / "ledger.sqlite").exists() and not (outputs / "editions").exists():
        raise PipelineError(
            ExitCode.USAGE, f"Nothing was published in {outputs}.", "Name a bundle, or a folder of outputs."
        )
    if not os.access(outputs, os.W_OK):
        with ledger(outputs, make=False) as book:
            return verify_all(outputs, book), []
    with locked(outputs), ledger(outputs) as book:
        settled = settle(outputs, book)
        return verify_all(outputs, book), settled
