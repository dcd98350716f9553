"""Coherence: a paper agrees with its data and with itself."""

from collections.abc import Iterable

from pipeline.findings import Finding, Path, Severity
from pipeline.models.inputs import Inputs


def dates_in_order(inputs: Inputs) -> Iterable[Finding]:
    """CO102: what the paper tells of as past lies after its meeting, or in the wrong order: received before sent, begun before a death."""
    today = inputs.meeting.date
    for index, review in enumerate(inputs.reviews):
        for place, child in enumerate(review.children):
            if child.died > today:
                yield _out_of_order(
                    "a date of death is after the meeting", ("reviews", index, "children", place, "died")
                )
            elif review.initiated and child.died > review.initiated:
                where = ("reviews", index, "children", place, "died")
                yield _out_of_order("a date of death is after the review was begun", where)
    for index, evaluation in enumerate(inputs.evaluations):
        if evaluation.submitted > today:
            yield _out_of_order("a review is submitted after the meeting", ("evaluations", index, "submitted"))
        if evaluation.received and evaluation.received < evaluation.submitted:
            yield _out_of_order("an evaluation is received before it is submitted", ("evaluations", index, "received"))


def _out_of_order(message: str, at: Path) -> Finding:
    return Finding("CO102", Severity.WARNING, message, "Check both dates.", at=at, restricted=True)


def purpose_awaits_evaluations(inputs: Inputs) -> Iterable[Finding]:
    """CO101: an evaluation is still awaited when the paper reports the outcome of evaluations."""
    for index, evaluation in enumerate(inputs.evaluations):
        if evaluation.grade == "awaited":
            yield Finding(
                "CO101",
                Severity.NOTE,
                f"the evaluation of {evaluation.review} is awaited",
                "Make sure that purpose and recommendation do not promise its outcome.",
                at=("evaluations", index, "grade"),
            )


def only_serious_case_reviews_are_evaluated(inputs: Inputs) -> Iterable[Finding]:
    """CO103: an evaluation is given for a review of another kind: Ofsted evaluated serious case reviews only (until 2012)."""
    kinds = {review.id: inputs.kind_of(review) for review in inputs.reviews}
    for index, evaluation in enumerate(inputs.evaluations):
        if (kind := kinds.get(evaluation.review)) != "serious case review":
            message = f"{evaluation.review} is a {kind}, and has an evaluation"
            hint = "Ofsted evaluated serious case reviews only. Check the review's kind and date of initiation."
            yield Finding("CO103", Severity.WARNING, message, hint, at=("evaluations", index, "review"))


def meeting_is_held(inputs: Inputs) -> Iterable[Finding]:
    """CO105: the paper goes to a meeting that was cancelled."""
    if inputs.meeting.cancelled:
        message = f"the meeting {inputs.meeting.id} is cancelled"
        yield Finding(
            "CO105", Severity.WARNING, message, "Name the meeting that it goes to now.", at=("paper", "meeting")
        )


def reports_in_order(inputs: Inputs) -> Iterable[Finding]:
    """CO104: the last report counted actions on the day of this one, or later; or this one counts them after its meeting."""
    if inputs.as_at > inputs.meeting.date:
        message = "actions are counted as at a day after the meeting"
        yield Finding("CO104", Severity.WARNING, message, "Check as_at.", at=("paper", "as_at"))
    last = inputs.paper.last_reported
    if last and last >= inputs.as_at:
        message = "the last report is not before the day as at which this one counts"
        hint = "Check last_reported and as_at: what moved is told between the two."
        yield Finding("CO104", Severity.WARNING, message, hint, at=("paper", "last_reported"))
