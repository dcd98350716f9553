"""Capitals: headings in capitals where the house style has them, as real letters, so that every format has the same."""

from lxml import etree

from pipeline.style import HouseStyle


def capitals(main: etree._Element, style: HouseStyle) -> None:
    """Put the title, the sections' headings, or both, in capitals."""
    wanted = [tag for tag, on in (("h1", style.title_capitals), ("h2", style.heading_capitals)) if on]
    for heading in main.iter(*wanted) if wanted else ():
        for element in heading.iter():
            element.text = element.text.upper() if element.text else None
            if element is not heading:
                element.tail = element.tail.upper() if element.tail else None
