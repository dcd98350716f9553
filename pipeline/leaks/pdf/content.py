"""What a piece of PDF content shows, in the order in which it shows it, whether it can be seen or not."""

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from pipeline.leaks.pdf.fonts import Font
from pipeline.leaks.values import CannotSearchError
from pipeline.leaks.words import INLINE

MOST = 6_000_000
"""Content of more bytes would fill the memory once it is parsed."""

_MOVES = frozenset(("Td", "TD", "Tm", "T*", "'", '"'))
_SHOWS = frozenset(("Tj", "'", '"'))
_MARKS = frozenset(("BMC", "BDC"))
_OPERATORS = " ".join(("Tf", "TJ", "EMC", *sorted(_MOVES | _SHOWS | _MARKS)))
_SPACE = -180
"""A gap within a line so wide, in thousandths of the letters' size, parts words."""


@dataclass
class Shown:
    """The text of a piece of content; that of its headers, footers and ornaments apart; and what its marks say."""

    body: str = field(default="", repr=False)
    beside: str = field(default="", repr=False)
    properties: list[Any] = field(default_factory=list, repr=False)


def shown(content: Any, resources: Any) -> Shown:
    """Return what content shows.

    Raises:
        CannotSearchError: it is too large, broken, or in a font whose letters no table tells.
    """
    if _size(content) > MOST:
        raise CannotSearchError("this PDF holds a page that is too large")
    reader = _Content(resources)
    for each in pikepdf.parse_content_stream(content, _OPERATORS):
        reader.follow(str(each.operator), list(each.operands))
    return Shown("".join(reader.body), "".join(reader.beside), reader.properties)


def _size(content: Any) -> int:
    if isinstance(content, pikepdf.Page):
        content = content.obj.get("/Contents", pikepdf.Array())
    parts = content if isinstance(content, pikepdf.Array) else [content]
    return sum(len(part.read_bytes()) for part in parts)


class _Content:
    """Follows content from one operator to the next."""

    def __init__(self, resources: Any) -> None:
        self._named = resources.get("/Font", {}) if resources is not None else {}
        self._fonts: dict[str, Font] = {}
        self._font: Font | None = None
        self._line: Any = None
        self._marks: list[bool] = []
        self.body: list[str] = []
        self.beside: list[str] = []
        self.properties: list[Any] = []

    def follow(self, operator: str, operands: list[Any]) -> None:
        """Take one operator in."""
        if operator in _MOVES:
            self._move(operator, operands)
        if operator == "Tf":
            self._font = self._find(str(operands[0]))
        elif operator == "TJ":
            self._show_parts(operands[0])
        elif operator in _SHOWS:
            self._show(operands[-1])
        elif operator == "EMC":
            del self._marks[-1:]
        elif operator in _MARKS:
            self._marks.append(str(operands[0]) == "/Artifact")
            self.properties += operands[1:]

    def _find(self, name: str) -> Font:
        if name not in self._fonts:
            found = self._named.get(name)
            if found is None:
                raise CannotSearchError("this PDF shows text in a font that it does not hold")
            self._fonts[name] = Font(found)
        return self._fonts[name]

    def _say(self, text: str) -> None:
        (self.beside if any(self._marks) else self.body).append(text)

    def _move(self, operator: str, operands: list[Any]) -> None:
        """Note a step to another place. In the same line a word may go on, but a number of a table's next cell does not."""
        same = (operator in {"Td", "TD"} and operands[1] == 0) or (operator == "Tm" and operands[5] == self._line)
        self._line = operands[5] if operator == "Tm" else self._line
        said = self.beside if any(self._marks) else self.body
        self._say(INLINE if same and said and not said[-1][-1:].isdigit() else "\n")

    def _show_parts(self, parts: Any) -> None:
        for part in parts:
            if isinstance(part, pikepdf.String):
                self._show(part)
            elif part < _SPACE:
                self._say(INLINE)

    def _show(self, text: Any) -> None:
        if self._font is None:
            raise CannotSearchError("this PDF shows text in no font")
        self._say(self._font.text(bytes(text)))
