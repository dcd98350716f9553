"""The command ``cabinet-papers``, and the one place where errors become exit codes."""

import sys
from importlib import import_module
from keyword import iskeyword
from typing import ClassVar

import click

from pipeline import __version__
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError


class Commands(click.Group):
    """Loads a command's module when it is called for, so that help is quick."""

    MODULES: ClassVar = {
        "init": "Make a folder of inputs to start from.",
        "build": "Write papers in Word, PDF and HTML.",
        "new": "Make a paper, a report type or a house style to start from.",
        "import": "Make an input folder of an existing paper.",
        "check": "Check papers against their data, the law and house style.",
        "rules": "List the rules that papers are checked by.",
        "explain": "Say what a rule is about.",
        "facts": "List the facts that a paper's prose can name.",
        "clear": "Record that an officer cleared a paper.",
        "status": "Show where papers stand: findings, clearances, deadlines, editions.",
        "diff": "Say what changed between two papers, drafts or editions.",
        "deadlines": "Print what must be done by when for each meeting.",
        "notice": "Write the notices that the law asks for, and records of decisions.",
        "due": "Say which papers are due, and why.",
        "run-due": "Make the papers that are due.",
        "schedule": "Have the machine's timer run what is due.",
        "export": "Answer an inspectorate with one bundle.",
        "pack": "Make a meeting's agenda, its document pack and its site.",
        "publish": "Publish papers as editions that cannot change by accident.",
        "withdraw": "Withdraw an edition, or destroy it.",
        "verify": "Check everything that was published, or a bundle, byte for byte.",
        "reproduce": "Build an edition again, and compare.",
        "disposal": "List what need not be kept any more.",
        "columns": "Show how a paper's spreadsheets were read.",
        "schema": "Print what each input file may hold, for editors and people.",
        "doctor": "Look at whether this machine has what the papers need.",
        "completion": "Print what makes a shell complete commands.",
    }
    """Each command, named as its module (a hyphen is an underscore there, and one follows a word of Python), with its line in the help."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the commands' names, in the order of use."""
        return list(self.MODULES)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Load a command, or nothing where there is none of that name."""
        if name not in self.MODULES:
            return None
        word = f"{name}_" if iskeyword(name) else name.replace("-", "_")
        command: click.Command = getattr(import_module(f"pipeline.cli.{word}"), word)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands' lines without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.MODULES.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="cabinet-papers")
def cabinet_papers() -> None:
    """Cabinet papers in Word, PDF and HTML from structured inputs, with their content assured."""


def main() -> None:
    """Run the command; every way it can end has its exit code (README, "Exit codes")."""
    try:
        code = cabinet_papers.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = ExitCode.USAGE
    except PipelineError as error:
        Talk().error(error)
        code = error.code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. The outputs are as they were.", err=True)
        code = ExitCode.INTERRUPTED
    except SystemExit:  # click's answer to a pipe that was closed: whoever read has what they wanted
        code = ExitCode.DONE
    except Exception:  # noqa: BLE001 - this is the place where what nobody foresaw becomes exit 70
        code = _bug()
    sys.exit(int(code or 0))


def _bug() -> ExitCode:
    import tempfile  # noqa: PLC0415 - slow to load, and hardly ever needed
    import traceback  # noqa: PLC0415

    with tempfile.NamedTemporaryFile(
        "w", prefix="cabinet-papers-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(traceback.format_exc())
    message = "Something went wrong in the program itself; the outputs are as they were."
    Talk().error(PipelineError(ExitCode.BUG, message, f"Please report it with {log.name}, which may quote inputs."))
    return ExitCode.BUG
