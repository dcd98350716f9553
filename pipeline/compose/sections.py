"""A paper's sections, options, implications, appendices and notes, in the order of its report type."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from lxml import etree
from markupsafe import Markup

from pipeline.compose.narrative import LABEL, Narrator
from pipeline.findings import Finding, Path, Severity
from pipeline.models.inputs import Inputs
from pipeline.models.paper import Paper
from pipeline.report_type import ReportType
from pipeline.report_type import Section as SectionType
from pipeline.style import Labels

Section = dict[str, Any]


def sections(
    inputs: Inputs, report_type: ReportType, narrator: Narrator, left_out: frozenset[str] = frozenset()
) -> Iterator[Section]:
    """Yield each section with its blocks; what nothing is written in has none, and one that is left out only its text."""
    for section in report_type.sections:
        if section.further:
            yield from _further(inputs.paper, narrator)
        yield _section(inputs, section, narrator, withheld=section.id in left_out)


def _further(paper: Paper, narrator: Narrator) -> Iterator[Section]:
    for index, section in enumerate(paper.further_sections):
        at: Path = ("paper", "further_sections", index, "text")
        blocks = narrator.blocks(section.text, at, rich=True)
        yield {"id": section.id, "heading": section.heading, "blocks": blocks, "withheld": False}


def _section(inputs: Inputs, section: SectionType, narrator: Narrator, *, withheld: bool) -> Section:
    written = inputs.paper.sections
    at: Path = ("paper", "sections", section.id) if section.id in written else ("paper", "report_type")
    blocks = narrator.blocks(written.get(section.id, section.text or ""), at, rich=True, lettered=section.lettered)
    if section.holds == "options":
        blocks += _options(inputs.paper, narrator)
    if section.holds == "implications":
        blocks += _implications(inputs, narrator)
    return {"id": section.id, "heading": section.heading, "blocks": blocks, "withheld": withheld}


def _options(paper: Paper, narrator: Narrator) -> Iterator[Markup]:
    labels: Labels = narrator.facts.style.labels
    for index, option in enumerate(paper.options):
        chosen = f" {labels.recommended}" if option.recommended else ""
        title = f"{labels.option} {index + 1}: {option.title}{chosen}"
        yield Markup('<h3 id="{}">{}</h3>').format(option.id, title)
        yield from narrator.blocks(option.text, ("paper", "options", index, "text"), rich=True)


def _implications(inputs: Inputs, narrator: Narrator) -> Iterator[Markup]:
    for kind in inputs.council.implications:
        if text := inputs.paper.implications.get(kind.id):
            yield Markup('<h3 id="{}">{}</h3>').format(f"implications-{kind.id}", kind.heading)
            yield from narrator.blocks(text, ("paper", "implications", kind.id), rich=True)


def appendices(paper: Paper, narrator: Narrator) -> list[Section]:
    """Return the paper's own appendices."""
    return [
        {
            "id": appendix.id,
            "title": appendix.title,
            "landscape": appendix.landscape,
            "blocks": narrator.blocks(appendix.text, ("paper", "appendices", index, "text"), rich=True),
        }
        for index, appendix in enumerate(paper.appendices)
    ]


def notes(paper: Paper, narrator: Narrator) -> list[dict[str, Any]]:
    """Return the notes at the paper's end."""
    return [{"id": name, "text": narrator.line(text, ("paper", "notes", name))} for name, text in paper.notes.items()]


def narratives(paper: Paper) -> list[tuple[Path, str]]:
    """Return the paper's narratives that can hold labels and references, with where they stand."""
    return [
        (("paper", "purpose"), paper.purpose),
        (("paper", "recommendation"), paper.recommendation),
        *((("paper", "sections", name), text) for name, text in paper.sections.items()),
        *(
            (("paper", "further_sections", index, "text"), each.text)
            for index, each in enumerate(paper.further_sections)
        ),
        *((("paper", "options", index, "text"), each.text) for index, each in enumerate(paper.options)),
        *((("paper", "implications", name), text) for name, text in paper.implications.items()),
        *((("paper", "appendices", index, "text"), each.text) for index, each in enumerate(paper.appendices)),
        *((("paper", "notes", name), text) for name, text in paper.notes.items()),
    ]


def labels(inputs: Inputs, report_type: ReportType) -> list[tuple[str, Path]]:
    """Return every label that a cross-reference can name, with where it is given."""
    paper = inputs.paper
    default: Path = ("paper", "report_type")
    unwritten = [(default, section.text or "") for section in report_type.sections if section.id not in paper.sections]
    return [
        *((section.id, default) for section in report_type.sections),
        *((label, default) for label in (*report_type.labels, "not-for-publication")),
        *((each.id, ("paper", "further_sections", index, "id")) for index, each in enumerate(paper.further_sections)),
        *((each.id, ("paper", "options", index, "id")) for index, each in enumerate(paper.options)),
        *((each.id, ("paper", "appendices", index, "id")) for index, each in enumerate(paper.appendices)),
        *((f"implications-{name}", ("paper", "implications", name)) for name in paper.implications),
        *((found["label"], at) for at, text in (*unwritten, *narratives(paper)) for found in LABEL.finditer(text)),
    ]


def unprinted(paper: Paper, main: etree._Element) -> Iterator[Finding]:
    """Find references to what the paper does not print: a section that nothing is written in is left out."""
    for link in main.iter("a"):
        if link.get("class") == "ref" and not link.text:
            label = str(link.get("href")).removeprefix("#")
            near = f"ref.{label}"
            at = next((at for at, text in narratives(paper) if near in text), ("paper", "report_type"))
            message = f"{label} is not printed in this paper, so nothing can refer to it"
            hint = "Take the reference out, or write what it refers to."
            yield Finding("VA201", Severity.ERROR, message, hint, at=at, near=near)


def questionable(paper: Paper) -> Iterator[Finding]:
    """Find notes that nothing refers to, and several options that are all recommended."""
    everything = " ".join(text for _, text in narratives(paper))
    for name in paper.notes:
        if not re.search(rf"\{{\{{\s*note\.{name}\s*\}}\}}", everything):
            message, hint = f"nothing refers to the note {name!r}", f"Write {{{{ note.{name} }}}} where it belongs."
            yield Finding("VA204", Severity.WARNING, message, hint, at=("paper", "notes", name), on_key=True)
    chosen = [index for index, option in enumerate(paper.options) if option.recommended]
    for index in chosen[1:]:
        at: Path = ("paper", "options", index, "recommended")
        yield Finding("VA204", Severity.WARNING, "another option is recommended too", "Recommend one.", at=at)


def wrong_sections(inputs: Inputs, report_type: ReportType) -> Iterator[Finding]:
    """Find what the paper writes and its report type has no room for, what is missing, and labels given twice."""
    paper, sections_ = inputs.paper, report_type.sections
    required = {section.id: section.heading for section in sections_ if section.required}
    yield from _unknown(("paper", "sections"), paper.sections, [section.id for section in sections_], required)
    if any(section.holds == "implications" for section in sections_):
        kinds = inputs.council.implications
        yield from _unknown(("paper", "implications"), paper.implications, [kind.id for kind in kinds], {})
        yield from _unsaid(inputs)
    elif paper.implications:
        yield _no_room("implications")
    if paper.options and not any(section.holds == "options" for section in sections_):
        yield _no_room("options")
    if paper.further_sections and not any(section.further for section in sections_):
        yield _no_room("further_sections")
    yield from _nothing_to_tell(inputs, report_type)
    yield from _given_twice(labels(inputs, report_type))
    yield from questionable(paper)


def _nothing_to_tell(inputs: Inputs, report_type: ReportType) -> Iterator[Finding]:
    """HS104: a kind of paper that tells of reviews or actions has none: they may lie where nobody looks."""
    for name, records in (("reviews", inputs.reviews), ("actions", inputs.actions.actions)):
        if name in report_type.inputs and not records:
            message = f"this kind of paper tells of {name}, and there are none"
            hint = f"Put {name}.yaml, a workbook or a CSV file into the paper's folder, or beside council.yaml."
            yield Finding("HS104", Severity.WARNING, message, hint, at=("paper", "report_type"))


def _unsaid(inputs: Inputs) -> Iterator[Finding]:
    """HS102: an implication that the council asks of every report is not set out; the draft can still be written."""
    for kind in inputs.council.implications:
        if kind.required and kind.id not in inputs.paper.implications:
            message = f"the text under {kind.heading} ({kind.id}) is missing, and the council asks it of every report"
            hint = f"Add {kind.id}: and its text under implications."
            yield Finding("HS102", Severity.WARNING, message, hint, at=("paper", "implications"))


def _no_room(name: str) -> Finding:
    message = f"this report type has no room for {name.replace('_', ' ')}"
    hint = "Choose another report type, such as cabinet-report, or write it in a section."
    return Finding("VA102", Severity.ERROR, message, hint, at=("paper", name), on_key=True)


def _given_twice(found: list[tuple[str, Path]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for label, at in found:
        if label in seen:
            message = f"the label {label!r} is given twice"
            hint = "Rename one: sections, options, appendices and labels share their names."
            yield Finding("VA105", Severity.ERROR, message, hint, at=at, near=f"{{#{label}}}")
        seen.add(label)


def _unknown(at: Path, written: dict[str, str], known: list[str], required: dict[str, str]) -> Iterator[Finding]:
    what = {"sections": "section", "implications": "implication"}[str(at[-1])]
    misspelt = {name: next(iter(get_close_matches(name, known, n=1)), None) for name in written if name not in known}
    for name, close in misspelt.items():
        there = "Sections of this report type" if what == "section" else "Implications of the council's profile"
        hint = f"Did you mean {close}?" if close else f"{there}: {', '.join(known)}."
        yield Finding("VA102", Severity.ERROR, f"there is no {what} {name!r}", hint, at=(*at, name), on_key=True)
    for name, heading in required.items():
        if name not in {*written, *misspelt.values()}:
            message, hint = f"the section {heading} is missing", f"Add {name}: and its text here."
            yield Finding("VA101", Severity.ERROR, message, hint, at=at)
