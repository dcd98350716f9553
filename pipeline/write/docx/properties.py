"""What a Word file says of itself."""

from datetime import UTC, datetime

from docx.opc.coreprops import CoreProperties

from pipeline.document import Document

LONGEST_PROPERTY = 255
"""The most characters that a document property can hold."""


def fill_properties(properties: CoreProperties, document: Document) -> None:
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
