"""Plain text as blocks: a transcript of a paper, with tabs between cells and marks of emphasis."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from pipeline.blocks import Block, Cell, Mark, Paragraph, Piece, Reading, Table, plain
from pipeline.errors import ExitCode, PipelineError
from pipeline.read.word.package import OLE, OTHERS, file_content, refuse_others

WRAPPED = 50
"""A line of at least so many letters may go on in the next."""

UNWRAPPED = 130
"""A line of more letters was not wrapped, nor were its neighbours: each is a paragraph."""

KINDS = (OLE, *OTHERS)
"""What files of other kinds begin with, which would be read as odd words."""

_MARKED = re.compile(r"<u>(?P<under>[^<>]*)</u>|\*\*(?P<strong>[^*]+)\*\*")
_ADDRESS = re.compile(r"https?://\S+")
_BROKEN_ORDINAL = re.compile(r"\b(\d{1,2}) (st|nd|rd|th)\b")
_BROKEN_ADDRESS = re.compile(r"(?<=-) (?=\S*/)")
_HEADING = re.compile(r"(?P<marks>#{1,6}) +(?P<text>.*)")
_BULLET = re.compile(r"[-*\u2022\u00b7\u25aa]\s+")
_NUMBERED = re.compile(r"(?:- )?(?P<rest>\(?[0-9a-z]{1,2}(?:\.\d{1,2})*[.)]?\s.*)")
_STARTS = re.compile(
    r"(?:- )?(?:\d{1,2}(?:\.\d{1,2})+\.?(?:\s|$)|\(?\w{1,3}[.)](?:\s|$)|[-*\u2022\u00b7\u25aa#])|\S[^.]{0,40}:(?:\s|$)|\*\*|Table "
)
"""What begins a paragraph of its own, also right under another line."""


_ONLY_A_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\(?(?:[a-z]|[ivx]{2,4})[.)]|[\u2022\u00b7\u25aa])")
_UNENDED = re.compile(r"\b(?:of|for|the|and|on|to|by|with)$", re.IGNORECASE)
"""Small words that end no line of a cover: a name or a day follows."""


def read_plain_text(file: Path) -> Reading:
    """Read a file of plain text.

    Raises:
        PipelineError: it cannot be read, or is no text.
    """
    text = _text(file_content(file), file.name)
    blocks: list[Block] = []
    for are_rows, group in groupby(_lines(text), key=_is_row):
        lines = list(group)
        blocks += _table(lines) if are_rows else _paragraphs(lines)
    return Reading(tuple(blocks))


def _text(content: bytes, name: str) -> str:
    """Return the words, in whichever of the usual encodings they are."""
    if content.startswith(KINDS):
        refuse_others(content, name)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for each in (encoding, "cp1252"):
        try:
            text = content.decode(each)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    hint = "Save it again as plain text with the encoding UTF-8; a Word file's name ends in .docx."
    raise PipelineError(ExitCode.FINDINGS, f"{name} is not plain text.", hint)


def _lines(text: str) -> Iterator[str]:
    text = _BROKEN_ORDINAL.sub(r"\1\2", text.replace("\f", "\n"))
    return (line.rstrip("\r\n\x0b ") for line in text.split("\n"))


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells between tabs, the first no number."""
    return "\t" in line and not _NUMBERED.match(line) and not _BULLET.match(line)


def _table(lines: list[str]) -> Iterator[Block]:
    rows = [tuple(_cell(cell) for cell in line.split("\t")) for line in lines]
    if len(rows) == 1:
        yield Paragraph(tuple(_pieces(lines[0].strip())))
        return
    width = max(map(len, rows))
    yield Table(tuple((*row, *[Cell()] * (width - len(row))) for row in rows))


def _cell(text: str) -> Cell:
    if _ADDRESS.match(text):
        text = _BROKEN_ADDRESS.sub("", text)
    return Cell((Paragraph(tuple(_pieces(text.strip()))),) if text.strip() else ())


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    gathered: list[str] = []
    longest = 0
    for place, line in enumerate([*lines, ""]):
        if not place or not lines[place - 1].strip():
            longest = _longest(lines, place)
        text = line.strip()
        if gathered and not (text and _goes_on(gathered, text, wrapped=longest <= UNWRAPPED)):
            yield _paragraph(" ".join(gathered))
            gathered = []
        if text:
            gathered.append(text)


def _longest(lines: list[str], place: int) -> int:
    """Return the length of the longest line from a place on up to an empty one."""
    longest = 0
    while place < len(lines) and lines[place].strip():
        longest = max(longest, len(lines[place].strip()))
        place += 1
    return longest


def _goes_on(gathered: list[str], text: str, *, wrapped: bool) -> bool:
    """Whether a line goes on with the paragraph of those before it."""
    last = gathered[-1]
    if len(gathered) == 1 and _ONLY_A_NUMBER.fullmatch(last):
        return not _ONLY_A_NUMBER.fullmatch(text)
    if _STARTS.match(text):
        return False
    if _UNENDED.search(last) or _is_open(last, text):
        return True
    return len(last) >= WRAPPED and (wrapped or text[0].islower())


def _is_open(last: str, text: str) -> bool:
    """Whether a line opens a bracket that the next one closes."""
    return last.count("(") > last.count(")") and ")" in text.partition("(")[0]


def _paragraph(text: str) -> Paragraph:
    if found := _HEADING.fullmatch(text):
        return _bold(Paragraph(tuple(_pieces(found["text"])), outline=len(found["marks"]) - 1))
    if found := _NUMBERED.fullmatch(text):
        return _bold(Paragraph(tuple(_pieces(found["rest"]))))
    if found := _BULLET.match(text):
        return Paragraph(tuple(_pieces(text[found.end() :])), mark=Mark("bullet", "\u2022"))
    return _bold(Paragraph(tuple(_pieces(text))))


def _bold(paragraph: Paragraph) -> Paragraph:
    letters = [piece for piece in paragraph.pieces if re.search(r"[^\W\d_]", piece.text)]
    return replace(paragraph, bold=bool(letters) and all(piece.strong for piece in letters))


def _pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a line; what is underlined is a link where it is an address."""
    place = 0
    for found in _MARKED.finditer(text):
        yield from plain(text[place : found.start()])
        under = found["under"]
        if under is None:
            yield Piece(found["strong"], strong=True)
        elif under:
            yield Piece(under, link=under if _ADDRESS.fullmatch(under) else "")
        place = found.end()
    yield from plain(text[place:])
