"""House styles and report types as data."""

from pathlib import Path

import pytest

from pipeline.read import read_yaml
from pipeline.report_type import ReportType
from pipeline.style import HouseStyle
from pipeline.validate import validate
from tests.conftest import ROOT

STYLES = sorted((ROOT / "templates" / "styles").glob("*/style.yaml"))
REPORTS = sorted((ROOT / "templates" / "reports").glob("*/report.yaml"))


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.parent.name)
def test_every_table_fills_the_measure(file: Path) -> None:
    style, findings = validate(HouseStyle, read_yaml(file, file.name)[0])

    assert findings == []
    assert style
    assert style.name == file.parent.name
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
    file.write_text(STYLES[0].read_text("utf-8").replace("after_title: 12pt", "after_title: 2.5cm"), "utf-8")

    _, (finding,) = validate(HouseStyle, read_yaml(file, "style.yaml")[0])

    assert "twentieths of a point" in finding.hint
    assert str(finding.place).startswith("style.yaml:")
