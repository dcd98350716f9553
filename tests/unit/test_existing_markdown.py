"""Any words as Markdown: the narrative prints exactly them, whatever they hold and wherever they stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.blocks import Cell, Mark, Paragraph, Piece, Table, plain
from pipeline.compose.facts import Facts
from pipeline.compose.narrative import Narrator
from pipeline.document import flat
from pipeline.existing.markdown import SIGNS, Words, wrapped
from pipeline.existing.narrative import Narratives
from pipeline.existing.outline import SubHeading
from pipeline.load import house_style
from pipeline.template_folder import TemplateFolder
from tests.conftest import ROOT

STYLE = house_style(TemplateFolder(ROOT / "templates"), "accessible")
FACTS = Facts({f"figures.{name}": sign for sign, name in SIGNS.items()}, STYLE)

HAZARDS = r"*_[]<>{}|#-+`~\!&=:.)(0123456789ab Z" + "\u2022\u2013\u2014\u00b7\u00a0\u00a3\u201c\u2019\t\n"
AWKWARD = [
    "Table: x",
    "{{ reviews.count }}",
    "{#label}",
    "<b>x</b>",
    "1. one",
    "- x",
    "a*b*c",
    "[x](https://x.org)",
    "---",
]
TEXT = st.one_of(st.text(HAZARDS, max_size=40), st.lists(st.sampled_from(AWKWARD), max_size=4).map(" ".join))
ADDRESSES = st.sampled_from(
    ["", "https://www.example.org/a_b(c)*d*?x={y}", "mailto:a@example.org", "file:///etc/x", "#here"]
)
LOOKS = {"strong": st.booleans(), "emphasis": st.booleans(), "link": ADDRESSES}
PIECES = st.lists(st.builds(Piece, TEXT, **LOOKS), max_size=5)


def composed(markdown: str) -> etree._Element:
    """The narrative's tree; anything found in it is a fault of ours."""
    narrator = Narrator(FACTS)
    blocks = narrator.blocks(markdown, ("paper",), rich=True)
    assert narrator.findings == [], markdown
    return etree.fromstring(f"<main>{''.join(blocks)}</main>")


def words(pieces: list[Piece]) -> list[str]:
    return "".join(piece.text for piece in pieces).split()


def printed(tree: etree._Element, tag: str) -> list[str]:
    return [word for element in tree.iter(tag) for word in flat(element).split()]


@settings(deadline=None)
@given(PIECES)
def test_a_paragraph_prints_its_words(pieces: list[Piece]) -> None:
    assert printed(composed(wrapped(Words().line(pieces))), "p") == words(pieces)


@settings(deadline=None)
@given(PIECES, PIECES)
def test_the_items_of_a_list_print_their_words(one: list[Piece], two: list[Piece]) -> None:
    items = [
        Paragraph(tuple(pieces), mark=Mark("number", "1.", 0, count)) for count, pieces in enumerate((one, two), 1)
    ]
    expected = [words(pieces) for pieces in (one, two)]
    if not all(expected):
        return

    tree = composed(Narratives().rich(items, "here"))

    assert [flat(item).split() for item in tree.iter("li")] == expected


@settings(deadline=None)
@given(PIECES, PIECES)
def test_a_table_and_its_caption_print_their_words(caption: list[Piece], cell: list[Piece]) -> None:
    if not words(caption) or not words(cell):
        return
    table = Table(((Cell((Paragraph(tuple(cell)),)), Cell()), (Cell(), Cell((Paragraph(tuple(cell)),)))))

    tree = composed(Narratives().rich([Paragraph(tuple(caption), style="caption"), table], "here"))

    assert words(caption) in (printed(tree, "caption"), ["Table:", *printed(tree, "caption")])
    assert printed(tree, "th") + printed(tree, "td") == 2 * words(cell)


@settings(deadline=None)
@given(PIECES)
def test_a_sub_heading_prints_its_words(pieces: list[Piece]) -> None:
    if words(pieces):
        tree = composed(Narratives().rich([SubHeading(Paragraph(tuple(pieces)))], "here"))

        assert printed(tree, "h3") == words(pieces)


@settings(deadline=None)
@given(st.lists(TEXT, min_size=1))
def test_a_long_paragraph_is_wrapped_without_a_change(texts: list[str]) -> None:
    text = " ".join([*texts, *["word"] * 30, *texts])

    markdown = wrapped(Words().line(plain(text)))

    assert printed(composed(markdown), "p") == text.split()


@pytest.mark.parametrize(
    ("pieces", "markdown"),
    [
        ([Piece("a "), Piece("bold ", strong=True), Piece("word")], "a **bold** word"),
        ([Piece("both", strong=True, emphasis=True), Piece(".")], "***both***."),
        ([Piece("un"), Piece("believ", strong=True), Piece("able")], "unbelievable"),
        ([Piece("see "), Piece("us", link="https://www.example.org/a b")], "see [us](https://www.example.org/a%20b)"),
        ([Piece("see "), Piece("us", link="file:///etc")], "see us"),
        ([Piece("-5 degrees")], "{{ figures.hyphen }}5 degrees"),
        ([Piece("{x}")], "{{ figures.left-brace }}x{{ figures.right-brace }}"),
        ([Piece("1986. A year")], "1986\\. A year"),
        ([Piece("snake_case and _x_")], "snake_case and \\_x\\_"),
        ([Piece("\ufb01re\u00ad and\u200b more\u2011over")], "fire and more-over"),
    ],
)
def test_what_is_written(pieces: list[Piece], markdown: str) -> None:
    assert Words().line(pieces) == markdown


def test_letters_that_cannot_be_printed_are_remembered() -> None:
    writer = Words()

    assert writer.line(plain("a\ue000b")) == "ab"
    assert list(writer.lost) == ["U+E000"]


def test_lines_are_not_much_longer_than_they_should_be() -> None:
    lines = wrapped("several words " * 40).split("\n")

    assert max(map(len, lines)) <= 110
    assert len(lines) > 3


def test_a_fact_is_never_parted() -> None:
    text = " ".join(["word"] * 21 + ["{{ note.survey }}"])

    assert all(wrapped(f"{'x' * count} {text}").count("{{ note.survey }}") == 1 for count in range(1, 20))


def test_every_sign_has_a_figure_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
