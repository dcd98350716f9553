"""Word: the same tree through python-docx, as a file that officers can edit."""

from datetime import UTC, datetime
from pathlib import Path

from docx.opc.coreprops import CoreProperties

from pipeline.document import Document
from pipeline.limits import Limits
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.write.docx.body import Body
from pipeline.write.docx.numbering import fill_numbering
from pipeline.write.docx.package import new_package, save
from pipeline.write.docx.page import fill_page_lines
from pipeline.write.docx.styles import fill_styles
from pipeline.write.docx.words import read_words

LONGEST_PROPERTY = 255
"""The most characters that a document property can hold."""


def write(document: Document, style: HouseStyle, templates: TemplateFolder, file: Path, _limits: Limits) -> None:
    """Write the Word file."""
    docx = new_package(templates.base / "docx")
    fill_styles(docx.styles.element, style)
    fill_numbering(docx.part.numbering_part.element, style)
    fill_page_lines(docx, style, document)
    docx.element.body.extend(Body(docx.part, style, document).elements())
    _properties(docx.core_properties, document)
    save(docx, file)


def _properties(properties: CoreProperties, document: Document) -> None:
    """Title, language, publisher and the meeting's date: nothing of a library's, an officer's or a machine's."""
    day = datetime.fromisoformat(document.date).replace(tzinfo=UTC)
    values = {
        "title": document.title[:LONGEST_PROPERTY],
        "author": document.publisher,
        "last_modified_by": document.publisher,
        "language": document.language,
        "created": day,
        "modified": day,
    }
    for name, value in values.items():
        setattr(properties, name, value)


def read_back(file: Path, _document: Document, _style: HouseStyle) -> list[list[str]]:
    """Read the words of the Word file back."""
    return [read_words(file)]
