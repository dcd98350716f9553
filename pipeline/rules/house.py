"""House rules: what a paper of this format must show."""

from collections.abc import Iterable

from pipeline.findings import Finding, Severity
from pipeline.models.inputs import Inputs


def blank_electoral_divisions(inputs: Inputs) -> Iterable[Finding]:
    """HS101: the cover prints the label for electoral divisions with nothing after it."""
    if inputs.paper.electoral_divisions is None:
        yield Finding(
            "HS101",
            Severity.NOTE,
            "Electoral division(s) is blank on the cover",
            "Name them, or write All.",
            at=("paper", "electoral_divisions"),
            on_key=True,
        )
