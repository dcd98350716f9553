"""The view: everything that a template places, as plain values. Narratives are HTML here, facts put in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from pipeline.compose.audience import Copy
from pipeline.compose.charts import charts
from pipeline.compose.cover import cover_rows
from pipeline.compose.crest import crest
from pipeline.compose.evidence import beside, evidence_view
from pipeline.compose.facts import Facts, Note, Reference, Value, facts_of
from pipeline.compose.learning import Learning, learning
from pipeline.compose.narrative import Narrator
from pipeline.compose.sections import appendices, labels, notes, sections, wrong_sections
from pipeline.compose.sentences import sentence_view, sentences
from pipeline.findings import Finding
from pipeline.models.inputs import Inputs
from pipeline.report_type import ReportType
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder


def all_facts(
    copy: Copy,
    plan: dict[str, Any],
    report_type: ReportType,
    style: HouseStyle,
    jinja: Environment,
    statutory: Mapping[str, Value],
) -> tuple[Facts, list[Finding]]:
    """Compute every fact of a copy, its report type's sentences, references, notes and the words for what is withheld included.

    A narrative within a sentence (a review's circumstances) may name facts, but not sentences.
    """
    inputs = copy.inputs
    facts = Facts({**facts_of(inputs), **statutory}, style, _withheld(copy, report_type))
    narrator = Narrator(facts, copy.private)
    circumstances = {
        review.id: narrator.line(review.circumstances, ("reviews", index, "circumstances"), restricted=True)
        for index, review in enumerate(inputs.reviews)
        if review.circumstances
    }
    template = f"reports/{report_type.name}/sentences.html.j2"
    composed = sentences(jinja, template, sentence_view(inputs, circumstances, plan))
    marks: dict[str, Value] = _marks(inputs, report_type)
    return replace(facts, values={**facts.values, **composed, **marks}), narrator.findings


def _marks(inputs: Inputs, report_type: ReportType) -> dict[str, Value]:
    """Return the references and the notes that prose can name."""
    references: dict[str, Value] = {f"ref.{label}": Reference(label) for label, _ in labels(inputs, report_type)}
    return references | {f"note.{name}": Note(name) for name in inputs.paper.notes}


def _withheld(copy: Copy, report_type: ReportType) -> frozenset[str]:
    """Return the names of facts that the whole paper has, and this copy has not."""
    if copy.inputs is copy.whole:
        return frozenset()
    return frozenset(_names(copy.whole, report_type) - _names(copy.inputs, report_type))


def _names(inputs: Inputs, report_type: ReportType) -> set[str]:
    return {*facts_of(inputs), *_marks(inputs, report_type)}


def view(
    copy: Copy,
    plan: dict[str, Any],
    report_type: ReportType,
    facts: Facts,
    templates: TemplateFolder,
    told: Mapping[str, Learning] | None = None,
) -> tuple[dict[str, Any], list[Finding]]:
    """Return what the paper's template places, and what is wrong with its narratives."""
    narrator = Narrator(facts, copy.private)
    inputs, style = copy.inputs, facts.style
    paper = inputs.paper
    opening = {
        "purpose": narrator.blocks(paper.purpose, ("paper", "purpose")),
        "recommendation": narrator.blocks(paper.recommendation, ("paper", "recommendation"), lettered=True),
    }
    told = told or dict(learning(inputs, narrator))
    evidence = evidence_view(inputs, plan)
    learnt = _learning_of(told, evidence)
    return {
        "labels": style.labels.plain(),
        "cover": {**style.cover.plain(), "rows": cover_rows(inputs, style, opening)},
        "agenda_line": paper.agenda_item is not None and ["agenda_item"] not in style.cover.rows,
        "crest": crest(style, templates),
        "paper": paper.plain(),
        "title": _title(narrator.line(paper.title, ("paper", "title")), style),
        **opening,
        "learning": [block for each in told.values() for block in each.blocks],
        "learning_of": learnt,
        "evidence": evidence,
        "beside": beside(inputs, plan, evidence, sum(len(each["blocks"]) for each in learnt)),
        "judgements": _judgements(inputs),
        "plan": plan,
        "charts": charts(plan, style, templates.fonts),
        "sections": [*_opening_sections(style, opening), *sections(inputs, report_type, narrator, copy.left_out)],
        "source_documents": list(_source_documents(inputs, narrator)),
        "notes": notes(paper, narrator),
        "appendices": appendices(paper, narrator),
    }, [*narrator.findings, *wrong_sections(inputs, report_type)]


def _title(title: Markup, style: HouseStyle) -> Markup:
    ending = style.title_ending or ""
    return title if title.endswith(ending) else title + ending


def _opening_sections(style: HouseStyle, opening: dict[str, list[Markup]]) -> Iterator[dict[str, Any]]:
    """Yield the purpose and the recommendation as sections, where the house style has them so."""
    for name in style.cover.sections:
        heading = getattr(style.labels, f"{name}_section")
        yield {"id": f"cover-{name}", "heading": heading, "blocks": opening[name], "withheld": False}


def _learning_of(told: Mapping[str, Learning], evidence: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each review of the register that something was learnt from, with what was."""
    return [{**row, "blocks": blocks} for row in evidence["reviews"] if (blocks := told[row["id"]].blocks)]


def _judgements(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the judgements of the parts of reviews, in the order of the evaluations."""
    names = {review.id: [child.name for child in review.children] for review in inputs.reviews}
    return [
        {"review": names[evaluation.review], **component.plain()}
        for evaluation in inputs.evaluations
        for component in evaluation.components
    ]


def _source_documents(inputs: Inputs, narrator: Narrator) -> Iterator[dict[str, Any]]:
    for index, document in enumerate(inputs.paper.source_documents):
        yield {
            "title": narrator.line(document.title, ("paper", "source_documents", index, "title")),
            "location": document.location,
            "is_link": bool(re.fullmatch(r"https?://\S+", document.location)),
        }
