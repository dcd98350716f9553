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
        "submitted": sum(graded.values()),
        "kinds": [{"name": kind, "count": count} for kind, count in Counter(row["kind"] for row in rows).items()],
        "timed": any(row["to_publication"] is not None for row in rows),
        "to_submission": _range([row["to_submission"] for row in rows]),
        "to_evaluation": _range([row["to_evaluation"] for row in rows]),
        "to_publication": _range([row["to_publication"] for row in rows]),
    }


def beside(inputs: Inputs, plan: dict[str, Any], evidence: dict[str, Any], learnt: int) -> dict[str, int]:
    """Return which tables are too long for a report, with their rows: those stand in the data beside it.

    Args:
        inputs: the report's inputs; the council's profile says how long an appendix may be, and so a table.
        plan: the action plan.
        evidence: the register.
        learnt: how many paragraphs tell what was learnt.
    """
    judged = sum(len(evaluation.components) for evaluation in inputs.evaluations)
    names = ("by_review_and_agency", "moves", "overdue", "disputed")
    rows = {"register": len(evidence["reviews"]), "judgements": judged, "learning": learnt}
    rows |= {name: len(plan[name]) for name in names}
    return {name: count for name, count in rows.items() if count > inputs.council.most_appendix_rows}


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
        "superseded": states["superseded"],
        "to_publication": months_between(review.initiated, review.executive_summary.published),
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
