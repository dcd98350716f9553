"""Changes in words: a line for each section, every change with its words marked, and JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from pipeline.compare.changes import Change

MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
ORDER = ("changed", "added", "removed", "moved")
MANY = {"entry": "entries"}
"""Nouns that do not take an s."""

LOOK = "only its look changed: bold, italics, a link or a drawing"


def by_section(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Yield the changes of each section, in order."""
    names = dict.fromkeys(change.section for change in changes)
    for name in names:
        yield name, [change for change in changes if change.section == name]


def summary(changes: Sequence[Change]) -> list[str]:
    """Return a line for each section that changed: ``2 Background: 1 paragraph changed, 1 added``."""
    return [f"{name}: {', '.join(_counts(found))}" for name, found in by_section(changes)]


def _counts(changes: Sequence[Change]) -> Iterator[str]:
    whole = [change for change in changes if change.what == "section"]
    yield from (f"section {change.kind}" for change in whole)
    if any(change.kind in {"added", "removed"} for change in whole):
        return
    counts = Counter((change.what, change.kind) for change in changes if change.what != "section")
    kinds = sorted(counts, key=lambda each: ([what for what, _ in counts].index(each[0]), ORDER.index(each[1])))
    for what, group in groupby(kinds, key=lambda each: each[0]):
        for place, (_, kind) in enumerate(group):
            count = counts[what, kind]
            noun = f" {what if count == 1 else MANY.get(what, f'{what}s')}" if place == 0 else ""
            yield f"{count}{noun} {kind}"


def lines(changes: Sequence[Change]) -> list[str]:
    """Return the changes by section: ``-`` and ``+`` lines, the words that changed marked in them."""
    told = [line for name, found in by_section(changes) for line in ("", name, *map(_line, found))]
    return [line for each in told[1:] for line in each.split("\n")]


def _line(change: Change) -> str:
    head = f"{title(change)} {change.kind}"
    if change.kind == "moved" and change.what == "section":
        return f"  ~ {head}: was {change.before}, is {change.after}"
    if change.kind == "moved":
        return f"  ~ {head}, was {change.before}: {change.after}"
    if change.kind != "changed":
        mark, text = ("-", change.before) if change.kind == "removed" else ("+", change.after)
        return f"  {mark} {head}: {text}"
    if change.before == change.after:
        return f"  ~ {head} ({LOOK}): {change.after}"
    return f"  ~ {head}\n    - {_marked(change, 'removed')}\n    + {_marked(change, 'added')}"


def title(change: Change) -> str:
    """Return what a change is of: ``paragraph 2.3``."""
    return f"{change.what} {change.number}".strip()


def _marked(change: Change, side: str) -> str:
    return " ".join(MARKS[run.op].format(run.text) for run in change.runs if run.op in {"same", side})


def as_json(changes: Sequence[Change]) -> str:
    """Return the changes for another program."""
    told = {"summary": summary(changes), "changes": [asdict(change) for change in changes]}
    return json.dumps(told, indent=2, ensure_ascii=False)
