"""Case summaries: the reviews a paper is about (``reviews.yaml``). What tells of a child is restricted."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pipeline.models.base import Id, Model, Narrative, Restricted, Text, YesNo
from pipeline.models.dates import Date, WholeDate
from pipeline.models.withholding import Withholdable

_AGE = re.compile(r"(?P<number>\d{1,3})(\s+(?P<unit>day|week|month|year)s?)?")


@dataclass(frozen=True)
class Age:
    """An age: a number and its unit, one of day, week, month, year."""

    number: int
    unit: str = "year"


def _parse_age(value: object) -> Age:
    if found := _AGE.fullmatch(value) if isinstance(value, str) else None:
        return Age(int(found["number"]), found["unit"] or "year")
    raise PydanticCustomError("age", "write an age such as 17, 17 years or 10 weeks")


AgeAtDeath = Annotated[
    Age, PlainValidator(_parse_age), WithJsonSchema({"type": "string", "examples": ["17", "17 years", "10 weeks"]})
]
"""An age as officers write it."""


class Child(Model):
    """A child whom a review is about, by pseudonym only."""

    name: Annotated[Text, Restricted()] = Field(title="Child's pseudonym", description="Such as Child F; never a name.")
    sex: Literal["female", "male"] | None = Field(
        None, title="Child's sex", description="Only where it may be published."
    )
    died: Annotated[Date, Restricted()] = Field(title="Date of death", description="Month and year will do.")
    age: Annotated[AgeAtDeath | None, Restricted()] = Field(None, title="Age at death", description="17, or 10 weeks.")


class Responsible(Model):
    """Somebody who was found responsible for a death."""

    relationship: Annotated[Text, Restricted()] = Field(
        title="Relationship to the child", description="mother, parent ..."
    )
    convicted: Annotated[WholeDate | None, Restricted()] = Field(None, title="Date of conviction")


class ExecutiveSummary(Model):
    """When the executive summary is published."""

    published: WholeDate | None = Field(None, title="Executive summary's date of publication")
    already_published: YesNo = Field(
        default=False, title="Already published", description="Where the date is not known."
    )


Kind = Literal["serious case review", "local child safeguarding practice review", "rapid review"]
"""What a review is by law: serious case reviews ended with the boards (Working Together 2018, SI 2018/789)."""


class Review(Withholdable):
    """A serious case review, or what took its place."""

    id: Id = Field(title="Review's id", description="Facts are named after it: baby-a.children.")
    kind: Kind | None = Field(None, title="Kind of review", description="Left out, its date of initiation decides.")
    initiated: Date | None = Field(None, title="Date of initiation", description="The decision to hold the review.")
    children: list[Child] = Field(title="Children", min_length=1)
    responsible: list[Responsible] = Field([], title="Found responsible", description="After criminal proceedings.")
    circumstances: Annotated[Narrative | None, Restricted()] = Field(
        None, title="Circumstances", description='Completes "The case was of ...".'
    )
    executive_summary: ExecutiveSummary = Field(ExecutiveSummary(), title="Executive summary")
    learning: Annotated[Narrative | None, Restricted()] = Field(None, title="Learning")
