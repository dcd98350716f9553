"""The HTML page: self-contained, titled, accessible in its structure."""

import pytest
from lxml import etree, html

from tests.conftest import Papers


@pytest.fixture(scope="module")
def tree(sample: Papers) -> etree._Element:
    return html.document_fromstring(sample.output("html").read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def test_language_title_and_viewport(tree: etree._Element) -> None:
    assert tree.get("lang") == "en-GB"
    assert tree.findtext("head/title", "").startswith("OFFICE FOR STANDARDS IN EDUCATION")
    assert "width=device-width" in tree.xpath("string(//meta[@name='viewport']/@content)")


def test_it_needs_nothing_from_elsewhere(sample: Papers, tree: etree._Element) -> None:
    text = sample.output("html").read_text("utf-8")

    assert tree.xpath("//link | //script | //img | //iframe | //@src") == []
    assert "url(" not in text
    assert "@import" not in text


def test_headings_descend_by_one(tree: etree._Element) -> None:
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4")]

    assert levels == [1] + [2] * 6


def test_every_header_cell_says_what_it_heads(tree: etree._Element) -> None:
    cells = list(tree.iter("th"))

    assert len(cells) > 15
    assert all(cell.get("scope") in {"row", "col"} and cell.text for cell in cells)


def test_ids_are_unique_and_numbers_are_followed_by_a_space(tree: etree._Element) -> None:
    ids = tree.xpath("//@id")
    numbers = tree.xpath("//span[@class='number']/text()")

    assert len(ids) == len(set(ids)) == 6
    assert len(numbers) == 6 + 20
    assert all(number.endswith(" ") for number in numbers)
