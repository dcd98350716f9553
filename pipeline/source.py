"""Source: the inputs as plain data (text, lists, mappings) that knows the place of every value."""

import gc
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.findings import Finding, Path, Place, within

Line = tuple[str, int]
"""A line of a file, counted from 0."""


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a value, or a field's name, stands in its file (lines and columns count from 0).

    In a spreadsheet ``cell`` says where it stands, and ``text`` what it holds. A text that is written in several cells goes
    on in the spans of ``more``.
    """

    file: str
    start: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (0, 0)
    cell: str = ""
    text: str = ""
    more: tuple["Span", ...] = ()


@dataclass(frozen=True)
class Source:
    """What ``read`` gives: ``data`` holds only str, None, list and dict; the schema decides what the texts mean.

    ``unsure`` where something is withheld and not all was read, so that the data cannot tell what is withheld.
    """

    data: Any
    values: Mapping[Path, Span] = field(default_factory=dict)
    keys: Mapping[Path, Span] = field(default_factory=dict)
    lines: Mapping[str, list[str]] = field(default_factory=dict)
    unsure: bool = False

    def lines_of(self, paths: frozenset[Path]) -> frozenset[Line]:
        """Return each line of a file on which something at or below these paths stands: its name, or its value."""
        there = (
            span
            for spans in (self.values, self.keys)
            for path, span in (spans.items() if paths else ())
            if not span.cell and within(path, paths)
        )
        return frozenset((span.file, line) for span in there for line in range(span.start[0], span.end[0] + 1))

    def locate(self, finding: Finding, hidden: Collection[Line] = ()) -> Finding:
        """Return the finding with the nearest known place at or above its path.

        Args:
            finding: any.
            hidden: lines that are never quoted: what is withheld may stand beside what the finding is about.
        """
        if finding.place is not None:
            return finding
        spans = self.keys if finding.on_key and finding.at in self.keys else self.values
        for length in range(len(finding.at), -1, -1):
            if span := spans.get(finding.at[:length]) or self.values.get(finding.at[:length]):
                return replace(finding, place=self._place(span, finding, hidden))
        return finding

    def _place(self, span: Span, finding: Finding, hidden: Collection[Line]) -> Place:
        found, (line, column) = self._search(span, finding.near) or (span, span.start)
        lines = self._lines(found)
        shown = not finding.restricted and (bool(found.cell) or (found.file, line) not in hidden)
        text = lines[line] if line < len(lines) and shown else ""
        return Place(found.file, line + 1, column + 1, text, found.cell)

    def _lines(self, span: Span) -> list[str]:
        """Return the lines that a span counts from: its cell's, or its file's."""
        return span.text.split("\n") if span.cell else self.lines.get(span.file, [])

    def _search(self, span: Span, near: str) -> tuple[Span, tuple[int, int]] | None:
        """Find words within the value; a line may end between them."""
        pattern = re.compile(r"\s+".join(map(re.escape, near.split())))
        for part in (span, *span.more) if near.split() else ():
            lines = self._lines(part)
            last = len(lines) if part.cell else part.end[0] + 1
            text = "\n".join(lines[part.start[0] : last])
            if found := pattern.search(text, part.start[1]):
                before = text[: found.start()]
                return part, (part.start[0] + before.count("\n"), found.start() - (before.rfind("\n") + 1))
        return None


@contextmanager
def without_cycles() -> Iterator[None]:
    """Pause Python's search for cycles: inputs are many values and no cycle, and going through them again and again takes longest."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


class _Below(Mapping[Path, Span]):
    """The spans of several sources, each below its name; none is copied, as there may be a great many."""

    def __init__(self, spans: Mapping[str | int, Mapping[Path, Span]]) -> None:
        self._spans = spans

    def __getitem__(self, path: Path) -> Span:
        if not path:
            raise KeyError(path)
        return self._spans[path[0]][path[1:]]

    def __iter__(self) -> Iterator[Path]:
        return ((name, *path) for name, spans in self._spans.items() for path in spans)

    def __len__(self) -> int:
        return sum(map(len, self._spans.values()))


def merge(sources: Mapping[str, Source]) -> Source:
    """Join one source a file into one whose top-level fields are the names given."""
    return Source(
        data={name: source.data for name, source in sources.items()},
        values=_Below({name: source.values for name, source in sources.items()}),
        keys=_Below({name: source.keys for name, source in sources.items()}),
        lines={file: lines for source in sources.values() for file, lines in source.lines.items()},
    )


def overlay(below: Source, above: Source) -> Source:
    """Lay one source over another: groups are joined field by field, every other value above takes the place of that below."""
    hidden = [path for path in above.values if path and not isinstance(_at(above.data, path), dict)]

    def kept(path: Path) -> bool:
        return not any(path[: len(top)] == top for top in hidden)

    return Source(
        data=_overlaid(below.data, above.data),
        values={path: span for path, span in below.values.items() if kept(path)} | dict(above.values),
        keys={path: span for path, span in below.keys.items() if kept(path)} | dict(above.keys),
        lines={**below.lines, **above.lines},
    )


def _overlaid(below: Any, above: Any) -> Any:
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return {**below, **{name: _overlaid(below.get(name), value) for name, value in above.items()}}


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data
