"""Reported: what agencies said of their actions, and did not say, from one report to the next."""

import re
from collections.abc import Iterable, Iterator

from pipeline.findings import Finding, Path, Severity
from pipeline.models.action import Action
from pipeline.models.inputs import Inputs
from pipeline.progress import COMPLETE, Position, Progress

_SAYS_WHY = re.compile(
    r"\b(?:re-?open\w*|again|no longer|not (?:been )?(?:sustained|embedded|kept|met|held|complete|done)|fail\w*|audit\w*|lapsed|mistake\w*|error"
    r"|wrongly|too early|premature\w*|slipped|withdrawn|because|as the|reverted|returned|found)\b",
    re.IGNORECASE,
)
"""Words of a note that says why a complete action is open again."""


def _actions(inputs: Inputs) -> Iterable[tuple[Path, Action]]:
    """Yield each action with its path; none of a plan that is kept without dates."""
    if inputs.actions.dated:
        yield from ((("actions", "actions", index), action) for index, action in enumerate(inputs.actions.actions))


def unchanged(inputs: Inputs) -> Iterable[Finding]:
    """AP114: of an open action nothing was reported since the last report to the meeting, or the same words as before."""
    since = inputs.paper.last_reported
    places = {action.id: at for at, action in _actions(inputs)}
    if since is None or not places:
        return
    plan = Progress(inputs.actions.actions, inputs.council, inputs.as_at)
    heard = {position.action.id: _heard(position.action, inputs) for position in plan.positions}
    for position in plan.positions:
        action, at = position.action, places[position.action.id]
        if position.complete or position.state == "superseded":
            continue
        if not heard[action.id]:
            yield from _silent(position, at, inputs, told=any(heard.values()))
        elif (index := _repeated(action, inputs)) is not None:
            message = f"{action.id} was last reported in the same words as before"
            hint = "Ask the agency what has changed, even if it is nothing."
            where = (*at, "updates", index, "note")
            yield Finding("AP114", Severity.WARNING, message, hint, at=where, restricted=True)


def _heard(action: Action, inputs: Inputs) -> bool:
    since = inputs.paper.last_reported
    return since is not None and any(since < update.date <= inputs.as_at for update in action.updates)


def _silent(position: Position, at: Path, inputs: Inputs, *, told: bool) -> Iterator[Finding]:
    """Tell of an action without news: a warning where it is overdue, else a note where others had news and it had some before."""
    action, since = position.action, inputs.paper.last_reported
    if position.state == "overdue":
        message = f"{action.id} is overdue, and nothing was reported of it since the last report"
        hint = "Ask the agency for an update before the paper is published."
        yield Finding("AP114", Severity.WARNING, message, hint, at=at)
    elif told and action.updates and since and (action.agreed is None or action.agreed <= since):
        message = f"{action.id} is open, and nothing was reported of it since the last report"
        hint = "Ask the agency for an update before the paper is published."
        yield Finding("AP114", Severity.NOTE, message, hint, at=at)


def _repeated(action: Action, inputs: Inputs) -> int | None:
    """Return the place of the last update up to the paper's day, where its note is the one before it, word for word."""
    told = [(index, each) for index, each in enumerate(action.updates) if each.note and each.date <= inputs.as_at]
    told.sort(key=lambda each: each[1].date)
    if len(told) < 2 or _letters(told[-1][1].note) != _letters(told[-2][1].note):
        return None
    return told[-1][0]


def _letters(text: str | None) -> str:
    return "".join(letter for letter in (text or "").casefold() if letter.isalnum())


def opened_again(inputs: Inputs) -> Iterable[Finding]:
    """AP115: an action was complete, is open again, and no note says why; or it has a date completed and is open."""
    for at, action in _actions(inputs):
        if action.completed and action.status not in {*COMPLETE, "superseded"}:
            message = f"{action.id} has a date completed, and is {action.status}"
            hint = "Take the date out, or put the status right."
            yield Finding("AP115", Severity.WARNING, message, hint, at=(*at, "completed"))
        for before, index in _reopening(action):
            hint = "Say why in the update's note: the paper's readers were told that it was done."
            message = f"{action.id} was complete, is open again, and nothing says why"
            where: Path = (*at, "updates", index)
            if action.updates[index].note:
                message = (
                    f"{action.id} is complete by this update, and open by the next, whose note does not speak of it"
                )
                where = (*at, "updates", before, "status")
            yield Finding("AP115", Severity.WARNING, message, hint, at=where)


def _reopening(action: Action) -> Iterator[tuple[int, int]]:
    """Yield the places of updates between which a complete action is open again, where no note says why."""
    done: int | None = None
    for index, update in sorted(enumerate(action.updates), key=lambda each: each[1].date):
        if update.status:
            opened = update.status not in {*COMPLETE, "superseded"}
            if done is not None and opened and not _SAYS_WHY.search(update.note or ""):
                yield done, index
            done = index if update.status in COMPLETE else None
