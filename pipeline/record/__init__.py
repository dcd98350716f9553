"""Record: what went in and what came out, and the move into place."""

from pipeline.record.manifest import NAME, ingredients, manifest, unchanged
from pipeline.record.outputs import locked, staged

__all__ = ["NAME", "ingredients", "locked", "manifest", "staged", "unchanged"]
