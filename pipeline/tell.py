"""Findings told: as lines for people, as JSON for machines."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.findings import Finding, Severity


def lines(finding: Finding) -> Iterator[str]:
    """Yield a finding as lines: place, id and sentence; the source line with a caret; the way out."""
    place = f"{finding.place}: " if finding.place else ""
    waived = f" (waived: {finding.waived})" if finding.waived else ""
    yield f"{place}{finding.severity}[{finding.id}]: {finding.message}{waived}"
    if finding.place and finding.place.text.strip():
        yield f"    {finding.place.text}"
        yield f"    {' ' * (finding.place.column - 1)}^"
    if finding.hint:
        yield f"  hint: {finding.hint}"


def summary(findings: Iterable[Finding]) -> str:
    """Return the count of findings by severity: 2 errors, 1 note."""
    all_ = list(findings)
    counts = Counter(finding.severity for finding in all_ if not finding.waived)
    waived = sum(bool(finding.waived) for finding in all_)
    said = [
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in Severity
        if counts[severity]
    ]
    said += [f"{waived} waived"] if waived else []
    return ", ".join(said) or "no findings"


def as_data(finding: Finding, below: str = "") -> dict[str, Any]:
    """Return a finding as plain data, its file named from below a folder."""
    place = finding.place
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "waived": finding.waived,
        "file": place.file.removeprefix(below) if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "cell": place.cell if place else "",
    }


def findings_json(findings: Iterable[Finding], below: str = "") -> str:
    """Return findings as JSON, with no path that tells of a machine: files are named from below the inputs' folder."""
    return json.dumps([as_data(finding, below) for finding in findings], indent=2, ensure_ascii=False) + "\n"
