"""The evidence report: an export's profile, period and records as the inputs of a report, and how it is marked."""

from dataclasses import dataclass

from pipeline.build import Request, house_style, report_type
from pipeline.compose import Composer
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.export.gather import Asked, Gathered, inputs_of, plan_of
from pipeline.export.profile import Profile
from pipeline.findings import Finding, Severity
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.meeting import Meeting
from pipeline.models.paper import Paper
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder

REPORT_TYPE = "evidence-report"
COVER = [["to"], ["date"], ["author"], ["purpose"], ["officer_contact"]]
"""What stands on its cover: an inspectorate has no use for a Forward Plan."""


@dataclass(frozen=True)
class Report:
    """A composed evidence report, with what composed it."""

    inputs: Inputs
    composer: Composer
    document: Document


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
        reviews=found.reviews,
        evaluations=found.evaluations,
        actions=plan_of(found),
    )
    style = marked(house_style(templates, request.style or latest.council.house_style), profile.handling)
    composer = Composer(report_type(templates, REPORT_TYPE), style, templates)
    document, findings = composer.compose(inputs)
    wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
    if document is None or wrong:
        raise PipelineError(
            ExitCode.FINDINGS, f"The report cannot be composed: {_said(wrong)}.", "See --purpose and the profile."
        )
    return Report(inputs, composer, document)


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
            "purpose": asked.purpose,
            "recommendation": profile.title,
            "contacts": paper.contacts,
            "figures": found.figures,
            "as_at": asked.as_at,
            "last_reported": last_reported(found, asked.as_at),
            "sections": profile.sections,
        }
    )


def last_reported(found: Gathered, day: PartialDate) -> PartialDate | None:
    """Return the last day before the export's for which a paper counted actions: what moved since is told."""
    days = [inputs_of(draft).paper.as_at for _, draft in found.everything]
    return max((each for each in days if each and each < day), default=None)


def marked(style: HouseStyle, handling: str) -> HouseStyle:
    """Return a house style whose every page bears a marking, and whose cover is an export's."""
    cover = style.cover.model_copy(update={"rows": COVER, "sections": [], "contacts_table": False})
    page = style.page.model_copy(update={"header": handling})
    labels = style.labels.model_copy(update={"notice": handling})
    return style.model_copy(update={"cover": cover, "page": page, "labels": labels})
