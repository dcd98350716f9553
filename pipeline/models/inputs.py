"""All that one paper is made from."""

from typing import Annotated

from pydantic import Field

from pipeline.models.action import ActionPlan
from pipeline.models.base import Model, Restricted
from pipeline.models.council import Board, Council, Partners
from pipeline.models.dates import PartialDate
from pipeline.models.evaluation import Evaluation
from pipeline.models.law import Exclusion, Rule, Schedule12A
from pipeline.models.meeting import Meeting
from pipeline.models.paper import Paper
from pipeline.models.review import Kind, Review


class Shared(Model):
    """What all papers share: enough for a timetable."""

    council: Council = Field(title="Council")
    meetings: list[Meeting] = Field(title="Meetings")


class Law(Model):
    """``law.yaml``."""

    rules: list[Rule] = Field(title="Rules")


class Schedules(Model):
    """``schedule_12a.yaml``."""

    schedules: list[Schedule12A] = Field(title="Schedule 12A")


class Exclusions(Model):
    """``exclusion.yaml``."""

    exclusions: list[Exclusion] = Field(title="Exclusion of the public")


class Inputs(Model):
    """The files of a paper, by name."""

    council: Council = Field(title="Council")
    meetings: list[Meeting] = Field(title="Meetings")
    paper: Paper = Field(title="Paper")
    reviews: Annotated[list[Review], Restricted()] = Field([], title="Reviews")
    evaluations: list[Evaluation] = Field([], title="Evaluations")
    actions: ActionPlan = Field(ActionPlan(), title="Action status")

    @property
    def meeting(self) -> Meeting:
        """The meeting that the paper goes to."""
        return next(meeting for meeting in self.meetings if meeting.id == self.paper.meeting)

    @property
    def as_at(self) -> PartialDate:
        """The day for which the paper counts actions."""
        return self.paper.as_at or self.meeting.date

    @property
    def safeguarding(self) -> Board | Partners:
        """Who is responsible for reviews on the day of the meeting: the board, or the partners who took its place."""
        partners = self.council.partners
        return partners if partners and self.meeting.date >= partners.since else self.council.board

    def kind_of(self, review: Review) -> Kind:
        """What a review is: as it says, else by whether the safeguarding partners were in place when it was begun."""
        partners = self.council.partners
        begun = review.initiated or max(child.died for child in review.children)
        by_date: Kind = "serious case review"
        if partners and begun >= partners.since:
            by_date = "local child safeguarding practice review"
        return review.kind or by_date

    def evaluation_of(self, review: Review) -> Evaluation | None:
        """The evaluation of a review, if it was submitted."""
        return next((evaluation for evaluation in self.evaluations if evaluation.review == review.id), None)
