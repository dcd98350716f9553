"""An existing paper's blocks as the data of ``paper.yaml``, and what is said of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.blocks import Block, Paragraph, Reading
from pipeline.existing.body import Body
from pipeline.existing.cover import NOT_FOUND, Cover, cover_of
from pipeline.existing.front import Front, front_of
from pipeline.existing.markdown import wrapped
from pipeline.existing.narrative import Narratives, running_series, said
from pipeline.existing.notes import Notes, pieces_of
from pipeline.existing.outline import outline
from pipeline.existing.typed import Typed
from pipeline.findings import Path
from pipeline.models.council import Implication
from pipeline.report_type import ReportType

_LEVEL = re.compile(r"|st|nd|rd|th|\d+")
"""Raised letters that nobody misses, and figures, which may be notes'."""

TITLES = {
    ("title",): "the title",
    ("from", "post"): "the post of whom the paper is from",
    ("from", "directorate"): "the directorate of whom the paper is from",
    ("key_decision",): "whether it is a key decision",
    ("purpose",): "the purpose",
    ("recommendation",): "the recommendation",
}
"""What is said of a field that was not found; contacts are said by their names."""


@dataclass(frozen=True)
class Written:
    """The data of ``paper.yaml`` but for its meeting, the comments above fields, and what was not understood."""

    data: dict[str, Any]
    comments: dict[Path, list[str]]
    told: list[str]
    body: str
    day: date | None


def paper_of(reading: Reading, report_type: ReportType, implications: Sequence[Implication]) -> Written:
    """Recognise the parts of a paper."""
    narratives = Narratives()
    for sentence in reading.left_out:
        narratives.tell(sentence)
    blocks = list(Typed().taken(reading.blocks))
    parts = outline(blocks)
    front = front_of(parts.front, parts.title)
    notes = Notes()
    parts = notes.take_section(parts)
    notes.take_footnotes(reading.notes, (piece for block in blocks for piece in pieces_of(block)))
    narratives.words.notes = notes.names
    if reading.notes:
        narratives.tell("Footnotes became notes, which are printed at the paper's end.")
    if any(piece.raised and not _LEVEL.fullmatch(piece.text.strip()) for block in blocks for piece in pieces_of(block)):
        narratives.tell("Raised letters, as in m2, were put on the line.")
    _mark(front, notes)
    narratives.running = running_series([part.blocks for part in parts.parts])
    body = Body(narratives, report_type, implications)
    body.take(parts, front, notes)
    cover = cover_of(front, body.recommendation, narratives)
    _tell_front(front, narratives)
    return _written(cover, body, notes, narratives)


def _mark(front: Front, notes: Notes) -> None:
    """Put references to notes into the cover's narratives."""
    for name, paragraphs in front.fields.items():
        front.fields[name] = [notes.paragraph(paragraph) for paragraph in paragraphs]
    front.unknown = [_marked(block, notes) for block in front.unknown]


def _marked(block: Block, notes: Notes) -> Block:
    return notes.paragraph(block) if isinstance(block, Paragraph) else block


def _tell_front(front: Front, narratives: Narratives) -> None:
    for notice in front.notices:
        narratives.tell(f"A line that house styles print by themselves was left out: {notice}")
    for picture in front.pictures:
        described = f' ("{said(picture.description)}")' if picture.description else ""
        narratives.tell(f"A picture on the cover was left out{described}.")


def _written(cover: Cover, body: Body, notes: Notes, narratives: Narratives) -> Written:
    used = {name: text for name, text in notes.texts.items() if name in notes.names.values()}
    sources: list[dict[str, str | None]] = [
        {"title": narratives.line(each.title), "location": narratives.words.clean(each.location).strip() or None}
        for each in body.sources
    ]
    found = {
        "sections": body.sections,
        "further_sections": body.further,
        "options": body.options,
        "implications": body.implications,
        "appendices": body.appendices,
        "notes": {name: wrapped(narratives.line(paragraphs)) for name, paragraphs in used.items()},
        "source_documents": sources,
    }
    figures = [{"id": id_, "value": sign} for id_, sign in narratives.words.figures.items()]
    data = {"figures": figures, **found} if figures else found
    fields = {"report_type": body.report_type.name, "meeting": None, **cover.fields}
    comments = _comments(cover, body, figures, narratives)
    for place, document in enumerate(sources):
        if document["location"] is None:
            comments["source_documents", place, "location"] = [NOT_FOUND]
            narratives.tell(f"Where a source document can be read was not found: {document['title']}")
    if narratives.words.lost:
        narratives.tell(f"Letters that cannot be printed were left out: {', '.join(narratives.words.lost)}.")
    filled = {name: value for name, value in data.items() if value}
    return Written({**fields, **filled}, comments, list(narratives.told), cover.body, cover.day)


def _comments(cover: Cover, body: Body, figures: list[dict[str, str]], narratives: Narratives) -> dict[Path, list[str]]:
    comments: dict[Path, list[str]] = {}
    for path in cover.empty:
        named = TITLES.get(path[:2]) or f"the {path[1]} contact's {path[2]}"
        narratives.tell(f"Not found: {named}.")
        comments[path] = [NOT_FOUND]
    for implication in body.implications_known:
        if implication.required and implication.id not in body.implications:
            narratives.tell(f"Not found, and asked of every report: {implication.heading}.")
    if figures:
        comments["figures",] = ["Signs that Markdown would read as its own."]
    return comments
