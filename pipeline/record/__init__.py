"""Record: what went in and what came out, and the move into place."""

from pipeline.record.manifest import NAME, digest, ingredients, manifest, unchanged
from pipeline.record.outputs import locked, staged
from pipeline.record.runs import runs

__all__ = ["NAME", "digest", "ingredients", "locked", "manifest", "runs", "staged", "unchanged"]
