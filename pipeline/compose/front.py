"""Front matter: a document that is no paper, such as an agenda, from a template of its own."""

from collections.abc import Mapping
from typing import Any

from lxml import etree
from markupsafe import Markup

from pipeline.compose.capitals import capitals
from pipeline.compose.columns import set_columns
from pipeline.compose.crest import crest
from pipeline.compose.environment import environment, rendering
from pipeline.document import Document, parse
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder

WORDS = ("p", "ul", "ol")
"""What of a recommendation can stand elsewhere: a table stays in the paper."""

UNFILLED = ("note", "ref")
"""Classes of links that say nothing before the numbering fills them in."""


def compose_front(
    templates: TemplateFolder, style: HouseStyle, name: str, values: Mapping[str, Any], blocks: Mapping[str, str]
) -> etree._Element:
    """Return the tree of a document that is no paper.

    Args:
        templates: where its template lies, and the crest.
        style: the house style.
        name: its template.
        values: what it places.
        blocks: HTML that was composed before, by name: the template finds it under ``blocks``.

    Raises:
        PipelineError: the template is wrong.
    """
    told = {key: Markup(html) for key, html in blocks.items()}
    given = {"labels": style.labels.plain(), "crest": crest(style, templates), **values, "blocks": told}
    with rendering(name):
        html = environment(templates, style).get_template(name).render(given)
    main = parse(html, name)
    capitals(main, style)
    set_columns(main, style)
    return main


def recommendation(document: Document) -> str:
    """Return what a paper recommends as HTML that can stand elsewhere: references are words, and notes are left out."""
    # The HTML is what its own template was given: well formed.
    whole = etree.fromstring(f"<div>{document.opening['recommendation']}</div>".encode(), etree.XMLParser())
    said = {str(link.get("href")): link.text or "" for link in document.main.iter("a")}
    for link in [each for each in whole.iter("a") if each.get("class") in UNFILLED]:
        _replace(link, said.get(str(link.get("href")), "") if link.get("class") == "ref" else "")
    for raised in [each for each in whole.iter("sup") if not len(each) and not each.text]:
        _replace(raised, "")
    for label in whole.iter("p", "li"):
        label.attrib.pop("id", None)
    words = [child for child in whole if child.tag in WORDS]
    return "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in words)


def _replace(element: etree._Element, words: str) -> None:
    """Put words in an element's place."""
    around, before = element.getparent(), element.getprevious()
    if around is None:
        return
    words += element.tail or ""
    if before is None:
        around.text = (around.text or "") + words
    else:
        before.tail = (before.tail or "") + words
    around.remove(element)
