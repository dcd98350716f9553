"""References between the inputs: every id that is named must be there, and be there once.

Works on plain values, so that references are checked even while other fields are wrong.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pipeline.findings import Finding, Path, Severity, within
from pipeline.sheets import SHEETS, known

RESERVED = {
    "reviews",
    "evaluations",
    "actions",
    "council",
    "board",
    "meeting",
    "figures",
    "guidance",
    "inspectorate",
    "note",
    "paper",
    "ref",
    "safeguarding",
    "sentence",
}
"""Beginnings of fact names; a review named so would take them."""


def wrong_references(data: Any, private: frozenset[Path] = frozenset()) -> Iterator[Finding]:
    """Find ids given twice, ids that are reserved, and references to nothing.

    Args:
        data: the inputs.
        private: where they hold what is withheld: no id that stands there is shown, nor one that may have been meant for such.
    """
    reviews = _ids(data, ("reviews",))
    meetings = _ids(data, ("meetings",))
    yield from _twice(reviews, "Review's id")
    yield from _twice(meetings, "Meeting's id")
    yield from _twice(_ids(data, ("paper", "figures")), "Figure's id")
    yield from _twice(_ids(data, ("actions", "actions")), "Action's id")
    yield from _reserved(reviews)
    yield from _unknown(_ids(data, ("evaluations",), "review"), reviews, "review", "reviews.yaml", private)
    yield from _twice(_ids(data, ("evaluations",), "review"), "Review")
    yield from _unknown(_ids(data, ("actions", "actions"), "review"), reviews, "review", "reviews.yaml", private)
    yield from _wrong_spellings(data)
    yield from _unknown_implications(data)
    if isinstance(chosen := _get(data, ("paper", "decision", "option")), str):
        yield from _unknown(
            [(("paper", "decision", "option"), chosen)], _ids(data, ("paper", "options")), "option", "paper.yaml"
        )
    if isinstance(meeting := _get(data, ("paper", "meeting")), str):
        yield from _unknown([(("paper", "meeting"), meeting)], meetings, "meeting", "meetings.yaml")


def unknown_templates(data: Any, styles: list[str], report_types: list[str]) -> Iterator[Finding]:
    """Find a house style or a report type that there is no folder for."""
    for path, what, names in (
        (("council", "house_style"), "house style", styles),
        (("paper", "report_type"), "report type", report_types),
    ):
        ids: list[tuple[Path, str]] = [((what,), name) for name in names]
        yield from _unknown([(path, _get(data, path))], ids, what, "templates")


def _wrong_spellings(data: Any) -> Iterator[Finding]:
    """Find what the council says of its spreadsheets that no sheet, field or value allowed answers to."""
    at: Path = ("council", "spreadsheet_columns")
    sheets = {name: sheet for sheet in SHEETS for name in sheet.names()}
    names: list[tuple[Path, str]] = [((), sheet.name) for sheet in SHEETS]
    fields = {path[:-1]: (path, name) for path, name in _ids(data, at, "field")}
    for path, name in _ids(data, at, "sheet"):
        sheet = sheets.get(known(name))
        if sheet is None:
            yield from _unknown([(path, name)], names, "sheet", "a workbook")
        elif path[:-1] in fields:
            field = fields[path[:-1]]
            if not any(known(field[1]) in column.headings() for column in sheet.columns):
                yield from _unknown([field], [((), each.heading) for each in sheet.columns], "field", sheet.name)
    choices = [choice for sheet in SHEETS for column in sheet.columns for choice in column.choices]
    written = _ids(data, ("council", "spreadsheet_values"), "means")
    yield from _unknown(written, [((), each) for each in (*choices, "Yes", "No")], "value", "the columns with values")


def _unknown_implications(data: Any) -> Iterator[Finding]:
    """Find clearances of implications that the council's profile does not have: nobody would ever answer for those that were meant."""
    at: Path = ("council", "clearances")
    named = [
        ((*at, index, "answers_for", place), label)
        for index, each in enumerate(_list(data, at))
        for place, label in enumerate(_list(each, ("answers_for",)))
        if isinstance(label, str) and label.startswith("implications-")
    ]
    there: list[tuple[Path, str]] = [
        (path, f"implications-{name}") for path, name in _ids(data, ("council", "implications"))
    ]
    yield from _unknown(named, there, "part", "council.yaml")


def _get(data: Any, path: Path) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _list(data: Any, path: Path) -> list[Any]:
    found = _get(data, path)
    return found if isinstance(found, list) else []


def _ids(data: Any, path: Path, name: str = "id") -> list[tuple[Path, str]]:
    return [
        ((*path, index, name), record[name])
        for index, record in enumerate(_list(data, path))
        if isinstance(record, dict) and isinstance(record.get(name), str)
    ]


def _twice(ids: list[tuple[Path, str]], label: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in ids:
        if name in seen:
            yield Finding("VA105", Severity.ERROR, f"{label} is given twice", "Keep one, or rename one.", at=path)
        seen.add(name)


def _reserved(reviews: list[tuple[Path, str]]) -> Iterator[Finding]:
    for path, name in reviews:
        if name in RESERVED:
            hint = "Choose another, such as child-a."
            yield Finding("VA105", Severity.ERROR, "this id has another meaning in fact names", hint, at=path)


def _unknown(
    references: list[tuple[Path, str]],
    ids: list[tuple[Path, str]],
    what: str,
    file: str,
    private: frozenset[Path] = frozenset(),
) -> Iterator[Finding]:
    known = {name for _, name in ids}
    shown = list(dict.fromkeys(name for path, name in ids if not within(path, private)))
    hints: dict[str, str] = {}
    for path, name in references:
        if name in known:
            continue
        quiet = within(path, private)
        if name not in hints:
            hints[name] = f"Compare it with the ids in {file}." if quiet else _hint(name, shown, what, file)
        message = f"there is no {what} {'of this id' if quiet else repr(name)}"
        yield Finding("VA104", Severity.ERROR, message, hints[name], at=path, restricted=quiet)


def _hint(name: str, known: list[str], what: str, file: str) -> str:
    """Return what may have been meant; never another child or another day, which look alike and are not."""
    # Whoever types a name where an id belongs would read it in every hint: ids of reviews are not listed.
    there = f"Compare it with the ids in {file}." if what == "review" else f"In {file}: {', '.join(known) or 'none'}."
    close = get_close_matches(name, known, n=1)
    told_apart = what in {"review", "meeting"} and not (close and _which(close[0]) == _which(name))
    return there if told_apart or not close else f"Did you mean {close[0]}?"


def _which(name: str) -> tuple[str, list[str]]:
    """Return what tells one child, or one day, from the next: the last part of an id, and its figures."""
    return name.rpartition("-")[2], re.findall(r"\d+", name)
