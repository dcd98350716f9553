"""Record: what went in and what came out, and the move into place."""

from pipeline.record.bundle import MANIFEST, SUMS, UNLISTED, Member, check_bundle, may_be_made, write_bundle
from pipeline.record.ledger import Ledger, Row, ledger
from pipeline.record.manifest import NAME, digest, entry, ingredients, manifest, unchanged, versions
from pipeline.record.outputs import locked, staged
from pipeline.record.runs import runs

__all__ = [
    "MANIFEST",
    "NAME",
    "SUMS",
    "UNLISTED",
    "Ledger",
    "Member",
    "Row",
    "check_bundle",
    "digest",
    "entry",
    "ingredients",
    "ledger",
    "locked",
    "manifest",
    "may_be_made",
    "runs",
    "staged",
    "unchanged",
    "versions",
    "write_bundle",
]
