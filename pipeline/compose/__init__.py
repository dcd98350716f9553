"""Compose: models, report type and house style in, one Document out. Knows Jinja and Markdown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from lxml import etree
from markupsafe import Markup

from pipeline.case import Grid, Passage
from pipeline.compose.actions import action_view
from pipeline.compose.audience import Copy, copy_for
from pipeline.compose.capitals import capitals
from pipeline.compose.columns import set_columns
from pipeline.compose.environment import environment, rendering
from pipeline.compose.facts import Facts, Note, Reference, Statutory
from pipeline.compose.front import compose_front, recommendation
from pipeline.compose.held import copy_for_check, held, opened
from pipeline.compose.learning import Learning, learning_apart
from pipeline.compose.number import number, order_notes
from pipeline.compose.passages import passages, tables
from pipeline.compose.sections import unprinted
from pipeline.compose.small_numbers import hide_small_numbers
from pipeline.compose.view import all_facts, view
from pipeline.compose.withheld import marking, notices, withheld_facts, wrong_marks
from pipeline.document import Document, flat, parse
from pipeline.findings import Finding, Path, Severity
from pipeline.models.inputs import Inputs
from pipeline.models.law import Schedule12A
from pipeline.models.withholding import Audience
from pipeline.report_type import ReportType
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder

__all__ = ["Composer", "Learning", "compose_front", "recommendation", "render_page"]

OPENING = ("purpose", "recommendation")
"""What a paper opens with, on its cover or in sections, as the house style has it."""


@dataclass(frozen=True)
class Composer:
    """What turns a paper's inputs into a document: its report type, its house style, the templates, and for whom it is.

    ``schedule`` is Schedule 12A on the meeting's date; without it no copy can be composed of a paper that withholds anything.

    Raises:
        PipelineError: a template is wrong.
    """

    report_type: ReportType
    style: HouseStyle
    templates: TemplateFolder
    schedule: Schedule12A | None = None
    audience: Audience = "public"

    def copy(self, inputs: Inputs) -> Copy:
        """Return a paper's inputs as this composer's audience may have them: all that follows is made from those alone."""
        return copy_for(self.audience, inputs, self.report_type.holds)

    def compose(
        self, inputs: Inputs, told: Mapping[str, Learning] | None = None
    ) -> tuple[Document | None, list[Finding]]:
        """Return the composed paper, or None with what is wrong with its narratives.

        Args:
            inputs: the paper's inputs, whole.
            told: what was learnt from each review by its id, where other papers tell of it already.
        """
        name = f"reports/{self.report_type.name}/paper.html.j2"
        jinja = environment(self.templates, self.style)
        copy = self.copy(inputs)
        plan = action_view(copy.inputs)
        facts, findings = self._facts(copy, plan, jinja)
        values, more = view(copy, plan, self.report_type, facts, self.templates, told)
        values["withheld"] = notices(copy, self.schedule) if self.schedule else []
        with rendering(name):
            html = jinja.get_template(name).render(values)
        findings += [*more, *(wrong_marks(inputs, self.report_type.holds, self.schedule) if self.schedule else ())]
        if any(finding.severity is Severity.ERROR for finding in findings):
            return None, findings
        main = parse(html, name)
        if copy.audience == "public" and (fewest := inputs.council.privacy.fewest_children):
            hide_small_numbers(main, fewest)
        spreadsheet = take_spreadsheet(main)
        finish(main, self.style, closing_up=copy.closes_up)
        findings += unprinted(copy.inputs.paper, main)
        if any(finding.severity is Severity.ERROR for finding in findings):
            return None, findings
        opening = {name: "".join(values[name]) for name in OPENING}
        return self._document(copy, main, spreadsheet, opening), findings + list(long_appendices(inputs, main))

    def _facts(self, copy: Copy, plan: dict[str, Any], jinja: Environment) -> tuple[Facts, list[Finding]]:
        statutory = withheld_facts(self.schedule) if self.schedule else {}
        return all_facts(copy, plan, self.report_type, self.style, jinja, statutory)

    def _document(
        self, copy: Copy, main: etree._Element, spreadsheet: etree._Element | None, opening: Mapping[str, str]
    ) -> Document:
        label = self.style.labels.title or ""
        title = " ".join(flat(heading).removeprefix(label).strip() for heading in main.iter("h1"))
        marks = marking(copy, self.schedule) if self.schedule else []
        inputs = copy.inputs
        date, council = str(inputs.meeting.date), inputs.council.name
        return Document(title, self.style.language, date, council, main, spreadsheet, marks, opening=opening)

    def learning(self, inputs: Inputs) -> tuple[Mapping[str, Learning], list[Finding]]:
        """Return what was learnt from each review, to stand in another paper, and what is wrong with it."""
        copy = self.copy(inputs)
        facts, findings = self._facts_alone(copy)
        found, wrong = learning_apart(copy.inputs, facts)
        return found, findings + wrong

    def held(self, inputs: Inputs) -> list[tuple[str, Path]]:
        """Return every text of a paper that this copy must not hold, with where it is written."""
        return list(held(copy_for_check(self.audience, inputs, self.report_type.holds)))

    def opened(self, inputs: Inputs) -> list[str]:
        """Return every text that this copy may hold."""
        copy = copy_for_check(self.audience, inputs, self.report_type.holds)
        facts, _ = self._facts_alone(copy)
        said = [Markup(value).striptags() for value in facts.values.values() if isinstance(value, str)]
        labels = [label for label in self.style.labels.plain().values() if label]
        return [*said, *labels, *opened(copy, action_view(copy.inputs))]

    def tables(self, document: Document, told: list[Passage]) -> list[Grid]:
        """Return the tables of a composed paper that officers wrote."""
        return list(tables(document.main, told))

    def passages(self, inputs: Inputs, document: Document) -> list[Passage]:
        """Return what a composed paper says, block by block, with where each was written."""
        copy = self.copy(inputs)
        facts, _ = self._facts_alone(copy)
        return list(passages(document.main, copy, facts))

    def facts(self, inputs: Inputs) -> tuple[dict[str, str], list[Finding]]:
        """Return each fact's name and how it prints, as plain text; what has no value is left out."""
        facts, findings = self._facts_alone(self.copy(inputs))
        return {
            name: Markup(facts.show(name)).striptags()
            for name, value in facts.values.items()
            if value is not None and not isinstance(value, (Reference, Note, Statutory))
        }, findings

    def _facts_alone(self, copy: Copy) -> tuple[Facts, list[Finding]]:
        return self._facts(copy, action_view(copy.inputs), environment(self.templates, self.style))


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


def finish(main: etree._Element, style: HouseStyle, *, closing_up: bool = False) -> None:
    """Make of what a template placed the paper's tree: sections that hold something, capitals, numbers, column widths."""
    for section in main.findall("section"):
        if all(child.tag == "h2" for child in section):
            main.remove(section)
    capitals(main, style)
    order_notes(main)
    number(main, style, closing_up=closing_up)
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
