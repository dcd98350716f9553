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


PageText = Annotated[str, StringConstraints(pattern=r"^([^{}]|\{page\}|\{pages\}|\{council\})+$")]
"""A line at the top or foot of pages: {page}, {pages} and {council} stand for the counts and the council's name."""

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
"""A colour such as #003399."""


class Page(Model):
    """Paper size and margins."""

    width: Length
    height: Length
    margin_top: Length
    margin_right: Length
    margin_bottom: Length
    margin_left: Length
    footer_from_edge: Length = Field(title="Footer's distance from the page's edge")
    header: PageText | None = Field(None, title="Text at the top of each page")
    footer: PageText = Field("{page}", title="Text at the foot of each page")
    footer_align: Literal["left", "center", "right"] = "center"

    @property
    def measure(self) -> int:
        """The width of the text, in twips."""
        return self.width - self.margin_left - self.margin_right

    @property
    def landscape_measure(self) -> int:
        """The width of the text on a landscape page, in twips: margins keep their sides."""
        return self.height - self.margin_left - self.margin_right


class Type(Model):
    """A size of type and the exact height of its lines."""

    size: Length
    line: Length

    @model_validator(mode="after")
    def _size_in_half_points(self) -> "Type":
        if self.size % 10:
            raise PydanticCustomError("length", "choose a size of type in whole or half points, such as 10.5pt")
        return self

    @property
    def half_points(self) -> int:
        """The size as Word counts it."""
        return self.size // 10


class Fonts(Model):
    """The typeface and its sizes. ``embedded`` has the same widths as ``family`` and ships with the project."""

    family: Text
    embedded: Text
    body: Type
    title: Type = Field(title="The title's type")
    heading: Type = Field(title="The sections' headings' type")
    contacts: Type
    table: Type = Field(title="Type of tables of figures and of captions")


class Spacing(Model):
    """Distances. All space stands after a paragraph, so that page tops are alike everywhere."""

    after_paragraph: Length
    after_title: Length
    after_table: Length = Field(title="Exact height of the gap that parts a table from what follows")
    number_width: Length = Field(title="Hanging indent of numbered sections and paragraphs")
    subnumber_width: Length = Field(title="Hanging indent of paragraphs of the third level")
    appendix_number_width: Length = Field(title="Hanging indent of an appendix's heading")
    after_caption: Length = Field(title="Space between a table's caption and the table")
    cover_label_width: Length = Field(title="Hanging indent of a cover that is a list")
    list_indent: Length
    after_cover_paragraph: Length = Field(title="Space between paragraphs of one cell of the cover")


class Columns(Model):
    """Column widths of the tables that every paper has; each list must fill the measure. Other tables follow their words."""

    cover: list[Length]
    contacts: list[Length]
    source_documents: list[Length]


class Tables(Model):
    """Rules and padding of tables."""

    border: Length
    rules: Literal["grid", "rows"] = Field("grid", title="Rules of tables of figures: all around, or between rows")
    header_fill: Colour | None = Field(None, title="Colour behind a table's header row")
    padding_side: Length
    padding_top: Length
    columns: Columns


class RagFills(Model):
    """The colour behind each rating; the rating's word always stands on it, in black."""

    red: Colour
    amber: Colour
    green: Colour
    blue: Colour


def _pattern(*counts: str) -> StringConstraints:
    return StringConstraints(pattern=r"^([^{}%]|" + "|".join(rf"\{{{count}\}}" for count in counts) + ")+$")


class Numbering(Model):
    """How sections, paragraphs and appendices are numbered: the names in braces stand for the counts."""

    section: Annotated[str, _pattern("section")]
    paragraph: Annotated[str, _pattern("section", "paragraph")]
    subparagraph: Annotated[str, _pattern("section", "paragraph", "subparagraph")]
    appendix: Annotated[str, _pattern("appendix")]
    appendix_paragraph: Annotated[str, _pattern("appendix", "paragraph")]


CoverField = Literal[
    "agenda_item",
    "to",
    "date",
    "author",
    "electoral_divisions",
    "forward_plan_ref",
    "key_decision",
    "purpose",
    "recommendation",
    "officer_contact",
    "member_contact",
]
"""What a cover can tell; its label is the one of the same name."""


class Cover(Model):
    """What stands before the first section, in which order, and how."""

    layout: Literal["table", "list"] = Field(title="A layout table, or a list (which is read aloud better)")
    rows: list[list[CoverField]] = Field(title="The cover's fields; two may share a row of a table")
    contacts_table: YesNo = Field(default=False, title="Contacts in a table of their own after the cover")
    sections: list[Literal["purpose", "recommendation"]] = Field([], title="What opens the paper as numbered sections")
    author: Annotated[str, StringConstraints(pattern=r"^[^{}]*\{post\}[^{}]*\{directorate\}[^{}]*$")] = Field(
        "{post}, {directorate}", title="How the author is written, after the name"
    )

    @model_validator(mode="after")
    def _rows_hold_one_or_two(self) -> "Cover":
        if not all(1 <= len(row) <= (2 if self.layout == "table" else 1) for row in self.rows):
            raise PydanticCustomError(
                "columns", "a row of a table holds one or two fields, an entry of a list holds one"
            )
        return self


class Crest(Model):
    """The council's crest above the title of the first page: an SVG beside style.yaml, its lettering as outlines."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.svg$")]
    width: Length
    height: Length
    description: Text


class Labels(Model):
    """The words that the format itself prints."""

    title: Text | None = Field(None, title="What stands before the title")
    notice: Text | None = Field(None, title="A line after the cover, such as: For general release")
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
    purpose_section: Text = Field(title="Heading of the purpose where it is a section")
    recommendation_section: Text = Field(title="Heading of the recommendation where it is a section")
    section_word: Text = Field(title="What a cross-reference calls a section")
    paragraph_word: Text = Field(title="What a cross-reference calls a paragraph")
    option: Text = Field(title="What options are called; their number follows")
    recommended: Text = Field(title="What marks the option recommended")
    notes: Text = Field(title="Heading of the notes")
    withheld: Text = Field(title="Heading of what is said of information that is withheld")
    withheld_reference: Text = Field(title="What a cross-reference calls what is withheld and has no number")


class HouseStyle(Model):
    """``style.yaml``."""

    name: Id
    extends: Id | None = Field(None, title="The style that this one changes")
    language: Literal["en-GB"]
    page: Page
    fonts: Fonts
    spacing: Spacing
    tables: Tables
    numbering: Numbering
    title_capitals: YesNo
    title_ending: Text | None = None
    heading_capitals: YesNo
    link_colour: Colour
    rag: RagFills
    cover: Cover
    crest: Crest | None = None
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
        if isinstance(value, Type):
            yield from _lengths(label, value)
        elif isinstance(value, int):
            yield label, value
