"""The one-off export for an inspectorate: a bundle of a report, papers and data that can be verified years later."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.deadlines import working_days
from pipeline.export.about import about, index
from pipeline.export.evidence import evidence_index
from pipeline.export.gate import refuse_leaks
from pipeline.export.gather import Asked, Gathered, gather
from pipeline.export.members import INDEX, Plan, names, written
from pipeline.export.profile import Profile, by_date, profile, profiles
from pipeline.export.report import compose_report, said_purpose
from pipeline.export.tables import data_tables
from pipeline.findings import Finding
from pipeline.load import Request
from pipeline.models.council import Council
from pipeline.progress import Progress
from pipeline.record import UNLISTED, Member, may_be_made, versions, write_bundle
from pipeline.statute import law
from pipeline.template_folder import TemplateFolder, find_templates

__all__ = ["Asked", "Exported", "as_json", "export", "planned", "profiles", "row_of"]


@dataclass(frozen=True)
class Exported:
    """What an export made, or would make: the members by name with their role, and the digest to read out."""

    members: Mapping[str, str]
    findings: list[Finding]
    digest: str = ""


def export(asked: Asked, request: Request, file: Path, say: Callable[[str], None]) -> Exported:
    """Make a bundle.

    Args:
        asked: what it is to tell of, and why.
        request: the folders; a dry run lists what would go in.
        file: where the bundle goes.
        say: told of each step.

    Raises:
        PipelineError: nothing can be told, the report cannot be composed, or the bundle cannot be written.
    """
    templates = find_templates(request.templates)
    asked = replace(asked, purpose=said_purpose(asked.purpose, templates))
    if not request.dry_run:
        may_be_made(file)
    found = gather(asked, request, say)
    if found.stopped:
        return Exported({}, found.findings)
    plan = planned(asked, found, templates, request, say)
    listed = dict(names(plan))
    if request.dry_run:
        return Exported(listed, found.findings)
    members = dict(written(plan, request, say))
    told = about(plan, request)
    members[INDEX] = Member("index", index(told, members, plan))
    say("looking for what is withheld")
    refuse_leaks(members, found.everything, plan.report)
    digest = write_bundle(members, told, file)
    made = {name: member.role for name, member in members.items()} | {name: listed[name] for name in UNLISTED}
    return Exported(made, found.findings, digest)


def planned(
    asked: Asked, found: Gathered, templates: TemplateFolder, request: Request, say: Callable[[str], None]
) -> Plan:
    """Compose all that goes in, and write nothing."""
    council = found.latest.council
    chosen = _profile(asked, council, templates)
    say("composing the report")
    report = compose_report(asked, found, chosen, templates, request)
    progress = Progress(found.actions, council, asked.as_at)
    evidence = evidence_index(found, progress, chosen, working_days(council), law().rules)
    return Plan(asked, found, chosen, report, data_tables(found, report.inputs, progress, evidence), evidence)


def _profile(asked: Asked, council: Council, templates: TemplateFolder) -> Profile:
    return profile(templates, asked.profile or by_date(council, asked.as_at))


def row_of(asked: Asked, exported: Exported) -> dict[str, Any]:
    """Return what the ledger says of an export: its period, its digest and who made it, not its purpose, which may name somebody."""
    period = {"from": str(asked.since), "to": str(asked.until), "as_at": str(asked.as_at)}
    return {**period, "digest": exported.digest, "files": len(exported.members), **versions()}


def as_json(exported: Exported) -> str:
    """Return what an export made as JSON."""
    members = [{"path": name, "role": role} for name, role in sorted(exported.members.items())]
    return json.dumps({"digest": exported.digest, "members": members}, indent=2, ensure_ascii=False)
