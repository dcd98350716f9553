"""What notices and records of decisions tell beside the paper: fields of ``council.yaml``, ``meetings.yaml`` and ``paper.yaml``.

All of it may be left out: a notice that the law asks to state it says then what is missing.
"""

from pydantic import Field

from pipeline.models.base import Email, Id, LongText, Model, Narrative, Text, WebAddress
from pipeline.models.dates import WholeDate


class DecisionMaker(Model):
    """A body that takes decisions, with the list of its members that notices must give."""

    body: Text = Field(title="Decision maker", description="As meetings name the body: Cabinet.")
    members: list[Text] = Field(
        title="Members", description="Each member's name, title or office, as notices list them.", min_length=1
    )


class NoticePolicy(Model):
    """What all notices of a council share."""

    decision_makers: list[DecisionMaker] = Field([], title="Decision makers")
    copies_from: Text | None = Field(
        None, title="Address for copies", description="Where copies of the documents submitted can be had."
    )
    other_documents: LongText | None = Field(
        None,
        title="Requests for other documents",
        description="How to ask for details of documents that are submitted later: a sentence.",
    )
    offices: Text | None = Field(
        None, title="Offices", description="Where notices can be seen: County Hall, Market Street."
    )
    website: WebAddress | None = Field(None, title="Website of notices", description="Where notices are published.")
    proper_officer: Text | None = Field(None, title="Proper officer", description="The post that gives notices.")
    email: Email | None = Field(None, title="Notices' e-mail address")
    tel: Text | None = Field(None, title="Notices' telephone number")


class Urgency(Model):
    """Who agreed that something is urgent and cannot reasonably be deferred, when, and why it is."""

    agreed_by: Text | None = Field(
        None,
        title="Urgency: agreed by",
        description="By office: the chair of the relevant overview and scrutiny committee, or else the council's chairman, "
        "or else its vice-chairman.",
    )
    agreed_on: WholeDate | None = Field(None, title="Urgency: agreed on")
    reasons: LongText | None = Field(
        None, title="Urgency: reasons", description="Why it is urgent and cannot reasonably be deferred."
    )
    published: WholeDate | None = Field(None, title="Urgency: published", description="The day of the notice.")


class ForwardPlanEntry(Model):
    """What the Forward Plan says of a key decision, until September 2012."""

    consultees: LongText | None = Field(
        None, title="Forward Plan: groups to be consulted", description="The principal groups."
    )
    means: LongText | None = Field(None, title="Forward Plan: means of consultation")
    representations: LongText | None = Field(
        None, title="Forward Plan: how to make representations", description="The steps to be taken."
    )
    representations_by: WholeDate | None = Field(None, title="Forward Plan: representations by")


class GeneralException(Model):
    """Notice of a key decision that could not be listed, or noticed, in time."""

    informed: Text | None = Field(
        None,
        title="General exception: informed",
        description="By office: the chair of the relevant overview and scrutiny committee, or else each of its members.",
    )
    informed_on: WholeDate | None = Field(None, title="General exception: informed on")
    impracticable: LongText | None = Field(
        None, title="General exception: reasons", description="Why the usual notice was impracticable."
    )
    published: WholeDate | None = Field(
        None, title="General exception: published", description="Five clear days must follow it."
    )


class Decision(Model):
    """What was decided: filled in after the meeting."""

    made: Narrative | None = Field(None, title="Decision", description="As the minutes have it.")
    reasons: Narrative | None = Field(None, title="Reasons for the decision")
    option: Id | None = Field(
        None,
        title="Option chosen",
        description="Its id, where it was not the one recommended; the others were rejected.",
    )
    alternatives: Narrative | None = Field(
        None,
        title="Other alternatives rejected",
        description="Where the paper has no options, or others were considered at the meeting.",
    )
    conflicts: LongText | None = Field(
        None, title="Conflicts of interest declared", description="Who declared which; None, if nobody did."
    )
    dispensations: LongText | None = Field(
        None, title="Dispensations", description="For declared conflicts; None, if there were none."
    )
    published: WholeDate | None = Field(None, title="Record of the decision published")
