"""What tests share: a copy of the sample to change, builds of it, and golden files that can be renewed."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import Outcome, build
from pipeline.load import Request

ROOT = Path(__file__).parent.parent
SAMPLE = "2010-09-07-evaluation-of-serious-case-reviews"
SLUG = "evaluation-of-serious-case-reviews"
SOURCE = ROOT / "tests" / "golden" / "source-document.txt"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew; review them by eye")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests measured, whether they passed or not."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()) if getattr(report, "when", "") == "call" else ():
                terminalreporter.write_line(f"measured: {name}: {value}")


@pytest.fixture
def measured(record_property: Callable[[str, object], None]) -> Callable[[str, object], None]:
    """Keep a figure to be printed at the end of the run."""
    return record_property


@dataclass(frozen=True)
class Papers:
    """A folder of inputs to change, with outputs of its own."""

    path: Path

    @property
    def inputs(self) -> Path:
        return self.path / "inputs"

    @property
    def paper(self) -> Path:
        return self.inputs / SAMPLE

    @property
    def target(self) -> Path:
        return self.path / "outputs" / "drafts" / SAMPLE

    def file(self, name: str) -> Path:
        """The input file of a name, wherever it lies."""
        shared = self.inputs / name
        return shared if shared.exists() else self.paper / name

    def change(self, name: str, old: str, new: str, count: int = 1) -> None:
        text = self.file(name).read_text("utf-8")
        assert text.count(old) >= 1, f"{name} does not hold {old!r}"
        self.file(name).write_text(text.replace(old, new, count), "utf-8")

    def build(self, templates: Path | None = None) -> Outcome:
        return build(self.paper, Request(self.inputs, self.path / "outputs", templates))

    def run(self, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run the real command in this folder."""
        command = [sys.executable, "-m", "pipeline", *words]
        return subprocess.run(command, cwd=self.path, env=env, capture_output=True, text=True, check=False, timeout=120)

    def output(self, ending: str) -> Path:
        return self.target / f"{SLUG}.{ending}"


def copy_sample(path: Path) -> Papers:
    papers = Papers(path)
    papers.inputs.mkdir(parents=True)
    for name in ("council.yaml", "meetings.yaml"):
        shutil.copy(ROOT / "inputs" / name, papers.inputs / name)
    shutil.copytree(ROOT / "inputs" / SAMPLE, papers.paper)
    return papers


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    """A copy of the sample that a test may change."""
    return copy_sample(tmp_path)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """The sample as it ships, built once; tests leave it as it is."""
    papers = copy_sample(tmp_path_factory.mktemp("sample"))
    outcome = papers.build()
    assert not outcome.stopped
    return papers


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with a golden file, or write it anew with --update-golden."""

    def compare(name: str, text: str) -> None:
        file = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            file.write_text(text, "utf-8")
        assert text == file.read_text("utf-8")

    return compare


def to_pdf(docx: Path, folder: Path) -> Path:
    """Turn a Word file into PDF with LibreOffice."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(docx)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{docx.stem}.pdf"


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip where a program is missing; CI installs them all."""
    missing = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")
