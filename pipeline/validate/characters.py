"""Characters that the paper's fonts lack: the PDF would print a box, or borrow another font on some machines only."""

from collections.abc import Iterator
from typing import Any

from pipeline.findings import Finding, Path, Severity

SPACES = frozenset({0x0A, 0x0D, 0x09, 0x20})


def not_in_fonts(data: Any, coverage: frozenset[int], at: Path = ()) -> Iterator[Finding]:
    """Find each value that holds a character without a glyph."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from not_in_fonts(value, coverage, (*at, name))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from not_in_fonts(value, coverage, (*at, place))
    elif isinstance(data, str):
        for character in dict.fromkeys(data):
            if ord(character) not in coverage | SPACES:
                message = f"the paper's font has no character U+{ord(character):04X}"
                hint = "Write it in words, or use a character that the font has."
                yield Finding("VA106", Severity.ERROR, message, hint, at=at, near=character, restricted=True)
