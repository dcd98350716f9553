"""Copies of a paper: what is withheld is gone from the public's inputs, and marked in the members'."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compose import audience
from pipeline.compose.audience import Copy
from pipeline.compose.giveaway import gives_back
from pipeline.compose.parts import labels_of, marked, without
from pipeline.compose.withheld import wrong_marks
from pipeline.findings import Finding, Severity, hushed, silenced
from pipeline.models.inputs import Inputs
from pipeline.models.withholding import Audience, WithheldPart, private_paths
from pipeline.source import Source
from pipeline.statute import schedule_12a
from pipeline.validate import validate

EXEMPT = {"paragraph": "2", "reason": "It names a family.", "public_interest": "Nobody gains by knowing."}
ORDER = {"by": "court", "reference": "Order of 3 May 2023"}

BASE: dict[str, Any] = {
    "council": {
        "name": "Fenshire County Council",
        "area": "Fenshire",
        "house_style": "accessible",
        "board": {"name": "Board", "short": "LSCB", "website": "https://lscb.fenshire.example"},
        "inspectorate": {"name": "Office", "short": "Ofsted"},
        "guidance": {"title": "Working Together", "short": "Working Together"},
    },
    "meetings": [{"id": "m", "body": "Cabinet", "date": "5 December 2023"}],
    "paper": {
        "report_type": "cabinet-report",
        "meeting": "m",
        "title": "A paper",
        "from": {"post": "Director", "directorate": "Children"},
        "key_decision": "No",
        "purpose": "To say.",
        "recommendation": "To note.",
        "contacts": {
            "officer": {"post": "Head", "email": "a@fenshire.example", "tel": "01632 960001"},
            "member": {"portfolio": "Children", "email": "b@fenshire.example", "tel": "01632 960002"},
        },
    },
}


def inputs(paper: dict[str, Any] | None = None, **files: Any) -> Inputs:
    made, wrong = validate(Inputs, Source({**BASE, "paper": {**BASE["paper"], **(paper or {})}, **files}))
    assert made, wrong
    return made


def copy_for(who: Audience, whole: Inputs) -> Copy:
    return audience.copy_for(
        who,
        whole,
        {"background": None, "options": "options", "implications": "implications", "recommendations": "recommendation"},
    )


def parts(*names: str) -> dict[str, WithheldPart]:
    return {name: WithheldPart.model_validate({"part": name, "exempt": EXEMPT}) for name in names}


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("One.\n\nTwo. {#two}\n\nThree.", "One.\n\n{{ withheld.exempt-2 }} {#two}\n\nThree."),
        ("Two goes\non. {#two}", "{{ withheld.exempt-2 }} {#two}"),
        ("Two. {#two}  \n\n- a\n- b", "{{ withheld.exempt-2 }} {#two}\n\n- a\n- b"),
        (
            "One.\n\n## Head {#two}\n\nUnder.\n\n- it\n\n## Next\n\nThree.",
            "One.\n\n## {{ withheld.exempt-2.heading }} {#two}\n\n{{ withheld.exempt-2 }}\n## Next\n\nThree.",
        ),
        (
            "Table: Costs\n\n| Year | Cost {#two} |\n|---|---:|\n| 2024 | 4,402 |\n\nAfter.",
            "Table: Costs\n\n| Year |\n| --- |\n| 2024 |\n\n{{ withheld.exempt-2.column }}\n\nAfter.",
        ),
        ("Other. {#other}", "Other. {#other}"),
        ("A {#two} in the middle.", "A {#two} in the middle."),
        ("- a list\n\n{#two}", "- a list\n\n{#two}"),
    ],
)
def test_a_part_is_taken_out(text: str, public: str) -> None:
    said = without(text, parts("two"))

    assert said.replace("---:", "---") == public


def test_columns_of_several_grounds_are_told_of_once_each() -> None:
    text = "| A {#a} | B | C {#c} |\n|---|---|---|\n| x | y | z |\n| p \\| q | r | s |"
    said = without(text, parts("a", "c"))

    assert said == "| B |\n| --- |\n| y |\n| r |\n\n{{ withheld.exempt-2.column }}"


def test_members_see_what_is_marked() -> None:
    text = "Two. {#two}\n\n## Head {#head}\n\nUnder.\n\n## Next\n\nTable: T\n\n| A | B {#col} |\n|---|---|\n| 1 | 2 |"

    assert marked(text, parts("two", "head", "col")) == (
        "Two. {{ withheld.exempt-2.mark }} {#two}\n\n"
        "## Head {#head}\n\n{{ withheld.exempt-2 }}\n\nUnder.\n\n## Next\n\nTable: T\n\n"
        "| A | B {{ withheld.exempt-2.mark }} |\n|---|---|\n| 1 | 2 |"
    )


def test_labels_are_those_that_can_be_withheld() -> None:
    text = "One. {#one}\n\n- item {#item}\n\n## Head {#head}\n\n| A {#a} | B |\n|---|---|\n| {#cell} | 2 |"

    assert list(labels_of(text)) == ["a", "one", "head"]


REVIEWS = [
    {"id": "child-a", "children": [{"name": "Child A", "died": "May 2022"}], "exempt": EXEMPT},
    {"id": "child-b", "children": [{"name": "Child B", "died": "June 2022"}]},
]
EVALUATIONS = [
    {"review": "child-a", "submitted": "1 June 2023", "grade": "good"},
    {"review": "child-b", "submitted": "2 June 2023", "grade": "adequate"},
]
ACTIONS = {
    "actions": [
        {"id": "a-1", "review": "child-a", "agency": "Police", "action": "Do A.", "status": "complete"},
        {
            "id": "b-1",
            "review": "child-b",
            "agency": "Police",
            "action": "Do B.",
            "status": "complete",
            "confidential": ORDER,
        },
        {"id": "b-2", "review": "child-b", "agency": "Police", "action": "Do C.", "status": "complete"},
    ]
}


def test_a_case_takes_its_evaluation_and_actions_with_it() -> None:
    copy = copy_for("public", inputs(reviews=REVIEWS, evaluations=EVALUATIONS, actions=ACTIONS))

    assert [each.id for each in copy.inputs.reviews] == ["child-b"]
    assert [each.review for each in copy.inputs.evaluations] == ["child-b"]
    assert [each.id for each in copy.inputs.actions.actions] == ["b-2"]
    assert [(each.what, each.name) for each in copy.withheld] == [("case", "child-a"), ("action", "b-1")]


def test_findings_point_to_where_a_record_stood() -> None:
    copy = copy_for("public", inputs(reviews=REVIEWS, evaluations=EVALUATIONS, actions=ACTIONS))
    moved = {
        ("reviews", 0, "learning"): ("reviews", 1, "learning"),
        ("actions", "actions", 0): ("actions", "actions", 2),
    }

    for now, was in moved.items():
        assert copy.original(Finding("X", Severity.NOTE, "", at=now)).at == was
    assert copy.original(Finding("X", Severity.NOTE, "", at=("paper", "title"))).at == ("paper", "title")


@pytest.mark.parametrize("name", ["options", "implications"])
def test_a_section_takes_with_it_what_else_it_holds(name: str) -> None:
    paper = {
        "options": [{"id": "opt", "title": "Secret", "text": "Words"}],
        "implications": {"finance": "Secret"},
        "withheld": [{"part": name, "exempt": EXEMPT}],
    }
    public = copy_for("public", inputs(paper)).inputs.paper

    assert public.sections == {name: "{{ withheld.exempt-2 }}"}
    assert not getattr(public, name)


def test_members_have_everything() -> None:
    whole = inputs(reviews=REVIEWS, evaluations=EVALUATIONS, actions=ACTIONS)

    assert copy_for("members", whole).inputs.reviews == whole.reviews
    assert copy_for("members", whole).inputs.actions == whole.actions


def test_nothing_withheld_is_the_same_for_all() -> None:
    whole = inputs()

    assert copy_for("public", whole).inputs is whole
    assert copy_for("members", whole).inputs is whole


def test_notes_and_figures_that_only_withheld_text_names_go_too() -> None:
    whole = inputs(
        {
            "sections": {
                "background": "Here.{{ note.kept }} {{ figures.kept }}\n\nThere.{{ note.gone }} {{ figures.gone }} {#there}"
            },
            "notes": {"kept": "A note.", "gone": "A name."},
            "figures": [{"id": "kept", "value": "1"}, {"id": "gone", "value": "4,817"}],
            "withheld": [{"part": "there", "exempt": EXEMPT}],
        }
    )
    paper = copy_for("public", whole).inputs.paper

    assert paper.notes == {"kept": "A note."}
    assert [each.id for each in paper.figures] == ["kept"]


@pytest.mark.parametrize("mark", [{"exempt": EXEMPT}, {"confidential": ORDER}])
def test_records_keep_not_even_their_ids(mark: dict[str, Any]) -> None:
    paper: dict[str, Any] = {
        "appendices": [{"id": "app", "title": "Secret", "text": "Words", "landscape": "Yes", **mark}],
        "options": [{"id": "opt", "title": "Secret", "text": "Words", "recommended": "Yes", **mark}],
        "further_sections": [{"id": "sec", "heading": "Secret", "text": "Words", **mark}],
        "source_documents": [{"title": "Secret", "location": "Words", **mark}, {"title": "Open", "location": "Here"}],
    }
    public = copy_for("public", inputs(paper)).inputs.paper

    assert "Secret" not in str(public)
    assert "Words" not in str(public)
    assert [each.id for each in (*public.further_sections, *public.options, *public.appendices)] == [
        "withheld-1",
        "withheld-2",
        "withheld-3",
    ]
    assert [each.title for each in public.source_documents] == ["Open"]


def test_references_to_what_is_withheld_have_its_neutral_name() -> None:
    exempt = {"exempt": EXEMPT}
    paper: dict[str, Any] = {
        "further_sections": [{"id": "sale-of-the-house", "heading": "Sale", "text": "Words", **exempt}],
        "sections": {
            "background": "See {{ ref.sale-of-the-house }}, {{ ref.why }} and {{ ref.fine }}.\n\nOpen {#fine}\n\nShut {#why}"
        },
        "purpose": "As {{ref.why}} says.",
        "notes": {"one": "See {{ ref.sale-of-the-house }}."},
        "recommendation": "Note it{{ note.one }}",
        "withheld": [{"part": "why", **exempt}],
    }
    public = copy_for("public", inputs(paper)).inputs.paper

    assert public.sections["background"] == (
        "See {{ ref.withheld-1 }}, {{ ref.withheld-2 }} and {{ ref.fine }}.\n\nOpen {#fine}\n\n"
        "{{ withheld.exempt-2 }} {#withheld-2}"
    )
    assert (public.purpose, public.notes) == ("As {{ref.withheld-2}} says.", {"one": "See {{ ref.withheld-1 }}."})


def test_a_withheld_recommendation_is_withheld_on_the_cover_too() -> None:
    paper = {"recommendation": "Pay 5", "withheld": [{"part": "recommendations", "exempt": EXEMPT}]}
    public, members = (copy_for(who, inputs(paper)).inputs.paper for who in ("public", "members"))
    private = private_paths({"paper": {**paper, "sections": {"recommendations": "Pay"}}})

    assert public.recommendation == public.sections["recommendations"] == "{{ withheld.exempt-2 }}"
    assert members.recommendation == "{{ withheld.exempt-2 }}\n\nPay 5"
    assert ("paper", "recommendation") in private


def test_what_only_a_note_or_a_review_names_stays() -> None:
    paper: dict[str, Any] = {
        "sections": {"background": "Open {{ note.one }}", "reasons": "Shut {{ note.three }} {#why}"},
        "notes": {"one": "{{ figures.a }} {{ note.two }}", "two": "{{ figures.b }}", "three": "{{ figures.c }}"},
        "figures": [{"id": name, "value": "5"} for name in "abcd"],
        "withheld": [{"part": "why", "exempt": EXEMPT}],
    }
    child = {"name": "Child A", "died": "2009"}
    public = copy_for(
        "public", inputs(paper, reviews=[{"id": "x", "children": [child], "learning": "{{ figures.d }}"}])
    )
    private = private_paths({"paper": paper})

    assert set(public.inputs.paper.notes) == {"one", "two"}
    assert [each.id for each in public.inputs.paper.figures] == ["a", "b", "d"]
    assert ("paper", "notes", "three") in private
    assert ("paper", "figures", 2) in private
    assert not {("paper", "notes", "two"), ("paper", "figures", 1)} & private


def test_where_nothing_may_be_shown() -> None:
    paper = {
        "sections": {"background": "Words {#one}", "reasons": "Open"},
        "implications": {"finance": "Words"},
        "appendices": [{"text": "Words", "exmept": {"paragraph": "2"}}, {"text": "Open"}],
        "withheld": [{"part": "one"}, {"part": "implications-finance"}],
    }
    private = private_paths({"paper": paper, "reviews": [{"confidential": None}, {}]})

    assert private == {
        ("paper", "withheld"),
        ("paper", "sections", "background"),
        ("paper", "implications", "finance"),
        ("paper", "appendices", 0),
        ("reviews", 0),
    }


def test_where_a_review_is_withheld_what_is_of_none_may_be_its() -> None:
    records: list[Any] = [{"review": "open"}, {"review": "hidden"}, {"review": "hiden"}, {"review": None}, {}, "x"]
    data: dict[str, Any] = {"actions": {"actions": records}, "evaluations": records[:3]}
    open_, hidden = {"id": "open"}, {"id": "hidden", "exempt": {}}

    assert private_paths({**data, "reviews": [open_]}) == set()
    assert private_paths({**data, "reviews": [open_, hidden, {"id": ["x"]}]}) == {
        ("reviews", 1),
        *(("actions", "actions", index) for index in (1, 2, 3, 4)),
        ("evaluations", 1),
        ("evaluations", 2),
    }


def test_where_that_cannot_be_told_it_is_everything() -> None:
    finding = Finding("VA103", Severity.ERROR, "'Jane' cannot be used", at=("paper", "title"))

    assert "Jane" not in str(hushed(finding, private_paths({}, unsure=True)))


@pytest.mark.parametrize(
    "data", [None, "x", [], {"paper": "x"}, {"paper": {"withheld": "x"}}, {"paper": {"withheld": ["x"]}}]
)
def test_whatever_the_files_hold(data: Any) -> None:
    assert private_paths(data) <= {("paper", "withheld"), ("paper",)}


def test_a_finding_there_shows_no_word() -> None:
    finding = Finding("CO111", Severity.ERROR, "'Jane' is no pseudonym", "Write Jane", at=("reviews", 0, "learning"))
    quiet = hushed(finding, frozenset({("reviews", 0)}))

    assert "Jane" not in quiet.message + quiet.hint
    assert quiet.restricted
    assert "Jane" not in silenced(replace(finding, waived="Jane knows")).waived
    assert hushed(finding, frozenset({("reviews", 1)})) is finding


@pytest.mark.parametrize("mark", [{"exempt": None}, {"exempt": EXEMPT, "confidential": ORDER}, {"exempt": {}}, {}])
def test_a_mark_that_says_nothing_is_refused(mark: dict[str, Any]) -> None:
    made, wrong = validate(Inputs, Source({**BASE, "paper": {**BASE["paper"], "withheld": [{"part": "x", **mark}]}}))

    assert made is None
    assert wrong


WORDS = st.sampled_from(["Zorn", "quip", "vex", "jab", "wolf", "glyph", "fjord", "nymph"])
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(["open", "paragraph", "heading", "column"]), PARAGRAPH), min_size=1, max_size=8)
)
def test_no_withheld_word_stays(blocks: list[tuple[str, str]]) -> None:
    """A narrative of open and withheld blocks, the withheld ones in words of their own: none of those is left, all others are."""
    pieces, names = [], []
    for index, (kind, words) in enumerate(blocks):
        name = f"part-{index}"
        secret = " ".join(f"secret{word}" for word in words.split())
        names.append(name)
        pieces.append(
            {
                "open": f"open{index} {words}",
                "paragraph": f"{secret} {{#{name}}}",
                "heading": f"## {secret} {{#{name}}}\n\n{secret}\n\n- {secret}\n\n## open{index}",
                "column": f"Table: open{index}\n\n| A | {secret} {{#{name}}} | B |\n|---|---|---|\n| open{index} | {secret} | c |",
            }[kind]
        )
    said = without("\n\n".join(pieces), parts(*names))

    assert "secret" not in said
    for index, (kind, _) in enumerate(blocks):
        assert (f"open{index}" in said) == (kind != "paragraph")


TABLE = "| House | Rent | {heads} |\n|---|---|---|---|\n| A | £1,200 | {a} |\n| B | £900.50 | {b} |\n"


@pytest.mark.parametrize(
    ("heads", "a", "b", "given_back"),
    [
        ("Fee {#fee} | Total", "£300 | £1,500", "£99.50 | £1,000", True),
        ("Fee | Total {#fee}", "£300 | £1,500", "£99.50 | £1,000", True),
        ("Fee {#fee} | Total {#total}", "£300 | £1,500", "£99.50 | £1,000", False),
        ("Fee {#fee} | Total", "£300 | £1,500", "£99.50 | £1,001", False),
        ("Fee {#fee} | Note", "£300 | none", "£99.50 | -", False),
        ("Fee {#fee} | Total", "none | £1,200", "- | £900.50", False),
    ],
)
def test_a_withheld_column_is_not_given_back_by_its_rows(heads: str, a: str, b: str, *, given_back: bool) -> None:
    text = TABLE.format(heads=heads, a=a, b=b)

    assert bool(list(gives_back(text, frozenset({"fee", "total"})))) is given_back
    assert not list(gives_back(text, frozenset({"another"})))


def test_a_column_that_is_given_back_stops_the_paper() -> None:
    text = TABLE.format(heads="Fee {#fee} | Total", a="300 | 1,500", b="99.50 | 1,000")
    paper = {"sections": {"background": text}, "withheld": [{"part": "fee", "exempt": EXEMPT}]}
    (found,) = wrong_marks(inputs(paper), ["background"], schedule_12a(inputs()))

    assert (found.id, found.at) == ("VA207", ("paper", "sections", "background"))
    assert "give it back" in found.message
