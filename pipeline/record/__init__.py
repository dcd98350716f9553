"""Record: what went in and what came out, and the move into place."""

from pipeline.record.manifest import manifest
from pipeline.record.outputs import staged

__all__ = ["manifest", "staged"]
