"""Staging, swapping, sweeping, locking."""

from pathlib import Path

import pytest

from pipeline.errors import ExitCode, PipelineError
from pipeline.record import outputs
from pipeline.record.outputs import locked, staged


def write(target: Path, text: str) -> None:
    with staged(target) as stage:
        (stage / "paper.txt").write_text(text, "utf-8")


def write_and_fail(target: Path) -> None:
    with staged(target) as stage:
        (stage / "paper.txt").write_text("half", "utf-8")
        raise KeyError


@pytest.fixture(params=["swap", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to put a folder in another's place."""
    if request.param == "two renames":
        monkeypatch.setattr("sys.platform", "darwin")


@pytest.mark.usefixtures("way")
def test_new_outputs_take_the_place_of_old_ones(tmp_path: Path) -> None:
    target = tmp_path / "drafts" / "paper"
    write(target, "old")
    write(target, "new")

    assert (target / "paper.txt").read_text("utf-8") == "new"
    assert [each.name for each in target.parent.iterdir()] == ["paper"]


@pytest.mark.usefixtures("way")
def test_what_fails_leaves_the_old_outputs(tmp_path: Path) -> None:
    target = tmp_path / "drafts" / "paper"
    write(target, "old")
    with pytest.raises(KeyError):
        write_and_fail(target)

    assert (target / "paper.txt").read_text("utf-8") == "old"
    assert [each.name for each in target.parent.iterdir()] == ["paper"]


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as caught, staged(tmp_path / "drafts" / "paper"):
        raise OSError(28, "No space left on device")

    assert caught.value.code is ExitCode.CANNOT_WRITE
    assert "No space left on device" in caught.value.message


def test_a_place_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("", "utf-8")
    with pytest.raises(PipelineError) as caught, staged(tmp_path / "drafts" / "paper"):
        pass

    assert caught.value.code is ExitCode.CANNOT_WRITE


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    with staged(tmp_path / "drafts" / "paper", keep=False) as stage:
        (stage / "paper.txt").write_text("x", "utf-8")

    assert not stage.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_next_run_sweeps_what_a_dead_one_left(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    (drafts / f"{outputs.STAGE}paper-x").mkdir(parents=True)
    (drafts / f"{outputs.OLD}lost").mkdir()
    (drafts / f"{outputs.OLD}lost" / "paper.txt").write_text("old", "utf-8")
    (drafts / f"{outputs.OLD}kept").mkdir()
    (drafts / "kept").mkdir()
    with locked(tmp_path):
        pass

    assert sorted(each.name for each in drafts.iterdir()) == ["kept", "lost"]
    assert (drafts / "lost" / "paper.txt").read_text("utf-8") == "old"


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(PipelineError) as caught, locked(tmp_path):
        pass

    assert caught.value.code is ExitCode.BUSY


def test_outputs_that_are_a_file(tmp_path: Path) -> None:
    file = tmp_path / "outputs"
    file.write_text("", "utf-8")
    with pytest.raises(PipelineError) as caught, locked(file):
        pass

    assert caught.value.code is ExitCode.CANNOT_WRITE
