"""What all input models share: they are frozen, know their fields, and take text only."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError


class Model(BaseModel):
    """A frozen record that refuses unknown fields and never quotes its input."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, data: Any) -> Any:
        """An optional field that is there but empty counts as left out."""
        if not isinstance(data, dict):
            return data
        optional = {info.alias or name for name, info in cls.model_fields.items() if not info.is_required()}
        return {name: value for name, value in data.items() if value is not None or name not in optional}

    def plain(self) -> dict[str, Any]:
        """Return the record as plain values by field name; dates and ages stay values of their own."""
        return {name: _plain(value) for name, value in self}


def _plain(value: object) -> object:
    if isinstance(value, Model):
        return value.plain()
    return [_plain(item) for item in value] if isinstance(value, list) else value


class Restricted:
    """Marks a field whose text is never shown in a finding, a log or a manifest."""


class Markdown:
    """Marks a narrative: Markdown written by officers, in which facts are named."""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _yes_or_no(value: object) -> object:
    answer = {"yes": True, "no": False}.get(value.lower()) if isinstance(value, str) else None
    if answer is None:
        raise PydanticCustomError("yes_or_no", "write Yes or No")
    return answer


def _count(value: object) -> object:
    if isinstance(value, str) and value.isascii() and value.isdigit() and (value == "0" or value[0] != "0"):
        return int(value)
    raise PydanticCustomError("count", "write a whole number, such as 4")


Text = Annotated[str, StringConstraints(max_length=250), AfterValidator(_one_line)]
"""A name, a title, a place: a line of plain text, printed as typed."""

LongText = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_one_line)]
"""A sentence or a few of plain text, printed as typed."""

Narrative = Annotated[str, Markdown()]
"""Markdown with facts named in double braces."""

YesNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": ["Yes", "No", True, False]})]
"""Yes or No."""

Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": ["integer", "string"], "minimum": 0})]
"""A whole number, none or more."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""A short name that other fields refer to: small letters, digits and hyphens."""

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+$")]
"""An e-mail address."""

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
"""An address on the web, from http:// or https://."""
