"""Clearing: what a clearance covers and keeps, who has not cleared a paper, and what is refused."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.clearances import Standing
from pipeline.clearing import lacking, lacking_for_the_clock
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request
from pipeline.models.clearance import Role
from pipeline.record import cleared_page, ledger
from tests.clearing import SHORT_BREAKS, asking, clear, give
from tests.conftest import Papers

NOW = datetime(2023, 11, 20, 9, tzinfo=ZoneInfo("Europe/London"))
PAPER_FILE = f"{SHORT_BREAKS}/paper.yaml"
ASKED = """
clearances:
  - role: monitoring-officer
    answers_for: [lots, nowhere, duty]
  - role: proper-officer
    answers_for: [everything]
"""


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    return asking(tmp_path, ASKED)


def change(request: Request, old: str, new: str, name: str = PAPER_FILE) -> None:
    Papers(request.inputs.parent).change(name, old, new)


def paper(request: Request) -> Path:
    return request.inputs / SHORT_BREAKS


def rows(request: Request) -> list[dict[str, object]]:
    with ledger(request.outputs, make=False) as book:
        return [dict(row.details) for row in book.rows(SHORT_BREAKS, "clearance")]


def test_a_clearance_tells_what_it_covers_and_is_written_down(request_: Request) -> None:
    some = clear(paper(request_), request_, "monitoring-officer", "Office Manager", NOW)
    whole = clear(paper(request_), request_, "proper-officer", "Chief Executive", NOW)

    assert (some.parts, some.absent) == (["What each lot is to provide", "Duty"], ["nowhere"])
    assert (whole.parts, whole.absent) == (["The whole paper"], [])
    told = [(row["role"], row["by"], row["digest"]) for row in rows(request_)]
    assert told == [
        ("monitoring-officer", "Office Manager", some.digest),
        ("proper-officer", "Chief Executive", whole.digest),
    ]
    assert some.digest != whole.digest


def test_the_page_that_was_cleared_is_kept_while_it_is_that_page(request_: Request) -> None:
    clear(paper(request_), request_, "proper-officer", "Chief Executive", NOW)
    digest = str(rows(request_)[0]["page"])

    def kept(role: Role, of: str) -> Path | None:
        return cleared_page(request_.outputs, SHORT_BREAKS, role, of)

    page = kept("proper-officer", digest)
    assert page
    assert "short breaks" in page.read_text("utf-8")
    assert kept("proper-officer", "0" * 64) is None
    assert kept("monitoring-officer", digest) is None


def test_it_is_said_who_has_not_cleared_a_paper_as_it_is(request_: Request) -> None:
    assert lacking(paper(request_), request_) == ["Monitoring Officer", "Proper Officer"]
    clear(paper(request_), request_, "monitoring-officer", "Office Manager", NOW)
    assert lacking(paper(request_), request_) == ["Proper Officer"]
    give(request_, SHORT_BREAKS)
    assert lacking(paper(request_), request_) == lacking_for_the_clock(paper(request_), request_) == []
    change(request_, "The chief risks are these", "The main risks are these")
    assert lacking(paper(request_), request_) == lacking_for_the_clock(paper(request_), request_) == ["Proper Officer"]


def test_the_clock_lacks_a_proper_officer_whom_nobody_asks(request_: Request) -> None:
    change(request_, "role: proper-officer", "role: finance", "council.yaml")
    give(request_, SHORT_BREAKS)

    assert lacking(paper(request_), request_) == []
    assert lacking_for_the_clock(paper(request_), request_) == ["Proper Officer, whom council.yaml does not ask"]


def in_a_fact(request: Request) -> None:
    change(request, "{{ council.area }}", "{{ council.aria }}")


def in_a_field(request: Request) -> None:
    change(request, "key_decision: Yes", "key_decision: Perhaps")


@pytest.mark.parametrize("wrong", [in_a_fact, in_a_field])
def test_a_paper_with_errors_cannot_be_cleared(request_: Request, wrong: Callable[[Request], None]) -> None:
    wrong(request_)
    found = clear(paper(request_), request_, "proper-officer", "Chief Executive", NOW)

    assert any(finding.id.startswith("VA") for finding in found.findings)
    assert (found.digest, found.parts, rows(request_)) == ("", [], [])


def test_a_paper_that_cannot_be_read_lacks_all(request_: Request) -> None:
    in_a_field(request_)

    assert lacking(paper(request_), request_) == ["the paper cannot be read"]
    assert lacking_for_the_clock(paper(request_), request_) == [
        "the paper cannot be read",
        "Proper Officer, whom council.yaml does not ask",
    ]


@pytest.mark.parametrize(
    ("asked", "said"), [(ASKED, "asks: monitoring-officer, proper-officer."), ("", "asks: no role.")]
)
def test_a_role_that_is_not_asked_clears_nothing(tmp_path: Path, asked: str, said: str) -> None:
    request = asking(tmp_path, asked)
    with pytest.raises(PipelineError, match="does not ask Legal to clear") as told:
        clear(paper(request), request, "legal", "Solicitor", NOW)

    assert (told.value.code, str(told.value.hint).endswith(said)) == (ExitCode.USAGE, True)
    assert rows(request) == []


def test_roles_are_told_by_the_names_that_people_use() -> None:
    assert [Standing(role).name for role in ("dpo", "finance")] == ["Data Protection Officer", "Finance"]  # type: ignore[arg-type]
