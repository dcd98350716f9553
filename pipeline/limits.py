"""Limits of a rendering, so that a runaway ends by itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The most that the layout of one paper may take."""

    seconds: int = 120
    megabytes: int = 4096
    pages: int = 500
