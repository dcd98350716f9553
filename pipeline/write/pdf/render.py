"""The process that lays a page out: HTML on stdin, PDF on stdout, an exit code that says what went wrong.

Run as ``python -m pipeline.write.pdf.render SECONDS MEGABYTES PAGES FIRST``; FIRST is the number of the first page where pages are to
have labels, 0 where they are not.
"""

import ctypes.util
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.errors import ExitCode
from pipeline.write.pdf.xmp import add_ua

VARIANT = "pdf/a-2a"
"""For archives; for readers it is PDF/UA-1, too: one file is both."""


def main() -> int:
    """Render, and return the exit code; what is to be said stands on stderr."""
    seconds, megabytes, pages, first = (int(word) for word in sys.argv[1:5])
    _limit(seconds, megabytes)
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    try:
        return _run(pages, first)
    except (MemoryError, RecursionError):
        return ExitCode.RUNAWAY


def _run(pages: int, first: int) -> int:
    try:
        with _by_full_names():
            import weasyprint  # noqa: PLC0415 - not there at all without Pango
            import weasyprint.text.fonts  # noqa: PLC0415 - with it
            import weasyprint.urls  # noqa: PLC0415 - with it
    except OSError:
        return ExitCode.SYSTEM_PART_MISSING
    return _render(weasyprint, sys.stdin.buffer.read().decode(), pages, first)


@contextmanager
def _by_full_names() -> Iterator[None]:
    """Have libraries found by their full names alone, which WeasyPrint tries, too: on Linux a search by a short name runs a C compiler."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - its name is the library's
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _limit(seconds: int, megabytes: int) -> None:
    """Ask the system to end this process beyond the limits; where it cannot (Windows), the caller's clock still does."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _render(weasyprint: Any, source: str, pages: int, first: int) -> int:
    asked: list[str] = []

    class Fence(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        """Serves nothing, and remembers what was asked for."""

        def fetch(self, url: str, _headers: Any = None) -> Any:
            asked.append(url)
            raise ValueError("nothing is fetched")

    fonts = weasyprint.text.fonts.FontConfiguration()
    html = weasyprint.HTML(string=source, url_fetcher=Fence(), base_url=None)
    document = html.render(font_config=fonts, pdf_variant=VARIANT)
    if asked:
        sys.stderr.write(asked[0])
        return ExitCode.TEMPLATE_WRONG
    if len(document.pages) > pages:
        sys.stderr.write(f"came to {len(document.pages)} pages, more than {pages}")
        return ExitCode.RUNAWAY

    def finish(_document: Any, pdf: Any) -> None:
        _scopes(pdf)
        add_ua(pdf)
        if first:
            _label(pdf, first)

    pdf = document.write_pdf(finisher=finish, pdf_variant=VARIANT)
    if asked:
        sys.stderr.write(asked[0])
        return ExitCode.TEMPLATE_WRONG
    sys.stdout.buffer.write(pdf)
    return ExitCode.DONE


def _label(pdf: Any, first: int) -> None:
    """Give each page the number that is printed on it as its label (ISO 32000-1, 12.4.2)."""
    import pydyf  # type: ignore[import-untyped] # noqa: PLC0415 - WeasyPrint's own

    style = pydyf.Dictionary({"S": "/D", "St": first})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, style])})


def _scopes(pdf: Any) -> None:
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


if __name__ == "__main__":
    sys.exit(main())
