"""The site of a meeting."""

from pathlib import Path

from pipeline.load import Request
from pipeline.pack.about import Packs
from pipeline.pack.items import Business


def write_site(found: Business, packs: Packs, stage: Path, request: Request) -> None:
    """Write it."""
