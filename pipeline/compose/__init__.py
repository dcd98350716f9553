"""Compose: models, report type and house style in, one Document out. Knows Jinja and Markdown."""

from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from pipeline.compose.capitals import capitals
from pipeline.compose.environment import environment, rendering
from pipeline.compose.number import number
from pipeline.compose.view import all_facts, view
from pipeline.document import Document, flat, parse
from pipeline.findings import Finding, Severity
from pipeline.models.inputs import Inputs
from pipeline.report_type import ReportType
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder


@dataclass(frozen=True)
class Composer:
    """What turns a paper's inputs into a document: its report type, its house style and the templates.

    Raises:
        PipelineError: a template is wrong.
    """

    report_type: ReportType
    style: HouseStyle
    templates: TemplateFolder

    def compose(self, inputs: Inputs) -> tuple[Document | None, list[Finding]]:
        """Return the composed paper, or None with what is wrong with its narratives."""
        name = f"reports/{self.report_type.name}/paper.html.j2"
        jinja = environment(self.templates, self.style)
        facts, findings = all_facts(inputs, self.report_type, self.style, jinja)
        values, more = view(inputs, self.report_type, facts)
        with rendering(name):
            html = jinja.get_template(name).render(values)
        findings += more
        if any(finding.severity is Severity.ERROR for finding in findings):
            return None, findings
        main = parse(html, name)
        capitals(main, self.style)
        number(main, self.style.numbering)
        return self._document(inputs, main), findings

    def _document(self, inputs: Inputs, main: etree._Element) -> Document:
        title = " ".join(flat(heading) for heading in main.iter("h1"))
        return Document(title, self.style.language, str(inputs.meeting.date), inputs.council.name, main)

    def facts(self, inputs: Inputs) -> tuple[dict[str, str], list[Finding]]:
        """Return each fact's name and how it prints, as plain text; what has no value is left out."""
        facts, findings = all_facts(inputs, self.report_type, self.style, environment(self.templates, self.style))
        return {
            name: Markup(facts.show(name)).striptags() for name, value in facts.values.items() if value is not None
        }, findings
