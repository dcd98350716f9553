"""Notices: what the law asks to be stated, item by item, as a document like any paper, without numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from pipeline.compose import Composer, finish
from pipeline.compose.crest import crest
from pipeline.compose.environment import environment, rendering
from pipeline.compose.facts import Facts, Note, Reference, facts_of, formatters
from pipeline.compose.narrative import Narrator
from pipeline.compose.number import UNNUMBERED
from pipeline.compose.withheld import withheld_facts
from pipeline.document import Document, parse
from pipeline.findings import Finding, Path, Severity
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder

TEMPLATE = "notices/notice.html.j2"

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)]|[^\s<>@,;:()]+@[^\s<>@,;:()]+\.[a-z]+", re.IGNORECASE)


@dataclass(frozen=True)
class Rich:
    """A narrative: Markdown in which facts are named, and where it stands in the inputs."""

    text: str
    at: Path


@dataclass(frozen=True)
class Line:
    """A paragraph or an item of a list, made of plain words, dates and narratives."""

    parts: tuple[str | PartialDate | Rich, ...]


@dataclass(frozen=True)
class Bullets:
    """A list."""

    lines: tuple[Line, ...]


Block = Rich | Line | Bullets
"""What an item consists of: a narrative's paragraphs, a paragraph, or a list."""


@dataclass(frozen=True)
class Notice:
    """All that a notice says: its title and council, the words of the authority, each item's heading and blocks, how it is published."""

    title: str
    council: str
    date: PartialDate
    opening: Line
    items: Sequence[tuple[str, Sequence[Block]]]
    closing: Line
    contact: Line


def compose_notice(
    notice: Notice, style: HouseStyle, templates: TemplateFolder, narrator: Narrator | None = None
) -> tuple[Document | None, list[Finding]]:
    """Return a notice as a document, or None with what is wrong with its narratives.

    Args:
        notice: what it says.
        style: the house style.
        templates: where the templates lie.
        narrator: what turns a paper's narratives into HTML; a notice of a meeting has none.

    Raises:
        PipelineError: the template is wrong.
    """
    page = _Page(style, narrator)
    values: dict[str, Any] = {
        "title": notice.title,
        "council": notice.council,
        "crest": crest(style, templates),
        "opening": page.line(notice.opening),
        "items": [{"label": label, "blocks": list(page.blocks(found))} for label, found in notice.items],
        "closing": page.line(notice.closing),
        "contact": page.line(notice.contact),
    }
    findings = narrator.findings if narrator else []
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    with rendering(TEMPLATE):
        html = environment(templates, style).get_template(TEMPLATE).render(values)
    main = parse(html, TEMPLATE)
    for paragraph in main.iterfind("section/p"):
        paragraph.set("class", UNNUMBERED)
    finish(main, style)
    return Document(notice.title, style.language, str(notice.date), notice.council, main), findings


def narrator_of(composer: Composer, inputs: Inputs) -> Narrator:
    """Return what turns narratives of a paper's copy into HTML outside the paper: references and notes lead nowhere there."""
    copy = composer.copy(inputs)
    statutory = withheld_facts(composer.schedule) if composer.schedule else {}
    values = {**facts_of(copy.inputs), **statutory}
    known = {name: value for name, value in values.items() if not isinstance(value, (Reference, Note))}
    return Narrator(Facts(known, composer.style), copy.private)


class _Page:
    """Turns the parts of a notice into HTML."""

    def __init__(self, style: HouseStyle, narrator: Narrator | None) -> None:
        self._day, self._narrator = formatters(style)[style.date_format], narrator

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Markup]:
        """Yield each paragraph and list as HTML."""
        for block in blocks:
            if isinstance(block, Rich):
                yield from self._narrating().blocks(block.text, block.at, lettered=True)
            elif isinstance(block, Line):
                yield Markup("<p>{}</p>").format(self.line(block))
            else:
                items = (Markup("<li><p>{}</p></li>").format(self.line(each)) for each in block.lines)
                yield Markup("<ul>{}</ul>").format(Markup("").join(items))

    def line(self, line: Line) -> Markup:
        """Return a line's words, addresses as links."""
        return Markup("").join(self._part(part) for part in line.parts)

    def _part(self, part: str | PartialDate | Rich) -> Markup:
        if isinstance(part, Rich):
            return self._narrating().line(part.text, part.at)
        return escape(self._day(part)) if isinstance(part, PartialDate) else _linked(part)

    def _narrating(self) -> Narrator:
        if self._narrator is None:
            raise ValueError("a notice of a meeting has no narratives")
        return self._narrator


def _linked(text: str) -> Markup:
    """Return plain words as HTML, with the addresses in them as links."""
    found, end = Markup(""), 0
    for match in _ADDRESS.finditer(text):
        href = match[0] if match[0].lower().startswith("http") else f"mailto:{match[0]}"
        found += escape(text[end : match.start()]) + Markup('<a href="{}">{}</a>').format(href, match[0])
        end = match.end()
    return found + escape(text[end:])
