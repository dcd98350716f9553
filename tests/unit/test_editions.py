"""Editions: what verify finds, what is withdrawn and destroyed, and what a run that ended too early leaves."""

import json
import os
import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Place, Severity
from pipeline.load import Request
from pipeline.publish import edition as edition_module
from pipeline.publish import publish
from pipeline.record import Edition, edition_stage, editions, ledger, verify
from pipeline.record.editions import is_number
from tests.editions import NAME, TIME, World, ready_files, world

SAMPLES = 2000


@pytest.fixture
def one(tmp_path: Path) -> World:
    """One published edition."""
    made = world(tmp_path)
    made.publish()
    return made


def said(made: World) -> str:
    return "\n".join(made.verify().wrong)


def writable(path: Path) -> None:
    path.chmod(0o600)


def test_what_is_published_is_read_only_and_what_is_withheld_closed(one: World) -> None:
    def modes(name: str) -> str:
        return f"{(one.edition / name).stat().st_mode & 0o777:o}"

    assert [modes(each) for each in (".", "public", "members", "inputs", f"inputs/{NAME}")] == [
        "755",
        "755",
        *["700"] * 3,
    ]
    assert modes("public/paper-1.pdf") == "444"
    closed = ("members/paper-1.pdf", "inputs/council.yaml", f"inputs/{NAME}/paper.yaml", "edition.json")
    assert {modes(each) for each in closed} == {"400"}
    assert said(one) == ""


def flip(path: Path, moments: random.Random) -> None:
    content = bytearray(path.read_bytes())
    place = moments.randrange(len(content))
    content[place] ^= 1 << moments.randrange(8)
    mode = path.stat().st_mode
    writable(path)
    path.write_bytes(content)
    path.chmod(mode)


def tamper(made: World, moments: random.Random) -> str:
    """Change one thing, and say which kind of change it was."""
    paths = [path for path in sorted(made.edition.rglob("*")) if path.is_file()]
    path = moments.choice(paths)
    kinds: dict[str, Callable[[], object]] = {
        "byte": lambda: flip(path, moments),
        "missing": path.unlink,
        "extra": (path.parent / moments.choice(["more.txt", ".hidden", "folder"])).mkdir,
        "renamed": lambda: path.rename(path.with_name(f"{path.name}{moments.choice('abc')}")),
        "mode": lambda: change_mode(moments.choice([path, path.parent, made.edition]), moments),
        "folder": lambda: made.edition.rename(made.edition.with_name(moments.choice(["2", "01", "one"]))),
        "link": lambda: path.rename(made.path / "elsewhere") and path.symlink_to(made.path / "elsewhere"),
        "gone": lambda: shutil.rmtree(made.edition),
        "row": lambda: change_row(made, moments),
    }
    kind = moments.choice([*kinds, "byte", "byte", "row"])
    kinds[kind]()
    return kind


def change_mode(path: Path, moments: random.Random) -> None:
    path.chmod((path.stat().st_mode & 0o777) ^ moments.choice([0o040, 0o004, 0o020, 0o001]))


def change_row(made: World, moments: random.Random) -> None:
    column = moments.choice(["kind", "paper", "meeting", "edition", "time", "details", "before", "digest", "number"])
    values = {"kind": "export", "edition": 7, "number": 9, "details": json.dumps({"record": "x"})}
    connection = sqlite3.connect(made.outputs / "ledger.sqlite")
    with connection:
        connection.execute(f"UPDATE ledger SET {column} = ?", (values.get(column, f"x{moments.random()}"),))  # noqa: S608
    connection.close()


def test_whatever_is_changed_is_found(tmp_path: Path, measured: Callable[[str, object], None]) -> None:
    memory = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path  # noqa: S108
    folder = memory / f"samples-{os.getpid()}"
    original = world(folder / "original")
    original.publish()
    moments = random.Random(2010)
    missed: list[str] = []
    kinds: Counter[str] = Counter()
    try:
        for number in range(SAMPLES):
            made = World(folder / "now")
            shutil.copytree(original.path, made.path)
            kind = tamper(made, moments)
            kinds[kind] += 1
            missed += [f"{number}: {kind}"] if not made.verify(finish=False).wrong else []
            shutil.rmtree(made.path)
    finally:
        shutil.rmtree(folder)
    measured("tampering", f"{SAMPLES} samples, {len(missed)} not found: {dict(kinds)}")

    assert missed == []


def test_a_withdrawn_edition_stays_and_a_destroyed_one_goes(one: World) -> None:
    assert one.withdraw() is True
    assert one.withdraw() is False
    assert one.states() == {1: "withdrawn"}
    assert one.edition.exists()
    assert one.withdraw(destroy=True) is True
    assert one.withdraw(destroy=True) is False
    assert one.states() == {1: "destroyed"}
    assert not one.edition.exists()
    assert list((one.outputs / "editions").iterdir()) == [one.edition.parent]
    with ledger(one.outputs) as book:
        assert [row.kind for row in book.rows()] == ["publication", "withdrawal", "destruction"]
        assert book.rows()[0].details["files"]
    assert said(one) == ""


@pytest.mark.parametrize(("destroy", "state"), [(False, "withdrawn"), (True, "destroyed")])
def test_after_one_that_was_taken_back_a_further_edition_needs_a_reason(
    one: World, *, destroy: bool, state: str
) -> None:
    one.withdraw(destroy=destroy)
    with pytest.raises(PipelineError, match=f"The last edition, {NAME}/1, was {state}") as told:
        one.publish()
    assert told.value.code == ExitCode.REFUSED
    assert one.states() == {1: state}

    done = one.publish("the same, put right")
    assert (done.edition and done.edition.number, done.same, bool(done.changed)) == (2, False, not destroy)
    assert one.states() == {1: state, 2: "published"}


def test_findings_are_told_at_the_place_in_the_officers_own_file(one: World) -> None:
    def stopped(folder: Path, _request: Request) -> tuple[None, list[Finding]]:
        place = Place((folder / "paper.yaml").as_posix(), 3, 1)
        return None, [
            Finding("VA102", Severity.ERROR, "a", "b", place=place),
            Finding("EX101", Severity.NOTE, "c", "d"),
        ]

    with ready_files(), patch.object(edition_module, "composed", stopped):
        done = publish(one.folder, Request(one.folder.parent, one.outputs), TIME)

    assert (done.edition, done.code) == (None, ExitCode.FINDINGS)
    assert [each.place and each.place.file for each in done.findings] == [(one.folder / "paper.yaml").as_posix(), None]


def test_an_edition_that_never_was_cannot_be_withdrawn(one: World) -> None:
    with pytest.raises(PipelineError, match="has no edition 2") as told:
        one.withdraw(2)
    assert told.value.code == ExitCode.USAGE


def test_a_destroyed_edition_that_comes_back_is_found_and_goes(one: World) -> None:
    shutil.copytree(one.edition, one.path / "kept")
    one.withdraw(destroy=True)
    (one.path / "kept").rename(one.edition)

    assert one.verify(finish=False).wrong == [f"{NAME}/1: it was destroyed, and is there"]
    assert said(one) == ""
    assert not one.edition.exists()


def without_its_row(made: World) -> None:
    (made.outputs / "ledger.sqlite").unlink()


def test_a_row_that_is_lacking_is_made_from_the_edition(one: World) -> None:
    with ledger(one.outputs) as book:
        before = book.rows()
    without_its_row(one)
    one.edition.chmod(0o700)

    assert one.verify(finish=False).wrong == [f"{NAME}/1: it is not in the ledger"]
    assert said(one) == ""
    with ledger(one.outputs) as book:
        assert book.rows() == before


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"paper": 7}', b"\xff", None],
    ids=["no JSON", "a list", "another form", "no text", "missing"],
)
def test_what_is_no_whole_edition_is_not_taken_for_one(one: World, content: bytes | None) -> None:
    without_its_row(one)
    about = one.edition / "edition.json"
    about.unlink()
    if content is not None:
        about.write_bytes(content)
    assert f"{NAME}/1: it is not in the ledger" in said(one)
    with pytest.raises(PipelineError, match="not in the ledger, and not whole") as told:
        one.publish()
    assert told.value.code == ExitCode.FORMATS_DISAGREE


def test_an_edition_with_a_file_too_many_is_not_taken_for_one(one: World) -> None:
    without_its_row(one)
    (one.edition / "public" / "more.txt").touch()

    assert said(one) == f"{NAME}/1: it is not in the ledger"


def test_what_lies_among_the_editions_and_is_none_is_found(one: World) -> None:
    (one.outputs / "editions" / "note.txt").touch()
    (one.edition.parent / "first").mkdir()
    (one.outputs / "editions" / ".making-dead").mkdir()

    assert said(one).split("\n") == [f"editions/{NAME}/first is no edition", "editions/note.txt is no paper's folder"]
    assert [is_number(name) for name in ("1", "10", "0", "01", "x", "²")] == [True, True, False, False, False, False]


def test_a_stage_beside_a_verification_is_no_stranger(one: World) -> None:
    with edition_stage(one.outputs, NAME) as stage, ledger(one.outputs) as book:
        assert verify(one.outputs, book).wrong == []
        assert stage.name.startswith(".making-")
        assert editions(one.outputs) == [Edition(NAME, 1, one.edition)]
    assert not stage.exists()


def test_a_disk_that_is_full_while_a_stage_is_filled_is_told(one: World) -> None:
    with pytest.raises(PipelineError) as told, edition_stage(one.outputs, NAME):
        raise OSError(28, "No space left on device")
    assert told.value.code == ExitCode.CANNOT_WRITE
    assert "No space left on device" in told.value.message


def test_a_folder_that_was_put_elsewhere_is_found(one: World) -> None:
    one.edition.rename(one.path / "elsewhere")
    one.edition.symlink_to(one.path / "elsewhere")
    assert said(one) == f"{NAME}/1: it is no folder"
    one.edition.unlink()
    assert said(one) == f"{NAME}/1: it is missing"


def test_errors_of_the_disk_are_told(one: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_values: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.record.integrity.entry", fail)
        assert one.verify().wrong == [f"{NAME}/1: it cannot be read (Input/output error)"]
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "mkdtemp", fail)
        with pytest.raises(PipelineError) as told:
            one.publish()
        assert told.value.code == ExitCode.CANNOT_WRITE
        with pytest.raises(PipelineError) as told:
            one.withdraw(destroy=True)
        assert told.value.code == ExitCode.CANNOT_WRITE
    assert one.states() == {1: "destroyed"}


def test_a_ledger_can_be_compared_by_its_last_digest(one: World) -> None:
    first = one.verify()
    one.withdraw()
    second = one.verify()

    assert (first.rows, second.rows) == (1, 2)
    assert len({first.digest, second.digest}) == 2
    assert World(one.path / "nothing").verify().digest == ""
