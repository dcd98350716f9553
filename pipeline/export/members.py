"""The files of a bundle: which there are, and their bytes."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.compose import Composer
from pipeline.compose.grammar import plain_date
from pipeline.document import Document
from pipeline.export.evidence import Evidence
from pipeline.export.gather import Asked, Gathered
from pipeline.export.names import paper_file
from pipeline.export.profile import Profile
from pipeline.export.report import Report
from pipeline.load import Request
from pipeline.record import MANIFEST, SUMS, Member
from pipeline.write import SPREADSHEET, WRITERS, write
from pipeline.write.data import Table, csv_bytes, package_json, workbook_bytes

INDEX = "index.html"
REPORT = "report/evidence-report"
REPORT_ENDINGS = ("docx", "pdf")


@dataclass(frozen=True)
class Plan:
    """All that a bundle is made from, composed and not yet written."""

    asked: Asked
    found: Gathered
    profile: Profile
    report: Report
    tables: Sequence[Table]
    evidence: Sequence[Evidence]


def names(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield what a bundle holds, with its role."""
    yield INDEX, "index"
    yield from ((f"{REPORT}.{ending}", "report") for ending in REPORT_ENDINGS)
    for each in plan.found.concerned:
        endings = [*WRITERS, *([SPREADSHEET] if each.document.spreadsheet is not None else [])]
        yield from ((paper_file(each.name, ending), "paper") for ending in endings)
    yield from ((f"data/{table.name}.csv", "data") for table in plan.tables)
    yield from (("data/data.xlsx", "data"), ("data/datapackage.json", "data description"))
    yield from ((MANIFEST, "manifest"), (SUMS, "list of sums"))


def written(plan: Plan, request: Request, say: Callable[[str], None]) -> Iterator[tuple[str, Member]]:
    """Write each file but the index and what tells of all files.

    Args:
        plan: what it is made from.
        request: the limits of a layout.
        say: told of each step.

    Raises:
        PipelineError: a format cannot be written, or parts from the paper.
    """
    with TemporaryDirectory(prefix="export-") as temporary:
        stage = Path(temporary)
        say("writing the report")
        for file in _files(plan.report.document, plan.report.composer, stage, request):
            if file.suffix.removeprefix(".") in REPORT_ENDINGS:
                yield f"{REPORT}{file.suffix}", Member("report", file.read_bytes())
        concerned = plan.found.concerned
        for number, each in enumerate(concerned, start=1):
            say(f"writing {number} of {len(concerned)}: {each.name}")
            for file in _files(each.document, each.paper.composer, stage, request):
                yield paper_file(each.name, file.suffix.removeprefix(".")), Member("paper", file.read_bytes())
    say("writing the data")
    yield from _data(plan)


def _files(document: Document, composer: Composer, stage: Path, request: Request) -> list[Path]:
    files, missing = write(document, composer.style, composer.templates, stage / "document", request.limits)
    if missing:
        raise missing[0]
    return files


def _data(plan: Plan) -> Iterator[tuple[str, Member]]:
    digests = {}
    for table in plan.tables:
        content = csv_bytes(table)
        digests[f"{table.name}.csv"] = (len(content), hashlib.sha256(content).hexdigest())
        yield f"data/{table.name}.csv", Member("data", content)
    yield "data/datapackage.json", Member("data description", package_json(plan.tables, plan.profile.title, digests))
    workbook = workbook_bytes(plan.tables, plan.profile.title, list(_notes(plan)), plan.profile.handling)
    yield "data/data.xlsx", Member("data", workbook)


def _notes(plan: Plan) -> Iterator[str]:
    """Yield what the workbook's first sheet says."""
    asked = plan.asked
    yield f"For: {plan.profile.audience}"
    yield f"Why: {asked.purpose}"
    yield f"Period: {plain_date(asked.since)} to {plain_date(asked.until)}, as at {plain_date(asked.as_at)}."
    yield "Dates are as precise as they may be known: 2009-06 is June 2009. An empty cell is not recorded."
    yield "The same tables are in CSV files beside this workbook; datapackage.json describes every column."
