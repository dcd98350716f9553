"""Bundles: a zip whose every byte follows from its members, with a manifest that says what each is, and a check of both.

Members are stored, not deflated, in order of their names, with a fixed date: the same members are the same bytes on any machine. A
check builds the zip again from its members, so that a byte changed anywhere, even in the zip's own records, is found.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pipeline.errors import ExitCode, PipelineError

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
UNLISTED = (MANIFEST, SUMS)
"""Members that the manifest cannot list, as they tell of it."""

DATE = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16
MOST_BYTES = 2_000_000_000
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)*(/[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)*){0,4}")
SPOKEN = 20
"""So many digits of the manifest's SHA-256 are read out over the telephone."""


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
    files = {name: member.content for name, member in members.items()}
    files[MANIFEST] = _manifest(members, about)
    files[SUMS] = _sums(files)
    content = packed(files)
    stage = file.with_name(f".making-{file.name}")
    try:
        if file.exists():
            raise PipelineError(ExitCode.USAGE, f"{file} is there already.", "Name another file with --out.")
        stage.write_bytes(content)
        stage.replace(file)
    except OSError as error:
        hint = "Name another file with --out."
        raise PipelineError(ExitCode.CANNOT_WRITE, f"{file} cannot be written: {error.strerror}.", hint) from error
    finally:
        stage.unlink(missing_ok=True)
    return spoken(files[MANIFEST])


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
        if file.stat().st_size > MOST_BYTES:
            return ["it is larger than any bundle"], ""
        content = file.read_bytes()
        files, wrong = _unpacked(content)
    except OSError as error:
        return [f"it cannot be opened ({error.strerror})"], ""
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, KeyError, OverflowError):
        return ["it is no zip file, or a damaged one"], ""
    if MANIFEST not in files or SUMS not in files:
        missing = [name for name in UNLISTED if name not in files]
        return [*wrong, *(f"{name} is missing" for name in missing)], ""
    wrong += _against_manifest(files) + _against_sums(files)
    if not wrong and packed(files) != content:
        wrong.append("its members are right, but the zip file itself was changed")
    return wrong, spoken(files[MANIFEST])


def _unpacked(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the members of a zip by name, and what is wrong with their names."""
    files: dict[str, bytes] = {}
    wrong = []
    with ZipFile(BytesIO(content)) as archive:
        for entry in archive.infolist():
            if not SAFE_NAME.fullmatch(entry.filename) or entry.filename in files:
                wrong.append("it holds a file whose name no bundle has")
            elif entry.compress_type != ZIP_STORED or entry.file_size > len(content):
                wrong.append(f"{entry.filename} is not stored as in a bundle")
            else:
                files[entry.filename] = archive.read(entry)
    return files, wrong


def _against_manifest(files: Mapping[str, bytes]) -> list[str]:
    try:
        listed = {each["path"]: (each["sha256"], each["bytes"]) for each in json.loads(files[MANIFEST])["members"]}
    except (ValueError, KeyError, TypeError):
        return [f"{MANIFEST} cannot be read"]
    wrong = [f"{name} is missing" for name in listed if name not in files]
    wrong += [f"{name} is not listed" for name in files if name not in listed and name not in UNLISTED]
    for name, (sha256, size) in listed.items():
        if name in files and (hashlib.sha256(files[name]).hexdigest(), len(files[name])) != (sha256, size):
            wrong.append(f"{name} was changed")
    return wrong


def _against_sums(files: Mapping[str, bytes]) -> list[str]:
    expected = _sums({name: content for name, content in files.items() if name != SUMS})
    return [] if files[SUMS] == expected else [f"{SUMS} does not agree with the files"]
