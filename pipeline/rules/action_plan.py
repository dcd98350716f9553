"""Action plan: what an action claims agrees with its dates, its updates and its evidence."""

from collections.abc import Iterable

from pipeline.findings import Finding, Path, Severity
from pipeline.models.action import Action
from pipeline.models.inputs import Inputs
from pipeline.progress import COMPLETE, Progress


def _actions(inputs: Inputs) -> Iterable[tuple[Path, Action]]:
    """Yield each action with its path; none of a plan that is kept without dates."""
    if inputs.actions.dated:
        yield from ((("actions", "actions", index), action) for index, action in enumerate(inputs.actions.actions))


def disputed(inputs: Inputs) -> Iterable[Finding]:
    """AP101: the colour that an agency claims is not the one that the dates give."""
    places = {action.id: at for at, action in _actions(inputs)}
    for position in Progress(inputs.actions.actions, inputs.council, inputs.as_at).positions:
        if position.disputed and position.action.id in places:
            yield Finding(
                "AP101",
                Severity.WARNING,
                f"{position.action.id} is claimed {position.claimed}, and computed {position.computed or 'no colour'}"
                f" ({position.state})",
                "Ask the agency; the paper prints both.",
                at=places[position.action.id],
            )


def status_agrees_with_updates(inputs: Inputs) -> Iterable[Finding]:
    """AP102: an action's status is not that of its last update."""
    for at, action in _actions(inputs):
        told = [update.status for update in action.dated_updates if update.status]
        if told and told[-1] != action.status:
            message = f"{action.id} is {action.status} here, and {told[-1]} by its last update"
            hint = "Add an update with its date, or put one of the two right; the paper goes by the updates."
            yield Finding("AP102", Severity.WARNING, message, hint, at=(*at, "status"))


def without_due_date(inputs: Inputs) -> Iterable[Finding]:
    """AP103: an action that is not done has no due date; it counts as at risk."""
    for at, action in _actions(inputs):
        dated = action.due or any(update.due for update in action.updates)
        if not dated and action.status not in {*COMPLETE, "superseded"}:
            message = f"{action.id} has no due date, and so counts as at risk"
            yield Finding("AP103", Severity.WARNING, message, "Agree one with its lead.", at=at)


def without_completion_date(inputs: Inputs) -> Iterable[Finding]:
    """AP104: an action is complete, and nothing says since when."""
    for at, action in _actions(inputs):
        if action.status in COMPLETE and not (action.completed or action.updates):
            message = f"{action.id} is complete, and nothing says since when"
            yield Finding("AP104", Severity.NOTE, message, "Give the date completed.", at=(*at, "status"))


def completed_and_open(inputs: Inputs) -> Iterable[Finding]:
    """AP108: an action has a date completed, and its status is another: the date may be the one on which it is due.

    Asked of plans without other dates too: what a tracker calls "Completion date" may be either.
    """
    for index, action in enumerate(inputs.actions.actions):
        if action.completed and action.status not in {*COMPLETE, "superseded"}:
            message = f"{action.id} has a date completed, and is {action.status}"
            hint = "If it is the date on which it is due, give it as the due date; otherwise put the status right."
            yield Finding("AP108", Severity.WARNING, message, hint, at=("actions", "actions", index, "completed"))


def without_evidence(inputs: Inputs) -> Iterable[Finding]:
    """AP105: an action is complete and evidenced, and no evidence is named; it counts as complete."""
    for at, action in _actions(inputs):
        if action.status == "complete and evidenced" and not action.evidence:
            message = f"{action.id} is complete and evidenced, and no evidence is named: it counts as complete"
            yield Finding("AP105", Severity.WARNING, message, "Name the evidence.", at=(*at, "status"))


def dates_in_order(inputs: Inputs) -> Iterable[Finding]:
    """AP107: an action is due, reported on or complete before it was agreed, or two updates of one day leave open which is later."""
    for at, action in _actions(inputs):
        for name, day in (("due", action.due), ("completed", action.completed)):
            if action.agreed and day and day < action.agreed:
                yield _out_of_order(f"{action.id} is {name} before it was agreed", (*at, name))
        days = [update.date for update in action.updates]
        for index, day in enumerate(days):
            if action.agreed and day < action.agreed:
                yield _out_of_order(f"{action.id} is reported on before it was agreed", (*at, "updates", index, "date"))
            if day in days[:index]:
                yield _out_of_order(f"{action.id} has two updates of one day", (*at, "updates", index, "date"))


def _out_of_order(message: str, at: Path) -> Finding:
    return Finding("AP107", Severity.WARNING, message, "Check the dates.", at=at)
