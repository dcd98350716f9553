"""Editions on the disk: made in a hidden stage, committed by one rename, never written to again.

An edition is a folder, ``editions/<paper>/<number>/``: ``public/`` that all may read, ``members/`` and ``inputs/`` (what it was made
from) that only the owner may, and ``edition.json``, which lists every file with its digest. No file of it may be written to. Until
the rename the stage is closed to everybody else, and so is the edition until ``opened``: what a death leaves, nobody can read.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.record.manifest import entry
from pipeline.record.outputs import STAGE, cannot_write

EDITIONS, ABOUT = "editions", "edition.json"
PUBLIC, MEMBERS, INPUTS = "public", "members", "inputs"
OPEN, CLOSED = (0o755, 0o444), (0o700, 0o400)
"""The modes of folders and files that all may read, and of those that only the owner may."""

_FORM = {"paper": str, "edition": int, "meeting": str, "time": str, "details": dict, "files": list}


@dataclass(frozen=True, order=True)
class Edition:
    """An edition on the disk."""

    paper: str
    number: int
    path: Path

    @property
    def name(self) -> str:
        """How people name it: PAPER/2."""
        return f"{self.paper}/{self.number}"

    def about(self) -> dict[str, Any]:
        """Return what it says of itself, nothing where it says nothing that can be understood."""
        try:
            found = json.loads((self.path / ABOUT).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return found if _is_about(found) else {}

    def digest(self) -> str:
        """Return the digest of what it says of itself, which lists all its files."""
        return hashlib.sha256((self.path / ABOUT).read_bytes()).hexdigest()


def _is_about(found: Any) -> bool:
    """Whether something has the form of what an edition says of itself."""
    if not isinstance(found, dict) or any(not isinstance(found.get(name), kind) for name, kind in _FORM.items()):
        return False
    return all(isinstance(each, dict) and isinstance(each.get("name"), str) for each in found["files"])


def edition_at(outputs: Path, paper: str, number: int) -> Edition:
    """Return the edition that has its place there, whether it is there or not."""
    return Edition(paper, number, outputs / EDITIONS / paper / str(number))


def editions(outputs: Path) -> list[Edition]:
    """Return the editions that are there, in order."""
    found = (outputs / EDITIONS).glob("*/*")
    return sorted(
        edition_at(outputs, path.parent.name, int(path.name))
        for path in found
        if is_number(path.name) and not path.parent.name.startswith(STAGE) and path.is_dir()
    )


def is_number(name: str) -> bool:
    """Whether a folder's name is one that an edition has."""
    return name.isascii() and name.isdecimal() and name == str(int(name)) and name != "0"


@contextmanager
def edition_stage(outputs: Path, paper: str) -> Iterator[Path]:
    """Give a hidden folder with room for both copies and the inputs; what was not committed is thrown away.

    Raises:
        PipelineError: it cannot be written.
    """
    folder = outputs / EDITIONS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f"{STAGE}{paper}-", dir=folder))
    except OSError as error:
        raise cannot_write(folder / paper, error) from error
    try:
        for name in (PUBLIC, MEMBERS, INPUTS):
            (stage / name).mkdir(mode=CLOSED[0])
        yield stage
    except OSError as error:
        raise cannot_write(folder / paper, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def keep_inputs(files: Iterable[Path], below: Path, stage: Path) -> None:
    """Copy what a paper is made from into a stage, where it lies below the inputs' folder; only the owner may read it."""
    for file in files:
        target = stage / INPUTS / file.relative_to(below)
        target.parent.mkdir(mode=CLOSED[0], parents=True, exist_ok=True)
        write_closed(target, file.read_bytes())


def write_closed(file: Path, content: bytes) -> None:
    """Write a new file that only the owner may read, down to the disk."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        while content:
            content = content[os.write(descriptor, content) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def seal(stage: Path, about: Mapping[str, Any]) -> None:
    """Say in ``edition.json`` what an edition is and what it holds, take away the right to write to it, and wait for the disk."""
    record = {**about, "files": [entry(stage / name, name) for name in files_in(stage)]}
    write_closed(stage / ABOUT, (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode())
    folders = sorted(path for path in stage.rglob("*") if path.is_dir())
    for name in files_in(stage):
        (stage / name).chmod(modes(name)[1])
        to_disk(stage / name)
    for folder in reversed(folders):
        folder.chmod(modes(folder.relative_to(stage).as_posix())[0])
        to_disk(folder)
    to_disk(stage)


def modes(name: str) -> tuple[int, int]:
    """Return the modes of a folder and of a file of an edition, by its path in it."""
    return OPEN if name.split("/", maxsplit=1)[0] == PUBLIC else CLOSED


def files_in(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, in order."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def to_disk(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def commit(stage: Path, edition: Edition) -> None:
    """Give a sealed stage its place: from this one rename on, the edition is there."""
    edition.path.parent.mkdir(exist_ok=True)
    to_disk(edition.path.parent.parent)
    stage.rename(edition.path)


def opened(edition: Edition) -> None:
    """Let others into the edition's folder (not into its members' copy or its inputs), and wait for the disk."""
    edition.path.chmod(OPEN[0])
    to_disk(edition.path)
    to_disk(edition.path.parent)


def erase(edition: Edition) -> None:
    """Erase an edition: hidden in one step, so that it is there whole or not at all, then removed.

    Raises:
        OSError: it could not be removed; what is left is hidden, and the next run tries again.
    """
    folder = edition.path.parent.parent
    hidden = Path(tempfile.mkdtemp(prefix=f"{STAGE}{edition.paper}-", dir=folder))
    edition.path.rename(hidden / edition.path.name)
    to_disk(edition.path.parent)
    shutil.rmtree(hidden)
    to_disk(folder)
