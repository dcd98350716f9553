"""What the paper's fonts can print."""

from functools import reduce
from pathlib import Path


def coverage(fonts: Path) -> frozenset[int]:
    """Return the code points that every font in a folder has a glyph for."""
    return reduce(frozenset.intersection, map(_code_points, sorted(fonts.glob("*.ttf"))))


def _code_points(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to load

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())
