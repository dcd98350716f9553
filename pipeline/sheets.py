"""Sheets: the tables in which officers keep inputs, as sheets of a workbook or as CSV files. Columns follow from the models.

A column is headed by its field's label; ``ALIASES`` holds what else officers call it, and ``VALUES`` what else they write in it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from pipeline.models.action import Action
from pipeline.models.base import Id, Markdown
from pipeline.models.dates import PartialDate, WholeDate
from pipeline.models.evaluation import Evaluation
from pipeline.models.paper import Appendix, Figure, FurtherSection, Option, Paper, SourceDocument, Waiver
from pipeline.models.review import Review
from pipeline.models.withholding import WithheldPart

Holds = Literal["text", "narrative", "id", "date", "choice", "yes or no"]
"""What a column holds."""

Shape = Literal["form", "records", "texts", "items"]
"""How a sheet is laid out: fields below each other; a record a row; texts by id, a paragraph a row; a text a row."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column, or a row of a form: the field it fills, and how it is headed. Each is one of a kind: two are never equal.

    ``of`` is the list within the record that the field belongs to, if any: each row adds one item to it. A ``whole`` date is
    one known to the day. ``in_a_group`` that a record may be without: a cell left empty says nothing.
    """

    path: tuple[str, ...]
    heading: str
    holds: Holds = "text"
    required: bool = False
    whole: bool = False
    in_a_group: bool = False
    of: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    description: str = ""
    aliases: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        """The field's name as inputs write it, with what it stands in: ``contacts.officer.email``."""
        return ".".join(self.path)

    def headings(self) -> set[str]:
        """Return every heading that the column is known by, as ``known`` makes them alike."""
        return {known(heading) for heading in (self.heading, self.name, *self.aliases)}


@dataclass(frozen=True)
class Sheet:
    """A table of inputs: where its values go, and its columns.

    ``key`` is the field by which rows belong together, ``joins`` the sheet whose records this one's rows add to, and
    ``at_least_one`` a list that no record is without, whose items are never alike. Nothing typed into a ``restricted`` sheet is
    ever shown.
    """

    name: str
    into: tuple[str, ...]
    shape: Shape
    columns: tuple[Column, ...]
    record: str = ""
    key: str = ""
    aliases: tuple[str, ...] = ()
    joins: str = ""
    at_least_one: tuple[str, ...] = ()
    restricted: bool = False

    @property
    def keyed(self) -> str:
        """What the keys of its rows are of: those of updates are of actions."""
        return self.joins.lower().removesuffix("s") or self.record

    def names(self) -> set[str]:
        """Return every name that the sheet, or a CSV file, is known by."""
        return {known(name) for name in (self.name, *self.aliases)}

    def column(self, name: str) -> Column:
        """Return the column of a field."""
        return next(column for column in self.columns if column.name == name)


ALIASES: dict[str, dict[str, tuple[str, ...]]] = {
    "Cover": {
        "report_type": ("Type of report",),
        "meeting": ("Meeting id",),
        "agenda_item": ("Agenda item", "Item number"),
        "title": ("Subject",),
        "from.name": ("From: name", "Author"),
        "from.post": ("From: post",),
        "from.directorate": ("From: directorate", "Directorate"),
        "electoral_divisions": ("Electoral divisions", "Wards affected"),
        "forward_plan_ref": ("Forward Plan reference", "Forward Plan number"),
        "key_decision": ("Is it a key decision",),
        "recommendation": ("Recommendations",),
        "contacts.officer.tel": ("Officer contact's telephone", "Officer contact's tel"),
        "contacts.officer.email": ("Officer contact's email",),
        "contacts.member.tel": ("Member contact's telephone", "Member contact's tel"),
        "contacts.member.email": ("Member contact's email",),
    },
    "Reviews": {
        "id": ("Review", "Case", "Review ref", "Review reference", "Case ref", "Case reference"),
        "kind": ("Type of review", "Review type"),
        "initiated": ("Initiated", "Date initiated", "Date of decision to review"),
        "children.name": ("Child", "Pseudonym", "Subject", "Name used"),
        "children.sex": ("Sex", "Gender"),
        "children.died": ("Died", "Date died"),
        "children.age": ("Age",),
        "responsible.relationship": ("Found responsible", "Relationship"),
        "responsible.convicted": ("Convicted", "Conviction date"),
        "circumstances": ("Summary of circumstances",),
        "executive_summary.published": ("Published", "Date published", "Publication date"),
        "executive_summary.already_published": ("Published already",),
        "learning": ("Lessons", "Lessons learnt", "Lessons learned"),
    },
    "Evaluations": {
        "review": ("Review's id", "Case", "Review ref", "Review reference"),
        "submitted": ("Submitted", "Date submitted", "Sent to Ofsted"),
        "grade": ("Judgement", "Evaluation", "Ofsted grade", "Overall grade"),
        "received": ("Received", "Date received", "Date of letter", "Letter received"),
        "reconsidered": ("Re-submitted", "Resubmitted"),
        "components.part": ("Part", "Component"),
        "components.agency": ("Agency",),
        "components.grade": ("Component grade", "Grade of part"),
    },
    "Actions": {
        "id": (
            "Ref",
            "Ref no",
            "Reference",
            "No",
            "Number",
            "Action no",
            "Action ref",
            "Action number",
            "Action id",
            "Id",
        ),
        "review": ("Review's id", "Case", "SCR", "Review ref", "Serious case review", "Source review"),
        "agency": ("Organisation", "Lead agency", "Responsible agency", "Partner"),
        "theme": ("Category", "Topic"),
        "recommendation": ("Rec", "Recommendation from the review"),
        "action": ("Action required", "Action to be taken", "Task", "What will be done", "Actions"),
        "lead": (
            "Lead",
            "Owner",
            "Lead officer",
            "Responsible officer",
            "Responsible person",
            "Action owner",
            "By whom",
        ),
        "agreed": ("Agreed", "Start date", "Date added"),
        "due": ("Due", "Target date", "Target", "Deadline", "Timescale", "Completion due", "By when", "Due by"),
        "completed": ("Completed", "Completion date", "Date complete", "Actual completion date", "Completed on"),
        "status": ("Progress status", "Current status", "State"),
        "rag": ("BRAG", "RAG status", "RAG rating", "BRAG status", "BRAG rating", "Rating"),
        "evidence": ("Evidence of completion", "Evidence of impact"),
        "updates.date": ("Date of update", "Update date", "Date updated", "Last updated"),
        "updates.note": ("Update", "Latest update", "Progress", "Progress update", "Comments on progress"),
        "updates.due": ("Revised date", "Revised target date", "Revised due date"),
    },
    "Updates": {
        "id": ("Action", "Ref", "Reference", "Action ref", "Action no", "Id"),
        "updates.date": ("Date", "Date of update", "Reported on"),
        "updates.status": ("Status",),
        "updates.rag": ("RAG", "BRAG"),
        "updates.due": ("Due date", "Revised date", "Revised target date"),
        "updates.note": ("Note", "Update", "Progress", "What the agency says"),
    },
    "Source documents": {"title": ("Document", "Title"), "location": ("Where it can be read",), "kind": ("Kind",)},
}
"""What else officers call a column, by sheet and field; a council adds its own (``spreadsheet_columns``)."""

VALUES: dict[str, tuple[str, ...]] = {
    "not started": ("not yet started", "not begun", "yet to start", "to be started"),
    "in progress": (
        *("ongoing", "on-going", "underway", "under way", "started", "work in progress"),
        *("part complete", "partly complete", "partially complete", "partially completed"),
    ),
    "complete": ("completed", "done", "finished", "action complete", "action completed"),
    "complete and evidenced": (
        "completed and evidenced",
        "complete & evidenced",
        "complete with evidence",
        "evidenced",
    ),
    "superseded": ("superceded", "replaced"),
    "red": ("r",),
    "amber": ("a",),
    "green": ("g",),
    "blue": ("b",),
    "awaited": ("awaiting", "awaiting evaluation", "not yet received"),
    "female": ("f", "girl"),
    "male": ("m", "boy"),
    "serious case review": ("scr",),
    "local child safeguarding practice review": ("lcspr", "cspr", "child safeguarding practice review"),
    "individual management review": ("imr",),
    "executive summary": ("exec summary",),
    "overview report": ("overview",),
    "Yes": ("y", "true"),
    "No": ("n", "false"),
}
"""What else officers write for a value; only where the column can hold that value. A council adds its own."""


def known(heading: str) -> str:
    """Make headings alike that differ in capitals, spaces and marks only."""
    return re.sub(r"[^a-z0-9%]+", " ", heading.lower().replace("'", "").replace("\u2019", "")).strip()


def columns_of(
    model: type[BaseModel], before: tuple[str, ...] = (), of: tuple[str, ...] = (), *, optional: bool = False
) -> Iterator[Column]:
    """Yield a column for each field of a model that a cell can hold, and for those of the groups and lists within it.

    Args:
        model: what a record of the sheet is.
        before: the groups that it stands in.
        of: the list within the record that it belongs to.
        optional: whether a record may be without it, and so without any field of it.
    """
    own_first = sorted(model.model_fields.items(), key=lambda field: field[0] not in model.__annotations__)
    for own, info in own_first:
        path = (*before, info.alias or own)
        inner = next((part for part in _parts(info.annotation) if isinstance(part, type) and _is_model(part)), None)
        listed = any(get_origin(part) is list for part in _parts(info.annotation))
        if inner is not None:
            absent = optional or type(None) in _parts(info.annotation)
            yield from columns_of(inner, path, path if listed else of, optional=absent)
        elif not listed and not any(get_origin(part) is dict for part in _parts(info.annotation)):
            yield _column(info, path, of, optional=optional)


def _column(info: FieldInfo, path: tuple[str, ...], of: tuple[str, ...], *, optional: bool) -> Column:
    parts = [*_parts(info.annotation), *info.metadata]
    choices = next((get_args(part) for part in parts if get_origin(part) is Literal), ())
    return Column(
        path,
        info.title or path[-1],
        _holds(parts),
        required=info.is_required() and not optional,
        whole=get_args(WholeDate)[1] in parts,
        in_a_group=optional,
        of=of,
        choices=tuple(str(choice) for choice in choices),
        description=info.description or "",
    )


def _holds(parts: Sequence[Any]) -> Holds:
    pattern = next(mark.pattern for mark in get_args(Id) if isinstance(mark, StringConstraints))
    if PartialDate in parts:
        return "date"
    if bool in parts:
        return "yes or no"
    if any(get_origin(part) is Literal for part in parts):
        return "choice"
    if any(isinstance(part, StringConstraints) and part.pattern == pattern for part in parts):
        return "id"
    return "narrative" if any(isinstance(part, Markdown) for part in parts) else "text"


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield what an annotation is made of: itself, the members of a union, what a list holds, and its marks."""
    yield annotation
    if get_origin(annotation) in {Union, UnionType, Annotated, list}:
        for part in get_args(annotation):
            yield from _parts(part)


def _is_model(part: type) -> bool:
    return issubclass(part, BaseModel)


def _records(
    name: str, model: type[BaseModel], into: tuple[str, ...], record: str, key: str = "id", fields: Sequence[str] = ()
) -> Sheet:
    """Make a sheet of records, of all a model's fields but lists of their own sheets, or of those given."""
    found = tuple(
        replace(column, aliases=ALIASES.get(name, {}).get(column.name, ()))
        for column in columns_of(model)
        if not fields or column.path[0] in fields
    )
    return Sheet(name, into, "records", found, record, key)


def _texts(name: str, into: tuple[str, ...], heading: str) -> Sheet:
    columns = (
        Column(("id",), heading, "id", required=True, aliases=("Id",)),
        Column(("text",), "Text", "narrative", required=True, aliases=("Paragraph",)),
    )
    return Sheet(name, into, "texts", columns, heading.lower(), "id")


def _cover() -> Sheet:
    found = tuple(
        replace(column, aliases=ALIASES["Cover"].get(column.name, ())) for column in columns_of(Paper) if not column.of
    )
    return Sheet("Cover", ("paper",), "form", found, aliases=("Paper", "Cover sheet"))


MONITORED_BY = Column((), "Monitored by", required=True, aliases=("Group", "Group or board"))

SHEETS: tuple[Sheet, ...] = (
    _cover(),
    _texts("Sections", ("paper", "sections"), "Section"),
    _records("Further sections", FurtherSection, ("paper", "further_sections"), "section"),
    _records("Options", Option, ("paper", "options"), "option"),
    _texts("Implications", ("paper", "implications"), "Implication"),
    _records("Appendices", Appendix, ("paper", "appendices"), "appendix"),
    _texts("Notes", ("paper", "notes"), "Note"),
    _records("Figures", Figure, ("paper", "figures"), "figure"),
    _records("Source documents", SourceDocument, ("paper", "source_documents"), "document", key=""),
    _records("Withheld", WithheldPart, ("paper", "withheld"), "part", key=""),
    _records("Waivers", Waiver, ("paper", "waivers"), "waiver", key=""),
    replace(
        _records("Reviews", Review, ("reviews",), "review"),
        aliases=("Case summaries", "Register of reviews"),
        at_least_one=("children",),
        restricted=True,
    ),
    replace(_records("Evaluations", Evaluation, ("evaluations",), "evaluation", key="review"), aliases=("Ofsted",)),
    replace(
        _records("Actions", Action, ("actions", "actions"), "action"),
        aliases=("Action plan", "Action status", "Action tracker", "Tracker"),
    ),
    replace(
        _records("Updates", Action, ("actions", "actions"), "update", fields=("id", "updates")),
        aliases=("Action updates",),
        joins="Actions",
    ),
    Sheet("Monitored by", ("actions", "monitored_by"), "items", (MONITORED_BY,), aliases=("Monitoring groups",)),
)
"""Every sheet, in the order of a workbook."""

UNREAD = "Read me"
"""The sheet that explains a workbook; it holds no inputs."""


@dataclass(frozen=True)
class Spellings:
    """What else a council's own officers call columns and write in them (``council.yaml``)."""

    columns: Mapping[tuple[str, str], str]
    values: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """How one table was read: which column became which field, what was ignored, what was derived or set right.

    ``place`` names the table, ``columns`` pairs what heads a column with the label of its field (empty: ignored).
    """

    place: str
    sheet: str
    rows: int
    columns: Sequence[tuple[str, str]]
    remarks: Sequence[str] = ()
