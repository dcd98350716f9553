"""Parts of a narrative that are withheld by their label: paragraphs, what stands under a sub-heading, columns of a table."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.compose.narrative import CELL_ENDS, parsed
from pipeline.models.withholding import WithheldPart

_LABEL = re.compile(r"\{#([a-z][a-z0-9-]*)\}[ \t]*$")


@dataclass(frozen=True)
class _Block:
    """A block of a narrative: its lines, its kind (``p``, ``h2``, ``table`` ...) and its label."""

    first: int
    last: int
    kind: str
    label: str


def labels_of(text: str) -> Iterator[str]:
    """Yield the label of each part of a narrative that can be withheld."""
    yield from columns_of(text)
    yield from (block.label for block in (_blocks(text) if "{#" in text else ()) if block.label)


def columns_of(text: str) -> Iterator[str]:
    """Yield the labels of the columns of a narrative's tables."""
    yield from (label for labels, _ in tables_of(text) for label in labels.values())


def tables_of(text: str) -> Iterator[tuple[dict[int, str], list[list[str]]]]:
    """Yield each table of a narrative that has labelled columns: the labels by their places, and the cells of its rows."""
    lines = text.split("\n")
    for block in _blocks(text) if "{#" in text else ():
        heads = _cells(lines[block.first]) if block.kind == "table" else []
        labels = {place: found[1] for place, head in enumerate(heads) if (found := _LABEL.search(head))}
        if labels:
            yield labels, [_cells(line) for line in lines[block.first + 2 : block.last]]


def without(text: str, parts: Mapping[str, WithheldPart]) -> str:
    """Return a narrative with the statutory words in the place of each part that is withheld; what is referred to keeps its label."""
    return _rewritten(text, parts, _words_for, _without_columns)


def marked(text: str, parts: Mapping[str, WithheldPart]) -> str:
    """Return a narrative with a mark at each part that is withheld from the public."""
    return _rewritten(text, parts, _with_mark, _with_marked_columns)


def _rewritten(
    text: str,
    parts: Mapping[str, WithheldPart],
    part: Callable[[list[str], _Block, str], list[str]],
    table: Callable[[list[str], Mapping[int, str]], list[str]],
) -> str:
    """Rewrite each part of a narrative that is withheld, and each table of which a column is."""
    if not any(f"{{#{name}}}" in text for name in parts):
        return text
    grounds = {name: why.ground for name, each in parts.items() if (why := each.withheld)}
    lines = text.split("\n")
    pieces: list[str] = []
    done = 0
    for block in _with_what_follows(list(_blocks(text))):
        if block.first < done:
            continue
        own = lines[block.first : block.last]
        if block.kind == "table" and (columns := _columns(own[0], grounds)):
            own = table(own, columns)
        elif block.label in grounds:
            own = part(own, block, grounds[block.label])
        pieces += [*lines[done : block.first], *own]
        done = block.last
    return "\n".join([*pieces, *lines[done:]])


def _words_for(_own: list[str], block: _Block, ground: str) -> list[str]:
    words = f"{{{{ withheld.{ground} }}}}"
    if block.kind == "h2":
        return [f"## {{{{ withheld.{ground}.heading }}}} {{#{block.label}}}", "", words]
    return [f"{words} {{#{block.label}}}"]


def _with_mark(own: list[str], block: _Block, ground: str) -> list[str]:
    if block.kind == "h2":
        return [own[0], "", f"{{{{ withheld.{ground} }}}}", *own[1:]]
    mark = f" {{{{ withheld.{ground}.mark }}}} {{#{block.label}}}"
    return [*own[:-1], _LABEL.sub("", own[-1]).rstrip() + mark]


def _without_columns(rows: list[str], columns: Mapping[int, str]) -> list[str]:
    kept = [_row(cell for place, cell in enumerate(_cells(row)) if place not in columns) for row in rows]
    notices = [
        line for ground in dict.fromkeys(columns.values()) for line in ("", f"{{{{ withheld.{ground}.column }}}}")
    ]
    return [*kept, *notices]


def _with_marked_columns(rows: list[str], columns: Mapping[int, str]) -> list[str]:
    heads = [
        f"{_LABEL.sub('', cell).rstrip()} {{{{ withheld.{columns[place]}.mark }}}}" if place in columns else cell
        for place, cell in enumerate(_cells(rows[0]))
    ]
    return [_row(heads), *rows[1:]]


def _columns(heads: str, grounds: Mapping[str, str]) -> dict[int, str]:
    """Return the places of a table's columns that are withheld, each with its ground."""
    labels = [_LABEL.search(cell) for cell in _cells(heads)]
    return {place: grounds[found[1]] for place, found in enumerate(labels) if found and found[1] in grounds}


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in CELL_ENDS.split(row.strip().removeprefix("|").removesuffix("|"))]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the top blocks of a narrative."""
    lines = text.split("\n")
    for token in parsed(text):
        if token.level == 0 and token.map and token.nesting >= 0:
            first, last = token.map
            while last > first and not lines[last - 1].strip():
                last -= 1
            found = _LABEL.search(lines[last - 1]) if token.tag in {"p", "h2"} else None
            # A label by itself would withhold nothing: it is no part, and so an error.
            alone = found is not None and not _LABEL.sub("", "\n".join(lines[first:last])).strip("# \n")
            yield _Block(first, last, token.tag, found[1] if found and not alone else "")


def _with_what_follows(blocks: list[_Block]) -> Iterator[_Block]:
    """Yield the blocks, one of a labelled sub-heading with all that stands under it."""
    for index, block in enumerate(blocks):
        if block.kind == "h2" and block.label:
            under = next((each.first for each in blocks[index + 1 :] if each.kind == "h2"), blocks[-1].last)
            yield _Block(block.first, under, "h2", block.label)
        else:
            yield block
