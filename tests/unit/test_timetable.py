"""The timetable of a meeting: the law in force on its day, by body and nation, each line with its authority."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from pipeline.deadlines import working_days
from pipeline.models.council import Council
from pipeline.models.meeting import Meeting
from pipeline.read import read_yaml
from pipeline.statute import law
from pipeline.timetable import Deadline, Timetable, as_day, kind_of, timetable
from tests.conftest import ROOT

RULES = law().rules
COUNCIL = read_yaml(ROOT / "inputs" / "council.yaml", "council.yaml")[0].data


def made(day: str, body: str = "Cabinet", policy: dict[str, object] | None = None, **more: str) -> Timetable:
    council = Council.model_validate({**COUNCIL, "timetable": policy or {}})
    meeting = Meeting.model_validate({"id": "m", "body": body, "date": day, **more})
    return timetable(meeting, council, RULES, working_days(council))


def line(found: Timetable, id_: str) -> Deadline:
    (deadline,) = [each for each in found.deadlines if each.id == id_]
    return deadline


def test_the_cabinet_of_7_september_2010() -> None:
    found = made("2010-09-07")

    assert line(found, "papers").day == date(2010, 8, 27)
    assert "SI 2000/3272" in line(found, "papers").authority
    assert (date(2010, 8, 30), "Late Summer Bank Holiday") in line(found, "papers").skipped
    assert line(found, "forward-plan").day == date(2010, 8, 18)
    assert "Wed 1 Sep 2010" in line(found, "forward-plan").counted
    assert {each.id for each in found.deadlines}.isdisjoint({"key-decision-notice", "private-meeting-notice"})


def test_28_clear_days_are_printed_both_ways() -> None:
    for policy, day, other in (
        ({}, "2012-11-06", "2012-10-25"),
        ({"notice_days": "working"}, "2012-10-25", "2012-11-06"),
    ):
        notice = line(made("2012-12-05", policy=policy), "key-decision-notice")

        assert notice.day == date.fromisoformat(day)
        assert notice.other == date.fromisoformat(other)
        assert "reg 9" in notice.authority


@pytest.mark.parametrize(
    ("body", "day", "nation", "days", "authority"),
    [
        ("Cabinet", "2001-02-06", "England", 3, "SI 2000/3272 regs 10(a), 11(3)"),
        ("Cabinet", "2002-09-30", "England", 3, "SI 2000/3272 regs 10(a), 11(3)"),
        ("Cabinet", "2002-10-01", "England", 5, "SI 2002/716"),
        ("Cabinet", "2012-09-09", "England", 5, "SI 2002/716"),
        ("Cabinet", "2012-09-10", "England", 5, "SI 2012/2089 regs 6, 7(3)"),
        ("Planning Committee", "1990-05-01", "England", 3, "LGA 1972"),
        ("Planning Committee", "2002-09-30", "England", 3, "LGA 1972"),
        ("Planning Committee", "2002-10-01", "England", 5, "SI 2002/715"),
        ("Planning Committee", "2024-03-05", "England", 5, "SI 2002/715"),
        ("Planning Committee", "2021-04-30", "Wales", 3, "LGA 1972 ss.100A(6)(a)"),
        ("Planning Committee", "2021-05-01", "Wales", 3, "100BA"),
        ("Cabinet", "2021-05-04", "Wales", 3, "SI 2001/2290"),
    ],
)
def test_the_law_in_force_decides(body: str, day: str, nation: str, days: int, authority: str) -> None:
    found = line(made(day, body, {"nation": nation}), "papers")

    assert found.counted.startswith(f"{days} clear days")
    assert authority in found.authority


def test_no_rule_is_in_force_twice_on_one_day() -> None:
    periods = defaultdict(list)
    for rule in RULES:
        end = as_day(rule.until) if rule.until else date.max
        periods[rule.id, rule.kind, rule.nation].append((as_day(rule.since) if rule.since else date.min, end))

    for key, spans in periods.items():
        ordered = sorted(spans)
        for (_, end), (start, _) in pairwise(ordered):
            assert (start - end).days == 1, key


def test_a_cabinet_before_the_law_of_executives_still_has_a_day() -> None:
    found = line(made("2000-03-07"), "papers")

    assert found.day == date(2000, 2, 28)
    assert found.authority == "the council's own"
    assert "no law in force" in found.counted


def test_what_is_not_read_in_a_source_is_marked() -> None:
    assert not line(made("2021-05-04", policy={"nation": "Wales"}), "papers").verified
    assert line(made("2021-05-04"), "papers").verified


def test_late_items_are_told_by_body() -> None:
    assert (
        "special circumstances specified in the minutes"
        in line(made("2024-03-05", "Planning Committee"), "late-item").counted
    )
    assert "is for committees" in line(made("2024-03-05"), "late-item").counted


def test_a_private_meeting_has_its_notices_for_certain() -> None:
    assert line(made("2024-03-05"), "private-meeting-notice").needs == "private meeting"
    found = made("2024-03-05", private="Yes")
    assert line(found, "private-meeting-notice").needs == "always"
    assert line(found, "private-meeting-notice").day == date(2024, 2, 5)
    assert line(found, "private-meeting-further-notice").day == date(2024, 2, 26)


def test_the_councils_own_days() -> None:
    found = made("2024-03-05", policy={"drafts": "3", "report_deadline": "1", "decisions": "1", "call_in": "4"})

    assert line(found, "papers").day == date(2024, 2, 26)
    assert line(found, "first-drafts").day == date(2024, 2, 21)
    assert line(found, "reports").day == date(2024, 2, 23)
    assert line(found, "decisions").day == date(2024, 3, 6)
    assert line(found, "call-in").day == date(2024, 3, 12)
    assert [each.id for each in made("2024-03-05", policy={"call_in": "0"}).deadlines if each.id == "call-in"] == []
    assert [each.id for each in made("2024-03-05", "Planning Committee").deadlines if each.id == "call-in"] == []


def test_a_day_of_the_councils_own_is_no_working_day() -> None:
    policy: dict[str, object] = {"holidays": [{"date": "28 February 2024", "name": "Offices closed"}]}
    found = line(made("2024-03-05", policy=policy), "papers")

    assert found.day == date(2024, 2, 23)
    assert (date(2024, 2, 28), "Offices closed") in found.skipped


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Cabinet", "executive"),
        ("Cabinet Committee", "executive"),
        ("The Executive", "executive"),
        ("Council", "committee"),
        ("Corporate Parenting Committee", "committee"),
        ("Leader's Decisions", "executive"),
        ("Mayor and Cabinet, Contracts", "executive"),
        ("Cabinet Scrutiny Committee", "committee"),
    ],
)
def test_what_a_body_is(body: str, kind: str) -> None:
    bodies = {"bodies": [{"name": "leader's decisions", "kind": "executive"}]}

    assert kind_of(body, Council.model_validate({**COUNCIL, "timetable": bodies})) == kind


def test_lines_stand_in_the_order_of_their_days() -> None:
    days = [each.day for each in made("2024-03-05").deadlines]
    known = [day for day in days if day]

    assert known == sorted(known)
    assert days[: len(known)] == known
