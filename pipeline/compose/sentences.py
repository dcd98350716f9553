"""Sentences that every paper of a kind needs, from its report type's ``sentences.html.j2``: one macro, one fact."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Macro
from markupsafe import Markup

from pipeline.compose import grammar
from pipeline.compose.environment import rendering
from pipeline.compose.evidence import evidence_view
from pipeline.compose.facts import last_death, names
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.review import Child, Kind, Review

PARENTS = {"mother", "father", "parent"}


def sentences(jinja: Environment, template: str, view: dict[str, Any]) -> dict[str, Markup]:
    """Compose every sentence of a report type, by the name that prose uses."""
    with rendering(template):
        module = jinja.get_template(template).make_module(view)
        macros = {
            name: value for name, value in vars(module).items() if isinstance(value, Macro) and not value.arguments
        }
        return {
            f"sentence.{name.replace('_', '-')}": Markup(" ".join(macro().split()))
            for name, macro in sorted(macros.items())
        }


def sentence_view(inputs: Inputs, circumstances: dict[str, Markup], plan: dict[str, Any]) -> dict[str, Any]:
    """Group and count what the sentences need.

    Args:
        inputs: the paper's inputs.
        circumstances: each review's, as HTML, by id.
        plan: the action plan, as ``action_view`` gives it.
    """
    reviews = sorted(inputs.reviews, key=last_death)
    concerned = {row["review_id"] for row in plan["rows"]}
    unproven = [review for review in reviews if not review.responsible]
    return {
        "council": inputs.council.plain(),
        "safeguarding": inputs.safeguarding.plain(),
        "term": _term(inputs, reviews),
        "kinds": _kinds(inputs, [review for review in reviews if review.id in concerned]),
        "plan": plan,
        "reviews": len(reviews),
        "children": sum(len(review.children) for review in reviews),
        "died": _span(child.died for review in reviews for child in review.children),
        "death_groups": [group for review in reviews for group in _deaths(review.children)],
        "convictions": _convictions([review for review in reviews if review.responsible]),
        "others": [circumstances[review.id] for review in unproven if review.id in circumstances],
        "others_are_the_rest": all(review.id in circumstances for review in unproven),
        "summaries": _summaries(inputs.meeting.date, reviews),
        "submitted": _span(evaluation.submitted for evaluation in inputs.evaluations),
        "evaluations": _evaluations(inputs, reviews),
        "evidence": evidence_view(inputs, plan),
    }


TERMS: dict[Kind, tuple[str, str | None]] = {
    "serious case review": ("Serious Case Review", "SCR"),
    "local child safeguarding practice review": ("Local Child Safeguarding Practice Review", "LCSPR"),
    "rapid review": ("Rapid Review", None),
}
"""What a kind of review is called in sentences, and its short name (Working Together 2010, 2018)."""


def _term(inputs: Inputs, reviews: Sequence[Review]) -> dict[str, str | None]:
    """Return what all reviews of the paper are: their kind's name, or just reviews where there are several kinds."""
    kinds = {inputs.kind_of(review) for review in reviews} or {"serious case review"}
    name, short = TERMS[kinds.pop()] if len(kinds) == 1 else ("review", None)
    return {"name": name, "short": short}


def _kinds(inputs: Inputs, reviews: Sequence[Review]) -> list[dict[str, Any]]:
    """Count the reviews of each kind, those that the law had first standing first."""
    counts = Counter(inputs.kind_of(review) for review in reviews)
    return [
        {"name": name, "short": short, "count": counts[kind]} for kind, (name, short) in TERMS.items() if counts[kind]
    ]


def _span(dates: Iterable[PartialDate]) -> dict[str, PartialDate] | None:
    ordered = sorted(dates)
    return {"first": ordered[0], "last": ordered[-1]} if ordered else None


def _deaths(children: Sequence[Child]) -> list[dict[str, Any]]:
    """Children of one review who died on one date at one age share a clause."""
    groups: dict[Any, list[str]] = {}
    for child in sorted(children, key=lambda child: child.died):
        groups.setdefault((child.died, child.age), []).append(child.name)
    return [{"names": members, "died": died, "age": age} for (died, age), members in groups.items()]


def _convictions(reviews: Sequence[Review]) -> dict[str, Any]:
    people = [person.relationship.lower() for review in reviews for person in review.responsible]
    return {
        "cases": len(reviews),
        "people": len(people),
        "children": sum(len(review.children) for review in reviews),
        "parents": all(person in PARENTS for person in people),
    }


def _summaries(today: PartialDate, reviews: Sequence[Review]) -> dict[str, Any]:
    """Sort the executive summaries into those out already, out today and still to come, as of the meeting's day."""
    later: dict[PartialDate, int] = {}
    online = []
    for review in reviews:
        summary = review.executive_summary
        if summary.published and summary.published >= today:
            later[summary.published] = later.get(summary.published, 0) + 1
        elif summary.published or summary.already_published:
            online.append({"children": grammar.series(names(review)), "conviction": _conviction(review)})
    dated = [{"date": None if date == today else date, "cases": count} for date, count in sorted(later.items())]
    return {"dated": dated, "online": online, "is_the_rest": sum(later.values()) + len(online) == len(reviews)}


def _conviction(review: Review) -> dict[str, Any] | None:
    """Return the first conviction that the summary's publication followed; an unknown date followed any."""
    published = review.executive_summary.published
    dated = next(
        (
            person
            for person in review.responsible
            if person.convicted and (published is None or person.convicted <= published)
        ),
        None,
    )
    their = grammar.possessive([child.sex for child in review.children])
    return {"their": their, "relationship": dated.relationship, "date": dated.convicted} if dated else None


def _evaluations(inputs: Inputs, reviews: Sequence[Review]) -> dict[str, Any]:
    received, awaited = [], []
    for review in reviews:
        if evaluation := inputs.evaluation_of(review):
            name = evaluation.printed_as or Markup("{} Review").format(grammar.series(names(review)))
            if evaluation.grade == "awaited":
                awaited.append(name)
            else:
                received.append({"grade": evaluation.grade.capitalize(), "name": name})
    return {"count": len(received) + len(awaited), "received": received, "awaited": awaited}
