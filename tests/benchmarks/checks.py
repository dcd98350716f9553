"""How long the rules take over papers ten times as long as others; run by ``make benchmark``.

Papers of 600 and 6,000 actions, and of 0.2 and 2 MB of narrative: the rules alone, without reading and composing. Ten times as much may
take at most 12.1 times as long (11, and a tenth for what the machine does meanwhile).
"""

import gc
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.case import Case
from pipeline.compose import Composer
from pipeline.deadlines import working_days
from pipeline.load import Request, load
from pipeline.models.inputs import Inputs
from pipeline.rules import check
from pipeline.statute import law
from pipeline.timetable import timetable
from tests.benchmarks import tracker
from tests.samples import ALDERSHIRE

ACTIONS = (600, 6_000)
BYTES = (195_000, 1_950_000)
"""The larger is about what a file may hold."""
BYTES_A_TEXT = 40_000
RUNS = 3
MOST = 11 * 1.1
"""So many times as long may ten times as much take."""

PARAGRAPH = (
    "In {year} the service saw {number} families, and wrote to each of them about the visits that were due (see the note of the "
    'meeting). One parent said that she would "rather be asked than told", and the chair agreed. Two of the five localities have '
    "begun; the others will follow when staff have been trained, which is expected to take some months.\n\n"
)


def with_actions(folder: Path, count: int) -> Path:
    """Make a progress paper that prints so many actions."""
    paper = Path(shutil.copytree(tracker.BASE, folder / "inputs")) / tracker.PAPER
    text = (paper / "paper.yaml").read_text("utf-8")
    (paper / "paper.yaml").write_text(text.replace("ofsted-evaluation", "action-plan-progress"), "utf-8")
    for name in ("actions.yaml", "evaluations.yaml"):
        (paper / name).unlink()
    tracker.write("csv", count, paper / "actions.csv")
    return paper


def with_narrative(folder: Path, size: int) -> Path:
    """Make a Cabinet report of so many bytes of prose, in appendices."""
    inputs = Path(shutil.copytree(ALDERSHIRE, folder / "inputs"))
    paper = inputs / "2023-12-05-short-breaks"
    text = (paper / "paper.yaml").read_text("utf-8")
    before, after = text.split("appendices:\n", 1)
    pieces = [before, "appendices:\n"]
    written = 0
    for number in range(-(-size // BYTES_A_TEXT)):
        pieces.append(f"  - id: part-{number}\n    title: Part {number}\n    text: |\n")
        begun = written
        while written - begun < min(BYTES_A_TEXT, size):
            paragraph = PARAGRAPH.format(year=2001 + written % 20, number=written % 900 + 13)
            pieces.append(f"      {paragraph}")
            written += len(pieces[-1])
    (paper / "paper.yaml").write_text("".join(pieces) + after, "utf-8")
    return paper


def case_of(paper: Path) -> Case:
    """Read and compose a paper, up to what the rules are given."""
    draft = load(paper, Request(paper.parent))
    if draft.inputs is None or draft.composer is None:
        sys.exit(f"The paper was not read: {draft.findings[:3]}")
    return _composed(draft.inputs, draft.composer)


def _composed(inputs: Inputs, composer: Composer) -> Case:
    document, wrong = composer.compose(inputs)
    if document is None:
        sys.exit(f"The paper was not composed: {wrong[:3]}")
    days = timetable(inputs.meeting, inputs.council, law().rules, working_days(inputs.council))
    return Case(inputs, composer.passages(inputs, document), days)


def seconds(case: Case) -> float:
    """Check: the least processor time of ``RUNS`` times."""
    best = float("inf")
    for _ in range(RUNS):
        gc.collect()
        begun = time.process_time()
        check(case)
        best = min(best, time.process_time() - begun)
    return best


def ratio(kind: str) -> float:
    """Measure both sizes of one kind, print them, and return how many times as long the larger takes."""
    make, sizes = (with_actions, ACTIONS) if kind == "actions" else (with_narrative, BYTES)
    taken = []
    for size in sizes:
        with TemporaryDirectory() as temporary:
            case = case_of(make(Path(temporary), size))
        taken.append(seconds(case))
        print(f"{size:,} {kind} checked in {taken[-1]:.3f} s, {len(case.passages):,} passages")  # noqa: T201 - its purpose
    print(f"{kind}: ratio {taken[1] / taken[0]:.1f}, at most {MOST:.1f}")  # noqa: T201 - its purpose
    return taken[1] / taken[0]


def main() -> int:
    """Measure; 1 where the rules are not linear."""
    ratios = [ratio(kind) for kind in ("actions", "bytes of narrative")]
    return int(max(ratios) > MOST)


if __name__ == "__main__":
    sys.exit(main())
