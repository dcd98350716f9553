"""Explain: the catalogue of rules, read and told."""

from collections.abc import Iterator

from pipeline.errors import ExitCode, PipelineError
from pipeline.own_data import own_data
from pipeline.rules.catalogue import FILE, Catalogue, Entry
from pipeline.statute import law


def catalogue() -> list[Entry]:
    """Read the catalogue.

    Raises:
        PipelineError: the file that holds it is wrong.
    """
    return own_data(Catalogue, FILE, "entries").entries


def explained(id_: str) -> Iterator[str]:
    """Yield what a rule is about, as lines.

    Raises:
        PipelineError: there is no such rule.
    """
    entry = next((entry for entry in catalogue() if entry.id == id_.upper()), None)
    if entry is None:
        raise PipelineError(ExitCode.USAGE, f"There is no rule {id_}.", "cabinet-papers rules lists all.")
    yield f"{entry.id} ({entry.severity}): {entry.title}"
    yield f"  {entry.about}"
    if entry.wrong:
        yield f"  Found: {entry.wrong}"
    if entry.right:
        yield f"  Put right: {entry.right}"
    for rule in law().rules if entry.law else ():
        if rule.id == entry.law:
            period = f"{rule.since or 'before 1990'} to {rule.until or 'today'}"
            yield f"  Law, {rule.nation}, {rule.kind}, {period}: {rule.authority}. {rule.wording}"
    yield "  To put up with it in one paper, write in paper.yaml:"
    yield f"    waivers:\n      - finding: {entry.id}\n        reason: Why it stands."
