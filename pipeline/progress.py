"""Progress: how each action of a plan stands on a day, what moved between two days, and the counts. Pure arithmetic on models.

What an agency claims stands beside what the dates say: where the two differ, the action is disputed, and nobody is corrected.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.models.action import Action, Rag, State, Status
from pipeline.models.council import Council
from pipeline.models.dates import PartialDate

STATES: tuple[State, ...] = (
    "complete and evidenced",
    "complete",
    "on track",
    "not started",
    "at risk",
    "overdue",
    "superseded",
)
"""Every state, from best to worst; an action that was superseded is neither."""

COMPLETE: tuple[State, ...] = ("complete", "complete and evidenced")
MOST_POINTS = 12
"""Points of completion over time: more would not be told apart on a page."""


@dataclass(frozen=True)
class Position:
    """How one action stands on a day.

    ``days_late`` counts calendar days past the due date: so far where it is overdue, in all where it was completed late.
    ``note`` is what the agency last said of it.
    """

    action: Action
    state: State
    claimed: Rag | None
    computed: Rag | None
    due: PartialDate | None
    days_late: int = 0
    note: str | None = None

    @property
    def complete(self) -> bool:
        """Whether it is done."""
        return self.state in COMPLETE

    @property
    def disputed(self) -> bool:
        """Whether the agency claims another colour than the dates give; nobody disputes what has none, or is superseded."""
        return (
            None not in {self.claimed, self.computed} and self.claimed != self.computed and self.state != "superseded"
        )


@dataclass(frozen=True)
class Move:
    """What changed for one action between two days; ``before`` is None where it joined the plan since."""

    before: Position | None
    after: Position

    @property
    def put_back(self) -> bool:
        """Whether its due date became a later one."""
        return bool(self.before and self.before.due and self.after.due and self.after.due > self.before.due)

    @property
    def changed(self) -> bool:
        """Whether anything changed that a report tells of."""
        return self.before is None or self.put_back or self.before.state != self.after.state


@dataclass(frozen=True)
class Point:
    """How many actions there were, and how many of them were complete, at the end of a day."""

    day: PartialDate
    actions: int
    complete: int


@dataclass(frozen=True)
class Progress:
    """A plan on a day, by a council's legend; ``since`` is the day of the last report, where there was one."""

    actions: Sequence[Action]
    council: Council
    day: PartialDate
    since: PartialDate | None = None

    @cached_property
    def positions(self) -> list[Position]:
        """Where each action stands, in the order of the plan; those agreed later are not there yet."""
        return list(self._on(self.day))

    @cached_property
    def moves(self) -> list[Move]:
        """What moved since the last report, in the order of the plan; nothing where there was none."""
        if self.since is None:
            return []
        before = {position.action.id: position for position in self._on(self.since)}
        moves = (Move(before.get(position.action.id), position) for position in self.positions)
        return [move for move in moves if move.changed]

    @cached_property
    def over_time(self) -> list[Point]:
        """The counts at the ends of months up to the day, at most twelve of them, evenly apart."""
        days = _month_ends(self._first_day(), self.day)
        step = -(-len(days) // MOST_POINTS)
        return [self._point(day) for day in days[::-1][::step][::-1]]

    def _on(self, day: PartialDate) -> Iterator[Position]:
        for action in self.actions:
            if action.agreed is None or action.agreed <= day:
                yield _position(action, day, self.council)

    def _point(self, day: PartialDate) -> Point:
        positions = list(self._on(day))
        return Point(day, len(positions), sum(position.complete for position in positions))

    def _first_day(self) -> PartialDate:
        days = [
            day
            for action in self.actions
            for day in (action.agreed, action.completed_on(self.day), *(update.date for update in action.updates))
            if day and day <= self.day
        ]
        return min(days, default=self.day)


def states(positions: Iterable[Position]) -> Counter[State]:
    """Count positions by state."""
    return Counter(position.state for position in positions)


def colours(positions: Iterable[Position]) -> Counter[Rag | None]:
    """Count positions by computed colour; None counts those that the legend gives no colour."""
    return Counter(position.computed for position in positions)


def colour_of(state: State, council: Council) -> Rag | None:
    """Return the colour of a state by a council's legend, where that gives it one."""
    return next((entry.rag for entry in council.rag_legend if state in entry.states), None)


def percentages(counts: Sequence[int]) -> list[int]:
    """Return each count's share of their sum in whole per cent, halves up; none of nothing is 0.

    They may not add up to 100; whoever prints them says so where they do not.
    """
    total = sum(counts)
    return [(200 * count + total) // (2 * total) if total else 0 for count in counts]


def _position(action: Action, day: PartialDate, council: Council) -> Position:
    status, claimed, due = _reported(action, day)
    state = _state(action, status, due, day, council.at_risk_days)
    computed = colour_of(state, council)
    until = action.completed_on(day) if state in COMPLETE else day if state == "overdue" else None
    late = _days(due, until) if due and until and until.day else 0
    notes = [update.note for update in action.dated_updates if update.note and update.date <= day]
    return Position(action, state, claimed, computed, due, max(late, 0), notes[-1] if notes else None)


def _reported(action: Action, day: PartialDate) -> tuple[Status, Rag | None, PartialDate | None]:
    """Return the status, the claimed colour and the due date as they were on a day.

    Updates that came later are unknown then; before the first one the action was agreed and no more. An action without any is
    taken as the tracker has it.
    """
    if not action.updates:
        undone = action.completed is not None and action.completed > day and action.status in COMPLETE
        return ("in progress", None, action.due) if undone else (action.status, action.rag, action.due)
    status: Status = "not started"
    claimed, due = None, action.due
    for update in action.dated_updates:
        if update.date <= day:
            # A colour was claimed for the status of its day: another status without one claims none.
            claimed = update.rag or (claimed if update.status in {None, status} else None)
            status, due = update.status or status, update.due or due
    return status, claimed, due


def _state(action: Action, status: Status, due: PartialDate | None, day: PartialDate, at_risk_days: int) -> State:
    if status == "superseded":
        return "superseded"
    if status in COMPLETE:
        return "complete and evidenced" if status == "complete and evidenced" and action.evidence else "complete"
    if due is None:
        return "at risk"
    if due < day:
        return "overdue"
    if _days(day, due) <= at_risk_days:
        return "at risk"
    return "not started" if status == "not started" else "on track"


def _days(first: PartialDate, last: PartialDate) -> int:
    return (_whole(last) - _whole(first)).days


def _whole(day: PartialDate) -> date:
    return date(day.year, day.month, day.day)


def _month_ends(first: PartialDate, last: PartialDate) -> list[PartialDate]:
    """Return the last day of each month from the first date's on, and the last date itself instead of its month's end."""
    months = range(first.year * 12 + max(first.month, 1) - 1, last.year * 12 + last.month - 1)
    ends = [PartialDate(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1]) for month in months]
    return [*ends, last]
