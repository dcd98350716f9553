"""What a report for an inspectorate places of each review: who, when, how it was evaluated, how long it took, what came of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pipeline.compose.actions import review_name
from pipeline.models.dates import PartialDate
from pipeline.models.evaluation import Evaluation
from pipeline.models.inputs import Inputs
from pipeline.models.review import Review

GRADES = ("outstanding", "good", "adequate", "inadequate", "awaited")


def months_between(first: PartialDate | None, last: PartialDate | None) -> int | None:
    """Return the months from one date's month to another's; None where either month is not known."""
    if not (first and last and first.month and last.month):
        return None
    return (last.year - first.year) * 12 + last.month - first.month


def evidence_view(inputs: Inputs, plan: dict[str, Any]) -> dict[str, Any]:
    """Return the register of reviews, and what its sentences count.

    Args:
        inputs: the report's inputs.
        plan: the action plan, as ``action_view`` gives it.
    """
    rows = [_row(review, inputs, plan["rows"]) for review in sorted(inputs.reviews, key=first_death)]
    graded = Counter(row["grade"] for row in rows if row["grade"])
    return {
        "reviews": rows,
        "children": sum(row["children"] for row in rows),
        "grades": [{"grade": grade, "count": graded[grade]} for grade in GRADES if graded[grade]],
        "evaluated": sum(count for grade, count in graded.items() if grade != "awaited"),
        "submitted": sum(graded.values()),
        "to_submission": _range([row["to_submission"] for row in rows]),
        "to_evaluation": _range([row["to_evaluation"] for row in rows]),
    }


def first_death(review: Review) -> PartialDate:
    """Return when the first child of a review died."""
    return min(child.died for child in review.children)


def _row(review: Review, inputs: Inputs, actions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    evaluation = inputs.evaluation_of(review)
    states = Counter(row["state"] for row in actions if row["review_id"] == review.id)
    return {
        "id": review.id,
        "name": review_name(review),
        "kind": inputs.kind_of(review),
        "children": len(review.children),
        "died": list(dict.fromkeys(sorted(child.died for child in review.children))),
        "initiated": review.initiated,
        "published": review.executive_summary.published,
        "already": review.executive_summary.already_published,
        **_evaluated(evaluation, first_death(review)),
        "actions": sum(states.values()),
        "complete": states["complete"] + states["complete and evidenced"],
        "overdue": states["overdue"],
    }


def _evaluated(evaluation: Evaluation | None, died: PartialDate) -> dict[str, Any]:
    submitted = evaluation.submitted if evaluation else None
    received = evaluation.received if evaluation else None
    return {
        "submitted": submitted,
        "received": received,
        "reconsidered": evaluation.reconsidered if evaluation else None,
        "grade": evaluation.grade if evaluation else None,
        "to_submission": months_between(died, submitted),
        "to_evaluation": months_between(submitted, received),
    }


def _range(months: Sequence[int | None]) -> dict[str, int] | None:
    known = sorted(each for each in months if each is not None)
    return {"count": len(known), "least": known[0], "most": known[-1]} if known else None
