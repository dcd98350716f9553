"""Check: models in, findings out. Each rule is a function; a table here lists them in order."""

from collections.abc import Callable, Iterable

from pipeline.case import Case
from pipeline.findings import Finding
from pipeline.models.inputs import Inputs
from pipeline.rules.abbreviations import defined_twice, undefined
from pipeline.rules.action_plan import dates_in_order as action_dates_in_order
from pipeline.rules.action_plan import (
    disputed,
    status_agrees_with_updates,
    without_completion_date,
    without_due_date,
    without_evidence,
)
from pipeline.rules.coherence import (
    dates_in_order,
    only_serious_case_reviews_are_evaluated,
    purpose_awaits_evaluations,
    reports_in_order,
)
from pipeline.rules.house import (
    bare_figures,
    blank_electoral_divisions,
    board_name,
    double_words,
    email_case,
    long_sentences,
    mixed_scripts,
    ofsted_name,
    placeholders,
    suicide_wording,
    unbalanced,
)
from pipeline.rules.telling import (
    at_the_hands,
    counts,
    guidance_titles,
    promises_progress,
    pseudonyms,
    publication_claims,
    recommendation_differs,
    says_today,
    sources_unpublished,
)
from pipeline.rules.waivers import waived

OF_DATA: dict[str, Callable[[Inputs], Iterable[Finding]]] = {
    "AP101": disputed,
    "AP102": status_agrees_with_updates,
    "AP103": without_due_date,
    "AP104": without_completion_date,
    "AP105": without_evidence,
    "AP107": action_dates_in_order,
    "CO101": purpose_awaits_evaluations,
    "CO102": dates_in_order,
    "CO103": only_serious_case_reviews_are_evaluated,
    "CO104": reports_in_order,
    "HS101": blank_electoral_divisions,
}
"""Rules that look at the data alone, by id."""

OF_WORDS: dict[str, Callable[[Case], Iterable[Finding]]] = {
    "CO111": pseudonyms,
    "CO112": counts,
    "CO113": at_the_hands,
    "CO114": recommendation_differs,
    "CO115": says_today,
    "CO116": promises_progress,
    "CO117": publication_claims,
    "CO118": sources_unpublished,
    "CO119": guidance_titles,
    "HS111": double_words,
    "HS112": unbalanced,
    "HS113": placeholders,
    "HS114": mixed_scripts,
    "HS115": suicide_wording,
    "HS116": ofsted_name,
    "HS117": board_name,
    "HS118": email_case,
    "HS119": bare_figures,
    "HS120": long_sentences,
    "HS121": undefined,
    "HS122": defined_twice,
}
"""Rules that look at what the paper says, too, by id."""

RULES = (*OF_DATA, *OF_WORDS)
"""Every rule's id."""


def check(case: Case) -> list[Finding]:
    """Return what the rules find in a paper, what it waives marked; they never stop a draft."""
    found = [finding for rule in OF_DATA.values() for finding in rule(case.inputs)]
    found += [finding for rule in OF_WORDS.values() for finding in rule(case)]
    return waived(found, case.inputs.paper.waivers)
