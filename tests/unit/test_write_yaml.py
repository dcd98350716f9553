"""YAML that we write: our own reader reads back what was written, whatever it holds."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read import read_yaml
from pipeline.read.yaml import may_stand
from pipeline.write.yaml import yaml_text

HAZARDS = "ab1 \n\t:#-?,[]{}&*!|>'\"%@`~\\=./\u00a0\u2028\u00a3\u2013\u00e9"
CHARACTERS = st.one_of(
    st.sampled_from(HAZARDS), st.characters().filter(lambda each: may_stand(ord(each)) and each != "\r")
)
TEXT = st.text(CHARACTERS, min_size=1, max_size=130).map(str.strip).filter(bool)
LINES = st.lists(st.text(CHARACTERS, max_size=60), min_size=1, max_size=6).map("\n".join).map(str.strip).filter(bool)
VALUE = st.recursive(
    st.one_of(st.none(), TEXT, LINES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(TEXT.filter(lambda key: len(key) < 60), inner, max_size=4)
    ),
    max_leaves=12,
)


def read_back(text: str) -> Any:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.yaml"
        file.write_text(text, "utf-8", newline="")
        source, findings = read_yaml(file, "x.yaml")
    assert findings == [], text
    return source.data


@settings(deadline=None)
@given(VALUE)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert read_back(yaml_text({"field": value, "last": "end"})) == {"field": value, "last": "end"}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("No", "field: No"),
        ("012", "field: 012"),
        (None, "field:"),
        ("a: b", 'field: "a: b"'),
        ("a #b", 'field: "a #b"'),
        ('say "so"', 'field: say "so"'),
        ("- x", 'field: "- x"'),
        ("\u00a35 million", "field: \u00a35 million"),
        ("one\n\n- two\n  three", "field: |\n  one\n\n  - two\n    three"),
        (["a", None], "field:\n  - a\n  -"),
        ([{"id": "a", "text": "b\nc"}], "field:\n  - id: a\n    text: |\n      b\n      c"),
        ([], "field: []"),
    ],
)
def test_it_is_written_as_a_person_would(value: Any, written: str) -> None:
    assert yaml_text({"field": value}) == f"{written}\n"


def test_comments_stand_on_lines_of_their_own() -> None:
    comments = {(): ["Top: a # sign.", "word " * 30], ("a", "b"): ["Above b."]}
    text = yaml_text({"a": {"b": None}}, comments)

    assert read_back(text) == {"a": {"b": None}}
    assert text.startswith("# Top: a # sign.\n# word word")
    assert text.endswith("a:\n  # Above b.\n  b:\n")
    assert max(map(len, text.splitlines())) <= 110
