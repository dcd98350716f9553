"""The wheel carries its templates, and works from any folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, Papers


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from a clean copy of what git knows."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pipeline", "templates"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENCE"):
        shutil.copy(ROOT / name, source / name)
    target = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(target),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (built,) = target.glob("*.whl")
    return built


def test_it_holds_program_templates_and_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    for wanted in (
        "pipeline/cli/main.py",
        "pipeline/_templates/_base/print.css",
        "pipeline/_templates/_base/docx/_rels/.rels",
        "pipeline/_templates/fonts/LiberationSans-Regular.ttf",
        "pipeline/_templates/styles/cambridgeshire-2010/style.yaml",
    ):
        assert wanted in names
    assert any(name.endswith("licenses/LICENCE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "inputs/", "outputs/"))]


def test_it_builds_a_paper_from_another_folder(wheel: Path, papers: Papers, sample: Papers) -> None:
    unpacked = papers.path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    env = os.environ | {"PYTHONPATH": str(unpacked)}
    command = [sys.executable, "-P", "-c", "import pipeline; print(pipeline.__file__)"]
    where = subprocess.run(command, cwd=papers.path, env=env, capture_output=True, text=True, check=True).stdout
    assert where.startswith(str(unpacked))
    done = papers.run("build", env=env)

    assert done.returncode == 0, done.stderr
    for ending in ("docx", "pdf", "html"):
        assert papers.output(ending).read_bytes() == sample.output(ending).read_bytes()
