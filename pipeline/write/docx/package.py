"""The Word package: our own parts to start from, and a zip that holds nothing of the day it was written."""

import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document as Docx

FIRST = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""


def new_package(parts: Path) -> Docx:
    """Return an empty document made of our own parts, and of nothing of python-docx's template."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in sorted(parts.rglob("*")):
            if file.name.endswith((".xml", ".rels")):
                archive.writestr(file.relative_to(parts).as_posix(), file.read_bytes())
    buffer.seek(0)
    package: Docx = docx.Document(buffer)
    return package


def save(document: Docx, file: Path) -> None:
    """Save the package with fixed dates and order: the same content is the same bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(parts.namelist(), key=lambda name: (name != FIRST, name)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, parts.read(name))
