"""A Word file with tracked changes: the new paper as it is laid out, and in it what was removed and added since the old one."""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document as Docx

from pipeline.compare import words
from pipeline.document import BLOCKS, Document, holds_blocks
from pipeline.errors import ExitCode, PipelineError
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.write.docx.body import Body
from pipeline.write.docx.numbering import fill_numbering
from pipeline.write.docx.package import new_package, save
from pipeline.write.docx.page import fill_page_lines
from pipeline.write.docx.properties import fill_properties
from pipeline.write.docx.styles import fill_styles
from pipeline.write.docx.tracked.atoms import Reader
from pipeline.write.docx.tracked.marks import Marks
from pipeline.write.docx.tracked.merge import Merger
from pipeline.write.docx.tracked.resolve import resolve
from pipeline.write.docx.words import plain_text
from pipeline.write.docx.xml import qn
from pipeline.write.room import with_room_for


def write_tracked(
    old: Document, new: Document, style: HouseStyle, templates: TemplateFolder, file: Path, *, at: datetime
) -> None:
    """Write the file, and prove that it holds both papers: all changes accepted, and all rejected.

    Numbers are the style's, which may not be that of a paper that was read: they are Word's to count, and not compared.

    Raises:
        PipelineError: it does not hold their words.
    """
    new = replace(new, marking=new.marking or old.marking)  # what either withholds may be in it
    style = with_room_for(new.marking, style)
    package = new_package(templates.base / "docx")
    numbering = package.part.numbering_part.element
    fill_styles(package.styles.element, style)
    fill_numbering(numbering, style)
    fill_page_lines(package, style, new)
    now, before = Body(package.part, style, new), Body(package.part, style, old)
    before.pictures = now.pictures  # so that no two have one number
    after, gone = now.elements(), before.elements()[:-1]
    merger = Merger(Marks(new.publisher, at), Reader(numbering))
    package.element.body.extend([*merger.body(gone, after[:-1]), after[-1]])
    fill_properties(package.core_properties, new)
    save(package, file)
    _prove(file, old, new)


def _prove(file: Path, old: Document, new: Document) -> None:
    for document, accepted in ((old, False), (new, True)):
        if _words(docx.Document(str(file)), accepted=accepted) != _said(document):
            which = "the new" if accepted else "the old"
            file.unlink()
            message = f"The tracked changes do not give {which} paper."
            raise PipelineError(ExitCode.FORMATS_DISAGREE, message, "No Word file was kept. Please report this.")


def _words(package: Docx, *, accepted: bool) -> list[str]:
    body = package.element.body
    whole = deepcopy(body)
    resolve(whole, accepted=accepted)
    body.getparent().replace(body, whole)
    if whole.find(f".//{qn('w:del')}") is not None or whole.find(f".//{qn('w:ins')}") is not None:
        return []
    return [word for paragraph in whole.iter(qn("w:p")) for word in plain_text(paragraph).split()]


def _said(document: Document) -> list[str]:
    """Return a paper's words without the numbers of its blocks."""
    return [word.text for block in document.main.iter(*BLOCKS) if not holds_blocks(block) for word in words(block)]
