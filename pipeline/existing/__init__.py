"""Existing papers: a Word file or a transcript becomes an input folder, and what was not understood is listed."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.blocks import Reading
from pipeline.errors import ExitCode, PipelineError
from pipeline.existing.markdown import Words
from pipeline.existing.meetings import Meeting, meeting_of
from pipeline.existing.notes import pieces_of
from pipeline.existing.paper import Written, paper_of
from pipeline.models.council import Council, Implication
from pipeline.read.yaml import MOST_BYTES, read_yaml
from pipeline.report_type import ReportType
from pipeline.template_folder import TemplateFolder, find_templates
from pipeline.validate import validate
from pipeline.write.yaml import yaml_text

REPORT_TYPE = "cabinet-report"
"""What an imported paper is: the report type that has room for any subject."""

SECRET = re.compile(
    r"\bnot\s+for\s+publication\b|\bexempt\s+(?:from\s+publication|information|report|appendix)\b|\bconfidential\s+(?:information|report|appendix)\b",
    re.IGNORECASE,
)
"""What a document says that is not for everybody, wherever on its pages it does."""

ASK = {"part": None, "exempt": {"paragraph": None, "reason": None, "public_interest": None}}
ASKED = (
    "The document says that it, or a part of it, is not for publication. Name each part that is exempt or confidential under withheld, "
    "as inputs/README.md tells, or take withheld out if all of it may be published: until then nothing is made of it."
)

COUNCIL = "There is no council.yaml beside the paper's folder: cabinet-papers init makes one."


@dataclass(frozen=True)
class Imported:
    """What an import wrote, what it did not understand, lines for ``meetings.yaml``, and the command that comes next."""

    files: list[Path]
    left_out: list[str]
    to_add: str
    next_step: str


def import_paper(file: Path, out: Path, given: Path | None = None) -> Imported:
    """Make an input folder of an existing paper.

    Args:
        file: the Word file or the plain text.
        out: the paper's folder; the council's files lie beside it.
        given: other templates than those that come with the program.

    Raises:
        PipelineError: the file cannot be read, or the folder holds a paper already.
    """
    target = out / "paper.yaml"
    if target.exists() or (out.exists() and not out.is_dir()):
        message = f"{target} is there already." if target.exists() else f"{out} is a file."
        raise PipelineError(ExitCode.USAGE, message, "Name another folder with --out: nothing is ever overwritten.")
    reading = _read(file)
    shared = out.absolute().parent
    written = paper_of(reading, _report_type(find_templates(given)), _implications(shared / "council.yaml"))
    meeting = meeting_of(written.body, written.day, shared / "meetings.yaml")
    secret = _is_secret(reading)
    told = [*([ASKED] if secret else []), *written.told, *meeting.told]
    text = _paper_yaml(written, meeting, told, file.name, secret=secret)
    if len(text.encode()) > MOST_BYTES:
        message = f"{file.name} holds more text than the inputs of a paper can: {MOST_BYTES // 1_000_000} MB."
        raise PipelineError(ExitCode.FINDINGS, message, "Split it; long appendices can be papers of their own.")
    files = _write(out, text, meeting, secret=secret)
    if not (shared / "council.yaml").exists():
        told.append(COUNCIL)
    return Imported(files, told, meeting.to_add, f"cabinet-papers build --inputs {out.parent} {out.absolute().name}")


def _read(file: Path) -> Reading:
    """Read a file by what its name ends in."""
    # Each reader is loaded when it is needed: the command's help is quick.
    ending = file.suffix.lower()
    if ending in {".txt", ".text", ".md"}:
        from pipeline.read.plain_text import read_plain_text  # noqa: PLC0415 - only for such files

        reading = read_plain_text(file)
    elif ending in {".docx", ".docm", ".doc", ".dotx", ".pdf", ".rtf", ""} or not file.exists():
        from pipeline.read.word import read_word  # noqa: PLC0415 - only for such files

        reading = read_word(file)
    else:
        message = f"A file that ends in {ending} cannot be imported."
        raise PipelineError(ExitCode.FINDINGS, message, "Give a Word Document (.docx) or plain text (.txt).")
    if not reading.blocks:
        raise PipelineError(ExitCode.FINDINGS, f"{file.name} holds no text.", "Check that it is the right file.")
    return reading


def _is_secret(reading: Reading) -> bool:
    """Whether a document says anywhere that it is not for everybody."""
    blocks = [*reading.blocks, *(each for paragraphs in reading.notes.values() for each in paragraphs)]
    said = ["".join(piece.text for piece in pieces_of(block)) for block in blocks]
    return bool(SECRET.search(" ".join((*said, *reading.left_out))))


def _report_type(templates: TemplateFolder) -> ReportType:
    file = templates.report_type(REPORT_TYPE)
    source, unread = read_yaml(file, str(file))
    report_type, wrong = validate(ReportType, source)
    if unread or report_type is None:
        first = (unread + wrong)[0]
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, f"{file.name} is wrong: {first.message}.", "Mend it and run again."
        )
    return report_type


def _implications(council: Path) -> Sequence[Implication]:
    """Return what the council's reports set out, where its profile is there and right."""
    if not council.exists():
        return ()
    source, unread = read_yaml(council, str(council))
    profile, _ = validate(Council, source)
    return profile.implications if profile is not None and not unread else ()


def _paper_yaml(written: Written, meeting: Meeting, told: Sequence[str], name: str, *, secret: bool) -> str:
    words = Words()
    data = {**written.data, "meeting": meeting.id, **({"withheld": [ASK]} if secret else {})}
    head = [f"Made from {name} by cabinet-papers import."]
    if told:
        head += ["What was not understood or was left out:", *(f"- {sentence}" for sentence in told)]
    comments = {**written.comments, (): head, ("withheld",): [ASKED] if secret else []}
    if meeting.id is None:
        comments["meeting",] = ["Not found in the document: an id of meetings.yaml."]
    cleaned = {path: [words.clean(line) for line in lines] for path, lines in comments.items()}
    return yaml_text(data, cleaned)


def _write(out: Path, paper: str, meeting: Meeting, *, secret: bool) -> list[Path]:
    """Write the paper's file, and the meetings' where there is none; a file that is there is never written over.

    What may not be for everybody only its owner may read.
    """
    files = [(out / "paper.yaml", paper)]
    if meeting.new_file:
        files.append((out.parent / "meetings.yaml", meeting.new_file))
    try:
        out.mkdir(mode=0o700 if secret else 0o777, parents=True, exist_ok=True)
        for file, text in files:
            mode = 0o600 if secret and file.parent == out else 0o666
            with open(file, "x", encoding="utf-8", newline="\n", opener=partial(os.open, mode=mode)) as stream:
                stream.write(text)
    except OSError as error:
        message = f"{error.filename or out} cannot be written ({error.strerror})."
        raise PipelineError(ExitCode.CANNOT_WRITE, message, "Check who may write there.") from None
    return [file for file, _ in files]
