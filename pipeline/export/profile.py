"""Profiles: what an export is called, whom it is for, how it is marked, and how its report is worded. One file is one profile."""

from pathlib import Path

from pydantic import Field

from pipeline.errors import ExitCode, PipelineError
from pipeline.models.base import Id, LongText, Model, Narrative, Text, YesNo
from pipeline.models.council import Council
from pipeline.models.dates import PartialDate
from pipeline.read import read_yaml
from pipeline.template_folder import TemplateFolder
from pipeline.validate import validate

FOLDER = "exports"


class Indexed(Model):
    """A document that is indexed and not held."""

    document: Text
    kept_at: Text
    child_level: YesNo = False
    until: Text | None = None


class Profile(Model):
    """``templates/exports/<name>.yaml``."""

    name: Id
    title: Text
    handling: Text = Field(title="Marking of every page")
    audience: LongText
    sections: dict[Id, Narrative]
    indexed: list[Indexed] = Field([], title="Documents that are indexed and not held")


def profiles(templates: TemplateFolder) -> list[str]:
    """Return the profiles there are."""
    return sorted(file.stem for file in (templates.path / FOLDER).glob("*.yaml"))


def profile(templates: TemplateFolder, name: str) -> Profile:
    """Read a profile.

    Raises:
        PipelineError: there is none of that name, or it is wrong.
    """
    if name not in profiles(templates):
        hint = f"Profiles there are: {', '.join(profiles(templates))}."
        raise PipelineError(ExitCode.USAGE, f"There is no profile {name}.", hint)
    return _read(profile_file(templates, name))


def profile_file(templates: TemplateFolder, name: str) -> Path:
    """Return where a profile lies."""
    return templates.path / FOLDER / f"{name}.yaml"


def by_date(council: Council, day: PartialDate) -> str:
    """Return the profile of the regime on a day: that of the partners, once they are in place."""
    return "lcspr" if council.partners and day >= council.partners.since else "serious-case-reviews"


def _read(file: Path) -> Profile:
    source, wrong = read_yaml(file, str(file))
    value, more = validate(Profile, source) if not wrong else (None, [])
    if value is None or value.name != file.stem:
        said = (
            "; ".join(f"{finding.place}: {finding.message}" for finding in (*wrong, *more))
            or "its name is not its file's"
        )
        raise PipelineError(ExitCode.TEMPLATE_WRONG, f"{file.name} is wrong: {said}.", "Mend it and run again.")
    return value
