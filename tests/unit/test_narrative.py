"""Narrative: Markdown with facts, and everything that has no place in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from pipeline.compose.facts import Facts, Link
from pipeline.compose.narrative import Narrator
from pipeline.models.dates import PartialDate
from pipeline.read import read_yaml
from pipeline.style import HouseStyle
from pipeline.validate import validate
from tests.conftest import ROOT

STYLE = ROOT / "templates" / "styles" / "cambridgeshire-2010" / "style.yaml"
VALUES = {
    "reviews.count": 4,
    "board.website": Link("http://www.example.org"),
    "council.name": "A & B <c>",
    "meeting.date": PartialDate(2010, 9, 7),
    "reviews.latest": None,
}


def narrator() -> Narrator:
    style, _ = validate(HouseStyle, read_yaml(STYLE, "style.yaml")[0])
    assert style
    return Narrator(Facts(VALUES, style))


def told(text: str) -> tuple[str, list[str]]:
    teller = narrator()
    blocks = teller.blocks(text, ("paper", "purpose"))
    return "".join(blocks), [finding.message for finding in teller.findings]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one two</p><p>three</p>"),
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("1. a\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("[a](https://b.org)", '<p><a href="https://b.org">a</a></p>'),
        ("fish & chips", "<p>fish &amp; chips</p>"),
        ("1986\\. A great year", "<p>1986. A great year</p>"),
        ("`code` and ~tilde~", "<p>`code` and ~tilde~</p>"),
        ("{{ reviews.count }} {{ reviews.count | words }}", "<p>4 four</p>"),
        ("{{ reviews.count | words | capital }}", "<p>Four</p>"),
        ("**{{reviews.count|ordinal}}**", "<p><strong>fourth</strong></p>"),
        ("{{ meeting.date | day }}", "<p>7<sup>th</sup> September</p>"),
        ("{{ council.name }}", "<p>A &amp; B &lt;c&gt;</p>"),
        ("{{ board.website }}", '<p><a href="http://www.example.org">http://www.example.org</a></p>'),
    ],
)
def test_what_it_becomes(text: str, html: str) -> None:
    assert told(text) == (html, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 7*7 }}", "this is not the name of a fact"),
        ("{{ reviews.__class__ }}", "this is not the name of a fact"),
        ("{{ reviews.cuont }}", "there is no fact 'reviews.cuont'"),
        ("{{ reviews.count | wrods }}", "there is no format 'wrods'"),
        ("{{ reviews.count | month }}", "this format does not suit reviews.count"),
        ("{{ reviews.latest }}", "the data give reviews.latest no value"),
        ("{{ reviews.count", "a fact is not written as it must be"),
        ("reviews.count }}", "a fact is not written as it must be"),
        ("{ reviews.count }", "a fact is not written as it must be"),
        ("5*3*2", "an asterisk between letters or digits would be lost"),
        ("\u2022\ta bullet", "this bullet would not become a list"),
        ("one\n\u2013 two", "this bullet would not become a list"),
        ("-one", "this hyphen would not become a list"),
        ("| a | b |", "this would not become a table"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a table has no place in this field"),
        ("1. a\n2.\n3. c", "an item of this list has no text of its own"),
        ("- a\n  - b\n    - c\n      - d", "lists are nested deeper than 3 levels"),
        ("[{{ board.website }}](https://x.org)", "this fact is a link already"),
        ("<b>bold</b>", "HTML has no place in a narrative"),
        ("<!-- note -->", "HTML has no place in a narrative"),
        ("# Heading", "a heading of this kind has no place in a narrative"),
        ("## Sub-heading", "a heading of this kind has no place in a narrative"),
        ("1986. A great year", "a number and a full stop at the beginning of a line would become a numbered list"),
        ("[a](javascript:alert(1))", "this link leads nowhere for a reader of the paper"),
        ("[a](file:///etc/passwd)", "this link leads nowhere for a reader of the paper"),
        ("[a](other.html)", "this link leads nowhere for a reader of the paper"),
    ],
)
def test_what_has_no_place(text: str, message: str) -> None:
    assert message in told(text)[1]


@given(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="*_[]\\{}<>#-+.)&")))
def test_plain_words_come_out_as_they_went_in(text: str) -> None:
    html, messages = told(text)

    assert messages == []
    assert html == (f"<p>{escape(text)}</p>" if text else "")
