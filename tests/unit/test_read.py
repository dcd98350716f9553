"""Reading: what is left of YAML when nothing is guessed."""

from pathlib import Path

import pytest

from pipeline.read import read_yaml


def read(tmp_path: Path, text: str) -> object:
    file = tmp_path / "file.yaml"
    file.write_text(text, "utf-8")
    source, findings = read_yaml(file, "file.yaml")
    assert findings == []
    return source.data


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: NO", {"a": "NO"}),
        ("a: 012", {"a": "012"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 1.10", {"a": "1.10"}),
        ("a: 2026-03-03", {"a": "2026-03-03"}),
        ("a: null", {"a": "null"}),
        ("a:", {"a": None}),
        ("a: ''", {"a": None}),
        ("a: '  x '", {"a": "x"}),
        ("- a\n- b: c", ["a", {"b": "c"}]),
        ("a: [1, 2]", {"a": ["1", "2"]}),
        ("# a comment\na: x\n# another\nb: y", {"a": "x", "b": "y"}),
        ("a: 'x' # after a quote", {"a": "x"}),
        ("a: x#y", {"a": "x#y"}),
        ("\ufeffa: x", {"a": "x"}),
        ("a: x\r\nb: y\r\n", {"a": "x", "b": "y"}),
    ],
)
def test_every_value_is_the_text_that_was_typed(text: str, data: object, tmp_path: Path) -> None:
    assert read(tmp_path, text) == data


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    _, (finding,) = read_yaml(tmp_path, "folder.yaml")

    assert finding.id == "VA001"
    assert "cannot be opened" in finding.message


def test_places(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("a:\n  - b: one two\n", "utf-8")
    source, _ = read_yaml(file, "file.yaml")

    assert source.values["a", 0, "b"].start == (1, 7)
    assert source.keys["a", 0, "b"].start == (1, 4)
