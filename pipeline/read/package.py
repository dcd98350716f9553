"""A workbook as the zip it is, looked through before anything in it is parsed; its parts are unpacked one by one."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path as FilePath
from zipfile import ZipFile, ZipInfo

from lxml import etree

from pipeline.findings import Finding, Place
from pipeline.read.grid import RefusedError, file_content, refusal

MOST_FILE = 20_000_000
MOST_PART = 25_000_000
MOST_ENTRIES = 2_000
MOST_MARKS = 700_000
"""A part with more elements, or more attributes, than this would fill the memory; 150,000 cells have fewer."""

SAVE_AGAIN = "Open it in Excel and save it again as an Excel Workbook (.xlsx)."
_UNLOCK = "Take the password off (File, Info, Protect Workbook) and save it."
_NO_WORKBOOK = "this is not a workbook, whatever its name ends in"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_ENCODING = re.compile(rb"(\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"'](?!utf-8|utf-16)[^\"']*[\"']", re.IGNORECASE)


@dataclass(frozen=True)
class Relation:
    """What a part refers to: another part, by its path."""

    kind: str
    target: str


class Package:
    """A workbook's parts."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._archive = archive
        self.name = name
        self.parts = frozenset(archive.namelist())

    def part(self, path: str) -> bytes:
        """Unpack a part.

        Raises:
            RefusedError: it declares a document type or a strange encoding, or would fill the memory once parsed.
        """
        content = self._archive.read(path)
        if any(doctype in content for doctype in _DOCTYPES) or _ENCODING.match(content):
            message = f"this workbook was not made by Excel: {path} declares what no workbook needs"
            raise refused(self.name, message, SAVE_AGAIN)
        if max(content.count(b"<") - content.count(b"</"), content.count(b"=")) > MOST_MARKS:
            hint = "Make a new workbook and copy only the tables into it."
            raise refused(self.name, f"this workbook holds more than a table of inputs can: {path}", hint)
        return content

    def elements(self, path: str, *names: str) -> Iterator[etree._Element]:
        """Yield the elements of a part that have these names, in any namespace; what each held is then forgotten."""
        wanted = [f"{{*}}{name}" for name in names]
        parsed = etree.iterparse(
            BytesIO(self.part(path)),
            tag=wanted,
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in parsed:
            yield element
            element.clear()

    def relations(self, path: str) -> dict[str, Relation]:
        """Return what a part refers to, by the ids that it uses; the whole package's where the path is empty."""
        folder, file = posixpath.split(path)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        return {
            each.get("Id", ""): Relation(
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in (self.elements(part, "Relationship") if part in self.parts else ())
        }


def refused(name: str, message: str, hint: str) -> RefusedError:
    """Make the error that a workbook is not read."""
    return RefusedError(_wrong(name, message, hint))


def damaged(name: str) -> RefusedError:
    """Make the error that a workbook cannot be read."""
    return refused(name, "this workbook is damaged and cannot be read", SAVE_AGAIN)


def open_package(file: FilePath, name: str) -> Package:
    """Look through a workbook's zip and return it, if it may be parsed.

    Args:
        file: the file.
        name: how its places are printed.

    Raises:
        RefusedError: it is no workbook, or one that could do harm.
    """
    archive = ZipFile(BytesIO(_content(file, name)))
    entries = archive.infolist()
    _refuse_large(entries, name)
    _refuse_unwanted({entry.filename.lower() for entry in entries}, name)
    return Package(archive, name)


def _wrong(name: str, message: str, hint: str) -> Finding:
    return refusal("VA006", message, hint, Place(name))


def _content(file: FilePath, name: str) -> bytes:
    content = file_content(file, name, MOST_FILE)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise refused(name, "this workbook is protected by a password", _UNLOCK)
        raise refused(name, "this is a workbook of an old kind (.xls)", SAVE_AGAIN)
    if not content:
        raise RefusedError(
            refusal("VA001", "this file is empty", "Fill it in; inputs/README.md shows how.", Place(name))
        )
    if not content.startswith(b"PK"):
        raise refused(name, _NO_WORKBOOK, SAVE_AGAIN)
    return content


def _refuse_large(entries: list[ZipInfo], name: str) -> None:
    hint = "Make a new workbook and copy only the tables into it."
    if len(entries) > MOST_ENTRIES:
        raise refused(name, f"this workbook has {len(entries):,} parts; {MOST_ENTRIES:,} is the most", hint)
    if any(entry.file_size > MOST_PART for entry in entries):
        raise refused(name, f"a part of this workbook unpacks to more than {MOST_PART // 1_000_000} MB", hint)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused(name, "this workbook is protected by a password", _UNLOCK)


def _refuse_unwanted(names: set[str], name: str) -> None:
    if any("vbaproject" in each or "/macrosheets/" in each for each in names):
        message = "this workbook holds macros, which could do anything"
        raise refused(name, message, "Save it as an Excel Workbook (.xlsx), without macros.")
    if any(each.startswith("xl/externallinks/") for each in names):
        hint = "In Excel: Data, Edit Links, Break Link; then save it."
        raise refused(name, "this workbook takes values from another file", hint)
    if not any(each.startswith("xl/") for each in names):
        raise refused(name, _NO_WORKBOOK, SAVE_AGAIN)
