"""PDF: the tree's HTML through WeasyPrint, tagged (PDF/UA-1), and its words read back with pdfium.

Why a fence: WeasyPrint would fetch what a page names, from the network and from this machine. Here it gets nothing but
the page itself; anything else it asks for is recorded and ends the run.
"""

import os
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.errors import ExitCode, PipelineError
from pipeline.style import HouseStyle
from pipeline.template_folder import TemplateFolder
from pipeline.write.css import print_css
from pipeline.write.html import page

HOW_TO_INSTALL = (
    "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; "
    "Windows: MSYS2, then pacman -S mingw-w64-ucrt-x86_64-pango."
)


def write_pdf(document: Document, style: HouseStyle, templates: TemplateFolder, file: Path) -> None:
    """Write the PDF.

    Raises:
        PipelineError: Pango is missing, or the page asked for something outside itself.
    """
    os.environ["FONTCONFIG_FILE"] = str((templates.fonts / "fonts.conf").resolve())
    weasyprint = _weasyprint()
    asked: list[str] = []

    class Fence(weasyprint.urls.URLFetcher):  # type: ignore[name-defined,misc]
        """Serves nothing, and remembers what was asked for."""

        def fetch(self, url: str, _headers: Any = None) -> Any:
            asked.append(url)
            raise ValueError("nothing is fetched")

    fonts = weasyprint.text.fonts.FontConfiguration()
    source = page(document, print_css(style, templates))
    html = weasyprint.HTML(string=source, url_fetcher=Fence(), base_url=None)
    html.write_pdf(file, font_config=fonts, pdf_variant="pdf/ua-1", finisher=_scopes)
    if asked:
        raise PipelineError(
            ExitCode.TEMPLATE_WRONG, "A template names something outside the page.", f"Remove {asked[0]}."
        )


def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 - slow to load, and not there at all without Pango
        import weasyprint.text.fonts  # noqa: PLC0415
        import weasyprint.urls  # noqa: PLC0415
    except OSError as error:
        message = "The PDF cannot be written: Pango, which lays out text, is not installed."
        raise PipelineError(ExitCode.SYSTEM_PART_MISSING, message, HOW_TO_INSTALL) from error
    return weasyprint


def _scopes(_document: Any, pdf: Any) -> None:
    """Say of each header cell whether it heads its column or its row; WeasyPrint leaves that out."""
    sections: dict[str, str] = {}
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") in {"/THead", "/TBody"}:
            for row in element["K"]:
                sections[str(row)] = element["S"]
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            scope = "/Column" if sections.get(str(element.get("P"))) == "/THead" else "/Row"
            attributes = element.get("A")
            if isinstance(attributes, dict):
                attributes["Scope"] = scope


def read_pdf(file: Path, document: Document, style: HouseStyle) -> list[list[str]]:
    """Read the words of the PDF back, line by line, from within the margins: page numbers are the page's own.

    The header row of a table that goes on over a page is counted once. pdfium takes raised letters for a line of their own.
    """
    import pypdfium2  # noqa: PLC0415 - slow to load

    paper = style.page
    slack = style.fonts.body.size
    box = (0, paper.margin_bottom - slack, paper.width, paper.height - paper.margin_top + slack)
    headers = document.header_rows()
    lines: list[list[str]] = []
    pdf = pypdfium2.PdfDocument(file)
    try:
        for sheet in pdf:
            text: str = sheet.get_textpage().get_text_bounded(*(edge / 20 for edge in box))
            found = [line.split() for line in _with_hyphens(text).splitlines()]
            lines += _without_repeat(found, headers) if lines else found
    finally:
        pdf.close()
    return lines


def _with_hyphens(text: str) -> str:
    """Put back the hyphens at line ends, which pdfium marks and joins over."""
    return text.replace("\ufffe", "-").replace("\x02", "-")


def _without_repeat(lines: list[list[str]], headers: list[list[str]]) -> list[list[str]]:
    words = [word for line in lines for word in line]
    drop = next((len(header) for header in headers if words[: len(header)] == header), 0)
    kept = []
    for line in lines:
        kept.append(line[drop:])
        drop = max(0, drop - len(line))
    return kept
