"""Numbering: sections, paragraphs, appendices and notes get their numbers as text, and references to them say those."""

from lxml import etree

from pipeline.document import letter
from pipeline.style import HouseStyle

UNNUMBERED = "unnumbered"
"""The class of what has no number where others have one."""


def number(main: etree._Element, style: HouseStyle, *, closing_up: bool = False) -> None:
    """Put a number before each heading and each paragraph that stands directly in a section; then fill the references.

    Args:
        main: the paper's tree.
        style: how numbers look.
        closing_up: what is withheld has no number, and what follows has the next.
    """
    sections = appendices = 0
    if closing_up:
        _leave_unnumbered(main)
    for section in main.iter("section"):
        kind = (section.get("class") or "").split()
        heading = section.find("h2")
        if "notes" in kind or (heading is not None and heading.get("class") == UNNUMBERED):
            continue
        if "appendix" in kind:
            appendices += 1
            _number_appendix(section, letter(appendices), style)
        else:
            sections += 1
            _number_section(section, sections, style)
    _fill_references(main, style)


def _leave_unnumbered(main: etree._Element) -> None:
    """Mark what says only that something is withheld: paragraphs, sub-headings, and the headings of sections that hold no more."""
    for section in main.iter("section"):
        parts = [part for part in section if part.tag in {"h3", "p"} and _is_withheld(part)]
        for part in parts:
            part.set("class", UNNUMBERED)
        heading = section.find("h2")
        if heading is not None and len(parts) == len(section) - 1:
            heading.set("class", UNNUMBERED)


def _is_withheld(part: etree._Element) -> bool:
    return len(part) == 1 and part[0].get("class") == "withheld" and not (part.text or part[0].tail or "").strip()


def _number_section(section: etree._Element, count: int, style: HouseStyle) -> None:
    patterns = style.numbering
    paragraph = subparagraph = 0
    under_heading = False
    for child in section:
        if child.get("class") == UNNUMBERED:
            continue
        if child.tag == "h2":
            _put(child, patterns.section.format(section=count))
        elif child.tag == "p" and under_heading:
            subparagraph += 1
            child.set("class", "sub")
            counts = {"section": count, "paragraph": paragraph, "subparagraph": subparagraph}
            _put(child, patterns.subparagraph.format(**counts))
        elif child.tag in {"h3", "p"}:
            paragraph, subparagraph, under_heading = paragraph + 1, 0, child.tag == "h3"
            _put(child, patterns.paragraph.format(section=count, paragraph=paragraph))


def _number_appendix(section: etree._Element, name: str, style: HouseStyle) -> None:
    for heading in section.findall("h2"):
        _put(heading, style.numbering.appendix.format(appendix=name))
    numbered = [each for each in section.findall("p") if each.get("class") != UNNUMBERED]
    for place, paragraph in enumerate(numbered, start=1):
        _put(paragraph, style.numbering.appendix_paragraph.format(appendix=name, paragraph=place))


def _put(element: etree._Element, text: str) -> None:
    # The space is inside, where layout drops it: a reader aloud and a copied text still have it.
    span = etree.Element("span", {"class": "number"})
    span.text, span.tail, element.text = f"{text} ", element.text, None
    element.insert(0, span)


def _fill_references(main: etree._Element, style: HouseStyle) -> None:
    targets = {str(element.get("id")): element for element in main.iter("h2", "h3", "p", "li") if element.get("id")}
    for link in main.iter("a"):
        kind, target = link.get("class"), targets.get(str(link.get("href")).removeprefix("#"))
        if kind == "note" and target is not None and (notes := target.getparent()) is not None:
            link.text = str(notes.index(target) + 1)
        elif kind == "ref" and target is not None:
            link.text = _named(target, style)


def _named(target: etree._Element, style: HouseStyle) -> str:
    """Return what a reference calls its target, with the target's number."""
    if target.get("class") == UNNUMBERED:
        return style.labels.withheld_reference
    number_ = (target.findtext("span[@class='number']") or "").strip().rstrip(".")
    section = target.getparent()
    if target.tag == "h2" and section is not None and "appendix" in (section.get("class") or ""):
        return number_
    word = style.labels.section_word if target.tag == "h2" else style.labels.paragraph_word
    return f"{word} {number_}"


def order_notes(main: etree._Element) -> None:
    """Put the notes in the order in which the paper first refers to them; those that it never does stand last."""
    for notes in main.findall("section[@class='notes']/ol"):
        asked = [str(link.get("href")).removeprefix("#") for link in main.iter("a") if link.get("class") == "note"]
        first = {name: place for place, name in reversed(list(enumerate(asked)))}
        notes[:] = sorted(notes, key=lambda note: first.get(str(note.get("id")), len(asked)))
