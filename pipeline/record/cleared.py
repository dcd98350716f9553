"""What was cleared: the page as each role saw it, kept so that what changed since can be told. Only the owner may read it."""

import glob
import shutil
from collections.abc import Callable
from pathlib import Path

from pipeline.record.ledger import Ledger
from pipeline.record.manifest import entry
from pipeline.record.outputs import staged

CLEARED, PAGE = "clearances", "page.html"


def keep_cleared(outputs: Path, paper: str, role: str, write: Callable[[Path], None]) -> str:
    """Keep the page of a paper that a role clears, in the place of that of before; return its digest, for the ledger.

    Raises:
        PipelineError: it cannot be written.
    """
    with staged(_folder(outputs, paper, role), private=True) as stage:
        write(stage / PAGE)
        return str(entry(stage / PAGE)["sha256"])


def cleared_page(outputs: Path, paper: str, role: str, digest: str) -> Path | None:
    """Return the page that was cleared; nothing if it is not there any more, or another than that of the digest."""
    page = _folder(outputs, paper, role) / PAGE
    return page if page.is_file() and entry(page)["sha256"] == digest else None


def forget_cleared(outputs: Path, book: Ledger, paper: str) -> None:
    """Erase the pages of a paper that were cleared before an edition of it was destroyed."""
    destroyed = max((row.number for row in book.rows(paper, "destruction")), default=0)
    given = {str(row.details.get("role")): row.number for row in book.rows(paper, "clearance")}
    for folder in (outputs / CLEARED).glob(f"{glob.escape(paper)}.*"):
        if given.get(folder.suffix.removeprefix("."), 0) < destroyed:
            shutil.rmtree(folder)


def _folder(outputs: Path, paper: str, role: str) -> Path:
    return outputs / CLEARED / f"{paper}.{role}"
