"""The harness itself, on a few slips of each kind; ``make assurance`` gives the whole score."""

from pathlib import Path

import pytest

from pipeline.findings import Finding, Severity
from tests.assurance.places import Papers, squash
from tests.assurance.score import INPUTS, Job, judged, options, outcomes, said, table
from tests.assurance.slips import KINDS, seeded

NOT_YET_CLEAN: dict[str, set[str]] = {}
"""Rules that still warn of the clean samples, without a waiver, by paper."""


@pytest.fixture(scope="module")
def papers() -> Papers:
    return Papers(INPUTS)


def loud(findings: list[Finding]) -> set[str]:
    return {finding.id for finding in findings if finding.severity is not Severity.NOTE and not finding.waived}


def test_the_clean_samples_give_no_error_and_no_warning(papers: Papers) -> None:
    warned = {paper.name: rules for paper in papers if (rules := loud(paper.findings))}

    assert warned == NOT_YET_CLEAN


def test_there_are_25_kinds_and_hundreds_of_places(papers: Papers) -> None:
    slips = seeded(papers, 8)

    assert len(KINDS) >= 25
    assert [kind for kind, each in slips.items() if not each] == []
    assert sum(map(len, slips.values())) >= 300


def test_slips_are_always_the_same(papers: Papers) -> None:
    assert seeded(papers, 3) == seeded(papers, 3)


def test_a_slip_changes_its_lines_and_no_others(papers: Papers) -> None:
    for kind, slips in seeded(papers, 3).items():
        for slip in slips:
            clean = (INPUTS / slip.file).read_text("utf-8").split("\n")
            lines = slip.text.split("\n")
            first, last = slip.lines
            assert slip.field[0] <= first <= last <= slip.field[1] + 1, kind
            assert lines != clean, kind
            if kind != "abbreviation defined twice":
                assert lines[: first - 1] == clean[: first - 1], kind


def test_slips_are_found_at_their_place(papers: Papers) -> None:
    kinds = ["doubled word", "OFSTED", "no due date", "evaluation before submission", "another recommendation"]

    tried = outcomes(papers, 2, kinds)

    assert list(tried) == [kind for kind in KINDS if kind in kinds]
    assert all(outcome.found for each in tried.values() for outcome in each), list(table(tried))


def test_a_finding_that_the_clean_paper_has_is_none_of_the_slip(papers: Papers) -> None:
    paper = next(iter(papers))
    slip = seeded(papers, 1)["doubled word"][0]
    job = Job(slip, papers.root, said(paper.findings))

    assert not judged(job, paper.findings, Path(papers.root)).found
    assert judged(job, paper.findings, Path(papers.root)).aside == []


def test_inputs_can_be_given() -> None:
    assert options(["--inputs", "elsewhere"]).inputs == Path("elsewhere")
    assert options([]).inputs == INPUTS


def test_letters_are_compared_without_signs() -> None:
    assert squash("Child F's *own*, 2.") == "childfsown2"
