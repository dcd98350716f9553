"""A paper's page in HTML, as this program writes it, as the document that it was written from."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from pipeline.document import SVG, SVG_VOCABULARY, Document, flat, parse
from pipeline.errors import ExitCode, PipelineError

NAMES = {
    name.lower(): name
    for name in (*SVG_VOCABULARY, *(each for allowed in SVG_VOCABULARY.values() for each in allowed))
    if name != name.lower()
}
"""Names of drawings that HTML reads in small letters."""


def read_page(file: Path) -> Document:
    """Read a page.

    Raises:
        PipelineError: it cannot be read, or this program did not write it.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise PipelineError(
            ExitCode.FINDINGS, f"{file} cannot be read: {error.strerror}.", "Check the name."
        ) from error
    tree = _tree(content)
    main = tree.find(".//main") if tree is not None else None
    if tree is None or main is None or _meta(tree, "dcterms.created") == "":
        message = f"{file} is no paper that this program wrote as HTML."
        raise PipelineError(ExitCode.FINDINGS, message, "Name a paper, a folder of outputs, or the .html file in it.")
    for drawing in main.iter("svg"):
        _name_as_drawn(drawing)
    marking = [flat(line) for line in tree.iterfind(".//header[@class='marking']/div")]
    return Document(
        str(tree.findtext(".//title") or ""),
        tree.get("lang", ""),
        _meta(tree, "dcterms.created"),
        _meta(tree, "author"),
        parse(etree.tostring(main, encoding="unicode", with_tail=False), str(file)),
        marking=marking,
    )


def _tree(content: bytes) -> etree._Element | None:
    try:
        return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, ValueError):
        return None


def _meta(tree: etree._Element, name: str) -> str:
    found = tree.find(f".//meta[@name='{name}']")
    return "" if found is None else str(found.get("content", ""))


def _name_as_drawn(drawing: etree._Element) -> None:
    """Give what a drawing is made of its names back: HTML has no namespaces and no capitals in names."""
    for part in list(_parts(drawing)):
        attributes = {NAMES.get(name, name): value for name, value in part.attrib.items() if name != "xmlns"}
        part.attrib.clear()
        part.attrib.update(attributes)
        part.tag = f"{SVG}{NAMES.get(part.tag, part.tag)}"


def _parts(drawing: etree._Element) -> Iterator[etree._Element]:
    return (part for part in drawing.iter() if isinstance(part.tag, str))
