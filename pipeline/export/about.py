"""What a bundle says of itself: its manifest, besides the members, and its index page. No path, user, host or clock."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.build import template_files
from pipeline.compose import render_page
from pipeline.compose.grammar import plain_date
from pipeline.export.evidence import OF_ACTION, Evidence
from pipeline.export.members import Plan
from pipeline.export.names import safe_path
from pipeline.export.profile import FOLDER, profile_file
from pipeline.load import Request
from pipeline.models.dates import parse_date
from pipeline.record import Member, entry, versions
from pipeline.write.data import CSV_RULE, Table

TEMPLATE = f"{FOLDER}/index.html.j2"
WHAT = {
    "report": "The evidence report",
    "paper": "A Cabinet paper",
    "data": "Data",
    "data description": "What each column of the CSV files means",
}
"""What the index calls the members of a role."""


def about(plan: Plan, request: Request) -> dict[str, Any]:
    """Return what the manifest says besides its members."""
    asked, chosen = plan.asked, plan.profile
    return {
        "what": chosen.title,
        "audience": chosen.audience,
        "handling": chosen.handling,
        "purpose": asked.purpose,
        "profile": chosen.name,
        "from": str(asked.since),
        "to": str(asked.until),
        "as_at": str(asked.as_at),
        "council": plan.report.inputs.council.name,
        "reviews": [review.id for review in plan.found.reviews],
        "papers": [each.name for each in plan.found.concerned],
        "counts": {table.name: len(table.rows) for table in plan.tables},
        "csv_rule": CSV_RULE,
        **versions(),
        "inputs": list(_inputs(plan, request.inputs.resolve())),
        "templates": list(_templates(plan)),
    }


def _inputs(plan: Plan, root: Path) -> Iterator[dict[str, Any]]:
    files = {file.resolve() for paper in plan.found.everything for file in paper.files if file.exists()}
    for file in sorted(files):
        yield entry(file, safe_path(file.relative_to(root) if file.is_relative_to(root) else Path(file.name)))


def _templates(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the templates of the report, the profile and the index; papers' own are those of their drafts."""
    templates = plan.report.composer.templates
    files = [
        *template_files(plan.report.composer),
        templates.path / TEMPLATE,
        profile_file(templates, plan.profile.name),
    ]
    for file in sorted(files):
        yield entry(file, file.relative_to(templates.path).as_posix())


def index(told: Mapping[str, Any], members: Mapping[str, Member], plan: Plan) -> bytes:
    """Return the index page.

    Args:
        told: what the manifest says.
        members: every other file.
        plan: what the bundle is made from.
    """
    composer, asked = plan.report.composer, plan.asked
    titles = {each.name: each.document.title.removesuffix(".") for each in plan.found.concerned}
    view = {
        "about": dict(told),
        "handling_css": _css_text(plan.profile.handling),
        "counts": [{"name": table.name, "title": table.title, "rows": len(table.rows)} for table in plan.tables],
        "members": [_listed(name, member, plan.tables, titles) for name, member in sorted(members.items())],
        "evidence": [_kept(each) for each in plan.evidence if each.kind != OF_ACTION],
        "of_actions": sum(each.kind == OF_ACTION for each in plan.evidence),
        "period": {"since": asked.since, "until": asked.until, "as_at": asked.as_at},
        "language": composer.style.language,
    }
    return render_page(composer.templates, composer.style, TEMPLATE, view).encode()


def _listed(name: str, member: Member, tables: Sequence[Table], titles: Mapping[str, str]) -> dict[str, str]:
    what = WHAT[member.role]
    if member.role == "paper":
        what = f"{what}: {titles[name.split('/')[1]]}"
    if member.role == "data":
        what = next((table.title for table in tables if name == f"data/{table.name}.csv"), "All tables in one workbook")
    return {"path": name, "what": what, "size": _size(len(member.content))}


def _kept(evidence: Evidence) -> dict[str, Any]:
    """Return a document of the index; a rule's day is written out, a profile's own words stay."""
    by_rule = evidence.authority and evidence.until
    return {**vars(evidence), "until": plain_date(parse_date(evidence.until)) if by_rule else evidence.until}


def _size(count: int) -> str:
    return f"{count:,} bytes" if count < 1000 else f"{count / 1000:,.0f} kB"


def _css_text(text: str) -> str:
    r"""Return a text as it may stand in a style sheet's string within a page: what is no letter or digit as \hex."""
    return "".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text)
