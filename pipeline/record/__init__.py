"""Record: what went in and what came out, and the move into place."""

from pipeline.record.bundle import Member, check_bundle, write_bundle
from pipeline.record.manifest import NAME, digest, entry, ingredients, manifest, unchanged, versions
from pipeline.record.outputs import locked, staged
from pipeline.record.runs import runs

__all__ = [
    "NAME",
    "Member",
    "check_bundle",
    "digest",
    "entry",
    "ingredients",
    "locked",
    "manifest",
    "runs",
    "staged",
    "unchanged",
    "versions",
    "write_bundle",
]
