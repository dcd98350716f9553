"""Plain data as YAML that our reader reads back as it was: no type, no anchor, nothing that a person would not type."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.findings import Path

LONGEST = 100
"""A longer text stands in lines of its own."""

WIDTH = 110

_PLAIN = re.compile(r"[^\W_][^\n]*|[\u00a3(]\w[^\n]*|\d[^\n]*")
_UNSAFE = re.compile(r": |:$|\s#|\s$|[\t\x85\u2028\u2029]|^(---|\.\.\.)")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NO_BLOCK = re.compile(r"\A\s|[ \t\u00a0]$|^ *\t|[\r\x85\u2028\u2029]", re.MULTILINE)
_ESCAPED = re.compile(r'["\\\n\r\t\x85\u2028\u2029]')
_ESCAPES = {
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
    '"': '\\"',
    "\\": "\\\\",
}


def yaml_text(data: Any, comments: Mapping[Path, Sequence[str]] | None = None) -> str:
    """Return data as YAML.

    Args:
        data: a mapping or a list, of texts, None, mappings and lists; texts neither empty nor with white space around them, as the reader takes that off.
        comments: what is said above the value at a path, a sentence a line; the path () is the top of the file.
    """
    writer = _Writer(dict(comments or {}))
    head = list(writer.comment((), ""))
    return "\n".join([*head, *writer.value(data, (), "")]) + "\n"


class _Writer:
    """Writes values at a depth."""

    def __init__(self, comments: Mapping[Path, Sequence[str]]) -> None:
        self.comments = comments

    def comment(self, path: Path, indent: str) -> Iterator[str]:
        """Yield the comment above a value, in lines of a readable width."""
        for sentence in self.comments.get(path, ()):
            line = f"{indent}#"
            for word in sentence.split():
                if len(line) + len(word) >= WIDTH and line != f"{indent}#":
                    yield line
                    line = f"{indent}#  "
                line = f"{line} {word}"
            yield line

    def value(self, data: Any, path: Path, indent: str) -> Iterator[str]:
        """Yield the lines of a mapping or a list."""
        if isinstance(data, Mapping):
            for name, value in data.items():
                yield from self.comment((*path, name), indent)
                yield from self._entry(f"{indent}{_key(name)}:", value, (*path, name), f"{indent}  ")
        elif isinstance(data, list):
            for place, value in enumerate(data):
                yield from self.comment((*path, place), indent)
                yield from self._item(value, (*path, place), indent)

    def _entry(self, head: str, value: Any, path: Path, indent: str) -> Iterator[str]:
        if isinstance(value, (Mapping, list)) and value:
            yield head
            yield from self.value(value, path, indent)
        elif isinstance(value, (Mapping, list)):
            yield f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"
        else:
            yield from _scalar(head, value, indent)

    def _item(self, value: Any, path: Path, indent: str) -> Iterator[str]:
        """Yield an item of a list: its first line stands after the hyphen."""
        if not (isinstance(value, (Mapping, list)) and value):
            yield from self._entry(f"{indent}-", value, path, f"{indent}  ")
            return
        first, *others = self.value(value, path, f"{indent}  ")
        yield f"{indent}- {first.removeprefix(f'{indent}  ')}"
        yield from others


def _scalar(head: str, value: str | None, indent: str) -> Iterator[str]:
    if value is None:
        yield head
    elif ("\n" in value or len(value) > LONGEST) and not _NO_BLOCK.search(value):
        yield f"{head} |"
        for line in value.split("\n"):
            yield f"{indent}{line}" if line else ""
    elif _PLAIN.fullmatch(value) and not _UNSAFE.search(value):
        yield f"{head} {value}"
    else:
        yield f"{head} {_quoted(value)}"


def _quoted(value: str) -> str:
    return '"' + _ESCAPED.sub(lambda found: _ESCAPES[found[0]], value) + '"'


def _key(name: str) -> str:
    return name if _KEY.fullmatch(name) else _quoted(name)
