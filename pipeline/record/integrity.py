"""Integrity: whether an edition is, to the byte, the file and the mode, what the ledger says was published."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.record.editions import ABOUT, EDITIONS, INPUTS, MEMBERS, OPEN, PUBLIC, Edition, is_number, modes
from pipeline.record.manifest import entry
from pipeline.record.outputs import STAGE


def wrong_with(edition: Edition, digest: Any) -> list[str]:
    """Return what is wrong with an edition, in words.

    Args:
        edition: the edition.
        digest: that of its ``edition.json``, as the ledger has it.
    """
    try:
        return [f"{edition.name}: {each}" for each in _wrong(edition, digest)]
    except OSError as error:
        return [f"{edition.name}: it cannot be read ({error.strerror})"]


def _wrong(edition: Edition, digest: Any) -> Iterator[str]:
    if not stat.S_ISDIR(edition.path.lstat().st_mode):
        yield "it is no folder"
        return
    if not (edition.path / ABOUT).is_file():
        yield f"{ABOUT} is missing"
        return
    if edition.digest() != digest:
        yield f"{ABOUT} was changed"
        return
    if stat.S_IMODE(edition.path.lstat().st_mode) != OPEN[0]:
        yield "others may read more of it than they should, or less"
    yield from _against(edition.path, _listed(edition))


def _listed(edition: Edition) -> dict[str, Any]:
    """Return what an edition lists by path: None for a folder; its list of files, by the digest, is as it was made."""
    files: dict[str, Any] = {each["name"]: each for each in edition.about()["files"]}
    parents = (parent.as_posix() for name in files for parent in Path(name).parents if parent != Path())
    return dict.fromkeys((PUBLIC, MEMBERS, INPUTS, *parents)) | files | {ABOUT: {}}


def _against(folder: Path, listed: dict[str, Any]) -> Iterator[str]:
    there = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    yield from (f"{name} is missing" for name in listed if name not in there)
    yield from (f"{name} is not part of it" for name in there if name not in listed)
    for name in listed.keys() & there.keys():
        yield from _against_one(name, there[name], listed[name])


def _against_one(name: str, path: Path, listed: Any) -> Iterator[str]:
    """Compare a folder or a file with what is listed; ``edition.json`` itself has its digest in the ledger."""
    mode = path.lstat().st_mode
    if not (stat.S_ISDIR(mode) if listed is None else stat.S_ISREG(mode)):
        yield f"{name} was put in the place of something else"
        return
    if listed and entry(path, name) != listed:
        yield f"{name} was changed"
    if stat.S_IMODE(mode) != (modes(name)[0] if listed is None else modes(name)[1]):
        yield f"{name}: who may read or write it was changed"


def strangers(outputs: Path) -> Iterator[str]:
    """Yield what lies among the editions and is none; what a run that died left is hidden, and swept by the next."""
    folder = outputs / EDITIONS
    for paper in sorted(folder.iterdir()) if folder.is_dir() else ():
        if paper.name.startswith(STAGE):
            continue
        if not paper.is_dir():
            yield f"{EDITIONS}/{paper.name} is no paper's folder"
            continue
        for path in sorted(paper.iterdir()):
            if not (is_number(path.name) and path.is_dir()):
                yield f"{EDITIONS}/{paper.name}/{path.name} is no edition"
