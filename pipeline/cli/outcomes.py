"""What became of a paper or a notice that was built, told to people and to programs."""

from pipeline.build import Outcome
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode
from pipeline.load import Request
from pipeline.tell import as_data, summary


def code_of(outcome: Outcome) -> ExitCode:
    """Return the exit code: findings stop it, and so does a part of the system that is missing."""
    if outcome.stopped:
        return ExitCode.FINDINGS
    return ExitCode.SYSTEM_PART_MISSING if outcome.missing else ExitCode.DONE


def tell(outcome: Outcome, request: Request, talk: Talk) -> None:
    """Say what was found and done, and print the files."""
    talk.findings(outcome.findings)
    for error in outcome.missing:
        talk.error(error)
    if outcome.stopped:
        talk.say(
            f"{outcome.paper}: {summary(outcome.findings)}. Nothing was written; what was there before is unchanged."
        )
        return
    done = "unchanged" if outcome.unchanged else "would be written" if request.dry_run else "written"
    talk.say(f"{outcome.paper}: {done}, {summary(outcome.findings)}.")
    for file in outcome.files:
        talk.data(str(file))


def outcome_data(outcome: Outcome, request: Request, what: str) -> dict[str, object]:
    """Return the same for another program; ``what`` was built is the name of the field that names it."""
    return {
        what: outcome.paper,
        "written": not (outcome.stopped or outcome.unchanged or request.dry_run),
        "unchanged": outcome.unchanged,
        "files": [str(file) for file in outcome.files],
        "missing": [error.message for error in outcome.missing],
        "findings": [as_data(finding) for finding in outcome.findings],
    }
