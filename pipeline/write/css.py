"""The house style as CSS: every length a custom property, and the page."""

from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder


def points(twips: int) -> str:
    """Write a length in points."""
    return f"{twips / 20:g}pt"


def screen_css(style: HouseStyle, templates: TemplateFolder) -> str:
    """Return the style sheet of the HTML page: for a screen, and for its own printing."""
    screen, paper = (templates.base / name for name in ("screen.css", "print.css"))
    return "\n".join(
        [
            _root(style),
            f"@media screen {{\n{screen.read_text('utf-8')}}}",
            f"@media print {{\n{paper.read_text('utf-8')}}}",
            _page(style),
        ]
    )


def print_css(style: HouseStyle, templates: TemplateFolder) -> str:
    """Return the style sheet of the PDF, with its fonts."""
    paper = (templates.base / "print.css").read_text("utf-8")
    return "\n".join([_root(style), _page(style), paper])


def _root(style: HouseStyle) -> str:
    family, embedded = style.fonts.family, style.fonts.embedded
    lengths = [f"--{name}: {points(twips)}" for name, twips in style.lengths()]
    others = [
        f"--page-measure: {points(style.page.measure)}",
        f'--font-print: "{embedded}", "{family}", sans-serif',
        f'--font-screen: "{family}", "{embedded}", sans-serif',
        f"--link-colour: {style.link_colour}",
    ]
    return ":root { " + "; ".join([*lengths, *others]) + " }"


def _page(style: HouseStyle) -> str:
    page, body = style.page, style.fonts.body
    margins = " ".join(
        points(each) for each in (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
    )
    footer = (
        f'@bottom-center {{ content: counter(page); font: {points(body.size)}/{points(body.line)} "{style.fonts.embedded}"; '
        f"vertical-align: bottom; padding-bottom: {points(page.footer_from_edge)} }}"
    )
    return f"@page {{ size: {points(page.width)} {points(page.height)}; margin: {margins}; {footer} }}"
