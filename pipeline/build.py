"""The spine: read, validate, check, compose, write, record. The only module that knows two stages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from getpass import getuser
from multiprocessing import get_context
from pathlib import Path
from socket import gethostname
from typing import Any, TypeVar

from pipeline.case import Case
from pipeline.clearances import Standing, draft_line, standing
from pipeline.compose import Composer
from pipeline.deadlines import working_days
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Severity, blocking, hushed, silenced
from pipeline.leaks import Held, leaks, needles, others, refuse
from pipeline.limits import Limits
from pipeline.models.base import Model
from pipeline.models.inputs import Inputs
from pipeline.models.withholding import Audience, private_paths
from pipeline.read import Read, coverage, find_papers, read_paper, read_yaml
from pipeline.read.watch_list import read_watch_list
from pipeline.record import NAME as MANIFEST
from pipeline.record import ingredients, ledger, locked, manifest, staged, unchanged
from pipeline.report_type import ReportType
from pipeline.rules import check
from pipeline.sheets import Reading
from pipeline.source import Source, overlay
from pipeline.statute import law, schedule_12a
from pipeline.style import HouseStyle
from pipeline.tell import findings_json
from pipeline.template_folder import TemplateFolder, find_templates
from pipeline.timetable import timetable
from pipeline.validate import not_in_fonts, unknown_templates, validate, validate_inputs
from pipeline.watch import NOBODY, WatchList
from pipeline.write import SPREADSHEET, WRITERS, write

FINDINGS = "findings.json"
TEMPLATE_KINDS = (".j2", ".yaml", ".css", ".xml", ".rels", ".conf", ".ttf", ".svg")

OTHER: dict[Audience, Audience] = {"public": "members", "members": "public"}

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Request:
    """What is asked of a run: the folders, and how strict and how real it is."""

    inputs: Path = Path("inputs")
    outputs: Path = Path("outputs")
    templates: Path | None = None
    style: str | None = None
    strict: bool = False
    dry_run: bool = False
    force: bool = False
    audience: Audience = "public"
    limits: Limits = field(default_factory=Limits)
    watch: WatchList = NOBODY

    def papers(self, names: Iterable[str]) -> list[Path]:
        """Return the folders of the papers named, or of all."""
        return find_papers(self.inputs, list(names))


@dataclass(frozen=True)
class Outcome:
    """What became of one paper."""

    paper: str
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    stopped: bool = False
    unchanged: bool = False
    missing: list[PipelineError] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """A paper that was read and validated, with what composes it."""

    source: Source
    findings: list[Finding]
    files: list[Path]
    inputs: Inputs | None
    composer: Composer | None
    readings: list[Reading] = field(default_factory=list)
    watch: WatchList = NOBODY


def build(folder: Path, request: Request) -> Outcome:
    """Build one paper in every format, unless a finding stops it.

    Raises:
        PipelineError: a template is wrong, the outputs cannot be written, or a format parts from the paper.
    """
    draft = load(folder, request)
    if draft.inputs is None or draft.composer is None:
        return Outcome(folder.name, draft.findings, stopped=True)
    document, findings = checked(draft, draft.inputs, draft.composer)
    if document is None or blocking(findings, strict=request.strict):
        return Outcome(folder.name, findings, stopped=True)
    stands = standings(folder.name, draft.inputs, draft.composer, request)
    document = replace(document, draft=draft_line(stands))
    return _write(draft, draft.composer, draft.inputs, document, findings, folder, request)


def standings(paper: str, inputs: Inputs, composer: Composer, request: Request) -> list[Standing]:
    """Return how the clearances of a paper stand, by the ledger and by the words of its members' copy, which is all of it.

    Raises:
        PipelineError: the ledger cannot be read.
    """
    if not inputs.council.clearances:
        return []
    document, _ = replace(composer, audience="members").compose(inputs)
    with ledger(request.outputs, make=False) as kept:
        return standing(paper, inputs, document, kept.rows(paper, "clearance"))


def checked(draft: Draft, inputs: Inputs, composer: Composer) -> tuple[Document | None, list[Finding]]:
    """Compose a paper and check it, and its other copy where something is withheld from the public.

    Returns:
        The copy that the composer is for, None where it cannot be composed; what is to be said of both copies.
    """
    copies = [
        composer,
        *([replace(composer, audience=OTHER[composer.audience])] if composer.copy(inputs).withheld else []),
    ]
    told = [_check_copy(each, inputs, draft.watch) for each in copies]
    by = {each.audience: found for each, (_, found) in zip(copies, told, strict=True)}
    found = [_sayable(finding, by) for _, found in told for finding in found if _is_said(finding, by)]
    return told[0][0], draft.findings + located(draft.source, dict.fromkeys(found))


def _is_said(finding: Finding, by: Mapping[Audience, list[Finding]]) -> bool:
    """Whether a finding in one of several copies is told.

    What a copy leaves out cannot be what a waiver is about; and what is withheld may tell of persons, but for those of the
    watch list, so that other findings of privacy are those of the public copy.
    """
    if finding.id == "HS103":
        return finding in by.get("members", [finding])
    if finding.id.startswith("PR") and finding.id != "PR114":
        return finding in by.get("public", [finding])
    return True


def _sayable(finding: Finding, by: Mapping[Audience, list[Finding]]) -> Finding:
    """Return a finding that the public copy has, too; of one that only the members' copy has no words, which may tell of what is withheld."""
    own = finding.id.startswith("VA") or finding.id == "HS103"
    return finding if own or finding in by.get("public", [finding]) else silenced(finding)


def located(source: Source, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with their places, and without a word of what is withheld."""
    private = private_paths(source.data)
    return [source.locate(hushed(finding, private)) for finding in findings]


def _check_copy(composer: Composer, inputs: Inputs, watch: WatchList) -> tuple[Document | None, list[Finding]]:
    """Compose one copy of a paper and check it; one that cannot be composed is checked by its data alone."""
    document, wrong = composer.compose(inputs)
    copy = composer.copy(inputs)
    ruled = check(case_of(inputs, composer, document, watch))
    return document, [copy.original(finding) for finding in (*wrong, *ruled)]


def watched(file: Path | None, inputs: Path) -> WatchList:
    """Read the watch list of a run, if there is one.

    Raises:
        PipelineError: it is not there, or others than its owner may read it.
    """
    return read_watch_list(file, inputs) if file else NOBODY


def case_of(inputs: Inputs, composer: Composer, document: Document | None, watch: WatchList = NOBODY) -> Case:
    """Return what the rules look at: a copy's inputs, what it says where it could be composed, and its meeting's timetable."""
    days = timetable(inputs.meeting, inputs.council, law().rules, working_days(inputs.council))
    copy = composer.copy(inputs)
    if document is None:
        return Case(copy.inputs, timetable=days, watch=watch)
    passages = composer.passages(inputs, document)
    return Case(copy.inputs, passages, days, composer.tables(document, passages), watch)


def check_paper(folder: Path, request: Request) -> list[Finding]:
    """Return all that is to be said of a paper; nothing is written."""
    return check_draft(load(folder, request))


def check_draft(draft: Draft) -> list[Finding]:
    """Return all that is to be said of a paper that was read."""
    if draft.inputs is None or draft.composer is None:
        return draft.findings
    return checked(draft, draft.inputs, draft.composer)[1]


def refuse_leaks_in(files: list[Path], composer: Composer, inputs: Inputs, request: Request) -> None:
    """Look through everything written for what a copy withholds, for the watch list, and for this machine's folders, user and host.

    Raises:
        PipelineError: something is found, or a file cannot be searched.
    """
    withheld = [Held(text, at) for text, at in composer.held(inputs)]
    folders = {request.inputs.resolve(), request.outputs.resolve(), composer.templates.path.resolve(), Path.home()}
    watched_for = [entry for _, entry in request.watch.entries] if composer.audience == "public" else []
    never = others(watched_for, map(str, folders), [getuser()], [gethostname()])
    refuse(leaks(files, [*needles(withheld, composer.opened(inputs)), *never]))


def _write(
    draft: Draft,
    composer: Composer,
    inputs: Inputs,
    document: Document,
    findings: list[Finding],
    folder: Path,
    request: Request,
) -> Outcome:
    """Write and record a composed paper, unless its outputs are there and were made from the same."""
    made_from = all_of_it(folder.name, draft.files, composer, document.draft)
    members = request.audience == "members"
    target = request.outputs.resolve() / ("members" if members else "drafts") / folder.name
    stem = f"{slug(folder)}-members" if members else slug(folder)
    endings = [*WRITERS, *([SPREADSHEET] if document.spreadsheet is not None else [])]
    everything = [*(f"{stem}.{ending}" for ending in endings), FINDINGS]
    told = findings_json(findings, f"{folder.parent.as_posix()}/")
    if not request.force and unchanged(made_from, target, everything) and _says(target / FINDINGS, told):
        return Outcome(folder.name, findings, [target / name for name in (*everything, MANIFEST)], unchanged=True)
    with staged(target, keep=not request.dry_run, private=members) as stage:
        files, missing = write_copy(stage / stem, document, composer, made_from, told, request.limits)
        refuse_leaks_in(sorted(stage.iterdir()), composer, inputs, request)
    names = [*(file.name for file in files), MANIFEST]
    return Outcome(folder.name, findings, [target / name for name in names], missing=missing)


def all_of_it(paper: str, files: Iterable[Path], composer: Composer, draft: str = "") -> dict[str, Any]:
    """Return all that determines a paper's outputs, with one digest over it; ``draft`` is the line that its pages bear."""
    root = composer.templates.path
    return ingredients(paper, files, {f.relative_to(root).as_posix(): f for f in template_files(composer)}, draft)


def write_copy(
    stem: Path, document: Document, composer: Composer, made_from: dict[str, Any], told: str, limits: Limits
) -> tuple[list[Path], list[PipelineError]]:
    """Write a copy of a paper in every format, with its findings and its manifest, into a stage.

    Args:
        stem: the files' path in the stage, without an ending.
        document: the copy.
        composer: what composed it.
        made_from: all that determines it.
        told: its findings as JSON.
        limits: the most that the layout may take.

    Returns:
        The files, the manifest left out, and what kept a format from being written at all.
    """
    files, missing = write(document, composer.style, composer.templates, stem, limits)
    files.append(stem.parent / FINDINGS)
    files[-1].write_text(told, "utf-8")
    (stem.parent / MANIFEST).write_text(manifest(made_from, files), "utf-8")
    return files, missing


def _says(file: Path, told: str) -> bool:
    """Whether the findings beside a paper are those of now: a watch list is no ingredient, as its digest would tell of it."""
    return file.read_text("utf-8") == told


def build_all(
    folders: Iterable[Path], request: Request, jobs: int = 1
) -> Iterator[tuple[Path, Outcome | PipelineError]]:
    """Build papers, ``jobs`` at a time, and yield what became of each as it is done; one's error is that one's only.

    Raises:
        PipelineError: another run is writing to the same outputs.
    """
    with nullcontext() if request.dry_run else locked(request.outputs):
        if jobs == 1:
            yield from ((folder, attempt(folder, request)) for folder in folders)
            return
        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(lambda folder: (folder, _apart(folder, request)), folders)


def attempt(folder: Path, request: Request) -> Outcome | PipelineError:
    """Build one paper, and return what stood in the way instead of raising it; the caller holds the outputs' lock."""
    try:
        return build(folder, request)
    except PipelineError as error:
        return error


def _apart(folder: Path, request: Request) -> Outcome | PipelineError:
    """Build a paper in a process of its own: if that dies, only this paper is lost."""
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(attempt, folder, request).result()
    except BrokenExecutor:
        return PipelineError(ExitCode.BUG, f"The process that built {folder.name} ended.", "Run it again by itself.")


def facts(folder: Path, request: Request) -> tuple[dict[str, str], list[Finding]]:
    """Return the facts of a paper by name, as they print, or what stands in the way."""
    draft = load(folder, request)
    if draft.inputs is None or draft.composer is None:
        return {}, draft.findings
    values, findings = draft.composer.facts(draft.inputs)
    return values, located(draft.source, findings)


def read(folder: Path, request: Request) -> Read:
    """Read a paper's files, with the registers that its report type takes."""
    templates = find_templates(request.templates)
    return read_paper(folder, lambda name: _registers(templates, name))


def load(folder: Path, request: Request) -> Draft:
    """Read and validate a paper, and find its report type and house style."""
    templates = find_templates(request.templates)
    found = read(folder, request)
    source = found.source
    inputs, findings = validate_inputs(source)
    findings = _not_said(findings, found.findings)
    composer = None
    if inputs is not None and not blocking(found.findings):
        wrong = [
            *unknown_templates(source.data, templates.styles(), templates.report_types()),
            *not_in_fonts(source.data, coverage(templates.fonts)),
        ]
        findings += located(source, wrong)
        if not wrong:
            style = house_style(templates, request.style or inputs.council.house_style)
            kind = report_type(templates, inputs.paper.report_type)
            composer = Composer(kind, style, templates, schedule_12a(inputs), request.audience)
    return Draft(source, found.findings + findings, found.files, inputs, composer, found.readings, request.watch)


def _not_said(findings: list[Finding], before: list[Finding]) -> list[Finding]:
    """Leave out what follows from a fault that reading found at the same place."""
    said = {finding.place.spot for finding in before if finding.place and finding.severity is Severity.ERROR}
    return [finding for finding in findings if not finding.place or finding.place.spot not in said]


def _registers(templates: TemplateFolder, name: str) -> list[str]:
    """Return what a report type takes of the council's registers; a name that is not there takes nothing."""
    return list(report_type(templates, name).inputs) if name in templates.report_types() else []


def report_type(templates: TemplateFolder, name: str) -> ReportType:
    """Read a report type.

    Raises:
        PipelineError: it is wrong.
    """
    file = templates.report_type(name)
    return _template(ReportType, file, *read_yaml(file, str(file)))


def house_style(templates: TemplateFolder, name: str) -> HouseStyle:
    """Read a house style, laid over those that it extends.

    Raises:
        PipelineError: it is not there, or wrong.
    """
    if name not in templates.styles():
        hint = f"Styles there are: {', '.join(templates.styles())}."
        raise PipelineError(ExitCode.TEMPLATE_WRONG, f"There is no house style {name}.", hint)
    source = Source({})
    findings: list[Finding] = []
    for each in reversed(templates.chain(name)):
        file = templates.style(each)
        own, wrong = read_yaml(file, str(file))
        source = overlay(source, own)
        findings += wrong
    return _template(HouseStyle, templates.style(name), source, findings)


def _template(model: type[M], file: Path, source: Source, findings: list[Finding]) -> M:
    """Make a style or a report type; what is wrong with it is the template author's to mend."""
    value, wrong = validate(model, source) if not findings else (None, [])
    if value is None:
        said = "\n".join(f"{finding.place}: {finding.message}. {finding.hint}" for finding in findings + wrong)
        raise PipelineError(ExitCode.TEMPLATE_WRONG, f"{file.name} is wrong:\n{said}", "Mend it and run again.")
    if getattr(value, "name", "") != file.parent.name:
        message = f"{file}: its name is not that of its folder, {file.parent.name}."
        raise PipelineError(ExitCode.TEMPLATE_WRONG, message, "Give both the same name.")
    return value


def template_files(composer: Composer) -> list[Path]:
    """Return every template file that a paper is made with."""
    templates = composer.templates
    styles = [templates.style(name).parent for name in templates.chain(composer.style.name)]
    folders = (templates.base, templates.report_type(composer.report_type.name).parent, *styles, templates.fonts)
    return sorted(file for folder in folders for file in folder.rglob("*") if file.name.endswith(TEMPLATE_KINDS))


def slug(folder: Path) -> str:
    """Return the files' name: the folder's without the date."""
    return re.sub(r"^\d{4}-\d\d-\d\d-(?=.)", "", folder.name)
