"""Explain: the catalogue of rules, read and told."""

from collections.abc import Iterator

from pipeline.deadlines import law
from pipeline.errors import ExitCode, PipelineError
from pipeline.read import read_yaml
from pipeline.rules.catalogue import FILE, Catalogue, Entry
from pipeline.source import merge
from pipeline.validate import validate


def catalogue() -> list[Entry]:
    """Read the catalogue.

    Raises:
        PipelineError: the file that holds it is wrong.
    """
    source, wrong = read_yaml(FILE, FILE.name)
    value, more = validate(Catalogue, merge({"entries": source}))
    if value is None or wrong:
        said = "; ".join(f"{finding.place}: {finding.message}" for finding in (*wrong, *more))
        raise PipelineError(ExitCode.TEMPLATE_WRONG, f"{FILE.name} is wrong: {said}.", "Mend it and run again.")
    return value.entries


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
