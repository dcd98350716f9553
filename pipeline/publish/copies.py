"""Both copies of a paper, for an edition: composed from its inputs, checked, written, searched, and described."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.build import all_of_it, refuse_leaks_in, slug, write_copy
from pipeline.check import checked
from pipeline.compose import Composer
from pipeline.document import Document
from pipeline.findings import Finding, blocking
from pipeline.load import Draft, Request, load
from pipeline.models.inputs import Inputs
from pipeline.models.withholding import Audience
from pipeline.record import MEMBERS, PUBLIC, entry, files_in, versions
from pipeline.tell import findings_json
from pipeline.timetable import as_day

COPIES: Mapping[Audience, str] = {"public": PUBLIC, "members": MEMBERS}


@dataclass(frozen=True)
class Copies:
    """Both copies of a paper as they were composed."""

    name: str
    inputs: Inputs
    documents: Mapping[Audience, tuple[Composer, Document]]
    told: str
    made_from: dict[str, Any]


def composed(folder: Path, request: Request) -> tuple[Copies | None, list[Finding]]:
    """Compose both copies of a paper, unless an error stands that was not waived."""
    draft = load(folder, replace(request, audience="public"))
    if draft.inputs is None or draft.composer is None:
        return None, draft.findings
    public, findings = checked(draft, draft.inputs, draft.composer)
    composer = replace(draft.composer, audience="members")
    members, _ = composer.compose(draft.inputs)
    if public is None or members is None or blocking(findings, strict=request.strict, rules=True):
        return None, findings
    documents: dict[Audience, tuple[Composer, Document]] = {
        "public": (draft.composer, public),
        "members": (composer, members),
    }
    return _copies(folder, draft, draft.inputs, documents, findings), findings


def _copies(
    folder: Path,
    draft: Draft,
    inputs: Inputs,
    documents: Mapping[Audience, tuple[Composer, Document]],
    findings: list[Finding],
) -> Copies:
    told = findings_json(findings, f"{folder.parent.as_posix()}/")
    composer, _ = documents["public"]
    return Copies(folder.name, inputs, documents, told, all_of_it(folder.name, draft.files, composer))


def write_copies(paper: Copies, stage: Path, number: int, request: Request) -> None:
    """Write both copies, and search them.

    Raises:
        PipelineError: a format cannot be written, or a file holds what is withheld.
    """
    for audience, (composer, document) in paper.documents.items():
        folder = stage / COPIES[audience]
        stem = folder / file_name(paper.name, paper.inputs, number, audience)
        _, missing = write_copy(stem, document, composer, paper.made_from, paper.told, request.limits)
        if missing:
            raise missing[0]
        refuse_leaks_in(sorted(folder.iterdir()), composer, paper.inputs, request)


def file_name(paper: str, inputs: Inputs, number: int, audience: Audience) -> str:
    """Return what the files of a copy are called, without an ending, by the council's pattern."""
    pattern = inputs.council.edition_file_name
    body = re.sub(r"[^a-z0-9]+", "-", inputs.meeting.body.lower()).strip("-")
    name = pattern.format(
        date=as_day(inputs.meeting.date).isoformat(),
        body=body,
        paper=slug(Path(paper)),
        edition=number,
        audience=audience,
    )
    return name if audience == "public" or "{audience}" in pattern else f"{name}-members"


def details(paper: Copies, stage: Path, reason: str) -> dict[str, Any]:
    """Return what the ledger says of an edition: digests, versions and the reason; no words of the paper."""
    copies = [name for name in files_in(stage) if name.split("/")[0] in COPIES.values()]
    return {
        "made_from": paper.made_from["made_from"],
        "inputs": _digest(paper.made_from["inputs"]),
        "templates": _digest(paper.made_from["templates"]),
        **versions(),
        "files": {name: entry(stage / name)["sha256"] for name in copies},
        "content": {audience: content(document) for audience, (_, document) in paper.documents.items()},
        "body": paper.inputs.meeting.body,
        "meeting_date": as_day(paper.inputs.meeting.date).isoformat(),
        "reason": reason,
    }


def content(document: Document) -> str:
    """Return the digest of a copy's words, which another version of a library leaves as it is."""
    return _digest(document.words())


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
