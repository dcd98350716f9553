"""The front of an existing paper: title, cover and contacts, whether they stand in tables, lists or lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.blocks import Block, Cell, Paragraph, Picture, Table, plain, unbold, without
from pipeline.existing.headlines import capital_label, may_be_title
from pipeline.existing.labels import NOTICES, contact_field_of, field_of, labelled
from pipeline.existing.outline import is_capitals
from pipeline.existing.people import PERSON, contact, contacts_of, is_contacts_table, is_name, tells_of_people

LONG_FIELDS = {"purpose", "recommendation"}
"""Fields that go on over several paragraphs."""

SHORT_LINE = 120

_BODY = re.compile(r"(the )?(cabinet|executive|council|[a-z' &,-]+ (committee|board|panel))( meeting)?", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?:to )?((?P<body>[^\d,:]+?)(?: decisions?| minutes)?(?:,? on|,| -| \u2013|:)? )??"
    r"(?P<date>(\w+day,? )?\d{1,2}(st|nd|rd|th)? [a-z]{3,9},? \d{4}|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
"""A day by itself, or behind who meets on it."""

_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b", re.IGNORECASE)
_ITEM = re.compile(r"\(item \d{1,4}\)", re.IGNORECASE)
_REACHES = re.compile(r"\S@\S|\b(?:tel|telephone|phone|mobile|fax|e-?mail)\b", re.IGNORECASE)
_ASKS = re.compile(r"it is (?:therefore )?recommended that\b", re.IGNORECASE)


@dataclass
class Front:
    """What a paper's front says: each field's paragraphs, the contacts, and what was not understood."""

    title: list[Paragraph] = field(default_factory=list)
    fields: dict[str, list[Paragraph]] = field(default_factory=dict)
    contacts: dict[str, dict[str, str | None]] = field(default_factory=dict)
    unknown: list[Block] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    apart: set[str] = field(default_factory=set)
    """Which of what was not understood stands right below a field, by its words: it goes on with nothing above the field."""

    def add(self, name: str, paragraphs: Sequence[Paragraph]) -> bool:
        """Take a field's value; a field that has one already keeps it."""
        if self.fields.get(name):
            return False
        self.fields[name] = [paragraph for paragraph in paragraphs if paragraph.text]
        return True


def front_of(blocks: Sequence[Block], title: Sequence[Paragraph]) -> Front:
    """Read the front."""
    front = Front(title=[unbold(_untitled(paragraph)) for paragraph in title])
    open_field = ""
    for block in blocks:
        if isinstance(block, Picture):
            front.pictures.append(block)
        elif isinstance(block, Table):
            _table(front, block)
            open_field = ""
        else:
            open_field = _line(front, block, open_field)
    _part_meeting(front)
    _gather_contacts(front)
    if named := front.fields.pop("title", []):
        # A line that is labelled as the title is it; what stood in its place is kept.
        front.unknown[:0] = front.title
        front.title = named
    elif not front.title:
        front.title = _likely_title(front)
    return front


def _untitled(paragraph: Paragraph) -> Paragraph:
    """Return a title without the label that some papers print before it."""
    name, begins = labelled(paragraph.raw)
    return replace(paragraph, pieces=without(paragraph, begins)) if name == "title" else paragraph


def _line(front: Front, paragraph: Paragraph, open_field: str) -> str:
    """Take a line of the front; return the field that the next lines may go on with."""
    name, begins = labelled(paragraph.raw)
    if name and not (paragraph.mark and open_field):
        value = replace(paragraph, pieces=without(paragraph, begins), bold=False)
        if front.add(name, [value]):
            return name
    elif _goes_on(front, paragraph, open_field):
        _add_to(front, open_field, paragraph)
        return open_field
    if NOTICES.fullmatch(paragraph.text):
        front.notices.append(paragraph.text)
    elif not _guessed(front, paragraph):
        front.unknown.append(unbold(paragraph))
        if open_field:
            front.apart.add(paragraph.text)
    return ""


def _goes_on(front: Front, paragraph: Paragraph, open_field: str) -> bool:
    """Whether a line goes on with the field above it."""
    if open_field in LONG_FIELDS:
        return capital_label(paragraph.text) is None
    if open_field in PERSON and _REACHES.search(paragraph.text):
        return True
    label = capital_label(paragraph.text)
    if not open_field or front.fields.get(open_field) or (label and paragraph.text.endswith(":")):
        return False
    return open_field != "agenda_item" or paragraph.text.strip("_. ").isdigit()


def _add_to(front: Front, open_field: str, paragraph: Paragraph) -> None:
    """Add a line to a field; what stands before the words of a recommendation is none of it."""
    if open_field == "recommendation" and _ASKS.match(paragraph.text):
        front.unknown += front.fields[open_field]
        front.fields[open_field] = []
    front.fields[open_field].append(paragraph)


def _part_meeting(front: Front) -> None:
    """Part a meeting from the day that stands in its line."""
    text = " ".join(paragraph.text for paragraph in front.fields.get("to", []))
    if not (day := _DAY.search(text)) or front.fields.get("date"):
        return
    front.notices += _ITEM.findall(text)
    body = _ITEM.sub("", text.replace(day[0], " ")).strip(" -\u2013,:")
    front.fields["date"] = [Paragraph(plain(day[0]))]
    front.fields["to"] = [Paragraph(plain(body.removesuffix(" on")))] if body else []


def _guessed(front: Front, paragraph: Paragraph) -> bool:
    """Take a line without a label that can only be one thing: a day, or who meets."""
    if len(paragraph.text) > SHORT_LINE:
        return False
    found = _DATE_LINE.fullmatch(paragraph.text)
    body = (found["body"] or "") if found else paragraph.text
    if not found and _is_contact(paragraph) and "officer_contact" not in front.fields:
        return front.add("officer_contact", [paragraph])
    is_body = bool(_BODY.fullmatch(body)) and not _is_council(body) and not front.fields.get("to")
    if (found and front.fields.get("date")) or not (is_body or (found and not body)):
        return False
    if found:
        front.add("date", [Paragraph(plain(found["date"]))])
    if is_body:
        front.add("to", [Paragraph(plain(_named(body)))])
    return True


def _named(body: str) -> str:
    """Return who meets as a name: no article, no capitals."""
    name = re.sub(r"^the ", "", body.strip(), flags=re.IGNORECASE)
    return name.title() if is_capitals(name) else name


def _is_contact(paragraph: Paragraph) -> bool:
    """Whether a line without a label tells how to reach somebody: a name first, an address behind it."""
    return "@" in paragraph.text and is_name(paragraph.text.partition(",")[0])


def _is_council(text: str) -> bool:
    return text.lower().endswith("council")


def _table(front: Front, table: Table) -> None:
    rows = list(table.rows)
    if is_contacts_table(table):
        rows = [row for row in rows if not tells_of_people(row) or _names_somebody(row)]
        front.contacts |= contacts_of(table)
    for row in rows:
        for name, paragraphs in _entries(row):
            if name and front.add(name, paragraphs):
                continue
            front.unknown += [paragraph for paragraph in paragraphs if paragraph.text]


def _names_somebody(row: Sequence[Cell]) -> bool:
    """Whether a row has a contact behind its label, in one line."""
    return (
        bool(row)
        and field_of(row[0].text) in PERSON
        and len(row) > 1
        and bool(row[1].text)
        and not field_of(row[1].text)
    )


def _entries(row: Sequence[Cell]) -> Iterator[tuple[str, Sequence[Paragraph]]]:
    """Yield the fields in a row, each with its value: in the label's own cell or the next one that is no label."""
    cells = list(row)
    while cells:
        cell = cells.pop(0)
        if not cell.paragraphs:
            continue
        first, *rest = cell.paragraphs
        name, begins = labelled(_with_end(first, alone=not rest))
        if not name:
            yield "", _with_next(cell, cells)
            continue
        own = [replace(first, pieces=without(first, begins), bold=False), *rest]
        if any(paragraph.text and not contact_field_of(paragraph.text) for paragraph in own):
            yield name, own
        else:
            follows = cells and not (cells[0].paragraphs and labelled(cells[0].paragraphs[0].raw)[0])
            yield name, cells.pop(0).paragraphs if follows else ()


def _with_end(paragraph: Paragraph, *, alone: bool) -> str:
    """Return the words of a cell's first line; a cell that is a label needs no colon."""
    return f"{paragraph.raw.rstrip()}:" if alone and ":" not in paragraph.raw else paragraph.raw


def _with_next(cell: Cell, cells: list[Cell]) -> list[Paragraph]:
    """Return what is not understood together with its neighbour: a label that is not known, and its value."""
    following = cells.pop(0).paragraphs if cells and cell.text.endswith(":") else ()
    return (
        [Paragraph(tuple(plain(" ".join((cell.text, *(each.text for each in following))))))]
        if following
        else list(cell.paragraphs)
    )


def _gather_contacts(front: Front) -> None:
    """Part contacts that stand in lines."""
    for name, person in PERSON.items():
        paragraphs = front.fields.pop(name, [])
        if text := ", ".join(paragraph.raw.strip() for paragraph in paragraphs if paragraph.text):
            known = front.contacts.get(person, {})
            found = contact(text, person)
            front.contacts[person] = {**found, **{label: value for label, value in known.items() if value}}


def _likely_title(front: Front) -> list[Paragraph]:
    """Return the first line that stands out, else the first that is short: a paper without a title's style has it so."""
    lines = [block for block in front.unknown if isinstance(block, Paragraph) and len(block.text) <= 2 * SHORT_LINE]
    lines = [line for line in lines if may_be_title(line.text)]
    shown = [line for line in lines if line.bold or is_capitals(line.text)]
    chosen = next(iter(shown or lines), None)
    if chosen is None:
        return []
    front.unknown = [block for block in front.unknown if block is not chosen]
    return [unbold(chosen)]
