"""CSV files: what is written comes back, whatever parts its cells."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Finding
from pipeline.read.csv import DELIMITERS, read_csv
from pipeline.read.grid import Grid

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=20)
TABLES = st.lists(st.lists(TEXT, min_size=2, max_size=5), min_size=1, max_size=6)


def read(content: bytes) -> tuple[list[Grid], list[Finding]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "actions.csv"
        file.write_bytes(content)
        return read_csv(file, "actions.csv")


def written(rows: list[list[str]], delimiter: str = ",") -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["Ref", "Action", "Status"])
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


@given(rows=TABLES, delimiter=st.sampled_from(DELIMITERS), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_a_table_comes_back(rows: list[list[str]], delimiter: str, mark: bytes) -> None:
    (grid,), findings = read(mark + written(rows, delimiter))
    found = {row.number: [cell.text for cell in row.cells] for row in grid.rows}
    wanted = {number: row for number, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)}

    assert findings == []
    assert found == {1: ["Ref", "Action", "Status"]} | wanted


@given(content=st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_finding(content: bytes) -> None:
    grids, findings = read(content)

    assert bool(grids) != bool(findings)
    assert all(finding.place and finding.hint for finding in findings)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a\tb\n1,5\t2;3\n", [["a", "b"], ["1,5", "2;3"]]),
        ('"a;b;c",d\n', [["a;b;c", "d"]]),
        ("The Group\nThe Board\n", [["The Group"], ["The Board"]]),
        ("a,b\r\n\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ('a,b\n"1\r\n2",3\n', [["a", "b"], ["1\n2", "3"]]),
        ('a,b\n5" pipe,"say ""so"""\n', [["a", "b"], ['5" pipe', 'say "so"']]),
    ],
)
def test_what_parts_the_cells(text: str, cells: list[list[str]]) -> None:
    (grid,), _ = read(text.encode("utf-8"))

    assert [[cell.text for cell in row.cells] for row in grid.rows] == cells


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'a,b\n"1\n2",3\n4,\xe95\n', "row 3"),
        (b'a,b\n"1,3\n4,\xe95\n', "row 2"),
        (b"a,b\n\n\n4,\x005\n", "row 4"),
        (b"a,b\n" + b"x" * 200_000 + b"\xe9", "row 2"),
        (b"a,b\n" + b"x" * 200_000, "row 2"),
    ],
)
def test_the_row_is_named(content: bytes, place: str) -> None:
    _, (finding,) = read(content)

    assert finding.place
    assert finding.place.cell == place


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    _, (finding,) = read_csv(tmp_path, "folder.csv")

    assert finding.id == "VA001"
