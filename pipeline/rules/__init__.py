"""Check: models in, findings out. Each rule is a function; a table here lists them in order."""

from collections.abc import Callable, Iterable

from pipeline.case import Case
from pipeline.findings import Finding
from pipeline.models.inputs import Inputs
from pipeline.rules.abbreviations import defined_twice, undefined
from pipeline.rules.action_plan import (
    completed_and_open,
    completed_in_the_future,
    disputed,
    due_before_its_review,
    duplicates,
    status_agrees_with_updates,
    vague_dates,
    without_completion_date,
    without_due_date,
    without_evidence,
    without_lead,
)
from pipeline.rules.action_plan import dates_in_order as action_dates_in_order
from pipeline.rules.coherence import (
    dates_in_order,
    meeting_is_held,
    only_serious_case_reviews_are_evaluated,
    purpose_awaits_evaluations,
    reports_in_order,
)
from pipeline.rules.counting import counts
from pipeline.rules.deaths import deaths_and_ages
from pipeline.rules.events import periods
from pipeline.rules.grades import grades
from pipeline.rules.hands import at_the_hands
from pipeline.rules.house import (
    bare_figures,
    blank_electoral_divisions,
    double_words,
    email_case,
    mixed_scripts,
    nobody_named,
    suicide_wording,
    unbalanced,
)
from pipeline.rules.links import link_text
from pipeline.rules.names import board_name, ofsted_name
from pipeline.rules.privacy import PRIVACY
from pipeline.rules.promises import promises_outcome, promises_progress
from pipeline.rules.reading import long_sentences, reading_age
from pipeline.rules.references import points_to_nothing
from pipeline.rules.reported import opened_again, unchanged
from pipeline.rules.shares import shares
from pipeline.rules.sources import guidance_titles, sources_unlisted
from pipeline.rules.standing import standing
from pipeline.rules.sums import told_sums
from pipeline.rules.tables import totals
from pipeline.rules.telling import (
    pseudonyms,
    publication_claims,
    recommendation_differs,
    says_today,
    sources_unpublished,
    still_to_come,
)
from pipeline.rules.timetable import (
    key_notice_short,
    key_without_reference,
    late_without_circumstances,
    noting_marked_as_key,
    private_without_notices,
    published_after_the_agenda,
    published_late,
    reference_of_another_pattern,
)
from pipeline.rules.unfilled import placeholders
from pipeline.rules.waivers import waived

OF_DATA: dict[str, Callable[[Inputs], Iterable[Finding]]] = {
    "AP101": disputed,
    "AP102": status_agrees_with_updates,
    "AP103": without_due_date,
    "AP104": without_completion_date,
    "AP105": without_evidence,
    "AP107": action_dates_in_order,
    "AP108": without_lead,
    "AP109": completed_and_open,
    "AP110": completed_in_the_future,
    "AP111": due_before_its_review,
    "AP112": vague_dates,
    "AP113": duplicates,
    "AP114": unchanged,
    "AP115": opened_again,
    "CO101": purpose_awaits_evaluations,
    "CO102": dates_in_order,
    "CO103": only_serious_case_reviews_are_evaluated,
    "CO104": reports_in_order,
    "CO105": meeting_is_held,
    "HS101": blank_electoral_divisions,
    "HS125": nobody_named,
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
    "CO120": grades,
    "CO121": promises_outcome,
    "CO122": deaths_and_ages,
    "CO123": periods,
    "CO124": shares,
    "CO125": sources_unlisted,
    "CO126": points_to_nothing,
    "CO127": totals,
    "CO129": standing,
    "CO130": still_to_come,
    "CO131": told_sums,
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
    "HS123": reading_age,
    "HS124": link_text,
    **PRIVACY,
    "TT101": published_late,
    "TT102": key_without_reference,
    "TT103": reference_of_another_pattern,
    "TT104": key_notice_short,
    "TT105": noting_marked_as_key,
    "TT106": late_without_circumstances,
    "TT107": private_without_notices,
    "TT108": published_after_the_agenda,
}
"""Rules that look at what the paper says, too, by id."""

RULES = (*OF_DATA, *OF_WORDS)
"""Every rule's id."""


def check(case: Case) -> list[Finding]:
    """Return what the rules find in a paper, what it waives marked; they never stop a draft."""
    found = [finding for rule in OF_DATA.values() for finding in rule(case.inputs)]
    found += [finding for rule in OF_WORDS.values() for finding in rule(case)]
    once = list(dict.fromkeys(found))  # the same words twice in one field point to one place
    return waived(once, case.inputs.paper.waivers)
