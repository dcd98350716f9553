"""Listed: names and addresses on the council's watch list."""

from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Path, Severity
from pipeline.rules.privacy.told import COMPOSED


def on_watch_list(case: Case) -> Iterable[Finding]:
    """PR114: a name or an address of the watch list stands here, in one of the ways in which it may be written."""
    for at, near, line in _seen(case):
        message = f"line {line} of the watch list stands here"
        hint = "Take it out, or use the pseudonym. The name is not shown, as this message may be kept."
        yield Finding("PR114", Severity.ERROR, message, hint, at=at, near=near, restricted=True)


def _seen(case: Case) -> Iterable[tuple[Path, str, int]]:
    known: set[int] = set()
    for at, text in case.fields if case.watch else ():
        for seen in case.watch.seen(text):
            known.add(seen.line)
            yield at, text[seen.start : seen.end], seen.line
    for passage in case.passages if case.watch else ():
        for seen in case.watch.seen(passage.words):
            if seen.line not in known:
                yield passage.at or COMPOSED, passage.words[seen.start : seen.end], seen.line
