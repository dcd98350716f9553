"""Every sample paper in every house style, built once a session as it is asked for."""

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from pipeline.build import build
from pipeline.load import Request
from pipeline.template_folder import TemplateFolder
from tests.conftest import ROOT, SAMPLE

ALDERSHIRE = ROOT / "inputs" / "examples" / "aldershire"
PAPERS = [ROOT / "inputs" / SAMPLE, *sorted(file.parent for file in ALDERSHIRE.glob("*/paper.yaml"))]
STYLES = TemplateFolder(ROOT / "templates").styles()
EVERY = [(paper, style) for paper in PAPERS for style in STYLES]


def name(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


@dataclass(frozen=True)
class Built:
    """The outputs of a sample."""

    folder: Path

    def file(self, ending: str) -> Path:
        return next(
            file for file in self.folder.glob(f"*.{ending}") if not file.name.startswith(("findings", "manifest"))
        )


@cache
def built(paper: Path, style: str) -> Built:
    outputs = Path(mkdtemp(prefix="samples-"))
    outcome = build(paper, Request(paper.parent, outputs, style=style))
    assert not outcome.stopped, outcome.findings
    return Built(outputs / "drafts" / paper.name)


def copy_aldershire(folder: Path) -> Path:
    """A copy of the fictional council's inputs that a test may change."""
    return Path(shutil.copytree(ALDERSHIRE, folder / "inputs"))
