"""Clearances: which officers must clear papers, and what of a paper each of them answers for (``council.yaml``)."""

from collections.abc import Mapping
from typing import Literal, get_args

from pydantic import Field

from pipeline.models.base import Id, Model

Role = Literal["finance", "legal", "monitoring-officer", "proper-officer", "dpo"]
"""Who clears: the s.151 officer's staff, the solicitors, the monitoring officer (LGHA 1989 s.5), the proper officer (LGA 1972 s.100B), the
data protection officer (UK GDPR art 37).
"""

ROLES: tuple[Role, ...] = get_args(Role)

ROLE_NAMES: Mapping[Role, str] = {
    "finance": "Finance",
    "legal": "Legal",
    "monitoring-officer": "Monitoring Officer",
    "proper-officer": "Proper Officer",
    "dpo": "Data Protection Officer",
}
"""What people call each role."""

EVERYTHING = "everything"
"""What a role answers for that answers for the whole paper."""


class Clearance(Model):
    """A clearance that every paper needs before it is published."""

    role: Role = Field(title="Role that clears")
    answers_for: list[Id] = Field(
        title="Answers for",
        description="Ids of sections, options and appendices, implications- and an implication's id, title, purpose, "
        "recommendation, labels {#label} of paragraphs; or everything.",
        min_length=1,
    )

    @property
    def minds_waivers(self) -> bool:
        """Whether a finding that is waived is an edit to what this role cleared: for whoever answers for the paper as a whole."""
        return self.role == "proper-officer" or EVERYTHING in self.answers_for
