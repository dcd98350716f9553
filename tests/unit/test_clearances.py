"""What of a composed paper a digest is taken over, and which of it a label names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from lxml import etree

from pipeline.clearances import Standing, digest_of, draft_line, heading_of, missing, part_of, required, standing
from pipeline.document import Document, parse
from pipeline.models.clearance import Clearance
from pipeline.models.council import Council
from pipeline.models.inputs import Inputs
from pipeline.models.paper import Paper, Waiver

PAPER = """<main><h1><span class="label">Subject: </span>Costs</h1>
<section><h2 id="money"><span class="number">1 </span>Money <em>and</em> time</h2>
<p><span class="number">1.1 </span>It costs <strong>ten</strong> pounds{note}</p>
<h3 id="first"><span class="number">1.2 </span>First</h3><p id="a"><span class="number">1.2.1 </span>One.</p>
<h3 id="second"><span class="number">1.3 </span>Second</h3>
<p>Two, see <a class="ref" href="#a">paragraph 1.2.1</a> and <a href="https://a.example">there</a>.</p>
<table class="data"><caption>Sums</caption><colgroup><col style="width:10pt"/></colgroup><tbody><tr><td class="red">1</td>
<td><p>2</p></td></tr></tbody></table>
<figure class="chart"><svg xmlns="http://www.w3.org/2000/svg"><title>Sums</title><desc>Two bars</desc><rect x="1"/></svg></figure></section>
<section class="notes"><h2>Notes</h2><ol class="notes"><li id="note_n"><p>From a survey.</p></li></ol></section>
<section class="appendix"><h2 id="all-actions"><span class="number">Appendix A </span>All actions</h2><p>There.</p></section></main>"""
NOTE = '<sup><a class="note" href="#note_n">1</a></sup>.'


def paper(html: str = PAPER, **more: Any) -> Document:
    return Document("Costs", "en-GB", "2023-12-05", "A", parse(html.replace("{note}", NOTE), "test"), **more)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("1.1 ", "7.4 ", True),
        ("paragraph 1.2.1", "paragraph 9.9", True),
        ('n">1</a>', 'n">2</a>', True),
        ("width:10pt", "width:20pt", True),
        ('class="red"', 'class="green"', True),
        ('<rect x="1"/>', '<rect x="2"/>', True),
        ("It costs", "It \n costs", True),
        ("<tr><td", "<tr> <td", True),
        ("ten</strong> pounds", "ten</strong>pounds", False),
        ("<strong>ten</strong>", "ten", False),
        ("<strong>ten</strong>", "<em>ten</em>", False),
        ('"#a"', '"#second"', False),
        ("https://a.example", "https://b.example", False),
        ("Two bars", "Three bars", False),
        (">Sums<", ">Sum<", False),
        ("From a survey", "From a poll", False),
        ("<td><p>2</p></td>", '<td colspan="2"><p>2</p></td>', False),
        ("<td><p>2</p></td>", "<td>2</td>", False),
        ("There.", "Here.", True),
        ("Subject: ", "Title: ", True),
    ],
)
def test_words_and_structure_count_and_numbers_and_looks_do_not(old: str, new: str, *, same: bool) -> None:
    changed = paper(PAPER.replace("{note}", NOTE).replace(old, new, 1))

    assert (digest_of(paper(), ["money"]) == digest_of(changed, ["money"])) is same


def words(document: Document, label: str) -> str:
    return " ".join("".join("".join(part.itertext()) for part in part_of(document, label)).split())


def test_a_label_names_a_section_a_subsection_a_paragraph_the_title_or_the_opening() -> None:
    document = paper(opening={"purpose": "<p>To ask.</p><ul><li><p>Now</p></li></ul>"})

    assert words(document, "money").startswith("1 Money and time")
    assert words(document, "first") == "1.2 First1.2.1 One."
    assert words(document, "second").startswith("1.3 SecondTwo, see paragraph 1.2.1 and there.")
    assert words(document, "a") == "1.2.1 One."
    assert words(document, "title") == "Subject: Costs"
    assert words(document, "purpose") == "To ask.Now"
    assert words(document, "recommendation") == ""
    assert part_of(document, "everything") == [document.main]


def test_a_heading_outside_a_section_heads_only_itself() -> None:
    alone = etree.fromstring("<h2 id='x'>Alone</h2>")

    assert part_of(replace(paper(), main=alone), "x") == [alone]


def test_headings_are_told_without_numbers() -> None:
    assert heading_of(paper(), "money") == "Money and time"
    assert heading_of(paper(), "implications-legal") == "Implications legal"


def test_a_spreadsheet_is_part_of_its_appendix_and_of_everything() -> None:
    tables = [etree.fromstring(f"<table><tbody><tr><td>{n}</td></tr></tbody></table>") for n in (1, 2)]
    one, other = (paper(spreadsheet=table) for table in tables)

    assert digest_of(one, ["all-actions"]) != digest_of(other, ["all-actions"])
    assert digest_of(one, ["everything"]) != digest_of(other, ["everything"])
    assert digest_of(one, ["money"]) == digest_of(other, ["money"])
    assert part_of(replace(one, main=parse("<main><h1>A</h1></main>", "test")), "all-actions") == []


def test_everything_has_the_marking_and_a_note_that_is_not_there_counts_for_nothing() -> None:
    assert digest_of(paper(marking=["NOT FOR PUBLICATION"]), ["everything"]) != digest_of(paper(), ["everything"])
    lost = paper(PAPER.replace("{note}", NOTE.replace("note_n", "note_x")))
    assert digest_of(lost, ["money"]) != digest_of(paper(), ["money"])


def test_labels_are_a_set_and_each_counts() -> None:
    assert digest_of(paper(), ["money", "title"]) == digest_of(paper(), ["title", "money", "title"])
    assert digest_of(paper(), ["money", "title"]) != digest_of(paper(), ["money"])
    assert digest_of(paper(), ["nowhere"]) != digest_of(paper(), ["nothing"])


def test_waivers_count_with_their_reasons() -> None:
    waivers = [Waiver(finding="HS120", reason=reason) for reason in ("One", "Two")]

    assert len({digest_of(paper(), ["money"], each) for each in ((), waivers, waivers[:1], waivers[1:])}) == 4


def test_a_draft_says_who_has_not_cleared_it_and_never_who_has() -> None:
    legal = Standing("legal", cleared=True, by="Head of Legal Services")
    lacking = [Standing("finance", by="Head of Finance", voided_by_edit=True), legal, Standing("dpo")]

    assert missing(lacking) == ["finance", "dpo"]
    assert draft_line(lacking) == "DRAFT: not cleared by Finance, Data Protection Officer"
    assert draft_line([legal]) == draft_line([]) == ""


@dataclass(frozen=True)
class Fake:
    """A row of a ledger that nobody can write."""

    details: Mapping[str, Any]
    kind: str = "clearance"
    paper: str = "p"
    time: str = "t"
    holds: bool = True


def test_a_row_that_was_changed_counts_for_nothing() -> None:
    council = Council.model_construct(clearances=[Clearance(role="legal", answers_for=["money"])])
    inputs = Inputs.model_construct(council=council, paper=Paper.model_construct(waivers=[]))
    good = {"role": "legal", "by": "Solicitor", "digest": digest_of(paper(), ["money"])}
    stands = [Standing("legal", cleared=True, by="Solicitor", time="t")]

    assert required(council) == ["legal"]
    assert standing("p", inputs, paper(), [Fake(good)]) == stands
    for row in (
        Fake(good, holds=False),
        Fake(good, paper="q"),
        Fake(good, kind="build"),
        Fake({**good, "role": ["legal"]}),
    ):
        assert standing("p", inputs, paper(), [row]) == [Standing("legal")]
    assert standing("p", inputs, paper(), [Fake(good), Fake({"unreadable": "x"}, holds=False)]) == stands
    for document, row in (
        (None, Fake(good)),
        (None, Fake({"role": "legal", "by": "Solicitor"})),
        (paper(), Fake({**good, "digest": ""})),
    ):
        (found,) = standing("p", inputs, document, [row])
        assert (found.cleared, found.voided_by_edit) == (False, True)
