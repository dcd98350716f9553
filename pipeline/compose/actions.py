"""What templates and sentences are told of an action plan: counts, tables' rows and charts, as plain values in order."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pipeline.compose import grammar
from pipeline.models.action import Rag, State
from pipeline.models.council import Council
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.review import Review
from pipeline.progress import COMPLETE, STATES, Move, Position, Progress, colour_of, colours, percentages, states

RAGS: tuple[Rag, ...] = ("red", "amber", "green", "blue")

GROUPS: tuple[tuple[State, ...], ...] = (COMPLETE, *((state,) for state in STATES if state not in COMPLETE))
"""The states as tables with many columns show them: complete, with evidence or without, is one."""


def progress_of(inputs: Inputs) -> Progress:
    """Return the plan on the paper's day."""
    return Progress(inputs.actions.actions, inputs.council, inputs.as_at, inputs.paper.last_reported)


def action_facts(progress: Progress) -> dict[str, int | PartialDate | None]:
    """Return the counts that prose can name."""
    counts = states(progress.positions)
    complete = sum(position.complete for position in progress.positions)
    named = {f"actions.{state.replace(' ', '-')}": counts[state] for state in STATES}
    named["actions.evidenced"] = named.pop("actions.complete-and-evidenced")
    return {
        **named,
        "actions.count": len(progress.positions),
        "actions.complete": complete,
        "actions.per-cent-complete": percentages([complete, len(progress.positions) - complete])[0],
        "actions.disputed": sum(position.disputed for position in progress.positions),
        "actions.as-at": progress.day,
        "actions.last-reported": progress.since,
    }


def action_view(inputs: Inputs) -> dict[str, Any]:
    """Return all that a paper on an action plan places."""
    progress = progress_of(inputs)
    reviews = {review.id: review_name(review) for review in inputs.reviews}
    positions = progress.positions
    complete = sum(position.complete for position in positions)
    return {
        "day": progress.day,
        "since": progress.since,
        "count": len(positions),
        "complete": complete,
        "evidenced": states(positions)["complete and evidenced"],
        "states": _shares(positions, inputs.council),
        "legend": [entry.plain() for entry in inputs.council.rag_legend],
        "by_agency": _rows(positions, _agency),
        "by_theme": _rows(positions, lambda each: each.action.theme or "None given"),
        "by_review_and_agency": [
            {"review": name, **row} for name, group in _by_review(progress, reviews) for row in _rows(group, _agency)
        ],
        "total": _counts(positions),
        "over_time": [
            {
                "day": point.day,
                "actions": point.actions,
                "complete": point.complete,
                "per_cent": _share(point.complete, point.actions),
            }
            for point in progress.over_time
        ],
        "moves": [_move(move, reviews) for move in progress.moves],
        "moved": _moved(progress.moves),
        "before": _before(progress),
        "overdue": [_position(each, reviews) for each in positions if each.state == "overdue"],
        "disputed": [_position(each, reviews) for each in positions if each.disputed],
        "late": sorted(each.days_late for each in positions if each.state == "overdue"),
        "overdue_agencies": _agencies(each for each in positions if each.state == "overdue"),
        "rows": [_position(each, reviews) for each in positions],
        "monitored_by": inputs.actions.monitored_by,
        "appendix": inputs.paper.action_appendix,
    }


def review_name(review: Review) -> str:
    """Return what tables call a review: its children."""
    return grammar.series([child.name for child in review.children]).unescape()


def _agency(position: Position) -> str:
    return position.action.agency


def _share(part: int, whole: int) -> int:
    return percentages([part, whole - part])[0]


def _shares(positions: Sequence[Position], council: Council) -> list[dict[str, Any]]:
    counts = states(positions)
    shares = percentages([counts[state] for state in STATES])
    return [
        {"state": state, "count": counts[state], "per_cent": share, "rag": colour_of(state, council)}
        for state, share in zip(STATES, shares, strict=True)
    ]


def _counts(positions: Sequence[Position]) -> dict[str, Any]:
    by_state, by_colour = states(positions), colours(positions)
    return {
        "count": len(positions),
        "states": [sum(by_state[state] for state in group) for group in GROUPS],
        "rags": [by_colour[rag] for rag in RAGS],
        "unrated": by_colour[None],
    }


def _rows(positions: Iterable[Position], key: Callable[[Position], str]) -> list[dict[str, Any]]:
    groups: dict[str, list[Position]] = {}
    for position in positions:
        groups.setdefault(key(position), []).append(position)
    return [{"name": name, **_counts(groups[name])} for name in sorted(groups)]


def _by_review(progress: Progress, reviews: dict[str, str]) -> Iterable[tuple[str, list[Position]]]:
    for id_, name in reviews.items():
        group = [position for position in progress.positions if position.action.review == id_]
        if group:
            yield name, group


def _agencies(positions: Iterable[Position]) -> list[dict[str, Any]]:
    """Count by agency, the most first."""
    return sorted(
        ({"name": row["name"], "count": row["count"]} for row in _rows(positions, _agency)),
        key=lambda row: -row["count"],
    )


def _position(position: Position, reviews: dict[str, str]) -> dict[str, Any]:
    action = position.action
    return {
        "id": action.id,
        "review_id": action.review,
        "review": reviews.get(action.review, action.review),
        "agency": action.agency,
        "action": action.action,
        "lead": action.lead,
        "due": position.due,
        "first_due": action.due if action.due != position.due else None,
        "state": position.state,
        "days_late": position.days_late,
        "claimed": position.claimed,
        "computed": position.computed,
        "note": position.note,
    }


def _move(move: Move, reviews: dict[str, str]) -> dict[str, Any]:
    before = move.before
    return {
        **_position(move.after, reviews),
        "was": before.state if before else None,
        "was_due": before.due if before and move.put_back else None,
    }


def _moved(moves: Sequence[Move]) -> dict[str, int]:
    """Count what moved; an action can count more than once, as it can be put back and overdue."""
    kinds = [_kinds(move) for move in moves]
    names = ("completed", "overdue", "reopened", "put_back", "superseded", "joined")
    return {name: sum(name in kind for kind in kinds) for name in names} | {"other": sum(not kind for kind in kinds)}


def _kinds(move: Move) -> set[str]:
    was, is_ = move.before, move.after
    kinds = {"joined"} if was is None else {"put_back"} if move.put_back else set()
    if is_.complete and not (was and was.complete):
        kinds.add("completed")
    if was and was.complete and not is_.complete and is_.state != "superseded":
        kinds.add("reopened")
    if is_.state in {"overdue", "superseded"} and not (was and was.state == is_.state):
        kinds.add(is_.state)
    return kinds


def _before(progress: Progress) -> dict[str, int] | None:
    """Return how many actions there were at the last report, and how many, and how much, was complete."""
    if progress.since is None:
        return None
    point = Progress(progress.actions, progress.council, progress.since)
    count, complete = len(point.positions), sum(each.complete for each in point.positions)
    return {"count": count, "complete": complete, "per_cent": _share(complete, count)}
