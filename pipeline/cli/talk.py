"""How the command talks: data on stdout, talk on stderr, colour only on a terminal."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass

import click

from pipeline.errors import PipelineError
from pipeline.findings import Finding, Severity
from pipeline.tell import lines

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


@dataclass(frozen=True)
class Talk:
    """What a run says, and how."""

    verbose: bool = False
    quiet: bool = False
    as_json: bool = False
    plain: bool = False

    def say(self, words: str) -> None:
        """Say something to the person at the terminal, unless asked to be quiet."""
        if not self.quiet:
            click.echo(words, err=True)

    def progress(self, number: int, all_: int, what: str) -> None:
        """Say how far a run of several papers is: on a terminal, or when asked for every step."""
        if self.verbose or (all_ > 1 and not self.quiet and sys.stderr.isatty()):
            click.echo(f"{number} of {all_}: {what}", err=True)

    def data(self, words: str) -> None:
        """Print what was asked for."""
        click.echo(words)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Say each finding; quiet leaves out what is not an error."""
        for finding in findings:
            if self.quiet and finding.severity is not Severity.ERROR:
                continue
            first, *rest = lines(finding)
            click.echo(self._coloured(first, COLOURS[finding.severity]), err=True)
            for line in rest:
                click.echo(line, err=True)

    def error(self, error: PipelineError) -> None:
        """Say why the run, or a part of it, ended."""
        click.echo(self._coloured(f"Error: {error.message}", "red"), err=True)
        if error.hint:
            click.echo(f"  hint: {error.hint}", err=True)

    def _coloured(self, words: str, colour: str) -> str:
        return words if self.plain or "NO_COLOR" in os.environ else click.style(words, fg=colour)
