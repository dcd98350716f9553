"""Word files with tracked changes: both papers are in them."""

import re
import zipfile
from datetime import datetime
from pathlib import Path
from random import Random

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.document import Document
from pipeline.errors import PipelineError
from pipeline.write.docx import tracked
from pipeline.write.docx.tracked import write_tracked
from pipeline.write.docx.tracked.resolve import resolve
from pipeline.write.docx.words import paragraph_texts
from pipeline.write.docx.xml import qn
from tests.drafts import BEHIND, END, ENDS, STYLE, TEMPLATES, Block, Section, edited, ending, paper, some_sections

AT = datetime(2026, 11, 25, 9, 30)  # noqa: DTZ001 - Word knows no zones
BEFORE: list[Section] = [
    ("Background", [("p", ["The plan has five actions."]), ("ol", ["one", "two", "three"])]),
    ("Costs", [("p", ["It costs nothing."]), ("table", ["Item|Cost", "Staff|12", "Rooms|7"])]),
]
ADDED_END = f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:ins')}"
AFTER: list[Section] = [
    ("Background", [("p", ["The plan has *six* actions."]), ("ol", ["one", "three"]), ("p", ["Four are done."])]),
    ("Costs", [("p", ["It costs nothing."]), ("table", ["Item|Cost", "Staff|14", "Travel|1"])]),
]


def written(old: Document, new: Document, file: Path) -> str:
    write_tracked(old, new, STYLE, TEMPLATES, file, at=AT)
    with zipfile.ZipFile(file) as parts:
        return parts.read("word/document.xml").decode()


def test_words_paragraphs_and_rows_are_marked(tmp_path: Path) -> None:
    xml = written(paper(BEFORE), paper(AFTER), tmp_path / "changes.docx")

    assert "<w:delText" in xml
    assert re.search(r"<w:pPr>(?:(?!</w:pPr>).)*<w:rPr><w:del [^>]*/></w:rPr></w:pPr>", xml)
    assert re.search(r"<w:trPr>(?:(?!</w:trPr>).)*<w:ins [^>]*/></w:trPr>", xml)
    assert set(re.findall(r'w:author="([^"]*)"', xml)) == {"Aldershire County Council"}
    assert set(re.findall(r'w:date="([^"]*)"', xml)) == {"2026-11-25T09:30:00Z"}
    numbers = re.findall(r"<w:(?:ins|del|pPrChange) w:id=\"(\d+)\"", xml)
    assert len(numbers) == len(set(numbers)) > 5


def test_the_same_papers_and_time_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        written(paper(BEFORE), paper(AFTER), tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_nothing_is_marked_where_nothing_changed(tmp_path: Path) -> None:
    assert "w:author" not in written(paper(AFTER), paper(AFTER), tmp_path / "same.docx")


def test_a_file_with_words_for_members_is_marked_so(tmp_path: Path) -> None:
    file = tmp_path / "members.docx"
    written(paper(BEFORE, marking=["NOT FOR PUBLICATION"]), paper(AFTER), file)
    with zipfile.ZipFile(file) as parts:
        assert b"NOT FOR PUBLICATION" in parts.read("word/header1.xml")


def test_a_file_that_does_not_hold_both_papers_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracked, "_words", lambda *_args, **_given: ["other"])
    with pytest.raises(PipelineError, match="do not give the old paper"):
        written(paper(BEFORE), paper(AFTER), tmp_path / "wrong.docx")

    assert list(tmp_path.iterdir()) == []


def joined(file: Path) -> list[str]:
    """Paragraphs that stay and end in added words before what begins with added ones: LibreOffice joins them on rejecting."""
    found = []
    for paragraph in docx.Document(str(file)).element.body.iter(qn("w:p")):
        following, said = paragraph.getnext(), added(paragraph)
        if following is None or following.tag != qn("w:p") or paragraph.find(ADDED_END) is not None:
            continue
        if said[-1:] == [True] and not all(said) and added(following)[:1] == [True]:
            found.append("".join(paragraph.itertext()))
    return found


def added(paragraph: etree._Element) -> list[bool]:
    """Whether each run of a paragraph was added."""
    return [run.getparent().tag == qn("w:ins") for run in paragraph.iter(qn("w:r"))]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("old", "new"), BEHIND)
def test_before_added_words_a_paragraph_ends_in_removed_ones(
    tmp_path: Path, end: str, old: list[Block], new: list[Block]
) -> None:
    xml = written(paper(ending(END, *old)), paper(ending(end, *new)), tmp_path / "changes.docx")

    assert joined(tmp_path / "changes.docx") == []
    assert re.search(r"</w:ins><w:del [^>]*><w:r>(?:(?!</w:r>).)*</w:r></w:del></w:p>", xml)


def test_elsewhere_words_end_in_added_ones(tmp_path: Path) -> None:
    xml = written(paper(ending(END)), paper(ending(ENDS[0])), tmp_path / "changes.docx")

    assert re.search(r"</w:del><w:ins [^>]*><w:r>(?:(?!</w:r>).)*</w:r></w:ins></w:p>", xml)


@given(st.integers())
@settings(deadline=None, max_examples=100)
def test_accepted_it_is_the_new_paper_and_rejected_the_old(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    random = Random(seed)
    before = some_sections(random)
    old, new = paper(before), paper(edited(before, random))

    file = tmp_path_factory.mktemp("tracked") / "changes.docx"
    written(old, new, file)  # proves it for the words, or raises

    assert joined(file) == []
    for document, accepted in ((old, False), (new, True)):
        package = docx.Document(str(file))
        resolve(package.element.body, accepted=accepted)
        numbered = [word for text in paragraph_texts(package) for word in text.split()]
        assert numbered == document.words()
