"""An Office file as the zip it is, looked through before anything in it is unpacked or parsed."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path as FilePath
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipeline.findings import Finding, Place
from pipeline.read.grid import RefusedError, file_content, refusal

MOST_FILE = 20_000_000
MOST_PART = 25_000_000
MOST_ALL = 100_000_000
MOST_ENTRIES = 2_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(
    b"<!(DOCTYPE|ENTITY)|" + b"|".join(re.escape("<!DOCTYPE".encode(f"utf-16-{e}")) for e in ("le", "be"))
)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8|utf-16)[^\"']*[\"']", re.IGNORECASE)
_OPEN_AND_SAVE = "Open it in Excel and save it again as an Excel Workbook (.xlsx)."


@dataclass(frozen=True)
class Package:
    """A package that may be parsed."""

    content: bytes

    def stream(self) -> BytesIO:
        """Return the package as a file."""
        return BytesIO(self.content)


def open_package(file: FilePath, name: str) -> Package:
    """Look through a workbook's zip and return it, if it may be parsed.

    Args:
        file: the file.
        name: how its places are printed.

    Raises:
        RefusedError: it is no workbook, or one that could do harm.
    """
    content = _content(file, name)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_large(entries, name)
            _refuse_unwanted(frozenset(entry.filename for entry in entries), name)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _refuse_doctype(archive.read(entry), entry, name)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise RefusedError(_wrong(name, "this workbook is damaged and cannot be read", _OPEN_AND_SAVE)) from error
    return Package(content)


def _wrong(name: str, message: str, hint: str) -> Finding:
    return refusal("VA006", message, hint, Place(name))


def _content(file: FilePath, name: str) -> bytes:
    content = file_content(file, name, MOST_FILE)
    if content.startswith(_OLE):
        message = "this is a workbook of an old kind (.xls)"
        hint = "Open it in Excel and save it as an Excel Workbook (.xlsx)."
        if _ENCRYPTED in content:
            message, hint = (
                "this workbook is protected by a password",
                "Take the password off: File, Info, Protect Workbook.",
            )
        raise RefusedError(_wrong(name, message, hint))
    if not content.startswith(b"PK"):
        message = "this is not a workbook, whatever its name ends in" if content else "this file is empty"
        raise RefusedError(_wrong(name, message, _OPEN_AND_SAVE))
    return content


def _refuse_large(entries: list[ZipInfo], name: str) -> None:
    hint = "Make a new workbook and copy only the tables into it."
    if len(entries) > MOST_ENTRIES:
        raise RefusedError(
            _wrong(name, f"this workbook has {len(entries):,} parts; {MOST_ENTRIES:,} is the most", hint)
        )
    largest = max((entry.file_size for entry in entries), default=0)
    if largest > MOST_PART or sum(entry.file_size for entry in entries) > MOST_ALL:
        message = f"this workbook unpacks to more than {MOST_PART // 1_000_000} MB a sheet"
        raise RefusedError(_wrong(name, message, hint))
    if any(entry.flag_bits & 1 for entry in entries):
        message, hint = (
            "this workbook is protected by a password",
            "Take the password off: File, Info, Protect Workbook.",
        )
        raise RefusedError(_wrong(name, message, hint))


def _refuse_unwanted(names: frozenset[str], name: str) -> None:
    lower = {each.lower() for each in names}
    if any("vbaproject" in each or "/macrosheets/" in each for each in lower):
        message = "this workbook holds macros, which could do anything"
        raise RefusedError(_wrong(name, message, "Save it as an Excel Workbook (.xlsx), without macros."))
    if any(each.startswith("xl/externallinks/") for each in lower):
        hint = "In Excel: Data, Edit Links, Break Link; then save it."
        raise RefusedError(_wrong(name, "this workbook takes values from another file", hint))
    if any(each.startswith("/") or ".." in each.split("/") for each in lower):
        raise RefusedError(_wrong(name, "this workbook is damaged and cannot be read", _OPEN_AND_SAVE))
    if "xl/workbook.xml" not in lower and "[content_types].xml" not in lower:
        raise RefusedError(_wrong(name, "this is not a workbook, whatever its name ends in", _OPEN_AND_SAVE))


def _refuse_doctype(part: bytes, entry: ZipInfo, name: str) -> None:
    if _DOCTYPE.search(part) or _ENCODING.match(part):
        message = f"this workbook was not made by Excel: {entry.filename} declares what no workbook needs"
        raise RefusedError(_wrong(name, message, _OPEN_AND_SAVE))
