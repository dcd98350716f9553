"""Run what is due: each paper exactly once, one after the other, and say what was made and what stands in the way."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.build import Outcome, attempt
from pipeline.deadlines import Calendar, calendar
from pipeline.due import Due, Waiting, coming, due, missing
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Severity
from pipeline.load import Request, load
from pipeline.publish import Asked, Cleared
from pipeline.publish.final import Told, nobody_asked, note, publish_final
from pipeline.record import Ledger, ledger, locked, runs
from pipeline.record.runs import Runs
from pipeline.tell import as_data, lines
from pipeline.timetable import told_day
from pipeline.waiting import waiting

SUMMARIES = "runs"


@dataclass(frozen=True)
class Made:
    """What became of one run: its files, and what stands in the way of publishing them."""

    due: Due
    code: ExitCode
    files: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    error: PipelineError | None = None


@dataclass(frozen=True)
class Summary:
    """What a run of what is due did and found."""

    now: datetime
    made: list[Made]
    missing: list[str]
    findings: list[Finding]
    coming: list[str]
    published: list[Told] = field(default_factory=list)

    @property
    def wrong(self) -> bool:
        """Whether the meetings, or papers of no known meeting, are wrong: what is due is not all known then."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def code(self) -> ExitCode:
        """The exit code: that of the first paper that was not made; missing papers and wrong inputs are findings."""
        codes = [made.code for made in self.made if made.code] + [each.code for each in self.published if each.code]
        return (
            ExitCode.FINDINGS if self.wrong else next(iter(codes), ExitCode.FINDINGS if self.missing else ExitCode.DONE)
        )


def _without_meeting(found: Calendar, papers: list[Waiting], record: Runs, request: Request) -> list[Finding]:
    """Return what is wrong with each paper of no known meeting; one that was made final may outlive its meeting's record."""
    known = {timetable.meeting.id for timetable in found.timetables}
    return [
        finding
        for paper in (papers if found.council else ())
        if paper.meeting not in known and not record.final(paper.paper)
        for finding in load(request.inputs / paper.paper, request).findings
        if finding.severity is Severity.ERROR
    ]


def what_is_due(request: Request, now: datetime) -> Summary:
    """Say what is due, and make nothing."""
    found = calendar(request.inputs)
    papers = waiting(request)
    with runs(request.outputs, make=False) as record:
        planned = [Made(each, ExitCode.DONE) for each in due(found.timetables, papers, record, now.date())]
        lost = _without_meeting(found, papers, record, request)
    return _summary(found, papers, planned, lost, now)


def run_due(request: Request, now: datetime, cleared: Cleared = nobody_asked) -> Iterator[Made | Summary]:
    """Make what is due; yield each paper as it is made, then the summary.

    Args:
        request: the folders, and how strict the run is.
        now: the time in London.
        cleared: says which clearances a paper lacks, for a council that lets the clock publish.

    Raises:
        PipelineError: another run is at it, or the record of runs cannot be used.
    """
    with locked(request.outputs), runs(request.outputs) as record, ledger(request.outputs) as book:
        found = calendar(request.inputs)
        papers = waiting(request)
        made = []
        record.begin(now.date())
        for each in list(due(found.timetables, papers, record, now.date())):
            outcome = _made(each, request)
            if outcome.code in {ExitCode.DONE, ExitCode.SYSTEM_PART_MISSING}:
                _note(outcome, papers, now, book)
                record.add(each.run, each.day, now.isoformat(timespec="seconds"), late=each.late)
            made.append(outcome)
            yield outcome
        lost = _without_meeting(found, papers, record, request)
        told_of_publishing = list(publish_final(found, papers, Asked(request, now, cleared=cleared), book))
        summary = replace(_summary(found, papers, made, lost, now), published=told_of_publishing)
        try:
            yield summary
        finally:
            if made or summary.missing or summary.findings or summary.published:
                _write(summary, request.outputs)


def _note(made: Made, papers: list[Waiting], now: datetime, book: Ledger) -> None:
    """Tell the ledger of a final run before the record of runs knows it: a run that ends in between is made, and told of, once."""
    if made.due.run.stage == "final" and made.files:
        meeting = next(paper.meeting for paper in papers if paper.paper == made.due.run.paper)
        note(made.due, made.files, meeting, now, book)


def _made(each: Due, request: Request) -> Made:
    name = each.run.paper
    try:
        outcome = attempt(request.inputs / name, request)
    except Exception:  # noqa: BLE001 - what nobody foresaw stops this paper only
        message = "Something went wrong in the program itself."
        outcome = PipelineError(ExitCode.BUG, message, f"cabinet-papers build {name} writes a log of it.")
    if isinstance(outcome, PipelineError):
        return Made(each, outcome.code, error=outcome)
    return Made(each, _code(outcome), outcome.files if not outcome.stopped else [], outcome.findings)


def _code(outcome: Outcome) -> ExitCode:
    if outcome.stopped:
        return ExitCode.FINDINGS
    return ExitCode.SYSTEM_PART_MISSING if outcome.missing else ExitCode.DONE


def _summary(found: Calendar, papers: list[Waiting], made: list[Made], lost: list[Finding], now: datetime) -> Summary:
    today = now.date()
    following = sorted(coming(found.timetables, papers, today))
    return Summary(
        now,
        made,
        list(missing(found.timetables, papers, today)),
        found.findings + lost,
        [f"{told_day(day)}: {what}" for day, what in following if day == following[0][0]],
    )


def _write(summary: Summary, outputs: Path) -> None:
    """Write the summary beside the outputs, as text and as JSON; none that is there is written over."""
    folder = outputs / SUMMARIES
    folder.mkdir(parents=True, exist_ok=True)
    stamp = f"{summary.now:%Y-%m-%dT%H%M%S}"
    names = (stamp if number == 1 else f"{stamp}-{number}" for number in count(1))
    name = next(name for name in names if not (folder / f"{name}.txt").exists())
    for ending, text in (("txt", "\n".join(told(summary)) + "\n"), ("json", as_json(summary))):
        (folder / f"{name}.{ending}").write_text(text, "utf-8")


def told(summary: Summary) -> Iterator[str]:
    """Yield a summary as lines for people."""
    yield f"{told_day(summary.now.date())}, {summary.now:%H:%M}"
    for finding in summary.findings:
        yield from lines(finding)
    for made in summary.made:
        yield from told_of(made)
    for name in summary.missing:
        yield f"Missing: {name}"
    yield from (each.line for each in summary.published)
    if not summary.made and not summary.wrong:
        yield "Nothing is due."
    if summary.coming:
        yield "Next:"
        yield from (f"  {each}" for each in summary.coming)


def told_of(made: Made) -> Iterator[str]:
    """Yield what became of one paper as lines for people."""
    run = made.due.run
    state = "made" if made.files else "NOT MADE" if made.code else "due"
    late = " (LATE)" if made.due.late else ""
    yield f"{run.paper}: {run.stage} for {run.body} of {told_day(run.meeting_date)}, {state}{late}"
    yield f"  because {made.due.why}"
    if made.error:
        yield f"  {made.error.message} {made.error.hint}"
    stands = [finding for finding in made.findings if finding.severity is not Severity.NOTE]
    if stands and run.stage == "final":
        yield "  Before it is published:"
    for finding in stands:
        yield from (f"  {line}" for line in lines(finding))
    yield from (f"  {file.as_posix()}" for file in made.files)


def as_json(summary: Summary) -> str:
    """Return a summary as JSON."""
    data: dict[str, Any] = {
        "now": summary.now.isoformat(timespec="seconds"),
        "exit": int(summary.code),
        "papers": [_data(made) for made in summary.made],
        "missing": summary.missing,
        "published": [each.line for each in summary.published],
        "findings": [as_data(finding) for finding in summary.findings],
        "next": summary.coming,
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _data(made: Made) -> dict[str, Any]:
    run = {**asdict(made.due.run), "meeting_date": made.due.run.meeting_date.isoformat()}
    return {
        **run,
        "due": made.due.day.isoformat(),
        "why": made.due.why,
        "late": made.due.late,
        "exit": int(made.code),
        "files": [file.as_posix() for file in made.files],
        "findings": [as_data(finding) for finding in made.findings],
        "error": made.error.message if made.error else "",
    }
