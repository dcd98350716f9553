"""The pack of a meeting: its agenda, all papers as one document with one run of page numbers, supplements, and a site of the public copies."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.build import refuse_leaks_of
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Severity
from pipeline.load import Request
from pipeline.pack.about import ABOUT, Packs, read_packs, record_of, write_packs
from pipeline.pack.front import Part
from pipeline.pack.items import Business, Item, business, nothing_new
from pipeline.pack.layout import Laid, lay_out_part, write_pack
from pipeline.pack.names import NOTICES, PAPERS, SITE, agenda_stem, folder_of, pack_file
from pipeline.pack.site import write_agenda_page, write_paper_page, write_site
from pipeline.record import entry, locked, staged
from pipeline.write import write
from pipeline.write.pdf.together import marks

__all__ = ["Packed", "pack"]

ALONE = "alone"
"""Where the papers of a members' pack lie while it is made; those of a public one are the site's."""


@dataclass(frozen=True)
class Packed:
    """What was made: the folder and its files, what is to be said, and by which supplements; nothing where findings stop it."""

    findings: list[Finding]
    folder: Path | None = None
    files: list[Path] = field(default_factory=list)
    packs: Packs = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def pack(meeting: str, request: Request, *, supplement: bool = False) -> Packed:
    """Make the pack of a meeting, or the supplements for its late items, unless a paper has an error.

    Raises:
        PipelineError: there is no such meeting or paper, nothing is late, a layout fails, something is found that is withheld, or the
            outputs cannot be written.
    """
    found = business(meeting, request)
    if found.stopped:
        return Packed(found.findings)
    target = folder_of(found.timetable, request)
    with locked(request.outputs):
        before = read_packs(target)
        if supplement:
            return _supplements(found, before, target, request)
        if not found.of(0):
            raise PipelineError(
                ExitCode.FINDINGS, f"Every paper of {meeting} is late.", "An agenda's papers are those of its day."
            )
        return _main(found, before, target, request)


def _main(found: Business, before: Packs, target: Path, request: Request) -> Packed:
    """Make the agenda's pack; supplements are kept while their page numbers still go on from it."""
    with staged(target, keep=not request.dry_run, private=request.audience == "members") as stage:
        _carry(target, stage, [NOTICES])
        made = _part(found, 0, 0, stage, request)
        kept = before[1:] if before and before[0].last == made.last else []
        for each in kept:
            names = [file for file in each.files if (target / file).exists()]
            _carry(target, stage, names)
        packs = [record_of(made, Part(found, 0), request.audience), *kept]
        files = _finish(found, packs, stage, request)
    lost = (
        ["The pack has other pages now: make its supplements anew with --supplement."]
        if len(before) > 1 and not kept
        else []
    )
    return Packed(found.findings, target, [target / file for file in files], packs, lost)


def _supplements(found: Business, before: Packs, target: Path, request: Request) -> Packed:
    """Make the last supplement, and those before it that were never made: what was sent out stays as it is."""
    if not found.supplements:
        raise nothing_new(found.timetable.meeting.id)
    if not before:
        message = "There is no pack that a supplement could go on from."
        raise PipelineError(ExitCode.FINDINGS, message, "Run cabinet-papers pack without --supplement first.")
    findings = [*found.findings, *_unannounced(found, before)]
    packs = before[: found.supplements]
    with staged(target, keep=not request.dry_run, private=request.audience == "members") as stage:
        shutil.copytree(target, stage, dirs_exist_ok=True)
        for number in range(len(packs), found.supplements + 1):
            last = packs[-1].last
            made = _part(found, number, last, stage, request)
            packs = [*packs, record_of(made, Part(found, number, last), request.audience)]
        files = _finish(found, packs, stage, request)
    return Packed(findings, target, [target / file for file in files], packs)


def _unannounced(found: Business, before: Packs) -> list[Finding]:
    """PK102: a paper is neither in the pack nor dated as late."""
    there = {item.paper for item in before[0].items}
    hint = "Give the day on which it was published, after the agenda's, or make the pack anew."
    return [
        Finding("PK102", Severity.WARNING, f"{item.paper} is not in the pack, and is not dated as late", hint)
        for item in found.of(0)
        if item.paper not in there
    ]


def _part(found: Business, number: int, before: int, stage: Path, request: Request) -> Laid:
    """Write the papers, the agenda and the pack of one part into a stage."""
    part = Part(found, number, before)
    folder = stage / SITE / PAPERS if request.audience == "public" else stage / ALONE
    folder.mkdir(parents=True, exist_ok=True)
    alone = {item.id: marks(_written(item, folder, request)) for item in part.items}
    laid = lay_out_part(part, alone, request.limits, request.audience)
    write(laid.agenda, part.style, part.templates, stage / agenda_stem(number, request.audience), request.limits)
    write_pack(
        laid, f"{laid.agenda.title}: document pack", part, stage / pack_file(number, request.audience), request.limits
    )
    if request.audience == "public":
        write_agenda_page(laid, part, stage)
        for item in part.items:
            write_paper_page(item, folder)
    shutil.rmtree(stage / ALONE, ignore_errors=True)
    return laid


def _written(item: Item, folder: Path, request: Request) -> Path:
    """Write a paper in every format, and return its PDF."""
    composer = item.composer
    files, missing = write(item.document, composer.style, composer.templates, folder / item.stem, request.limits)
    if missing:
        raise missing[0]
    return next(file for file in files if file.suffix == ".pdf")


def _carry(target: Path, stage: Path, names: list[str]) -> None:
    """Take files and folders from the outputs before into a stage."""
    for name in names:
        there, here = target / name, stage / name
        here.parent.mkdir(parents=True, exist_ok=True)
        if there.is_dir():
            shutil.copytree(there, here)
        elif there.exists():
            shutil.copy2(there, here)


def _finish(found: Business, packs: Packs, stage: Path, request: Request) -> list[str]:
    """Write what tells of the packs, and search all; return the names of the files."""
    write_packs(packs, found, stage / ABOUT, request.audience)
    if request.audience == "public":
        write_site(found, packs, stage, request)
    files = sorted(path for path in stage.rglob("*") if path.is_file() and (stage / NOTICES) not in path.parents)
    _search(found, packs, files, request)
    return [file.relative_to(stage).as_posix() for file in files]


def _search(found: Business, packs: Packs, files: list[Path], request: Request) -> None:
    """Search what was written, each content once.

    Raises:
        PipelineError: something is found that is withheld, or a file cannot be searched.
    """
    copies = [(item.composer, item.inputs) for item in found.items]
    once = list({entry(file)["sha256"]: file for file in files}.values())
    papers = [file for file in once if file.parent.name == PAPERS]
    refuse_leaks_of(papers, copies, request)
    # Pages have numbers: that one of them is withheld elsewhere is no leak.
    numbers = [str(number) for number in range(1, packs[-1].last + 1)]
    refuse_leaks_of([file for file in once if file not in papers], copies, request, numbers)
