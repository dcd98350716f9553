"""What was known of reviews and their evaluations on a day. Actions have dated updates of their own (``progress.py``).

A date known only to its month or year is taken to have come by any day in it. What has no date is taken as it stands: whatever an
officer did not date cannot be told apart from what was always so. Narratives have no dates, and stand as they were last written.
"""

from collections.abc import Iterable, Iterator

from pipeline.models.dates import PartialDate
from pipeline.models.evaluation import Evaluation
from pipeline.models.review import ExecutiveSummary, Review


def begun(review: Review) -> PartialDate:
    """Return when a review began: its date of initiation, else the first death."""
    return review.initiated or min(child.died for child in review.children)


def review_on(review: Review, day: PartialDate) -> Review:
    """Return a review as it stood on a day: without a publication and convictions that came later."""
    published = review.executive_summary.published
    changes = {"responsible": [each for each in review.responsible if each.convicted is None or each.convicted <= day]}
    if published and published > day:
        return review.model_copy(update={**changes, "executive_summary": ExecutiveSummary()})
    return review.model_copy(update=changes)


def evaluation_on(evaluation: Evaluation, day: PartialDate) -> Evaluation:
    """Return an evaluation as it stood on a day: awaited, where the letter came later; not re-submitted, where that was later."""
    changes: dict[str, object] = {}
    if evaluation.reconsidered and evaluation.reconsidered > day:
        changes["reconsidered"] = None
    if evaluation.received and evaluation.received > day:
        changes |= {"received": None, "grade": "awaited", "components": []}
    return evaluation.model_copy(update=changes)


def evaluations_on(evaluations: Iterable[Evaluation], day: PartialDate) -> Iterator[Evaluation]:
    """Yield the evaluations that reviews had been submitted for by a day, as they stood."""
    return (evaluation_on(each, day) for each in evaluations if each.submitted <= day)
