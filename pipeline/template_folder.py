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

    def styles(self) -> list[str]:
        """Return the names of the house styles."""
        return sorted(file.parent.name for file in self.path.glob("styles/*/style.yaml"))

    def report_types(self) -> list[str]:
        """Return the names of the report types."""
        return sorted(file.parent.name for file in self.path.glob("reports/*/report.yaml"))

    def style(self, name: str) -> Path:
        """Return the file of a house style."""
        return self.path / "styles" / name / "style.yaml"

    def report_type(self, name: str) -> Path:
        """Return the file of a report type."""
        return self.path / "reports" / name / "report.yaml"


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
