"""Record: what went in and what came out, and the move into place."""

from pipeline.record.bundle import MANIFEST, SUMS, UNLISTED, Member, check_bundle, may_be_made, write_bundle
from pipeline.record.cleared import cleared_page, keep_cleared
from pipeline.record.editions import (
    INPUTS,
    MEMBERS,
    PUBLIC,
    Edition,
    commit,
    edition_at,
    edition_stage,
    editions,
    files_in,
    keep_inputs,
    seal,
)
from pipeline.record.integrity import wrong_with
from pipeline.record.ledger import Ledger, Row, ledger
from pipeline.record.manifest import NAME, digest, entry, ingredients, manifest, unchanged, versions
from pipeline.record.outputs import locked, staged
from pipeline.record.published import Standing, Verified, complete, settle, standing, verify, withdraw
from pipeline.record.runs import runs

__all__ = [
    "INPUTS",
    "MANIFEST",
    "MEMBERS",
    "NAME",
    "PUBLIC",
    "SUMS",
    "UNLISTED",
    "Edition",
    "Ledger",
    "Member",
    "Row",
    "Standing",
    "Verified",
    "check_bundle",
    "cleared_page",
    "commit",
    "complete",
    "digest",
    "edition_at",
    "edition_stage",
    "editions",
    "entry",
    "files_in",
    "ingredients",
    "keep_cleared",
    "keep_inputs",
    "ledger",
    "locked",
    "manifest",
    "may_be_made",
    "runs",
    "seal",
    "settle",
    "staged",
    "standing",
    "unchanged",
    "verify",
    "versions",
    "withdraw",
    "write_bundle",
    "wrong_with",
]
