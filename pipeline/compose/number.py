"""Numbering: sections, paragraphs, appendices and notes get their numbers as text, and references to them say those."""

from lxml import etree

from pipeline.document import letter
from pipeline.style import HouseStyle


def number(main: etree._Element, style: HouseStyle) -> None:
    """Put a number before each heading and each paragraph that stands directly in a section; then fill the references."""
    sections = appendices = 0
    for section in main.iter("section"):
        kind = (section.get("class") or "").split()
        if "notes" in kind:
            continue
        if "appendix" in kind:
            appendices += 1
            _number_appendix(section, letter(appendices), style)
        else:
            sections += 1
            _number_section(section, sections, style)
    _fill_references(main, style)


def _number_section(section: etree._Element, count: int, style: HouseStyle) -> None:
    patterns = style.numbering
    paragraph = subparagraph = 0
    under_heading = False
    for child in section:
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
    for place, paragraph in enumerate(section.findall("p"), start=1):
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
