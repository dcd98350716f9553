"""What changed between two papers, drafts or editions: each is found, read or composed, and the two are compared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.compare import Change, compare, summary
from pipeline.compare.telling import by_section, title
from pipeline.compose import render_page
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding
from pipeline.load import Request, house_style, load
from pipeline.read.page import read_page
from pipeline.style import HouseStyle
from pipeline.template_folder import find_templates

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
    draft = load(request.papers([name])[0], request)
    if draft.inputs is None or draft.composer is None:
        return Side(name, None, findings=tuple(draft.findings))
    document, wrong = draft.composer.compose(draft.inputs)
    return Side(name, document, draft.composer.style, tuple(draft.source.locate(each) for each in wrong))


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
