"""Existing papers, part by part: labels, people, typed numbers, headings, the places of sections, meetings."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.blocks import Block, Cell, Mark, Paragraph, Picture, Piece, Reading, Table, plain
from pipeline.existing.cover import cover_of
from pipeline.existing.front import front_of
from pipeline.existing.labels import heading_of, labelled
from pipeline.existing.meetings import meeting_of
from pipeline.existing.narrative import Narratives
from pipeline.existing.outline import outline
from pipeline.existing.paper import Written, paper_of
from pipeline.existing.people import author, contact
from pipeline.existing.placing import Slots
from pipeline.existing.typed import Typed
from pipeline.models.council import Implication
from pipeline.read import read_yaml
from pipeline.report_type import ReportType
from pipeline.validate import validate
from tests.conftest import ROOT

FILE = ROOT / "templates" / "reports" / "cabinet-report" / "report.yaml"


def report_type() -> ReportType:
    found, _ = validate(ReportType, read_yaml(FILE, "report.yaml")[0])
    assert found
    return found


def paragraph(text: str, **looks: object) -> Paragraph:
    return Paragraph(plain(text), **looks)  # type: ignore[arg-type]


def heading(text: str, outline_: int = 0) -> Paragraph:
    return paragraph(text, outline=outline_)


TITLE = paragraph("A title", style="title")


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(Cell((paragraph(text),) if text else ()) for text in row) for row in rows))


def paper(*blocks: Block, implications: tuple[Implication, ...] = ()) -> Written:
    return paper_of(Reading(blocks), report_type(), implications)


@pytest.mark.parametrize(
    ("raw", "field", "rest"),
    [
        ("To:\tCabinet", "to", "\tCabinet"),
        ("\u0422\u043e: Cabinet", "to", " Cabinet"),
        ("DATE OF MEETING: 1 May", "date", " 1 May"),
        ("Electoral division(s):", "electoral_divisions", ""),
        ("Ward(s) affected\tAll", "electoral_divisions", "All"),
        ("Report of the Director of X", "author", "Director of X"),
        ("Report of: Director", "author", " Director"),
        ("Agenda Item No. 4", "agenda_item", "4"),
        ("Key decision?: No", "key_decision", " No"),
        ("Weather: fine", "", "Weather: fine"),
        ("From here we went on", "", "From here we went on"),
    ],
)
def test_labels(raw: str, field: str, rest: str) -> None:
    name, begins = labelled(raw)

    assert (name, raw[begins:]) == (field, rest)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("PURPOSE OF REPORT", "purpose"),
        ("Recommendations", "recommendation"),
        ("Background papers", "source_documents"),
        ("Background", ""),
    ],
)
def test_headings_that_are_fields(text: str, field: str) -> None:
    assert heading_of(text) == field


@pytest.mark.parametrize(
    ("text", "name", "post", "directorate"),
    [
        (
            "Ann Example, Executive Director; Children and Young People's Services",
            "Ann Example",
            "Executive Director",
            "Children and Young People's Services",
        ),
        ("Ann Example, Director, Social Care, Adults", "Ann Example", "Director, Social Care", "Adults"),
        (
            "Director of Children's Services, Children and Families",
            None,
            "Director of Children's Services",
            "Children and Families",
        ),
        ("Director of Libraries", None, "Director of Libraries", None),
        ("", None, None, None),
    ],
)
def test_authors(text: str, name: str | None, post: str | None, directorate: str | None) -> None:
    assert author(text) == {"name": name, "post": post, "directorate": directorate}


@pytest.mark.parametrize(
    ("text", "name", "post", "email", "tel"),
    [
        (
            "Ann Example, Service Director, Social Care, a.b@x.org, 01632 960142",
            "Ann Example",
            "Service Director, Social Care",
            "a.b@x.org",
            "01632 960142",
        ),
        (
            "Service Director, Social Care, a.b@x.org, 01632 960142",
            None,
            "Service Director, Social Care",
            "a.b@x.org",
            "01632 960142",
        ),
        ("Name: Ann Example Tel: 296105 Email: a@x.org", "Ann Example", None, "a@x.org", "296105"),
        ("Head of Bridges", None, "Head of Bridges", None, None),
    ],
)
def test_contacts(text: str, name: str | None, post: str | None, email: str | None, tel: str | None) -> None:
    assert contact(text, "officer") == {"name": name, "post": post, "email": email, "tel": tel}


def test_a_members_post_is_a_portfolio() -> None:
    assert contact("Cllr Ann Example, Member for Roads", "member")["portfolio"] == "Member for Roads"


@pytest.mark.parametrize(
    ("raw", "kind", "text"),
    [
        ("1.1\tWords.", "paragraph", "Words."),
        ("1.1 Words.", "paragraph", "Words."),
        ("1.1 1.1 Words.", "paragraph", "Words."),
        ("1.0 WORDS", "number", "WORDS"),
        ("1. Words.", "number", "Words."),
        ("(a) words", "letter", "words"),
        ("i) words", "letter", "words"),
        ("\u2022\twords", "bullet", "words"),
        ("- words", "bullet", "words"),
        ("2.5 million people", None, "2.5 million people"),
        ("5. Words.", None, "5. Words."),
        ("A word", None, "A word"),
        ("1986. A year", None, "1986. A year"),
        ("(c) Crown copyright", None, "(c) Crown copyright"),
    ],
)
def test_typed_numbers(raw: str, kind: str | None, text: str) -> None:
    (taken,) = Typed().taken([paragraph(raw)])

    assert isinstance(taken, Paragraph)
    assert (taken.mark and taken.mark.kind, taken.text) == (kind, text)


def test_a_typed_number_beside_words_own_is_taken_off() -> None:
    (taken,) = Typed().taken([paragraph("1.1 Words.", mark=Mark("paragraph", "1.1"))])

    assert isinstance(taken, Paragraph)
    assert taken.text == "Words."


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Background", "BACKGROUND", "Other", "Options considered", "Consultation", "Next steps", "Recommendations"]
        ),
        max_size=7,
    )
)
def test_sections_keep_their_order(headings: list[str]) -> None:
    slots = Slots(report_type().sections)
    placed = slots.placed(headings)
    order = [slots.further - 0.5 if each is None else report_type().sections.index(each) for each in placed]

    assert len(placed) == len(headings)
    assert order == sorted(order)
    assert all(
        each is None or each.heading.upper() == heading.upper() for each, heading in zip(placed, headings, strict=True)
    )
    fixed = [each.id for each in placed if each]
    assert len(fixed) == len(set(fixed))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            ["Background", "Other", "Consultation", "Recommendations"],
            ["background", None, "consultation", "recommendations"],
        ),
        (["BACKGROUND"], ["background"]),
        (["background"], [None]),
        (["Consultation", "Other", "Next steps"], [None, None, "next-steps"]),
        (["Other", "Background"], [None, None]),
        (["Next steps", "Consultation"], [None, "consultation"]),
    ],
)
def test_the_place_of_each_section(headings: list[str], expected: list[str | None]) -> None:
    placed = Slots(report_type().sections).placed(headings)

    assert [each and each.id for each in placed] == expected


def test_headings_by_styles_make_sections_and_sub_headings() -> None:
    found = outline(
        [heading("Title", 0), paragraph("To: Cabinet"), heading("One", 1), heading("Deeper", 2), paragraph("x")]
    )

    assert [part.heading.text for part in found.parts] == ["One"]
    assert [each.text for each in found.title] == ["Title"]
    assert len(found.front) == 1


def test_bold_capitals_make_sections_where_there_are_no_styles() -> None:
    bold = [paragraph(text, bold=True) for text in ("THE BRIDGES", "FIRST", "Not capitals", "SECOND")]
    found = outline(
        [bold[0], paragraph("Date: 1 May 2001"), bold[1], bold[2], paragraph("x"), bold[3], paragraph("y.")]
    )

    assert [part.heading.text for part in found.parts] == ["FIRST", "SECOND"]
    assert [each.text for each in found.title] == ["THE BRIDGES"]


def test_a_sentence_in_bold_is_no_heading() -> None:
    found = outline([heading("One"), paragraph("This is so.", bold=True), paragraph("x")])

    assert len(found.parts[0].blocks) == 2
    assert all(isinstance(block, Paragraph) for block in found.parts[0].blocks)


def test_options_and_implications_are_recognised() -> None:
    implications = (Implication(id="legal", heading="Legal", required="No"),)
    written = paper(
        *(heading("Options considered"), heading("Option 1: Stay", 1), paragraph("a")),
        *(heading("Option 2: Go (recommended)", 1), paragraph("b")),
        *(heading("Implications"), heading("Legal", 1), paragraph("c")),
        implications=implications,
    )

    assert written.data["options"] == [
        {"id": "stay", "title": "Stay", "text": "a"},
        {"id": "go", "title": "Go", "recommended": "Yes", "text": "b"},
    ]
    assert written.data["implications"] == {"legal": "c"}
    assert "sections" not in written.data


def test_sub_headings_that_are_no_options_stay_sub_headings() -> None:
    written = paper(TITLE, heading("Options considered"), heading("Option 2: Go", 1), paragraph("b"))

    assert written.data["sections"] == {"options": "## Option 2: Go\n\nb"}


def test_implications_that_the_council_asks_for_are_said() -> None:
    written = paper(
        heading("One"), paragraph("x"), implications=(Implication(id="legal", heading="Legal", required="Yes"),)
    )

    assert "implications" not in written.data
    assert "Not found, and asked of every report: Legal." in written.told


def test_a_recommendation_at_the_end_becomes_the_covers() -> None:
    written = paper(
        heading("One"),
        paragraph("x"),
        heading("RECOMMENDATION"),
        paragraph("(a) do it", mark=None),
        paragraph("(b) do more"),
    )

    assert written.data["recommendation"] == "1. do it\n2. do more"
    assert "sections" not in written.data


def test_a_last_section_that_says_something_else_than_the_cover_stays() -> None:
    written = paper(
        paragraph("Recommendation: Note it."),
        heading("One"),
        paragraph("x"),
        heading("Recommendations"),
        paragraph("Note this."),
    )

    assert written.data["recommendation"] == "Note it."
    assert written.data["sections"] == {"recommendations": "Note this."}


def test_a_purpose_that_holds_a_table_stays_a_section() -> None:
    written = paper(heading("Purpose"), paragraph("x"), table(("a", "b"), ("c", "d")), heading("Two"), paragraph("y"))

    assert written.data["purpose"] is None
    assert [each["heading"] for each in written.data["further_sections"]] == ["Purpose", "Two"]
    assert any("holds more than paragraphs" in sentence for sentence in written.told)


def test_a_cover_of_rows_and_a_table_of_contacts() -> None:
    cover = table(
        ("To:", "Cabinet", "", ""),
        ("Forward Plan ref:", "N/a", "Key decision: No", ""),
        ("Portfolio:", "Roads", "", ""),
    )
    contacts = table(
        ("", "Officer contact:", "", "Member contact:"),
        ("Post:", "Head", "Portfolio:", "Roads"),
        ("Email:", "a@x.org", "Email:", "b@x.org"),
    )
    front = front_of([cover, contacts], [TITLE])

    assert {name: value[0].text for name, value in front.fields.items()} == {
        "to": "Cabinet",
        "forward_plan_ref": "N/a",
        "key_decision": "No",
    }
    assert front.contacts["officer"] == {"post": "Head", "email": "a@x.org"}
    assert front.contacts["member"] == {"portfolio": "Roads", "email": "b@x.org"}
    assert [block.text for block in front.unknown if isinstance(block, Paragraph)] == ["Portfolio: Roads"]


@pytest.mark.parametrize(
    ("text", "day", "left_out"),
    [
        ("7th September 2010", date(2010, 9, 7), ""),
        ("Tuesday, 7 September 2010", date(2010, 9, 7), ""),
        ("07/09/2010", date(2010, 9, 7), ""),
        ("2010-09-07", date(2010, 9, 7), ""),
        ("7 Sept 2010 at 2pm", date(2010, 9, 7), "at 2pm"),
        ("31 June 2010", None, "31 June 2010"),
        ("soon", None, "soon"),
    ],
)
def test_dates(text: str, day: date | None, left_out: str) -> None:
    narratives = Narratives()
    cover = cover_of(front_of([paragraph(f"Date: {text}")], []), [], narratives)

    assert cover.day == day
    assert any(left_out in sentence for sentence in narratives.told if "date" in sentence) is bool(left_out)


def test_notes_are_found_by_raised_numbers() -> None:
    told = Paragraph((Piece("Asked."), Piece("1", raised=True), Piece(" More")))
    note = paragraph("Who was asked.", mark=Mark("number", "1", series="3"))
    written = paper(heading("One"), told, heading("Notes"), note)

    assert written.data["further_sections"][0]["text"] == "Asked.{{ note.note-1 }} More"
    assert written.data["notes"] == {"note-1": "Who was asked."}


def test_a_section_called_notes_is_a_section_where_nothing_refers_to_it() -> None:
    written = paper(heading("One"), paragraph("x"), heading("Notes"), paragraph("y", mark=Mark("number", "1.")))

    assert [each["heading"] for each in written.data["further_sections"]] == ["One", "Notes"]


def test_lists_nest_restart_and_go_on() -> None:
    def item(text: str, kind: str, level: int, value: int) -> Paragraph:
        return paragraph(text, mark=Mark(kind, "", level, value, "1"), indent=720)  # type: ignore[arg-type]

    blocks = [
        *(item("a", "number", 0, 1), item("b", "bullet", 1, 1), paragraph("more of b", indent=720)),
        *(item("c", "number", 0, 2), item("d", "number", 0, 1)),
    ]

    assert Narratives().rich(blocks, "here") == "1. a\n   - b\n\n     more of b\n2. c\n\n1) d"


def test_a_numbering_that_goes_on_from_section_to_section_numbers_paragraphs() -> None:
    def numbered(text: str, value: int) -> Paragraph:
        return paragraph(text, mark=Mark("number", f"{value}.", 0, value, "9"))

    written = paper(heading("One"), numbered("a", 1), numbered("b", 2), heading("Two"), numbered("c", 3))

    assert [each["text"] for each in written.data["further_sections"]] == ["a\n\nb", "c"]


def test_letters_of_a_list_are_kept_where_ours_are_numbered() -> None:
    written = paper(heading("One"), paragraph("(a) first"), paragraph("(b) second"))

    assert written.data["further_sections"][0]["text"] == "- (a) first\n- (b) second"
    assert any("Letters of a list" in sentence for sentence in written.told)


def test_pictures_and_headings_without_text_are_said() -> None:
    written = paper(
        heading("One"), paragraph("x"), Picture("A bridge"), heading("Empty"), heading("Two"), paragraph("y")
    )

    assert 'A picture was left out ("A bridge"), under "One".' in written.told
    assert 'Nothing stands under the heading "Empty": it was left out.' in written.told


def test_source_documents_under_a_heading() -> None:
    written = paper(
        heading("One"),
        paragraph("x"),
        heading("Background papers"),
        paragraph("Survey: https://x.org/a"),
        paragraph("File 7"),
    )

    assert written.data["source_documents"] == [
        {"title": "Survey", "location": "https://x.org/a"},
        {"title": "File 7", "location": None},
    ]
    assert ("source_documents", 1, "location") in written.comments


def test_text_before_the_first_heading_is_kept_and_said() -> None:
    written = paper(heading("Title", 0), paragraph("An odd line"), heading("One", 1), paragraph("x"))

    assert written.data["further_sections"][0]["text"] == "An odd line\n\nx"
    assert any("An odd line" in sentence for sentence in written.told)


def test_a_paper_without_headings_is_one_section() -> None:
    written = paper(paragraph("The title"), paragraph("x" * 300))

    assert written.data["title"] == "The title"
    assert written.data["sections"] == {"background": "x" * 300}


def test_the_meeting_is_found_by_body_and_day(tmp_path: Path) -> None:
    file = tmp_path / "meetings.yaml"
    file.write_text(
        "- id: exec-1\n  body: Executive\n  date: 7 May 2019\n- id: c-1\n  body: Cabinet\n  date: 07/05/2019\n", "utf-8"
    )

    assert meeting_of("Cabinet", date(2019, 5, 7), file).id == "c-1"
    assert meeting_of("Executive", date(2019, 5, 7), file).id == "exec-1"
    other = meeting_of("Cabinet", date(2019, 5, 8), file)
    assert (other.id, other.new_file) == ("cabinet-2019-05-08", "")
    assert "date: 8 May 2019" in other.to_add


def test_a_meeting_is_written_where_there_is_no_file(tmp_path: Path) -> None:
    found = meeting_of("", date(2019, 5, 7), tmp_path / "meetings.yaml")

    assert found.id == "cabinet-2019-05-07"
    assert "- id: cabinet-2019-05-07\n  body: Cabinet\n  date: 7 May 2019" in found.new_file
    assert found.told == ("Not found: who meets. Cabinet was taken.",)
