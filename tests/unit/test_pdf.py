"""The PDF: tagged, titled, bookmarked, its fonts embedded, its links live."""

import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from tests.conftest import Papers


@pytest.fixture(scope="module")
def pdf(sample: Papers) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(sample.output("pdf")) as opened:
        yield opened


def tags(node: Any) -> Iterator[Any]:
    """Every element of the tag tree."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from tags(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from tags(node.get("/K"))
    elif isinstance(node, pikepdf.Dictionary):
        yield from tags(node.get("/K"))


def test_language_title_and_marks(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]).startswith("OFFICE FOR STANDARDS IN EDUCATION")


def test_headings_tables_and_header_cells_are_tagged(pdf: pikepdf.Pdf) -> None:
    found = [str(tag.S) for tag in tags(pdf.Root.StructTreeRoot)]

    assert found.count("/H1") == 1
    assert found.count("/H2") == 6
    assert found.count("/Table") == 3
    scopes = {str(tag.A.get("/Scope")) for tag in tags(pdf.Root.StructTreeRoot) if str(tag.S) == "/TH"}
    assert scopes == {"/Row", "/Column"}


def test_it_is_bookmarked_by_section(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        (title,) = outline.root
        sections = [entry.title for entry in title.children]

    assert sections[0] == "1.0 BACKGROUND"
    assert sections[-1] == "6.0 RECOMMENDATIONS"
    assert len(sections) == 6


def test_only_our_fonts_are_used_and_they_are_embedded(pdf: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont): font.DescendantFonts[0].FontDescriptor
        for page in pdf.pages
        for font in page.Resources.get("/Font", {}).values()
    }

    assert fonts
    for name, descriptor in fonts.items():
        assert "Liberation-Sans" in name
        assert "/FontFile2" in descriptor


def test_links_are_live(pdf: pikepdf.Pdf) -> None:
    found = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})}

    assert {"http://www.cambslscb.org.uk", "mailto:Nicola.clemo@cambridgeshire.gov.uk"} <= found
    assert all(address.startswith(("http://", "mailto:")) for address in found)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for by their short names")
def test_no_compiler_is_run_to_find_libraries(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    programs, ran = papers.path / "programs", papers.path / "ran"
    programs.mkdir()
    for name in ("gcc", "cc", "ld", "ldconfig"):
        (programs / name).write_text(f"#!/bin/sh\necho {name} >> {ran}\n", "utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    outcome = papers.build()

    assert not outcome.missing
    assert not ran.exists()
