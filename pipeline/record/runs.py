"""Which runs were done: a small database beside the outputs, that a crash leaves whole. It holds no personal data."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from pipeline.due import Run
from pipeline.errors import ExitCode, PipelineError
from pipeline.record.database import database

NAME = "runs.sqlite"
_TABLES = """
BEGIN;
CREATE TABLE IF NOT EXISTS began (only INTEGER PRIMARY KEY CHECK (only = 1), day TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS runs (
    body TEXT NOT NULL, meeting_date TEXT NOT NULL, paper TEXT NOT NULL, inputs TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'final')),
    due TEXT NOT NULL, done TEXT NOT NULL, late INTEGER NOT NULL CHECK (late IN (0, 1)),
    PRIMARY KEY (body, meeting_date, paper, inputs, stage)
) STRICT;
COMMIT;
"""
"""Made in one step: a run that is killed leaves both or none."""


class Runs:
    """The record of runs, open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def began(self, today: date) -> date:
        """Return the earliest day of a run, today among them."""
        found = self._connection.execute("SELECT day FROM began").fetchone()
        return min(date.fromisoformat(found[0]), today) if found else today

    def begin(self, today: date) -> None:
        """Note the earliest day of a run: a first one with a clock that is ahead, or a day that is tried, hides no meeting."""
        sql = "INSERT INTO began VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET day = min(day, excluded.day)"
        with self._connection:
            self._connection.execute(sql, (today.isoformat(),))

    def done(self, run: Run) -> bool:
        """Whether this very run was done."""
        sql = "SELECT 1 FROM runs WHERE body=? AND meeting_date=? AND paper=? AND inputs=? AND stage=?"
        return self._connection.execute(sql, _key(run)).fetchone() is not None

    def done_before(self, run: Run) -> bool:
        """Whether the same paper had this stage for this meeting, from whatever inputs."""
        body, meeting_date, paper, _, stage = _key(run)
        sql = "SELECT 1 FROM runs WHERE body=? AND meeting_date=? AND paper=? AND stage=?"
        return self._connection.execute(sql, (body, meeting_date, paper, stage)).fetchone() is not None

    def final(self, paper: str) -> bool:
        """Whether a paper was made final, for whatever meeting."""
        sql = "SELECT 1 FROM runs WHERE paper=? AND stage='final'"
        return self._connection.execute(sql, (paper,)).fetchone() is not None

    def add(self, run: Run, due: date, done: str, *, late: bool) -> None:
        """Note a run that was done.

        Args:
            run: the run.
            due: the day it was due.
            done: when it was done, as the caller's clock has it.
            late: whether its day had passed.
        """
        with self._connection:
            row = (*_key(run), due.isoformat(), done, int(late))
            self._connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _key(run: Run) -> tuple[str, str, str, str, str]:
    return run.body, run.meeting_date.isoformat(), run.paper, run.inputs, run.stage


@contextmanager
def runs(outputs: Path, *, make: bool = True) -> Iterator[Runs]:
    """Open the record of runs of an outputs folder.

    Args:
        outputs: the folder.
        make: whether folder and record are made where they are not there; otherwise nothing was done before.

    Raises:
        PipelineError: it cannot be opened, or is no record of runs.
    """
    file = outputs / NAME
    with database(file, _TABLES, partial(_unusable, file), make=make) as connection:
        yield Runs(connection)


def _unusable(file: Path, error: Exception) -> PipelineError:
    hint = "Check who may write to it; if it is damaged, move it away: what is due is then generated once more."
    return PipelineError(ExitCode.CANNOT_WRITE, f"The record of runs, {file}, cannot be used: {error}.", hint)
