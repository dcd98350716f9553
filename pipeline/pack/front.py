"""Front matter of a pack: the agenda, and the contents with their links."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipeline.compose import compose_front, recommendation
from pipeline.document import Document, flat
from pipeline.models.council import StandingItem
from pipeline.pack.exclusion import grounds, sentences
from pipeline.pack.items import Business, Item, published_by
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.timetable import as_day

FOLDER = "meetings"
AGENDA, CONTENTS = "agenda", "contents"
"""The names of their sheets in a pack."""

Range = tuple[int, int]
"""A first page and a last."""


@dataclass(frozen=True)
class Part:
    """The agenda's own pack (supplement 0), or a supplement to it, with the pages that went before."""

    business: Business
    supplement: int
    before: int = 0

    @property
    def items(self) -> list[Item]:
        """Its items, in order."""
        return self.business.of(self.supplement)

    @property
    def style(self) -> HouseStyle:
        """The house style, which all papers of a council share."""
        return self.items[0].composer.style

    @property
    def templates(self) -> TemplateFolder:
        """Where templates lie."""
        return self.items[0].composer.templates

    @property
    def heading(self) -> str:
        """The agenda's title."""
        body = self.business.timetable.meeting.body
        return f"Supplement {self.supplement} to the agenda: {body}" if self.supplement else f"Agenda: {body}"


@dataclass(frozen=True)
class Entry:
    """A line of the contents: the item's number, what begins there, the name that its link leads to, and the page."""

    item: str
    title: str
    target: str
    page: int


def agenda(part: Part, ranges: Mapping[str, Range], *, linked: bool) -> Document:
    """Compose the agenda.

    Args:
        part: whose.
        ranges: the pages of each item, by the name of its sheet.
        linked: whether an item's title leads to its paper in the pack.
    """
    meeting, council = part.business.timetable.meeting, part.items[0].inputs.council
    items = part.items
    private = [item for item in items if item.grounds]
    shown = not part.supplement
    values = {
        "council": council.name,
        "heading": part.heading,
        "details": list(_details(part)),
        "supplement": part.supplement,
        "new": list(_new(part)) if part.supplement else [],
        "first": _standing(part.business.first) if shown else [],
        "open": [_view(item, ranges, part.style) for item in items if not item.grounds],
        "private": [_view(item, ranges, part.style) for item in private],
        "exclusion": list(sentences(private)),
        "last": _standing(part.business.last) if shown else [],
        "linked": linked,
    }
    blocks = {item.id: recommendation(item.document) for item in items}
    main = compose_front(part.templates, part.style, f"{FOLDER}/agenda.html.j2", values, blocks)
    marking = list(dict.fromkeys(line for item in items for line in item.document.marking))
    title = f"{part.heading}, {_day(part)}"
    return Document(title, part.style.language, str(meeting.date), council.name, main, marking=marking)


def contents(part: Part, entries: Sequence[Entry]) -> Document:
    """Compose the contents."""
    meeting, council = part.business.timetable.meeting, part.items[0].inputs.council
    values = {"entries": [vars(entry) for entry in entries]}
    main = compose_front(part.templates, part.style, f"{FOLDER}/contents.html.j2", values, {})
    return Document("Contents", part.style.language, str(meeting.date), council.name, main)


def entries(part: Part, ranges: Mapping[str, Range], appendices: Mapping[str, int]) -> Iterator[Entry]:
    """Yield the lines of the contents.

    Args:
        part: whose.
        ranges: the pages of each sheet by its name.
        appendices: the page on which each appendix begins, by the name that a link to it has.
    """
    yield Entry("", "Agenda", AGENDA, ranges[AGENDA][0])
    for item in part.items:
        yield Entry(str(item.number), item.title, item.id, ranges[item.id][0])
        for heading in appendices_of(item.document):
            target = f"{item.id}--{heading.get('id')}"
            yield Entry(str(item.number), _called(heading), target, appendices[target])


def appendices_of(document: Document) -> list[etree._Element]:
    """Return the headings of a paper's appendices."""
    sections = [each for each in document.main.iter("section") if "appendix" in each.get("class", "").split()]
    return [heading for section in sections if (heading := section.find("h2")) is not None and heading.get("id")]


def _called(heading: etree._Element) -> str:
    """Write Appendix A: its title."""
    number = (heading.findtext("span[@class='number']") or "").strip()
    return f"{number}: {flat(heading).removeprefix(number).strip()}" if number else flat(heading)


def _day(part: Part) -> str:
    day = as_day(part.business.timetable.meeting.date)
    return f"{day.day} {day:%B %Y}"


def _details(part: Part) -> Iterator[dict[str, str]]:
    meeting = part.business.timetable.meeting
    day = as_day(meeting.date)
    yield {"label": "Meeting:", "value": meeting.body}
    yield {"label": "Date:", "value": f"{day:%A} {_day(part)}"}
    if meeting.time:
        yield {"label": "Time:", "value": meeting.time}
    if meeting.venue:
        yield {"label": "Venue:", "value": meeting.venue}
    published = meeting.published if not part.supplement else part.items[0].inputs.paper.published
    if published:
        on = as_day(published)
        yield {"label": "Published:", "value": f"{on.day} {on:%B %Y}"}


def _new(part: Part) -> Iterator[str]:
    """Yield what a supplement adds to what went before."""
    agenda_ = published_by(part.business.timetable)
    count = len(part.items)
    what = "One item is" if count == 1 else f"{count} items are"
    yield f"{what} new since the agenda of {agenda_.day} {agenda_:%B %Y}. Its pages go on from page {part.before} of the pack before."


def _standing(items: Sequence[tuple[int, StandingItem]]) -> list[dict[str, Any]]:
    return [{"number": number, "title": item.title, "note": item.note} for number, item in items]


def _view(item: Item, ranges: Mapping[str, Range], style: HouseStyle) -> dict[str, Any]:
    paper = item.inputs.paper
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "pages": told_pages(ranges[item.id]),
        "author": style.cover.author.format(post=paper.author.post, directorate=paper.author.directorate),
        "key": paper.key_decision,
        "reference": paper.forward_plan_ref,
        "urgent": paper.special_circumstances if item.supplement else None,
        "grounds": list(grounds(item)),
    }


def told_pages(pages: Range) -> str:
    """Write a range of pages as an agenda has it."""
    first, last = pages
    return f"Page {first}" if first == last else f"Pages {first} to {last}"
