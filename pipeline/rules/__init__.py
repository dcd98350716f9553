"""Check: models in, findings out. Each rule is a function; a table here lists them in order."""

from collections.abc import Callable, Iterable

from pipeline.findings import Finding
from pipeline.models.inputs import Inputs
from pipeline.rules.action_plan import (
    completed_and_open,
    disputed,
    status_agrees_with_updates,
    without_completion_date,
    without_due_date,
    without_evidence,
)
from pipeline.rules.action_plan import dates_in_order as action_dates_in_order
from pipeline.rules.coherence import (
    dates_in_order,
    meeting_is_held,
    only_serious_case_reviews_are_evaluated,
    purpose_awaits_evaluations,
    reports_in_order,
)
from pipeline.rules.house import blank_electoral_divisions

RULES: dict[str, Callable[[Inputs], Iterable[Finding]]] = {
    "AP101": disputed,
    "AP102": status_agrees_with_updates,
    "AP103": without_due_date,
    "AP104": without_completion_date,
    "AP105": without_evidence,
    "AP107": action_dates_in_order,
    "AP108": completed_and_open,
    "CO101": purpose_awaits_evaluations,
    "CO102": dates_in_order,
    "CO103": only_serious_case_reviews_are_evaluated,
    "CO104": reports_in_order,
    "CO105": meeting_is_held,
    "HS101": blank_electoral_divisions,
}
"""Every rule, by its id."""


def check(inputs: Inputs) -> list[Finding]:
    """Return what the rules find in a paper; they never stop a draft."""
    return [finding for rule in RULES.values() for finding in rule(inputs)]
