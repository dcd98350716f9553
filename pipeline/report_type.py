"""ReportType: which inputs and sections a kind of paper has, and what each prints where the paper says nothing of its own."""

from typing import Literal

from pydantic import Field, model_validator

from pipeline.models.base import Id, Model, Narrative, Text, YesNo


class Section(Model):
    """One numbered section, in the order of the paper; one that nothing is written in is left out."""

    id: Id
    heading: Text
    required: YesNo = False
    text: Narrative | None = Field(None, title="What the section says where the paper does not write it")
    holds: Literal["options", "implications"] | None = Field(None, title="What else of the paper stands in it")
    lettered: YesNo = Field(default=False, title="Its numbered lists are lettered, as recommendations are")
    further: YesNo = Field(default=False, title="The paper's further sections stand before it")


class ReportType(Model):
    """``report.yaml``."""

    name: Id
    title: Text = Field(title="What the kind of paper is called")
    inputs: list[Literal["reviews", "evaluations", "actions"]] = Field(
        [], title="What it takes of the council's registers", description="Files beside council.yaml, for all papers."
    )
    sections: list[Section]
    labels: list[Id] = Field(
        [], title="Ids that its template gives, besides the sections'", description="For references."
    )

    @property
    def holds(self) -> dict[str, str | None]:
        """What else of a paper stands in each section, by the section's id: the one that is lettered repeats the recommendation."""
        return {each.id: "recommendation" if each.lettered else each.holds for each in self.sections}

    @model_validator(mode="after")
    def _sections_once(self) -> "ReportType":
        names = [section.id for section in self.sections]
        if len(set(names)) != len(names):
            raise ValueError("a section's id is given twice")
        return self
