"""Ofsted's evaluations of reviews, of the report and not of the practice (``evaluations.yaml``)."""

from typing import Annotated, Literal

from pydantic import Field

from pipeline.models.base import Id, Model, Restricted, Text
from pipeline.models.dates import Date

Grade = Literal["outstanding", "good", "adequate", "inadequate"]


class Component(Model):
    """The judgement of one part of a review."""

    part: Literal["individual management review", "overview report", "executive summary", "action plan"] = Field(
        title="Part of the review"
    )
    agency: Text | None = Field(None, title="Agency")
    grade: Grade = Field(title="Part's grade")


class Evaluation(Model):
    """The evaluation of one review; without a grade it is awaited."""

    review: Id = Field(title="Review", description="The id of a review in reviews.yaml.")
    submitted: Date = Field(title="Date submitted for evaluation")
    grade: Literal["outstanding", "good", "adequate", "inadequate", "awaited"] = Field(title="Grade")
    received: Date | None = Field(None, title="Date of the evaluation letter")
    reconsidered: Date | None = Field(None, title="Date re-submitted")
    components: list[Component] = Field([], title="Component judgements")
    printed_as: Annotated[Text | None, Restricted()] = Field(
        None, title="Printed as", description="Where a paper must print another name than the data give: Baby F Review."
    )
