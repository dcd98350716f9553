"""Whatever stands at a page's top or a line's end is read back right: the formats agree for papers of any length."""

import pytest

from tests.conftest import Papers

ANCHOR = "    The County Council cannot"


@pytest.mark.parametrize("count", [*range(14, 20), 43, 44, 45])
def test_a_table_may_begin_a_page(count: int, papers: Papers) -> None:
    papers.change("paper.yaml", ANCHOR, "".join(f"    Line {number}.\n\n" for number in range(count)) + ANCHOR)

    assert not papers.build().stopped


def test_a_table_may_go_on_over_pages(papers: Papers) -> None:
    rows = "".join(f"  - title: Document {number}\n    location: Room {number}\n" for number in range(80))
    papers.change("paper.yaml", "source_documents:\n", f"source_documents:\n{rows}")

    assert not papers.build().stopped


@pytest.mark.parametrize(
    "text",
    [
        "The Executive Summary says that the board has offered a range of more pre- and post-natal care to families.",
        "\n    ".join(f"{number}. item" for number in range(1, 101)),
        "*a **b** c* and **[d](https://example.org)**",
        "x" * 95,
        "An address: https://example.org/" + "very-long/" * 20,
        "1. a\n\n       continued\n\n       - deeper\n    2. b",
    ],
    ids=["hyphen at a line's end", "a hundred items", "nested emphasis", "long word", "long address", "nested lists"],
)
def test_any_text_is_the_same_in_all_formats(text: str, papers: Papers) -> None:
    papers.change("paper.yaml", ANCHOR, f"    {text}\n\n{ANCHOR}")

    assert not papers.build().stopped


@pytest.mark.parametrize("name", ["Child 'G'", "Child G & H", "Child <G>", "Child G{{", "Child *G*"])
def test_marks_in_a_plain_field_are_printed_as_typed(name: str, papers: Papers) -> None:
    papers.change("reviews.yaml", "name: Child G", f'name: "{name}"')
    papers.change("evaluations.yaml", "  printed_as: Child G review\n", "")
    papers.build()
    page = papers.output("html").read_text("utf-8")
    escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert f"an Adequate evaluation for the {escaped} Review." in page
    assert f"With respect to {escaped} there is" in page
