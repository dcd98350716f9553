"""The house style as CSS: every length a custom property, and the page."""

import re

from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder

PLACES = re.compile(r"(\{page\}|\{pages\})")
COUNTERS = {"{page}": "counter(page)", "{pages}": "counter(pages)"}


def points(twips: float) -> str:
    """Write a length in points."""
    return f"{twips / 20:g}pt"


def screen_css(style: HouseStyle, templates: TemplateFolder, council: str) -> str:
    """Return the style sheet of the HTML page: for a screen, and for its own printing."""
    screen, paper = (templates.base / name for name in ("screen.css", "print.css"))
    return "\n".join(
        [
            _root(style),
            f"@media screen {{\n{screen.read_text('utf-8')}}}",
            f"@media print {{\n{paper.read_text('utf-8')}}}",
            _page(style, council),
        ]
    )


def print_css(style: HouseStyle, templates: TemplateFolder, council: str) -> str:
    """Return the style sheet of the PDF, with its fonts."""
    paper = (templates.base / "print.css").read_text("utf-8")
    return "\n".join([_root(style), _page(style, council), paper])


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


def _page(style: HouseStyle, council: str) -> str:
    page = style.page
    margins = " ".join(
        points(each) for each in (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
    )
    width, height = points(page.width), points(page.height)
    edge = points(page.footer_from_edge)
    foot = _margin_box(f"bottom-{page.footer_align}", page.footer, f"bottom; padding-bottom: {edge}", style, council)
    head = _margin_box(f"top-{page.footer_align}", page.header or "", f"top; padding-top: {edge}", style, council)
    return (
        f"@page {{ size: {width} {height}; margin: {margins}; {head} {foot} }}\n"
        f"@page landscape {{ size: {height} {width} }}"
    )


def _margin_box(place: str, text: str, vertical: str, style: HouseStyle, council: str) -> str:
    """Return a line at the top or foot of pages; its counts are CSS counters."""
    if not text:
        return ""
    body = style.fonts.body
    parts = [COUNTERS.get(part) or _quoted(part.replace("{council}", council)) for part in PLACES.split(text) if part]
    font = f'{points(body.size)}/{points(body.line)} "{style.fonts.embedded}"'
    return f"@{place} {{ content: {' '.join(parts)}; font: {font}; white-space: pre; vertical-align: {vertical} }}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", r"\5c ").replace('"', r"\22 ") + '"'
