"""A notice written: composed from the public copy, in every format, searched for what is withheld, recorded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.build import FINDINGS, TEMPLATE_KINDS, Outcome, never_printed, refuse_leaks_in
from pipeline.check import check_draft
from pipeline.compose.notice import compose_notice, narrator_of
from pipeline.document import Document
from pipeline.findings import Finding, Severity, blocking
from pipeline.leaks import leaks, refuse
from pipeline.load import Request, house_style, located
from pipeline.models.inputs import Inputs
from pipeline.models.notice_law import NoticeKind
from pipeline.notices.contents import Contents
from pipeline.notices.subject import Subject
from pipeline.notices.timing import remarks
from pipeline.record import NAME as MANIFEST
from pipeline.record import ingredients, manifest, staged, unchanged
from pipeline.source import Source
from pipeline.style import HouseStyle
from pipeline.tell import findings_json
from pipeline.template_folder import TemplateFolder, find_templates
from pipeline.write import WRITERS, write

OF_MEETINGS = ("private_reasons", "private_representations", "private_response", "private_urgency")
OF_PAPERS = ("forward_plan", "general_exception", "special_urgency", "decision")
"""Fields that only notices print."""

FOLDER = "notices"
"""Where notices go, under the outputs; a folder a notice."""


@dataclass(frozen=True)
class Order:
    """A notice that was asked for: its kind, what it is about, where it was read, and what else is searched for.

    ``papers`` are the papers whose withheld parts it must not hold: that which it is about, or all of its meeting's.
    """

    kind: NoticeKind
    subject: Subject
    source: Source
    files: Sequence[Path]
    papers: Sequence[Subject]

    @property
    def name(self) -> str:
        """The name of its folder and its files: the paper's, or the meeting's day and body, and the kind."""
        meeting = self.subject.meeting
        body = re.sub(r"[^a-z0-9]+", "-", meeting.body.lower()).strip("-")
        return f"{self.subject.name or f'{meeting.date}-{body}'}-{self.kind.id}"


def write_notice(order: Order, request: Request) -> Outcome:
    """Write a notice, unless something that it must state is missing.

    Raises:
        PipelineError: it would hold what is withheld, a template is wrong, or it cannot be written.
    """
    templates = find_templates(request.templates)
    style = house_style(templates, request.style or order.subject.council.house_style)
    document, found = composed(order, style, templates)
    findings = [*located(order.source, found), *_privacy(order.subject)]
    if document is None or blocking(findings, strict=request.strict, rules=True):
        return Outcome(order.name, findings, stopped=True)
    return _write(order, document, style, templates, findings, request)


def _privacy(subject: Subject) -> list[Finding]:
    """Return errors of privacy in what a notice of a paper prints: they stop a notice, as they stop an edition."""
    printed = {("paper", name) for name in (*OF_PAPERS, "title", "options", "appendices", "source_documents")}
    return [
        finding
        for finding in (check_draft(subject.draft) if subject.draft else ())
        if finding.id.startswith("PR") and finding.severity is Severity.ERROR and finding.at[:2] in printed
    ]


def composed(order: Order, style: HouseStyle, templates: TemplateFolder) -> tuple[Document | None, list[Finding]]:
    """Return a notice as a document, or None with all that is missing."""
    subject, contents = order.subject, Contents(order.kind, order.subject)
    notice = contents.notice()
    said = [*contents.findings, *remarks(order.kind, subject)]
    if contents.findings:
        return None, _original(subject, said)
    narrator = narrator_of(subject.composer, subject.whole) if subject.composer and subject.whole else None
    document, wrong = compose_notice(notice, style, templates, narrator)
    return document, _original(subject, [*said, *wrong])


def _original(subject: Subject, findings: list[Finding]) -> list[Finding]:
    """Return findings of the public copy with the places that they have in the whole inputs."""
    if subject.composer is None or subject.whole is None:
        return findings
    copy = subject.composer.copy(subject.whole)
    return [copy.original(finding) for finding in findings]


def _write(
    order: Order,
    document: Document,
    style: HouseStyle,
    templates: TemplateFolder,
    findings: list[Finding],
    request: Request,
) -> Outcome:
    target = request.outputs.resolve() / FOLDER / order.name
    made_from = ingredients(order.name, order.files, _templates(style, templates))
    told = findings_json(findings, f"{request.inputs.as_posix()}/")
    names = [*(f"{order.name}.{ending}" for ending in WRITERS), FINDINGS]
    whole = [target / name for name in (*names, MANIFEST)]
    if not request.force and unchanged(made_from, target, names) and (target / FINDINGS).read_text("utf-8") == told:
        return Outcome(order.name, findings, whole, unchanged=True)
    with staged(target, keep=not request.dry_run) as stage:
        files, missing = write(document, style, templates, stage / order.name, request.limits)
        files.append(stage / FINDINGS)
        files[-1].write_text(told, "utf-8")
        (stage / MANIFEST).write_text(manifest(made_from, files), "utf-8")
        _refuse_leaks(sorted(stage.iterdir()), order, templates, request)
    return Outcome(order.name, findings, [target / file.name for file in files] + whole[-1:], missing=missing)


def _refuse_leaks(files: list[Path], order: Order, templates: TemplateFolder, request: Request) -> None:
    """Search a notice for what any paper that it could tell of withholds, and for what no output may hold.

    Raises:
        PipelineError: something is found.
    """
    refuse(leaks(files, never_printed(templates, request, public=True)))
    for each in order.papers:
        if each.composer and each.whole:
            refuse_leaks_in(files, replace(each.composer, audience="public"), _bare(each.whole), request)


def _bare(inputs: Inputs) -> Inputs:
    """Return a paper's inputs without what only notices print: what is withheld is not open because an officer repeats it there."""
    meetings = [meeting.model_copy(update=dict.fromkeys(OF_MEETINGS)) for meeting in inputs.meetings]
    options = [
        option if option.withheld else option.model_copy(update={"rejected": None}) for option in inputs.paper.options
    ]
    paper = inputs.paper.model_copy(update={**dict.fromkeys(OF_PAPERS), "options": options})
    return inputs.model_copy(update={"meetings": meetings, "paper": paper})


def _templates(style: HouseStyle, templates: TemplateFolder) -> dict[str, Path]:
    """Return the template files that a notice is made with, by their path."""
    folders = [templates.base, templates.fonts, templates.path / FOLDER]
    folders += [templates.style(name).parent for name in templates.chain(style.name)]
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.name.endswith(TEMPLATE_KINDS))
    return {file.relative_to(templates.path).as_posix(): file for file in files}
