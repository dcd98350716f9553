"""Word: the same tree through python-docx, as a file that officers can edit."""

from pathlib import Path

from pipeline.document import Document
from pipeline.limits import Limits
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.write.docx.body import Body
from pipeline.write.docx.numbering import fill_numbering
from pipeline.write.docx.package import new_package, save
from pipeline.write.docx.page import fill_page_lines
from pipeline.write.docx.properties import fill_properties
from pipeline.write.docx.styles import fill_styles
from pipeline.write.docx.words import read_words


def write(document: Document, style: HouseStyle, templates: TemplateFolder, file: Path, _limits: Limits) -> None:
    """Write the Word file."""
    docx = new_package(templates.base / "docx")
    fill_styles(docx.styles.element, style)
    fill_numbering(docx.part.numbering_part.element, style)
    fill_page_lines(docx, style, document)
    docx.element.body.extend(Body(docx.part, style, document).elements())
    fill_properties(docx.core_properties, document)
    save(docx, file)


def read_back(file: Path, _document: Document, _style: HouseStyle) -> list[list[str]]:
    """Read the words of the Word file back."""
    return [read_words(file)]
