"""The field of a model that a path leads to: its label, whether it is restricted, what its neighbours are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.findings import Path
from pipeline.models.base import Restricted


@dataclass(frozen=True)
class Named:
    """What a path leads to: the last field's label, and the names that the record there knows.

    ``guarded`` where the record has a restricted field: a line of it may show that field's text.
    """

    label: str
    restricted: bool = False
    guarded: bool = False
    siblings: dict[str, str] = field(default_factory=dict)


def field_at(model: type[BaseModel], path: Path) -> Named:
    """Follow a path through the models; what is not a field (an unknown name, a list's index) keeps the last label."""
    here: Any = model
    label, restricted, guarded, siblings = "", False, _guards(model), labels(model)
    for part in path:
        if isinstance(part, int):
            here = _item(here)
            continue
        siblings = labels(here) if _is_model(here) else {}
        guarded = _guards(here)
        info = _field(here, part)
        if info is None:
            label = str(part) if get_origin(here) is dict else label or str(part)
            here = _item(here)
            continue
        here = info.annotation
        label = info.title or str(part)
        restricted = restricted or _restricted(info)
    return Named(label, restricted, restricted or _guards(here) or guarded, siblings)


def labels(model: Any) -> dict[str, str]:
    """Return the names of a model's fields as they are typed in the inputs, each with its label."""
    return (
        {info.alias or name: info.title or name for name, info in model.model_fields.items()}
        if _is_model(model)
        else {}
    )


def _field(here: Any, name: str) -> FieldInfo | None:
    for model in _models(here):
        for own, info in model.model_fields.items():
            if name in {own, info.alias}:
                return info
    return None


def _models(here: Any) -> Iterator[type[BaseModel]]:
    yield from (choice for choice in (here, *get_args(here)) if _is_model(choice))


def _item(here: Any) -> Any:
    """Return what a list or a mapping holds."""
    for choice in (here, *(get_args(here) if get_origin(here) in {Union, UnionType} else ())):
        if get_origin(choice) in {list, dict}:
            return get_args(choice)[-1]
    return here


def _is_model(here: Any) -> bool:
    return isinstance(here, type) and issubclass(here, BaseModel)


def _guards(here: Any) -> bool:
    return any(_restricted(info) for model in _models(here) for info in model.model_fields.values())


def _restricted(info: FieldInfo) -> bool:
    return any(isinstance(mark, Restricted) for mark in info.metadata)
