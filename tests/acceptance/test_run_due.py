"""run-due by the real command: what it makes and says, two at once, killed in the middle."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from pipeline import run_due
from pipeline.build import Outcome
from pipeline.load import Request
from tests.conftest import ROOT, Papers
from tests.samples import copy_aldershire

PAIRS = int(os.environ.get("PAIRS", "10"))
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


def test_another_meeting_or_paper_changes_no_paper(small: Papers) -> None:
    small.run("run-due", "--now", AGENDA_DAY)
    file = small.inputs / "meetings.yaml"
    more = f"  agenda: [{PAPER}]\n- id: planning-2026-06-02\n  body: Planning\n  date: 2 June 2026\n"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{more}", "utf-8")
    assert "Nothing is due." in small.run("run-due", "--now", "2026-02-24").stdout

    file.write_text(file.read_text("utf-8").replace("  agenda:", "  venue: Town Hall\n  agenda:"), "utf-8")
    assert "because its inputs changed after the last final" in small.run("run-due", "--now", "2026-02-24").stdout


def test_a_paper_that_cannot_be_read_or_has_no_meeting_is_told(small: Papers) -> None:
    file = small.inputs / PAPER / "paper.yaml"
    whole = file.read_text("utf-8")
    for wrong, said in (
        (whole + "\tmore: text\n", "error[VA004]: this line is indented with a tab"),
        (whole.replace("cabinet-2026-03-03", "cabinet-2026-03-30"), "VA104]: there is no meeting 'cabinet-2026-03-30'"),
    ):
        file.write_text(wrong, "utf-8")
        for command in ("due", "run-due"):
            done = small.run(command, "--now", AGENDA_DAY)
            assert (done.returncode, said in done.stdout, "Nothing is due" in done.stdout) == (1, True, False)
    file.write_text(whole, "utf-8")
    assert small.run("run-due", "--now", AGENDA_DAY).returncode == 0

    # A meeting may leave the calendar after its papers were made.
    meetings = small.inputs / "meetings.yaml"
    meetings.write_text(
        meetings.read_text("utf-8").replace("2026-03-03", "2026-06-02").replace("March", "June"), "utf-8"
    )
    assert small.run("run-due", "--now", "2026-03-20").returncode == 0


def test_a_file_that_cannot_be_opened_stops_its_paper_only(small: Papers) -> None:
    shutil.copytree(small.inputs / PAPER, small.inputs / "2026-03-03-second")
    (small.inputs / PAPER / "reviews.yaml").unlink()
    (small.inputs / PAPER / "reviews.yaml").mkdir()
    done = small.run("run-due", "--now", AGENDA_DAY)

    assert done.returncode == 1
    assert "reviews.yaml: error[VA001]: this file cannot be opened" in done.stdout
    assert rows(small.path / "outputs") == [("2026-03-03-second", "final", 0)]


def test_a_fault_of_the_program_stops_one_paper_only(small: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(small.inputs / PAPER, small.inputs / "2026-03-03-second")

    def attempt(folder: Path, _request: Request) -> Outcome:
        if folder.name == PAPER:
            raise RuntimeError
        return Outcome(folder.name)

    monkeypatch.setattr(run_due, "attempt", attempt)
    request = Request(small.inputs, small.path / "outputs")
    *made, summary = run_due.run_due(request, datetime.fromisoformat(AGENDA_DAY))

    assert [each.code for each in made if isinstance(each, run_due.Made)] == [70, 0]
    assert isinstance(summary, run_due.Summary)
    assert summary.code == 70
    assert f"cabinet-papers build {PAPER}" in "\n".join(run_due.told(summary))
    assert rows(small.path / "outputs") == [("2026-03-03-second", "final", 0)]


def test_a_summary_is_told_and_kept_whatever_lies_in_its_place(small: Papers) -> None:
    small.run("run-due", "--now", AGENDA_DAY)
    (small.inputs / PAPER / "reviews.yaml").unlink()
    small.run("run-due", "--now", AGENDA_DAY)
    summaries = small.path / "outputs" / "runs"
    assert sorted(file.name for file in summaries.glob("*.txt")) == ["2026-02-23T060000-2.txt", "2026-02-23T060000.txt"]

    shutil.rmtree(summaries)
    summaries.touch()
    done = small.run("run-due", "--now", AGENDA_DAY)
    assert done.returncode == 5
    assert f"{PAPER}: final for Cabinet of Tue 3 Mar 2026, NOT MADE" in done.stdout


def test_a_day_that_was_tried_hides_no_meeting(small: Papers) -> None:
    small.run("run-due", "--now", "2030-01-01")

    assert f"{PAPER}: final" in small.run("run-due", "--now", AGENDA_DAY).stdout


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
    assert "2023-12-05-short-breaks: final for Cabinet of Tue 5 Dec 2023, NOT MADE" in text
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

    assert not (small.path / "outputs").exists()
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
    assert as_json[0]["deadlines"][0]["verified"] is True
    (small.inputs / "meetings.yaml").write_text("[]\n", "utf-8")
    none = small.run("deadlines")
    assert (none.returncode, none.stderr) == (0, "There are no meetings.\n")


def test_wrong_meetings_are_said(small: Papers) -> None:
    file = small.inputs / "meetings.yaml"
    file.write_text(file.read_text("utf-8") + '  time: "25:00"\n', "utf-8")
    done = small.run("deadlines")

    assert done.returncode == 1
    assert "Meeting's time cannot be read: '25:00'" in done.stderr
    played = small.run("schedule", "simulate", "--from", "2026-01-01", "--to", "2026-12-31")
    assert (played.returncode, "Meeting's time cannot be read" in played.stderr) == (1, True)
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
