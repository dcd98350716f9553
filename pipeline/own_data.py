"""The program's own data files, such as the law: read and validated like inputs, but what is wrong with them is not an officer's."""

from pathlib import Path
from typing import TypeVar

from pipeline.errors import ExitCode, PipelineError
from pipeline.models.base import Model
from pipeline.read import read_yaml
from pipeline.source import merge
from pipeline.validate import validate

M = TypeVar("M", bound=Model)


def own_data(model: type[M], file: Path, field: str) -> M:
    """Read a list of records that came with the program.

    Args:
        model: what holds the list.
        file: the file.
        field: the model's field that the list is.

    Raises:
        PipelineError: the file is wrong.
    """
    source, wrong = read_yaml(file, file.name)
    value, more = validate(model, merge({field: source}))
    if value is None or wrong:
        said = "; ".join(f"{finding.place}: {finding.message}" for finding in (*wrong, *more))
        raise PipelineError(ExitCode.TEMPLATE_WRONG, f"{file.name} is wrong: {said}.", "Mend it and run again.")
    return value
