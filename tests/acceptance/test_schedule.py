"""What a machine's timer is given, and the simulation of a calendar."""

import os
import subprocess
import sys
from datetime import date, time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline import schedule
from pipeline.schedule import installed_at, starts, units, unsafe
from tests.conftest import Papers, needs
from tests.samples import copy_aldershire


@pytest.fixture
def aldershire(tmp_path: Path) -> Papers:
    copy_aldershire(tmp_path)
    return Papers(tmp_path)


def unit_files(text: str, folder: Path) -> list[Path]:
    parts = text.split("# Runs it each day")
    files = [folder / "cabinet-papers.service", folder / "cabinet-papers.timer"]
    for file, part in zip(files, (parts[0], f"# Runs it each day{parts[1]}"), strict=True):
        file.write_text(part, "utf-8")
    return files


@needs("systemd-analyze")
def test_systemd_finds_nothing_wrong_and_little_exposed(aldershire: Papers, tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    files = unit_files(aldershire.run("schedule", "install").stdout, tmp_path)
    verified = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(files[0])]
    secure = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (verified.returncode, verified.stderr) == (0, "")
    assert secure.returncode == 0, secure.stdout


def test_a_timer_catches_up_and_starts_at_six_in_london(aldershire: Papers, tmp_path: Path) -> None:
    service, timer = unit_files(aldershire.run("schedule", "install", "--systemd").stdout, tmp_path)

    assert "Persistent=true" in timer.read_text("utf-8")
    assert "OnCalendar=*-*-* 06:00:00 Europe/London" in timer.read_text("utf-8")
    assert f"-m pipeline run-due --inputs {tmp_path}/inputs --outputs {tmp_path}/outputs" in service.read_text("utf-8")
    assert "PrivateNetwork=yes" in service.read_text("utf-8")


def test_cron_and_windows(aldershire: Papers, tmp_path: Path) -> None:
    cron = aldershire.run("schedule", "install", "--cron", "--at", "05:30").stdout
    assert cron.splitlines()[-1].startswith("30 5 * * * cd ")
    windows = aldershire.run("schedule", "install", "--windows").stdout
    task = ET.fromstring(windows.split("?>", 1)[1])  # noqa: S314 - our own text
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert task.findtext(f".//{space}StartBoundary") == "2026-01-01T06:00:00"
    assert task.findtext(f".//{space}StartWhenAvailable") == "true"
    assert task.findtext(f".//{space}MultipleInstancesPolicy") == "IgnoreNew"
    assert f"--inputs {tmp_path}/inputs" in str(task.findtext(f".//{space}Arguments"))


@pytest.fixture
def oddly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose name means something else to each timer."""
    here = tmp_path / "it's 100%n $HOME \\n papers"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@needs("systemd-analyze")
def test_odd_names_of_folders_stand_as_they_are_in_a_unit(oddly: Path, tmp_path: Path) -> None:
    (oddly / 'out "puts').mkdir()
    files = unit_files(units("systemd", time(6), Path("in puts"), Path('out "puts')), tmp_path)
    verified = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    service = files[0].read_text("utf-8")

    assert (verified.returncode, verified.stderr) == (0, "")
    assert f"WorkingDirectory={str(oddly).replace('%', '%%')}\n" in service
    written = str(oddly).replace("%", "%%").replace("\\", "\\\\")
    assert f'ReadWritePaths="{written}/out \\"puts"\n' in service
    assert f'RequiresMountsFor="{written}/in puts" "{written}/out \\"puts"\n' in service
    assert f'--inputs "{written.replace("$", "$$")}/in puts"' in service


def test_odd_names_of_folders_reach_the_program_from_a_crontab(oddly: Path) -> None:
    line = units("cron", time(6), Path("in puts"), Path("out puts")).splitlines()[-1]
    command = line.removeprefix("0 6 * * * ").replace("\\%", "%").replace(sys.executable, "pwd; printf '%s\\n'", 1)
    said = subprocess.run(
        ["sh", "-c", command], cwd="/", capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert said[0] == str(oddly)
    assert said[-3:] == ["--outputs", f"{oddly}/out puts", "--quiet"]


def test_windows_takes_the_file_in_whatever_encoding_it_was_saved(aldershire: Papers) -> None:
    text = aldershire.run("schedule", "install", "--windows").stdout

    assert "encoding" not in text.splitlines()[0]
    assert ET.fromstring(text).tag == ET.fromstring(text.encode("utf-16")).tag  # noqa: S314 - our own text


def test_the_hour_that_comes_twice_or_never_is_warned_of(aldershire: Papers, tmp_path: Path) -> None:
    assert "take another time" in aldershire.run("schedule", "install", "--at", "01:30").stderr
    assert (
        aldershire.run("schedule", "install").stderr
        == "outputs is not there: make it first, as the service may write nowhere else.\n"
    )
    (tmp_path / "outputs").mkdir()
    assert aldershire.run("schedule", "install").stderr == ""
    assert [hour for hour in range(24) if unsafe(time(hour, 59))] == [1]
    timer, crontab = tmp_path / "cabinet-papers.timer", tmp_path / "crontab"
    timer.write_text(aldershire.run("schedule", "install", "--at", "01:30").stdout, "utf-8")
    crontab.write_text(aldershire.run("schedule", "install", "--cron", "--at", "07:15").stdout, "utf-8")
    assert installed_at([tmp_path / "none", timer]) == time(1, 30)
    assert installed_at([], lambda: crontab.read_text("utf-8")) == time(7, 15)
    assert installed_at([tmp_path / "none", tmp_path / "inputs" / "council.yaml"], str) is None


def test_the_users_crontab_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installed_at([]) is None
    program = tmp_path / "crontab"
    program.write_text("#!/bin/sh\necho '30 1 * * * cd /papers && python -m pipeline run-due'\n", "utf-8")
    program.chmod(0o755)
    assert installed_at([]) == time(1, 30)


def test_a_user_without_a_name_is_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(schedule, "getuser", nobody)

    assert f"User={os.getuid()}\n" in units("systemd", time(6), tmp_path, tmp_path)


def test_a_time_that_a_day_does_not_have_is_left_out() -> None:
    days = [moment.date() for moment in starts(date(2027, 3, 27), date(2027, 3, 29), time(1, 30))]

    assert days == [date(2027, 3, 27), date(2027, 3, 29)]
    assert len(list(starts(date(2027, 3, 27), date(2027, 3, 29), time(6)))) == 3


def test_a_calendar_is_played(aldershire: Papers) -> None:
    done = aldershire.run("schedule", "simulate", "--from", "2023-01-01", "--to", "2023-12-31")
    lines = done.stdout.splitlines()

    assert done.returncode == 0
    assert len(lines) == 10
    assert lines[0].startswith("Mon 16 Jan 2023 06:00  2023-02-07-action-plan-progress: draft, because")
    assert lines[1].startswith("Mon 30 Jan 2023 06:00  2023-02-07-action-plan-progress: final, because")
    assert not any("LATE" in line for line in lines)
    assert "10 runs" in done.stderr
    late = aldershire.run("schedule", "simulate", "--from", "2023-12-01", "--to", "2023-12-31", "--at", "01:30")
    assert late.stdout.count("LATE") == 2
    assert "take another time" in late.stderr
