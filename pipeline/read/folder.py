"""A paper's folder and what it shares with its neighbours, as one source."""

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Place, Severity
from pipeline.read.yaml import read_yaml
from pipeline.source import Source, merge

COUNCIL_FILES = ("council", "meetings")
"""What every paper under one inputs folder shares."""

PAPER_FILES = ("paper", "reviews", "evaluations", "actions")
"""What a paper's own folder holds; only ``paper`` must be there. The others may lie beside ``council`` instead, as registers
that several papers share."""


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


def input_files(folder: Path, registers: Sequence[str]) -> dict[str, Path]:
    """Return the files that a paper is made from, by name; those that may be absent only where they are there.

    Args:
        folder: the paper's folder.
        registers: what the paper takes from beside ``council`` where its own folder does not hold it.
    """
    shared = {name: folder.parent / f"{name}.yaml" for name in COUNCIL_FILES}
    found: dict[str, Path] = {"paper": folder / "paper.yaml"}
    for name in PAPER_FILES:
        places = [folder, folder.parent] if name in registers else [folder]
        files = (place / f"{name}.yaml" for place in places)
        found |= dict(islice(((name, file) for file in files if file.exists()), 1))
    return shared | found


def _unread(folder: Path) -> Iterator[Finding]:
    """Find files that look like inputs and are not: what they hold would be left out without a word."""
    known = [f"{name}.yaml" for name in PAPER_FILES]
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if file.name not in known:
            close = get_close_matches(file.name, known, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Files of a paper: {', '.join(known)}."
            place = Place(file.as_posix())
            yield Finding("VA001", Severity.ERROR, "a paper has no file of this name", hint, place=place)


def read_paper(folder: Path, registers: Callable[[str], Sequence[str]]) -> tuple[Source, list[Finding], list[Path]]:
    """Read all that a paper is made from: the source, what is wrong with the files themselves, and the files.

    Args:
        folder: the paper's folder.
        registers: what a report type, by its name, takes from beside ``council``.
    """
    sources: dict[str, Source] = {}
    findings = list(_unread(folder))
    paper, _ = read_yaml(folder / "paper.yaml", "paper.yaml")
    kind = paper.data.get("report_type") if isinstance(paper.data, dict) else None
    files = input_files(folder, registers(kind) if isinstance(kind, str) else ())
    for name, file in files.items():
        sources[name], wrong = read_yaml(file, file.as_posix())
        findings += wrong
    return merge(sources), findings, list(files.values())
