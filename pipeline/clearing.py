"""Clear a paper: write into the ledger that a post cleared what its role answers for, with the digest of those words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pipeline.build import standings
from pipeline.clearances import digest_for, heading_of, missing, part_of, required
from pipeline.compose import Composer
from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, blocking
from pipeline.limits import Limits
from pipeline.load import Draft, Request, load, located
from pipeline.models.clearance import EVERYTHING, ROLE_NAMES, Clearance, Role
from pipeline.models.council import Council
from pipeline.models.inputs import Inputs
from pipeline.record import keep_cleared, ledger, locked
from pipeline.rules.privacy.given_names import GIVEN
from pipeline.write.html import write as write_page

LONGEST_POST = 250
NOT_PUBLIC = "A part that is not for publication"
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "cllr", "councillor"}
POSTS = {
    *("accountant", "adviser", "advisor", "clerk", "counsel", "dean", "deputy", "director", "executive", "head", "lawyer", "lead"),
    *("manager", "officer", "partner", "secretary", "solicitor", "specialist", "treasurer"),
}  # fmt: skip
"""Words of which a post has one, mostly: Mark Lane is a person, Dean of Studies and Grant Manager are not."""


@dataclass(frozen=True)
class Cleared:
    """What a clearance covers: its parts by heading, the labels that the paper has no part for, and the digest; none where findings stop it.

    ``private`` is whether the paper withholds anything: a digest over few words could be tried with guesses, and is not shown then.
    """

    findings: list[Finding] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    digest: str = ""
    private: bool = False


def clear(folder: Path, request: Request, role: Role, post: str, now: datetime) -> Cleared:
    """Clear a paper for a role, unless its inputs have errors; a later clearance of the role takes an earlier one's place.

    Args:
        folder: the paper.
        request: the folders.
        role: who clears.
        post: the post of whoever does, never a name: the ledger holds no personal data.
        now: the time in London.

    Raises:
        PipelineError: the post is none, the council does not ask for the role, or the ledger cannot be written.
    """
    _refuse_names(post)
    with locked(request.outputs):
        draft = load(folder, replace(request, audience="members"))
        document, findings = _composed(draft)
        if draft.inputs is None or draft.composer is None or document is None:
            return Cleared(findings)
        clearance = _asked_for(draft.inputs.council, role)
        digest = digest_for(clearance, document, draft.inputs.paper.waivers)
        page = keep_cleared(request.outputs, folder.name, role, _page_of(document, draft.composer))
        _record(folder.name, draft.inputs, request, {"role": role, "by": post, "digest": digest, "page": page}, now)
    there = [label for label in clearance.answers_for if part_of(document, label)]
    absent = [label for label in clearance.answers_for if label not in there]
    headings = _headings(draft.composer, draft.inputs, document, there)
    return Cleared(findings, headings, absent, digest, private=bool(document.marking))


def lacking(folder: Path, request: Request) -> list[str]:
    """Return who has not cleared a paper as it is, of those whom the council asks; a paper that cannot be read lacks them all."""
    draft = load(folder, replace(request, audience="members"))
    if draft.inputs is None or draft.composer is None:
        return ["the paper cannot be read"]
    stands = standings(folder.name, draft.inputs, draft.composer, request)
    return [ROLE_NAMES[role] for role in missing(stands)]


def lacking_for_the_clock(folder: Path, request: Request) -> list[str]:
    """Return the same for a run that nobody watches: the proper officer must be among those who cleared the paper."""
    draft = load(folder, request)
    asked = required(draft.inputs.council) if draft.inputs else []
    unasked = [] if "proper-officer" in asked else [f"{ROLE_NAMES['proper-officer']}, whom council.yaml does not ask"]
    return [*lacking(folder, request), *unasked]


def _composed(draft: Draft) -> tuple[Document | None, list[Finding]]:
    """Return the members' copy, None where the inputs have errors, and what is to be said of them."""
    if draft.inputs is None or draft.composer is None:
        return None, draft.findings
    document, wrong = draft.composer.compose(draft.inputs)
    findings = [*draft.findings, *located(draft.source, wrong)]
    return (None if blocking(findings) else document), findings


def _asked_for(council: Council, role: Role) -> Clearance:
    for each in council.clearances:
        if each.role == role:
            return each
    asked = ", ".join(required(council)) or "no role"
    message = f"The council does not ask {ROLE_NAMES[role]} to clear papers."
    raise PipelineError(ExitCode.USAGE, message, f"council.yaml, clearances, asks: {asked}.")


def _record(paper: str, inputs: Inputs, request: Request, details: dict[str, str], now: datetime) -> None:
    with ledger(request.outputs) as kept:
        time = now.isoformat(timespec="seconds")
        kept.add("clearance", paper, time=time, meeting=inputs.paper.meeting, details=details)


def _page_of(document: Document, composer: Composer) -> Callable[[Path], None]:
    return lambda file: write_page(document, composer.style, composer.templates, file, Limits())


def _headings(composer: Composer, inputs: Inputs, document: Document, labels: Iterable[str]) -> list[str]:
    """Return the headings of parts, as anybody may read them: they are shown on screens and kept in logs."""
    public, _ = replace(composer, audience="public").compose(inputs) if document.marking else (document, [])
    return [_heading(public, label) for label in labels]


def _heading(public: Document | None, label: str) -> str:
    if label == EVERYTHING:
        return "The whole paper"
    return heading_of(public, label) if public is not None and part_of(public, label) else NOT_PUBLIC


def _refuse_names(post: str) -> None:
    words = re.findall(r"[^\W\d_]+", post.lower())
    person = "@" in post or set(words) & TITLES or (words and words[0] in GIVEN and not set(words) & POSTS)
    if person or not words or len(post) > LONGEST_POST or not post.isprintable():
        message = "A clearance is given by a post, not by a person's name or address."
        raise PipelineError(ExitCode.USAGE, message, 'Write the post in one line, such as --by "Head of Finance".')
