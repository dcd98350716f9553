"""Document: the composed paper as one tree of HTML from a closed vocabulary. Every writer walks or prints this tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import ExitCode, PipelineError

VOCABULARY: dict[str, set[str]] = {
    "main": set(),
    "section": set(),
    "h1": set(),
    "h2": {"id"},
    "p": {"class"},
    "ul": set(),
    "ol": set(),
    "li": set(),
    "table": {"class", "aria-label"},
    "thead": set(),
    "tbody": set(),
    "colgroup": set(),
    "col": set(),
    "tr": set(),
    "th": {"scope"},
    "td": {"colspan"},
    "a": {"href"},
    "strong": set(),
    "em": set(),
    "sup": set(),
    "span": {"class"},
}
"""Every element that a paper may hold, with its attributes."""

CLASSES = {"agenda-item", "number", "cover", "contacts", "source-documents"}
BLOCKS = {"h1", "h2", "p", "th", "td"}
"""Elements that hold words; a cell may hold paragraphs and lists instead, a list's item always does."""

BULLET = "•"

ADDRESSES = ("https://", "http://", "mailto:")
"""What a link may lead to."""


@dataclass(frozen=True)
class Document:
    """A composed paper: its plain title, language, date (ISO) and publisher, and the tree of its ``main`` element."""

    title: str
    language: str
    date: str
    publisher: str
    main: etree._Element

    def words(self) -> list[str]:
        """Return the words in reading order."""
        return [word for block in texts(self.main) for word in block.split()]

    def header_rows(self) -> list[list[str]]:
        """Return the words of each table's header row: a table over pages repeats them."""
        return [[word for block in texts(head) for word in block.split()] for head in self.main.iter("thead")]


def texts(tree: etree._Element) -> Iterator[str]:
    """Yield the text of each block of words, in reading order, with the mark of a list's item before it."""
    for element in tree.iter(*BLOCKS):
        if not holds_blocks(element):
            yield f"{_mark(element)} {flat(element)}".strip()


def _mark(element: etree._Element) -> str:
    item = element.getparent()
    if item is None or item.tag != "li" or element.getprevious() is not None:
        return ""
    whole = item.getparent()
    return f"{whole.index(item) + 1}." if whole is not None and whole.tag == "ol" else BULLET


def holds_blocks(element: etree._Element) -> bool:
    """Whether a cell holds paragraphs and lists, not words of its own."""
    return any(child.tag in {"p", "ul", "ol"} for child in element)


def flat(element: etree._Element) -> str:
    """Return an element's text, its number included, white space folded."""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def parse(html: str, origin: str) -> etree._Element:
    """Read what a template gave, and refuse what no writer knows.

    Args:
        html: one ``main`` element, well formed.
        origin: the template's name, for the message.

    Raises:
        PipelineError: not well formed, or outside the vocabulary.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        main = etree.fromstring(html, parser)
    except etree.XMLSyntaxError as error:
        line = html.splitlines()[error.lineno - 1].strip()[:60] if error.lineno else ""
        tag = re.match(r"</?\w+", line)
        near = f" near {tag[0]}>" if tag else ""
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, f"{origin} gives a page that is not well formed{near}.", "Close every element."
        ) from None
    for element in main.iter():
        _refuse_unknown(element, origin)
    return main


def _refuse_unknown(element: etree._Element, origin: str) -> None:
    allowed = VOCABULARY.get(str(element.tag))
    unknown = [] if allowed is None else [str(name) for name in element.attrib if name not in allowed]
    if allowed is None or unknown:
        what = f"the element <{element.tag}>" if allowed is None else f"{unknown[0]} on <{element.tag}>"
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, f"{origin} uses {what}, which no writer knows.", "See pipeline/document.py."
        )
    classes = element.get("class", "")
    if not set(classes.split()) <= CLASSES:
        message = f"{origin} uses the class {classes!r}, which no writer knows."
        raise PipelineError(ExitCode.TEMPLATE_WRONG, message, "See pipeline/document.py.")
    if element.tag == "a" and not element.get("href", "").lower().startswith(ADDRESSES):
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, f"{origin} makes a link that leads nowhere.", "Use https: or mailto:."
        )
