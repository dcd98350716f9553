"""The Jinja environment: escaped, strict, sandboxed, fed with plain values; templates place, Python decides."""

from collections.abc import Callable
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.compose import grammar
from pipeline.compose.facts import formatters
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder


def environment(templates: TemplateFolder, style: HouseStyle) -> ImmutableSandboxedEnvironment:
    """Return an environment that finds templates by their path under the folder."""
    jinja = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates.path),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters = _filters(style)
    return jinja


def _filters(style: HouseStyle) -> dict[str, Callable[..., Any]]:
    shown: dict[str, Callable[..., Any]] = {
        "length": len,
        "series": grammar.series,
        "plural": grammar.plural,
        "article": grammar.article,
        "age": grammar.age,
    }
    dates_and_numbers = {name.replace("-", "_"): function for name, function in formatters(style).items()}
    return shown | dates_and_numbers | {"house_date": formatters(style)[style.date_format]}
