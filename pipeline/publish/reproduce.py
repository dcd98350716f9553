"""Reproduce: build an edition again from its recorded inputs, and compare it with what was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request
from pipeline.publish.copies import COPIES, Copies, composed, content, write_copies
from pipeline.record import INPUTS, Ledger, Standing, entry, files_in, standing, versions, wrong_with


@dataclass(frozen=True)
class Reproduced:
    """What came of it: what differs, whether bytes or words were compared, and which versions are others than then."""

    differs: list[str]
    bytes_compared: bool
    others: list[str]


def reproduce(wanted: tuple[str, int], request: Request, book: Ledger) -> Reproduced:
    """Build an edition again in a temporary folder; bytes are compared where all that made it is the same, else words.

    Args:
        wanted: the paper and the edition's number.
        request: the folders of outputs and templates, and the limits.
        book: the ledger of the outputs.

    Raises:
        PipelineError: there is no such edition any more, or it is not as it was published.
    """
    each = _found(wanted, request, book)
    with TemporaryDirectory(prefix="reproduce-") as temporary:
        stage = Path(temporary)
        paper, findings = composed(each.edition.path / INPUTS / each.edition.paper, request)
        if paper is None:
            said = f"This program finds {len(findings)} findings in what {each.edition.name} was made from, errors among them."
            return Reproduced([said], bytes_compared=False, others=_others(each.row.details, {}))
        others = _others(each.row.details, paper.made_from)
        if others:
            return Reproduced(list(_other_words(paper, each.row.details)), bytes_compared=False, others=others)
        for folder in COPIES.values():
            (stage / folder).mkdir()
        write_copies(paper, stage, each.edition.number, request)
        return Reproduced(_other_bytes(stage, each.row.details["files"]), bytes_compared=True, others=[])


def _found(wanted: tuple[str, int], request: Request, book: Ledger) -> Standing:
    paper, number = wanted
    each = next((each for each in standing(request.outputs, book, paper) if each.edition.number == number), None)
    if each is None or each.state == "destroyed":
        became = "was destroyed" if each else "was never published"
        raise PipelineError(ExitCode.USAGE, f"{paper}/{number} {became}.", "cabinet-papers verify lists what there is.")
    if wrong := wrong_with(each.edition, each.row.details.get("record")):
        raise PipelineError(ExitCode.FORMATS_DISAGREE, f"{wrong[0]}.", "cabinet-papers verify says all that is wrong.")
    return each


def _others(then: Mapping[str, Any], made_from: Mapping[str, Any]) -> list[str]:
    """Name what is another now than when an edition was made."""
    now = versions()
    said = [
        f"{name} {then['libraries'].get(name, 'unknown')}, now {version}"
        for name, version in now["libraries"].items()
        if then["libraries"].get(name) != version
    ]
    said += ["the program"] if then["program"] != now["program"] else []
    return said or ([] if then["made_from"] == made_from.get("made_from") else ["the templates"])


def _other_words(paper: Copies, then: Mapping[str, Any]) -> list[str]:
    """Say which copies do not have the words that they had."""
    copies = paper.documents.items()
    return [f"the words of the {name} copy" for name, (_, made) in copies if content(made) != then["content"].get(name)]


def _other_bytes(stage: Path, then: Mapping[str, str]) -> list[str]:
    now = {name: entry(stage / name)["sha256"] for name in files_in(stage)}
    return sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
