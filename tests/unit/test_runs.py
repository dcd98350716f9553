"""The record of runs: what was done, for which meeting, since when; and files that are none."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.due import Run
from pipeline.errors import ExitCode, PipelineError
from pipeline.record import runs
from pipeline.record.runs import NAME

RUN = Run("Cabinet", date(2026, 3, 3), "paper", "a" * 64, "draft")
DAY, DONE = date(2026, 2, 10), "2026-02-10T06:00:00+00:00"


def test_a_run_is_done_for_its_inputs_and_its_stage_for_any(tmp_path: Path) -> None:
    other, final = replace(RUN, inputs="b" * 64), replace(RUN, stage="final")
    with runs(tmp_path) as record:
        assert not record.done_before(RUN)
        record.add(RUN, DAY, DONE, late=False)
    with runs(tmp_path) as record:
        assert [record.done(run) for run in (RUN, other, final)] == [True, False, False]
        assert [record.done_before(run) for run in (RUN, other, final)] == [True, True, False]
        assert not record.final("paper")
        record.add(final, DAY, DONE, late=True)
        assert (record.final("paper"), record.final("another")) == (True, False)


def test_the_first_day_is_the_earliest(tmp_path: Path) -> None:
    later, earlier = date(2026, 2, 11), date(2026, 2, 9)
    with runs(tmp_path) as record:
        assert record.began(DAY) == DAY
        for day in (DAY, later, earlier):
            record.begin(day)
        assert (record.began(DAY), record.began(date(2026, 2, 1))) == (earlier, date(2026, 2, 1))


def test_without_a_record_nothing_was_done_and_none_is_made(tmp_path: Path) -> None:
    with runs(tmp_path / "outputs", make=False) as record:
        assert not record.done(RUN)

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_record_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("These are minutes, not a database.", "utf-8")
    with pytest.raises(PipelineError, match="cannot be used: file is not a database") as told, runs(tmp_path):
        pass

    assert told.value.code is ExitCode.CANNOT_WRITE
    assert "what is due is then generated once more" in str(told.value.hint)
