"""Pictures and fonts: what is written in them besides what they show."""

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.leaks.packed import inflated
from pipeline.leaks.values import CannotSearchError, Level, Text

if TYPE_CHECKING:
    from pipeline.leaks.texts import Look

_CHUNK = struct.Struct(">I4s")
_SIGNATURE = 8


def read_plainly(_look: "Look", _part: str, _data: bytes) -> Iterator[Text]:
    """Yield nothing more: what such a file says stands in its bytes as they are, which are searched anyway."""
    yield from ()


def read_jpeg(_look: "Look", _part: str, data: bytes) -> Iterator[Text]:
    """Yield nothing more than the bytes.

    Raises:
        CannotSearchError: something follows the picture.
    """
    if not data.rstrip(b"\0\n").endswith(b"\xff\xd9"):
        raise CannotSearchError("something follows this picture")
    yield from ()


def read_png(look: "Look", part: str, data: bytes) -> Iterator[Text]:
    """Yield the texts and the profiles in a PNG, unpacked.

    Raises:
        CannotSearchError: it is broken, or something follows the picture.
    """
    for kind, content in _chunks(data):
        if kind in {b"tEXt", b"eXIf"}:
            yield from look.raw(part, content)
            yield from look.text(Text(part, content.decode("latin-1"), Level.WORDS))
        elif kind in {b"zTXt", b"iCCP"}:
            key, _, packed = content.partition(b"\0")
            yield from look.text(Text(part, (key + b"\n" + inflated(packed[1:])).decode("latin-1"), Level.WORDS))
        elif kind == b"iTXt":
            yield from look.text(Text(part, _international(content), Level.WORDS))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, kind = _SIGNATURE, b""
    while kind != b"IEND":
        if place + _CHUNK.size > len(data):
            raise CannotSearchError("this picture is broken")
        size, kind = _CHUNK.unpack_from(data, place)
        yield kind, data[place + _CHUNK.size : place + _CHUNK.size + size]
        place += _CHUNK.size + size + 4
    if place != len(data):
        raise CannotSearchError("something follows this picture")


def _international(content: bytes) -> str:
    key, _, rest = content.partition(b"\0")
    language, _, rest = rest[2:].partition(b"\0")
    translated, _, said = rest.partition(b"\0")
    packed = content[len(key) + 1 : len(key) + 2] == b"\1"
    return b"\n".join((key, language, translated, inflated(said) if packed else said)).decode("utf-8", "replace")
