"""Clearances: which of a paper's clearances stand. Each holds for a digest of exactly the words that its role answers for. Pure.

What is digested are words and structure of the members' copy, which is all of the paper: paragraphs, lists, tables with their cells,
emphasis, where links lead, the notes that are named. Left out are the numbers of sections, paragraphs and notes, so that an edit elsewhere
that renumbers voids nothing, and all that only looks: fonts, widths, colours, drawings (their titles and descriptions are words).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from lxml import etree

from pipeline.document import BLOCKS, SVG, Document, holds_blocks
from pipeline.models.clearance import EVERYTHING, ROLE_NAMES, Clearance, Role
from pipeline.models.council import Council
from pipeline.models.inputs import Inputs
from pipeline.models.paper import Waiver

ALL_ACTIONS = "all-actions"
"""The appendix whose table may stand in a spreadsheet beside the paper: it is the same appendix then."""

_ATTRIBUTES = ("href", "colspan", "scope", "aria-label")
"""What an element says beside its text. Ids and classes are for layout and for references."""

_INLINE = {"a", "strong", "em", "sup", "span"}
_COMPUTED = {"ref", "note"}
"""Links whose text is a number of something else."""


class Row(Protocol):
    """A row of the ledger, as far as clearances know one."""

    @property
    def kind(self) -> str:
        """What it tells of."""

    @property
    def paper(self) -> str:
        """The paper's folder's name."""

    @property
    def time(self) -> str:
        """When, in ISO form."""

    @property
    def details(self) -> Mapping[str, Any]:
        """Of a clearance: ``role``, ``by`` (a post) and ``digest``."""

    @property
    def holds(self) -> bool:
        """Whether nobody changed it."""


@dataclass(frozen=True)
class Standing:
    """How a clearance stands: whether it does; by which post and when it was given last; whether an edit since then voided it."""

    role: Role
    cleared: bool = False
    by: str = ""
    time: str = ""
    voided_by_edit: bool = False

    @property
    def name(self) -> str:
        """What people call the role."""
        return ROLE_NAMES[self.role]


def required(council: Council) -> list[Role]:
    """Return the roles that must clear every paper of a council, in the order of its profile."""
    return [each.role for each in council.clearances]


def standing(paper_name: str, inputs: Inputs, document: Document | None, rows: Iterable[Row]) -> list[Standing]:
    """Return how each clearance that the council asks for stands; what nobody gave does not.

    Args:
        paper_name: the paper's folder's name.
        inputs: the whole inputs.
        document: the members' copy as it is now, None where it cannot be composed.
        rows: the ledger's; the last of a role counts, and one that was changed does not.
    """
    given = {
        str(row.details.get("role")): row
        for row in rows
        if (row.kind, row.paper) == ("clearance", paper_name) and row.holds
    }
    return [_standing(each, given.get(each.role), inputs, document) for each in inputs.council.clearances]


def _standing(clearance: Clearance, row: Row | None, inputs: Inputs, document: Document | None) -> Standing:
    if row is None:
        return Standing(clearance.role)
    now = digest_for(clearance, document, inputs.paper.waivers) if document is not None else ""
    cleared = bool(now) and row.details.get("digest") == now
    return Standing(clearance.role, cleared, str(row.details.get("by")), row.time, not cleared)


def missing(standings: Iterable[Standing]) -> list[Role]:
    """Return the roles whose clearance does not stand."""
    return [each.role for each in standings if not each.cleared]


def draft_line(standings: Iterable[Standing]) -> str:
    """Return what every page of a draft bears until all clearances stand; nothing then. It names roles, never who cleared."""
    lacking = ", ".join(ROLE_NAMES[role] for role in missing(standings))
    return f"DRAFT: not cleared by {lacking}" if lacking else ""


def digest_for(clearance: Clearance, document: Document, waivers: Sequence[Waiver]) -> str:
    """Return the digest of what a role answers for: of the paper's waivers, too, where it minds them."""
    return digest_of(document, clearance.answers_for, waivers if clearance.minds_waivers else ())


def digest_of(document: Document, answers_for: Iterable[str], waivers: Iterable[Waiver] = ()) -> str:
    """Return the SHA-256 of the words and the structure of parts of a composed paper, in whatever order they are named.

    Args:
        document: the members' copy.
        answers_for: the parts' labels; one that the paper does not have counts as not there, until it is.
        waivers: the waivers that count as words.
    """
    parts = [[label, list(_told_of(document, label))] for label in sorted(set(answers_for))]
    put_up_with = [each.plain() for each in waivers]
    told = json.dumps([parts, put_up_with], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _told_of(document: Document, label: str) -> Iterator[Any]:
    elements = part_of(document, label)
    yield from (_told(element) for element in elements)
    yield from (_told(note) for note in _notes_of(elements, document.main))
    if label == EVERYTHING:
        yield list(document.marking)


def part_of(document: Document, label: str) -> list[etree._Element]:
    """Return the elements that a label names, none where the paper has no such part.

    A section's or an appendix's id names all of it, that of a sub-heading all up to the next, a paragraph's label the paragraph.
    """
    main, beside = document.main, [document.spreadsheet] if document.spreadsheet is not None else []
    if label == EVERYTHING:
        return [main, *beside]
    found = list(main.iter("h1")) if label == "title" else []
    found += list(etree.fromstring(f"<div>{document.opening.get(label, '')}</div>"))
    for element in main.iter("h2", "h3", "p"):
        if element.get("id") == label:
            found += _below(element)
    return [*found, *(beside if found and label == ALL_ACTIONS else [])]


def _below(element: etree._Element) -> list[etree._Element]:
    """Return what an element with an id heads, or itself where it heads nothing."""
    section = element.getparent()
    if element.tag == "h2" and section is not None:
        return [section]
    found = [element]
    for following in element.itersiblings() if element.tag == "h3" else ():
        if following.tag == "h3":
            break
        found.append(following)
    return found


def heading_of(document: Document, label: str) -> str:
    """Return the heading of a part, without its number; for what has none, its label as words."""
    for element in document.main.iter("h2", "h3"):
        if element.get("id") == label:
            return " ".join("".join(_words(element)).split())
    return label.replace("-", " ").capitalize()


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _is_number(child):
            yield from _words(child)
        yield child.tail or ""


def _notes_of(elements: Iterable[etree._Element], main: etree._Element) -> Iterator[etree._Element]:
    """Yield the notes that some elements name, each once: they are what the words there say."""
    notes = {f"#{note.get('id')}": note for note in main.iter("li") if note.get("id")}
    links = (link for element in elements for link in element.iter("a") if link.get("class") == "note")
    for href in dict.fromkeys(str(link.get("href")) for link in links):
        if href in notes:
            yield notes[href]


def _is_number(element: etree._Element) -> bool:
    return bool(element.get("class") == "number")


def _told(element: etree._Element) -> list[Any]:
    """Return an element as plain values: its name, what its attributes say, and its text and elements in order."""
    if element.tag == f"{SVG}svg":
        return ["svg", *(each.text for each in element.iter(f"{SVG}title", f"{SVG}desc"))]
    said = {name: value for name in _ATTRIBUTES if (value := element.get(name))}
    return [element.tag, said, *([] if element.get("class") in _COMPUTED else _pieces(element))]


def _pieces(element: etree._Element) -> Iterator[Any]:
    """Yield text and elements in order; white space is folded, and says nothing between blocks."""
    of_words = element.tag in BLOCKS | _INLINE and not holds_blocks(element)
    yield from _folded(element.text, blank=of_words)
    for child in element:
        if child.tag != "colgroup" and not _is_number(child):
            yield _told(child)
        yield from _folded(child.tail, blank=of_words)


def _folded(text: str | None, *, blank: bool) -> Iterator[str]:
    folded = re.sub(r"\s+", " ", text or "")
    if folded and (blank or folded != " "):
        yield folded
