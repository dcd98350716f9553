"""The Jinja environment: escaped, strict, sandboxed, fed with plain values; templates place, Python decides."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.compose import grammar
from pipeline.compose.facts import formatters
from pipeline.errors import ExitCode, PipelineError
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
    jinja.filters = _filters(style, jinja)
    return jinja


@contextmanager
def rendering(name: str) -> Iterator[None]:
    """Turn what goes wrong while a template renders into the template author's error.

    Raises:
        PipelineError: the template is wrong, or hands a filter what it cannot take.
    """
    try:
        yield
    except TemplateSyntaxError as error:
        place = f"{error.name or name}:{error.lineno}"
        raise PipelineError(ExitCode.TEMPLATE_WRONG, f"{place}: {error.message}", "Mend the template.") from error
    except (TemplateError, TypeError, AttributeError, ValueError, LookupError, ArithmeticError) as error:
        raise PipelineError(ExitCode.TEMPLATE_WRONG, f"{name}: {error}", "Mend the template.") from error


def _filters(style: HouseStyle, jinja: ImmutableSandboxedEnvironment) -> dict[str, Callable[..., Any]]:
    shown: dict[str, Callable[..., Any]] = {
        "length": len,
        "list": list,
        "selectattr": jinja.filters["selectattr"],
        "sum": jinja.filters["sum"],
        "series": grammar.series,
        "plural": grammar.plural,
        "article": grammar.article,
        "age": grammar.age,
    }
    dates_and_numbers = {name.replace("-", "_"): function for name, function in formatters(style).items()}
    return shown | dates_and_numbers | {"house_date": formatters(style)[style.date_format]}
