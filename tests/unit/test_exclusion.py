"""How the public is excluded: by the law in force on the day, for each kind of body and nation."""

import pytest

from pipeline.load import Request, load
from pipeline.models.dates import parse_date
from pipeline.models.inputs import Inputs
from pipeline.statute import exclusion
from tests.samples import ALDERSHIRE
from tests.withholding import PAPER


def inputs(body: str, date: str, nation: str) -> Inputs:
    found = load(ALDERSHIRE / PAPER, Request(ALDERSHIRE)).inputs
    assert found
    meeting = found.meeting.model_copy(update={"body": body, "date": parse_date(date)})
    policy = found.council.timetable.model_copy(update={"nation": nation})
    council = found.council.model_copy(update={"timetable": policy})
    return found.model_copy(update={"meetings": [meeting], "council": council})


@pytest.mark.parametrize(
    ("body", "date", "nation", "authority"),
    [
        ("Cabinet", "2010-09-07", "England", "LGA 1972 s.100A(2), (4), (5)"),
        ("Cabinet", "2012-09-09", "England", "LGA 1972 s.100A(2), (4), (5)"),
        ("Cabinet", "2012-09-10", "England", "SI 2012/2089 reg 4(2), (3)"),
        ("Cabinet", "2026-12-01", "England", "SI 2012/2089 reg 4(2), (3)"),
        ("Cabinet", "2026-12-01", "Wales", "LGA 1972 s.100A(2), (4), (5)"),
        ("Audit Committee", "2026-12-01", "England", "LGA 1972 s.100A(2), (4), (5)"),
        ("Audit Committee", "2026-12-01", "Wales", "LGA 1972 s.100A(2), (4), (5)"),
    ],
)
def test_the_law_is_that_of_the_day(body: str, date: str, nation: str, authority: str) -> None:
    found = exclusion(inputs(body, date, nation))

    assert found.authority == authority
    words = "regulation 4(2)(b)" if authority.startswith("SI") else "section 100A(4) of the Local Government Act 1972"
    assert words in found.resolution
    for place in ("{items}", "{they}", "{grounds}"):
        assert place in found.resolution
    assert "{items}" in found.confidential
