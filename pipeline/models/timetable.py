"""How a council works to its meetings: which bodies it has, and its own deadlines beside those of the law (``council.yaml``)."""

from typing import Literal

from pydantic import Field

from pipeline.models.base import Count, Model, Text
from pipeline.models.dates import WholeDate
from pipeline.models.law import Kind, Nation


class Body(Model):
    """What one of the council's bodies is in law."""

    name: Text = Field(title="Body's name", description="As meetings name it: Cabinet.")
    kind: Kind = Field(title="Kind of body", description="A Cabinet and its committees are the executive.")


class OwnHoliday(Model):
    """A day that is no working day: proclaimed late, or the council's own."""

    date: WholeDate = Field(title="Holiday's date")
    name: Text = Field(title="Holiday's name")


class TimetablePolicy(Model):
    """The council's own timetable. The law's periods are not among these: they cannot be changed."""

    nation: Nation = Field("England", title="Nation")
    bodies: list[Body] = Field(
        [], title="Bodies", description="Left out, a Cabinet or Executive is one, others are committees."
    )
    notice_days: Literal["calendar", "working"] = Field(
        "calendar", title="28 clear days are", description="The regulations do not say; both are printed."
    )
    forward_plan_pattern: Text | None = Field(
        None,
        title="Pattern of Forward Plan refs",
        description="9 is a digit, A a capital letter, all else itself: 9999/999, or A999 or A9999.",
    )
    report_deadline: Count = Field(
        5, title="Reports' deadline", description="Working days before the agenda is published."
    )
    drafts: Count = Field(10, title="First drafts", description="Working days before the agenda is published.")
    decisions: Count = Field(2, title="Decisions published", description="Working days after the meeting.")
    call_in: Count = Field(
        5, title="Call-in", description="Working days after decisions are published; 0 where there is none."
    )
    holidays: list[OwnHoliday] = Field(
        [], title="Further holidays", description="Bank holidays are known; these are added."
    )
