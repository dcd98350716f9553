"""Files made to do harm, each given to the real command: answered at a place, in little memory, at once.

What is huge is made when the test runs. Times are printed and not asserted, as other work may share the machine.
"""

import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bad_sheets.make import HEADS, SHEET, STRINGS, actions, unzipped, zipped
from tests.bad_sheets.test_bad_sheets import BASE, PAPER

MOST_MB = 300
ROW = "1,child-a,Health,Training,Clerk,1 April 2026,complete,green"
CSV = f"{','.join(HEADS)}\n"


def inside(part: str, old: str, new: str) -> bytes:
    """A workbook with something large put into a part."""
    parts = unzipped(actions())
    text = parts[part].decode("utf-8")
    assert old in text
    return zipped({**parts, part: text.replace(old, new, 1).encode("utf-8")})


def rows(count: int, columns: int) -> str:
    return "".join(f'<row r="{row}">' + "<c><v>1</v></c>" * columns + "</row>" for row in range(4, count + 4))


def claims_a_gigabyte() -> bytes:
    """A sheet of which the zip says that it unpacks to 1 GB."""
    content = actions()
    entry = content.rindex(SHEET.encode()) - 46
    return content[: entry + 24] + struct.pack("<I", 1 << 30) + content[entry + 28 :]


def many_sheets(count: int) -> bytes:
    """Every sheet is the same large part."""
    parts = unzipped(inside(SHEET, "</sheetData>", rows(18_000, 8) + "</sheetData>"))
    book = parts["xl/workbook.xml"].decode("utf-8")
    more = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="rId1"/>' for number in range(2, count + 2))
    return zipped({**parts, "xl/workbook.xml": book.replace("</sheets>", f"{more}</sheets>").encode("utf-8")})


def named(sheet: str, *lines: str) -> dict[str, bytes]:
    return {f"{sheet}.csv": "\n".join(lines).encode("utf-8")}


def attributes() -> str:
    return " ".join(f'a{number}=""' for number in range(650_000))


def laughs() -> str:
    """Ten times ten times ten ... of one word."""
    names = "abcdefghij"
    more = "".join(f"<!ENTITY {new} '" + f"&{old};" * 10 + "'>" for old, new in pairwise(names))
    return f'<!DOCTYPE x [<!ENTITY a "ha">{more}]>'


FILES: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "1 GB sheet": (lambda: {"actions.xlsx": claims_a_gigabyte()}, "actions.xlsx: error[VA006]: a part"),
    "zip bomb": (
        lambda: {"actions.xlsx": zipped({**unzipped(actions()), SHEET: b"<worksheet>" + b" " * 100_000_000})},
        "actions.xlsx: error[VA006]: a part",
    ),
    "zip bomb just small enough": (
        lambda: {"actions.xlsx": inside(SHEET, "<sheetData>", "<sheetData>" + " " * 24_000_000)},
        "actions.xlsx: error[VA006]: this workbook is damaged",
    ),
    "2,100 parts": (
        lambda: {"actions.xlsx": zipped(unzipped(actions()) | {f"xl/media/{number}": b"" for number in range(2_100)})},
        "actions.xlsx: error[VA006]: this workbook has 2,1",
    ),
    "billion laughs": (
        lambda: {"actions.xlsx": inside(STRINGS, "<sst", laughs() + "<sst")},
        "actions.xlsx: error[VA006]: this workbook was not made by Excel",
    ),
    "far more elements than cells": (
        lambda: {"actions.xlsx": inside(SHEET, "<sheetData>", "<x/>" * 6_000_000 + "<sheetData>")},
        "actions.xlsx: error[VA006]: this workbook holds more",
    ),
    "elements up to the limit": (
        lambda: {"actions.xlsx": inside(STRINGS, "<si>", "<si>" + "<r/>" * 690_000 + "<x>")},
        "actions.xlsx: error[VA006]: this workbook is damaged",
    ),
    "attributes up to the limit": (
        lambda: {"actions.xlsx": inside(SHEET, "<sheetData>", "<x " + attributes() + "/><sheetData><")},
        "actions.xlsx: error[VA006]: this workbook is damaged",
    ),
    "600,000 texts": (
        lambda: {"actions.xlsx": inside(STRINGS, "<si>", "<si/>" * 600_000 + "<si>")},
        "actions.xlsx: error[VA002]: this workbook has more than",
    ),
    "nested deeply": (
        lambda: {"actions.xlsx": inside(SHEET, "<sheetData>", "<x>" * 600_000)},
        "actions.xlsx: error[VA006]: this workbook is damaged",
    ),
    "220,000 hidden columns": (
        lambda: {
            "actions.xlsx": inside(
                SHEET, "<sheetData>", '<col min="1" max="199" hidden="1"/>' * 220_000 + "<sheetData><"
            )
        },
        "actions.xlsx: error[VA006]: this workbook is damaged",
    ),
    "600,000 merged cells": (
        lambda: {"actions.xlsx": inside(SHEET, "</sheetData>", "</sheetData>" + '<mergeCell ref="A9"/>' * 600_000)},
        "actions.xlsx [Actions!A9]: error[VA002]: too many cells are merged",
    ),
    "199,000 cells": (
        lambda: {"actions.xlsx": inside(SHEET, "</sheetData>", rows(19_900, 10) + "</sheetData>")},
        "actions.xlsx [Actions!",
    ),
    "21,000 rows": (
        lambda: {"actions.xlsx": inside(SHEET, "</sheetData>", rows(21_000, 7) + "</sheetData>")},
        "actions.xlsx [Actions!A20001]: error[VA002]: this cell lies far beyond any table",
    ),
    "90 sheets of the same": (lambda: {"actions.xlsx": many_sheets(90)}, "actions.xlsx [S2!"),
    "400 sheets": (
        lambda: {"actions.xlsx": many_sheets(400)},
        "actions.xlsx: error[VA002]: this workbook has more than 100",
    ),
    "CSV of 11 MB": (
        lambda: named("actions", CSV, f"{ROW}\n" * 220_000),
        "actions.csv: error[VA002]: this file is larger",
    ),
    "CSV of 21,000 rows": (
        lambda: named("actions", CSV + f"{ROW[:-6]}\n" * 21_000),
        "actions.csv row 20001: error[VA002]",
    ),
    "CSV of empty rows": (lambda: named("actions", CSV + "\n" * 9_900_000), "actions.csv row 20001: error[VA002]"),
    "CSV of commas": (lambda: named("actions", CSV + "," * 9_900_000), "actions.csv row 2: error[VA002]"),
    "CSV of wide rows": (
        lambda: named("actions", CSV + f"{'a,' * 190}\n" * 20_000),
        "actions.csv row 787: error[VA002]: this file has more than 150,000 cells",
    ),
    "CSV of one cell": (lambda: named("actions", f'{CSV}1,"{"a" * 9_900_000}"'), "actions.csv row 2: error[VA004]"),
    "CSV of quotes": (lambda: named("actions", CSV + '"' * 9_900_000), "actions.csv row 2: error[VA004]"),
    "CSV with a strange byte at its end": (
        lambda: {"actions.csv": (CSV + f"{ROW}\n" * 140_000).encode() + b"\xe9"},
        "actions.csv row 140002: error[VA002]",
    ),
    "a section of 19,000 paragraphs": (
        lambda: {
            **named(
                "sections", "Section,Text", "background,A.", *(f",Paragraph {number}." for number in range(19_000))
            ),
            **named("paper", "Field,Value", "Title,A title"),
        },
        "paper.csv row 1, column A: error[VA306]",
    ),
    "a review of 19,000 children": (
        lambda: (
            named("reviews", "Review,Child,Died", "child-a,A,2025", *(f",B {number},2024" for number in range(19_000)))
            | named("evaluations", "Review,Sent to Ofsted,Grade", "child-x,2025,good")
        ),
        'evaluations.csv row 2, "Review": error[VA104]',
    ),
    "6,000 actions of no review": (
        lambda: named(
            "actions", CSV + "\n".join(f"{n}," + ROW[2:].replace("child-a", f"child-x{n}") for n in range(6_000))
        ),
        'actions.csv row 2, "Review": error[VA104]',
    ),
}


LAUNCH = """
import resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run([sys.executable, "-m", "pipeline", "build", "--no-color"], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(done.returncode, time.perf_counter() - begun, used, done.stdout, done.stderr)
"""
"""Runs the real command from a small process: the memory of a process counts in that of what it starts."""


def run(folder: Path) -> tuple[int, str, float, float]:
    """Run the real command: its exit code, what it says, the seconds it takes and the most memory it has, in MB."""
    done = subprocess.run([sys.executable, "-c", LAUNCH], cwd=folder, capture_output=True, text=True, check=True)
    code, seconds, megabytes, said = done.stdout.split(" ", maxsplit=3)
    return int(code), said, float(seconds), float(megabytes)


@pytest.mark.parametrize("name", FILES)
def test_it_does_no_harm(name: str, tmp_path: Path, measured: Callable[[str, object], None]) -> None:
    shutil.copytree(BASE, tmp_path / "inputs")
    make, wanted = FILES[name]
    for file, content in make().items():
        (tmp_path / "inputs" / PAPER / file).with_suffix(".yaml").unlink(missing_ok=True)
        (tmp_path / "inputs" / PAPER / file).write_bytes(content)
    code, said, seconds, megabytes = run(tmp_path)
    measured(f"hostile: {name}", f"{seconds:.2f} s, {megabytes:.0f} MB")

    assert code == 1, said[:2_000]
    assert f"{PAPER}/{wanted}" in said
    assert "Traceback" not in said
    assert megabytes < MOST_MB
