"""Document: the composed paper as one tree of HTML from a closed vocabulary. Every writer walks or prints this tree."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.errors import ExitCode, PipelineError

SVG = "{http://www.w3.org/2000/svg}"

VOCABULARY: dict[str, set[str]] = {
    "main": set(),
    "section": {"class"},
    "h1": set(),
    "h2": {"id", "class"},
    "h3": {"id", "class"},
    "p": {"class", "id"},
    "ul": {"class"},
    "ol": {"class"},
    "li": {"id"},
    "table": {"class", "aria-label"},
    "caption": set(),
    "thead": set(),
    "tbody": set(),
    "colgroup": set(),
    "col": {"style"},
    "tr": set(),
    "th": {"scope", "class"},
    "td": {"colspan", "class"},
    "a": {"href", "class"},
    "strong": set(),
    "em": set(),
    "sup": set(),
    "span": {"class"},
    "figure": {"class"},
}
"""Every element that a paper may hold, with its attributes."""

SVG_VOCABULARY: dict[str, set[str]] = {
    "svg": {"viewBox", "style", "role", "aria-labelledby"},
    "title": {"id"},
    "desc": {"id"},
    "g": {"transform", "fill", "stroke", "stroke-width", "fill-rule", "clip-path", "opacity"},
    "defs": set(),
    "clipPath": {"id"},
    "path": {"id", "d", "fill", "stroke", "stroke-width", "transform", "fill-rule", "opacity"},
    "use": {"href", "x", "y", "transform"},
    "rect": {"x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width", "transform", "opacity"},
    "circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width", "opacity"},
    "ellipse": {"cx", "cy", "rx", "ry", "fill", "stroke", "stroke-width", "transform", "opacity"},
    "polygon": {"points", "fill", "stroke", "stroke-width", "transform", "opacity"},
    "polyline": {"points", "fill", "stroke", "stroke-width", "transform", "opacity"},
    "line": {"x1", "y1", "x2", "y2", "stroke", "stroke-width"},
}
"""What a picture may be drawn with. It holds no text but its title and description: every format then has the same words."""

CLASSES = {
    *("agenda-item", "notice", "number", "label", "sub", "withheld", "unnumbered"),
    *("cover", "contacts", "source-documents", "data", "recommendations", "notes"),
    *("ref", "note", "chart", "crest", "appendix", "landscape"),
    *("spreadsheet", "count", "red", "amber", "green", "blue"),
}
BLOCKS = {"h1", "h2", "h3", "p", "caption", "th", "td"}
"""Elements that hold words; a cell may hold paragraphs and lists instead, a list's item always does."""

BULLET = "•"

MOST_LETTERS = 26

ADDRESSES = ("https://", "http://", "mailto:")
"""What a link may lead to, outside the paper."""


@dataclass(frozen=True)
class Document:
    """A composed paper: its plain title, language, date (ISO) and publisher, and the tree of its ``main`` element.

    ``spreadsheet`` is the table that stands in a spreadsheet beside the paper, where there is one. ``marking`` are the lines that
    every page of a copy bears that is not for publication; ``draft`` is the line that it bears until all clearances stand. ``opening`` is the
    HTML of purpose and recommendation by name, wherever the house style prints them, their references not yet filled in.
    """

    title: str
    language: str
    date: str
    publisher: str
    main: etree._Element
    spreadsheet: etree._Element | None = None
    marking: Sequence[str] = ()
    draft: str = ""
    opening: Mapping[str, str] = field(default_factory=dict)

    @property
    def page_lines(self) -> list[str]:
        """The lines that every page bears above all else: that it is a draft, and the marking."""
        return [*([self.draft] if self.draft else []), *self.marking]

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
    return mark(whole.tag, whole.get("class", ""), whole.index(item) + 1) if whole is not None else ""


def mark(tag: str, kind: str, count: int) -> str:
    """Return the mark of an item of a list; the entries of a cover have none."""
    if tag == "ul":
        return "" if kind == "cover" else BULLET
    return {"recommendations": f"({letter(count).lower()})", "notes": f"{count}"}.get(kind, f"{count}.")


def letter(count: int) -> str:
    """Return A for 1, and so on; after Z the letters are doubled, as Word does it."""
    rounds, place = divmod(count - 1, MOST_LETTERS)
    return chr(ord("A") + place) * (rounds + 1)


def holds_blocks(element: etree._Element) -> bool:
    """Whether a cell holds paragraphs and lists, not words of its own."""
    return any(child.tag in {"p", "ul", "ol"} for child in element)


def flat(element: etree._Element) -> str:
    """Return an element's text, its number included, white space folded."""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def widths_of(table: etree._Element) -> list[int]:
    """Return the widths of a table's columns in twips."""
    return [round(float(str(col.get("style"))[len("width:") : -len("pt")]) * 20) for col in table.iter("col")]


def ends_page(block: etree._Element) -> bool:
    """Whether a block is the last before the end of the paper or before an appendix, which begins a page."""
    following = block.getnext()
    if following is None:
        around = block.getparent()
        return around is None or around.tag == "main" or ends_page(around)
    return "appendix" in following.get("class", "").split()


def parse(html: str, origin: str) -> etree._Element:
    """Read what a template gave, and refuse what no writer knows.

    Args:
        html: one ``main`` element, well formed.
        origin: the template's name, for the message.

    Raises:
        PipelineError: not well formed, or outside the vocabulary.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        main = etree.fromstring(html.encode(), parser)
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


def parse_picture(svg: str, origin: str) -> etree._Element:
    """Read a picture, and refuse what it may not be drawn with.

    Raises:
        PipelineError: not well formed, or outside the vocabulary of pictures.
    """
    picture = parse(svg, origin)
    if picture.tag != f"{SVG}svg":
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, f"{origin} is not an SVG picture.", "Begin it with <svg xmlns=...>."
        )
    return picture


def _refuse_unknown(element: etree._Element, origin: str) -> None:
    tag = str(element.tag)
    allowed = SVG_VOCABULARY.get(tag.removeprefix(SVG)) if tag.startswith(SVG) else VOCABULARY.get(tag)
    unknown = [] if allowed is None else [str(name) for name in element.attrib if name not in allowed]
    if allowed is None or unknown:
        tag = tag.removeprefix(SVG)
        what = f"the element <{tag}>" if allowed is None else f"{unknown[0]} on <{tag}>"
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, f"{origin} uses {what}, which no writer knows.", "See pipeline/document.py."
        )
    classes = element.get("class", "")
    if not set(classes.split()) <= CLASSES:
        message = f"{origin} uses the class {classes!r}, which no writer knows."
        raise PipelineError(ExitCode.TEMPLATE_WRONG, message, "See pipeline/document.py.")
    if tag.startswith(SVG) and "url(" in " ".join(map(str, element.attrib.values())).lower().replace("url(#", ""):
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, f"{origin} names something outside the picture.", "Draw it within."
        )
    href = element.get("href", "").lower()
    if (tag == "a" and not href.startswith((*ADDRESSES, "#"))) or (tag == f"{SVG}use" and not href.startswith("#")):
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, f"{origin} makes a link that leads nowhere.", "Use https: or mailto:."
        )


def plain_number(number: float) -> str:
    """Write a length of a picture: two decimals at most, and none that say nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
