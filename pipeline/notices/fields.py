"""Fields that the law of notices names: their values, and the labels under which officers know them."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from pipeline.models.base import Markdown, Model
from pipeline.models.council import Council
from pipeline.models.meeting import Meeting
from pipeline.models.paper import Paper
from pipeline.notices.subject import Subject

MODELS: dict[str, type[Model]] = {"council": Council, "meeting": Meeting, "paper": Paper}
FILES = {"council": "council.yaml", "meeting": "meetings.yaml", "paper": "paper.yaml"}


def is_field(name: str) -> bool:
    """Whether a datum is a field of the inputs, and not computed."""
    return name.partition(".")[0] in MODELS and "." in name


def value_of(name: str, subject: Subject) -> Any:
    """Return a field's value; None where it, or the group that it stands in, is left out."""
    first, *rest = name.split(".")
    value: Any = subject.records[first]
    for part in rest:
        value = getattr(value, part) if value is not None else None
    return value or None


def field_of(name: str) -> FieldInfo:
    """Return a field's definition.

    Raises:
        KeyError: there is no such field.
    """
    first, *rest = name.split(".")
    model = MODELS[first]
    for part in rest[:-1]:
        model = next(each for each in _within(model.model_fields[part].annotation) if _is_model(each))
    return model.model_fields[rest[-1]]


def is_narrative(name: str) -> bool:
    """Whether a field is a narrative, whose facts are still to be put in."""
    info = field_of(name)
    return any(isinstance(each, Markdown) for each in (*_within(info.annotation), *info.metadata))


def where(name: str) -> str:
    """Tell an officer where a field is written."""
    first, _, rest = name.partition(".")
    return f"{rest.replace('.', ': ')} in {FILES[first]}"


def _within(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _within(part)


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Model)
