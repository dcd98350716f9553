"""Names of a watch list are found however they are written, others are not, and nothing shows them."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from pipeline.read.watch_list import MOST_BYTES, read_watch_list
from pipeline.watch import NOBODY, WatchList

LIST = WatchList(
    (
        (1, "John Smith"),
        (2, "Catherine O'Brien-Jones"),
        (3, "12 High Street"),
        (4, "Muhammad Ali Hussain"),
        (5, "Maryann Whitfield"),
        (6, "Zoë Müller"),
        (7, "Aldous"),
    )
)

FOUND = {
    "John Smith": 1,
    "JOHN SMITH'S": 1,
    "Smith, John": 1,
    "J. Smith": 1,
    "J Smith\u2019s": 1,
    "SMITH, J.": 1,
    "Jon Smyth": 1,
    "JohnSmith": 1,
    "John\u00a0Smith": 1,
    "John-Smith": 1,
    "John Smiths": 1,
    "john_smith": 1,
    "Katherine O\u2019Brien Jones": 2,
    "K. O'Brien-Jones": 2,
    "Cathryn OBrien-Jones": 2,
    "Catherine Jones": 2,
    "12 High St": 3,
    "12, High Street": 3,
    "Mohammed Hussein": 4,
    "M.A. Hussain": 4,
    "MA Hussain": 4,
    "Mohammad A. Husain": 4,
    "Mary-Ann Whitfeild": 5,
    "Mary Ann Whitfield": 5,
    "Maryann Whitfeld's": 5,
    "Zoe Muller": 6,
    "Aldous'": 7,
}

NOT_FOUND = (
    *("met Smith. John said", "A. Smith", "Johnson Smith", "John", "Smith", "J. S.", "12 Highland Street", "112 High Street"),
    *("12 High Road", "Muhammad Khan", "Mary Whitfield", "Albus", "John (of the trust) Smith", ""),
)  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_a_name_is_found(text: str) -> None:
    sentence = f"It was said that {text} came."

    assert [seen.line for seen in LIST.seen(sentence)] == [FOUND[text]]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_others_are_left_alone(text: str) -> None:
    assert list(LIST.seen(f"It was said that {text} came.")) == []


def test_where_it_stands() -> None:
    (seen,) = LIST.seen("For Smith, John\u2019s aunt.")

    assert "For Smith, John\u2019s aunt."[seen.start : seen.end] == "Smith, John\u2019s"


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_name_between_spaces_is_always_found(before: str, after: str) -> None:
    assert 7 in {seen.line for seen in LIST.seen(f"{before} ; Aldous ; {after}")}


def test_nothing_shows_the_names() -> None:
    assert "Aldous" not in repr(LIST)
    assert not NOBODY
    assert list(NOBODY.seen("Aldous")) == []


def written(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    file = folder / "names.txt"
    file.write_bytes(content)
    file.chmod(mode)
    return file


def test_lines_are_counted_and_comments_left_out(tmp_path: Path) -> None:
    file = written(tmp_path, b"# the family\n\n  Jane Doe \nPeter Poe\n")

    assert read_watch_list(file, tmp_path / "inputs").entries == ((3, "Jane Doe"), (4, "Peter Poe"))


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o700, 0o602])
def test_a_file_that_others_may_read_is_refused(mode: int, tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as stopped:
        read_watch_list(written(tmp_path, b"Jane Doe\n", mode), tmp_path / "inputs")

    assert f"{mode:04o}, not 0600" in stopped.value.message
    assert "chmod 600" in stopped.value.hint


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Jane Doe\n\xff\xfe\n", "not UTF-8"),
        (b"# x\nJ\n", "Line 2 of the watch list is too short"),
        (b"Jane Doe\n" * (MOST_BYTES // 9 + 1), "too long"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as stopped:
        read_watch_list(written(tmp_path, content), tmp_path / "inputs")

    assert says in stopped.value.message
    assert "Jane" not in str(stopped.value)


def test_it_is_not_kept_among_the_inputs(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="lies in the folder of inputs"):
        read_watch_list(written(tmp_path, b"Jane Doe\n"), tmp_path)


def test_it_must_be_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for name, says in (("nowhere.txt", "cannot be read"), ("pipe", "is not a file")):
        with pytest.raises(PipelineError, match=says):
            read_watch_list(tmp_path / name, tmp_path / "inputs")
