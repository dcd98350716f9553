"""Editions without rendering: the real publishing, with ready files instead of what the writers would write."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from pipeline.findings import Finding
from pipeline.load import Request
from pipeline.publish import Published, publish
from pipeline.publish import edition as module
from pipeline.publish.copies import Copies
from pipeline.record import Verified, ledger, locked, settle, verify, withdraw

NAME = "2026-03-03-paper"
TIME = datetime(2026, 2, 23, 6, tzinfo=UTC)


def _composed(folder: Path, _request: Request) -> tuple[Copies, list[Finding]]:
    text = (folder / "paper.yaml").read_text("utf-8")
    meeting: Any = SimpleNamespace(
        id="cabinet-2026-03-03", body="Cabinet", date=SimpleNamespace(year=2026, month=3, day=3)
    )
    inputs: Any = SimpleNamespace(meeting=meeting)
    made_from = {"made_from": f"made from {text}", "inputs": text, "templates": ""}
    return Copies(folder.name, inputs, {}, text, made_from), []


def ready_write(paper: Copies, stage: Path, number: int, _request: Request) -> None:
    """Write ready files in the place of both copies."""
    for copy in ("public", "members"):
        for ending in ("docx", "pdf"):
            (stage / copy / f"paper-{number}.{ending}").write_text(f"{paper.told} {ending}", "utf-8")
        (stage / copy / "manifest.json").write_text(json.dumps(paper.made_from), "utf-8")


def _read(folder: Path, _request: Request) -> Any:
    return SimpleNamespace(files=[folder.parent / "council.yaml", folder / "paper.yaml", folder / "gone.yaml"])


def _changed(last: Path, stage: Path) -> list[str]:
    return [
        f"{folder.name} {(folder / 'manifest.json').read_text('utf-8')}"
        for folder in (last / "public", stage / "public")
    ]


@contextmanager
def ready_files() -> Iterator[None]:
    """Have publishing read, compose and write ready files."""
    with patch.multiple(module, composed=_composed, write_copies=ready_write, read=_read, changed=_changed):
        yield


@dataclass(frozen=True)
class World:
    """One small paper and the outputs it is published to."""

    path: Path

    @property
    def outputs(self) -> Path:
        return self.path / "outputs"

    @property
    def folder(self) -> Path:
        return self.path / "inputs" / NAME

    @property
    def edition(self) -> Path:
        return self.outputs / "editions" / NAME / "1"

    def write(self, text: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder.parent / "council.yaml").write_text("name: Fenshire", "utf-8")
        (self.folder / "paper.yaml").write_text(text, "utf-8")

    def publish(self, reason: str = "") -> Published:
        with ready_files():
            return publish(self.folder, Request(self.folder.parent, self.outputs), TIME, reason)

    def withdraw(self, number: int = 1, *, destroy: bool = False) -> bool:
        with locked(self.outputs), ledger(self.outputs) as book:
            settle(self.outputs, book)
            return withdraw(self.outputs, book, (NAME, number), "a slip", TIME.isoformat(), destroy=destroy)

    def verify(self, *, finish: bool = True) -> Verified:
        with locked(self.outputs), ledger(self.outputs) as book:
            if finish:
                settle(self.outputs, book)
            return verify(self.outputs, book)

    def states(self) -> dict[int, str]:
        return {each.edition.number: each.state for each in self.verify().standing}


def world(path: Path, text: str = "one") -> World:
    made = World(path)
    made.write(text)
    return made
