"""What is due on a day, and the record of what was done."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.deadlines import working_days
from pipeline.due import Due, Run, Waiting, coming, due, missing
from pipeline.errors import ExitCode, PipelineError
from pipeline.models.council import Council
from pipeline.models.meeting import Meeting
from pipeline.record import runs
from pipeline.record.runs import NAME
from pipeline.schedule import Memory
from pipeline.timetable import Timetable, timetable
from tests.unit.test_timetable import COUNCIL, RULES

DRAFTS, AGENDA, MEETING = date(2024, 2, 12), date(2024, 2, 26), date(2024, 3, 5)
PAPER = Waiting("2024-03-05-paper", "m", "one")
LONG_AGO = date(2000, 1, 1)


def meeting(day: str = "2024-03-05", **more: object) -> Timetable:
    council = Council.model_validate(COUNCIL)
    record = Meeting.model_validate({"id": "m", "body": "Cabinet", "date": day, **more})
    return timetable(record, council, RULES, working_days(council))


def on(day: date, memory: Memory, paper: Waiting = PAPER, of: Timetable | None = None) -> list[Due]:
    found = list(due([of or meeting()], [paper], memory, day))
    for each in found:
        memory.add(each.run)
    return found


def test_nothing_before_its_day() -> None:
    memory = Memory(LONG_AGO)

    assert on(DRAFTS - timedelta(days=1), memory) == []
    (draft,) = on(DRAFTS, memory)
    assert (draft.run.stage, draft.late) == ("draft", False)
    assert on(DRAFTS, memory) == []
    assert on(AGENDA - timedelta(days=1), memory) == []
    (final,) = on(AGENDA, memory)
    assert (final.run.stage, final.late, final.day) == ("final", False, AGENDA)
    assert on(MEETING, memory) == []
    assert on(MEETING + timedelta(days=40), memory) == []


def test_a_missed_run_is_caught_up_once_and_marked() -> None:
    memory = Memory(LONG_AGO)
    (found,) = on(MEETING + timedelta(days=20), memory)

    assert (found.run.stage, found.late) == ("final", True)
    assert "28 days late" in found.why
    assert on(MEETING + timedelta(days=21), memory) == []


def test_changed_inputs_are_another_run_until_the_meeting() -> None:
    memory = Memory(LONG_AGO)
    changed, again = Waiting(PAPER.paper, "m", "two"), Waiting(PAPER.paper, "m", "three")
    on(DRAFTS, memory)
    (draft,) = on(DRAFTS + timedelta(days=3), memory, changed)
    assert (draft.late, draft.why) == (False, "its inputs changed after the last draft")
    on(AGENDA, memory, changed)
    (final,) = on(AGENDA + timedelta(days=2), memory, again)
    assert final.late
    assert "its inputs changed after the last final" in final.why

    assert on(MEETING + timedelta(days=1), memory, Waiting(PAPER.paper, "m", "four")) == []


def test_a_meeting_that_moved_is_another_and_one_cancelled_is_none() -> None:
    memory = Memory(LONG_AGO)
    on(AGENDA, memory)
    later = meeting("2024-04-09", moved_from="2024-03-05")
    assert on(date(2024, 3, 10), memory, of=later) == []
    (draft,) = on(date(2024, 3, 18), memory, of=later)
    assert draft.run.meeting_date == date(2024, 4, 9)
    assert on(AGENDA, Memory(LONG_AGO), of=meeting(cancelled="Yes")) == []


def test_meetings_held_before_the_first_run_are_left_alone() -> None:
    assert on(MEETING + timedelta(days=1), Memory()) == []
    assert len(on(MEETING, Memory())) == 1


def test_papers_stand_in_the_order_of_the_agenda() -> None:
    agenda = meeting(agenda=["c", "a", "d"])
    papers = [Waiting(name, "m", name) for name in ("a", "b", "c")] + [Waiting("z", "other", "z")]

    assert [each.run.paper for each in due([agenda], papers, Memory(LONG_AGO), AGENDA)] == ["c", "a", "b"]
    assert [name.rsplit(" names ")[1].split(",")[0] for name in missing([agenda], papers, AGENDA)] == ["d"]
    assert list(missing([agenda], papers, DRAFTS - timedelta(days=1))) == []
    assert list(missing([agenda], papers, MEETING + timedelta(days=1))) == []


def test_what_is_coming() -> None:
    days = sorted(coming([meeting()], [PAPER], DRAFTS))

    assert days == [(AGENDA, "2024-03-05-paper: final for Cabinet of Tue 5 Mar 2024")]
    assert list(coming([meeting(cancelled="Yes")], [PAPER], LONG_AGO)) == []


RUN = Run("Cabinet", MEETING, "paper", "one", "draft")


def test_the_record_remembers(tmp_path: Path) -> None:
    with runs(tmp_path / "outputs") as record:
        assert record.began(AGENDA) == AGENDA
        record.begin(AGENDA)
        record.begin(DRAFTS)
        record.begin(MEETING)
        assert not record.done(RUN)
        record.add(RUN, DRAFTS, "2024-02-12T06:00:00+00:00", late=True)
    with runs(tmp_path / "outputs") as record:
        assert record.began(AGENDA) == DRAFTS
        assert record.began(DRAFTS - timedelta(days=1)) == DRAFTS - timedelta(days=1)
        assert record.done(RUN)
        other = Run("Cabinet", MEETING, "paper", "two", "draft")
        assert not record.done(other)
        assert record.done_before(other)
        assert not record.done_before(Run("Cabinet", MEETING, "paper", "one", "final"))
        assert not record.final("paper")
        assert not record.done_before(Run("Cabinet", AGENDA, "paper", "one", "draft"))


def test_the_record_refuses_the_same_run_twice(tmp_path: Path) -> None:
    def twice() -> None:
        with runs(tmp_path) as record:
            record.add(RUN, DRAFTS, "now", late=False)
            record.add(RUN, DRAFTS, "now", late=False)

    with pytest.raises(PipelineError) as raised:
        twice()

    assert raised.value.code is ExitCode.CANNOT_WRITE
    with runs(tmp_path) as record:
        assert record.done(RUN)


def test_the_record_is_strict_journalled_and_holds_no_personal_data(tmp_path: Path) -> None:
    with runs(tmp_path) as record:
        record.add(RUN, DRAFTS, "now", late=False)
    connection = sqlite3.connect(tmp_path / NAME)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(runs)")]

    assert columns == ["body", "meeting_date", "paper", "inputs", "stage", "due", "done", "late"]
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE runs SET late = 'soon'")
    connection.close()


def test_what_is_no_record_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("no database, but a text that is long enough to be told from an empty one", "utf-8")

    with pytest.raises(PipelineError) as raised, runs(tmp_path):
        pass

    assert raised.value.code is ExitCode.CANNOT_WRITE
    assert "move it away" in raised.value.hint


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(PipelineError) as raised, runs(tmp_path / "file"):
        pass

    assert raised.value.code is ExitCode.CANNOT_WRITE


def test_the_record_is_asked_without_being_made(tmp_path: Path) -> None:
    with runs(tmp_path / "outputs", make=False) as record:
        assert not record.done(RUN)
    assert not (tmp_path / "outputs").exists()
    with runs(tmp_path / "outputs") as record:
        record.add(Run("Cabinet", MEETING, "paper", "one", "final"), AGENDA, "now", late=False)
    with runs(tmp_path / "outputs", make=False) as record:
        assert record.final("paper")
        assert not record.final("another")
