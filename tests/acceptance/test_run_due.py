"""run-due by the real command: what it makes and says, two at once, killed in the middle."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Papers
from tests.samples import copy_aldershire

PAIRS = int(os.environ.get("PAIRS", "50"))
KILLED = int(os.environ.get("KILLS", "30")) // 3
BASE = ROOT / "tests" / "bad_inputs" / "_base"
PAPER = "2026-03-03-paper"
AGENDA_DAY = "2026-02-23T06:00"


@pytest.fixture
def small(tmp_path: Path) -> Papers:
    """One small paper for a Cabinet of 3 March 2026, whose agenda is published on 23 February."""
    papers = Papers(tmp_path)
    subprocess.run(["cp", "-r", str(BASE), str(papers.inputs)], check=True)
    return papers


def rows(outputs: Path) -> list[tuple[str, str, int]]:
    connection = sqlite3.connect(outputs / "runs.sqlite")
    found = connection.execute("SELECT paper, stage, late FROM runs").fetchall()
    connection.close()
    return found


def test_drafts_then_final_once_each(small: Papers) -> None:
    assert "Nothing is due." in small.run("run-due", "--now", "2026-02-06").stdout
    draft = small.run("run-due", "--now", "2026-02-09T06:00")
    assert draft.returncode == 0, draft.stderr
    assert f"{PAPER}: draft for Cabinet of Tue 3 Mar 2026, made\n" in draft.stdout
    assert "because first drafts are due on Mon 9 Feb 2026" in draft.stdout
    assert (small.path / "outputs" / "drafts" / PAPER / "paper.docx").exists()
    assert "Nothing is due." in small.run("run-due", "--now", "2026-02-10T06:00").stdout
    final = small.run("run-due", "--now", AGENDA_DAY)
    assert f"{PAPER}: final for Cabinet of Tue 3 Mar 2026, made\n" in final.stdout
    assert rows(small.path / "outputs") == [(PAPER, "draft", 0), (PAPER, "final", 0)]
    summaries = small.path / "outputs" / "runs"
    assert (summaries / "2026-02-23T060000.txt").read_text("utf-8") == final.stdout
    record = json.loads((summaries / "2026-02-23T060000.json").read_text("utf-8"))
    assert [(each["paper"], each["stage"], each["late"]) for each in record["papers"]] == [(PAPER, "final", False)]
    assert not (small.path / "outputs" / "editions").exists()


def test_a_changed_input_is_made_anew(small: Papers) -> None:
    small.run("run-due", "--now", "2026-02-09T06:00")
    file = small.inputs / PAPER / "paper.yaml"
    file.write_text(file.read_text("utf-8").replace("The first paragraph.", "Another paragraph."), "utf-8")
    again = small.run("run-due", "--now", "2026-02-10T06:00")

    assert "because its inputs changed after the last draft" in again.stdout
    assert "LATE" not in again.stdout


def test_what_stands_in_the_way_is_said_and_stops_that_paper_only(tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    copy_aldershire(tmp_path)
    broken = papers.inputs / "2023-12-05-short-breaks" / "paper.yaml"
    broken.write_text(broken.read_text("utf-8").replace("key_decision: Yes", "key_decision: Perhaps"), "utf-8")
    done = papers.run("run-due", "--now", "2023-11-27T06:00", "--json")
    summary = json.loads(done.stdout)
    by_name = {each["paper"]: each for each in summary["papers"]}

    assert done.returncode == summary["exit"] == 1
    assert by_name["2023-12-05-short-breaks"]["files"] == []
    assert "VA103" in {each["id"] for each in by_name["2023-12-05-short-breaks"]["findings"]}
    made = by_name["2023-12-05-action-plan-progress"]
    assert {Path(file).suffix for file in made["files"]} >= {".docx", ".pdf", ".html"}
    # What the checks find does not stop a draft, and is told with it.
    assert {each["id"] for each in made["findings"]} >= {"AP101"}
    assert rows(tmp_path / "outputs") == [("2023-12-05-action-plan-progress", "final", 0)]
    text = next((tmp_path / "outputs" / "runs").glob("*.txt")).read_text("utf-8")
    assert "Before it is published:" in text
    assert "2023-12-05-short-breaks: final for Cabinet of Tue 5 Dec 2023, not made" in text
    mended = papers.run("run-due", "--now", "2023-11-28T06:00", "--json")
    assert [each["paper"] for each in json.loads(mended.stdout)["papers"]] == ["2023-12-05-short-breaks"]


def test_a_paper_that_the_agenda_names_is_missed(small: Papers) -> None:
    file = small.inputs / "meetings.yaml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n  agenda: [{PAPER}, 2026-03-03-budget]\n", "utf-8")
    due = small.run("due", "--now", AGENDA_DAY)

    assert due.returncode == 1
    assert "the agenda names 2026-03-03-budget, and there is no such paper for it" in due.stdout
    assert f"{PAPER}: final for Cabinet of Tue 3 Mar 2026, due" in due.stdout


def test_due_makes_nothing(small: Papers) -> None:
    small.run("due", "--now", AGENDA_DAY)

    assert not (small.path / "outputs" / "drafts").exists()
    assert json.loads(small.run("due", "--now", AGENDA_DAY, "--json").stdout)["papers"][0]["why"]


def test_meetings_from_a_calendar(small: Papers) -> None:
    (small.inputs / "meetings.yaml").unlink()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "SUMMARY:Cabinet"]
    lines += ["DTSTART;TZID=Europe/London:20260303T100000", "END:VEVENT", "END:VCALENDAR", ""]
    (small.inputs / "meetings.ics").write_bytes("\r\n".join(lines).encode())

    assert (
        "2026-03-03-paper: final for Cabinet of Tue 3 Mar 2026, made\n"
        in small.run("run-due", "--now", AGENDA_DAY).stdout
    )
    both = BASE / "meetings.yaml"
    (small.inputs / "meetings.yaml").write_bytes(both.read_bytes())
    assert "error[VA007]: meetings are given in meetings.yaml already" in small.run("build").stderr


def test_deadlines(small: Papers) -> None:
    told = small.run("deadlines").stdout
    assert "Mon 23 Feb 2026  Agenda and reports open to the public" in told
    assert "not counted: Sat 28 Feb 2026 (Saturday); Sun 1 Mar 2026 (Sunday)" in told
    assert "SI 2012/2089 regs 6, 7(3)" in told
    as_json = json.loads(small.run("deadlines", "--json").stdout)
    assert {each["id"]: each["day"] for each in as_json[0]["deadlines"]}["papers"] == "2026-02-23"
    assert small.run("deadlines", "--meeting", "nobody").returncode == 2
    assert small.run("deadlines", "--ics", "days.ics").stdout.strip() == "days.ics"
    first = (small.path / "days.ics").read_bytes()
    small.run("deadlines", "--ics", "days.ics")
    assert (small.path / "days.ics").read_bytes() == first
    assert b"SUMMARY:Agenda and reports open to the public: Cabinet\\, Tue 3 Mar 2026" in first
    assert b"DTSTART;VALUE=DATE:20260223" in first
    assert small.run("deadlines", "--ics", "no/such/folder.ics").returncode == 5


def test_wrong_meetings_are_said(small: Papers) -> None:
    file = small.inputs / "meetings.yaml"
    file.write_text(file.read_text("utf-8") + '  time: "25:00"\n', "utf-8")
    done = small.run("deadlines")

    assert done.returncode == 1
    assert "Meeting's time cannot be read: '25:00'" in done.stderr
    assert small.run("run-due", "--now", AGENDA_DAY).returncode == 1


def start(papers: Papers, outputs: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "pipeline", "run-due", "--now", AGENDA_DAY, "--outputs", outputs, "--quiet"]
    return subprocess.Popen(
        command, cwd=papers.path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def test_two_at_once(small: Papers, measured: Callable[[str, object], None]) -> None:
    slowest = 0.0
    for number in range(PAIRS):
        outputs = f"outputs{number}"
        first = start(small, outputs)
        while not (small.path / outputs / "runs.sqlite").exists():
            assert first.poll() is None
            time.sleep(0.01)
        began = time.monotonic()
        second = start(small, outputs)
        codes = [second.wait()]
        slowest = max(slowest, time.monotonic() - began)
        codes.append(first.wait())
        assert codes == [8, 0]
        assert rows(small.path / outputs) == [(PAPER, "final", 0)]
    measured(
        "two run-due at once", f"{PAIRS} pairs: one ran, one exited 8, the slowest after {slowest:.2f} s of process"
    )


def test_killed_and_run_again(small: Papers, measured: Callable[[str, object], None]) -> None:
    began = time.monotonic()
    assert start(small, "whole").wait() == 0
    whole = time.monotonic() - began
    expected = {file.name: file.read_bytes() for file in (small.path / "whole" / "drafts" / PAPER).iterdir()}
    moments = random.Random(2010)
    noted = 0
    for number in range(KILLED):
        outputs = f"killed{number}"
        run = start(small, outputs)
        time.sleep(moments.uniform(0, whole * 1.1))
        os.killpg(run.pid, signal.SIGKILL) if run.poll() is None else None
        run.wait()
        database = small.path / outputs / "runs.sqlite"
        noted += (
            database.exists()
            and bool(sqlite3.connect(database).execute("SELECT name FROM sqlite_master").fetchall())
            and bool(rows(small.path / outputs))
        )
        assert start(small, outputs).wait() == 0
        assert rows(small.path / outputs) == [(PAPER, "final", 0)]
        folder = small.path / outputs / "drafts" / PAPER
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == expected
    measured("run-due killed", f"{KILLED} kills, {noted} after the run was noted: each paper made once")
