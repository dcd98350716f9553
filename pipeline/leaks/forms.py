"""What a text says once it is decoded: entities, escapes, percent signs, quoted-printable, base64, hexadecimal, UTF-16."""

import binascii
import html
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from pipeline.leaks.words import INLINE

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PERCENT_U = re.compile(r"%u([0-9A-Fa-f]{4})")
_QUOTED = re.compile(r"=\r?\n|(?:=[0-9A-Fa-f]{2})+")
_ESCAPE = re.compile(
    r"\\u\{([0-9A-Fa-f]{1,6})\}|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|_x([0-9A-Fa-f]{4})_|((?:\\x[0-9A-Fa-f]{2})+)"
    r"|((?:\\[0-3][0-7]{2})+)|\\[nrtbf/\"'\\]"
)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_WRAPPED = re.compile(r"(?<=[A-Za-z0-9+/]{40})\r?\n(?=[A-Za-z0-9+/=])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_HEX = re.compile(r"(?:(?:0x)?[0-9A-Fa-f]{2}[\s:,]{0,2}){6,}[0-9A-Fa-f]?")
_NOT_HEX = re.compile(r"0x|[\s:,]")
_URL_SIGNS = str.maketrans("-_", "+/")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_WIDE = re.compile(rb"(?:[\x20-\xff]\x00){5}|(?:\x00[\x20-\xff]){5}")


def rewritten(text: str) -> list[str]:
    """Return a text as it reads with its escapes resolved, one way of escaping after the other; nothing if it has none."""
    return [changed for resolve in (escapes, quoted_printable, untagged) if (changed := resolve(text)) != text]


def escapes(text: str) -> str:
    """Resolve entities, backslashes and percent signs, in that order: each may hide the next."""
    return percent(backslashes(entities(text)))


def entities(text: str) -> str:
    """Resolve ``&eacute;``, ``&#233;`` and ``&#xe9;``."""
    return html.unescape(text)


def percent(text: str) -> str:
    """Resolve ``%C3%A9`` and ``%u00e9``."""
    text = _PERCENT_U.sub(lambda match: chr(int(match[1], 16)), text)
    return _PERCENT.sub(lambda match: _said(bytes.fromhex(match[0].replace("%", ""))), text)


def backslashes(text: str) -> str:
    r"""Resolve the escapes of JSON, JavaScript, PDF and workbooks: ``\u00e9``, ``\xe9``, ``\351``, ``_x00e9_``."""
    text = _ESCAPE.sub(_character, text)
    return _SURROGATES.sub(lambda match: match[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _character(match: re.Match[str]) -> str:
    if match[5]:
        return _said(bytes.fromhex(match[5].replace("\\x", "")))
    if match[6]:
        return _said(bytes(int(digits, 8) for digits in match[6].split("\\")[1:]))
    code = match[1] or match[2] or match[3] or match[4]
    if not code:
        return " "
    return chr(number) if (number := int(code, 16)) <= 0x10FFFF else " "


def untagged(text: str) -> str:
    """Leave out tags in a text that is not read as markup."""
    return _TAG.sub(INLINE, text)


def quoted_printable(text: str) -> str:
    """Resolve ``=C3=A9``, and the line ends that mail puts in."""
    return _QUOTED.sub(lambda match: _said(bytes.fromhex(re.sub(r"[=\s]", "", match[0]))), text)


def _said(data: bytes) -> str:
    """Return bytes as text, in the encoding that they must be in."""
    try:
        return data.decode().replace("\0", "")
    except UnicodeDecodeError:
        return data.decode("latin-1").replace("\0", "")


@dataclass(frozen=True)
class Run:
    """A run of signs that may be encoded bytes."""

    signs: str = field(repr=False)
    decode: Callable[[str], bytes] = field(repr=False)
    steps: int

    def decoded(self) -> Iterator[tuple[bytes, bool]]:
        """Yield what it stands for from each sign at which the encoding may have begun, and whether that is its first."""
        for start in range(self.steps):
            with suppress(binascii.Error, ValueError):
                yield self.decode(self.signs[start:]), start == 0


def runs(text: str) -> Iterator[Run]:
    """Yield what looks like base64 or hexadecimal in a text, each once."""
    yield from (Run(signs, base64, 4) for signs in dict.fromkeys(_BASE64.findall(_WRAPPED.sub("", text))))
    yield from (Run(signs, hexadecimal, 2) for signs in dict.fromkeys(_HEX.findall(text)))


def base64(run: str) -> bytes:
    """Decode a run of base64, of either alphabet, whether it ends as it should or not."""
    run = run.translate(_URL_SIGNS)
    run = run[:-1] if len(run) % 4 == 1 else run
    return b64decode(run + "=" * (-len(run) % 4))


def hexadecimal(run: str) -> bytes:
    """Decode a run of hexadecimal digits."""
    digits = _NOT_HEX.sub("", run)
    return bytes.fromhex(digits[: len(digits) // 2 * 2])


def is_words(text: str) -> bool:
    """Whether a text, decoded from bytes, is one that can be read."""
    return not _CONTROL.search(text)


def readings(data: bytes) -> Iterator[str]:
    """Yield bytes as text: in UTF-8, else as Latin letters; and in UTF-16 where they may be that, in both orders."""
    try:
        yield data.decode()
    except UnicodeDecodeError:
        yield data.decode("latin-1")
        yield data.decode("utf-8", "ignore")
    if _WIDE.search(data):
        yield from (data[start:].decode(f"utf-16-{end}", "replace") for end in ("le", "be") for start in (0, 1))
