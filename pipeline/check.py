"""Check a paper: compose its copies, and say all that is to be said of them. Nothing is written."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.case import Case
from pipeline.compose import Composer
from pipeline.deadlines import working_days
from pipeline.document import Document
from pipeline.findings import Finding, silenced
from pipeline.load import Draft, Request, load, located
from pipeline.models.inputs import Inputs
from pipeline.models.withholding import Audience
from pipeline.rules import check
from pipeline.statute import law
from pipeline.timetable import timetable
from pipeline.watch import NOBODY, WatchList

OTHER: dict[Audience, Audience] = {"public": "members", "members": "public"}


def check_paper(folder: Path, request: Request) -> list[Finding]:
    """Return all that is to be said of a paper; nothing is written."""
    return check_draft(load(folder, request))


def check_draft(draft: Draft) -> list[Finding]:
    """Return all that is to be said of a paper that was read."""
    if draft.inputs is None or draft.composer is None:
        return draft.findings
    return checked(draft, draft.inputs, draft.composer)[1]


def checked(draft: Draft, inputs: Inputs, composer: Composer) -> tuple[Document | None, list[Finding]]:
    """Compose a paper and check it, and its other copy where something is withheld from the public.

    Returns:
        The copy that the composer is for, None where it cannot be composed; what is to be said of both copies.
    """
    copies = [
        composer,
        *([replace(composer, audience=OTHER[composer.audience])] if composer.copy(inputs).withheld else []),
    ]
    told = [_check_copy(each, inputs, draft.watch) for each in copies]
    by = {each.audience: found for each, (_, found) in zip(copies, told, strict=True)}
    found = [_sayable(finding, by) for _, found in told for finding in found if _is_said(finding, by)]
    return told[0][0], draft.findings + located(draft.source, dict.fromkeys(found))


def _is_said(finding: Finding, by: Mapping[Audience, list[Finding]]) -> bool:
    """Whether a finding in one of several copies is told.

    What a copy leaves out cannot be what a waiver is about; and what is withheld may tell of persons, but for those of the
    watch list, so that other findings of privacy are those of the public copy.
    """
    if finding.id == "HS103":
        return finding in by.get("members", [finding])
    if finding.id.startswith("VA"):
        # Both copies find it, and the members' would suggest names of what is withheld.
        public = by.get("public", [finding])
        return finding in public or all(replace(each, hint=finding.hint) != finding for each in public)
    if finding.id.startswith("PR") and finding.id != "PR114":
        return finding in by.get("public", [finding])
    return True


def _sayable(finding: Finding, by: Mapping[Audience, list[Finding]]) -> Finding:
    """Return a finding that the public copy has, too; of one that only the members' copy has no words, which may tell of what is withheld."""
    own = finding.id.startswith("VA") or finding.id == "HS103"
    return finding if own or finding in by.get("public", [finding]) else silenced(finding)


def _check_copy(composer: Composer, inputs: Inputs, watch: WatchList) -> tuple[Document | None, list[Finding]]:
    """Compose one copy of a paper and check it; one that cannot be composed is checked by its data alone."""
    document, wrong = composer.compose(inputs)
    copy = composer.copy(inputs)
    ruled = check(case_of(inputs, composer, document, watch))
    return document, [copy.original(finding) for finding in (*wrong, *ruled)]


def case_of(inputs: Inputs, composer: Composer, document: Document | None, watch: WatchList = NOBODY) -> Case:
    """Return what the rules look at: a copy's inputs, what it says where it could be composed, and its meeting's timetable."""
    days = timetable(inputs.meeting, inputs.council, law().rules, working_days(inputs.council))
    copy = composer.copy(inputs)
    if document is None:
        return Case(copy.inputs, timetable=days, watch=watch)
    passages = composer.passages(inputs, document)
    return Case(copy.inputs, passages, days, composer.tables(document, passages), watch)


def facts(folder: Path, request: Request) -> tuple[dict[str, str], list[Finding]]:
    """Return the facts of a paper by name, as they print, or what stands in the way."""
    draft = load(folder, request)
    if draft.inputs is None or draft.composer is None:
        return {}, draft.findings
    values, findings = draft.composer.facts(draft.inputs)
    return values, located(draft.source, findings)
