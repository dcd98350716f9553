"""Build papers: load, check, compose, write and record them, each in one step or not at all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from getpass import getuser
from multiprocessing import get_context
from pathlib import Path
from socket import gethostname
from typing import Any

from pipeline.check import checked
from pipeline.clearances import Standing, draft_line, standing
from pipeline.compose import Composer
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, blocking
from pipeline.leaks import Held, Needle, leaks, needles, others, refuse
from pipeline.limits import Limits
from pipeline.load import Draft, Request, load
from pipeline.models.inputs import Inputs
from pipeline.record import NAME as MANIFEST
from pipeline.record import ingredients, ledger, locked, manifest, staged, unchanged
from pipeline.tell import findings_json
from pipeline.template_folder import TemplateFolder
from pipeline.write import SPREADSHEET, WRITERS, write

FINDINGS = "findings.json"
TEMPLATE_KINDS = (".j2", ".yaml", ".css", ".xml", ".rels", ".conf", ".ttf", ".svg")


@dataclass(frozen=True)
class Outcome:
    """What became of one paper."""

    paper: str
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    stopped: bool = False
    unchanged: bool = False
    missing: list[PipelineError] = field(default_factory=list)


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


def template_files(composer: Composer) -> list[Path]:
    """Return every template file that a paper is made with."""
    templates = composer.templates
    styles = [templates.style(name).parent for name in templates.chain(composer.style.name)]
    folders = (templates.base, templates.report_type(composer.report_type.name).parent, *styles, templates.fonts)
    return sorted(file for folder in folders for file in folder.rglob("*") if file.name.endswith(TEMPLATE_KINDS))


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


def refuse_leaks_in(files: list[Path], composer: Composer, inputs: Inputs, request: Request) -> None:
    """Look through everything written for what a copy withholds, for the watch list, and for this machine's folders, user and host.

    Raises:
        PipelineError: something is found, or a file cannot be searched.
    """
    refuse_leaks_of(files, [(composer, inputs)], request)


def refuse_leaks_of(
    files: list[Path], copies: Sequence[tuple[Composer, Inputs]], request: Request, said: Iterable[str] = ()
) -> None:
    """Look through files that tell of several papers for what any of their copies withholds, and for the same beside.

    Args:
        files: the files.
        copies: what composed each copy, and from what.
        request: the folders and the watch list.
        said: what the files may say beside what the copies hold, such as the numbers of pages.

    Raises:
        PipelineError: something is found, or a file cannot be searched.
    """
    composer, _ = copies[0]
    withheld = [Held(text, at) for each, inputs in copies for text, at in each.held(inputs)]
    opened = [text for each, inputs in copies for text in each.opened(inputs)]
    never = never_printed(composer.templates, request, public=composer.audience == "public")
    refuse(leaks(files, [*needles(withheld, [*opened, *said]), *never]))


def never_printed(templates: TemplateFolder, request: Request, *, public: bool) -> list[Needle]:
    """Return what no output may hold whatever the inputs say: the machine's folders, user and host, and in public the watch list."""
    folders = {request.inputs.resolve(), request.outputs.resolve(), templates.path.resolve(), Path.home()}
    watched_for = [entry for _, entry in request.watch.entries] if public else []
    return others(watched_for, map(str, folders), [getuser()], [gethostname()])


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


def slug(folder: Path) -> str:
    """Return the files' name: the folder's without the date."""
    return re.sub(r"^\d{4}-\d\d-\d\d-(?=.)", "", folder.name)
