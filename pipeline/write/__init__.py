"""Write: one tree and a house style in, files out; then each file is read back and compared with the tree."""

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.limits import Limits
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.write.compare import first_difference
from pipeline.write.room import with_room_for
from pipeline.write.xlsx import write_table


class Writer(Protocol):
    """What a format's module does."""

    def write(
        self, document: Document, style: HouseStyle, templates: TemplateFolder, file: Path, limits: Limits, /
    ) -> None:
        """Write the file."""

    def read_back(self, file: Path, document: Document, style: HouseStyle, /) -> list[list[str]]:
        """Read the words of the file back, line by line."""


SPREADSHEET = "xlsx"
"""The ending of the spreadsheet beside a paper that has one."""

WRITERS = {"docx": "pipeline.write.docx", "pdf": "pipeline.write.pdf", "html": "pipeline.write.html"}
"""Each format's module by the ending of its files; loaded when it is needed, as its library is slow to load."""


def write(
    document: Document, style: HouseStyle, templates: TemplateFolder, stem: Path, limits: Limits
) -> tuple[list[Path], list[PipelineError]]:
    """Write every format beside each other and prove that each holds the same words.

    Args:
        document: the composed paper.
        style: how it looks.
        templates: where fonts and base files lie.
        stem: the files' path without an ending.
        limits: the most that the layout may take.

    Returns:
        The files written, and what kept a format from being written at all (a missing system part).

    Raises:
        PipelineError: a file does not hold the tree's words, or a format cannot be written.
    """
    expected, style = document.words(), with_room_for(document.page_lines, style)
    files, missing = [], []
    for ending, module in WRITERS.items():
        writer = cast("Writer", import_module(module))
        file = stem.with_name(f"{stem.name}.{ending}")
        try:
            writer.write(document, style, templates, file, limits)
        except PipelineError as error:
            if error.code is not ExitCode.SYSTEM_PART_MISSING:
                raise
            missing.append(error)
            continue
        _prove(writer.read_back(file, document, style), expected, ending)
        files.append(file)
    if document.spreadsheet is not None:
        files.append(stem.with_name(f"{stem.name}.{SPREADSHEET}"))
        write_table(document.spreadsheet, document.title, document.date, files[-1])
    return files, missing


def _prove(lines: list[list[str]], expected: list[str], ending: str) -> None:
    """Refuse a file that parts from the tree. The words themselves are not said: they may be restricted."""
    if difference := first_difference(expected, lines):
        message = f"The {ending.upper()} does not say what the paper says: its word {difference.agree + 1} differs."
        hint = "The outputs were left as they were. Please report this."
        raise PipelineError(ExitCode.FORMATS_DISAGREE, message, hint)
