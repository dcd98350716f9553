"""What a pack says of itself in a small file beside it: its items and their pages, so that a supplement can go on from it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from pipeline.models.withholding import Audience
from pipeline.pack.front import Part
from pipeline.pack.items import Business, Item
from pipeline.pack.layout import Laid
from pipeline.pack.names import PAPERS, SITE, agenda_stem, pack_file
from pipeline.publish.copies import content
from pipeline.write import SPREADSHEET, WRITERS

ABOUT = "pack.json"


@dataclass(frozen=True)
class PackedItem:
    """An item of a pack: its paper, the pages that it takes, and the digest of its words."""

    item: int
    paper: str
    title: str
    first: int
    last: int
    content: str
    stem: str
    endings: list[str]
    private: bool


@dataclass(frozen=True)
class PackRecord:
    """A pack or a supplement: its pages and items, and its files by their paths in the meeting's folder."""

    supplement: int
    heading: str
    first: int
    last: int
    pack: str
    agenda: list[str]
    items: list[PackedItem]

    @property
    def files(self) -> list[str]:
        """Everything that it alone has put into the meeting's folder."""
        papers = [f"{SITE}/{PAPERS}/{item.stem}.{ending}" for item in self.items for ending in item.endings]
        pages = [f"{SITE}/{name}" for name in self.agenda if name.endswith(".html")]
        return [self.pack, *self.agenda, *pages, *papers]


Packs: TypeAlias = Sequence[PackRecord]
"""The agenda's pack, and its supplements in order."""

_PACKS = TypeAdapter(list[PackRecord])


def record_of(laid: Laid, part: Part, audience: Audience) -> PackRecord:
    """Return what is kept of a part that was laid out."""
    stem = agenda_stem(part.supplement, audience)
    return PackRecord(
        part.supplement,
        part.heading,
        part.before + 1,
        laid.last,
        pack_file(part.supplement, audience),
        [f"{stem}.{ending}" for ending in WRITERS],
        [_item(item, *laid.ranges[item.id]) for item in part.items],
    )


def _item(item: Item, first: int, last: int) -> PackedItem:
    endings = [*WRITERS, *([SPREADSHEET] if item.document.spreadsheet is not None else [])]
    private = bool(item.grounds)
    return PackedItem(
        item.number, item.paper, item.title, first, last, content(item.document), item.stem, endings, private
    )


def write_packs(packs: Packs, found: Business, file: Path, audience: Audience) -> None:
    """Write what was made."""
    told = {"meeting": found.timetable.meeting.id, "audience": audience, "packs": [asdict(each) for each in packs]}
    file.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")


def read_packs(folder: Path) -> Packs:
    """Return what was made before; nothing where there is none, or none that can be read."""
    try:
        return _PACKS.validate_python(json.loads((folder / ABOUT).read_text("utf-8"))["packs"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return []
