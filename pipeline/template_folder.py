"""The folder of templates: the caller's, the checkout's, or the one that travels in the package."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError

_EXTENDS = re.compile(r"^extends:\s*[\"']?(?P<name>[a-z0-9-]+)[\"']?\s*$", re.MULTILINE)


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

    def chain(self, name: str) -> list[str]:
        """Return a style's name, and those of the styles that it extends, nearest first.

        Raises:
            PipelineError: a style extends itself, or one that is not there.
        """
        names = [name]
        while found := _EXTENDS.search(self.style(names[-1]).read_text("utf-8")):
            if found["name"] in names or found["name"] not in self.styles():
                message = f"{self.style(names[-1])}: it extends {found['name']}, which is not there or extends it."
                raise PipelineError(ExitCode.TEMPLATE_WRONG, message, f"Styles there are: {', '.join(self.styles())}.")
            names.append(found["name"])
        return names

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
