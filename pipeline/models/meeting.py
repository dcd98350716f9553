"""Meetings: ``meetings.yaml``."""

from pydantic import Field

from pipeline.models.base import Id, Model, Text
from pipeline.models.dates import WholeDate


class Meeting(Model):
    """One meeting of a body."""

    id: Id = Field(title="Meeting's id", description="Papers refer to it: cabinet-2010-09-07.")
    body: Text = Field(title="Body", description="Who meets, as the paper is addressed: Cabinet.")
    date: WholeDate = Field(title="Meeting's date")
    venue: Text | None = Field(None, title="Venue")
