"""The law as data: what must be done how long before or after a meeting, by whom, since when and until when (``law.yaml``)."""

from typing import Literal

from pydantic import Field

from pipeline.models.base import Count, Id, LongText, Model, Text, YesNo
from pipeline.models.dates import WholeDate

Kind = Literal["executive", "committee"]
"""What a body is in law: the Cabinet and its committees, or the council, its committees and sub-committees."""

Nation = Literal["England", "Wales"]

Unit = Literal["clear days", "clear days, working or calendar", "days", "years", "none"]
"""How a period is counted. A clear day is a working day between the day of the notice and that of the meeting."""


class Rule(Model):
    """One rule while one period of it is in force."""

    id: Id = Field(title="Rule's id", description="One rule has the same id in all its periods.")
    title: Text = Field(title="What must be done")
    kind: Kind = Field(title="Kind of body")
    nation: Nation = Field(title="Nation")
    period: Count = Field(0, title="Period")
    unit: Unit = Field(title="Unit of the period")
    since: WholeDate | None = Field(
        None, title="In force from", description="Left out, before all that inputs tell of."
    )
    until: WholeDate | None = Field(None, title="In force to", description="The last day; left out, it is in force.")
    authority: Text = Field(title="Authority")
    wording: LongText = Field(title="What it asks")
    verified: YesNo = Field(default=True, title="Read in a published source")


class ExemptParagraph(Model):
    """One description of exempt information."""

    number: Count = Field(title="Paragraph's number")
    wording: LongText = Field(title="Paragraph's wording")


class Schedule12A(Model):
    """Schedule 12A to the Local Government Act 1972 in one nation, while one text of it is in force."""

    nation: Nation = Field(title="Nation")
    since: WholeDate | None = Field(None, title="In force from")
    until: WholeDate | None = Field(None, title="In force to", description="The last day; left out, it is in force.")
    part: Text = Field(title="Part that describes exempt information")
    authority: Text = Field(title="Authority")
    public_interest_test: YesNo = Field(
        default=False, title="Exempt only while the public interest in withholding is the greater"
    )
    verified: YesNo = Field(default=True, title="Read in a published source")
    paragraphs: list[ExemptParagraph] = Field(title="Paragraphs")

    def wording(self, paragraph: int) -> str | None:
        """Return what a paragraph describes, None where there is no such paragraph."""
        return next((each.wording for each in self.paragraphs if each.number == paragraph), None)


class Exclusion(Model):
    """How the public is excluded from a meeting of one kind of body in one nation, while one text of the law is in force."""

    kind: Kind = Field(title="Kind of body")
    nation: Nation = Field(title="Nation")
    since: WholeDate | None = Field(None, title="In force from")
    until: WholeDate | None = Field(None, title="In force to", description="The last day; left out, it is in force.")
    authority: Text = Field(title="Authority")
    resolution: LongText = Field(
        title="Resolution for exempt information",
        description="{items}, {grounds} and {they} stand for the items, the descriptions of Schedule 12A, and it or them.",
    )
    confidential: LongText = Field(
        title="What is said of confidential information", description="{items} and {they} stand for the same."
    )
    verified: YesNo = Field(default=True, title="Read in a published source")
