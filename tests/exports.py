"""Exports for tests: made in this process, and read by means of the tests' own."""

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any
from unicodedata import normalize
from zipfile import ZipFile

import pytest
import yaml
from filelock import FileLock

from pipeline.cli.main import main
from pipeline.export import Asked
from pipeline.export.gather import gather
from pipeline.load import Request
from pipeline.models.dates import parse_date
from tests.conftest import ROOT
from tests.samples import ALDERSHIRE

PURPOSE = "For the inspection of children's services"

Row = dict[str, Any]


@dataclass(frozen=True)
class Bundle:
    """A bundle that was made, unpacked into a folder beside it."""

    file: Path

    @property
    def folder(self) -> Path:
        return self.file.with_suffix("")

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    @property
    def names(self) -> list[str]:
        with ZipFile(self.file) as archive:
            return archive.namelist()

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.read("manifest.json"))
        return found

    def table(self, name: str) -> list[Row]:
        """The rows of a CSV file, by the types of the data package."""
        resources = json.loads(self.read("data/datapackage.json"))["resources"]
        return load_table(
            self.read(f"data/{name}.csv").decode(), next(r for r in resources if r["path"] == f"{name}.csv")
        )


def load_table(text: str, resource: dict[str, Any]) -> list[Row]:
    """A small Table Schema loader: every cell must be of its field's type."""
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    fields, missing = resource["schema"]["fields"], resource["schema"]["missingValues"]
    assert head == [field["name"] for field in fields]
    assert all(len(row) == len(head) for row in rows)
    return [
        {
            field["name"]: None if cell in missing else CASTS[field["type"]](cell)
            for field, cell in zip(fields, row, strict=True)
        }
        for row in rows
    ]


CASTS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "date": date.fromisoformat,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def command(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Run the command in this process: its exit code, what it printed, what it said."""
    capsys.readouterr()
    code = run(*words)
    return code, *capsys.readouterr()


def run(*words: object) -> int:
    before, sys.argv = sys.argv, ["cabinet-papers", *map(str, words)]
    try:
        main()
    except SystemExit as error:
        return int(error.code or 0)
    finally:
        sys.argv = before
    return 0


def made(inputs: Path, since: str, until: str, *more: str, out: Path | None = None) -> Bundle:
    """Make a bundle, and unpack it."""
    file = (out or Path(mkdtemp(prefix="bundle-"))) / "bundle.zip"
    words = ["export", "ofsted", "-q", "--inputs", inputs, "--from", since, "--to", until, "--out", file, *more]
    if "--purpose" not in more:
        words += ["--purpose", PURPOSE]
    assert run(*words) == 0
    with ZipFile(file) as archive:
        archive.extractall(file.with_suffix(""))
    return Bundle(file)


@cache
def shared(name: str, inputs: Path, *words: str) -> Bundle:
    """A bundle that all processes of a test run share, as it takes seconds to make; nobody alters it."""
    folder = Path(gettempdir()) / f"bundles-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}" / name
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        return Bundle(folder / "bundle.zip") if (folder / "bundle.zip").exists() else made(inputs, *words, out=folder)


def sample_2010() -> Bundle:
    return shared("sample", ROOT / "inputs", "2006", "2010-09-07")


def aldershire_2010() -> Bundle:
    return shared("aldershire-2010", ALDERSHIRE, "2008", "2010-11-09")


def aldershire_2023() -> Bundle:
    """With the first progress paper, on the day of the last."""
    return shared("aldershire-2023", ALDERSHIRE, "2015", "2023-02-07", "--as-at", "2023-11-21")


def paper_names(inputs: Path, since: str, until: str) -> list[str]:
    """The papers that an export would hold."""
    found = gather(Asked(parse_date(since), parse_date(until), parse_date(until), "x"), Request(inputs), lambda _: None)
    return [each.name for each in found.concerned]


# What follows computes from the plain data, and knows nothing of the product.


def plain(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only


def day_of(text: str | None) -> date | None:
    """A date as typed; one known to its month is the month's first day."""
    for form in ("%d %B %Y", "%B %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text or "", form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    assert not text, text
    return None


def standing(action: Row, day: date, at_risk: int = 28) -> tuple[str, date | None] | None:
    """How an action stood on a day, and when it was due then; None where it had not been agreed."""
    agreed, due, completed = (day_of(action.get(name)) for name in ("agreed", "due", "completed"))
    if agreed and agreed > day:
        return None
    updates = sorted(action.get("updates") or [], key=lambda update: str(day_of(update["date"])))
    status = "not started" if updates else action["status"]
    for update in updates:
        if (day_of(update["date"]) or day) <= day:
            status, due = update.get("status") or status, day_of(update.get("due")) or due
    undone = not updates and completed and completed > day and status.startswith("complete")
    return state("in progress" if undone else status, due, action, day, at_risk), due


def state(status: str, due: date | None, action: Row, day: date, at_risk: int) -> str:
    if status == "superseded":
        return status
    if status.startswith("complete"):
        return "complete and evidenced" if status.endswith("evidenced") and action.get("evidence") else "complete"
    if due and due < day:
        return "overdue"
    if due is None or (due - day).days <= at_risk:
        return "at risk"
    return "not started" if status == "not started" else "on track"


def dangerous(cell: str) -> list[str]:
    """The parts of a cell that a spreadsheet could take for a formula: at the start of a line, or after a separator of some."""
    parts = re.split(r"[\r\n;]", cell)
    return [
        part for part in parts if normalize("NFKC", part).strip()[:1] in {"=", "+", "-", "@", "\u2212"} and part.strip()
    ]


def members(names: Iterable[str], ending: str) -> list[str]:
    return [name for name in names if name.endswith(ending)]
