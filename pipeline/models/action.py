"""Action status: what is done about the learning, and who watches it (``actions.yaml``)."""

from typing import Annotated, Literal

from pydantic import Field

from pipeline.models.base import Id, LongText, Model, Restricted, Text
from pipeline.models.dates import Date, PartialDate, WholeDate
from pipeline.models.withholding import Withholdable

Status = Literal["not started", "in progress", "complete", "complete and evidenced", "superseded"]
"""How far an action is, as its agency says."""

State = Literal["not started", "on track", "at risk", "overdue", "complete", "complete and evidenced", "superseded"]
"""How an action stands on a day, as computed from its dates and status (``progress.py``)."""

Rag = Literal["red", "amber", "green", "blue"]
"""A rating; what each colour means is the council's to say (``council.yaml``, rag_legend)."""


class Update(Model):
    """What an agency reported of an action on a day; a field left out stays as it was, but a rating lapses with its status."""

    date: WholeDate = Field(title="Update's date")
    status: Status | None = Field(None, title="Update's status")
    rag: Rag | None = Field(None, title="Update's RAG")
    due: WholeDate | None = Field(None, title="New due date", description="Where it was put back or brought forward.")
    note: Annotated[LongText | None, Restricted()] = Field(
        None,
        title="Update's note",
        description="Printed where the action is overdue or disputed: write it for publication.",
    )


class Action(Withholdable):
    """One action of an action plan. The lead is a post, never a person."""

    id: Id = Field(title="Action's id")
    review: Id = Field(title="Review", description="The id of a review in reviews.yaml.")
    agency: Text = Field(title="Agency")
    theme: Text | None = Field(None, title="Theme")
    recommendation: Annotated[LongText | None, Restricted()] = Field(None, title="Recommendation")
    action: LongText = Field(title="Action")
    lead: Text | None = Field(None, title="Lead post")
    agreed: WholeDate | None = Field(
        None, title="Date agreed", description="When it joined the plan; left out, it was always there."
    )
    due: WholeDate | None = Field(None, title="Due date", description="As first agreed; updates may change it.")
    completed: Date | None = Field(None, title="Date completed")
    status: Status = Field(title="Status", description="As it is now; updates say what it was before.")
    rag: Rag | None = Field(
        None, title="RAG", description="As the agency claims; it is compared with the computed one."
    )
    evidence: Annotated[LongText | None, Restricted()] = Field(None, title="Evidence")
    updates: list[Update] = Field([], title="Updates")

    @property
    def dated_updates(self) -> list[Update]:
        """The updates, oldest first."""
        return sorted(self.updates, key=lambda update: update.date)

    def completed_on(self, day: PartialDate) -> PartialDate | None:
        """When it was completed, as known on a day: the date given, else that of the update since which it is complete."""
        if self.completed and self.completed <= day:
            return self.completed
        found = None
        for update in self.dated_updates:
            if update.status and update.date <= day:
                found = (found or update.date) if update.status.startswith("complete") else None
        return found


class ActionPlan(Model):
    """``actions.yaml``."""

    monitored_by: list[Text] = Field([], title="Monitored by", description="Groups that watch the actions.")
    actions: list[Action] = Field([], title="Actions")

    @property
    def dated(self) -> bool:
        """Whether the plan is kept with dates at all: only then can a date be missing."""
        return any(action.due or action.updates for action in self.actions)
