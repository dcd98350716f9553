"""Schemas for editors: those committed are those of the models, and the sample names them."""

import json

import pytest

from pipeline.models.inputs import Inputs
from pipeline.schema import explanations, schemas
from tests.conftest import ROOT, SAMPLE


@pytest.mark.parametrize("name", Inputs.model_fields)
def test_a_committed_schema_is_that_of_its_model(name: str) -> None:
    committed = (ROOT / "inputs" / "schema" / f"{name}.json").read_text("utf-8")

    assert committed == schemas()[name], "run: cabinet-papers schema --write"


@pytest.mark.parametrize("name", Inputs.model_fields)
def test_the_first_line_of_each_shipped_file_names_its_schema(name: str) -> None:
    shared = ROOT / "inputs" / f"{name}.yaml"
    file = shared if shared.exists() else ROOT / "inputs" / SAMPLE / f"{name}.yaml"
    first = file.read_text("utf-8").splitlines()[0]
    target = file.parent / first.removeprefix("# yaml-language-server: $schema=")

    assert json.loads(target.read_text("utf-8"))["title"] == Inputs.model_fields[name].title


def test_every_field_has_a_label_of_its_own() -> None:
    for name, text in schemas().items():
        for record, part in json.loads(text).get("$defs", {}).items():
            for field, what in part.get("properties", {}).items():
                assert what.get("title"), f"{name}: {record}.{field}"


def test_a_field_is_explained() -> None:
    assert list(explanations("grade"))[:3] == [
        "evaluations.yaml, Component: Part's grade.",
        "  It must be there.",
        "  One of: outstanding, good, adequate, inadequate.",
    ]
    assert list(explanations("nothing")) == []


def test_the_officers_page_tells_of_every_field() -> None:
    page = (ROOT / "inputs" / "README.md").read_text("utf-8")
    for name, text in schemas().items():
        start = page.index(f"### {name}.yaml")
        section = page[start : page.find("### ", start + 4) if page.find("### ", start + 4) > 0 else None]
        schema = json.loads(text)
        for record in (schema, *schema.get("$defs", {}).values()):
            for field in record.get("properties", {}):
                wanted = f"**`{field}`**" if field in record.get("required", []) else f"| `{field}`"
                assert wanted in section, f"{name}: {field}"
