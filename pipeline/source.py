"""Source: the inputs as plain data (text, lists, mappings) that knows the place of every value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.findings import Finding, Path, Place


@dataclass(frozen=True)
class Span:
    """From where to where a value, or a field's name, stands in its file (lines and columns count from 0)."""

    file: str
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True)
class Source:
    """What ``read`` gives: ``data`` holds only str, None, list and dict; the schema decides what the texts mean."""

    data: Any
    values: Mapping[Path, Span] = field(default_factory=dict)
    keys: Mapping[Path, Span] = field(default_factory=dict)
    lines: Mapping[str, list[str]] = field(default_factory=dict)

    def locate(self, finding: Finding) -> Finding:
        """Return the finding with the nearest known place at or above its path."""
        if finding.place is not None:
            return finding
        spans = self.keys if finding.on_key and finding.at in self.keys else self.values
        for length in range(len(finding.at), -1, -1):
            if span := spans.get(finding.at[:length]) or self.values.get(finding.at[:length]):
                return replace(finding, place=self._place(span, finding))
        return finding

    def _place(self, span: Span, finding: Finding) -> Place:
        line, column = self._search(span, finding.near) or span.start
        lines = self.lines.get(span.file, [])
        text = lines[line] if line < len(lines) and not finding.restricted else ""
        return Place(span.file, line + 1, column + 1, text)

    def _search(self, span: Span, near: str) -> tuple[int, int] | None:
        """Find the words within the value, as typed; words that a line break parts are not found."""
        lines = self.lines.get(span.file, [])
        for number in range(span.start[0], min(span.end[0] + 1, len(lines))) if near else ():
            begin = span.start[1] if number == span.start[0] else 0
            if (column := lines[number].find(near, begin)) >= 0:
                return number, column
        return None


def merge(sources: Mapping[str, Source]) -> Source:
    """Join one source a file into one whose top-level fields are the names given."""
    return Source(
        data={name: source.data for name, source in sources.items()},
        values={(name, *path): span for name, source in sources.items() for path, span in source.values.items()},
        keys={(name, *path): span for name, source in sources.items() for path, span in source.keys.items()},
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
