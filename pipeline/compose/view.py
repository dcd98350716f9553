"""The view: everything that a template places, as plain values. Narratives are HTML here, facts put in."""

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from pipeline.compose.facts import Facts, facts_of
from pipeline.compose.narrative import Narrator
from pipeline.compose.sentences import sentence_view, sentences
from pipeline.findings import Finding, Path, Severity
from pipeline.models.inputs import Inputs
from pipeline.report_type import ReportType
from pipeline.style import HouseStyle


def all_facts(
    inputs: Inputs, report_type: ReportType, style: HouseStyle, jinja: Environment
) -> tuple[Facts, list[Finding]]:
    """Compute every fact of a paper, its report type's sentences included.

    A narrative within a sentence (a review's circumstances) may name facts, but not sentences.
    """
    narrator = Narrator(Facts(facts_of(inputs), style))
    circumstances = {
        review.id: narrator.line(review.circumstances, ("reviews", index, "circumstances"), restricted=True)
        for index, review in enumerate(inputs.reviews)
        if review.circumstances
    }
    template = f"reports/{report_type.name}/sentences.html.j2"
    composed = sentences(jinja, template, sentence_view(inputs, circumstances))
    return replace(narrator.facts, values={**narrator.facts.values, **composed}), narrator.findings


def view(inputs: Inputs, report_type: ReportType, facts: Facts) -> tuple[dict[str, Any], list[Finding]]:
    """Return what the paper's template places, and what is wrong with its narratives."""
    narrator = Narrator(facts)
    paper, style = inputs.paper, facts.style
    title = narrator.line(paper.title, ("paper", "title"))
    learning = _learning(inputs, narrator)
    return {
        "labels": style.labels.plain(),
        "meeting": inputs.meeting.plain(),
        "paper": paper.plain(),
        "title": _title(title, style),
        "purpose": narrator.blocks(paper.purpose, ("paper", "purpose")),
        "recommendation": narrator.blocks(paper.recommendation, ("paper", "recommendation")),
        "learning": learning,
        "sections": list(_sections(inputs, report_type, narrator)),
        "source_documents": [
            {
                "title": narrator.line(document.title, ("paper", "source_documents", index, "title")),
                "location": document.location,
                "is_link": bool(re.fullmatch(r"https?://\S+", document.location)),
            }
            for index, document in enumerate(paper.source_documents)
        ],
    }, [*narrator.findings, *_unknown_sections(inputs, report_type)]


def _title(title: Markup, style: HouseStyle) -> Markup:
    ending = style.title_ending or ""
    return title if title.endswith(ending) else title + ending


def _learning(inputs: Inputs, narrator: Narrator) -> list[Markup]:
    return [
        block
        for index, review in enumerate(inputs.reviews)
        for block in narrator.blocks(review.learning or "", ("reviews", index, "learning"), restricted=True)
    ]


def _sections(inputs: Inputs, report_type: ReportType, narrator: Narrator) -> Iterable[dict[str, Any]]:
    written = inputs.paper.sections
    for section in report_type.sections:
        at: Path = ("paper", "sections", section.id) if section.id in written else ("paper", "report_type")
        blocks = narrator.blocks(written.get(section.id, section.text or ""), at)
        yield {"id": section.id, "heading": section.heading, "blocks": blocks}


def _unknown_sections(inputs: Inputs, report_type: ReportType) -> Iterable[Finding]:
    known, written = [section.id for section in report_type.sections], inputs.paper.sections
    misspelt = {name: next(iter(get_close_matches(name, known, n=1)), None) for name in written if name not in known}
    for name, close in misspelt.items():
        hint = f"Did you mean {close}?" if close else f"Sections of this report type: {', '.join(known)}."
        at: Path = ("paper", "sections", name)
        yield Finding("VA102", Severity.ERROR, f"there is no section {name!r}", hint, at=at, on_key=True)
    for section in report_type.sections:
        if section.required and section.id not in {*written, *misspelt.values()}:
            message, hint = f"the section {section.heading} is missing", f"Add {section.id}: and its text here."
            yield Finding("VA101", Severity.ERROR, message, hint, at=("paper", "sections"))
