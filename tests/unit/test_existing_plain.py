"""Existing papers without styles: what their covers, numbers and running text tell, line by line."""

from pathlib import Path

import pytest

from pipeline.blocks import Paragraph
from pipeline.existing.headlines import may_be_title
from pipeline.existing.labels import labelled
from pipeline.existing.paper import Written, paper_of
from pipeline.existing.people import contact
from pipeline.read.plain_text import read_plain_text
from tests.unit.test_existing import report_type


def paper(folder: Path, *lines: str) -> Written:
    file = folder / "paper.txt"
    file.write_text("\n".join(lines), "utf-8")
    return paper_of(read_plain_text(file), report_type(), ())


def lines_of(folder: Path, *lines: str) -> list[str]:
    (folder / "paper.txt").write_text("\n".join(lines), "utf-8")
    return [block.text for block in read_plain_text(folder / "paper.txt").blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("lines", "body", "day"),
    [
        (("TO THE CABINET ON", "9th MAY 2006"), "Cabinet", "2006-05-09"),
        (("Cabinet Decision: 18th October 2018",), "Cabinet", "2018-10-18"),
        (("Meeting: 11/01/2017 - Executive (Item 152)",), "Executive", "2017-01-11"),
        (("To: Care Policy Board", "On: 21 February 2012"), "Care Policy Board", "2012-02-21"),
        (("SCRUTINY COMMITTEE - 27 JULY 2006",), "Scrutiny Committee", "2006-07-27"),
    ],
)
def test_who_meets_and_when(lines: tuple[str, ...], body: str, day: str, tmp_path: Path) -> None:
    written = paper(tmp_path, "A paper on homes", "", *lines, "", "1.0 Introduction", "", "There are homes.")

    assert (written.body, str(written.day)) == (body, day)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Homes in the north", True),
        ("(OPEN TO THE PUBLIC)", False),
        ("PART 1 (OPEN TO THE PUBLIC)", False),
        ("Agenda Item No .....", False),
        ("ITEM NO.", False),
        ("FP/869/06/12", False),
        ("Report CS17089", False),
        ("MAIDSTONE BOROUGH COUNCIL", False),
        ("List of contents", False),
        ("To be completed", False),
        ("The report was read.", False),
        ("THE HOMES OF THE COUNTY.", True),
    ],
)
def test_what_may_be_a_title(text: str, title: bool) -> None:  # noqa: FBT001 - pytest calls it
    assert may_be_title(text) is title


@pytest.mark.parametrize(
    ("raw", "field", "rest"),
    [
        ("WARD(S) TO WHICH REPORT RELATE(S) All Wards", "electoral_divisions", "All Wards"),
        ("Is Key decision?: No", "key_decision", " No"),
        ("Agenda Item No______7_______", "agenda_item", "7_______"),
        ("Enquiries to Officer \u2013 Ann Example", "officer_contact", "Ann Example"),
        ("Title of Item/Report", "title", ""),
        ("The work \u2013 of many", "", "The work \u2013 of many"),
    ],
)
def test_labels_of_other_councils(raw: str, field: str, rest: str) -> None:
    name, begins = labelled(raw)

    assert (name, raw[begins:]) == (field, rest)


@pytest.mark.parametrize(
    ("text", "name", "post", "tel"),
    [
        ("Ann Example TEL 778 0147", "Ann Example", None, "778 0147"),
        ("Ann Example, Tel 793 2585 email ann@x.org", "Ann Example", None, "793 2585"),
        ("Ann Example Head of the Hub 07881 310778", "Ann Example", "Head of the Hub", "07881 310778"),
    ],
)
def test_contacts_in_one_line(text: str, name: str, post: str | None, tel: str) -> None:
    found = contact(text, "officer")

    assert (found["name"], found["post"], found["tel"]) == (name, post, tel)


def test_numbered_headings_stand_over_their_paragraphs(tmp_path: Path) -> None:
    written = paper(
        tmp_path, "Homes", "1.", "Introduction", "1.1", "There are homes.", "2 Costs", "2.1 There are none."
    )

    told = [(each["heading"], each["text"]) for each in written.data["further_sections"]]
    assert told == [("Introduction", "There are homes."), ("Costs", "There are none.")]


def test_numbers_that_run_on_show_the_headings_between_them(tmp_path: Path) -> None:
    lines = (
        "Purpose of report",
        "1. To tell.",
        "Recommendations",
        "2. That it be noted.",
        "3. That it be done.",
        "Why",
        "4. So.",
    )
    written = paper(tmp_path, "Homes", "", *lines)

    assert written.data["purpose"] == "To tell."
    assert written.data["recommendation"] == "That it be noted.\n\nThat it be done."
    assert [each["heading"] for each in written.data["further_sections"]] == ["Why"]


def test_what_is_asked_in_running_text_goes_to_the_cover(tmp_path: Path) -> None:
    lines = (
        "The purpose of this report is to tell.",
        "",
        "It is recommended that Cabinet:",
        "1) Note it.",
        "2) Do it.",
    )
    written = paper(tmp_path, "Homes", "", *lines, "", "All is well.")

    assert written.data["purpose"] == "The purpose of this report is to tell."
    assert written.data["recommendation"] == "It is recommended that Cabinet:\n\n1. Note it.\n2. Do it."
    assert written.data["sections"] == {"background": "All is well."}
    assert '"It is recommended that Cabinet:" was taken out of its section for the cover.' in written.told


def test_labels_in_capitals_that_are_no_fields_open_sections(tmp_path: Path) -> None:
    lines = ("TITLE : Homes", "RECOMMENDATIONS :", "That it be noted.", "EXECUTIVE SUMMARY :", "There are homes.")
    written = paper(tmp_path, "PART 1", "(OPEN TO THE PUBLIC)", *lines, "WARD(S) AFFECTED:", "ALL WARDS")

    assert (written.data["title"], written.data["electoral_divisions"]) == ("Homes", "ALL WARDS")
    assert written.data["recommendation"] == "That it be noted."
    assert written.data["further_sections"] == [
        {"id": "executive-summary", "heading": "EXECUTIVE SUMMARY", "text": "There are homes."}
    ]


def test_lines_that_were_not_wrapped_are_paragraphs(tmp_path: Path) -> None:
    long = "The review heard from many people of the county and from those who know them well, over several days in spring."
    assert lines_of(tmp_path, f"{long} {long}", long, "And then it ended") == [
        f"{long} {long}",
        long,
        "And then it ended",
    ]


def test_a_bracket_and_a_small_word_at_a_lines_end_go_on(tmp_path: Path) -> None:
    assert lines_of(tmp_path, "Part 1 (Open to", "the public)", "REPORT OF THE MEMBER FOR", "HOMES", "Part 2") == [
        *("Part 1 (Open to the public)", "REPORT OF THE MEMBER FOR HOMES", "Part 2")
    ]
