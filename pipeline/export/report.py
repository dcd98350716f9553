"""The evidence report: an export's profile, period and records as the inputs of a report, and how it is marked."""

from dataclasses import dataclass

from pipeline.compose import Composer
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.export.gather import Asked, Gathered
from pipeline.export.profile import Profile
from pipeline.findings import Finding, Severity
from pipeline.load import Request, house_style, report_type
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.meeting import Meeting
from pipeline.models.paper import Paper
from pipeline.models.review import Review
from pipeline.read import coverage
from pipeline.read.yaml import may_stand
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder

REPORT_TYPE = "evidence-report"
COVER = [["to"], ["date"], ["author"], ["purpose"], ["officer_contact"]]
"""What stands on its cover: an inspectorate has no use for a Forward Plan."""


LONGEST_PURPOSE = 250


@dataclass(frozen=True)
class Report:
    """A composed evidence report, with what composed it."""

    inputs: Inputs
    composer: Composer
    document: Document


def said_purpose(text: str, templates: TemplateFolder) -> str:
    """Return a purpose as one line.

    Raises:
        PipelineError: it is empty, or holds what not every format can print.
    """
    line = " ".join(text.split())
    if not 0 < len(line) <= LONGEST_PURPOSE:
        message = f"The purpose is {'too long' if line else 'empty'}."
        hint = f"Say with --purpose why the export is made, in at most {LONGEST_PURPOSE} letters."
        raise PipelineError(ExitCode.USAGE, message, hint)
    printable = coverage(templates.fonts)
    if wrong := [letter for letter in line if not may_stand(ord(letter)) or ord(letter) not in printable]:
        message = f"The purpose holds a character that cannot be printed: U+{ord(wrong[0]):04X}."
        raise PipelineError(ExitCode.USAGE, message, "Write it in words.")
    return line


def compose_report(
    asked: Asked, found: Gathered, profile: Profile, templates: TemplateFolder, request: Request
) -> Report:
    """Compose the evidence report.

    Args:
        asked: the period, the day and the purpose.
        found: the records told of.
        profile: the wording and the marking.
        templates: where report types and styles lie.
        request: the folders.

    Raises:
        PipelineError: the purpose or the profile's wording cannot be printed.
    """
    latest = found.latest
    inputs = Inputs(
        council=latest.council,
        meetings=[Meeting(id="export", body=latest.council.inspectorate.short, date=asked.as_at)],
        paper=_paper(asked, found, profile),
        reviews=[_bare(review) for review in found.reviews],
        evaluations=found.evaluations,
        actions=found.plan,
    )
    style = marked(house_style(templates, request.style or latest.council.house_style), profile.handling)
    composer = Composer(report_type(templates, REPORT_TYPE), style, templates)
    document, findings = composer.compose(inputs, found.learning)
    if document is None:
        said = _said([finding for finding in findings if finding.severity is Severity.ERROR])
        message = f"The report cannot be composed: {said}."
        raise PipelineError(ExitCode.FINDINGS, message, "See --purpose and the profile.")
    return Report(inputs, composer, document)


def _bare(review: Review) -> Review:
    """Return a review without its narratives: the learning is composed already, the circumstances are not told."""
    return review.model_copy(update={"learning": None, "circumstances": None})


def _said(wrong: list[Finding]) -> str:
    return "; ".join(f"{finding.at[-1] if finding.at else 'report'}: {finding.message}" for finding in wrong[:5])


def _paper(asked: Asked, found: Gathered, profile: Profile) -> Paper:
    paper = found.latest.paper
    return Paper.model_validate(
        {
            "report_type": REPORT_TYPE,
            "meeting": "export",
            "title": profile.title,
            "from": paper.author,
            "key_decision": "No",
            # As a fact it is printed as it was typed, whatever Markdown would make of it.
            "purpose": "{{ figures.purpose }}",
            "figures": [{"id": "purpose", "value": asked.purpose}],
            "recommendation": profile.title,
            "contacts": paper.contacts,
            "as_at": asked.as_at,
            "last_reported": last_reported(found, asked.as_at),
            "sections": profile.sections,
        }
    )


def last_reported(found: Gathered, day: PartialDate) -> PartialDate | None:
    """Return the last day before the export's for which a paper counted actions: what moved since is told."""
    days = [paper.public.as_at for paper in found.everything if paper.public.actions.actions]
    return max((each for each in days if each < day), default=None)


def marked(style: HouseStyle, handling: str) -> HouseStyle:
    """Return a house style whose every page bears a marking, and whose cover is an export's."""
    cover = style.cover.model_copy(update={"rows": COVER, "sections": [], "contacts_table": False})
    page = style.page.model_copy(update={"header": handling})
    labels = style.labels.model_copy(update={"notice": handling})
    return style.model_copy(update={"cover": cover, "page": page, "labels": labels})
