"""A folder of inputs to begin with: the council's profile and its meetings, to be filled in."""

from pathlib import Path

from pipeline.errors import ExitCode, PipelineError
from pipeline.template_folder import find_templates

SKELETON = "_new/inputs"


def new_inputs(folder: Path) -> list[Path]:
    """Make a folder of inputs, and return its files.

    Raises:
        PipelineError: one of the files is there already, or the folder cannot be written to.
    """
    skeletons = sorted((find_templates(None).path / SKELETON).iterdir())
    files = [folder / skeleton.name for skeleton in skeletons]
    for file in files:
        if file.exists():
            raise PipelineError(ExitCode.USAGE, f"{file} is there already.", "Name another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for skeleton, file in zip(skeletons, files, strict=True):
            file.write_text(skeleton.read_text("utf-8"), "utf-8")
    except OSError as error:
        message = f"{folder} cannot be made: {error.strerror}."
        raise PipelineError(ExitCode.CANNOT_WRITE, message, "Name another folder.") from error
    return files
