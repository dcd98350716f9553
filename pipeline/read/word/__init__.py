"""Word files as blocks: paragraphs with their numbers, tables, pictures, footnotes; and what was left out, said."""

import re
from pathlib import Path

from lxml import etree

from pipeline.blocks import Paragraph, Reading
from pipeline.errors import ExitCode, PipelineError
from pipeline.read.word.body import Body
from pipeline.read.word.looks import Numbers, Styles
from pipeline.read.word.package import Package, open_package
from pipeline.read.word.runs import Runs
from pipeline.read.word.xml import at, q

SAID = {
    "deleted": "Text that tracked changes delete was left out ({count}); what they add was kept.",
    "added": "Tracked changes were taken as accepted ({count}).",
    "hidden": "Hidden text was left out ({count}).",
    "comments": "Comments were left out ({count}).",
    "boxes": "Text boxes were read as paragraphs where they are anchored ({count}): check their place.",
    "contents": "The table of contents was left out.",
    "chunks": "A part in another format was left out ({count}): copy its text into the Word file.",
    "nested": "Tables within cells were read as plain words of the cell ({count}).",
    "pictures": "Pictures within tables were left out ({count}).",
    "symbols": "Symbols of a special font were left out ({count}).",
    "formulas": "Formulas were left out ({count}).",
    "struck": "Words that are struck through were kept ({count}): delete those that no longer hold.",
    "instructions": "Words in the instructions of fields were left out ({count}).",
    "unknown": "Words in parts of a kind that is not known were left out ({count}).",
}
"""What is said of what was counted on the way."""

_NOT_WORDS = re.compile(r"\b(page|of)\b|[\d\W_]+", re.IGNORECASE)
"""What the head and foot of pages may hold without its being said: the number of the page."""


def read_word(file: Path) -> Reading:
    """Read a Word file.

    Raises:
        PipelineError: it cannot be read.
    """
    package = open_package(file)
    tree = package.tree(package.main)
    body = at(tree, "w:body")
    if body is None:
        message = f"{package.name} is a Word file without a text."
        raise PipelineError(ExitCode.FINDINGS, message, "Open it in Word and save it again as a Word Document (.docx).")
    styles = Styles(_part(package, "styles"))
    numbering = _part(package, "numbering")
    runs = Runs(styles, package.relations(package.main))
    reader = Body(styles, Numbers(numbering, styles), runs)
    blocks = tuple(reader.blocks(body))
    notes = _notes(package, styles)
    return Reading(blocks, notes, (*_said(runs), *_page_lines(package, styles), *_outside(package)))


def _part(package: Package, kind: str) -> "etree._Element | None":
    return next((package.tree(name) for name in package.related(kind)), None)


def _notes(package: Package, styles: Styles) -> dict[str, tuple[Paragraph, ...]]:
    """Return footnotes and endnotes by name; separators are none."""
    notes: dict[str, tuple[Paragraph, ...]] = {}
    for kind in ("footnote", "endnote"):
        for part in package.related(f"{kind}s"):
            tree = package.tree(part)
            reader = Body(styles, Numbers(None, styles), Runs(styles, package.relations(part)))
            for note in tree.iter(q(f"w:{kind}")) if tree is not None else ():
                if note.get(q("w:type"), "normal") == "normal":
                    notes[f"{kind}-{note.get(q('w:id'))}"] = _read_note(reader, note)
    return notes


def _read_note(reader: Body, note: "etree._Element") -> tuple[Paragraph, ...]:
    return tuple(block for block in reader.blocks(note) if isinstance(block, Paragraph))


def _said(runs: Runs) -> list[str]:
    names = [name for name in SAID if runs.counts[name]]
    if "deleted" in names and "added" in names:
        names.remove("added")
    return [SAID[name].format(count=runs.counts[name]) for name in names]


def _page_lines(package: Package, styles: Styles) -> list[str]:
    """Say what stands at the head and foot of pages, but for their numbers: the house style prints its own."""
    said: dict[str, None] = {}
    for kind in ("header", "footer"):
        for part in package.related(kind):
            tree = package.tree(part)
            reader = Body(styles, Numbers(None, styles), Runs(styles, package.relations(part)))
            words = " ".join(reader.paragraph(each).text for each in tree.iter(q("w:p"))) if tree is not None else ""
            if _NOT_WORDS.sub("", words):
                said[
                    f"The {'head' if kind == 'header' else 'foot'} of pages was left out: {' '.join(words.split())}"
                ] = None
    return list(said)


def _outside(package: Package) -> list[str]:
    """Say what the document shows of other files: nothing outside is ever opened."""
    kinds = {"hyperlink", "attachedTemplate"}
    found = [each for each in package.relations(package.main).values() if each.outside and each.kind not in kinds]
    return (
        [f"What stands in other files was left out ({len(found)}): nothing outside the file is opened."]
        if found
        else []
    )
