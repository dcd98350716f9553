"""How many slips the checks find at the right place; run by ``make assurance``.

Each slip is put into a copy of the clean samples by itself, and the paper is checked. It counts as found where a rule that is meant
to find it says something new on its line, or in the field that holds it. Below 90 in 100 the run fails.

``--inputs DIR`` scores other inputs; ``--look FILE...`` imports existing papers and prints what is said of them, for eyes;
``--show KIND`` prints the slips of a kind that were missed, ``--aside`` what was said beside the slips.
"""

import argparse
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.check import check_paper
from pipeline.errors import PipelineError
from pipeline.existing import import_paper
from pipeline.findings import Finding
from pipeline.load import Request
from tests.assurance.places import Papers, Slip
from tests.assurance.slips import seeded

INPUTS = Path(__file__).parent.parent.parent / "inputs" / "examples" / "aldershire"
LEAST = 90
"""So many slips of 100 are to be found."""
MOST = 8
"""So many slips of a kind are tried."""
WORDS_A_PAGE = 450
OF_THE_PROFILE = {"HS102"}
"""Findings that an imported paper has because it is another council's."""
NEUTRAL = {
    "title": "Children's services",
    "key_decision": "No",
    "purpose": "To inform Cabinet.",
    "recommendation": "Cabinet is asked to note this report.",
    "post": "Head of Service",
    "directorate": "Resources",
    "portfolio": "Children",
    "email": "first.last@council.example",
    "tel": "01234 567890",
    "location": "The council's offices",
}
"""What a blank field is filled with for a look at the words: one that must be filled in stops every other rule."""
LONG_AGO = "- id: look\n  body: Cabinet\n  date: 2 May 2000\n"


@dataclass(frozen=True)
class Outcome:
    """What became of a slip: found at its place, on its very line, or refused as no input at all; and what else was said."""

    slip: Slip
    found: bool = False
    on_line: bool = False
    refused: str = ""
    by: frozenset[str] = frozenset()
    aside: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Job:
    """A slip to be tried on a copy of the inputs, with what is said of the clean paper."""

    slip: Slip
    inputs: Path
    clean: Counter[tuple[str, str]]


def said(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    """Count findings by what they say, wherever they stand: a slip may move lines."""
    return Counter((finding.id, finding.message) for finding in findings)


def try_slip(job: Job) -> Outcome:
    """Check a paper with a slip, in a copy of the inputs that is this process's own."""
    copy = _own_copy(job.inputs)
    target = copy / job.slip.file
    before = target.read_bytes()
    target.write_text(job.slip.text, "utf-8")
    try:
        findings = check_paper(copy / job.slip.paper, Request(copy))
    finally:
        target.write_bytes(before)
    return judged(job, findings, copy)


def judged(job: Job, findings: Sequence[Finding], root: Path) -> Outcome:
    """Tell whether what is new among findings is the slip."""
    slip = job.slip
    more = said(findings) - job.clean
    new = [finding for finding in findings if more[(finding.id, finding.message)]]
    hits = [finding for finding in new if finding.id.startswith(slip.rules) and _at(finding, slip, root)]
    lines = [finding.place.line for finding in hits if finding.place]
    refused = [f"{f.id} {f.message}" for f in new if f.id.startswith("VA0") or f.id.startswith("VA1")]
    aside = [
        f"{finding.id} {finding.message}"
        for finding in new
        if finding not in hits and not (finding.id.startswith(slip.rules) and hits)
    ]
    on_line = any(slip.lines[0] <= line <= slip.lines[1] for line in lines)
    by = frozenset(finding.id for finding in hits)
    return Outcome(slip, bool(hits), on_line, "" if hits else "; ".join(refused), by, aside)


def _at(finding: Finding, slip: Slip, root: Path) -> bool:
    place = finding.place
    if place is None or Path(place.file).resolve() != (root / slip.file).resolve():
        return False
    return slip.field[0] <= place.line <= slip.field[1]


_COPIES: dict[Path, TemporaryDirectory[str]] = {}


def _own_copy(inputs: Path) -> Path:
    if inputs not in _COPIES:
        _COPIES[inputs] = TemporaryDirectory(prefix="assurance-")
        shutil.copytree(inputs, Path(_COPIES[inputs].name) / "inputs")
    return Path(_COPIES[inputs].name) / "inputs"


def outcomes(papers: Papers, most: int, kinds: Sequence[str] = (), jobs: int = 1) -> dict[str, list[Outcome]]:
    """Try slips of every kind, or of some, and return what became of them."""
    slips = {kind: each for kind, each in seeded(papers, most).items() if not kinds or kind in kinds}
    clean = {paper.name: said(paper.findings) for paper in papers}
    work = [Job(slip, papers.root, clean[slip.paper]) for each in slips.values() for slip in each]
    if jobs == 1:
        done = iter([try_slip(job) for job in work])
    else:
        with ProcessPoolExecutor(jobs) as pool:
            done = iter(list(pool.map(try_slip, work, chunksize=8)))
    return {kind: [next(done) for _ in each] for kind, each in slips.items()}


def table(tried: dict[str, list[Outcome]]) -> Iterator[str]:
    """Yield the score by kind, and in all."""
    yield f"{'kind':<34}{'seeded':>8}{'found':>8}{'on line':>9}{'%':>6}  found by"
    every = [outcome for each in tried.values() for outcome in each]
    for kind, each in [*tried.items(), ("all", every)]:
        found = sum(outcome.found for outcome in each)
        share = f"{100 * found / len(each):.0f}" if each else "-"
        refused = sum(bool(outcome.refused) for outcome in each)
        lines = sum(outcome.on_line for outcome in each)
        tail = f"  {refused} no input" if refused else ""
        tail += "  " + " ".join(sorted({id_ for outcome in each for id_ in outcome.by})) if kind != "all" else ""
        yield f"{kind:<34}{len(each):>8}{found:>8}{lines:>9}{share:>6}{tail}"


def missed(tried: dict[str, list[Outcome]], kind: str) -> Iterator[str]:
    """Yield the lines of a kind's slips that were not found."""
    for outcome in tried.get(kind, []):
        slip = outcome.slip
        if not outcome.found:
            lines = slip.text.split("\n")[slip.lines[0] - 1 : slip.lines[1]]
            yield f"{slip.paper} {slip.file}:{slip.lines[0]}: {' / '.join(line.strip() for line in lines)}"
            yield from (f"    {said}" for said in (outcome.refused, *outcome.aside) if said)


def aside(tried: dict[str, list[Outcome]]) -> Iterator[str]:
    """Yield what was said beside the slips, with the kinds that it was said of: false findings are among it."""
    heard: Counter[tuple[str, str]] = Counter()
    for kind, each in tried.items():
        heard.update((said[:110], kind) for outcome in each for said in outcome.aside)
    yield from (f"{count:>4} {said}  <{kind}>" for (said, kind), count in sorted(heard.items()))


def filled(inputs: Path) -> list[str]:
    """Fill what an import left blank with words that no rule speaks of, and return what was blank."""
    file, meetings = inputs / "paper" / "paper.yaml", inputs / "meetings.yaml"
    text = file.read_text("utf-8")
    blank = re.findall(rf"^[ -]*({'|'.join((*NEUTRAL, 'meeting'))}):$", text, re.MULTILINE)
    for name in set(blank) & set(NEUTRAL):
        text = re.sub(rf"^([ -]*{name}):$", rf"\g<1>: {NEUTRAL[name]}", text, flags=re.MULTILINE)
    if "meeting" in blank:
        text = re.sub(r"^meeting:$", "meeting: look", text, flags=re.MULTILINE)
        with meetings.open("a", encoding="utf-8") as stream:
            stream.write(LONG_AGO)
    file.write_text(text, "utf-8")
    return blank


def look(files: Sequence[Path], council: Path) -> Iterator[str]:
    """Import existing papers, and yield what is said of each, with its number of findings a page."""
    for file in files:
        with TemporaryDirectory(prefix="assurance-") as temporary:
            inputs = Path(temporary)
            shutil.copy(council / "council.yaml", inputs)
            try:
                imported = import_paper(file, inputs / "paper")
                if imported.to_add:
                    with (inputs / "meetings.yaml").open("a", encoding="utf-8") as stream:
                        stream.write(imported.to_add)
                blank = filled(inputs)
                findings = [f for f in check_paper(inputs / "paper", Request(inputs)) if f.id not in OF_THE_PROFILE]
            except PipelineError as error:
                yield f"{file.name}: {error}"
                continue
            pages = max(len((inputs / "paper" / "paper.yaml").read_text("utf-8").split()) / WORDS_A_PAGE, 1)
        yield f"{file.name}: {len(findings)} findings, {len(findings) / pages:.1f} a page; blank: {', '.join(blank) or 'nothing'}"
        for finding in findings:
            near = finding.place.text.strip()[:100] if finding.place else ""
            yield f"  {finding.severity}[{finding.id}] {finding.message}\n      {near}"


def options(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Score the checks on slips that are put in on purpose.")
    parser.add_argument("--inputs", type=Path, default=INPUTS, help="a folder of clean inputs")
    parser.add_argument("--most", type=int, default=MOST, help="slips of a kind")
    parser.add_argument("--kind", action="append", default=[], help="this kind only")
    parser.add_argument(
        "--show", action="append", default=[], metavar="KIND", help="print what was missed of a kind, or all"
    )
    parser.add_argument("--aside", action="store_true", help="print what was said beside the slips")
    parser.add_argument("--look", type=Path, nargs="+", default=[], metavar="FILE", help="import these, print findings")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Score, print, and return 1 where too few slips are found."""
    asked = options(words)
    if asked.look:
        _print(look(asked.look, asked.inputs))
        return 0
    tried = outcomes(Papers(asked.inputs), asked.most, asked.kind, jobs=os.cpu_count() or 1)
    _print(table(tried))
    for kind in tried if "all" in asked.show else asked.show:
        _print([f"\nmissed: {kind}", *missed(tried, kind)])
    if asked.aside:
        _print(["\nsaid beside the slips", *aside(tried)])
    every = [outcome for each in tried.values() for outcome in each]
    found = sum(outcome.found for outcome in every)
    return int(100 * found < LEAST * len(every))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)  # noqa: T201 - its purpose


if __name__ == "__main__":
    sys.exit(main())
