"""Action plan: what an action claims agrees with its dates, its updates and its evidence."""

import re
from collections.abc import Iterable

from pipeline.findings import Finding, Path, Severity
from pipeline.models.action import Action
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.review import Review
from pipeline.progress import COMPLETE, Progress

_VAGUE = re.compile(
    r"\b(?:asap|as soon as (?:possible|practicable|practical)|in due course|as and when|in the near future"
    r"|when resources (?:allow|permit)|until further notice|no date (?:set|yet|agreed))\b"
    # Ongoing stands for a date only where it stands alone: ongoing support is none.
    r"|(?:^|(?<=[.;:(,]))\s{0,3}(?:this is |action is |work is )?on-?going(?=\s{0,3}(?:[.;,)]|$))",
    re.IGNORECASE,
)

_TELLING = 8
"""Fewer words than these are often those of two actions: train all staff."""


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
    """AP102: an action's status or colour is not that of its last update."""
    for at, action in _actions(inputs):
        told = [update.status for update in action.dated_updates if update.status]
        if told and told[-1] != action.status:
            message = f"{action.id} is {action.status} here, and {told[-1]} by its last update"
            hint = "Add an update with its date, or put one of the two right; the paper goes by the updates."
            yield Finding("AP102", Severity.WARNING, message, hint, at=(*at, "status"))
        last = action.dated_updates[-1].rag if action.dated_updates else None
        if last and action.rag and last != action.rag:
            message = f"{action.id} is {action.rag} here, and {last} by its last update"
            hint = "Add an update with its date, or put one of the two right; the paper goes by the updates."
            yield Finding("AP102", Severity.WARNING, message, hint, at=(*at, "rag"))


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
    """AP109: an action has a date completed, and its status is another: the date may be the one on which it is due.

    Asked of plans without other dates too: what a tracker calls "Completion date" may be either.
    """
    for index, action in enumerate(inputs.actions.actions):
        if action.completed and action.status not in {*COMPLETE, "superseded"}:
            message = f"{action.id} has a date completed, and is {action.status}"
            hint = "If it is the date on which it is due, give it as the due date; otherwise put the status right."
            yield Finding("AP109", Severity.WARNING, message, hint, at=("actions", "actions", index, "completed"))


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


def without_lead(inputs: Inputs) -> Iterable[Finding]:
    """AP108: an action has no lead, so that nobody can be asked about it."""
    for at, action in _actions(inputs):
        if action.lead is None and action.status != "superseded":
            severity = Severity.NOTE if action.status in COMPLETE else Severity.WARNING
            yield Finding("AP108", severity, f"{action.id} has no lead", "Name the post that answers for it.", at=at)


def completed_in_the_future(inputs: Inputs) -> Iterable[Finding]:
    """AP110: an action was completed after it was said to be complete, or after all that the plan and the paper know of."""
    last = max(inputs.as_at, inputs.meeting.date, *_reported(inputs))
    for at, action in _actions(inputs):
        said = _complete_since(action)
        if action.completed is None:
            continue
        if said and action.completed > said:
            message = f"{action.id} was completed after the update that says it is complete"
        elif action.completed > last:
            message = f"{action.id} was completed after the day of the paper and of every update"
        else:
            continue
        yield Finding("AP110", Severity.WARNING, message, "Check the date completed.", at=(*at, "completed"))


def _reported(inputs: Inputs) -> list[PartialDate]:
    """Return the days of all updates: a plan that is kept on knows more than a paper made before."""
    return [update.date for action in inputs.actions.actions for update in action.updates]


def _complete_since(action: Action) -> PartialDate | None:
    """Return the day of the update since which an action is said to be complete."""
    found = None
    for update in action.dated_updates:
        if update.status:
            found = (found or update.date) if update.status in COMPLETE else None
    return found


def due_before_its_review(inputs: Inputs) -> Iterable[Finding]:
    """AP111: an action is agreed or due before its review began, or before the death that it is about."""
    began = {review.id: _began(review) for review in inputs.reviews}
    for at, action in _actions(inputs):
        first = began.get(action.review)
        for name, day in (("agreed", action.agreed), ("due", action.due)):
            if first and day and day < first:
                message = f"{action.id} is {name} before its review began"
                hint = "Check the date, its year first, and the review that the action belongs to."
                yield Finding("AP111", Severity.WARNING, message, hint, at=(*at, name))


def _began(review: Review) -> PartialDate:
    """Return when a review was initiated, else the first death that it is about."""
    return review.initiated or min(child.died for child in review.children)


def vague_dates(inputs: Inputs) -> Iterable[Finding]:
    """AP112: words stand where a date should: ongoing, as soon as possible, in due course."""
    for at, action in _actions(inputs):
        # What is done needs no date any more, and a recommendation is quoted from the review.
        if action.status in {*COMPLETE, "superseded"}:
            continue
        texts: list[tuple[Path, str | None, bool]] = [
            ((*at, "action"), action.action, False),
            ((*at, "evidence"), action.evidence, True),
            *(((*at, "updates", index, "note"), each.note, True) for index, each in enumerate(action.updates)),
        ]
        for place, text, restricted in texts:
            for found in _VAGUE.finditer(text or ""):
                message = (
                    f"{action.id} has {'vague words' if restricted else repr(found[0].strip())} in place of a date"
                )
                hint = (
                    "Say by when. What is never done is a standard, not an action: say how it will be seen to be kept."
                )
                near = found[0].strip()
                yield Finding("AP112", Severity.NOTE, message, hint, at=place, near=near, restricted=restricted)


def duplicates(inputs: Inputs) -> Iterable[Finding]:
    """AP113: two actions have one reference, written in two ways, or the same words."""
    references: dict[object, str] = {}
    texts: dict[object, Action] = {}
    for at, action in _actions(inputs):
        first = references.setdefault(_reference(action.id), action.id)
        if first != action.id:
            message = f"{action.id} and {first} are one reference, written in two ways"
            hint = "Keep one way of writing references; two actions need two."
            yield Finding("AP113", Severity.WARNING, message, hint, at=(*at, "id"))
        if action.status == "superseded":
            continue
        same = texts.setdefault(_letters(action.action), action)
        if same is not action and (_is_same(action, same) or len(action.action.split()) >= _TELLING):
            yield _duplicate(at, action, same)


def _is_same(action: Action, same: Action) -> bool:
    return action.review == same.review and _letters(action.agency) == _letters(same.agency)


def _duplicate(at: Path, action: Action, same: Action) -> Finding:
    """Tell of an action in the words of another: counted twice where all is the same, else perhaps meant."""
    if _is_same(action, same):
        message = f"{action.id} is the same action as {same.id}"
        hint = "Take one out, or say that it is superseded: it is counted twice."
        return Finding("AP113", Severity.WARNING, message, hint, at=(*at, "action"))
    other = "review" if action.review != same.review else "agency"
    message = f"{action.id} has the same words as {same.id}, of another {other}"
    hint = "Make sure that both are meant, and that the words were not copied over others."
    return Finding("AP113", Severity.NOTE, message, hint, at=(*at, "action"))


def _reference(id_: str) -> tuple[str, ...]:
    """Return a reference without hyphens and leading noughts: h-3, h3 and h-03 are one."""
    return tuple(part.lstrip("0") or "0" for part in re.findall(r"[a-z]+|[0-9]+", id_))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
