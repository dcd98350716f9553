"""Coherence: a paper agrees with its data and with itself."""

from collections.abc import Iterable

from pipeline.findings import Finding, Severity
from pipeline.models.inputs import Inputs


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
