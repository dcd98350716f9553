"""Numbering: sections and their paragraphs get their numbers as text, from the house style's patterns."""

from lxml import etree

from pipeline.style import Numbering


def number(main: etree._Element, numbering: Numbering) -> None:
    """Put a number before each section's heading and each paragraph that stands directly in a section."""
    for count, section in enumerate(main.iter("section"), start=1):
        for heading in section.findall("h2"):
            heading.set("id", f"section-{count}")
            _put(heading, numbering.section.format(section=count))
        for place, paragraph in enumerate(section.findall("p"), start=1):
            _put(paragraph, numbering.paragraph.format(section=count, paragraph=place))


def _put(element: etree._Element, text: str) -> None:
    # The space is inside, where layout drops it: a reader aloud and a copied text still have it.
    span = etree.Element("span", {"class": "number"})
    span.text, span.tail, element.text = f"{text} ", element.text, None
    element.insert(0, span)
