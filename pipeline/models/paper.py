"""The paper itself: cover, sections, source documents (``paper.yaml``)."""

from typing import Literal

from pydantic import Field

from pipeline.models.base import Count, Email, Id, Model, Narrative, Text, YesNo
from pipeline.models.dates import Date


class Author(Model):
    """Whom the paper is from."""

    name: Text = Field(title="Author's name")
    post: Text = Field(title="Author's post")
    directorate: Text = Field(title="Author's directorate")


class OfficerContact(Model):
    """The officer to ask about the paper."""

    name: Text = Field(title="Officer contact's name")
    post: Text = Field(title="Officer contact's post")
    email: Email = Field(title="Officer contact's e-mail address")
    tel: Text = Field(title="Officer contact's telephone number")


class MemberContact(Model):
    """The member to ask about the paper."""

    name: Text = Field(title="Member contact's name")
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


class SourceDocument(Model):
    """One line of the list of source documents.

    ``kind`` tells published works from the background papers of LGA 1972 s.100D.
    """

    title: Narrative = Field(title="Source document")
    location: Text = Field(title="Location", description="A web address, or where the document can be read.")
    kind: Literal["published", "background", "other"] = Field("published", title="Kind of source document")


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
    purpose: Narrative = Field(title="Purpose")
    recommendation: Narrative = Field(title="Recommendation")
    contacts: Contacts = Field(title="Contacts")
    figures: list[Figure] = Field([], title="Figures")
    sections: dict[Id, Narrative] = Field({}, title="Sections", description="The report type says which there are.")
    source_documents: list[SourceDocument] = Field([], title="Source documents")
