"""Meetings: ``meetings.yaml``, or a calendar's export, ``meetings.ics``."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pipeline.models.base import Id, LongText, Model, Text, YesNo
from pipeline.models.dates import WholeDate
from pipeline.models.notice import Urgency


def _time(text: str) -> str:
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})\s*(am|pm)?|(\d{1,2})\s*(am|pm)", text.lower())
    if not found:
        raise PydanticCustomError("time", "write a time of day such as 10:00 or 2.30 pm")
    hour, minute = int(found[1] or found[4]), int(found[2] or 0)
    half = found[3] or found[5]
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise PydanticCustomError("time", "write a time of day such as 10:00 or 2.30 pm")
    return f"{hour:02}:{minute:02}"


TimeOfDay = Annotated[str, AfterValidator(_time)]
"""A time of day, kept as 14:30."""


class Meeting(Model):
    """One meeting of a body."""

    id: Id = Field(
        title="Meeting's id", description="Papers refer to it: cabinet-2010-09-07. It stays if the meeting moves."
    )
    body: Text = Field(title="Body", description="Who meets, as the paper is addressed: Cabinet.")
    date: WholeDate = Field(title="Meeting's date")
    time: TimeOfDay | None = Field(None, title="Meeting's time", description="Such as 10:00 or 2.30 pm.")
    venue: Text | None = Field(None, title="Venue")
    moved_from: WholeDate | None = Field(None, title="Moved from", description="The date it was first called for.")
    cancelled: YesNo = Field(default=False, title="Cancelled", description="Nothing is due for it then.")
    private: YesNo = Field(default=False, title="Private", description="Whether any of it is held in private.")
    published: WholeDate | None = Field(
        None,
        title="Agenda published",
        description="The day on which the agenda and the papers were open to the public.",
    )
    private_notice: WholeDate | None = Field(
        None,
        title="Notice of a private meeting",
        description="The day on which it was published: 28 clear days before.",
    )
    private_further_notice: WholeDate | None = Field(
        None,
        title="Further notice of a private meeting",
        description="The day on which it was published: five clear days before.",
    )
    private_reasons: LongText | None = Field(
        None, title="Reasons for privacy", description="Why it is held in private, in words that the public may read."
    )
    private_representations: LongText | None = Field(
        None,
        title="Representations received",
        description="Why it should be open, as somebody put it after the notice; None, if nobody did.",
    )
    private_response: LongText | None = Field(
        None, title="Response to representations", description="What is said to them; None, if there were none."
    )
    private_urgency: Urgency | None = Field(
        None,
        title="Urgency of a private meeting",
        description="Where 28 clear days, or five, were impracticable: who agreed that it is urgent, and why it is.",
    )
    agenda: list[Text] = Field([], title="Agenda", description="The papers' folders, in the order of the agenda.")
