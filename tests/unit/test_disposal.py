"""Disposal: from when editions and their background papers need not be kept, by the law and by the council."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.deadlines import calendar
from pipeline.models.council import Council
from pipeline.publish.disposal import Disposal, disposals
from tests.conftest import ROOT
from tests.editions import NAME, World, world


@pytest.fixture
def council() -> Council:
    found = calendar(ROOT / "tests" / "bad_inputs" / "_base").council
    assert found
    return found


@pytest.fixture
def published(tmp_path: Path) -> World:
    """Two editions for the meeting of 3 March 2026."""
    made = world(tmp_path)
    made.publish()
    made.write("two")
    made.publish("a slip")
    return made


def listed(made: World, council: Council) -> list[Disposal]:
    return sorted(disposals(made.verify().standing, council))


def kept(council: Council, *, papers: int, background: int) -> Council:
    retention = council.retention.model_copy(update={"papers": papers, "background": background})
    return council.model_copy(update={"retention": retention})


def test_the_law_keeps_papers_six_years_and_background_papers_four(published: World, council: Council) -> None:
    background, papers = date(2030, 3, 3), date(2032, 3, 3)

    assert listed(published, council) == [
        Disposal(background, f"{NAME}/1", "background papers"),
        Disposal(background, f"{NAME}/2", "background papers"),
        Disposal(papers, f"{NAME}/1", "papers"),
        Disposal(papers, f"{NAME}/2", "papers"),
    ]


def test_a_council_keeps_them_longer_and_never_shorter(published: World, council: Council) -> None:
    days = {each.kind: each.day for each in listed(published, kept(council, papers=10, background=1))}

    assert days == {"papers": date(2036, 3, 3), "background papers": date(2030, 3, 3)}


def test_what_is_destroyed_is_not_listed_and_what_is_withdrawn_is(published: World, council: Council) -> None:
    published.withdraw(1, destroy=True)
    published.withdraw(2)

    assert {each.edition for each in listed(published, council)} == {f"{NAME}/2"}
