"""How long an export of 200 reviews and 6,000 actions takes, and how much memory; run by ``make benchmark``.

The command runs as an officer runs it. Its memory, and that of the processes it starts, must stay below 600 MB.
"""

import csv
import random
import resource
import shutil
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent.parent
ALDERSHIRE = ROOT / "inputs" / "examples" / "aldershire"
PAPER = "2023-12-05-action-plan-progress"
REVIEWS, ACTIONS, UPDATES = 200, 6_000, 3
MOST_MEGABYTES = 600

AGENCIES = (
    "Children's Social Care",
    "Community Health NHS Trust",
    "Constabulary",
    "Housing",
    "Schools and Early Years",
)
TEXT = "Agree a form of handover with both hospitals, see each month that it is used, and report to the group what was found. "
HEADINGS = (
    *("Action's id", "Review", "Agency", "Theme", "Recommendation", "Action", "Lead post", "Date agreed", "Due date"),
    *("Status", "RAG", "Evidence"),
)
UPDATE_HEADINGS = ("Action's id", "Update's date", "Update's status", "Update's RAG", "Update's note")
CLAIMED = {"in progress": "green", "complete": "green", "complete and evidenced": "blue"}
STATUSES = ("in progress", *CLAIMED)


def review(number: int) -> dict[str, Any]:
    """A review, with two paragraphs of learning."""
    begun = date(2006, 1, 1) + timedelta(days=30 * number)
    name = f"Child {number}"
    return {
        "id": f"review-{number}",
        "initiated": begun.isoformat(),
        "children": [{"name": name, "died": begun.replace(day=1).isoformat()[:7], "age": f"{number % 17 + 1}"}],
        "executive_summary": {"published": (begun + timedelta(days=400)).isoformat()},
        "learning": f"{TEXT * 4}\n\n{TEXT * 4}",
    }


def action(number: int, chance: random.Random) -> tuple[list[str], list[list[str]]]:
    """An action and its updates, as rows of the two files; some 250 are overdue and disputed."""
    agreed = date(2006, 1, 1) + timedelta(days=30 * (number % REVIEWS) + 200)
    final = chance.choice(STATUSES)
    due = agreed + timedelta(days=270 if final != "in progress" or number % 12 == 0 else 8_000)
    evidence = TEXT if final == "complete and evidenced" else ""
    name = f"action-{number}"
    told = [(agreed + timedelta(days=90 * place), "in progress") for place in range(1, UPDATES)]
    told.append((agreed + timedelta(days=90 * UPDATES), final))
    row = [
        *(
            name,
            f"review-{number % REVIEWS}",
            chance.choice(AGENCIES),
            "Information sharing",
            TEXT,
            TEXT,
            "Head of Service",
        ),
        *(agreed.isoformat(), due.isoformat(), final, CLAIMED[final], evidence),
    ]
    return row, [[name, day.isoformat(), status, CLAIMED[status], TEXT] for day, status in told]


def write(inputs: Path) -> None:
    """Write registers of that size, and a paper that reports on them."""
    inputs.mkdir()
    for name in ("council.yaml", "meetings.yaml"):
        shutil.copy(ALDERSHIRE / name, inputs / name)
    (inputs / "reviews.yaml").write_text(yaml.safe_dump([review(number) for number in range(REVIEWS)]), "utf-8")
    chance = random.Random(7)
    actions = [action(number, chance) for number in range(ACTIONS)]
    table(inputs / "actions.csv", HEADINGS, [row for row, _ in actions])
    table(inputs / "updates.csv", UPDATE_HEADINGS, [update for _, updates in actions for update in updates])
    shutil.copytree(ALDERSHIRE / PAPER, inputs / PAPER)
    file = inputs / PAPER / "paper.yaml"
    file.write_text(f"{file.read_text('utf-8')}action_appendix: spreadsheet\n", "utf-8")


def table(file: Path, headings: tuple[str, ...], rows: list[list[str]]) -> None:
    """Write a CSV file."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, *rows])


def main() -> int:
    """Measure; 1 where it takes too much memory."""
    with TemporaryDirectory() as temporary:
        inputs, out = Path(temporary) / "inputs", Path(temporary) / "bundle.zip"
        write(inputs)
        words = ["export", "ofsted", "--inputs", str(inputs), "--from", "2006", "--to", "2023-12-05", "--out", str(out)]
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *words, "--purpose", "Benchmark"], cwd=ROOT, check=False
        )
        taken = time.monotonic() - begun
        if done.returncode:
            return done.returncode
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        size = out.stat().st_size / 1_000_000
    print(f"export: {REVIEWS} reviews, {ACTIONS:,} actions, {ACTIONS * UPDATES:,} updates in {taken:.0f} s")  # noqa: T201 - its purpose
    print(f"export: {megabytes:.0f} MB of memory at the most, at most {MOST_MEGABYTES}; {size:.1f} MB of bundle")  # noqa: T201 - its purpose
    return int(megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
