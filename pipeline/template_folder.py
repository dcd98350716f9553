"""The folder of templates: the caller's, the checkout's, or the one that travels in the package."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError


@dataclass(frozen=True)
class TemplateFolder:
    """Where each kind of template lies."""

    path: Path

    @property
    def base(self) -> Path:
        """What all report types and styles share."""
        return self.path / "_base"

    @property
    def fonts(self) -> Path:
        """The fonts that the PDF embeds."""
        return self.path / "fonts"

    def style(self, name: str) -> Path:
        """Return the file of a house style.

        Raises:
            PipelineError: there is none of that name.
        """
        return self._one("styles", name, "style.yaml", "house style")

    def report_type(self, name: str) -> Path:
        """Return the file of a report type.

        Raises:
            PipelineError: there is none of that name.
        """
        return self._one("reports", name, "report.yaml", "report type")

    def _one(self, group: str, name: str, file: str, what: str) -> Path:
        found = self.path / group / name / file
        if not found.is_file():
            there = ", ".join(sorted(each.parent.name for each in (self.path / group).glob(f"*/{file}"))) or "none"
            raise PipelineError(
                ExitCode.TEMPLATE_WRONG, f"There is no {what} {name!r} in {self.path}.", f"There: {there}."
            )
        return found


def find_templates(given: Path | None) -> TemplateFolder:
    """Return the folder given, else ``templates`` here, else the packaged copy, else the checkout's.

    Raises:
        PipelineError: the folder given holds no templates.
    """
    package = Path(__file__).parent
    for path in (given,) if given else (Path("templates"), package / "_templates", package.parent / "templates"):
        if (path / "_base").is_dir():
            return TemplateFolder(path)
    raise PipelineError(
        ExitCode.TEMPLATE_WRONG, f"There are no templates in {given or 'templates'}.", "Check --templates."
    )
