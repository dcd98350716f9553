"""``cabinet-papers schema``."""

from pathlib import Path

import click

from pipeline.cli.options import INPUTS, talking
from pipeline.cli.talk import Talk
from pipeline.errors import ExitCode, PipelineError
from pipeline.schema import explanations, schemas


@click.command()
@INPUTS
@click.option("--write", is_flag=True, help="Write the schemas to the inputs' folder schema/, for editors.")
@click.option("--explain", metavar="FIELD", help="Say what a field is for.")
@talking
def schema(*, inputs: Path, write: bool, explain: str | None, talk: Talk) -> int:
    """Print the JSON Schema of each input file, write them for editors, or explain a field."""
    if explain:
        lines = list(explanations(explain))
        if not lines:
            raise PipelineError(
                ExitCode.USAGE, f"No input has a field {explain!r}.", "cabinet-papers schema prints all."
            )
        talk.data("\n".join(lines))
        return ExitCode.DONE
    for name, text in schemas().items():
        if write:
            file = inputs / "schema" / f"{name}.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            talk.data(str(file))
        else:
            talk.data(text)
    return ExitCode.DONE
