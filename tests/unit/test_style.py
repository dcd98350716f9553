"""House styles and report types as data."""

import shutil
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, PipelineError
from pipeline.load import house_style
from pipeline.read import read_yaml
from pipeline.report_type import ReportType
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.validate import validate
from tests.conftest import ROOT

TEMPLATES = TemplateFolder(ROOT / "templates")
REPORTS = sorted((ROOT / "templates" / "reports").glob("*/report.yaml"))


@pytest.mark.parametrize("name", TEMPLATES.styles())
def test_every_table_fills_the_measure(name: str) -> None:
    style = house_style(TEMPLATES, name)

    assert style.name == name
    for _, widths in style.tables.columns:
        assert sum(widths) == style.page.measure


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
def test_every_report_type_is_valid(file: Path) -> None:
    report_type, findings = validate(ReportType, read_yaml(file, file.name)[0])

    assert findings == []
    assert report_type
    assert report_type.name == file.parent.name


def test_a_length_between_twips_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "style.yaml"
    file.write_text(
        TEMPLATES.style("accessible").read_text("utf-8").replace("after_title: 14pt", "after_title: 2.5cm"), "utf-8"
    )

    _, (finding,) = validate(HouseStyle, read_yaml(file, "style.yaml")[0])

    assert "twentieths of a point" in finding.hint
    assert str(finding.place).startswith("style.yaml:")


@pytest.fixture
def templates(tmp_path: Path) -> TemplateFolder:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return TemplateFolder(tmp_path / "templates")


def make(templates: TemplateFolder, name: str, text: str) -> None:
    file = templates.style(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_a_style_takes_from_the_one_it_extends_what_it_does_not_say(templates: TemplateFolder) -> None:
    make(templates, "near", "name: near\nextends: accessible\nlabels:\n  to: For\ncover:\n  rows:\n    - [to]\n")
    make(templates, "far", "name: far\nextends: near\nlabels:\n  date: On\n")
    below, style = house_style(templates, "accessible"), house_style(templates, "far")

    assert (style.labels.to, style.labels.date, style.labels.author) == ("For", "On", below.labels.author)
    assert style.cover.rows == [["to"]]
    assert style.fonts == below.fonts


def test_what_is_wrong_in_a_style_is_told_where_it_stands(templates: TemplateFolder) -> None:
    make(templates, "near", "name: near\nextends: accessible\nlabels:\n  too: For\n")
    with pytest.raises(PipelineError, match=r"near/style\.yaml:4:3: there is no field 'too'") as caught:
        house_style(templates, "near")

    assert caught.value.code is ExitCode.TEMPLATE_WRONG


@pytest.mark.parametrize("below", ["near", "nowhere"])
def test_a_style_cannot_extend_itself_or_nothing(below: str, templates: TemplateFolder) -> None:
    make(templates, "near", f"name: near\nextends: {below}\n")

    with pytest.raises(PipelineError, match=f"it extends {below}"):
        house_style(templates, "near")
