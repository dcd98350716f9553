"""The Word file as officers meet it: named styles, automatic numbering, real links, nothing of any library's."""

import re
import shutil
import zipfile
from pathlib import Path

import docx as python_docx
import pytest

from tests.conftest import SLUG, Papers, needs, to_pdf
from tests.reading import WORD, pdf_text

PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/footer1.xml",
    "word/header1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
}


@pytest.fixture(scope="module")
def parts(sample: Papers) -> dict[str, str]:
    with zipfile.ZipFile(sample.output("docx")) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_it_holds_our_own_parts_only(parts: dict[str, str]) -> None:
    assert set(parts) == PARTS


def test_nothing_of_a_library_is_in_it(parts: dict[str, str]) -> None:
    for name, text in parts.items():
        for trace in ("python-docx", "python", "Macintosh", "2013", "en-US", "thumbnail", "Calibri", "Cambria"):
            assert trace not in text, f"{trace} in {name}"


def test_no_comment_of_ours_is_in_it(parts: dict[str, str]) -> None:
    assert not [name for name, text in parts.items() if "<!--" in text]


def test_its_properties_are_the_papers(sample: Papers) -> None:
    properties = python_docx.Document(str(sample.output("docx"))).core_properties

    assert properties.title.startswith("OFFICE FOR STANDARDS IN EDUCATION")
    assert properties.author == "Cambridgeshire County Council"
    assert properties.language == "en-GB"
    assert properties.created.date().isoformat() == properties.modified.date().isoformat() == "2010-09-07"


def test_only_named_styles_format(parts: dict[str, str]) -> None:
    body = parts["word/document.xml"]
    runs = set(re.findall(r"<w:rPr>(.*?)</w:rPr>", body))
    paragraphs = {re.sub(r'"[^"]*"', "", found) for found in re.findall(r"<w:pPr>(.*?)</w:pPr>", body)}

    assert runs == {'<w:rStyle w:val="Hyperlink"/>', '<w:rStyle w:val="Superscript"/>'}
    assert paragraphs == {"<w:pStyle w:val=/>"}


def test_every_style_used_is_there(parts: dict[str, str]) -> None:
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', parts["word/document.xml"]))

    assert len(used) > 10
    assert used <= set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"]))


def test_no_paragraph_is_empty_but_those_that_part_tables(sample: Papers) -> None:
    body = python_docx.Document(str(sample.output("docx"))).element.body
    empty = [child for child in body.iterchildren(f"{WORD}p") if not "".join(child.itertext()).strip()]
    styles = [each.find(f"{WORD}pPr/{WORD}pStyle").get(f"{WORD}val") for each in empty]

    assert styles == ["TableGap", "TableGap", "TableEnd"]
    assert all(each.getprevious().tag == f"{WORD}tbl" for each in empty)


def test_headings_stay_with_what_follows(parts: dict[str, str]) -> None:
    for style in ("Heading1", "Heading2"):
        found = re.search(rf'w:styleId="{style}">(.*?)</w:style>', parts["word/styles.xml"], re.DOTALL)
        assert found
        assert "<w:keepNext/>" in found[1]


def test_header_rows_and_table_names(parts: dict[str, str]) -> None:
    body = parts["word/document.xml"]

    assert body.count("<w:tblHeader/>") == 2
    assert re.findall(r'<w:tblCaption w:val="(.*?)"', body) == ["About this report", "Contacts", "Source documents"]


def test_links_are_real(sample: Papers) -> None:
    relations = python_docx.Document(str(sample.output("docx"))).part.rels.values()
    links = {each.target_ref for each in relations if each.is_external}

    assert links == {
        "http://www.cambslscb.org.uk",
        "http://www.dcsf.gov.uk/everychildmatters/resources-and-practice/IG00060/",
        "mailto:Nicola.clemo@cambridgeshire.gov.uk",
        "mailto:Martin.Curtis@cambridgeshire.gov.uk",
    }


def test_the_page_number_is_a_field(parts: dict[str, str]) -> None:
    assert " PAGE " in parts["word/footer1.xml"]
    assert "footerReference" in parts["word/document.xml"]


@needs("soffice", "pdftotext")
def test_an_inserted_paragraph_renumbers_the_rest(sample: Papers, tmp_path: Path) -> None:
    changed = tmp_path / f"{SLUG}.docx"
    document = python_docx.Document(str(sample.output("docx")))
    before = next(each for each in document.paragraphs if each.text.startswith("The prime purpose"))
    before.insert_paragraph_before("An inserted paragraph.", style="Numbered Paragraph")
    document.save(str(changed))

    text = pdf_text(to_pdf(changed, tmp_path))

    assert "1.3 An inserted paragraph. 1.4 The prime purpose" in text
    assert "1.8 Today the LSCB" in text
    assert "2.0 THE SERIOUS CASE REVIEWS 2.1 Whilst" in text


def test_the_same_inputs_give_the_same_bytes(sample: Papers, tmp_path: Path) -> None:
    again = Papers(tmp_path)
    shutil.copytree(sample.inputs, again.inputs)
    again.build()

    for ending in ("docx", "pdf", "html"):
        assert again.output(ending).read_bytes() == sample.output(ending).read_bytes(), ending
