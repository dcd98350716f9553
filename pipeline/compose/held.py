"""What the leak check is told of a copy: every text that it withholds, with where that is written, and every text that is open."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.compose.audience import Copy, copy_for
from pipeline.findings import Path
from pipeline.models.base import Model
from pipeline.models.dates import PartialDate
from pipeline.models.inputs import Inputs
from pipeline.models.review import Age
from pipeline.models.withholding import Audience

SMALL = " ".join(map(str, range(100)))
"""Numbers that stand in any paper: of pages, sections and paragraphs. By themselves they give nobody away."""


def copy_for_check(audience: Audience, inputs: Inputs, holds: Mapping[str, str | None]) -> Copy:
    """Return the copy that should have been made: made anew, so that a copy that went wrong is compared with a right one."""
    return copy_for(audience, inputs, holds)


def held(copy: Copy) -> Iterator[tuple[str, Path]]:
    """Yield each text of the whole inputs that the copy does not have word for word."""
    opened = {text for text, _ in _texts(copy.inputs, ())}
    yield from ((text, at) for text, at in _texts(copy.whole, ()) if text not in opened)


def opened(copy: Copy, plan: dict[str, Any]) -> Iterator[str]:
    """Yield every text that anybody may read: of the copy's inputs, and the counts that are computed from them."""
    yield SMALL
    yield from (text for text, _ in _texts(copy.inputs, ()))
    yield from (text for text, _ in _texts(plan, ()))


def _texts(value: Any, at: Path) -> Iterator[tuple[str, Path]]:
    """Yield each text, date, age and number at or below a value."""
    if isinstance(value, Model):
        for own, info in type(value).model_fields.items():
            yield from _texts(getattr(value, own), (*at, info.alias or own))
    elif isinstance(value, (dict, list, tuple)):
        items: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in items:
            yield from _texts(each, (*at, name))
    elif isinstance(value, Age):
        yield f"{value.number} {value.unit}s", at
    elif isinstance(value, (str, PartialDate)) or type(value) is int:
        yield str(value), at
