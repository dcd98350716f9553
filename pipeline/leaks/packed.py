"""Files that hold files: zips (Word, Excel, bundles) and gzip."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipeline.leaks.values import CannotSearchError, Level, Text

if TYPE_CHECKING:
    from pipeline.leaks.texts import Look

MOST_ENTRIES = 2_000
MOST_UNPACKED = 25_000_000
_LOCAL = struct.Struct("<26xHH")
_DESCRIPTOR = 24
"""The most bytes that may follow an entry's data before the next begins."""

UNREADABLE = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
)


def read_zip(look: "Look", part: str, data: bytes) -> Iterator[Text]:
    """Yield the names and comments of a zip, and every text of its parts.

    Raises:
        CannotSearchError: it is broken, locked or too large, or holds something outside its list of parts.
    """
    try:
        archive = ZipFile(BytesIO(data))
        entries = archive.infolist()
        _refuse(archive, entries, data)
        names = [entry.filename for entry in entries]
        said = [archive.comment, *(each for entry in entries for each in (entry.comment, entry.extra))]
    except UNREADABLE:
        raise CannotSearchError("this zip is broken") from None
    yield from look.text(Text(_within(part, "file names"), "\n".join(names), Level.WORDS))
    yield from look.text(
        Text(_within(part, "comments"), "\n".join(each.decode("utf-8", "replace") for each in said), Level.WORDS)
    )
    for entry in entries:
        if not entry.is_dir():
            yield from look.file(_within(part, entry.filename), _unpacked(archive, entry))


def _within(part: str, name: str) -> str:
    return f"{part} > {name}" if part else name


def _refuse(archive: ZipFile, entries: list[ZipInfo], data: bytes) -> None:
    if len(entries) > MOST_ENTRIES:
        raise CannotSearchError("this zip has too many parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise CannotSearchError("this zip is locked by a password")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if not end <= entry.header_offset <= end + _DESCRIPTOR:
            raise CannotSearchError("this zip holds something that it does not list")
        name, extra = _LOCAL.unpack_from(data, entry.header_offset)
        end = entry.header_offset + _LOCAL.size + name + extra + entry.compress_size
    if not end <= archive.start_dir <= end + _DESCRIPTOR:
        raise CannotSearchError("this zip holds something that it does not list")


def _unpacked(archive: ZipFile, entry: ZipInfo) -> bytes:
    try:
        with archive.open(entry) as stream:
            content = stream.read(MOST_UNPACKED + 1)
    except UNREADABLE:
        raise CannotSearchError("a part of this zip is broken") from None
    if len(content) > MOST_UNPACKED:
        raise CannotSearchError("a part of this zip is too large")
    return content


def read_gzip(look: "Look", part: str, data: bytes) -> Iterator[Text]:
    """Yield every text of what is packed with gzip.

    Raises:
        CannotSearchError: it is broken or too large.
    """
    yield from look.file(_within(part, "unpacked"), inflated(data, 31))


def inflated(data: bytes, wbits: int = 15) -> bytes:
    """Return deflated bytes as they were.

    Raises:
        CannotSearchError: they are broken, too many, or others follow.
    """
    inflater = zlib.decompressobj(wbits)
    try:
        content = inflater.decompress(data, MOST_UNPACKED)
    except zlib.error:
        raise CannotSearchError("what is packed in it is broken") from None
    if not inflater.eof or inflater.unused_data:
        raise CannotSearchError("what is packed in it is too large or broken")
    return content
