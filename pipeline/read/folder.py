"""A paper's folder and what it shares with its neighbours, as one source."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Place, Severity
from pipeline.read.yaml import read_yaml
from pipeline.source import Source, merge

COUNCIL_FILES = ("council", "meetings")
"""What every paper under one inputs folder shares."""

PAPER_FILES = ("paper", "reviews", "evaluations", "actions")
"""What a paper's own folder holds; only ``paper`` must be there."""


def find_papers(inputs: Path, names: Sequence[str]) -> list[Path]:
    """Return the folders of the papers named (by folder name or path), or of all under ``inputs`` but ``examples``.

    Raises:
        PipelineError: a paper that is not there, or no paper at all.
    """
    if names:
        return [_folder(inputs, name) for name in names]
    folders = sorted({file.parent for file in inputs.glob("*/*.y*ml") if file.parent.name != "examples"})
    if not folders:
        hint = "A paper is a folder that holds paper.yaml; name another folder with --inputs."
        raise PipelineError(ExitCode.FINDINGS, f"No paper was found under {inputs}.", hint)
    return folders


def _folder(inputs: Path, name: str) -> Path:
    for folder in (inputs / name, Path(name)):
        if (folder / "paper.yaml").is_file():
            return folder.resolve() if folder.name in {"", ".", ".."} else folder
    there = ", ".join(sorted(file.parent.name for file in inputs.glob("*/paper.yaml"))) or "none"
    raise PipelineError(ExitCode.FINDINGS, f"There is no paper {name} under {inputs}.", f"Papers there: {there}.")


def input_files(folder: Path) -> dict[str, Path]:
    """Return the files that a paper is made from, by name; those that may be absent only where they are there."""
    shared = {name: folder.parent / f"{name}.yaml" for name in COUNCIL_FILES}
    own = {name: folder / f"{name}.yaml" for name in PAPER_FILES}
    return shared | {name: file for name, file in own.items() if name == "paper" or file.exists()}


def _unread(folder: Path) -> Iterator[Finding]:
    """Find files that look like inputs and are not: what they hold would be left out without a word."""
    known = [f"{name}.yaml" for name in PAPER_FILES]
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if file.name not in known:
            close = get_close_matches(file.name, known, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Files of a paper: {', '.join(known)}."
            place = Place(file.as_posix())
            yield Finding("VA001", Severity.ERROR, "a paper has no file of this name", hint, place=place)


def read_paper(folder: Path) -> tuple[Source, list[Finding], list[Path]]:
    """Read all that a paper is made from: the source, what is wrong with the files themselves, and the files."""
    sources: dict[str, Source] = {}
    findings = list(_unread(folder))
    files = input_files(folder)
    for name, file in files.items():
        sources[name], wrong = read_yaml(file, file.as_posix())
        findings += wrong
    return merge(sources), findings, list(files.values())
