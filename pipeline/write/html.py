"""HTML: the tree as one self-contained page."""

from copy import deepcopy
from pathlib import Path

from lxml import etree, html

from pipeline.document import Document, texts
from pipeline.limits import Limits
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.write.css import screen_css


def page(document: Document, css: str, *, marked: bool = False) -> str:
    """Return the paper's tree as a whole page with a style sheet in it, what every page bears above it if so asked."""
    root = etree.Element("html", {"lang": document.language})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "title").text = document.title
    for name, content in (
        ("viewport", "width=device-width, initial-scale=1"),
        ("author", document.publisher),
        ("dcterms.created", document.date),
    ):
        etree.SubElement(head, "meta", {"name": name, "content": content})
    etree.SubElement(head, "style").text = f"\n{css}\n"
    body = etree.SubElement(root, "body")
    if marked and document.page_lines:
        header = etree.SubElement(body, "header", {"class": "marking"})
        for line in document.page_lines:
            etree.SubElement(header, "div").text = line
    body.append(deepcopy(document.main))
    return str(etree.tostring(root, encoding="unicode", method="html", doctype="<!DOCTYPE html>")) + "\n"


def write(document: Document, style: HouseStyle, templates: TemplateFolder, file: Path, _limits: Limits) -> None:
    """Write the page."""
    whole = page(document, screen_css(style, templates, document), marked=True)
    file.write_text(whole, "utf-8", newline="\n")


def read_back(file: Path, _document: Document, _style: HouseStyle) -> list[list[str]]:
    """Read the words of the page back."""
    tree = html.document_fromstring(file.read_text("utf-8").encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    return [[word for block in texts(tree) for word in block.split()]]
