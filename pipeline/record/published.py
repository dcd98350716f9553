"""What was published, withdrawn and destroyed: the ledger's word on each edition, and the disk brought to agree with it.

An edition is first on the disk, then in the ledger; a destruction is first in the ledger, then on the disk. Whatever ends a run in
between, ``settle`` finishes what it began: the edition's own ``edition.json`` holds the row that is lacking.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from pipeline.errors import ExitCode, PipelineError
from pipeline.record.cleared import forget_cleared
from pipeline.record.editions import Edition, edition_at, editions, erase, opened
from pipeline.record.integrity import strangers, wrong_with
from pipeline.record.ledger import Ledger, Row
from pipeline.record.outputs import cannot_write

State = Literal["published", "withdrawn", "destroyed"]
_STATES: dict[str, State] = {"publication": "published", "withdrawal": "withdrawn", "destruction": "destroyed"}


@dataclass(frozen=True)
class Standing:
    """An edition as the ledger has it: what became of it, and the row of its publication."""

    edition: Edition
    state: State
    row: Row


@dataclass(frozen=True)
class Verified:
    """What a look at all that was published found."""

    wrong: list[str]
    standing: list[Standing]
    rows: int
    digest: str


def standing(outputs: Path, book: Ledger, paper: str | None = None) -> list[Standing]:
    """Return every edition that was ever published (of one paper, if one is named), in the ledger's order."""
    found: dict[tuple[str, int], Standing] = {}
    for row in book.rows(paper):
        key = (row.paper, row.edition)
        if row.kind == "publication":
            found[key] = Standing(edition_at(outputs, *key), "published", row)
        elif key in found and row.kind in _STATES:
            found[key] = Standing(found[key].edition, _STATES[row.kind], found[key].row)
    return list(found.values())


def settle(outputs: Path, book: Ledger) -> list[str]:
    """Finish what a run that died began, and say what that was; the caller holds the outputs' lock.

    Raises:
        PipelineError: the disk does not allow it.
    """
    known = {(each.edition.paper, each.edition.number): each for each in standing(outputs, book)}
    said = []
    try:
        for edition in editions(outputs):
            each = known.get((edition.paper, edition.number))
            if each is None and complete(edition, book):
                said.append(
                    f"{edition.name} was published by a run that ended too early; its row was added to the ledger."
                )
            elif each and each.state == "destroyed":
                erase(edition)
                said.append(f"{edition.name} was to be destroyed by a run that ended too early; it is now.")
        for paper in {each.edition.paper for each in known.values() if each.state == "destroyed"}:
            forget_cleared(outputs, book, paper)
    except OSError as error:
        raise cannot_write(outputs, error) from error
    return said


def complete(edition: Edition, book: Ledger) -> bool:
    """Open an edition that was committed to its readers and add its row; nothing is done for one that is not whole."""
    about = edition.about()
    if (about.get("paper"), about.get("edition")) != (edition.paper, edition.number):
        return False
    opened(edition)
    if wrong_with(edition, edition.digest()):
        return False
    details = {**about["details"], "record": edition.digest()}
    meeting, time = about["meeting"], about["time"]
    book.add("publication", edition.paper, time=time, meeting=meeting, edition=edition.number, details=details)
    return True


def verify(outputs: Path, book: Ledger) -> Verified:
    """Hash everything that was published again, and the ledger's chain."""
    rows, found = book.rows(), standing(outputs, book)
    wrong = [f"ledger: row {number} was changed, or one before it is missing" for number in book.broken()]
    return Verified([*wrong, *_wrong(outputs, found)], found, len(rows), rows[-1].digest if rows else "")


def _wrong(outputs: Path, found: list[Standing]) -> Iterator[str]:
    known = {each.edition for each in found}
    for each in found:
        there = each.edition.path.exists()
        if each.state == "destroyed":
            yield from (f"{each.edition.name}: it was destroyed, and is there",) if there else ()
        elif not there:
            yield f"{each.edition.name}: it is missing"
        else:
            yield from wrong_with(each.edition, each.row.details.get("record"))
    yield from (f"{each.name}: it is not in the ledger" for each in editions(outputs) if each not in known)
    yield from strangers(outputs)


def withdraw(outputs: Path, book: Ledger, wanted: tuple[str, int], reason: str, time: str, *, destroy: bool) -> bool:
    """Withdraw an edition, and destroy it, too, if asked: its bytes and its recorded inputs go, its row and digests stay.

    Args:
        outputs: the folder, which the caller has locked.
        book: its ledger.
        wanted: the paper and the edition's number.
        reason: why; it is kept in the ledger.
        time: when, as the caller's clock has it.
        destroy: whether its bytes are erased, too.

    Returns:
        Whether anything was to be done.

    Raises:
        PipelineError: there was never such an edition.
    """
    paper, number = wanted
    each = next((each for each in standing(outputs, book, paper) if each.edition.number == number), None)
    if each is None:
        there = ", ".join(str(each.edition.number) for each in standing(outputs, book, paper)) or "none"
        message = f"{paper} has no edition {number}."
        raise PipelineError(ExitCode.USAGE, message, f"Editions that were published: {there}.")
    told = partial(
        book.add, paper=paper, time=time, meeting=each.row.meeting, edition=number, details={"reason": reason}
    )
    if each.state == "published":
        told("withdrawal")
    if not destroy or each.state == "destroyed":
        return each.state == "published"
    told("destruction")
    settle(outputs, book)
    return True
