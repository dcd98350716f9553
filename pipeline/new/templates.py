"""New report types and house styles: commented skeletons, in a folder of templates that may be changed."""

import re
import shutil
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError
from pipeline.template_folder import TemplateFolder, find_templates

SKELETONS = "_new"
HERE = Path("templates")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def new_report_type(name: str, given: Path | None) -> list[Path]:
    """Make a report type's folder, and return its files.

    Raises:
        PipelineError: the name cannot be used, or is taken.
    """
    _refuse_bad(name)
    _refuse_taken(find_templates(given).report_type(name).parent)
    templates = _own(given)
    return _copy(templates, "report-type", templates.report_type(name).parent, {"NAME": name})


def new_style(name: str, like: str, given: Path | None) -> list[Path]:
    """Make a house style's folder, and return its files; the style extends another.

    Raises:
        PipelineError: the name cannot be used, or is taken, or there is no style to extend.
    """
    _refuse_bad(name)
    found = find_templates(given)
    _refuse_taken(found.style(name).parent)
    if like not in found.styles():
        hint = f"Styles there are: {', '.join(found.styles())}."
        raise PipelineError(ExitCode.USAGE, f"There is no house style {like}.", hint)
    templates = _own(given)
    return _copy(templates, "style", templates.style(name).parent, {"NAME": name, "LIKE": like})


def _refuse_bad(name: str) -> None:
    if not _NAME.fullmatch(name):
        hint = "Use small letters, digits and hyphens only, starting with a letter: annual-report."
        raise PipelineError(ExitCode.USAGE, f"The name {name!r} cannot be used.", hint)


def _refuse_taken(folder: Path) -> None:
    if folder.exists():
        raise PipelineError(ExitCode.USAGE, f"{folder} is there already.", "Choose another name.")


def _own(given: Path | None) -> TemplateFolder:
    """Return the templates to add to: those that came with the program are copied here first, as an update replaces them."""
    templates = find_templates(given)
    if given is None and templates.path != HERE:
        shutil.copytree(templates.path, HERE)
        return TemplateFolder(HERE)
    return templates


def _copy(templates: TemplateFolder, kind: str, folder: Path, words: dict[str, str]) -> list[Path]:
    folder.mkdir(parents=True)
    files = []
    for skeleton in sorted((templates.path / SKELETONS / kind).iterdir()):
        text = skeleton.read_text("utf-8")
        for word, meant in words.items():
            text = re.sub(rf"\b{word}\b", meant, text)
        files.append(folder / skeleton.name)
        files[-1].write_text(text, "utf-8")
    return files
