"""Bundles: a zip whose every byte follows from its members, with a manifest that says what each is, and a check of both.

Members are stored, not deflated, in order of their names, with a fixed date: the same members are the same bytes on any machine. A
check builds the zip again from its members, so that a byte changed anywhere, even in the zip's own records, is found.
"""

import hashlib
import json
import os
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pipeline.errors import ExitCode, PipelineError

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
UNLISTED = (MANIFEST, SUMS)
"""Members that the manifest cannot list, as they tell of it."""

DATE = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16
MOST_BYTES = 500_000_000
MOST_SAID = 20
"""So much is said of what is wrong with a bundle."""

SAFE_NAME = re.compile(
    r"(?=.{1,150}\Z)[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)*(/[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)*){0,4}"
)
HINT = "Name another file with --out."
SPOKEN = 20
"""So many digits of the manifest's SHA-256 are read out over the telephone."""


UNREADABLE = (
    *(BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, KeyError, OverflowError),
    *(struct.error, MemoryError),
)
"""What the reading of a zip that was tampered with can raise."""


@dataclass(frozen=True)
class Member:
    """One file of a bundle: what it is for, and its bytes."""

    role: str
    content: bytes


def write_bundle(members: Mapping[str, Member], about: Mapping[str, Any], file: Path) -> str:
    """Write a bundle whole or not at all, and return the digest to read out.

    Args:
        members: each file, by its name in the bundle.
        about: what the manifest says besides its members.
        file: where it goes; what is there is never overwritten.

    Raises:
        PipelineError: there is such a file already, or it cannot be written.
        ValueError: a member's name is not a safe one.
    """
    may_be_made(file)
    files = {name: member.content for name, member in members.items()}
    files[MANIFEST] = _manifest(members, about)
    files[SUMS] = _sums(files)
    content = packed(files)
    if len(content) > MOST_BYTES:
        message = f"The bundle would be larger than {MOST_BYTES // 1_000_000} MB."
        raise PipelineError(ExitCode.CANNOT_WRITE, message, "Ask for a shorter period, or for some reviews only.")
    try:
        _write(content, file)
    except OSError as error:
        raise _unwritable(file, error.strerror) from error
    return spoken(files[MANIFEST])


def may_be_made(file: Path) -> None:
    """Refuse a place that a bundle cannot take, before anything is made.

    Raises:
        PipelineError: there is such a file already, or no folder for it.
    """
    try:
        there, folder = file.exists() or file.is_symlink(), file.parent.is_dir()
    except OSError as error:
        raise _unwritable(file, error.strerror) from error
    if there:
        raise PipelineError(ExitCode.USAGE, f"{file} is there already.", HINT)
    if not folder or not os.access(file.parent, os.W_OK):
        raise _unwritable(file, "its folder may not be written to" if folder else "its folder is not there")


def _unwritable(file: Path, why: str | None) -> PipelineError:
    return PipelineError(ExitCode.CANNOT_WRITE, f"{file} cannot be written: {why}.", HINT)


def _write(content: bytes, file: Path) -> None:
    """Write a file whole or not at all; only its owner may read it."""
    stage = file.with_name(".making-bundle.zip")
    stage.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(stage, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        stage.replace(file)
    finally:
        stage.unlink(missing_ok=True)


def spoken(manifest: bytes) -> str:
    """Return the digest of the whole as it is read out: five groups of four digits."""
    digits = hashlib.sha256(manifest).hexdigest()[:SPOKEN]
    return " ".join(digits[place : place + 4] for place in range(0, SPOKEN, 4))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the zip of files, the same bytes for the same files.

    Raises:
        ValueError: a name is not a safe one.
    """
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            if not SAFE_NAME.fullmatch(name):
                raise ValueError(name)
            entry = ZipInfo(name, DATE)
            entry.create_system = 3
            entry.external_attr = MODE
            archive.writestr(entry, files[name])
    return stream.getvalue()


def _manifest(members: Mapping[str, Member], about: Mapping[str, Any]) -> bytes:
    listed = [
        {
            "path": name,
            "role": member.role,
            "bytes": len(member.content),
            "sha256": hashlib.sha256(member.content).hexdigest(),
        }
        for name, member in sorted(members.items())
    ]
    text = json.dumps({**about, "members": listed}, indent=2, ensure_ascii=False) + "\n"
    return text.encode()


def _sums(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()


def check_bundle(file: Path) -> tuple[list[str], str]:
    """Check a bundle: return what is wrong with it, and the digest to compare over the telephone.

    Needs nothing but the file. Nothing is unpacked to the disk.
    """
    try:
        if not file.is_file():
            return ["it is no file"], ""
        if file.stat().st_size > MOST_BYTES:
            return ["it is larger than any bundle"], ""
        wrong, digest = _checked(file.read_bytes())
    except OSError as error:
        return [f"it cannot be opened ({error.strerror})"], ""
    except UNREADABLE:
        return ["it is no zip file, or a damaged one"], ""
    said = dict.fromkeys(wrong)
    more = [f"and {len(said) - MOST_SAID:,} more"] if len(said) > MOST_SAID else []
    return [*islice(said, MOST_SAID), *more], digest


def _checked(content: bytes) -> tuple[list[str], str]:
    files, wrong = _unpacked(content)
    if MANIFEST not in files or SUMS not in files:
        missing = [name for name in UNLISTED if name not in files]
        return [*wrong, *(f"{name} is missing" for name in missing)], ""
    wrong += [*_against_manifest(files), *_against_sums(files)]
    if not wrong and packed(files) != content:
        wrong.append("its members are right, but the zip file itself was changed")
    return wrong, spoken(files[MANIFEST])


def _unpacked(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the members of a zip by name, and what is wrong with their names."""
    files: dict[str, bytes] = {}
    wrong = []
    room = len(content)
    with ZipFile(BytesIO(content)) as archive:
        for entry in archive.infolist():
            room -= entry.file_size
            if not SAFE_NAME.fullmatch(entry.filename) or entry.filename in files:
                wrong.append("it holds a file whose name no bundle has")
            elif entry.compress_type != ZIP_STORED or room < 0:
                wrong.append(f"{entry.filename} is not stored as in a bundle")
            else:
                files[entry.filename] = archive.read(entry)
    return files, wrong


def _against_manifest(files: Mapping[str, bytes]) -> Iterator[str]:
    try:
        entries = json.loads(files[MANIFEST])["members"]
        listed = {each["path"]: (each["sha256"], each["bytes"]) for each in entries}
    except (ValueError, KeyError, TypeError, RecursionError):
        yield f"{MANIFEST} cannot be read"
        return
    if len(listed) < len(entries) or not all(isinstance(name, str) and SAFE_NAME.fullmatch(name) for name in listed):
        yield f"{MANIFEST} lists a file twice, or under a name that no bundle has"
        return
    yield from (f"{name} is missing" for name in listed if name not in files)
    yield from (f"{name} is not listed" for name in files if name not in listed and name not in UNLISTED)
    for name, (sha256, size) in listed.items():
        if name in files and (hashlib.sha256(files[name]).hexdigest(), len(files[name])) != (sha256, size):
            yield f"{name} was changed"


def _against_sums(files: Mapping[str, bytes]) -> Iterator[str]:
    if files[SUMS] != _sums({name: content for name, content in files.items() if name != SUMS}):
        yield f"{SUMS} does not agree with the files"
