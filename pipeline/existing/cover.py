"""The fields of a cover as our inputs have them; what must be there and is not stays empty, and is said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.blocks import Paragraph
from pipeline.existing.front import Front
from pipeline.existing.labels import is_nothing
from pipeline.existing.narrative import Narratives, said
from pipeline.existing.people import author

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)

CONTACTS = {"officer": ("post", "email", "tel"), "member": ("portfolio", "email", "tel")}
"""What must be known of each contact."""

NOT_FOUND = "Not found in the document: fill it in."

_WORDED = re.compile(r"\b(\d{1,2})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_ANSWER = re.compile(r"(yes|no)\b[.,]?", re.IGNORECASE)


@dataclass(frozen=True)
class Cover:
    """The cover: its fields in the order of ``paper.yaml``, which of them are empty, who meets and when."""

    fields: dict[str, Any]
    empty: list[tuple[str, ...]]
    body: str
    day: date | None


def cover_of(front: Front, recommendation: Sequence[Paragraph], narratives: Narratives) -> Cover:
    """Return the cover's fields."""
    values = {name: narratives.text(paragraphs) for name, paragraphs in front.fields.items()}
    day = _day(values.get("date", ""), narratives)
    fields: dict[str, Any] = {
        "agenda_item": _agenda_item(values.get("agenda_item", ""), narratives),
        "title": narratives.line(front.title) or None,
        "from": author(values.get("author", "")),
        "electoral_divisions": values.get("electoral_divisions") or None,
        "forward_plan_ref": _unless_nothing(values.get("forward_plan_ref", "")),
        "key_decision": _key_decision(values.get("key_decision", ""), narratives),
        "purpose": narratives.simple(front.fields.get("purpose", []), "the purpose") or None,
        "recommendation": narratives.simple(recommendation, "the recommendation") or None,
        "contacts": {person: _contact(front, person) for person in CONTACTS},
    }
    if fields["agenda_item"] is None:
        del fields["agenda_item"]
    if fields["from"]["name"] is None:
        del fields["from"]["name"]
    empty = [
        ("title",),
        ("from", "post"),
        ("from", "directorate"),
        ("key_decision",),
        ("purpose",),
        ("recommendation",),
    ]
    empty += [("contacts", person, name) for person, names in CONTACTS.items() for name in names]
    return Cover(fields, [path for path in empty if _at(fields, path) is None], values.get("to", ""), day)


def _at(data: Any, path: Sequence[str]) -> Any:
    for name in path:
        data = data[name]
    return data


def _contact(front: Front, person: str) -> dict[str, str | None]:
    found = front.contacts.get(person, {})
    names = {"name": found.get("name")} if found.get("name") else {}
    return {**names, **{name: found.get(name) for name in CONTACTS[person]}}


def _unless_nothing(text: str) -> str | None:
    return None if is_nothing(text) else text


def _agenda_item(text: str, narratives: Narratives) -> str | None:
    number = re.search(r"\d{1,4}", text)
    if text and not number and not is_nothing(text):
        narratives.tell(f"The agenda item's number was not understood: {said(text)}")
    return str(int(number[0])) if number else None


def _key_decision(text: str, narratives: Narratives) -> str | None:
    answer = _ANSWER.match(text)
    rest = text[answer.end() :].strip() if answer else text
    if rest and not (not answer and is_nothing(text)):
        narratives.tell(f"On the key decision, this was left out: {said(rest)}")
    return answer[1].title() if answer else ("No" if text and is_nothing(text) else None)


def _day(text: str, narratives: Narratives) -> date | None:
    """Return the day of the meeting; what stands beside it is said."""
    for found in (_WORDED.search(text), _FIGURES.search(text)):
        day = _as_date(found) if found else None
        if found and day:
            rest = _WEEKDAY.sub("", text.replace(found[0], "")).strip(" ,.;")
            if rest:
                narratives.tell(f"Beside the date, this was left out: {said(rest)}")
            return day
    if text:
        narratives.tell(f"The date was not understood: {said(text)}")
    return None


def _as_date(found: re.Match[str]) -> date | None:
    groups = [group for group in found.groups() if group]
    day, month, year = reversed(groups) if len(groups[0]) == 4 else groups
    if month.isalpha():
        starts = [name for name in MONTHS if name.startswith(month.lower())]
        month = str(MONTHS.index(starts[0]) + 1) if len(starts) == 1 else "0"
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
