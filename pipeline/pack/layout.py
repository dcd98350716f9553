"""Layout of a pack: from how each paper breaks alone to the pages of the whole, and a second look at what was laid out.

Each paper breaks in a pack as it does alone, so that the pages of the whole are known before it is laid out; what was laid out must
then be what was told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.limits import Limits
from pipeline.models.withholding import Audience
from pipeline.pack.front import AGENDA, CONTENTS, Part, Range, agenda, appendices_of, contents, entries
from pipeline.write.css import Sheet
from pipeline.write.pdf import write
from pipeline.write.pdf.together import Mark, differing, marks, write_together
from pipeline.write.room import with_room_for

MOST_TRIES = 5
"""So many times the front matter is set anew because its page numbers changed its own length."""

Alone = tuple[int, list[Mark]]
"""How many pages a document has alone, and its bookmarks there."""


@dataclass(frozen=True)
class Laid:
    """What a part came to: its agenda as it stands alone, the sheets of the pack, and what their bookmarks must be."""

    agenda: Document
    sheets: list[Sheet]
    ranges: Mapping[str, Range]
    expected: list[Mark]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return self.sheets[-1].last


def lay_out_part(part: Part, alone: Mapping[str, Alone], limits: Limits, audience: Audience) -> Laid:
    """Set the agenda and the contents, with the pages of all, until their own length is the one they tell of.

    Args:
        part: the agenda's pack, or a supplement.
        alone: how each item's paper breaks, by the name of its sheet.
        limits: the most that a layout may take.
        audience: for whom.

    Raises:
        PipelineError: a layout hit a limit, or the front matter never comes to rest.
    """
    front: dict[str, Alone] = {AGENDA: (1, []), CONTENTS: (1, [])}
    for _ in range(MOST_TRIES):
        counts = {name: pages for name, (pages, _) in chain(front.items(), alone.items())}
        ranges = dict(_spread(counts, part.before + 1))
        targets = dict(_appendices(part, alone, ranges))
        documents = {
            AGENDA: agenda(part, ranges, linked=True),
            CONTENTS: contents(part, list(entries(part, ranges, targets))),
        }
        found = {name: _alone(document, part, limits) for name, document in documents.items()}
        if all(found[name][0] == front[name][0] for name in front):
            documents |= {item.id: item.document for item in part.items}
            sheets = _sheets(part, documents, ranges, audience)
            expected = list(_expected(sheets, found | dict(alone), part.before + 1))
            return Laid(agenda(part, ranges, linked=False), sheets, ranges, expected)
        front = found
    raise _parted("its agenda does not come to rest")


def write_pack(laid: Laid, title: str, part: Part, file: Path, limits: Limits) -> None:
    """Write a pack as one PDF, and look at it again: pages, bookmarks and words must be those that were told.

    Raises:
        PipelineError: they are not, or the layout hit a limit.
    """
    write_together(laid.sheets, title, part.templates, file, limits)
    pages, found = marks(file)
    if pages != laid.last - part.before:
        raise _parted(f"it has {pages} pages instead of {laid.last - part.before}")
    if found != laid.expected:
        raise _parted("a heading stands on another page than in its paper")
    if wrong := list(differing(laid.sheets, file)):
        raise _parted(f"{wrong[0]} does not say there what it says alone")


def _parted(what: str) -> PipelineError:
    hint = "The outputs were left as they were. Please report this."
    return PipelineError(ExitCode.FORMATS_DISAGREE, f"The pack parts from its papers: {what}.", hint)


def _spread(counts: Mapping[str, int], first: int) -> Iterator[tuple[str, Range]]:
    for name, pages in counts.items():
        yield name, (first, first + pages - 1)
        first += pages


def _alone(document: Document, part: Part, limits: Limits) -> Alone:
    with TemporaryDirectory(prefix="pack-") as temporary:
        file = Path(temporary) / "alone.pdf"
        write(document, with_room_for(document.page_lines, part.style), part.templates, file, limits)
        return marks(file)


def _appendices(part: Part, alone: Mapping[str, Alone], ranges: Mapping[str, Range]) -> Iterator[tuple[str, int]]:
    """Yield the page of each appendix: their headings are the last ones of a paper's second level."""
    for item in part.items:
        headings = [mark for mark in alone[item.id][1] if mark.level == 1]
        order = list(item.document.main.iter("h2"))
        for heading in appendices_of(item.document):
            page = headings[order.index(heading)].page
            yield f"{item.id}--{heading.get('id')}", ranges[item.id][0] + page


def _sheets(
    part: Part, documents: Mapping[str, Document], ranges: Mapping[str, Range], audience: Audience
) -> list[Sheet]:
    last = max(end for _, end in ranges.values())
    held = any(item.grounds for item in part.items)
    mark = "" if audience == "public" else "MEMBERS' PACK: NOT FOR PUBLICATION" if held else "MEMBERS' PACK"
    titles = {AGENDA: part.heading, CONTENTS: "Contents"}
    titles |= {item.id: f"Item {item.number}: {item.title}" for item in part.items}
    return [
        Sheet(
            name,
            documents[name],
            with_room_for(documents[name].page_lines, part.style),
            titles[name],
            first,
            last,
            mark,
        )
        for name, (first, _) in ranges.items()
    ]


def _expected(sheets: list[Sheet], alone: Mapping[str, Alone], first: int) -> Iterator[Mark]:
    """Yield the bookmarks of the whole: those of each document where it stands alone, its title's as the pack has it."""
    for sheet in sheets:
        for mark in alone[sheet.name][1]:
            title = mark.title if mark.level else sheet.bookmark
            yield Mark(mark.level, title, mark.page + sheet.first - first)
