"""A commented paper.yaml, made from the models: each field with what it is for, empty where something is to be typed."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.models.paper import Paper
from pipeline.report_type import ReportType, Section
from pipeline.sheets import columns_of

WIDTH = 110
OF_ACTIONS = ("as_at", "last_reported", "action_appendix")
"""Fields that only a paper on actions uses."""

HEAD = (
    "The inputs of one paper. Type after each colon; what may be left out can stay empty. A comment like this one stands on a "
    "line of its own. cabinet-papers build says what is missing or wrong, and where."
)
NARRATIVE = (
    "Longer texts stand after |, indented below it. An empty line begins a new numbered paragraph. *So* is emphasis; "
    "{{ meeting.body }} names a fact, and cabinet-papers facts lists all."
)


def skeleton(report_type: ReportType, meeting: str, implications: Sequence[Mapping[str, Any]]) -> str:
    """Return a paper.yaml to fill in.

    Args:
        report_type: the kind of paper: which sections there are, and what else it has room for.
        meeting: the meeting's id.
        implications: the council's kinds of implications, as its profile gives them.
    """
    given = {"report_type": report_type.name, "meeting": meeting}
    lines = ["# yaml-language-server: $schema=../schema/paper.json", *_comment(HEAD), ""]
    lines += _fields(Paper, given, "", leave_out=() if "actions" in report_type.inputs else OF_ACTIONS)
    lines += ["", *_comment(NARRATIVE), "sections:", *_sections(report_type.sections)]
    holds = {section.holds for section in report_type.sections}
    if "implications" in holds and implications:
        lines += ["", "implications:", *_implications(implications)]
    for name, info in Paper.model_fields.items():
        room = {"options": "options" in holds, "further_sections": any(each.further for each in report_type.sections)}
        if get_origin(info.annotation) is list and room.get(name, True):
            lines += _list(name, info)
    lines += [
        "",
        "# Notes at the paper's end, named in the text as {{ note.its-id }}: may be left out.",
        "# notes:",
        "#   its-id: The note.",
    ]
    return "\n".join(lines) + "\n"


def _fields(
    model: type[BaseModel], given: Mapping[str, str], indent: str, leave_out: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the lines of a model's fields: texts and groups of them, not lists."""
    told = {column.path[0]: column for column in columns_of(model) if len(column.path) == 1}
    for own, info in model.model_fields.items():
        name = info.alias or own
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            yield from (f"{indent}{name}:", *_fields(info.annotation, given, f"{indent}  "))
        elif name in told and name not in leave_out:
            column = told[name]
            said = [column.description.removesuffix(".")] if column.description else []
            said += [f"one of: {', '.join(column.choices)}"] if column.choices else []
            said += ["Yes or No"] if column.holds == "yes or no" else []
            said += ["such as 7 September 2010"] if column.holds == "date" else []
            said += [] if column.required else ["may be left out"]
            yield from _comment("; ".join(said)[:1].upper() + "; ".join(said)[1:], indent)
            yield f"{indent}{name}: {given.get(name, '')}".rstrip()


def _sections(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.required:
            yield from (f"  # {section.heading}: must be written.", f"  {section.id}:")
        else:
            what = "left out, the report type's own text is printed" if section.text else "may be left out"
            what = "left out, the recommendation is repeated" if section.lettered and not section.text else what
            yield from (f"  # {section.heading}: {what}.", f"  # {section.id}: |", "  #   The first paragraph.")


def _implications(implications: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for each in implications:
        must = str(each.get("required", "")).lower() == "yes"
        yield from _comment(f"{each.get('heading', '')}: {'must be written' if must else 'may be left out'}.", "  ")
        yield f"  {'' if must else '# '}{each.get('id', '')}:"


def _list(name: str, info: FieldInfo) -> Iterator[str]:
    """Yield a list as comments, with the fields of one item: the marks are deleted where it is wanted."""
    item = get_args(info.annotation)[0]
    every = list(columns_of(item))
    columns = [column for column in every if len(column.path) == 1]
    # Groups, such as why something is withheld, are shown where an item is of little else.
    groups = [column for column in every if len(columns) == 1 and column.path[0] == "exempt"]
    optional = ", ".join(column.name for column in columns if not column.required)
    told = f"{info.title}: may be left out. To have some, take the marks off."
    told += f" What may be left out of each: {optional}." if optional else ""
    yield from ("", *_comment(told), f"# {name}:")
    yield from (f"#   {'  ' if number else '- '}{column.name}:" for number, column in enumerate(columns))
    yield from ("#     exempt:", *(f"#       {column.path[-1]}:" for column in groups)) if groups else ()


def _comment(text: str, indent: str = "") -> Iterator[str]:
    return (f"{indent}# {line}" for line in (wrap(text, WIDTH) if text else []))
