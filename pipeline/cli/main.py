"""The command ``cabinet-papers``, and the one place where errors become exit codes."""

import sys
import tempfile
import traceback
from pathlib import Path

import click

from pipeline import __version__
from pipeline.cli.build import build
from pipeline.cli.facts import facts
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="cabinet-papers")
def cabinet_papers() -> None:
    """Cabinet papers in Word, PDF and HTML from structured inputs, with their content assured."""


for command in (build, facts):
    cabinet_papers.add_command(command)


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
    except BrokenPipeError:
        sys.stderr.close()
        code = ExitCode.DONE
    except Exception:  # noqa: BLE001 - this is the place where what nobody foresaw becomes exit 70
        code = _bug()
    sys.exit(int(code or 0))


def _bug() -> ExitCode:
    with tempfile.NamedTemporaryFile(
        "w", prefix="cabinet-papers-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(traceback.format_exc())
    message = "Something went wrong in the program itself; the outputs are as they were."
    Talk().error(
        PipelineError(ExitCode.BUG, message, f"Please report it with {Path(log.name)}, which may quote inputs.")
    )
    return ExitCode.BUG
