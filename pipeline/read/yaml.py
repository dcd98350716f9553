"""YAML as plain text values with places: no type is ever guessed, and what could mislead is refused.

``NO``, ``012`` and ``12:30`` stay the text that was typed: the schema decides what it means. Anchors, aliases, tags,
several documents and a field given twice are findings. An empty value is None.
"""

import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import yaml

from pipeline.findings import Finding, Path, Place, Severity
from pipeline.source import Source, Span

MOST_BYTES = 2_000_000
MOST_LEVELS = 50

_SURROGATE = re.compile(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})")
_ALLOWED_CONTROLS = "\t\n"
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_UNSEEN = {0xFEFF, 0x2060, 0x00AD, *range(0x200B, 0x200E), *range(0xFE00, 0xFE10)}
_LIGATURES = range(0xFB00, 0xFB07)


def read_yaml(file: FilePath, name: str) -> tuple[Source, list[Finding]]:
    """Read one file.

    Args:
        file: the file.
        name: how its places are printed.

    Returns:
        The source (empty where the file cannot be read) and what is wrong with the file itself.
    """
    text, findings = _text(file, name)
    if text is None:
        return Source(None), findings
    reader = _Reader(name, text)
    if reader.refuse_characters():
        return Source(None), reader.findings
    try:
        data = reader.document()
    except yaml.MarkedYAMLError as error:
        reader.syntax_error(error)
        return Source(None), reader.findings
    except _StopReadingError:
        return Source(None), reader.findings
    return Source(data, reader.values, reader.keys, {name: reader.lines}), reader.findings


def _text(file: FilePath, name: str) -> tuple[str | None, list[Finding]]:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None, [_at_file(name, "VA001", "this file is missing", "Make it, or name the right folder.")]
    except OSError as error:
        return None, [
            _at_file(name, "VA001", f"this file cannot be opened ({error.strerror})", "Check who may read it.")
        ]
    if len(raw) > MOST_BYTES:
        sentence = f"this file is larger than {MOST_BYTES // 1_000_000} MB"
        return None, [_at_file(name, "VA002", sentence, "Split it, or check that it is the right file.")]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        hint = "Save the file again with the encoding UTF-8."
        return None, [_at_file(name, "VA002", f"a byte on line {line} is not UTF-8 text", hint, line)]
    if not text.strip():
        return None, [_at_file(name, "VA001", "this file is empty", "Fill it in; inputs/README.md shows how.")]
    return text, []


def _at_file(name: str, id_: str, message: str, hint: str, line: int = 0) -> Finding:
    return Finding(id_, Severity.ERROR, message, hint, place=Place(name, line))


class _StopReadingError(Exception):
    """Reading goes no further; why is noted as a finding."""


class _Reader:
    """Builds the values of one document from libyaml's events."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.findings: list[Finding] = []

    def document(self) -> Any:
        """Read the one document of the file."""
        starts = (event for event in self.events if isinstance(event, yaml.DocumentStartEvent))
        if next(starts, None) is None:
            self.refuse(
                "VA001", "this file holds nothing but comments", "Fill it in; inputs/README.md shows how.", (0, 0)
            )
            raise _StopReadingError
        data = self.value(next(self.events), ())
        if second := next(starts, None):
            hint = "Keep one document: delete the line --- and what follows it, or move that to its own file."
            self.refuse("VA004", "a second document starts here", hint, _spot(second.start_mark))
            raise _StopReadingError
        return data

    def value(self, event: Any, path: Path) -> Any:
        """Read the value that starts with the event, at the path."""
        if len(path) > MOST_LEVELS:
            self.refuse("VA004", "values are nested too deeply here", "Check the brackets.", _spot(event.start_mark))
            raise _StopReadingError
        start = _spot(event.start_mark)
        self._refuse_tricks(event, start)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, start)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path, start)
        self.values[path] = Span(self.name, start, _spot(event.end_mark))
        return "*" if isinstance(event, yaml.AliasEvent) else self._scalar(event, path)

    def _refuse_tricks(self, event: Any, start: tuple[int, int]) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self.refuse("VA004", "& and * have a special meaning in YAML here", "Put the text in quotes.", start)
        elif event.tag:
            self.refuse("VA004", "! has a special meaning in YAML here", "Put the text in quotes.", start)

    def _mapping(self, path: Path, start: tuple[int, int]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            spot = _spot(key.start_mark)
            name = key.value if isinstance(key, yaml.ScalarEvent) else None
            if name is None:
                self.refuse("VA004", "a field's name must be plain text", "Put the text in quotes.", spot)
                self.value(key, (*path, "?"))
                self.value(next(self.events), (*path, "?"))
                continue
            if name in found:
                self.refuse("VA005", "this field is given twice", "Keep one of them.", spot)
            self.keys[*path, name] = Span(self.name, spot, _spot(key.end_mark))
            value = self.value(next(self.events), (*path, name))
            found.setdefault(name, value)
        self.values[path] = Span(self.name, start, start)
        return found

    def _list(self, path: Path, start: tuple[int, int]) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found))))
        self.values[path] = Span(self.name, start, start)
        return found

    def _scalar(self, event: Any, path: Path) -> str | None:
        text: str = event.value
        self._refuse_lost_comment(event)
        for character in dict.fromkeys(text):
            # What may not stand in a file can still come out of an escape such as "\\u202e".
            if not may_stand(ord(character)):
                self.refuse_character(ord(character), self.values[path].start)
        return text.strip() or None

    def _refuse_lost_comment(self, event: Any) -> None:
        """Refuse words after ``#`` behind a value: YAML would drop them, and they may be the paper's."""
        line, column = _spot(event.end_mark)
        rest = self.lines[line][column:] if not event.style and line < len(self.lines) else ""
        if rest.lstrip().startswith("#"):
            spot = (line, column + rest.index("#"))
            hint = "Put the whole text in quotes; a comment stands on a line of its own."
            self.refuse("VA004", "what follows # on this line would be lost", hint, spot)

    def refuse_characters(self) -> bool:
        """Note every character of the file that the three formats would not print alike; whether there was any."""
        for number, line in enumerate(self.lines):
            for column, character in enumerate(line):
                if not may_stand(ord(character)):
                    self.refuse_character(ord(character), (number, column))
        return bool(self.findings)

    def refuse_character(self, code: int, spot: tuple[int, int]) -> None:
        """Note a character by its code point, never by its look: it may have none."""
        message = f"the character U+{code:04X} cannot be printed the same in Word, PDF and HTML"
        self.refuse("VA003", message, "Delete it; it may be invisible, so type the words around it again.", spot)

    def refuse(self, id_: str, message: str, hint: str, spot: tuple[int, int]) -> None:
        """Note what is wrong at a spot (line and column from 0)."""
        line, column = spot
        place = Place(self.name, line + 1, column + 1)
        self.findings.append(Finding(id_, Severity.ERROR, message, hint, place=place))

    def syntax_error(self, error: yaml.MarkedYAMLError) -> None:
        """Note where YAML lost the thread. Its own text is never shown: it quotes the input."""
        mark = error.problem_mark or error.context_mark
        spot = _spot(mark) if mark else (0, 0)
        line = self.lines[spot[0]] if spot[0] < len(self.lines) else ""
        if found := _SURROGATE.search(line):
            self.refuse_character(int(found[1], 16), (spot[0], found.start()))
        elif line[: spot[1] + 1].strip(" ").startswith("\t"):
            self.refuse("VA004", "this line is indented with a tab", "Use spaces instead of tabs.", spot)
        elif (error.context or "").startswith("while scanning a quoted scalar") and error.context_mark:
            hint = "Put a quote of the same kind at the end of the text."
            self.refuse("VA004", "the quote that opens here is never closed", hint, _spot(error.context_mark))
        elif close := self._colon_without_space(spot[0]):
            self.refuse("VA004", "a space is missing after the colon", "Write name: value.", close)
        else:
            hint = (
                "Check the indentation here and on the line before; put text that holds a colon, or begins with a quote or "
                "a bracket, in quotes; begin longer text with | and indent it."
            )
            self.refuse("VA004", "the layout of this file goes wrong here", hint, spot)

    def _colon_without_space(self, line: int) -> tuple[int, int] | None:
        """Look for name:value on the line where YAML lost the thread and the two before."""
        for number in range(line, max(line - 3, -1), -1):
            if number < len(self.lines) and (found := re.match(r" *(- )?[a-z_]+:(?=[^\s:/])", self.lines[number])):
                return number, found.end()
        return None


def _spot(mark: Any) -> tuple[int, int]:
    return mark.line, mark.column


def may_stand(code: int) -> bool:
    """Whether a character comes out the same in every format: no controls, no direction marks, nothing unseen or private."""
    control = (code < 0x20 and chr(code) not in _ALLOWED_CONTROLS) or 0x7F <= code < 0xA0
    private = 0xE000 <= code < 0xF900 or code >= 0xF0000
    nothing = private or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not (control or nothing or code in _BIDI or code in _UNSEEN or code in _LIGATURES)
