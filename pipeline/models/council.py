"""The council's profile: what all its papers share."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from pipeline.models.action import Rag, State
from pipeline.models.base import Count, Id, LongText, Model, Text, WebAddress, YesNo
from pipeline.models.clearance import Clearance
from pipeline.models.dates import WholeDate
from pipeline.models.notice import NoticePolicy
from pipeline.models.timetable import TimetablePolicy


class Board(Model):
    """The board that is responsible for the reviews."""

    name: Text = Field(title="Board's name", description="Without the area: Local Safeguarding Children Board.")
    short: Text = Field(title="Board's short name", description="Such as LSCB.")
    website: WebAddress = Field(title="Board's website", description="Where it publishes executive summaries.")


class Partners(Model):
    """The safeguarding partners, who took the board's place under the Children and Social Work Act 2017."""

    name: Text = Field(title="Partners' name", description="Without the area: Safeguarding Children Partnership.")
    short: Text = Field(title="Partners' short name")
    website: WebAddress = Field(title="Partners' website")
    since: WholeDate = Field(title="In place since", description="From this day papers and new reviews are theirs.")


class LegendEntry(Model):
    """What one colour means: councils differ, so that papers print it."""

    rag: Rag = Field(title="Legend's colour")
    meaning: Text = Field(title="Colour's meaning")
    states: list[State] = Field(title="Colour's states", description="The computed states that have this colour.")


class Implication(Model):
    """A kind of implications that reports must, or may, set out."""

    id: Id = Field(title="Implication's id", description="Papers write their text under it.")
    heading: Text = Field(title="Implication's heading")
    required: YesNo = Field(default=False, title="Must every report set it out")


class SpreadsheetColumn(Model):
    """What the council's own officers head a column with."""

    sheet: Text = Field(title="Sheet", description="As inputs/README.md names it: Actions.")
    column: Text = Field(title="Heading of the column", description="As the council's workbooks have it.")
    field: Text = Field(title="Field", description="The field's label or name: Due date.")


class SpreadsheetValue(Model):
    """What the council's own officers write for one of the values allowed."""

    written: Text = Field(title="As written", description="In any case: Closed.")
    means: Text = Field(title="Value meant", description="One of the values allowed: complete.")


LEGEND = [
    LegendEntry(rag="blue", meaning="Complete, with evidence that it was done", states=["complete and evidenced"]),
    LegendEntry(
        rag="green", meaning="Complete, or on track for its due date", states=["complete", "on track", "not started"]
    ),
    LegendEntry(rag="amber", meaning="At risk: due shortly, or without a due date", states=["at risk"]),
    LegendEntry(rag="red", meaning="Overdue", states=["overdue"]),
]
"""The legend of a council that gives none of its own."""


class Inspectorate(Model):
    """Whoever evaluates the reviews, as the council writes it."""

    name: Text = Field(title="Inspectorate's full name")
    short: Text = Field(title="Inspectorate's short name", description="As papers print it: Ofsted, or OFSTED.")


class Guidance(Model):
    """The statutory guidance on reviews, as the council's papers quote it."""

    title: Text = Field(title="Guidance's full title")
    short: Text = Field(title="Guidance's short title", description="Such as Working Together.")


class PrivacyPolicy(Model):
    """How much of a child a paper may tell, and what of the council is public anyway."""

    most_identifying_details: Count = Field(
        5,
        title="Most identifying details of a child",
        description="Such as age, sex, month of death, conviction; more that one paper puts together are warned of.",
    )
    fewest_children: Count | None = Field(
        None,
        title="Fewest children that a table may count",
        description="Smaller numbers are printed as fewer than it. Left out, every number is printed.",
    )
    public_contacts: list[Text] = Field(
        [],
        title="Public contacts",
        description="Addresses, postcodes, telephone numbers and e-mail addresses that papers may print; "
        "@council.gov.uk for all of a domain.",
    )


class Retention(Model):
    """For how many years from the meeting what was published is kept; never shorter than the law has it open for inspection."""

    papers: Count = Field(6, title="Years that papers are kept")
    background: Count = Field(4, title="Years that background papers are kept")


class StandingItem(Model):
    """An item that is on every agenda of the council."""

    title: Text = Field(title="Standing item", description="As the agenda prints it: Apologies for absence.")
    note: LongText | None = Field(None, title="Standing item's note", description="What stands under it.")
    last: YesNo = Field(default=False, title="After the papers", description="Left out, it stands before them.")


STANDING_ITEMS = [
    StandingItem(title="Apologies for absence"),
    StandingItem(
        title="Declarations of interests",
        note="Members are asked to declare any interest that they have in an item on this agenda.",
    ),
    StandingItem(title="Minutes of the last meeting", note="To be confirmed as a correct record."),
]
"""The standing items of a council that gives none of its own."""


_PLACE = r"\{(?:date|body|paper|edition|audience)\}"

FileName = Annotated[
    str, StringConstraints(max_length=80, pattern=rf"^(?:[A-Za-z0-9]|{_PLACE})(?:[A-Za-z0-9_-]|{_PLACE})*$")
]
"""A pattern of file names that every file system and committee system takes, such as {date}-{paper}-{edition}."""


class Council(Model):
    """``council.yaml``."""

    name: Text = Field(title="Council's name")
    area: Text = Field(title="Area", description="As sentences name it: Cambridgeshire.")
    house_style: Id = Field(title="House style", description="A folder under templates/styles.")
    board: Board = Field(title="Board")
    inspectorate: Inspectorate = Field(title="Inspectorate")
    guidance: Guidance = Field(title="Guidance")
    partners: Partners | None = Field(None, title="Safeguarding partners")
    rag_legend: list[LegendEntry] = Field(LEGEND, title="RAG legend", description="From best to worst.", min_length=1)
    at_risk_days: Count = Field(28, title="Days before the due date from which an action is at risk")
    most_appendix_rows: Count = Field(
        200, title="Most rows of an appendix", description="More belong in a spreadsheet."
    )
    implications: list[Implication] = Field([], title="Implications", description="In the order of the report.")
    withheld_numbering: Literal["keep", "close up"] = Field(
        "keep",
        title="Numbering of a public copy",
        description="Whether what is withheld keeps its number there, or what follows closes up.",
    )
    timetable: TimetablePolicy = Field(TimetablePolicy(), title="Timetable")
    standing_items: list[StandingItem] = Field(
        STANDING_ITEMS, title="Standing items", description="What is on every agenda, in its order."
    )
    notices: NoticePolicy = Field(
        NoticePolicy(),
        title="Notices",
        description="What the notices of meetings and decisions must give of the council.",
    )
    edition_file_name: FileName = Field(
        "{date}-{paper}-{edition}",
        title="Names of published files",
        description="As the committee system wants them: letters, digits, hyphens, and {paper}, {date} and {body} of the "
        "meeting, {edition}, {audience}.",
    )
    auto_publish: YesNo = Field(
        default=False, title="Publish by the clock", description="run-due publishes what is due and cleared by all."
    )
    retention: Retention = Field(Retention(), title="Retention")
    privacy: PrivacyPolicy = Field(PrivacyPolicy(), title="Privacy")
    clearances: list[Clearance] = Field(
        [], title="Clearances", description="Which officers must clear each paper before it is published."
    )
    spreadsheet_columns: list[SpreadsheetColumn] = Field([], title="Columns of the council's own spreadsheets")
    spreadsheet_values: list[SpreadsheetValue] = Field([], title="Values in the council's own spreadsheets")

    @field_validator("rag_legend")
    @classmethod
    def _once(cls, legend: list[LegendEntry]) -> list[LegendEntry]:
        colours = [entry.rag for entry in legend]
        states = [state for entry in legend for state in entry.states]
        if len(set(colours)) < len(colours) or len(set(states)) < len(states):
            raise PydanticCustomError("legend", "give each colour once, and each state to one colour")
        return legend

    @field_validator("clearances")
    @classmethod
    def _each_once(cls, clearances: list[Clearance]) -> list[Clearance]:
        if len({each.role for each in clearances}) < len(clearances):
            raise PydanticCustomError("clearances", "give each role once, with all that it answers for")
        return clearances
