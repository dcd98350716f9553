"""What all papers under one inputs folder share: the council's profile, and its meetings."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.findings import Finding, Place
from pipeline.read.grid import refusal
from pipeline.read.ics import read_ics
from pipeline.read.yaml import read_yaml
from pipeline.source import Source


@dataclass(frozen=True)
class Shared:
    """The shared inputs by name, what is wrong with their files, and the files."""

    sources: dict[str, Source]
    findings: list[Finding]
    files: list[Path]


def read_shared(inputs: Path) -> Shared:
    """Read ``council.yaml`` and ``meetings.yaml``, or ``meetings.ics`` instead of it.

    Args:
        inputs: the folder that holds them.
    """
    council, meetings, calendar = (inputs / name for name in ("council.yaml", "meetings.yaml", "meetings.ics"))
    sources, findings = {}, []
    sources["council"], wrong = read_yaml(council, council.as_posix())
    findings += wrong
    if calendar.exists() and meetings.exists():
        message, hint = "meetings are given in meetings.yaml already", "Keep one of the two files."
        findings.append(refusal("VA007", message, hint, Place(calendar.as_posix())))
    file, reader = (calendar, read_ics) if calendar.exists() and not meetings.exists() else (meetings, read_yaml)
    sources["meetings"], wrong = reader(file, file.as_posix())
    return Shared(sources, findings + wrong, [council, file])
