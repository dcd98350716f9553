"""The same inputs spelt otherwise, as one workbook or as CSV files, are the same inputs and make the same paper."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.build import build
from pipeline.findings import Severity
from pipeline.load import Draft, Request, load
from pipeline.models.dates import parse_date
from tests.bad_sheets.make import unzipped
from tests.conftest import ROOT, SAMPLE, Papers
from tests.samples import PAPERS, name
from tests.spellings import NAMES, SPELLINGS, as_csv, as_workbook, yaml_data

KINDS = ("workbook", "csv")


def spell(kind: str, data: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True)
    as_workbook(data, folder / "paper.xlsx") if kind == "workbook" else as_csv(data, folder)


@cache
def in_yaml(paper: Path) -> tuple[Draft, dict[str, Any], bytes]:
    """A sample paper as YAML gives it, its registers among its data, and as it is composed."""
    draft = load(paper, Request(paper.parent))
    return draft, {each: draft.source.data[each] for each in NAMES if each in draft.source.data}, composed(draft)


def composed(draft: Draft) -> bytes:
    assert draft.inputs is not None
    assert draft.composer is not None
    document, _ = draft.composer.compose(draft.inputs)
    assert document is not None
    tables = [document.main] if document.spreadsheet is None else [document.main, document.spreadsheet]
    return b"".join(etree.tostring(table) for table in tables)


def plain(value: Any) -> Any:
    """Data as they count: nothing that is empty, dates in one form, and texts without line ends."""
    if isinstance(value, dict):
        return {each: plain(inner) for each, inner in value.items() if inner}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    try:
        return str(parse_date(value))
    except ValueError:
        return " ".join(value.split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_it_is_read_and_composed_the_same(paper: Path, kind: str, tmp_path: Path) -> None:
    _, data, html = in_yaml(paper)
    for file in ("council.yaml", "meetings.yaml"):
        shutil.copy(paper.parent / file, tmp_path)
    spell(kind, data, tmp_path / paper.name)
    draft = load(tmp_path / paper.name, Request(tmp_path))

    assert [finding for finding in draft.findings if finding.severity is not Severity.NOTE] == []
    assert plain({each: draft.source.data[each] for each in data}) == plain(data)
    assert composed(draft) == html


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_spelling_builds_the_same_bytes(kind: str, sample: Papers, tmp_path: Path) -> None:
    folder = SPELLINGS / f"{SAMPLE}-{kind}"
    outcome = build(folder, Request(SPELLINGS, tmp_path))
    (page,) = (tmp_path / "drafts" / folder.name).glob("*.html")

    assert not outcome.stopped
    assert page.read_bytes() == sample.output("html").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_spelling_is_what_the_sample_holds(kind: str, tmp_path: Path) -> None:
    shipped = SPELLINGS / f"{SAMPLE}-{kind}"
    spell(kind, yaml_data(ROOT / "inputs" / SAMPLE), tmp_path / "spelt")
    files = sorted(file.name for file in shipped.iterdir())

    assert files == sorted(file.name for file in (tmp_path / "spelt").iterdir())
    for file in files:
        there, wanted = ((folder / file).read_bytes() for folder in (shipped, tmp_path / "spelt"))
        same = unzipped(there) == unzipped(wanted) if file.endswith(".xlsx") else there == wanted
        assert same, f"{file}: python -m tests.spellings"


@pytest.mark.parametrize("file", ["council.yaml", "meetings.yaml"])
def test_what_the_spellings_share_is_the_sample_s(file: str) -> None:
    shipped = (SPELLINGS / file).read_text("utf-8").splitlines()
    wanted = (ROOT / "inputs" / file).read_text("utf-8").splitlines()

    assert [line for line in shipped if "$schema=" not in line] == [line for line in wanted if "$schema=" not in line]
    assert len(shipped) >= 5
