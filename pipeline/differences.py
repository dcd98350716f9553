"""What changed between two papers, drafts or editions: each is found, read or composed, and the two are compared."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.build import standings
from pipeline.clearances import Standing
from pipeline.compare import Change, compare, summary
from pipeline.compare.telling import by_section, title
from pipeline.compose import render_page
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding
from pipeline.load import Draft, Request, house_style, load, located
from pipeline.models.clearance import ROLE_NAMES, Role
from pipeline.read.page import read_page
from pipeline.record import cleared_page, ledger
from pipeline.style import HouseStyle
from pipeline.template_folder import find_templates
from pipeline.timetable import told_day

TEMPLATE = "exports/differences.html.j2"
MEMBERS = "-members"
"""How the name of a file for members ends."""


@dataclass(frozen=True)
class Side:
    """One of the two papers: what was asked for, and its document; the house style where it was composed now.

    It has no document where findings stand in the way.
    """

    name: str
    document: Document | None
    style: HouseStyle | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Differences:
    """What changed from one paper to the other."""

    old: Document
    new: Document
    changes: list[Change]


def side(name: str, request: Request) -> Side:
    """Find a paper: an HTML file, a folder of outputs with one, or a folder of inputs, which is composed now.

    Raises:
        PipelineError: there is none, or more than one.
    """
    path = Path(name)
    if path.is_file() or path.suffix.lower() == ".html":
        return Side(name, read_page(path))
    pages = sorted(path.glob("*.html")) if path.is_dir() else []
    if pages:
        return Side(name, read_page(_one(pages, path, request)))
    return _composed(name, load(request.papers([name])[0], request))


def since_clearance(name: str, role: Role, request: Request) -> tuple[Side, Side, str]:
    """Return a paper as a role cleared it last, and as it is now, both whole; and how the clearance stands.

    Raises:
        PipelineError: the role has not cleared it, or what it cleared was not kept as it was.
    """
    folder = request.papers([name])[0]
    with ledger(request.outputs, make=False) as book:
        given = [row for row in book.rows(folder.name, "clearance") if row.details.get("role") == role]
    if not given:
        message = f"{ROLE_NAMES[role]} has not cleared {folder.name}."
        raise PipelineError(ExitCode.USAGE, message, "cabinet-papers status says who has.")
    page = cleared_page(request.outputs, folder.name, role, str(given[-1].details.get("page")))
    if page is None:
        message = f"The words that {ROLE_NAMES[role]} cleared are not kept as they were."
        raise PipelineError(ExitCode.FINDINGS, message, "What changed since cannot be told; let it be cleared again.")
    draft = load(folder, replace(request, audience="members"))
    new = _composed(name, draft)
    stands = standings(folder.name, draft.inputs, draft.composer, request) if draft.inputs and draft.composer else []
    told = next((_told(each) for each in stands if each.role == role), "")
    return Side(f"cleared by {ROLE_NAMES[role]}", read_page(page)), new, told


def _told(each: Standing) -> str:
    now = "stands" if each.cleared else "was voided by an edit"
    return f"{each.name} cleared it on {told_day(date.fromisoformat(each.time[:10]))}; the clearance {now}."


def _composed(name: str, draft: Draft) -> Side:
    if draft.inputs is None or draft.composer is None:
        return Side(name, None, findings=tuple(draft.findings))
    document, wrong = draft.composer.compose(draft.inputs)
    return Side(name, document, draft.composer.style, tuple(located(draft.source, wrong)))


def _one(pages: list[Path], folder: Path, request: Request) -> Path:
    members = request.audience == "members"
    found = [page for page in pages if page.stem.endswith(MEMBERS) is members] or pages
    if len(found) > 1:
        names = ", ".join(page.name for page in found)
        message = f"{folder} holds more than one page: {names}."
        raise PipelineError(ExitCode.FINDINGS, message, "Name the one that is meant.")
    return found[0]


def differences(old: Document, new: Document) -> Differences:
    """Compare two papers."""
    return Differences(old, new, compare(old.main, new.main))


def style_of(sides: tuple[Side, Side], request: Request) -> HouseStyle:
    """Return the house style in which the changes are laid out: the one asked for, or that of the paper.

    Raises:
        PipelineError: neither of the papers says.
    """
    if request.style:
        return house_style(find_templates(request.templates), request.style)
    for each in reversed(sides):
        if each.style is not None:
            return each.style
    for each in reversed(sides):
        for part in reversed(Path(each.name).resolve().parts):
            folder = request.inputs / part
            draft = load(folder, request) if (folder / "paper.yaml").is_file() else None
            if draft is not None and draft.composer is not None:
                return draft.composer.style
    message = "Neither of these pages says in which house style its Word file is."
    raise PipelineError(ExitCode.USAGE, message, "Say it: --style NAME.")


def write_html(told: Differences, names: tuple[str, str], file: Path, request: Request) -> None:
    """Write a page that shows what changed."""
    templates = find_templates(request.templates)
    style = house_style(templates, templates.styles()[0])  # the page has a look of its own, and formats nothing
    page = render_page(templates, style, TEMPLATE, _values(told, names))
    _put(file, told, lambda new: new.write_text(page, "utf-8", newline="\n"))


def write_docx(told: Differences, style: HouseStyle, file: Path, request: Request, *, at: datetime) -> None:
    """Write a Word file with tracked changes."""
    from pipeline.write.docx.tracked import write_tracked  # noqa: PLC0415 - slow to load

    templates = find_templates(request.templates)
    _put(file, told, lambda new: write_tracked(told.old, told.new, style, templates, new, at=at))


def _values(told: Differences, names: tuple[str, str]) -> dict[str, Any]:
    sections = [
        {"name": name, "changes": [{"change": change, "title": title(change)} for change in found]}
        for name, found in by_section(told.changes)
    ]
    return {
        "title": told.new.title,
        "language": told.new.language,
        "marking": list(dict.fromkeys([*told.old.marking, *told.new.marking])),
        "old": names[0],
        "new": names[1],
        "summary": summary(told.changes),
        "sections": sections,
    }


def _put(file: Path, told: Differences, write: Callable[[Path], object]) -> None:
    """Write a file beside its place and move it there whole; what is for members nobody else may read."""
    try:
        with TemporaryDirectory(prefix=".making-", dir=file.parent) as folder:
            new = Path(folder) / file.name
            write(new)
            new.chmod(0o600 if told.old.marking or told.new.marking else 0o644)
            new.replace(file)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}."
        raise PipelineError(ExitCode.CANNOT_WRITE, message, "Check the folder, and that it is not open.") from error
