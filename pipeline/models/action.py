"""Action status: what is done about the learning, and who watches it (``actions.yaml``)."""

from typing import Literal

from pydantic import Field

from pipeline.models.base import Id, LongText, Model, Text
from pipeline.models.dates import Date, WholeDate


class Action(Model):
    """One action of an action plan. The lead is a post, never a person."""

    id: Id = Field(title="Action's id")
    review: Id = Field(title="Review", description="The id of a review in reviews.yaml.")
    agency: Text = Field(title="Agency")
    recommendation: LongText | None = Field(None, title="Recommendation")
    action: LongText = Field(title="Action")
    lead: Text | None = Field(None, title="Lead post")
    due: WholeDate | None = Field(None, title="Due date")
    completed: Date | None = Field(None, title="Date completed")
    status: Literal["not started", "in progress", "complete", "complete and evidenced", "superseded"] = Field(
        title="Status"
    )
    rag: Literal["red", "amber", "green", "blue"] | None = Field(None, title="RAG")
    evidence: LongText | None = Field(None, title="Evidence")


class ActionPlan(Model):
    """``actions.yaml``."""

    monitored_by: list[Text] = Field([], title="Monitored by", description="Groups that watch the actions.")
    actions: list[Action] = Field([], title="Actions")
