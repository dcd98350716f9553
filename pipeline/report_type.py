"""ReportType: which sections a kind of paper has, and what each prints where the paper says nothing of its own."""

from pydantic import Field, model_validator

from pipeline.models.base import Id, Model, Narrative, Text, YesNo


class Section(Model):
    """One numbered section, in the order of the paper."""

    id: Id
    heading: Text
    required: YesNo = False
    text: Narrative | None = Field(None, title="What the section says where the paper does not write it")


class ReportType(Model):
    """``report.yaml``."""

    name: Id
    title: Text = Field(title="What the kind of paper is called")
    sections: list[Section]

    @model_validator(mode="after")
    def _sections_once(self) -> "ReportType":
        names = [section.id for section in self.sections]
        if len(set(names)) != len(names):
            raise ValueError("a section's id is given twice")
        return self
