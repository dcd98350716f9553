"""From the codes in a PDF's content to letters, by the tables of its fonts."""

import re
from typing import Any

from fontTools import agl

from pipeline.leaks.values import CannotSearchError

MOST_CODES = 200_000
"""A table of more codes than there are letters is there to fill the memory."""

_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")
_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


class Font:
    """The letters of a font's codes."""

    def __init__(self, font: Any) -> None:
        self._wide = str(font.get("/Subtype")) == "/Type0"
        self._size = 2 if self._wide else 1
        self._told = 0
        self._letters: dict[int, str] = {} if self._wide else _simple(font)
        if "/ToUnicode" in font:
            self._read(font["/ToUnicode"].read_bytes())

    def text(self, codes: bytes) -> str:
        """Return what codes show.

        Raises:
            CannotSearchError: no table tells what a code shows.
        """
        size = self._size
        try:
            return "".join(
                self._letters[int.from_bytes(codes[place : place + size])] for place in range(0, len(codes), size)
            )
        except KeyError:
            raise CannotSearchError("this PDF shows letters that no table tells") from None

    def _read(self, table: bytes) -> None:
        for section in table.split(b"begin")[1:]:
            body = section.partition(b"end")[0]
            values = [(re.sub(rb"\s", b"", token[1] or b""), token[2]) for token in _TOKEN.finditer(body)]
            if section.startswith(b"codespacerange"):
                self._size = max(1, len(values[0][0]) // 2)
            elif section.startswith(b"bfchar"):
                codes = [digits for digits, _ in values]
                self._letters |= {int(code, 16): _letters(to) for code, to in zip(codes[::2], codes[1::2], strict=True)}
            elif section.startswith(b"bfrange"):
                self._ranges(values)

    def _ranges(self, values: list[tuple[bytes, bytes]]) -> None:
        waiting = iter(values)
        for first, _ in waiting:
            last, (to, bracket) = next(waiting)[0], next(waiting)
            start, end = int(first, 16), int(last, 16)
            self._told += end - start + 1
            if self._told > MOST_CODES:
                raise CannotSearchError("this PDF holds a font with too many letters")
            if bracket:
                listed = []
                for digits, closing in waiting:
                    if closing:
                        break
                    listed.append(_letters(digits))
                self._letters |= dict(enumerate(listed, start=start))
            else:
                text = _letters(to)
                self._letters |= {
                    start + step: text[:-1] + chr(ord(text[-1]) + step) for step in range(end - start + 1)
                }


def _letters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _simple(font: Any) -> dict[int, str]:
    """Return the letters of a font of one byte a letter, as its encoding has them."""
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding", "") if hasattr(encoding, "keys") else encoding
    table = bytes(range(256)).decode(_ENCODINGS.get(str(base), "cp1252"), "replace")
    letters = dict(enumerate(table))
    code = 0
    for each in encoding.get("/Differences", []) if hasattr(encoding, "keys") else []:
        if isinstance(each, int):
            code = each
            continue
        named = agl.toUnicode(str(each)[1:])
        letters.pop(code, None)
        if named:
            letters[code] = named
        code += 1
    return letters
