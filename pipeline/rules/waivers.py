"""Waivers: a paper puts up with a finding for a written reason; it then stops nothing, and stays listed.

An error of privacy (PR) is not for one paper to put up with: its waiver is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.findings import Finding, Severity
from pipeline.models.paper import Waiver


def waived(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> list[Finding]:
    """Mark what is waived, and say which waivers meet nothing.

    Args:
        findings: what the rules found.
        waivers: the paper's.
    """
    found = [_marked(finding, waivers) for finding in findings]
    return [*found, *_refused(findings, waivers), *_idle(findings, waivers)]


def _meets(waiver: Waiver, finding: Finding) -> bool:
    return waiver.finding == finding.id and (waiver.about or "").lower() in finding.message.lower()


def _marked(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    reason = next((waiver.reason for waiver in waivers if _meets(waiver, finding)), "")
    if _cannot_be_waived(finding):
        return finding
    return replace(finding, waived=reason) if reason else finding


def _cannot_be_waived(finding: Finding) -> bool:
    return finding.id.startswith("PR") and finding.severity is Severity.ERROR


def _refused(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> Iterator[Finding]:
    for index, waiver in enumerate(waivers):
        if any(_meets(waiver, finding) and _cannot_be_waived(finding) for finding in findings):
            message = f"{waiver.finding} is an error of privacy, which no paper can waive"
            hint = "Take out what it points to, and this waiver."
            yield Finding("PR100", Severity.ERROR, message, hint, at=("paper", "waivers", index))


def _idle(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> Iterator[Finding]:
    for index, waiver in enumerate(waivers):
        if not any(_meets(waiver, finding) for finding in findings):
            message = f"this waiver of {waiver.finding} meets no finding"
            hint = "Take it out, or put its id or words right: cabinet-papers rules lists the ids."
            yield Finding("HS103", Severity.NOTE, message, hint, at=("paper", "waivers", index))
