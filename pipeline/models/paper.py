"""The paper itself: cover, sections, source documents (``paper.yaml``)."""

from typing import Literal

from pydantic import Field

from pipeline.models.base import Count, Email, Id, LongText, Model, Narrative, Text, YesNo
from pipeline.models.dates import Date, WholeDate
from pipeline.models.notice import Decision, ForwardPlanEntry, GeneralException, Urgency
from pipeline.models.withholding import WithheldPart, Withholdable


class Author(Model):
    """Whom the paper is from."""

    name: Text | None = Field(None, title="Author's name")
    post: Text = Field(title="Author's post")
    directorate: Text = Field(title="Author's directorate")


class OfficerContact(Model):
    """The officer to ask about the paper."""

    name: Text | None = Field(None, title="Officer contact's name")
    post: Text = Field(title="Officer contact's post")
    email: Email = Field(title="Officer contact's e-mail address")
    tel: Text = Field(title="Officer contact's telephone number")


class MemberContact(Model):
    """The member to ask about the paper."""

    name: Text | None = Field(None, title="Member contact's name")
    portfolio: Text = Field(title="Member contact's portfolio")
    email: Email = Field(title="Member contact's e-mail address")
    tel: Text = Field(title="Member contact's telephone number")


class Contacts(Model):
    """Both contacts."""

    officer: OfficerContact = Field(title="Officer contact")
    member: MemberContact = Field(title="Member contact")


class Figure(Model):
    """A figure that the prose needs and the other inputs do not hold; used as ``{{ figures.<id> }}``."""

    id: Id = Field(title="Figure's id")
    value: Text = Field(title="Figure's value", description="A whole number, or text such as 6%.")
    source: Text | None = Field(None, title="Figure's source")
    as_at: Date | None = Field(None, title="Figure's date")


class SourceDocument(Withholdable):
    """One line of the list of source documents.

    ``kind`` tells published works from the background papers of LGA 1972 s.100D.
    """

    title: Narrative = Field(title="Source document")
    location: Text = Field(title="Location", description="A web address, or where the document can be read.")
    kind: Literal["published", "background", "other"] = Field("published", title="Kind of source document")


class FurtherSection(Withholdable):
    """A section with a heading of the paper's own, where the report type has room for such."""

    id: Id = Field(title="Section's id", description="Cross-references name it: {{ ref.its-id }}.")
    heading: Text = Field(title="Section's heading")
    text: Narrative = Field(title="Section's text")


class Option(Withholdable):
    """A course that the decision makers could take."""

    id: Id = Field(title="Option's id")
    title: Text = Field(title="Option's title")
    text: Narrative = Field(title="Option's text")
    recommended: YesNo = Field(default=False, title="Recommended")
    rejected: LongText | None = Field(
        None,
        title="Why it was rejected",
        description="A sentence that the record of the decision prints, not the paper.",
    )


class Appendix(Withholdable):
    """An appendix, on pages of its own."""

    id: Id = Field(title="Appendix's id", description="Cross-references name it: {{ ref.its-id }}.")
    title: Text = Field(title="Appendix's title")
    text: Narrative = Field(title="Appendix's text")
    landscape: YesNo = Field(default=False, title="Landscape pages")
    published: WholeDate | None = Field(
        None, title="Appendix published", description="Where that was later than the paper."
    )


class Waiver(Model):
    """A finding that is put up with: it stops nothing, and stays listed with its reason."""

    finding: Text = Field(
        title="Finding's id", description="Such as HS101. What is wrong with a file (VA) cannot be waived."
    )
    about: Text | None = Field(
        None, title="What it is about", description="Words of its message, where only some of its findings are meant."
    )
    reason: Text = Field(title="Reason", description="It is kept with the paper.")


class Paper(Model):
    """``paper.yaml``."""

    report_type: Id = Field(title="Report type", description="A folder under templates/reports.")
    meeting: Id = Field(title="Meeting", description="The id of a meeting in meetings.yaml.")
    agenda_item: Count | None = Field(None, title="Agenda item number")
    title: Narrative = Field(title="Title")
    author: Author = Field(title="From", alias="from")
    electoral_divisions: Text | None = Field(None, title="Electoral division(s)")
    forward_plan_ref: Text | None = Field(None, title="Forward Plan ref", description="Empty prints N/a.")
    key_decision: YesNo = Field(title="Key decision")
    notice_published: WholeDate | None = Field(
        None,
        title="Key decision's notice published",
        description="The day; until September 2012, that of the Forward Plan which listed it.",
    )
    published: WholeDate | None = Field(
        None, title="Paper published", description="Where that was later than the agenda: a late item."
    )
    special_circumstances: LongText | None = Field(
        None,
        title="Special circumstances",
        description="Why a late item cannot wait, as the minutes will have it (LGA 1972 s.100B(4)(b)).",
    )
    purpose: Narrative = Field(title="Purpose")
    recommendation: Narrative = Field(title="Recommendation")
    contacts: Contacts = Field(title="Contacts")
    figures: list[Figure] = Field([], title="Figures")
    as_at: WholeDate | None = Field(
        None, title="As at", description="The day for which actions are counted; left out, the meeting's."
    )
    last_reported: WholeDate | None = Field(
        None, title="Last reported", description="The day as at which the last report counted actions."
    )
    action_appendix: Literal["paper", "spreadsheet"] = Field(
        "paper", title="Appendix of actions", description="In the paper, or in a spreadsheet beside it."
    )
    sections: dict[Id, Narrative] = Field({}, title="Sections", description="The report type says which there are.")
    further_sections: list[FurtherSection] = Field([], title="Further sections")
    options: list[Option] = Field([], title="Options")
    implications: dict[Id, Narrative] = Field(
        {}, title="Implications", description="The council's profile says which there are."
    )
    appendices: list[Appendix] = Field([], title="Appendices")
    notes: dict[Id, Narrative] = Field({}, title="Notes", description="At the paper's end: {{ note.its-id }}.")
    source_documents: list[SourceDocument] = Field([], title="Source documents")
    forward_plan: ForwardPlanEntry | None = Field(
        None, title="Forward Plan entry", description="What the plan says of a key decision, until September 2012."
    )
    general_exception: GeneralException | None = Field(
        None, title="General exception", description="Where a key decision could not be noticed in time."
    )
    special_urgency: Urgency | None = Field(
        None, title="Special urgency", description="Where a key decision cannot wait for the general exception either."
    )
    decision: Decision | None = Field(
        None, title="Decision made", description="What was decided, filled in after the meeting for the record of it."
    )
    withheld: list[WithheldPart] = Field(
        [], title="Withheld", description="Sections, paragraphs and columns that the public copy leaves out."
    )
    waivers: list[Waiver] = Field(
        [], title="Waivers", description="Findings that are put up with, each with its reason."
    )
