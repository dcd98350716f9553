"""The data of an export as tables: reviews, children, evaluations and their parts, actions as at the day, every update, the evidence."""

from collections.abc import Iterable, Iterator

from pipeline.export.evidence import Evidence
from pipeline.export.gather import Gathered
from pipeline.models.action import Action, Update
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.review import Age
from pipeline.progress import Position, Progress
from pipeline.write.data import Field, Table, Value

AS_KNOWN = "ISO 8601, as precise as it may be known: 2009-06 is June 2009"


def data_tables(found: Gathered, inputs: Inputs, progress: Progress, evidence: Iterable[Evidence]) -> list[Table]:
    """Return every table of an export.

    Args:
        found: the records told of.
        inputs: the report's inputs, with the day.
        progress: the actions on the day.
        evidence: the index of evidence.
    """
    return [
        _reviews(found, inputs),
        _children(found),
        _evaluations(found, inputs.as_at),
        _judgements(found),
        _actions(found.actions, progress),
        _updates(found.actions, inputs.as_at),
        _evidence(evidence),
    ]


def _iso(day: PartialDate | None) -> str | None:
    return str(day) if day else None


def _reviews(found: Gathered, inputs: Inputs) -> Table:
    fields = [
        Field("review", "Review", description="The id by which the other tables name it"),
        Field("kind", "Kind of review"),
        Field("children", "Children", "integer"),
        Field("initiated", "Begun", description=AS_KNOWN),
        Field("published", "Summary published", description=AS_KNOWN),
        Field("already_published", "Published, date not recorded", "boolean"),
        Field("responsible", "Found responsible", description="Relationships, after criminal proceedings"),
        Field("learning", "Learning", description="As the report prints it"),
        Field(
            "later", "Reported later", "boolean", f"Whether something of it came after {inputs.as_at} and is left out"
        ),
    ]
    rows = [
        [
            review.id,
            inputs.kind_of(review),
            len(review.children),
            _iso(review.initiated),
            _iso(review.executive_summary.published),
            review.executive_summary.already_published,
            "; ".join(person.relationship for person in review.responsible),
            found.learning[review.id].text,
            review.id in found.later,
        ]
        for review in found.reviews
    ]
    return Table("reviews", "Reviews", fields, rows)


def _children(found: Gathered) -> Table:
    fields = [
        Field("review", "Review"),
        Field("pseudonym", "Pseudonym", description="Never a name"),
        Field("sex", "Sex"),
        Field("died", "Date of death", description=AS_KNOWN),
        Field("age", "Age at death"),
    ]
    rows = [
        [review.id, child.name, child.sex, _iso(child.died), _age(child.age)]
        for review in found.reviews
        for child in review.children
    ]
    return Table("children", "Children", fields, rows)


def _age(age: Age | None) -> str | None:
    return f"{age.number} {age.unit}{'' if age.number == 1 else 's'}" if age else None


def _evaluations(found: Gathered, day: PartialDate) -> Table:
    fields = [
        Field("review", "Review"),
        Field("submitted", "Submitted", description=AS_KNOWN),
        Field("grade", "Grade", description=f"As known on {day}: awaited, where there was none yet"),
        Field("received", "Letter received", description=AS_KNOWN),
        Field("reconsidered", "Re-submitted", description=AS_KNOWN),
    ]
    rows = [
        [each.review, _iso(each.submitted), each.grade, _iso(each.received), _iso(each.reconsidered)]
        for each in found.evaluations
    ]
    return Table("evaluations", "Evaluations", fields, rows)


def _judgements(found: Gathered) -> Table:
    fields = [Field("review", "Review"), Field("part", "Part"), Field("agency", "Agency"), Field("grade", "Grade")]
    rows: list[list[Value]] = [
        [each.review, one.part, one.agency, one.grade] for each in found.evaluations for one in each.components
    ]
    return Table("judgements", "Judgements of parts", fields, rows)


def _actions(actions: Iterable[Action], progress: Progress) -> Table:
    day = str(progress.day)
    fields = [
        Field("action", "Action", description="The reference by which updates name it"),
        Field("review", "Review"),
        Field("agency", "Agency"),
        Field("theme", "Theme"),
        Field("recommendation", "Recommendation"),
        Field("text", "What is to be done"),
        Field("lead", "Lead post"),
        Field("agreed", "Agreed", "date"),
        Field("first_due", "First due", "date"),
        Field("due", "Due", "date", f"As it was on {day}"),
        Field(
            "state",
            "State",
            description=f"Computed, as it was on {day}; not in the plan yet, where it was agreed later",
        ),
        Field("claimed", "Rating claimed", description=f"By the agency, as it was on {day}"),
        Field("computed", "Rating computed", description="By the council's legend, from state and dates"),
        Field("disputed", "Disputed", "boolean", "Claimed and computed differ"),
        Field("days_late", "Days late", "integer"),
        Field("completed", "Completed", description=AS_KNOWN),
        Field("said", "What the agency says", description=f"Last, up to {day}"),
        Field("evidence", "Evidence"),
        Field("later", "Reported later", "boolean", f"Whether an update after {day} changed it"),
    ]
    standing = {position.action.id: position for position in progress.positions}
    rows = [_action(action, standing.get(action.id), progress.day) for action in actions]
    return Table("actions", "Actions", fields, rows)


def _action(action: Action, position: Position | None, day: PartialDate) -> list[Value]:
    what: list[Value] = [
        action.id,
        action.review,
        action.agency,
        action.theme,
        action.recommendation,
        action.action,
        action.lead,
    ]
    later = any(update.date > day for update in action.updates)
    dates: list[Value] = [_iso(action.agreed), _iso(action.due)]
    if position is None:
        return [*what, *dates, None, "not in the plan yet", None, None, False, None, None, None, None, later]
    complete = action.completed_on(day) if position.complete else None
    return [
        *what,
        *dates,
        _iso(position.due),
        position.state,
        position.claimed,
        position.computed,
        position.disputed,
        position.days_late,
        _iso(complete),
        position.note,
        action.evidence if position.state == "complete and evidenced" else None,
        later,
    ]


def _updates(actions: Iterable[Action], day: PartialDate) -> Table:
    fields = [
        Field("action", "Action"),
        Field("date", "Reported on", "date"),
        Field("status", "Status"),
        Field("rag", "Rating claimed"),
        Field("due", "New due date", "date"),
        Field("note", "What the agency says"),
        Field("later", "Reported later", "boolean", f"After {day}: it is not counted in this export"),
        Field("corrects", "Corrects", description="What it changed of what was known on the day, where it did"),
    ]
    rows = [_update(action, update, day) for action in actions for update in action.dated_updates]
    return Table("action_updates", "Updates of actions", fields, rows)


def _update(action: Action, update: Update, day: PartialDate) -> list[Value]:
    later = update.date > day
    corrects = "; ".join(_corrections(action, update, day)) if later else ""
    return [action.id, _iso(update.date), update.status, update.rag, _iso(update.due), update.note, later, corrects]


def _corrections(action: Action, update: Update, day: PartialDate) -> Iterator[str]:
    """Yield what an update after the day changed of what was last reported up to it."""
    for name in ("status", "rag", "due"):
        known = [value for each in action.dated_updates if each.date <= day and (value := getattr(each, name))]
        before = known[-1] if known else getattr(action, name) if name == "due" else None
        after = getattr(update, name)
        if after and before and after != before:
            yield f"{name} was {before}"


def _evidence(evidence: Iterable[Evidence]) -> Table:
    fields = [
        Field("document", "Document"),
        Field("kept_at", "Where it is kept"),
        Field("kind", "Kind"),
        Field("until", "Kept until", description="The last day, where a rule sets one"),
        Field("authority", "By what authority"),
        Field("child_level", "Lists children", "boolean", "Indexed only: never held in a bundle"),
    ]
    rows: list[list[Value]] = [
        [each.document, each.kept_at, each.kind, each.until, each.authority, each.child_level] for each in evidence
    ]
    return Table("evidence", "Index of evidence", fields, rows)
