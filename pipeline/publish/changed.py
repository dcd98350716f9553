"""What a further edition says that the last did not: in words, by section, and nothing of what is withheld from the public."""

from pathlib import Path

from pipeline.compare import Change, compare, lines
from pipeline.read.page import read_page
from pipeline.record import MEMBERS, PUBLIC

MEMBERS_TOO = (
    "What only members may read changed, too: compare the two editions' folders members/ with cabinet-papers diff."
)
NO_WORDS = "No word of the paper changed: its files, its look or its spreadsheet did."


def changed(last: Path, stage: Path) -> list[str]:
    """Return what changed from the last edition, line by line.

    Args:
        last: the folder of the last edition.
        stage: the folder of what would be the next.
    """
    public, members = _changes(last / PUBLIC, stage / PUBLIC), _changes(last / MEMBERS, stage / MEMBERS)
    seen = {(each.what, each.kind, each.before, each.after) for each in public}
    more = any((each.what, each.kind, each.before, each.after) not in seen for each in members)
    told = [*lines(public), *([MEMBERS_TOO] if more else [])]
    return told or [NO_WORDS]


def _changes(old: Path, new: Path) -> list[Change]:
    before, after = (read_page(page).main for folder in (old, new) for page in folder.glob("*.html"))
    return compare(before, after)
