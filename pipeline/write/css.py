"""The house style as CSS: every length a custom property, and the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder

PLACES = re.compile(r"(\{page\}|\{pages\})")
COUNTERS = {"{page}": "counter(page)", "{pages}": "counter(pages)"}


def points(twips: float) -> str:
    """Write a length in points."""
    return f"{twips / 20:g}pt"


def screen_css(style: HouseStyle, templates: TemplateFolder, document: Document) -> str:
    """Return the style sheet of the HTML page: for a screen, and for its own printing."""
    screen, paper = (templates.base / name for name in ("screen.css", "print.css"))
    return "\n".join(
        [
            _root(style),
            f"@media screen {{\n{screen.read_text('utf-8')}}}",
            f"@media print {{\n{paper.read_text('utf-8')}}}",
            _page(style, document),
        ]
    )


def print_css(style: HouseStyle, templates: TemplateFolder, document: Document) -> str:
    """Return the style sheet of the PDF, with its fonts."""
    paper = (templates.base / "print.css").read_text("utf-8")
    return "\n".join([_root(style), _page(style, document), paper])


@dataclass(frozen=True)
class Sheet:
    """One of several documents that are laid out as one, from page ``first`` of a whole that ends with page ``last``.

    ``name`` begins all its ids; ``style`` has room for what its pages bear; ``bookmark`` is its title's; ``mark`` stands at the foot of its pages.
    """

    name: str
    document: Document
    style: HouseStyle
    bookmark: str
    first: int
    last: int
    mark: str = ""


def pack_css(sheets: Sequence[Sheet], templates: TemplateFolder) -> str:
    """Return the style sheet of documents that are laid out as one: each on pages of its own, set up as they are where it stands alone."""
    paper = (templates.base / "print.css").read_text("utf-8")
    start = f"@page :first {{ counter-reset: page {sheets[0].first} }}"
    return "\n".join([_root(sheets[0].style), paper, *(rule for sheet in sheets for rule in _of_sheet(sheet)), start])


def _of_sheet(sheet: Sheet) -> Iterator[str]:
    yield _page(sheet.style, sheet.document, sheet.name, str(sheet.last), sheet.mark)
    yield f"#{sheet.name} {{ page: {sheet.name} }} #{sheet.name} .landscape {{ page: {sheet.name}-landscape }}"
    yield f"#{sheet.name} h1 {{ bookmark-label: {_quoted(sheet.bookmark)} }}"


def _root(style: HouseStyle) -> str:
    grid = style.tables.rules == "grid"
    family, embedded = style.fonts.family, style.fonts.embedded
    lengths = [f"--{name}: {points(twips)}" for name, twips in style.lengths()]
    others = [
        f"--page-measure: {points(style.page.measure)}",
        f'--font-print: "{embedded}", "{family}", sans-serif',
        f'--font-screen: "{family}", "{embedded}", sans-serif',
        f"--landscape-measure: {points(style.page.landscape_measure)}",
        f"--link-colour: {style.link_colour}",
        f"--header-fill: {style.tables.header_fill or 'transparent'}",
        f"--rules: {'solid' if grid else 'none'}",
        # Word draws a rule over the padding of the cells at its sides, half over each.
        f"--ruled-padding: {points(style.tables.padding_side - (style.tables.border / 2 if grid else 0))}",
        *(f"--rag-{name}: {colour}" for name, colour in style.rag),
    ]
    return ":root { " + "; ".join([*lengths, *others]) + " }"


def _page(style: HouseStyle, document: Document, name: str = "", last: str = "", mark: str = "") -> str:
    """Return the set-up of pages, portrait and landscape.

    Args:
        style: the house style.
        document: what stands on them.
        name: the pages' name, where others have another set-up.
        last: the number of the last page, where that is not how many there are.
        mark: what stands at the foot of each page, on the side away from its number.
    """
    page = style.page
    margins = " ".join(
        points(each) for each in (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
    )
    width, height = points(page.width), points(page.height)
    edge = points(page.footer_from_edge)
    council, side = document.publisher, page.footer_align
    foot = _margin_box(f"bottom-{side}", [page.footer], f"bottom; padding-bottom: {edge}", style, council)
    lines = [*document.page_lines, *([page.header] if page.header else [])]
    head = _margin_box(
        f"top-{side}", lines, f"top; padding-top: {edge}", style, council, marked=bool(document.page_lines)
    )
    if last:
        foot, head = (box.replace(COUNTERS["{pages}"], _quoted(last)) for box in (foot, head))
    marking = f"{head} {foot}{_marked_foot(style, mark)}"
    if not name:
        return (
            f"@page {{ size: {width} {height}; margin: {margins}; {marking} }}\n"
            f"@page landscape {{ size: {height} {width} }}"
        )
    return (
        f"@page {name} {{ size: {width} {height}; margin: {margins}; {marking} }}\n"
        f"@page {name}-landscape {{ size: {height} {width}; margin: {margins}; {marking} }}"
    )


def _marked_foot(style: HouseStyle, mark: str) -> str:
    """Return a mark at the foot of pages: there it takes no room from the text."""
    if not mark:
        return ""
    page, type_ = style.page, style.fonts.table
    place = "left" if page.footer_align == "right" else "right"
    font = f'bold {points(type_.size)}/{points(type_.line)} "{style.fonts.embedded}"'
    foot = f"vertical-align: bottom; padding-bottom: {points(page.footer_from_edge)}"
    return f" @bottom-{place} {{ content: {_quoted(mark)}; font: {font}; white-space: pre; {foot} }}"


def _margin_box(
    place: str, lines: Sequence[str], vertical: str, style: HouseStyle, council: str, *, marked: bool = False
) -> str:
    """Return lines at the top or foot of pages; their counts are CSS counters. A marking is bold, and as wide as the text."""
    if not lines:
        return ""
    type_ = style.fonts.table if marked else style.fonts.body
    texts = [_counted(line.replace("{council}", council)) for line in lines]
    font = f'{"bold " if marked else ""}{points(type_.size)}/{points(type_.line)} "{style.fonts.embedded}"'
    space = "pre-line; width: 100%" if marked else "pre"
    content = ' "\\a " '.join(texts)
    return f"@{place} {{ content: {content}; font: {font}; white-space: {space}; vertical-align: {vertical} }}"


def _counted(line: str) -> str:
    return " ".join(COUNTERS.get(part) or _quoted(part) for part in PLACES.split(line) if part)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", r"\5c ").replace('"', r"\22 ") + '"'
