"""Publish: both copies of a paper, checked and searched, as an edition that cannot change by accident, and its row in the ledger.

The inputs are copied first, and the edition is built from the copy: what was recorded is what was printed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding
from pipeline.load import Request, read
from pipeline.publish.changed import changed
from pipeline.publish.copies import COPIES, Copies, composed, details, write_copies
from pipeline.record import (
    INPUTS,
    Edition,
    Ledger,
    Standing,
    commit,
    complete,
    edition_at,
    edition_stage,
    editions,
    entry,
    files_in,
    keep_inputs,
    ledger,
    locked,
    seal,
    settle,
    standing,
    wrong_with,
)

Cleared = Callable[[Path, Request], list[str]]
"""Says which clearances a paper lacks."""


def none_required(_folder: Path, _request: Request) -> list[str]:
    """Lack no clearance: of a council that requires none."""
    return []


@dataclass(frozen=True)
class Asked:
    """What publishing needs beside the paper: the request, the caller's time, the reason, and who says what is cleared."""

    request: Request
    time: datetime
    reason: str = ""
    cleared: Cleared = none_required


@dataclass(frozen=True)
class Published:
    """What became of one paper: its edition and files, or what stands in the way."""

    paper: str
    findings: list[Finding]
    edition: Edition | None = None
    files: list[Path] = field(default_factory=list)
    same: bool = False
    changed: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)

    @property
    def code(self) -> ExitCode:
        """The exit code: findings, or clearances that are lacking, stop a paper."""
        return ExitCode.FINDINGS if self.edition is None else ExitCode.DONE


def publish(
    folder: Path, request: Request, time: datetime, reason: str = "", cleared: Cleared = none_required
) -> Published:
    """Publish one paper.

    Raises:
        PipelineError: another run is at it; its last edition differs and no reason is given; a file holds what is withheld; or
            it cannot be written.
    """
    asked = Asked(request, time, reason, cleared)
    with locked(request.outputs), ledger(request.outputs) as book:
        return publish_held(folder, asked, book)


def publish_all(folders: Iterable[Path], asked: Asked) -> Iterator[tuple[Path, Published | PipelineError]]:
    """Publish papers one after the other, and yield what became of each as it is done; one's error is that one's only.

    Raises:
        PipelineError: another run is writing to the same outputs.
    """
    with locked(asked.request.outputs), ledger(asked.request.outputs) as book:
        for folder in folders:
            try:
                yield folder, publish_held(folder, asked, book)
            except PipelineError as error:
                yield folder, error


def publish_held(folder: Path, asked: Asked, book: Ledger) -> Published:
    """Publish one paper; the caller holds the outputs' lock and has the ledger open."""
    request = asked.request
    settle(request.outputs, book)
    with edition_stage(request.outputs, folder.name) as stage:
        keep_inputs((file for file in read(folder, request).files if file.exists()), folder.parent, stage)
        paper, findings = composed(stage / INPUTS / folder.name, request)
        findings = [_at_home(finding, stage / INPUTS, folder.parent) for finding in findings]
        if paper is None:
            return Published(folder.name, findings)
        if lacking := asked.cleared(stage / INPUTS / folder.name, request):
            return Published(folder.name, findings, lacking=lacking)
        last = _last(request.outputs, book, folder.name)
        if last and last.state == "published" and _made_from(last) == paper.made_from["made_from"]:
            return _same(last, findings)
        edition = edition_at(request.outputs, folder.name, _next(request.outputs, book, folder.name))
        write_copies(paper, stage, edition.number, request)
        if last and last.state == "published" and _alike(stage, last.edition.path):
            return _same(last, findings)
        differs = changed(last.edition.path, stage) if last and last.state != "destroyed" else []
        if last and not asked.reason:
            raise _would_change(last, differs)
        seal(stage, _about(paper, stage, edition, asked))
        commit(stage, edition)
        _must_be_whole(edition, whole=complete(edition, book))
    return Published(folder.name, findings, edition, _files(edition), changed=differs)


def _at_home(finding: Finding, stage: Path, inputs: Path) -> Finding:
    """Return a finding with the place in the officer's own file instead of the recorded one."""
    if finding.place is None:
        return finding
    own = finding.place.file.removeprefix(f"{stage.as_posix()}/")
    return replace(finding, place=replace(finding.place, file=(inputs / own).as_posix()))


def _last(outputs: Path, book: Ledger, paper: str) -> Standing | None:
    """Return the last edition of a paper.

    Raises:
        PipelineError: it is not as it was published.
    """
    found = standing(outputs, book, paper)
    if not found:
        return None
    last = found[-1]
    if last.state != "destroyed" and (wrong := wrong_with(last.edition, last.row.details.get("record"))):
        message = f"The last edition is not as it was published. {wrong[0]}."
        raise PipelineError(ExitCode.FORMATS_DISAGREE, message, "cabinet-papers verify says all that is wrong.")
    return last


def _next(outputs: Path, book: Ledger, paper: str) -> int:
    """Return the number of the next edition.

    Raises:
        PipelineError: one lies there that the ledger does not know, and that is not whole: nothing is published over it.
    """
    known = [each.edition for each in standing(outputs, book, paper)]
    for each in editions(outputs):
        _must_be_whole(each, whole=each.paper != paper or each in known)
    return max((each.number for each in known), default=0) + 1


def _must_be_whole(edition: Edition, *, whole: bool) -> None:
    if not whole:
        message = f"{edition.name} is on the disk, not in the ledger, and not whole."
        hint = "cabinet-papers verify says what is wrong with it. Move its folder away, and publish again."
        raise PipelineError(ExitCode.FORMATS_DISAGREE, message, hint)


def _made_from(last: Standing) -> str:
    return str(last.row.details.get("made_from"))


def _same(last: Standing, findings: list[Finding]) -> Published:
    return Published(last.edition.paper, findings, last.edition, _files(last.edition), same=True)


def _files(edition: Edition) -> list[Path]:
    return [edition.path / name for name in files_in(edition.path) if name.split("/")[0] in COPIES.values()]


def _would_change(last: Standing, differs: Iterable[str]) -> PipelineError:
    message = f"A published edition would change: {last.edition.name} was {last.state}, and the paper is another now."
    if last.state != "published":
        message = f"The last edition, {last.edition.name}, was {last.state}."
    hint = "Give a reason with --reason: a further edition is made then."
    return PipelineError(ExitCode.REFUSED, "\n".join((message, *differs)), hint)


def _alike(stage: Path, last: Path) -> bool:
    """Whether two editions have the same inputs and the same copies, though another program, say, made them."""
    return _digests(stage) == _digests(last)


def _digests(edition: Path) -> dict[str, str]:
    """Return the digest of every file but the manifests, which tell of the program; the names of copies hold the number."""
    found = {}
    for name in files_in(edition):
        path = Path(name)
        if path.name == "manifest.json" or len(path.parts) == 1:
            continue
        copy = path.parts[0] != INPUTS and path.suffix != ".json"
        found[f"{path.parts[0]}/{path.suffix}" if copy else name] = str(entry(edition / name)["sha256"])
    return found


def _about(paper: Copies, stage: Path, edition: Edition, asked: Asked) -> dict[str, Any]:
    """Return what an edition says of itself: the row of the ledger, too, in case a run ends before it is written."""
    time = asked.time.isoformat(timespec="seconds")
    told = {"paper": edition.paper, "edition": edition.number, "meeting": paper.inputs.meeting.id, "time": time}
    return {**told, "details": details(paper, stage, asked.reason)}
