"""The body of an existing paper as our inputs have it: sections, options, implications, appendices, source documents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.blocks import Block, Paragraph, Table, plain, without
from pipeline.existing.asked import purpose, recommended
from pipeline.existing.front import Front
from pipeline.existing.headlines import capital_label
from pipeline.existing.labels import heading_of
from pipeline.existing.narrative import Narratives, said
from pipeline.existing.notes import Notes
from pipeline.existing.outline import APPENDIX, Outline, Part, SubHeading
from pipeline.existing.placing import Slots
from pipeline.existing.sources import Listed, from_section, from_table, is_table_of_sources
from pipeline.models.council import Implication
from pipeline.report_type import ReportType, Section

Content = list[Block | SubHeading]

_OPTION = re.compile(r"Option (?P<number>\d+): (?P<title>.+?)(?P<recommended> \(recommended\))?")
_NOT_ID = re.compile(r"[^a-z0-9]+")
LONGEST_ID = 50


@dataclass
class Ids:
    """Gives ids, each once."""

    taken: set[str]

    def new(self, words: str, otherwise: str) -> str:
        """Return an id from a heading's words."""
        slug = slug_of(words) or otherwise
        count, id_ = 1, slug
        while id_ in self.taken:
            count += 1
            id_ = f"{slug}-{count}"
        self.taken.add(id_)
        return id_


def slug_of(words: str) -> str:
    """Return words as an id: small letters, digits and hyphens, a letter first."""
    slug = _NOT_ID.sub("-", words.lower().replace("'", "").replace("\u2019", "")).strip("-")
    slug = re.sub(r"^[0-9-]+", "", slug)
    return slug if len(slug) <= LONGEST_ID else slug[:LONGEST_ID].rsplit("-", 1)[0]


@dataclass
class Body:
    """What the body gives to ``paper.yaml``."""

    narratives: Narratives
    report_type: ReportType
    implications_known: Sequence[Implication]
    sections: dict[str, str] = field(default_factory=dict)
    further: list[dict[str, Any]] = field(default_factory=list)
    options: list[dict[str, Any]] = field(default_factory=list)
    implications: dict[str, str] = field(default_factory=dict)
    appendices: list[dict[str, Any]] = field(default_factory=list)
    sources: list[Listed] = field(default_factory=list)
    recommendation: list[Paragraph] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ids = Ids({section.id for section in self.report_type.sections})

    def take(self, outline: Outline, front: Front, notes: Notes) -> None:
        """Take all parts of a paper."""
        outline = replace(outline, parts=[*_sections_of(front), *outline.parts])
        parts = [replace(part, blocks=[notes.marked(block) for block in part.blocks]) for part in outline.parts]
        parts = self._without_sources(parts)
        sections = [part for part in parts if part.kind == "section"]
        self._purpose(sections, front)
        self._recommendation(sections, front)
        self._front_text(sections, front)
        self._asked(sections, front)
        sections = list(self._written(sections))
        placed = Slots(self.report_type.sections).placed([_heading(part) for part in sections])
        for part, section in zip(sections, placed, strict=True):
            self._section(part, section)
        for part in parts:
            if part.kind == "appendix":
                self._appendix(part)

    def _written(self, sections: list[Part]) -> Iterator[Part]:
        """Yield the sections in which something stands."""
        for part in sections:
            if part.blocks:
                yield part
            else:
                self.narratives.tell(f'Nothing stands under the heading "{said(part.heading.text)}": it was left out.')

    def _without_sources(self, parts: list[Part]) -> list[Part]:
        """Take source documents out, wherever they stand: ours are printed at the end."""
        kept = []
        for part in parts:
            listed = from_section(part)
            if listed is not None:
                self.sources += listed
                if not listed:
                    self.narratives.tell(f'Under "{part.heading.text}" no source document is named.')
                continue
            tables = [block for block in part.blocks if is_table_of_sources(block)]
            self.sources += [each for table in tables if isinstance(table, Table) for each in from_table(table)]
            kept.append(replace(part, blocks=[block for block in part.blocks if not _is_in(block, tables)]))
        return kept

    def _purpose(self, sections: list[Part], front: Front) -> None:
        """Take the purpose from a section, where the cover has none."""
        part = next((part for part in sections if heading_of(part.heading.text) == "purpose"), None)
        if part is None or front.fields.get("purpose"):
            return
        if not _is_simple(part.blocks):
            self.narratives.tell(
                f'"{part.heading.text}" holds more than paragraphs and lists: it stays a section, and purpose is empty.'
            )
            return
        front.fields["purpose"] = _paragraphs(part.blocks)
        _remove(sections, part)

    def _recommendation(self, sections: list[Part], front: Front) -> None:
        """Take the recommendation from the cover or else from a section, which then need not stay."""
        found = [part for part in sections if heading_of(part.heading.text) == "recommendation"]
        self.recommendation = front.fields.get("recommendation", [])
        if not self.recommendation and found:
            self._from_section(found.pop(0), sections)
        elif self.recommendation and not found:
            self.narratives.tell("The paper has no section of recommendations: the cover's is printed there too.")
        if found and found[-1] is sections[-1]:
            self._last(found[-1], sections)

    def _from_section(self, part: Part, sections: list[Part]) -> None:
        self.recommendation = _paragraphs(part.blocks)
        if not _is_simple(part.blocks):
            self.narratives.tell(
                f'Of "{part.heading.text}", paragraphs and lists were taken for the cover; all of it stays a section.'
            )
            return
        if part is not sections[0]:
            told = f'"{part.heading.text}" became the recommendation: the house style places it, and repeats it at the end.'
            self.narratives.tell(told)
        _remove(sections, part)

    def _asked(self, sections: list[Part], front: Front) -> None:
        """Take purpose and recommendation from running text, where neither the cover nor a heading has them."""
        blocks = [part.blocks for part in sections]
        recommendation = [] if self.recommendation else recommended(blocks)
        self.recommendation = self.recommendation or recommendation
        purpose_ = [] if front.fields.get("purpose") else purpose(blocks)
        if purpose_:
            front.fields["purpose"] = purpose_
        for found in filter(None, (recommendation, purpose_)):
            self.narratives.tell(f'"{said(found[0].text)}" was taken out of its section for the cover.')
        for each in blocks:
            each[:] = [block for block in each if not _is_in(block, [*recommendation, *purpose_])]

    def _last(self, part: Part, sections: list[Part]) -> None:
        """Give the last section of recommendations our heading; one that says what the cover says is printed by itself."""
        last = self.report_type.sections[-1]
        if self._text(part, last) == self.narratives.simple(self.recommendation, ""):
            _remove(sections, part)
        elif Slots(self.report_type.sections).slot(part.heading.text) is None:
            self.narratives.tell(f'The heading "{part.heading.text}" is printed as "{last.heading}".')
            sections[-1] = replace(part, heading=replace(part.heading, pieces=plain(last.heading)))

    def _front_text(self, sections: list[Part], front: Front) -> None:
        """Keep what the front says and nobody understood: it opens the first section."""
        for block in front.unknown:
            if isinstance(block, Paragraph):
                self.narratives.tell(
                    f"Not understood on the cover, and kept at the head of the first section: {said(block.text)}"
                )
        if front.unknown and not sections:
            sections.append(Part("section", Paragraph(plain(self.report_type.sections[0].heading))))
        if front.unknown:
            sections[0] = replace(sections[0], blocks=[*front.unknown, *sections[0].blocks])

    def _text(self, part: Part, section: Section | None, blocks: Sequence[Block | SubHeading] | None = None) -> str:
        lettered = section is not None and bool(section.lettered)
        content = part.blocks if blocks is None else blocks
        return self.narratives.rich(content, f'"{said(part.heading.text)}"', lettered=lettered)

    def _section(self, part: Part, section: Section | None) -> None:
        if section is None:
            if text := self._text(part, None):
                heading = self.narratives.text([part.heading])
                self.further.append({"id": self.ids.new(heading, "section"), "heading": heading, "text": text})
            return
        before, groups = _by_sub_heading(part.blocks)
        takers = {"options": self._options, "implications": self._implications}
        taker = takers.get(section.holds or "")
        taken = taker is not None and taker(part, groups)
        if text := self._text(part, section, before if taken else None):
            self.sections[section.id] = text

    def _options(self, part: Part, groups: list[tuple[str, Content]]) -> bool:
        """Take options, if all sub-headings are numbered as ours are."""
        found = [_OPTION.fullmatch(heading) for heading, _ in groups]
        numbers = [int(match["number"]) for match in found if match]
        if not groups or numbers != list(range(1, len(groups) + 1)) or not all(blocks for _, blocks in groups):
            return False
        for match, (_, blocks) in zip(found, groups, strict=True):
            title = match["title"] if match else ""
            chosen = {"recommended": "Yes"} if match and match["recommended"] else {}
            option = {"id": self.ids.new(title, "option"), "title": title}
            self.options.append({**option, **chosen, "text": self._text(part, None, blocks)})
        return True

    def _implications(self, part: Part, groups: list[tuple[str, Content]]) -> bool:
        """Take implications, if all sub-headings are the council's, in its order."""
        ids = {implication.heading: implication.id for implication in self.implications_known}
        order = [list(ids).index(heading) for heading, _ in groups if heading in ids]
        if (
            not groups
            or len(order) < len(groups)
            or order != sorted(set(order))
            or not all(blocks for _, blocks in groups)
        ):
            return False
        for heading, blocks in groups:
            self.implications[ids[heading]] = self._text(part, None, blocks)
        return True

    def _appendix(self, part: Part) -> None:
        label = part.heading.mark.label if part.heading.mark else ""
        typed = None if APPENDIX.match(label) else APPENDIX.match(part.heading.text)
        heading = replace(part.heading, pieces=without(part.heading, typed.end())) if typed else part.heading
        title, blocks = self.narratives.text([heading]), list(part.blocks)
        first = blocks[0].paragraph if blocks and isinstance(blocks[0], SubHeading) else blocks[0] if blocks else None
        if not title and isinstance(first, Paragraph):
            del blocks[0]
            title = self.narratives.text([first])
        text = self._text(part, None, blocks)
        if not text:
            self.narratives.tell(f'Nothing that could be kept stands in "{said(part.heading.text)}": it was left out.')
            return
        appendix = {"id": self.ids.new(title, "appendix"), "title": title or "Appendix"}
        self.appendices.append({**appendix, **({"landscape": "Yes"} if part.landscape else {}), "text": text})


def _heading(part: Part) -> str:
    return part.heading.text


def _sections_of(front: Front) -> list[Part]:
    """Take the sections out of what a cover says under labels in capitals that are no fields, as EXECUTIVE SUMMARY:."""
    parts: list[Part] = []
    kept: list[Block] = []
    is_open = False
    for block in front.unknown:
        if isinstance(block, Paragraph) and _opens_a_section(block):
            label, rest = capital_label(block.text) or (block.text, "")
            if rest.startswith("("):
                front.notices.append(rest)
            opening = [Paragraph(plain(rest))] if rest and not rest.startswith("(") else []
            parts.append(Part("section", replace(block, pieces=plain(label)), [*opening]))
            is_open = True
        else:
            is_open = is_open and not (isinstance(block, Paragraph) and block.text in front.apart)
            (parts[-1].blocks if is_open else kept).append(block)
    front.unknown = kept
    return parts


def _opens_a_section(block: Block) -> bool:
    """Whether a line is a label in capitals with its colon."""
    return isinstance(block, Paragraph) and ":" in block.text and capital_label(block.text) is not None


def _by_sub_heading(blocks: Content) -> tuple[Content, list[tuple[str, Content]]]:
    """Part a section's content by its sub-headings."""
    before: Content = []
    groups: list[tuple[str, Content]] = []
    for block in blocks:
        if isinstance(block, SubHeading):
            groups.append((block.paragraph.text, []))
        else:
            (groups[-1][1] if groups else before).append(block)
    return before, groups


def _is_simple(blocks: Content) -> bool:
    return all(isinstance(block, Paragraph) for block in blocks)


def _paragraphs(blocks: Content) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def _is_in(block: object, among: Sequence[object]) -> bool:
    return any(block is each for each in among)


def _remove(parts: list[Part], part: Part) -> None:
    parts[:] = [each for each in parts if each is not part]
