"""A Word file as the zip it is, looked through before anything in it is parsed."""

import posixpath
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from pipeline.errors import ExitCode, PipelineError

MOST_BYTES = 50_000_000
MOST_ENTRIES = 2_000
MOST_MARKS = 300_000
"""A part with more elements, or more attributes, than this would fill the memory; a paper of 300 pages has fewer."""

OTHERS = {
    b"%PDF": ("is a PDF, whose paragraphs and tables cannot be told apart", "Ask for the Word file it was made from."),
    b"{\\rtf": ("is in Rich Text Format", "Open it in Word and save it as a Word Document (.docx)."),
}
"""What a file of another kind begins with."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of old Office programs, and protected ones, begin with."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARES = re.compile(b"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_SAVE_AGAIN = "Open it in Word and save it again as a Word Document (.docx)."
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
"""A file saved as Strict Open XML has other names for the same things."""


@dataclass(frozen=True)
class Relation:
    """What a part refers to."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class Package:
    """A Word file that may be parsed."""

    name: str
    content: bytes
    names: frozenset[str]
    main: str

    def tree(self, part: str) -> "etree._Element | None":
        """Return a part as a tree, or None where there is none of that name.

        Raises:
            PipelineError: the part is damaged, or declares what no Word file needs.
        """
        if part not in self.names:
            return None
        return _parsed(self.name, part, self.content)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by id."""
        folder, file = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {
            str(each.get("Id")): Relation(
                str(each.get("Type")).rpartition("/")[2],
                _target(folder, each),
                each.get("TargetMode") == "External",
            )
            for each in (tree.iter(f"{{{_RELATIONS}}}Relationship") if tree is not None else ())
        }

    def related(self, kind: str) -> list[str]:
        """Return the parts of a kind that the document refers to."""
        found = self.relations(self.main).values()
        return [each.target for each in found if each.kind == kind and not each.outside]


def _target(folder: str, relation: "etree._Element") -> str:
    target = str(relation.get("Target"))
    if relation.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/") if not target.startswith("/") else target[1:]


def open_package(file: Path) -> Package:
    """Look through a Word file and return it, if it may be parsed.

    Raises:
        PipelineError: it is not there, no Word file, or one that could do harm.
    """
    content = file_content(file)
    name = file.name
    refuse_others(content, name)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _wrong(name, "is damaged and cannot be read", _SAVE_AGAIN) from error
    _refuse_large(entries, name)
    names = frozenset(entry.filename for entry in entries)
    package = Package(name, content, names, "")
    main = next((each.target for each in package.relations("").values() if each.kind == "officeDocument"), "")
    _refuse_unwanted(package, main)
    return Package(name, content, names, main)


def file_content(file: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        PipelineError: it cannot be opened, is empty, or is larger than a paper can be.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise PipelineError(ExitCode.FINDINGS, f"There is no file {file}.", "Check its name and folder.") from None
    except OSError as error:
        raise PipelineError(
            ExitCode.FINDINGS,
            f"{file} cannot be opened ({error.strerror}).",
            "Check that it is a file that you may read.",
        ) from None
    if not content:
        raise _wrong(file.name, "is empty", "Check that it is the right file.")
    if len(content) > MOST_BYTES:
        raise _wrong(file.name, f"is larger than {MOST_BYTES // 1_000_000} MB", "Take large pictures out of it.")
    return content


def refuse_others(content: bytes, name: str) -> None:
    """Refuse files of other kinds, whatever their names end in.

    Raises:
        PipelineError: it is of another kind.
    """
    for start, (what, hint) in OTHERS.items():
        if content.startswith(start):
            raise _wrong(name, what, hint)
    if content.startswith(OLE):
        if _ENCRYPTED in content:
            raise _wrong(name, "is protected by a password", "Take the password off in Word, under File, Info.")
        raise _wrong(
            name, "is a Word file of the old kind (.doc)", "Open it in Word and save it as a Word Document (.docx)."
        )
    if not content.startswith(b"PK"):
        raise _wrong(name, "is not a Word file, whatever its name ends in", "Give a .docx or a .txt file.")


def _refuse_large(entries: list[ZipInfo], name: str) -> None:
    if len(entries) > MOST_ENTRIES:
        raise _wrong(
            name, f"has {len(entries):,} parts; {MOST_ENTRIES:,} is the most", "Copy its text into a new Word file."
        )
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        hint = "Take large pictures out of it, or copy its text into a new Word file."
        raise _wrong(name, f"unpacks to more than {MOST_BYTES // 1_000_000} MB", hint)
    if any(entry.flag_bits & 1 for entry in entries):
        raise _wrong(name, "is protected by a password", "Save it without one.")


def _refuse_unwanted(package: Package, main: str) -> None:
    lower = {each.lower() for each in package.names}
    if any("vbaproject" in each for each in lower):
        raise _wrong(
            package.name, "holds macros, which could do anything", "Save it as a Word Document (.docx), without macros."
        )
    if main.startswith(("xl/", "ppt/")):
        raise _wrong(
            package.name, "is a spreadsheet or a presentation, not a Word file", "Give a .docx or a .txt file."
        )
    if main not in package.names:
        raise _wrong(package.name, "is not a Word file, or lacks its text", _SAVE_AGAIN)


def _parsed(name: str, part: str, content: bytes) -> "etree._Element":
    try:
        with ZipFile(BytesIO(content)) as archive:
            data = archive.read(part)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise _wrong(name, f"is damaged: its part {part} cannot be unpacked", _SAVE_AGAIN) from error
    if _DECLARES.search(data.replace(b"\0", b"")):
        raise _wrong(name, f"was not made by Word: its part {part} declares what no Word file needs", _SAVE_AGAIN)
    if max(data.count(b"<") - data.count(b"</"), data.count(b"=")) > MOST_MARKS:
        raise _wrong(name, f"holds more than a paper can: its part {part}", "Split it, or import a part of it only.")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser: Any = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _wrong(name, f"is damaged: its part {part} is broken off or mixed up", _SAVE_AGAIN) from error


def _wrong(name: str, what: str, hint: str) -> PipelineError:
    return PipelineError(ExitCode.FINDINGS, f"{name} {what}.", hint)
