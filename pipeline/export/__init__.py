"""The one-off export for an inspectorate: a bundle of a report, papers and data that can be verified years later."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.build import Outcome, Request, attempt, slug, template_files
from pipeline.compose import render_page
from pipeline.deadlines import law, working_days
from pipeline.errors import PipelineError
from pipeline.export.evidence import evidence_index
from pipeline.export.gather import Asked, Gathered, gather
from pipeline.export.profile import Profile, profile, profiles
from pipeline.export.report import REPORT_TYPE, Report, compose_report
from pipeline.export.tables import data_tables
from pipeline.findings import Finding, Severity
from pipeline.models.council import Council
from pipeline.models.dates import PartialDate
from pipeline.record import Member, entry, versions, write_bundle
from pipeline.template_folder import find_templates
from pipeline.write import write
from pipeline.write.data import CSV_RULE, Table, csv_bytes, package_json, workbook_bytes

__all__ = ["Asked", "Exported", "export", "profiles"]

REPORT = "report/evidence-report"
INDEX = "exports/index.html.j2"


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
        PipelineError: nothing can be told, a paper has errors, or the bundle cannot be written.
    """
    templates = find_templates(request.templates)
    found = gather(asked, request, say)
    stops = [finding for finding in found.findings if finding.severity is Severity.ERROR]
    if stops or not found.everything:
        return Exported({}, found.findings)
    chosen = profile(templates, asked.profile or _by_date(found.latest.council, asked.as_at))
    days = working_days(found.latest.council)
    say("composing the report")
    report = compose_report(asked, found, chosen, templates, request)
    tables = data_tables(
        found, report.inputs, report.composer.learning(report.inputs), evidence_index(found, chosen, days, law().rules)
    )
    if request.dry_run:
        return Exported(dict(_names(found, tables)), found.findings)
    members = dict(_members(asked, found, chosen, report, tables, request, say))
    about = _about(asked, found, chosen, report, tables, request)
    members["index.html"] = Member("index", _index(about, members, asked, report))
    digest = write_bundle(members, about, file)
    return Exported({name: member.role for name, member in members.items()}, found.findings, digest)


def _by_date(council: Council, day: PartialDate) -> str:
    """Return the profile of the regime on a day: that of the partners, once they are in place."""
    return "lcspr" if council.partners and day >= council.partners.since else "serious-case-reviews"


def _names(found: Gathered, tables: list[Table]) -> Iterator[tuple[str, str]]:
    """Yield what a bundle holds, with its role, in the order of their names."""
    yield "index.html", "index"
    yield from ((f"{REPORT}.{ending}", "report") for ending in ("docx", "pdf"))
    for folder, _ in found.concerned:
        yield from ((f"papers/{folder.name}/{slug(folder)}.{ending}", "paper") for ending in ("docx", "html", "pdf"))
    yield from ((f"data/{table.name}.csv", "data") for table in tables)
    yield from (("data/data.xlsx", "data"), ("data/datapackage.json", "data description"))


def _members(
    asked: Asked,
    found: Gathered,
    chosen: Profile,
    report: Report,
    tables: list[Table],
    request: Request,
    say: Callable[[str], None],
) -> Iterator[tuple[str, Member]]:
    with TemporaryDirectory(prefix="export-") as folder:
        say("writing the report")
        stem = Path(folder) / REPORT_TYPE
        files, missing = write(report.document, report.composer.style, report.composer.templates, stem, request.limits)
        if missing:
            raise missing[0]
        for file in files:
            if file.suffix in {".docx", ".pdf"}:
                yield f"{REPORT}{file.suffix}", Member("report", file.read_bytes())
        for paper, _ in found.concerned:
            say(f"writing {paper.name}")
            outputs = Request(request.inputs, Path(folder) / "outputs", request.templates, limits=request.limits)
            yield from _paper(paper, attempt(paper, outputs))
    say("writing the data")
    yield from _data(tables, chosen, asked)


def _paper(folder: Path, outcome: Outcome | PipelineError) -> Iterator[tuple[str, Member]]:
    if isinstance(outcome, PipelineError):
        raise outcome
    if outcome.missing:
        raise outcome.missing[0]
    for file in outcome.files:
        if file.suffix in {".docx", ".html", ".pdf", ".xlsx"}:
            yield f"papers/{folder.name}/{file.name}", Member("paper", file.read_bytes())


def _data(tables: list[Table], chosen: Profile, asked: Asked) -> Iterator[tuple[str, Member]]:
    digests = {}
    for table in tables:
        content = csv_bytes(table)
        digests[f"{table.name}.csv"] = (len(content), hashlib.sha256(content).hexdigest())
        yield f"data/{table.name}.csv", Member("data", content)
    yield "data/datapackage.json", Member("data description", package_json(tables, chosen.title, digests))
    notes = [
        f"As at {asked.as_at}, for the period from {asked.since} to {asked.until}.",
        "Dates are as precise as they may be known: 2009-06 is June 2009. An empty cell is not recorded.",
        "Each sheet is a table of the data package, in which every column is described.",
    ]
    yield "data/data.xlsx", Member("data", workbook_bytes(tables, chosen.title, notes, chosen.handling))


def _about(
    asked: Asked, found: Gathered, chosen: Profile, report: Report, tables: list[Table], request: Request
) -> dict[str, Any]:
    """Return what the manifest says besides its members: no path, user, host or clock."""
    files = sorted({file for _, draft in found.everything for file in draft.files if file.exists()})
    root = request.inputs.resolve()
    inputs = [entry(file, _relative(file.resolve(), root)) for file in files]
    used = template_files(report.composer)
    base = report.composer.templates.path
    return {
        "what": chosen.title,
        "audience": chosen.audience,
        "handling": chosen.handling,
        "purpose": asked.purpose,
        "profile": chosen.name,
        "from": str(asked.since),
        "to": str(asked.until),
        "as_at": str(asked.as_at),
        "council": report.inputs.council.name,
        "reviews": [review.id for review in found.reviews],
        "papers": [folder.name for folder, _ in found.concerned],
        "counts": {table.name: len(table.rows) for table in tables},
        "csv_rule": CSV_RULE,
        **versions(),
        "inputs": inputs,
        "templates": [entry(file, file.relative_to(base).as_posix()) for file in used],
    }


def _relative(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name


def _index(about: Mapping[str, Any], members: Mapping[str, Member], asked: Asked, report: Report) -> bytes:
    listed = [
        {"path": name, "role": member.role, "bytes": len(member.content)} for name, member in sorted(members.items())
    ]
    composer = report.composer
    period = {"since": asked.since, "until": asked.until, "as_at": asked.as_at}
    view = {"about": dict(about), "members": listed, "period": period, "language": composer.style.language}
    return render_page(composer.templates, composer.style, INDEX, view).encode()


def as_json(exported: Exported) -> str:
    """Return what an export made as JSON."""
    members = [{"path": name, "role": role} for name, role in sorted(exported.members.items())]
    return json.dumps({"digest": exported.digest, "members": members}, indent=2, ensure_ascii=False)
