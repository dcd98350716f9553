"""Write: one tree and a house style in, files out; then each file is read back and compared with the tree."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.write.compare import first_difference
from pipeline.write.docx import read_docx, write_docx
from pipeline.write.html import read_html, write_html
from pipeline.write.pdf import read_pdf, write_pdf


@dataclass(frozen=True)
class Writer:
    """How a format is written, and how its words are read back, line by line."""

    write: Callable[[Document, HouseStyle, TemplateFolder, Path], None]
    read: Callable[[Path, Document, HouseStyle], list[list[str]]]


WRITERS = {
    "docx": Writer(write_docx, read_docx),
    "pdf": Writer(write_pdf, read_pdf),
    "html": Writer(write_html, read_html),
}
"""Each format by the ending of its files."""


def write(
    document: Document, style: HouseStyle, templates: TemplateFolder, stem: Path
) -> tuple[list[Path], list[PipelineError]]:
    """Write every format beside each other and prove that each holds the same words.

    Args:
        document: the composed paper.
        style: how it looks.
        templates: where fonts and base files lie.
        stem: the files' path without an ending.

    Returns:
        The files written, and what kept a format from being written at all (a missing system part).

    Raises:
        PipelineError: a file does not hold the tree's words.
    """
    expected = document.words()
    files, missing = [], []
    for ending, writer in WRITERS.items():
        file = stem.with_name(f"{stem.name}.{ending}")
        try:
            writer.write(document, style, templates, file)
        except PipelineError as error:
            if error.code is not ExitCode.SYSTEM_PART_MISSING:
                raise
            missing.append(error)
            continue
        _prove(writer.read(file, document, style), expected, ending)
        files.append(file)
    return files, missing


def _prove(lines: list[list[str]], expected: list[str], ending: str) -> None:
    """Refuse a file that parts from the tree. The words themselves are not said: they may be restricted."""
    if difference := first_difference(expected, lines):
        message = f"The {ending.upper()} does not say what the paper says: its word {difference.agree + 1} differs."
        raise PipelineError(
            ExitCode.FORMATS_DISAGREE, message, "The outputs were left as they were. Please report this."
        )
