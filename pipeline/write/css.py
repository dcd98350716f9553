"""The house style as CSS: every length a custom property, and the page."""

import re
from collections.abc import Sequence

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


def _page(style: HouseStyle, document: Document) -> str:
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
    return (
        f"@page {{ size: {width} {height}; margin: {margins}; {head} {foot} }}\n"
        f"@page landscape {{ size: {height} {width} }}"
    )


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
