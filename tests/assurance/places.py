"""Where a slip can stand: the lines and fields of clean papers, and papers with one of them changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.check import check_paper
from pipeline.findings import Finding
from pipeline.findings import Path as Field
from pipeline.load import Draft, Request, load
from pipeline.models.inputs import Inputs

PROSE = {
    *("purpose", "recommendation", "text", "learning", "circumstances", "action", "evidence", "note", "title"),
    *("sections", "implications", "notes"),
}
"""Fields in which officers write sentences, by name; of the last three, what stands below them."""

_NOT_WORDS = re.compile(r"\{\{.*?\}\}|\{\{[^}]*$|^[^{]*\}\}|\{#[^}]*\}|\[[^\]]*\]\([^)]*\)|https?://\S+|`[^`]*`")
_WORD = re.compile(r"(?<![\w'/*-])[a-z]{2,}(?![\w'/*-])")


def squash(text: str) -> str:
    """Keep the letters and digits of a text, in small letters."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


@dataclass(frozen=True)
class Slip:
    """A file of a paper with one slip: where it stands, the field around it (lines from 1), and the rules that may find it."""

    paper: str
    file: str
    text: str
    lines: tuple[int, int]
    field: tuple[int, int]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """A printed line of prose; ``start`` and ``end`` bound what an officer wrote on it."""

    paper: "Paper"
    at: Field
    file: str
    number: int
    start: int
    end: int

    @property
    def line(self) -> str:
        return self.paper.lines[self.file][self.number]

    @property
    def text(self) -> str:
        return self.line[self.start : self.end]

    def plain(self) -> str:
        """The line with blanks in the place of facts, links, labels and all that stands before and after its words."""
        words = _NOT_WORDS.sub(lambda match: " " * len(match[0]), self.text)
        return " " * self.start + words + " " * (len(self.line) - self.end)

    def words(self) -> list[re.Match[str]]:
        """The small words of the line that stand in running text."""
        if self.text.lstrip().startswith(("|", "#", "Table:")):
            return []
        return list(_WORD.finditer(self.plain()))

    @property
    def ends_a_sentence(self) -> bool:
        return self.line.endswith(".") and self.end == len(self.line) and not self.text.lstrip().startswith(("|", "#"))

    def with_line(self, line: str, *rules: str) -> Slip:
        """The slip of another line in the place of this one."""
        return self.paper.changed(self.file, (self.number, self.number + 1), [line], self.at, *rules)

    def replaced(self, start: int, end: int, new: str, *rules: str) -> Slip:
        """The slip of other words in the place of some."""
        return self.with_line(self.line[:start] + new + self.line[end:], *rules)

    def followed_by(self, sentence: str, *rules: str) -> Slip:
        """The slip of one more sentence."""
        return self.with_line(f"{self.line} {sentence}", *rules)


class Paper:
    """A clean paper: its lines, its fields, what it prints and what is said of it already."""

    def __init__(self, folder: Path, inputs: Path) -> None:
        self.folder, self.root = folder, inputs
        self.name = folder.name
        self.draft: Draft = load(folder, Request(inputs))
        if self.draft.inputs is None or self.draft.composer is None:
            raise ValueError(f"{folder} is no clean paper: {self.draft.findings}")
        self.inputs: Inputs = self.draft.inputs
        self._names: dict[str, str] = {}
        self.lines = {self.relative(file): list(lines) for file, lines in self.draft.source.lines.items()}

    def relative(self, file: str) -> str:
        """A file's name below the folder of inputs."""
        if file not in self._names:
            self._names[file] = Path(file).resolve().relative_to(self.root.resolve()).as_posix()
        return self._names[file]

    @cached_property
    def findings(self) -> list[Finding]:
        return check_paper(self.folder, Request(self.root))

    @cached_property
    def printed(self) -> str:
        """All letters and digits that the paper prints."""
        assert self.draft.composer
        document, _ = self.draft.composer.compose(self.inputs)
        assert document is not None
        return squash("".join(document.main.itertext()))

    @cached_property
    def facts(self) -> dict[str, str]:
        assert self.draft.composer
        return self.draft.composer.facts(self.inputs)[0]

    def value(self, at: Field) -> Any:
        """What stands in a field, None where nothing does."""
        data: Any = self.draft.source.data
        for part in at:
            inside = part in data if isinstance(data, dict) else isinstance(data, list)
            data = data[part] if inside and data is not None else None
        return data

    def fields(self) -> Iterator[tuple[Field, str]]:
        """Every text of the inputs, with where it stands."""
        for at in self.draft.source.values:
            if at and isinstance(value := self.value(at), str):
                yield at, value

    def extent(self, at: Field) -> tuple[str, int, int]:
        """The file and the lines (from 0, the last one past the end) of a field, or of all the fields below it."""
        file, first, last = self._extents[at]
        return self.relative(file), first, last

    @cached_property
    def _extents(self) -> dict[Field, tuple[str, int, int]]:
        """The extent of every field, each made wider by those below it."""
        found: dict[Field, tuple[str, int, int]] = {}
        for path, span in self.draft.source.values.items():
            first, last = span.start[0], span.end[0] + (span.end[1] > 0)
            for length in range(1, len(path) + 1):
                file, begins, ends = found.get(path[:length], (span.file, first, last))
                found[path[:length]] = (file, min(begins, first), max(ends, last))
        return found

    def spots(self) -> Iterator[Spot]:
        """Every line of prose that is printed."""
        for at, _ in self.fields():
            if at[-1] in PROSE or (len(at) > 1 and at[-2] in PROSE and at[0] == "paper"):
                yield from self._spots(at)

    def _spots(self, at: Field) -> Iterator[Spot]:
        span = self.draft.source.values[at]
        file = self.relative(span.file)
        for number in range(span.start[0], max(span.end[0], span.start[0] + 1)):
            line = self.lines[file][number]
            one = span.start[0] == span.end[0]
            start, end = (span.start[1], span.end[1]) if one else (len(line) - len(line.lstrip()), len(line))
            spot = Spot(self, at, file, number, start, end)
            if (one or number > span.start[0]) and self._prints(spot):
                yield spot

    def _prints(self, spot: Spot) -> bool:
        pieces = [squash(piece) for piece in re.split(r"\s{3,}|\*", spot.plain())]
        longest = max(pieces, key=len, default="")
        return len(longest) >= 12 and longest in self.printed

    def changed(
        self, file: str, lines: tuple[int, int], new: Sequence[str], around: Field, *rules: str, extra: int = 0
    ) -> Slip:
        """A slip: new lines in the place of some; ``around`` is the field that holds them, ``extra`` widens it."""
        first, past = lines
        old = self.lines[file]
        text = "\n".join([*old[:first], *new, *old[past:]]) + "\n"
        _, begins, ends = self.extent(around)
        grown = len(new) - (past - first)
        place = (first + 1, first + max(len(new), 1))
        field = (min(begins + 1, place[0]), max(ends + grown, place[1]) + extra)
        return Slip(self.name, file, text, place, field, rules)

    def set(self, at: Field, value: str, *rules: str) -> Slip:
        """The slip of another value in a field of one line."""
        span = self.draft.source.values[at]
        file, line = self.relative(span.file), self.lines[self.relative(span.file)][span.start[0]]
        new = line[: span.start[1]] + value + line[span.end[1] :]
        return self.changed(file, (span.start[0], span.start[0] + 1), [new.rstrip()], at, *rules)

    def without(self, at: Field, *rules: str) -> Slip:
        """The slip of a field left out; it then belongs to what holds the field."""
        key = self.draft.source.keys[at]
        file, _, past = self.extent(at)
        return self.changed(file, (key.start[0], max(past, key.start[0] + 1)), [], at[:-1], *rules)


class Papers:
    """All clean papers of a folder of inputs; a line that several print is looked at in the first."""

    def __init__(self, inputs: Path) -> None:
        self.root = inputs
        self.papers = [Paper(file.parent, inputs) for file in sorted(inputs.glob("*/paper.yaml"))]

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)

    @cached_property
    def spots(self) -> list[Spot]:
        found: dict[tuple[str, int], Spot] = {}
        for paper in self:
            for spot in paper.spots():
                found.setdefault((spot.file, spot.number), spot)
        return list(found.values())

    @cached_property
    def sentence_ends(self) -> list[Spot]:
        """The lines of narratives that end a sentence, so that one more can follow."""
        return [spot for spot in self.spots if spot.ends_a_sentence and spot.at[-1] != "title"]

    def once(self, at_of: str) -> Iterator[tuple[Paper, Field]]:
        """Each record below a list of the inputs (reviews, evaluations, actions), once for its file."""
        seen: set[tuple[str, int]] = set()
        for paper in reversed(self.papers):
            held = {"actions": ("actions", "actions")}.get(at_of, (at_of,))
            for index in range(len(paper.value(held) or ())):
                file, first, _ = paper.extent((*held, index))
                if (file, first) not in seen:
                    seen.add((file, first))
                    yield paper, (*held, index)
