"""How long a tracker takes to be read and validated, ten times as long a tracker beside it; run by ``make benchmark``.

A tracker of 6,000 actions must not take more than 11 times as long as one of 600: reading is to be linear.
"""

import csv
import gc
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from pipeline.read import read_paper
from pipeline.validate import validate_inputs

BASE = Path(__file__).parent.parent / "bad_inputs" / "_base"
PAPER = "2026-03-03-paper"
SIZES = (600, 6_000)
RUNS = 3
MOST = 11
"""So many times as long may ten times as many actions take."""

HEADINGS = (
    *("Ref", "Review", "Agency", "Theme", "Action required", "Owner", "Target date", "Completion date", "Status"),
    *("BRAG", "Evidence", "Update date", "Progress"),
)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """The rows of a tracker, such as officers keep."""
    yield HEADINGS
    for number in range(1, count + 1):
        done = number % 3 == 0
        yield (
            *(f"H-{number}", "child-a", "Community Health NHS Trust", "Handover"),
            *(f"Agree handover form {number} with both hospitals.", "Designated Nurse", f"{number % 28 + 1} May 2026"),
            *(("4 February 2026", "Completed", "G", "Returns of January") if done else ("", "On-going", "A", "")),
            *("4 February 2026", f"The form is used on {number % 9} wards, and the rest will follow."),
        )


def write(kind: str, count: int, file: Path) -> None:
    """Write a tracker."""
    if kind == "csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows(count))
        return
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("Actions")
        for number, row in enumerate(rows(count)):
            sheet.write_row(number, 0, row)


def seconds(folder: Path, count: int) -> float:
    """Read and validate the paper: the least processor time of ``RUNS`` times."""
    best = float("inf")
    for _ in range(RUNS):
        gc.collect()
        begun = time.process_time()
        read = read_paper(folder, lambda _: ())
        inputs, findings = validate_inputs(read.source)
        best = min(best, time.process_time() - begun)
        if inputs is None or len(inputs.actions.actions) != count:
            sys.exit(f"The tracker was not read: {[*read.findings, *findings][:3]}")
    return best


def ratio(kind: str, folder: Path) -> float:
    """Measure both sizes of one kind of file, print them, and return how many times as long the larger takes."""
    (folder / "actions.yaml").unlink(missing_ok=True)
    taken = []
    for count in SIZES:
        file = folder / f"actions.{kind}"
        write(kind, count, file)
        taken.append(seconds(folder, count))
        file.unlink()
        print(f"{kind}: {count:,} actions read and validated in {taken[-1]:.3f} s")  # noqa: T201 - its purpose
    print(f"{kind}: ratio {taken[1] / taken[0]:.1f}, at most {MOST}")  # noqa: T201 - its purpose
    return taken[1] / taken[0]


def main() -> int:
    """Measure; 1 where reading is not linear."""
    with TemporaryDirectory() as temporary:
        inputs = Path(temporary) / "inputs"
        shutil.copytree(BASE, inputs)
        ratios = [ratio(kind, inputs / PAPER) for kind in ("xlsx", "csv")]
    return int(max(ratios) > MOST)


if __name__ == "__main__":
    sys.exit(main())
