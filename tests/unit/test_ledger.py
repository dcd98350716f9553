"""The ledger: its chain, rows that somebody changed, details that cannot be read, no database, a file that is none."""

import sqlite3
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, PipelineError
from pipeline.record import ledger
from pipeline.record.ledger import NAME


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An outputs folder whose ledger has four rows."""
    with ledger(tmp_path) as book:
        book.add("build", "a", time="2023-11-01T09:00:00+00:00", meeting="m", details={"inputs": "0" * 64})
        book.add("clearance", "a", time="2023-11-02T09:00:00+00:00", details={"role": "legal", "by": "Solicitør"})
        book.add("publication", "b", time="2023-11-03T09:00:00+00:00", edition=1, details={})
        book.add("withdrawal", "b", time="2023-11-04T09:00:00+00:00", edition=1, details={"reason": "An error"})
    return tmp_path


def change(outputs: Path, sql: str, *values: object) -> None:
    connection = sqlite3.connect(outputs / NAME)
    with connection:
        connection.execute(sql, values)
    connection.close()


def broken(outputs: Path) -> list[int]:
    with ledger(outputs, make=False) as book:
        return book.broken()


def test_rows_are_a_chain(kept: Path) -> None:
    with ledger(kept) as book:
        rows = book.rows()
        assert [row.number for row in rows] == [1, 2, 3, 4]
        assert [row.before for row in rows] == ["", *(row.digest for row in rows[:-1])]
        assert all(row.holds for row in rows)
        assert book.broken() == []
        added = book.add("export", "", time="t", details={"b": 1, "a": [2, None]})
        assert added == book.rows()[-1]
        assert added.before == rows[-1].digest


def test_rows_are_found_by_paper_and_by_kind(kept: Path) -> None:
    with ledger(kept) as book:
        assert [row.number for row in book.rows("a")] == [1, 2]
        assert [row.number for row in book.rows(kind="publication")] == [3]
        assert [row.number for row in book.rows("a", "clearance")] == [2]
        assert book.rows("a", "publication") == []


@pytest.mark.parametrize(
    ("sql", "wrong"),
    [
        ("UPDATE ledger SET time = 'earlier' WHERE number = 2", [2]),
        ("UPDATE ledger SET paper = 'c' WHERE number = 1", [1]),
        ("UPDATE ledger SET meeting = 'n' WHERE number = 1", [1]),
        ("UPDATE ledger SET edition = 2 WHERE number = 3", [3]),
        ("UPDATE ledger SET kind = 'export' WHERE number = 4", [4]),
        ('UPDATE ledger SET details = \'{"role":"finance"}\' WHERE number = 2', [2]),
        ("UPDATE ledger SET digest = 'x' WHERE number = 2", [2, 3]),
        ("UPDATE ledger SET before = 'x' WHERE number = 1", [1]),
        ("UPDATE ledger SET number = 9 WHERE number = 4", [9]),
        ("DELETE FROM ledger WHERE number = 1", [2]),
        ("DELETE FROM ledger WHERE number = 2", [3]),
    ],
)
def test_a_changed_row_is_found(kept: Path, sql: str, wrong: list[int]) -> None:
    change(kept, sql)

    assert broken(kept) == wrong


@pytest.mark.parametrize("text", ["no json", "[1]", '"words"', '{"role": "legal"}', '{"b":1,"a":2}'])
def test_details_that_nobody_wrote_so_are_shown_as_they_are(kept: Path, text: str) -> None:
    change(kept, "UPDATE ledger SET details = ? WHERE number = 2", text)
    with ledger(kept) as book:
        row = book.rows()[1]

    assert row.details == {"unreadable": text}
    assert not row.holds
    assert broken(kept) == [2]


def test_a_kind_that_is_none_is_refused(kept: Path) -> None:
    with pytest.raises(PipelineError), ledger(kept) as book:
        book.add("party", "a", time="", details={})  # type: ignore[arg-type]
    with ledger(kept) as book:
        assert len(book.rows()) == 4


def test_without_a_ledger_there_are_no_rows_and_none_is_made(tmp_path: Path) -> None:
    with ledger(tmp_path / "outputs", make=False) as book:
        assert (book.rows(), book.broken()) == ([], [])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [True, False])
def test_a_file_that_is_no_ledger_is_said(tmp_path: Path, *, make: bool) -> None:
    (tmp_path / NAME).write_text("These are minutes, not a database.", "utf-8")
    with pytest.raises(PipelineError) as caught, ledger(tmp_path, make=make):
        pass

    assert caught.value.code is ExitCode.CANNOT_WRITE
    assert NAME in caught.value.message


def test_another_database_is_said(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / NAME)
    connection.execute("CREATE TABLE ledger (words TEXT)")
    connection.close()
    with pytest.raises(PipelineError), ledger(tmp_path) as book:
        book.rows()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file", "utf-8")
    with pytest.raises(PipelineError) as caught, ledger(tmp_path / "outputs"):
        pass

    assert caught.value.code is ExitCode.CANNOT_WRITE


def test_a_row_is_whole_or_not_there(kept: Path) -> None:
    with pytest.raises(TypeError), ledger(kept) as book:
        book.add("build", "a", time="", details={"when": object()})

    assert broken(kept) == []
