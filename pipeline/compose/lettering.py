"""Lettering: words drawn as outlines, for pictures. A picture's words are then no text that one format has and another lacks."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.document import plain_number

FONT = "LiberationSans-Regular.ttf"
DOTS = "…"


@dataclass
class Lettering:
    """Draws words with the glyphs of one font, and keeps each glyph's outline once.

    ``prefix`` keeps the glyphs' ids apart from those of other pictures of a page.
    """

    fonts: Path
    prefix: str
    glyphs: dict[str, str] = field(default_factory=dict)

    def draw(self, text: str, x: float, y: float, size: float, *, anchor: float = 0.0) -> dict[str, Any]:
        """Return where each glyph of a line stands; ``anchor`` is the share of its width that lies left of ``x``."""
        font = _font(self.fonts / FONT)
        scale = size / font.units
        start = x - anchor * self.width(text, size)
        glyphs, at = [], 0
        for letter in text:
            name = font.names.get(ord(letter), ".notdef")
            if letter != " ":
                self.glyphs.setdefault(f"{self.prefix}_{name}", font.outline(name))
                glyphs.append({"id": f"{self.prefix}_{name}", "x": at})
            at += font.advance(name)
        place = f"translate({plain_number(start)} {plain_number(y)}) scale({scale:.6g} {-scale:.6g})"
        return {"place": place, "glyphs": glyphs}

    def width(self, text: str, size: float) -> float:
        """Return the width of a line, in the unit of the size."""
        font = _font(self.fonts / FONT)
        return float(sum(font.advance(font.names.get(ord(letter), ".notdef")) for letter in text)) * size / font.units

    def fit(self, text: str, most: float, size: float) -> str:
        """Shorten a text to a width."""
        if self.width(text, size) <= most:
            return text
        while text and self.width(text + DOTS, size) > most:
            text = text[:-1]
        return text.rstrip() + DOTS


class _Font:
    """The glyphs of a font file."""

    def __init__(self, file: Path) -> None:
        from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to load

        font = TTFont(file)
        self.names: dict[int, str] = font.getBestCmap()
        self.units: int = font["head"].unitsPerEm
        self.set = font.getGlyphSet()

    def advance(self, name: str) -> int:
        """Return how far the next glyph stands from this one."""
        return int(self.set[name].width)

    def outline(self, name: str) -> str:
        """Return a glyph's outline as an SVG path."""
        from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 - slow to load

        pen = SVGPathPen(self.set)
        self.set[name].draw(pen)
        commands: str = pen.getCommands()
        return commands


@cache
def _font(file: Path) -> _Font:
    return _Font(file)
