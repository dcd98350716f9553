"""Load a paper: read and validate it, and find the report type and the house style that compose it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.compose import Composer
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Severity, blocking, hushed
from pipeline.limits import Limits
from pipeline.models.base import Model
from pipeline.models.inputs import Inputs
from pipeline.models.withholding import Audience, private_paths
from pipeline.read import Read, coverage, find_papers, read_paper, read_yaml
from pipeline.read.watch_list import read_watch_list
from pipeline.report_type import ReportType
from pipeline.sheets import Reading
from pipeline.source import Source, overlay
from pipeline.statute import schedule_12a
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder, find_templates
from pipeline.validate import not_in_fonts, unknown_templates, validate, validate_inputs
from pipeline.watch import NOBODY, WatchList

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
class Draft:
    """A paper that was read and validated, with what composes it."""

    source: Source
    findings: list[Finding]
    files: list[Path]
    inputs: Inputs | None
    composer: Composer | None
    readings: list[Reading] = field(default_factory=list)
    watch: WatchList = NOBODY


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


def read(folder: Path, request: Request) -> Read:
    """Read a paper's files, with the registers that its report type takes."""
    templates = find_templates(request.templates)
    return read_paper(folder, lambda name: _registers(templates, name))


def _registers(templates: TemplateFolder, name: str) -> list[str]:
    """Return what a report type takes of the council's registers; a name that is not there takes nothing."""
    return list(report_type(templates, name).inputs) if name in templates.report_types() else []


def watched(file: Path | None, inputs: Path) -> WatchList:
    """Read the watch list of a run, if there is one.

    Raises:
        PipelineError: it is not there, or others than its owner may read it.
    """
    return read_watch_list(file, inputs) if file else NOBODY


def located(source: Source, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with their places, and without a word of what is withheld."""
    private = private_paths(source.data, unsure=source.unsure)
    hidden = source.lines_of(private)
    return [source.locate(hushed(finding, private), hidden) for finding in findings]


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
