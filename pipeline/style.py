"""HouseStyle: how a council's papers look, as one typed model that feeds both the CSS and the Word styles.

Every length is a whole number of twips (twentieths of a point), so that Word and PDF break lines and pages alike.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from pipeline.models.base import Count, Id, Model, Text, YesNo

TWIPS = {"pt": 20.0, "in": 1440.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54}


def _length(value: object) -> int:
    text = value if isinstance(value, str) else ""
    number, unit = text[:-2], text[-2:]
    try:
        twips = float(number) * TWIPS[unit]
    except (ValueError, KeyError):
        raise PydanticCustomError("length", "write a length such as 12pt or 1in") from None
    if abs(twips - round(twips)) > 1e-6:
        raise PydanticCustomError("length", "choose a whole number of twentieths of a point, such as 70.85pt")
    return round(twips)


Length = Annotated[int, BeforeValidator(_length)]
"""A length in twips, written with its unit."""


class Page(Model):
    """Paper size and margins."""

    width: Length
    height: Length
    margin_top: Length
    margin_right: Length
    margin_bottom: Length
    margin_left: Length
    footer_from_edge: Length = Field(title="Footer's distance from the page's edge")

    @property
    def measure(self) -> int:
        """The width of the text, in twips."""
        return self.width - self.margin_left - self.margin_right


class Type(Model):
    """A size of type and the exact height of its lines."""

    size: Length
    line: Length

    @property
    def half_points(self) -> int:
        """The size as Word counts it."""
        return self.size // 10


class Fonts(Model):
    """The typeface and its sizes. ``embedded`` has the same widths as ``family`` and ships with the project."""

    family: Text
    embedded: Text
    body: Type
    contacts: Type


class Spacing(Model):
    """Distances. All space stands after a paragraph, so that page tops are alike everywhere."""

    after_paragraph: Length
    after_title: Length
    after_table: Length = Field(title="Exact height of the gap that parts a table from what follows")
    number_width: Length = Field(title="Hanging indent of numbered sections and paragraphs")
    list_indent: Length
    after_cover_paragraph: Length = Field(title="Space between paragraphs of one cell of the cover")


class Columns(Model):
    """Column widths of the tables; each list must fill the measure."""

    cover: list[Length]
    contacts: list[Length]
    source_documents: list[Length]


class Tables(Model):
    """Rules and padding of tables."""

    border: Length
    padding_side: Length
    padding_top: Length
    columns: Columns


Pattern = Annotated[str, StringConstraints(pattern=r"^([^{}%]|\{section\}|\{paragraph\})+$")]
"""A number's pattern: {section} and {paragraph} stand for the counts."""


class Numbering(Model):
    """How sections and paragraphs are numbered."""

    section: Pattern
    paragraph: Pattern


class Labels(Model):
    """The words that the format itself prints."""

    agenda_item: Text
    to: Text
    date: Text
    author: Text
    electoral_divisions: Text
    forward_plan_ref: Text
    no_forward_plan_ref: Text
    key_decision: Text
    purpose: Text
    recommendation: Text
    officer_contact: Text
    member_contact: Text
    name: Text
    post: Text
    portfolio: Text
    email: Text
    tel: Text
    source_documents: Text
    location: Text
    cover_table: Text
    contacts_table: Text
    source_documents_table: Text


class HouseStyle(Model):
    """``style.yaml``."""

    name: Id
    language: Literal["en-GB"]
    page: Page
    fonts: Fonts
    spacing: Spacing
    tables: Tables
    numbering: Numbering
    title_capitals: YesNo
    title_ending: Text | None = None
    heading_capitals: YesNo
    link_colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
    date_format: Literal["date", "ordinal-date"]
    numbers_in_words_to: Count
    labels: Labels

    @model_validator(mode="after")
    def _columns_fill_the_measure(self) -> "HouseStyle":
        for name, widths in self.tables.columns:
            if sum(widths) != self.page.measure:
                message = "the columns of {table} do not fill the width between the margins"
                raise PydanticCustomError("columns", message, {"table": name})
        return self

    def lengths(self) -> Iterator[tuple[str, int]]:
        """Yield every length with its name, as ``page-margin-top``: what the style sheets are fed with."""
        for group, record in (
            ("page", self.page),
            ("fonts", self.fonts),
            ("spacing", self.spacing),
            ("tables", self.tables),
        ):
            yield from _lengths(group, record)


def _lengths(prefix: str, record: Model) -> Iterator[tuple[str, int]]:
    for name, value in record:
        label = f"{prefix}-{name}".replace("_", "-")
        if isinstance(value, Model):
            yield from _lengths(label, value)
        elif isinstance(value, list):
            yield from ((f"{label}-{place}", length) for place, length in enumerate(value, start=1))
        elif isinstance(value, int):
            yield label, value
