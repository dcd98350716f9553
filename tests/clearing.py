"""Papers of a council that asks for clearances, and clearances given."""

from dataclasses import replace
from pathlib import Path

from pipeline.build import standings
from pipeline.clearances import Standing, digest_for
from pipeline.clearing import clear
from pipeline.load import Request, load
from pipeline.models.clearance import Role
from pipeline.record import ledger
from tests.conftest import SAMPLE, copy_sample
from tests.samples import copy_aldershire

__all__ = ["SAMPLE", "SHORT_BREAKS", "asking", "clear", "give", "how_they_stand", "sample_asking", "voided"]

SHORT_BREAKS = "2023-12-05-short-breaks"
ASKED = """
clearances:
  - role: finance
    answers_for: [implications-financial, market, recommendation]
  - role: legal
    answers_for: [implications-legal, background, title]
  - role: monitoring-officer
    answers_for: [lots, duty]
  - role: dpo
    answers_for: [needs, four-lots, purpose]
  - role: proper-officer
    answers_for: [everything]
"""
ASKED_OF_SAMPLE = """
clearances:
  - role: finance
    answers_for: [financial-implications]
  - role: legal
    answers_for: [background]
  - role: dpo
    answers_for: [reviews]
  - role: proper-officer
    answers_for: [purpose]
"""


def asking(folder: Path, asked: str = ASKED) -> Request:
    """The fictional council's papers, with clearances asked for."""
    inputs = copy_aldershire(folder)
    return _ask(inputs, asked)


def sample_asking(folder: Path) -> Request:
    """The paper of 2010, with clearances asked for."""
    return _ask(copy_sample(folder).inputs, ASKED_OF_SAMPLE)


def _ask(inputs: Path, asked: str) -> Request:
    council = inputs / "council.yaml"
    council.write_text(council.read_text("utf-8") + asked, "utf-8")
    return Request(inputs, inputs.parent / "outputs")


def give(request: Request, paper: str) -> None:
    """Clear a paper for every role that is asked for, in the ledger: as ``clear`` does, composed once."""
    draft = load(request.inputs / paper, replace(request, audience="members"))
    assert draft.inputs, draft.findings
    assert draft.composer
    document, _ = draft.composer.compose(draft.inputs)
    assert document
    with ledger(request.outputs) as kept:
        for each in draft.inputs.council.clearances:
            digest = digest_for(each, document, draft.inputs.paper.waivers)
            details = {"role": each.role, "by": f"Head of {each.role}", "digest": digest}
            kept.add("clearance", paper, time="2023-11-01T00:00:00+00:00", details=details)


def how_they_stand(request: Request, paper: str) -> list[Standing]:
    draft = load(request.inputs / paper, request)
    assert draft.inputs, draft.findings
    assert draft.composer
    return standings(paper, draft.inputs, draft.composer, request)


def voided(request: Request, paper: str) -> set[Role]:
    """The roles whose clearance an edit voided; every other one stands."""
    found = how_they_stand(request, paper)
    assert all(each.cleared != each.voided_by_edit for each in found)
    return {each.role for each in found if each.voided_by_edit}
