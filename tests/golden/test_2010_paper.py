"""The paper of 7 September 2010, word for word, letter for letter, in every format."""

import difflib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SOURCE, Papers, needs, to_pdf
from tests.reading import docx_text, html_text, pdf_text, words

ALLOWED = {
    "look-alike letters: To: was typed with two Cyrillic letters": (r"^\u0422\u043e:", "To:"),
    "digitisation parted the raised letters of ordinal dates": (r"\b7 th\b", "7th"),
    "digitisation broke an address": (r"resources- and-practice", "resources-and-practice"),
    "the transcript marks paragraphs as list items": (r"^- ", ""),
    "the transcript marks underlined and bold text": (r"</?u>|\*\*", ""),
}
"""Every difference between the source document and the paper. Page numbers are the pages' own, and are not in it."""


def source_words() -> list[str]:
    text = SOURCE.read_text("utf-8")
    for name, (pattern, mended) in ALLOWED.items():
        text, count = re.subn(pattern, mended, text, flags=re.MULTILINE)
        assert count, f"allowed, but not there: {name}"
    return text.split()


def differences(text: str) -> list[str]:
    expected, found = source_words(), text.split()
    matcher = difflib.SequenceMatcher(None, expected, found, autojunk=False)
    return [
        f"{' '.join(expected[a:b])!r} became {' '.join(found[c:d])!r}"
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def test_the_source_has_the_words_that_were_counted() -> None:
    assert len(source_words()) == 1462


@pytest.mark.parametrize(
    ("ending", "reader"),
    [("docx", docx_text), ("html", html_text), pytest.param("pdf", pdf_text, marks=needs("pdftotext"))],
)
def test_the_words_are_those_of_the_source(sample: Papers, ending: str, reader: Callable[[Path], str]) -> None:
    assert differences(reader(sample.output(ending))) == []


@needs("soffice", "pdftotext")
def test_word_shows_those_words_with_its_own_numbering(sample: Papers, tmp_path: Path) -> None:
    assert differences(pdf_text(to_pdf(sample.output("docx"), tmp_path))) == []


def test_the_comparison_sees_a_changed_word(sample: Papers) -> None:
    text = words(html_text(sample.output("html"))).replace("Three of the four cases", "Two of the four cases")

    assert differences(text) == ["'Three' became 'Two'"]


def test_the_tree_is_as_reviewed(sample: Papers, golden: Callable[[str, str], None]) -> None:
    page = sample.output("html").read_text("utf-8")
    main = page[page.index("<main>") : page.index("</main>")]

    golden("evaluation-of-serious-case-reviews.html", main.replace("><", ">\n<") + "</main>\n")
