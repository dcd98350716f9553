"""Names: the inspectorate, the board and the partners are called as they call themselves."""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.words import at, found, pinned

_OFSTED = re.compile(r"(?<![\w./@-])(?!Ofsted\b)(?i:ofsted)(?![\w@/-]|\.\w)")
_BOARD = re.compile(
    r"\bSafeguarding\s{1,3}(?:Children['\u2019]s|Childrens['\u2019]?)\s{1,3}Board\b"
    r"|\bLocal\s{1,3}Children['\u2019]?s?['\u2019]?\s{1,3}Safeguarding\s{1,3}Board\b",
    re.IGNORECASE,
)
_PARTNERS = re.compile(
    r"\b(?P<name>(?:Local\s{1,3})?(?:Safeguarding\s{1,3}Child\w{0,5}['\u2019]?s?['\u2019]?|Child\w{0,5}['\u2019]?s?['\u2019]?\s{1,3}Safeguarding)\s{1,3}Partner\w{0,8})\b"
)
_PLACE = re.compile(r"\b[A-Z][a-z]{2,20}\s{1,3}$")


def ofsted_name(case: Case) -> Iterable[Finding]:
    """HS116: Ofsted is written in capitals, or otherwise than it writes itself."""
    message = "Ofsted is written in capitals"
    if re.search(r"\bOFSTED\b", case.inputs.council.inspectorate.short):
        hint, where = "Write Ofsted: every sentence then has it.", ("council", "inspectorate", "short")
        yield Finding("HS116", Severity.WARNING, message, hint, at=where)
    for passage, match in found(case, _OFSTED, fields=True):
        if not passage.words.isupper():  # a heading in capitals says nothing of how a name is written
            told = message if match[0].isupper() else "Ofsted is written with other capitals than its own"
            near = pinned(passage, match.start(), match.end())
            yield at("HS116", Severity.WARNING, passage, near, told, "Write Ofsted.")


def board_name(case: Case) -> Iterable[Finding]:
    """HS117: the board is not called as the Children Act 2004, section 13, calls it, or the partners not as their profile does."""
    message, hint = "the Act calls it a Local Safeguarding Children Board", "Children Act 2004, section 13."
    if _BOARD.search(case.inputs.council.board.name):
        yield Finding("HS117", Severity.WARNING, message, hint, at=("council", "board", "name"))
    for passage, match in found(case, _BOARD, fields=True):
        near = pinned(passage, match.start(), match.end())
        yield at("HS117", Severity.WARNING, passage, near, message, hint)
    yield from _partners(case)


def _partners(case: Case) -> Iterator[Finding]:
    """Find the partners called otherwise than the council's profile calls them; those of other places may be."""
    partners = case.inputs.council.partners
    if partners is None or not _PARTNERS.fullmatch(partners.name):
        return
    for passage, match in found(case, _PARTNERS, fields=True):
        said = " ".join(match["name"].split()).replace("\u2019", "'").removeprefix("Local ")
        if said != partners.name.replace("\u2019", "'").removeprefix("Local ") and not _elsewhere(case, passage, match):
            message, hint = "the partners are not called as in the council's profile", f"Write {partners.name}."
            near = pinned(passage, match.start(), match.end())
            yield at("HS117", Severity.WARNING, passage, near, message, hint)


def _elsewhere(case: Case, passage: Passage, match: re.Match[str]) -> bool:
    """Whether partners are those of another place, several, or partners in general."""
    before = _PLACE.search(passage.words[max(0, match.start() - 24) : match.start()])
    place = before[0].strip() if before else ""
    ours = (
        place in {"", "The", "Our", "This", "Local"}
        or place in case.inputs.council.area
        or place in case.inputs.council.name
    )
    return not ours or not match["name"].endswith(("Partnership", "Partners"))
