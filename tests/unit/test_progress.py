"""How actions stand on a day: each rule by example, and the days on which it begins to hold."""

from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.models.action import Action, State
from pipeline.models.council import Council, LegendEntry
from pipeline.models.dates import PartialDate, parse_date
from pipeline.progress import STATES, Position, Progress, colour_of, colours, percentages, states

DAY = "21 November 2023"

Fields = dict[str, Any]


def council(**fields: Any) -> Council:
    return Council.model_validate(
        {
            "name": "Aldershire County Council",
            "area": "Aldershire",
            "house_style": "accessible",
            "board": {"name": "Board", "short": "LSCB", "website": "https://board.example"},
            "inspectorate": {"name": "Office", "short": "Ofsted"},
            "guidance": {"title": "Working Together to Safeguard Children", "short": "Working Together"},
            **fields,
        }
    )


def action(**fields: Any) -> Action:
    usual = {"id": "a-1", "review": "child-a", "agency": "Housing", "action": "Do it.", "status": "in progress"}
    return Action.model_validate({**usual, **fields})


def progress(*actions: Action, day: str = DAY, since: str | None = None, **fields: Any) -> Progress:
    return Progress(actions, council(**fields), parse_date(day), parse_date(since) if since else None)


def position(day: str = DAY, *, legend: list[LegendEntry] | None = None, **fields: Any) -> Position:
    """Where the one action of a plan stands, by the usual legend or another."""
    [found] = progress(action(**fields), day=day, **({"rag_legend": legend} if legend is not None else {})).positions
    return found


def update(date: str, **fields: Any) -> Fields:
    return {"date": date, **fields}


AUGUST = update("1 August 2023", status="in progress")


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        ("complete and evidenced", {"status": "complete and evidenced", "evidence": "An audit."}),
        ("complete", {"status": "complete and evidenced"}),
        ("complete", {"status": "complete", "evidence": "An audit."}),
        ("complete", {"status": "complete", "due": "1 November 2023"}),
        ("on track", {"due": "30 June 2024"}),
        ("not started", {"status": "not started", "due": "30 June 2024"}),
        ("at risk", {"due": "1 December 2023"}),
        ("at risk", {"status": "not started", "due": "1 December 2023"}),
        ("at risk", {}),
        ("at risk", {"status": "not started"}),
        ("overdue", {"due": "1 November 2023"}),
        ("overdue", {"status": "not started", "due": "1 November 2023"}),
        ("superseded", {"status": "superseded", "due": "1 November 2023"}),
        ("superseded", {"status": "superseded"}),
    ],
)
def test_status_evidence_and_due_date_give_the_state(state: State, fields: Fields) -> None:
    assert position(**fields).state == state


@pytest.mark.parametrize(
    ("due", "state"),
    [
        ("20 November 2023", "overdue"),
        ("21 November 2023", "at risk"),
        ("22 November 2023", "at risk"),
        ("19 December 2023", "at risk"),
        ("20 December 2023", "on track"),
    ],
)
def test_an_action_is_at_risk_from_28_days_before_its_due_date_until_that_day_ends(due: str, state: State) -> None:
    assert position(due=due).state == state


@pytest.mark.parametrize(
    ("days", "due", "state"),
    [
        ("0", "21 November 2023", "at risk"),
        ("0", "22 November 2023", "on track"),
        ("1", "22 November 2023", "at risk"),
        ("1", "23 November 2023", "on track"),
        ("101", "1 March 2024", "at risk"),
        ("100", "1 March 2024", "on track"),
    ],
)
def test_the_council_says_from_how_many_days_an_action_is_at_risk(days: str, due: str, state: State) -> None:
    """From 21 November 2023 to 1 March 2024 there are 101 days: 2024 is a leap year."""
    [found] = progress(action(due=due), at_risk_days=days).positions

    assert found.state == state


@pytest.mark.parametrize(
    ("date", "state"),
    [("20 November 2023", "complete"), ("21 November 2023", "complete"), ("22 November 2023", "on track")],
)
def test_an_update_of_the_day_counts_and_one_of_the_day_after_does_not(date: str, state: State) -> None:
    updates = [AUGUST, update(date, status="complete")]

    assert position(status="complete", due="30 June 2024", updates=updates).state == state


def test_updates_count_in_the_order_of_their_dates_not_of_the_file() -> None:
    found = position(updates=[update("2 August 2023", status="complete"), AUGUST], due="30 June 2024")

    assert found.state == "complete"


def test_of_two_updates_on_one_day_the_later_in_the_file_counts() -> None:
    updates = [update("1 August 2023", status="complete"), update("1 August 2023", status="superseded")]

    assert position(updates=updates).state == "superseded"


def test_a_field_that_an_update_leaves_out_stays_as_it_was() -> None:
    updates = [
        update("1 August 2023", status="in progress", rag="amber", due="30 June 2024"),
        update("1 September 2023", note="No change."),
    ]
    found = position(due="1 October 2023", updates=updates)

    assert (found.state, found.claimed, found.due) == ("on track", "amber", PartialDate(2024, 6, 30))


def test_before_its_first_update_an_action_was_agreed_and_no_more() -> None:
    fields: Fields = {"status": "complete", "rag": "green", "due": "30 June 2024"}
    found = position(updates=[update("22 November 2023", status="complete", rag="green", due="1 July 2024")], **fields)

    assert (found.state, found.claimed, found.due) == ("not started", None, PartialDate(2024, 6, 30))


def test_before_its_first_update_an_action_can_be_overdue() -> None:
    assert position(due="20 November 2023", updates=[update("22 November 2023", status="complete")]).state == "overdue"


def test_an_action_without_updates_is_as_the_tracker_has_it() -> None:
    found = position(status="not started", rag="red", due="30 June 2024")

    assert (found.state, found.claimed) == ("not started", "red")


@pytest.mark.parametrize("status", ["complete", "complete and evidenced"])
def test_an_action_without_updates_that_was_completed_later_was_in_progress(status: str) -> None:
    fields: Fields = {"status": status, "evidence": "An audit.", "rag": "blue", "due": "30 June 2024"}
    before = position("20 November 2023", completed=DAY, **fields)
    then = position(DAY, completed=DAY, **fields)

    assert (before.state, before.claimed) == ("on track", None)
    assert (then.state, then.claimed) == (status, "blue")


def test_an_action_that_was_superseded_does_not_ask_when_it_was_completed() -> None:
    assert position(status="superseded", completed="1 December 2023").state == "superseded"


def test_updates_say_since_when_an_action_is_known_to_be_complete() -> None:
    """Until the update came, nobody reported that it was done."""
    fields: Fields = {
        "status": "complete",
        "completed": "1 September 2023",
        "due": "30 June 2024",
        "updates": [AUGUST, update("1 October 2023", status="complete")],
    }

    assert position("30 September 2023", **fields).state == "on track"
    assert position("1 October 2023", **fields).state == "complete"


def test_an_action_can_be_reopened() -> None:
    updates = [update("1 August 2023", status="complete"), update("1 September 2023", status="in progress")]
    found = progress(action(due="30 June 2024", updates=updates), since="22 August 2023")
    [move] = found.moves

    assert move.before
    assert (move.before.state, move.after.state) == ("complete", "on track")
    assert move.after.days_late == 0


@pytest.mark.parametrize(("due", "back"), [("29 June 2024", False), ("30 June 2024", False), ("1 July 2024", True)])
def test_a_later_due_date_is_put_back_and_an_earlier_one_is_not(due: str, *, back: bool) -> None:
    updates = [AUGUST, update("1 September 2023", due=due)]
    found = progress(action(due="30 June 2024", updates=updates), since="22 August 2023")

    assert [move.put_back for move in found.moves] == ([True] if back else [])


def test_a_first_due_date_is_not_put_back() -> None:
    updates = [AUGUST, update("1 September 2023", due="30 June 2024")]
    [move] = progress(action(updates=updates), since="22 August 2023").moves

    assert not move.put_back
    assert move.changed


def test_an_action_is_late_against_its_due_date_of_the_day() -> None:
    updates = [AUGUST, update("1 September 2023", due="31 October 2023")]
    fields: Fields = {"due": "1 August 2023", "updates": updates}

    assert position("31 August 2023", **fields).days_late == 30
    assert position("1 September 2023", **fields).days_late == 0
    assert position("2 November 2023", **fields).days_late == 2


@pytest.mark.parametrize(("day", "there"), [("20 November 2023", 0), ("21 November 2023", 1), ("22 November 2023", 1)])
def test_an_action_agreed_later_is_not_there_yet(day: str, there: int) -> None:
    assert len(progress(action(agreed="21 November 2023"), day=day).positions) == there


@pytest.mark.parametrize(("agreed", "moves"), [("22 August 2023", 0), ("23 August 2023", 1)])
def test_an_action_agreed_since_the_last_report_joined_the_plan(agreed: str, moves: int) -> None:
    found = progress(action(agreed=agreed, due="30 June 2024"), since="22 August 2023").moves

    assert [move.before for move in found] == [None] * moves


@pytest.mark.parametrize(
    ("due", "days"), [("20 November 2023", 1), ("20 November 2022", 366), ("29 February 2020", 1361)]
)
def test_days_late_are_calendar_days(due: str, days: int) -> None:
    assert position(due=due).days_late == days


@pytest.mark.parametrize(
    "fields",
    [
        {"due": "21 November 2023"},
        {"due": "30 June 2024"},
        {},
        {"status": "superseded", "due": "1 August 2023"},
        {"status": "complete", "due": "1 August 2023"},
        {"status": "complete", "completed": "1 August 2023"},
    ],
)
def test_nothing_else_is_late(fields: Fields) -> None:
    assert position(**fields).days_late == 0


@pytest.mark.parametrize(("completed", "days"), [("30 July 2023", 0), ("1 August 2023", 0), ("4 August 2023", 3)])
def test_an_action_completed_late_stays_so_many_days_late(completed: str, days: int) -> None:
    fields: Fields = {"status": "complete", "due": "1 August 2023", "completed": completed}

    assert position("1 September 2023", **fields).days_late == days
    assert position(**fields).days_late == days


def test_an_action_completed_on_the_day_is_late_by_then() -> None:
    assert position(status="complete", due="1 November 2023", completed=DAY).days_late == 20


def test_without_a_date_completed_the_update_says_when() -> None:
    updates = [
        update("1 August 2023", status="complete"),
        update("2 August 2023", status="in progress"),
        update("11 August 2023", status="complete"),
        update("21 August 2023", status="complete and evidenced"),
    ]

    assert position(due="1 August 2023", status="complete", updates=updates).days_late == 10


@pytest.mark.parametrize(("day", "state"), [("31 August 2023", "overdue"), ("1 September 2023", "complete")])
def test_an_action_completed_in_a_month_is_complete_from_its_first_day_and_not_late(day: str, state: State) -> None:
    found = position(day, status="complete", due="1 August 2023", completed="September 2023")

    assert found.state == state
    assert found.days_late == (30 if state == "overdue" else 0)


@pytest.mark.parametrize(
    ("day", "note"),
    [
        ("31 July 2023", None),
        ("1 August 2023", "Begun."),
        ("30 September 2023", "Begun."),
        ("1 October 2023", "Done."),
        (DAY, "Done."),
    ],
)
def test_the_note_is_the_last_that_was_written_by_the_day(day: str, note: str | None) -> None:
    """Also where an update since then has none."""
    updates = [
        update("1 October 2023", note="Done."),
        update("1 August 2023", note="Begun."),
        update("1 September 2023", status="in progress"),
        update("1 November 2023", status="complete"),
    ]

    assert position(day, updates=updates).note == note


@pytest.mark.parametrize("state", STATES)
def test_the_legend_gives_each_state_its_colour(state: State) -> None:
    usual = ["blue", "green", "green", "green", "amber", "red", None]

    assert colour_of(state, council()) == usual[STATES.index(state)]


def test_a_legend_gives_each_state_one_colour() -> None:
    legend = [{"rag": rag, "meaning": "Late", "states": ["overdue"]} for rag in ("amber", "red")]

    with pytest.raises(ValidationError, match="each state to one colour"):
        council(rag_legend=legend)


@pytest.mark.parametrize(
    ("claimed", "disputed"), [(None, False), ("red", False), ("green", True), ("amber", True), ("blue", True)]
)
def test_an_action_is_disputed_where_another_colour_is_claimed(claimed: str | None, *, disputed: bool) -> None:
    assert position(due="1 August 2023", rag=claimed).disputed is disputed


def test_nothing_is_disputed_where_the_legend_has_no_colour() -> None:
    found = position(status="superseded", rag="red")

    assert found.computed is None
    assert not found.disputed


def test_nobody_disputes_what_is_superseded() -> None:
    legend = [LegendEntry(rag="blue", meaning="Closed", states=["superseded"])]

    assert not position(status="superseded", rag="red", legend=legend).disputed


def test_a_claim_lapses_with_the_status_that_it_was_made_for() -> None:
    june = {"date": "1 June 2023", "status": "in progress", "rag": "amber"}
    later = {"date": "1 August 2023"}

    assert position(updates=[june, later]).claimed == "amber"
    assert position(updates=[june, {**later, "status": "in progress"}]).claimed == "amber"
    assert position(updates=[june, {**later, "status": "complete"}]).claimed is None
    assert position(updates=[june, {**later, "status": "complete", "rag": "green"}]).claimed == "green"


def test_without_a_last_report_nothing_moves() -> None:
    assert progress(action(), action()).moves == []


def test_what_has_not_moved_is_left_out() -> None:
    same, late = action(id="a-1", due="30 June 2024"), action(id="a-2", due="20 November 2023")
    found = progress(same, late, since="22 August 2023").moves

    assert [(move.before and move.before.state, move.after.action.id) for move in found] == [("on track", "a-2")]


def test_states_and_colours_are_counted() -> None:
    plan = [action(due="1 August 2023"), action(), action(), action(status="superseded")]
    found = progress(*plan).positions

    assert states(found) == {"overdue": 1, "at risk": 2, "superseded": 1}
    assert colours(found) == {"red": 1, "amber": 2, None: 1}


def over_time(*actions: Action, day: str = DAY) -> list[tuple[str, int, int]]:
    return [(str(point.day), point.actions, point.complete) for point in progress(*actions, day=day).over_time]


def test_points_are_month_ends_from_the_first_date_known_and_then_the_day() -> None:
    done = action(status="complete", completed="31 August 2023")
    joined = action(agreed="1 October 2023", due="30 June 2024")

    assert over_time(done, joined) == [
        ("2023-08-31", 1, 1),
        ("2023-09-30", 1, 1),
        ("2023-10-31", 2, 1),
        ("2023-11-21", 2, 1),
    ]


def test_a_month_of_completion_counts_from_the_end_of_that_month() -> None:
    done = action(status="complete", completed="February 2024")
    earlier = action(updates=[update("15 January 2024", status="in progress")])

    assert over_time(done, earlier, day="3 March 2024") == [
        ("2024-01-31", 2, 0),
        ("2024-02-29", 2, 1),
        ("2024-03-03", 2, 1),
    ]


@pytest.mark.parametrize(
    ("first", "points", "second"),
    [
        ("21 November 2023", 1, None),
        ("1 November 2023", 1, None),
        ("31 October 2023", 2, "2023-11-21"),
        ("1 December 2022", 12, "2023-01-31"),
        ("30 November 2022", 7, "2023-01-31"),
        ("1 December 2021", 12, "2022-03-31"),
        ("30 November 2021", 9, "2022-02-28"),
    ],
)
def test_there_are_at_most_twelve_points_evenly_apart_and_the_last_is_the_day(
    first: str, points: int, second: str | None
) -> None:
    found = over_time(action(status="complete", completed=first))

    assert len(found) == points
    assert found[-1] == ("2023-11-21", 1, 1)
    assert second is None or found[1][0] == second


def test_a_date_after_the_day_begins_no_points() -> None:
    later = action(status="complete", completed="1 December 2023", updates=[update("1 December 2023")])

    assert over_time(later) == [("2023-11-21", 1, 0)]


def test_a_plan_without_dates_has_one_point() -> None:
    assert over_time(action(status="complete"), action()) == [("2023-11-21", 2, 1)]


def test_an_empty_plan_has_nothing_and_stands_nowhere() -> None:
    empty = progress(since="22 August 2023")

    assert (empty.positions, empty.moves, states(empty.positions)) == ([], [], {})
    assert over_time() == [("2023-11-21", 0, 0)]


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([1], [100]),
        ([1, 1], [50, 50]),
        ([1, 2], [33, 67]),
        ([1, 1, 1], [33, 33, 33]),
        ([1, 7], [13, 88]),
        ([1, 199], [1, 100]),
        ([1, 200], [0, 100]),
        ([3, 3, 1], [43, 43, 14]),
        ([29, 18], [62, 38]),
    ],
)
def test_shares_are_rounded_halves_up(counts: list[int], shares: list[int]) -> None:
    assert percentages(counts) == shares
