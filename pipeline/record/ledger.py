"""The ledger: what was built, cleared, published and withdrawn, each row bound to the one before. It holds no personal data.

It is its owner's alone: a digest over a few words that are withheld could be tried with guesses until one fits.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ExitCode, PipelineError
from pipeline.record.database import database

NAME = "ledger.sqlite"

Kind = Literal["build", "clearance", "publication", "withdrawal", "destruction", "export"]
"""What a row tells of."""

_TABLE = """
CREATE TABLE IF NOT EXISTS ledger (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('build', 'clearance', 'publication', 'withdrawal', 'destruction', 'export')),
    paper TEXT NOT NULL, meeting TEXT NOT NULL, edition INTEGER NOT NULL,
    time TEXT NOT NULL, details TEXT NOT NULL, before TEXT NOT NULL, digest TEXT NOT NULL UNIQUE
) STRICT
"""
_COLUMNS = "number, kind, paper, meeting, edition, time, details, before, digest"


@dataclass(frozen=True)
class Row:
    """One row: what happened to which paper (its folder's name), for which meeting, in which edition (0: none), and when.

    ``time`` is the caller's, in ISO form; ``details`` are digests, versions, roles and reasons, never names of people. ``before``
    is the digest of the row before, empty in the first.
    """

    number: int
    kind: Kind
    paper: str
    meeting: str
    edition: int
    time: str
    details: Mapping[str, Any]
    before: str
    digest: str

    @property
    def holds(self) -> bool:
        """Whether its digest is that of what it says."""
        told = (self.number, self.kind, self.paper, self.meeting, self.edition, self.time, self.details, self.before)
        return self.digest == _digest(*told)


class Ledger:
    """The ledger, open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(
        self, kind: Kind, paper: str, *, time: str, meeting: str = "", edition: int = 0, details: Mapping[str, Any]
    ) -> Row:
        """Add a row behind the last.

        Args:
            kind: what happened.
            paper: the paper's folder's name.
            time: when, as the caller's clock has it, in ISO form.
            meeting: the meeting's id.
            edition: which one, 0 where it is about none.
            details: digests, versions, roles, reasons: plain values, and no personal data.
        """
        with self._connection:
            last = self._connection.execute("SELECT number, digest FROM ledger ORDER BY number DESC LIMIT 1").fetchone()
            number, before = (last[0] + 1, last[1]) if last else (1, "")
            digest = _digest(number, kind, paper, meeting, edition, time, details, before)
            row = (number, kind, paper, meeting, edition, time, _canonical(details), before, digest)
            self._connection.execute(f"INSERT INTO ledger ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        return Row(number, kind, paper, meeting, edition, time, details, before, digest)

    def rows(self, paper: str | None = None, kind: Kind | None = None) -> list[Row]:
        """Return the rows in order: all, or those of a paper or of a kind."""
        found = self._connection.execute(f"SELECT {_COLUMNS} FROM ledger ORDER BY number").fetchall()  # noqa: S608
        rows = [
            Row(number, kind_, name, meeting, edition, time, _details(details), before, digest)
            for number, kind_, name, meeting, edition, time, details, before, digest in found
        ]
        return [row for row in rows if paper in {None, row.paper} and kind in {None, row.kind}]

    def broken(self) -> list[int]:
        """Return the numbers of rows that were changed, or that do not follow from the row before."""
        wrong, before, number = [], "", 0
        for row in self.rows():
            number += 1
            if row.number != number or row.before != before or not row.holds:
                wrong.append(row.number)
            before, number = row.digest, row.number
        return wrong


def _details(text: str) -> Mapping[str, Any]:
    """Read details; what somebody wrote into them that is no JSON cannot have the row's digest."""
    try:
        found = json.loads(text)
    except ValueError:
        return {"unreadable": text}
    return found if isinstance(found, dict) and _canonical(found) == text else {"unreadable": text}


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(*told: Any) -> str:
    return hashlib.sha256(_canonical(told).encode()).hexdigest()


@contextmanager
def ledger(outputs: Path, *, make: bool = True) -> Iterator[Ledger]:
    """Open the ledger of an outputs folder.

    Args:
        outputs: the folder.
        make: whether folder and ledger are made where they are not there; otherwise it is empty then.

    Raises:
        PipelineError: it cannot be opened or written, or is no ledger.
    """
    file = outputs / NAME
    with database(file, _TABLE, partial(_unusable, file), make=make, private=True) as connection:
        yield Ledger(connection)


def _unusable(file: Path, _error: Exception) -> PipelineError:
    message = f"{file} cannot be used."
    hint = "Check that the folder may be written to, that the disk is not full, and that it is the ledger of these outputs."
    return PipelineError(ExitCode.CANNOT_WRITE, message, hint)
