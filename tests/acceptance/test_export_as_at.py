"""As at a day: actions, reviews and evaluations as they stood, and what came later marked as such."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.export import Asked, planned
from pipeline.export.gather import gather
from pipeline.load import Request
from pipeline.models.dates import parse_date
from pipeline.template_folder import find_templates
from tests.exports import Row, command, day_of, plain, standing
from tests.samples import ALDERSHIRE, copy_aldershire

DAYS = ("2018-01-01", "2019-06-30", "2022-12-31", "2023-02-07", "2023-05-02", "2023-08-22", "2023-12-05", "2024-06-30")
EARLY, LATE = "2023-02-07", "2023-12-05"


def rows_on(day: str, inputs: Path = ALDERSHIRE, until: str = "2022") -> dict[str, list[Row]]:
    """Every table of an export, as it would be written."""
    asked = Asked(parse_date("2008"), parse_date(until), parse_date(day), "Test")
    request = Request(inputs)
    found = gather(asked, request, lambda _: None)
    plan = planned(asked, found, find_templates(None), request, lambda _: None)
    return {
        table.name: [dict(zip([field.name for field in table.fields], row, strict=True)) for row in table.rows]
        for table in plan.tables
    }


@pytest.fixture(scope="module")
def plan() -> list[Row]:
    actions: list[Row] = plain(ALDERSHIRE / "actions.yaml")["actions"]
    return actions


@pytest.mark.parametrize("day", DAYS)
def test_actions_stand_as_they_did_on_any_day(day: str, plan: list[Row]) -> None:
    reviews = {each["id"]: day_of(each["initiated"]) for each in plain(ALDERSHIRE / "reviews.yaml")}
    then = date.fromisoformat(day)
    rows = {row["action"]: row for row in rows_on(day)["actions"] if not row["action"].startswith(("a-", "b-"))}
    expected = [action for action in plan if (reviews[action["review"]] or then) <= then]

    assert list(rows) == [action["id"] for action in expected]
    for action in expected:
        state, due = standing(action, then) or ("not in the plan yet", None)
        row = rows[action["id"]]
        assert (row["state"], row["due"]) == (state, due and due.isoformat()), action["id"]
        assert row["later"] is any((day_of(update["date"]) or then) > then for update in action.get("updates") or [])


def test_two_days_differ_and_every_update_is_in_both() -> None:
    early, late = rows_on(EARLY), rows_on(LATE)
    states = [{row["action"]: row["state"] for row in rows["actions"]} for rows in (early, late)]
    updates = [
        [(row["action"], row["date"], row["status"]) for row in rows["action_updates"]] for rows in (early, late)
    ]

    assert states[0] != states[1]
    assert updates[0] == updates[1]
    for rows, day in ((early, EARLY), (late, LATE)):
        assert all(row["later"] is (row["date"] > day) for row in rows["action_updates"])
    assert any(row["later"] for row in early["action_updates"])


def test_actions_agreed_later_are_listed_and_said_not_to_be_there_yet() -> None:
    rows = [row for row in rows_on(EARLY)["actions"] if row["agreed"] and row["agreed"] > EARLY]

    assert len(rows) >= 3
    assert {row["state"] for row in rows} == {"not in the plan yet"}
    assert {row["computed"] for row in rows} == {None}


def corrected(folder: Path) -> Path:
    """Aldershire, where in July 2023 an action that was complete on the day turned out not to be."""
    inputs = copy_aldershire(folder)
    file = inputs / "actions.yaml"
    old = "        note: Monthly returns seen by the Learning and Improvement Group.\n"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    new = "      - date: 3 July 2023\n        status: in progress\n        due: 31 March 2024\n        note: Corrected. One hospital had not used the form.\n"
    file.write_text(text.replace(old, old + new), "utf-8")
    return inputs


def test_a_later_correction_is_visible_as_one(tmp_path: Path) -> None:
    inputs = corrected(tmp_path)
    before, after = rows_on("2023-05-02", inputs), rows_on("2023-08-22", inputs)
    then, now = (next(row for row in rows["actions"] if row["action"] == "h-3") for rows in (before, after))
    correction = next(row for row in before["action_updates"] if row["date"] == "2023-07-03")

    assert (then["state"], then["later"], then["due"]) == ("complete and evidenced", True, "2022-12-31")
    assert (now["state"], now["due"], now["evidence"]) == ("on track", "2024-03-31", None)
    assert correction["later"] is True
    assert correction["corrects"] == "status was complete and evidenced; due was 2022-12-31"
    assert next(row for row in after["action_updates"] if row["date"] == "2023-07-03")["corrects"] == ""


def test_a_review_begun_later_is_left_out_with_a_note_and_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "ofsted", "--inputs", ALDERSHIRE, "--from", "2015", "--to", "2022", "--purpose", "x", "-n"]
    words += ["--as-at", "2019-01-01", "--out", tmp_path / "x.zip"]
    code, _, said = command(capsys, *words)

    assert code == 0
    assert "note[EX102]: begun after 2019-01-01, and so left out: child-n, child-p" in said
    code, _, said = command(capsys, *words, "--review", "child-p")
    assert code == 2
    assert "The review child-p had not begun on 2019-01-01." in said
    assert [row["review"] for row in rows_on("2019-01-01")["reviews"] if row["review"] > "child-c"] == [
        *("child-h", "child-j", "child-k-and-child-l", "child-m")
    ]


def test_a_summary_published_later_and_a_conviction_later_are_not_known_yet() -> None:
    row = next(row for row in rows_on("2019-01-01")["reviews"] if row["review"] == "child-m")

    assert (row["published"], row["already_published"], row["responsible"], row["later"]) == (None, False, "", True)
    row = next(row for row in rows_on("2020-09-08")["reviews"] if row["review"] == "child-m")
    assert (row["published"], row["responsible"], row["later"]) == ("2020-09-08", "father", False)


@pytest.mark.parametrize(
    ("day", "grades", "judged"),
    [
        ("2010-06-29", {"child-a": "awaited"}, 0),
        ("2010-07-01", {"child-a": "awaited", "child-b": "awaited"}, 0),
        ("2010-09-20", {"child-a": "awaited", "child-b": "awaited"}, 0),
        ("2010-09-21", {"child-a": "good", "child-b": "awaited"}, 7),
        ("2010-10-12", {"child-a": "good", "child-b": "adequate"}, 15),
    ],
)
def test_an_evaluation_received_later_is_awaited(day: str, grades: dict[str, str], judged: int) -> None:
    rows = rows_on(day, until="2010")

    assert {row["review"]: row["grade"] for row in rows["evaluations"]} == grades
    assert all((row["received"] is None) is (row["grade"] == "awaited") for row in rows["evaluations"])
    assert len(rows["judgements"]) == judged
    assert {row["review"] for row in rows["reviews"] if row["later"]} >= {
        name for name, g in grades.items() if g == "awaited"
    }


def test_a_resubmission_later_is_not_known_yet(tmp_path: Path) -> None:
    inputs = copy_aldershire(tmp_path)
    file = inputs / "2010-11-09-evaluation-of-serious-case-reviews" / "evaluations.yaml"
    file.write_text(
        file.read_text("utf-8").replace("received: 21", "reconsidered: 1 March 2011\n  received: 21"), "utf-8"
    )

    assert [row["reconsidered"] for row in rows_on("2010-12-01", inputs, "2010")["evaluations"]] == [None, None]
    assert [row["reconsidered"] for row in rows_on("2011-03-01", inputs, "2010")["evaluations"]] == ["2011-03-01", None]


def test_evidence_is_indexed_once_it_was_there(plan: list[Row]) -> None:
    for day in (EARLY, LATE):
        kept = [row["document"] for row in rows_on(day)["evidence"] if row["kind"] == "evidence of an action"]
        assert {title.split(":")[0] for title in kept if title[0] not in "ab"} == set(
            evidenced(plan, date.fromisoformat(day))
        )


def evidenced(plan: list[Row], day: date) -> Iterator[str]:
    return (action["id"] for action in plan if (standing(action, day) or ("",))[0] == "complete and evidenced")
