"""What a machine's timer is given, and the simulation of a calendar."""

import subprocess
from datetime import date, time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.schedule import installed_at, starts, unsafe
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


def test_the_hour_that_comes_twice_or_never_is_warned_of(aldershire: Papers, tmp_path: Path) -> None:
    assert "take another time" in aldershire.run("schedule", "install", "--at", "01:30").stderr
    assert aldershire.run("schedule", "install").stderr == ""
    assert [hour for hour in range(24) if unsafe(time(hour, 59))] == [1]
    timer, crontab = tmp_path / "cabinet-papers.timer", tmp_path / "crontab"
    timer.write_text(aldershire.run("schedule", "install", "--at", "01:30").stdout, "utf-8")
    crontab.write_text(aldershire.run("schedule", "install", "--cron", "--at", "07:15").stdout, "utf-8")
    assert installed_at([tmp_path / "none", timer]) == time(1, 30)
    assert installed_at([crontab]) == time(7, 15)
    assert installed_at([tmp_path / "none", tmp_path / "inputs" / "council.yaml"]) is None


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
