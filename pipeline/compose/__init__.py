"""Compose: models, report type and house style in, one Document out. Knows Jinja and Markdown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from markupsafe import Markup

from pipeline.case import Grid, Passage
from pipeline.compose.actions import action_view
from pipeline.compose.capitals import capitals
from pipeline.compose.columns import set_columns
from pipeline.compose.environment import environment, rendering
from pipeline.compose.facts import Note, Reference
from pipeline.compose.learning import Learning, learning_apart
from pipeline.compose.number import number, order_notes
from pipeline.compose.passages import passages, tables
from pipeline.compose.sections import unprinted
from pipeline.compose.view import all_facts, view
from pipeline.document import Document, flat, parse
from pipeline.findings import Finding, Severity
from pipeline.models.inputs import Inputs
from pipeline.report_type import ReportType
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder

__all__ = ["Composer", "Learning", "render_page"]


@dataclass(frozen=True)
class Composer:
    """What turns a paper's inputs into a document: its report type, its house style and the templates.

    Raises:
        PipelineError: a template is wrong.
    """

    report_type: ReportType
    style: HouseStyle
    templates: TemplateFolder

    def compose(
        self, inputs: Inputs, told: Mapping[str, Learning] | None = None
    ) -> tuple[Document | None, list[Finding]]:
        """Return the composed paper, or None with what is wrong with its narratives.

        Args:
            inputs: the paper's inputs.
            told: what was learnt from each review by its id, where other papers tell of it already.
        """
        name = f"reports/{self.report_type.name}/paper.html.j2"
        jinja = environment(self.templates, self.style)
        plan = action_view(inputs)
        facts, findings = all_facts(inputs, plan, self.report_type, self.style, jinja)
        values, more = view(inputs, plan, self.report_type, facts, self.templates, told)
        with rendering(name):
            html = jinja.get_template(name).render(values)
        findings += more
        if any(finding.severity is Severity.ERROR for finding in findings):
            return None, findings
        main = parse(html, name)
        spreadsheet = take_spreadsheet(main)
        finish(main, self.style)
        findings += unprinted(inputs.paper, main)
        if any(finding.severity is Severity.ERROR for finding in findings):
            return None, findings
        return self._document(inputs, main, spreadsheet), findings + list(long_appendices(inputs, main))

    def _document(self, inputs: Inputs, main: etree._Element, spreadsheet: etree._Element | None) -> Document:
        label = self.style.labels.title or ""
        title = " ".join(flat(heading).removeprefix(label).strip() for heading in main.iter("h1"))
        return Document(title, self.style.language, str(inputs.meeting.date), inputs.council.name, main, spreadsheet)

    def learning(self, inputs: Inputs) -> tuple[Mapping[str, Learning], list[Finding]]:
        """Return what was learnt from each review, to stand in another paper, and what is wrong with it."""
        jinja = environment(self.templates, self.style)
        facts, findings = all_facts(inputs, action_view(inputs), self.report_type, self.style, jinja)
        found, wrong = learning_apart(inputs, facts)
        return found, findings + wrong

    def tables(self, document: Document, told: list[Passage]) -> list[Grid]:
        """Return the tables of a composed paper that officers wrote."""
        return list(tables(document.main, told))

    def passages(self, inputs: Inputs, document: Document) -> list[Passage]:
        """Return what a composed paper says, block by block, with where each was written."""
        jinja = environment(self.templates, self.style)
        facts, _ = all_facts(inputs, action_view(inputs), self.report_type, self.style, jinja)
        return list(passages(document.main, inputs, facts))

    def facts(self, inputs: Inputs) -> tuple[dict[str, str], list[Finding]]:
        """Return each fact's name and how it prints, as plain text; what has no value is left out."""
        jinja = environment(self.templates, self.style)
        facts, findings = all_facts(inputs, action_view(inputs), self.report_type, self.style, jinja)
        return {
            name: Markup(facts.show(name)).striptags()
            for name, value in facts.values.items()
            if value is not None and not isinstance(value, (Reference, Note))
        }, findings


def render_page(templates: TemplateFolder, style: HouseStyle, name: str, values: dict[str, Any]) -> str:
    """Return a page that is no paper, from a template and plain values.

    Raises:
        PipelineError: the template is wrong.
    """
    with rendering(name):
        return environment(templates, style).get_template(name).render(values)


def take_spreadsheet(main: etree._Element) -> etree._Element | None:
    """Take the table that is to stand in a spreadsheet out of the paper."""
    for table in main.iter("table"):
        if "spreadsheet" in table.get("class", "").split():
            table.getparent().remove(table)
            return table
    return None


def finish(main: etree._Element, style: HouseStyle) -> None:
    """Make of what a template placed the paper's tree: sections that hold something, capitals, numbers, column widths."""
    for section in main.findall("section"):
        if all(child.tag == "h2" for child in section):
            main.remove(section)
    capitals(main, style)
    order_notes(main)
    number(main, style)
    set_columns(main, style)


def long_appendices(inputs: Inputs, main: etree._Element) -> Iterator[Finding]:
    """AP106: an appendix's table is longer than the council wants one to be."""
    most = inputs.council.most_appendix_rows
    for table in main.iterfind("section/table"):
        rows, section = len(table.findall("tbody/tr")), table.getparent()
        if section is not None and "appendix" in (section.get("class") or "") and rows > most:
            message = f"an appendix has a table of {rows:,} rows, more than the {most:,} of the council's profile"
            hint = (
                "For actions, write action_appendix: spreadsheet: a spreadsheet beside the paper then takes its place."
            )
            yield Finding("AP106", Severity.NOTE, message, hint, at=("paper",))
