"""The doctor finds what is missing, and says what to do."""

import shutil
from pathlib import Path

import pytest

from pipeline.doctor import Point, examine
from pipeline.template_folder import TemplateFolder
from tests.conftest import ROOT

TEMPLATES = TemplateFolder(ROOT / "templates")


def found(points: list[Point]) -> dict[str, bool]:
    return {point.name: point.well for point in points}


def test_a_whole_machine_is_well(tmp_path: Path) -> None:
    assert all(found(list(examine(tmp_path, TEMPLATES))).values())


def test_a_machine_without_pango(tmp_path: Path) -> None:
    def load(name: str) -> object:
        raise OSError(name)

    points = list(examine(tmp_path, TEMPLATES, load))
    missing = [point for point in points if not point.well]

    assert [point.name for point in missing] == ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"]
    assert all("apt-get install libpango-1.0-0" in point.remedy and point.part for point in missing)


@pytest.mark.parametrize(("system", "remedy"), [("darwin", "brew install pango"), ("win32", "pacman -S")])
def test_the_remedy_is_the_systems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, remedy: str) -> None:
    def load(name: str) -> object:
        raise OSError(name)

    monkeypatch.setattr("sys.platform", system)
    (missing,) = (point for point in examine(tmp_path, TEMPLATES, load) if not point.well)

    assert remedy in missing.remedy


def test_a_font_that_is_missing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TEMPLATES.path, tmp_path / "templates"))
    (folder / "fonts" / "LiberationSans-Bold.ttf").unlink()
    points = {point.name: point for point in examine(tmp_path, TemplateFolder(folder))}

    assert points["fonts"].found == "missing: Bold"


def test_outputs_that_are_a_file(tmp_path: Path) -> None:
    file = tmp_path / "outputs"
    file.write_text("", "utf-8")

    assert not found(list(examine(file, TEMPLATES)))["write access"]
