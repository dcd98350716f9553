"""The meeting that an existing paper went to: found in ``meetings.yaml``, or written as one to add."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.existing.body import slug_of
from pipeline.read.yaml import read_yaml
from pipeline.write.yaml import yaml_text

BODY = "Cabinet"
"""Who meets, where a paper does not say."""


@dataclass(frozen=True)
class Meeting:
    """A meeting: its id, what is to be written to a file that is not there yet, what is to be added to one that is."""

    id: str | None
    new_file: str = ""
    to_add: str = ""
    told: tuple[str, ...] = ()


def meeting_of(body: str, day: date | None, file: Path) -> Meeting:
    """Return the meeting of a body on a day.

    Args:
        body: who meets; empty where the paper does not say.
        day: the day, if it is known.
        file: ``meetings.yaml``, which may not be there.
    """
    if day is None:
        return Meeting(None, told=("Not found: the date of the meeting, and so the meeting.",))
    known, found = _known(file) if file.exists() else ([], None)
    if found := _found(known, body, day):
        return Meeting(found)
    told = [] if body else [f"Not found: who meets. {BODY} was taken."]
    record = {"id": f"{slug_of(body or BODY) or 'meeting'}-{day}", "body": body or BODY, "date": _worded(day)}
    written = yaml_text([record])
    if file.exists():
        return Meeting(record["id"], to_add=written, told=tuple(told))
    return Meeting(record["id"], new_file=f"# The meetings that papers go to.\n{written}", told=tuple(told))


def _known(file: Path) -> tuple[list[Any], None]:
    source, _ = read_yaml(file, str(file))
    return (source.data if isinstance(source.data, list) else []), None


def _found(known: Sequence[Any], body: str, day: date) -> str | None:
    """Return the id of a meeting that is known: of that body, or the only one of that day where no body is named."""
    days = {_worded(day).lower(), str(day), day.strftime("%d/%m/%Y")}
    those = [
        each for each in known if isinstance(each, dict) and str(each.get("date")).lower() in days and each.get("id")
    ]
    if body:
        those = [each for each in those if str(each.get("body")).lower() == body.lower()]
    return str(those[0]["id"]) if len(those) == 1 or (those and body) else None


def _worded(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
