"""What changed between two papers: sections, blocks, rows and words."""

import json
import time
from collections.abc import Callable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare import Change, as_json, compare, lines, summary
from tests.drafts import Section, edited, paper, some_sections

BEFORE: list[Section] = [
    ("Background", [("p", ["The plan has five actions."]), ("p", ["Members saw it in May."]), ("ul", ["one", "two"])]),
    ("Costs", [("p", ["It costs nothing."]), ("table", ["Item|Cost", "Staff|12", "Rooms|7"])]),
    ("Risks", [("p", ["None are known."]), ("p", ["This paper is public."])]),
]


def changes(after: list[Section], before: list[Section] | None = None) -> list[Change]:
    return compare(paper(before or BEFORE).main, paper(after).main)


def with_blocks(place: int, change: Callable[[list[tuple[str, list[str]]]], None]) -> list[Section]:
    new = [(heading, [(kind, list(texts)) for kind, texts in blocks]) for heading, blocks in BEFORE]
    change(new[place][1])
    return new


def test_nothing_changes_in_the_same_paper() -> None:
    assert changes(BEFORE) == []
    assert summary([]) == lines([]) == []


def test_words_that_changed_are_marked() -> None:
    told = changes(with_blocks(0, lambda blocks: blocks.__setitem__(0, ("p", ["The plan has six actions."]))))

    assert summary(told) == ["1 Background: 1 paragraph changed"]
    assert lines(told) == [
        "1 Background",
        "  ~ paragraph 1.1 changed",
        "    - The plan has [-five-] actions.",
        "    + The plan has {+six+} actions.",
    ]


def test_a_paragraph_added_changes_no_other_for_its_number() -> None:
    told = changes(with_blocks(0, lambda blocks: blocks.insert(0, ("p", ["It is the third of its kind."]))))

    assert [(each.kind, each.what, each.number) for each in told] == [("added", "paragraph", "1.1")]


def test_a_cell_is_told_with_its_row() -> None:
    told = changes(with_blocks(1, lambda blocks: blocks[1][1].__setitem__(1, "Staff|14")))

    assert lines(told)[-2:] == ["    - Staff | [-12-]", "    + Staff | {+14+}"]


def test_a_section_that_moved_is_told_as_moved_and_as_nothing_else() -> None:
    told = changes([BEFORE[1], BEFORE[0], BEFORE[2]])

    assert [(each.kind, each.what) for each in told] == [("moved", "section")]
    assert len(summary(told)) == 1
    assert "section moved" in summary(told)[0]


def test_a_paragraph_that_moved_between_sections_is_told_once() -> None:
    new = with_blocks(0, lambda blocks: blocks.pop(1))
    new[2][1].append(("p", ["Members saw it in May."]))
    told = changes(new)

    assert [(each.section, each.kind, each.before) for each in told] == [("3 Risks", "moved", "in 1 Background")]


def test_sections_added_and_removed_are_told_as_such() -> None:
    assert summary(changes([*BEFORE, ("Next steps", [("p", ["A report in May."])])])) == ["4 Next steps: section added"]
    assert summary(changes(BEFORE[:1] + BEFORE[2:])) == ["2 Costs: section removed"]
    assert summary(changes(BEFORE[1:])) == ["1 Background: section removed"]


def test_bold_type_alone_is_told() -> None:
    (told,) = changes(with_blocks(2, lambda blocks: blocks.__setitem__(0, ("p", ["None *are* known."]))))

    assert told.before == told.after
    assert "only its look changed" in lines([told])[1]


def test_a_heading_worded_anew_is_one_change() -> None:
    (told,) = changes([*BEFORE[:2], ("Dangers", BEFORE[2][1])])

    assert (told.what, told.before, told.after) == ("heading", "Risks", "Dangers")


def test_json_has_summary_and_runs() -> None:
    told = json.loads(as_json(changes(with_blocks(2, lambda blocks: blocks.pop()))))

    assert told["summary"] == ["3 Risks: 1 paragraph removed"]
    assert told["changes"][0]["runs"] == [{"op": "removed", "text": "This paper is public."}]


@given(st.integers())
@settings(deadline=None, max_examples=150)
def test_from_the_runs_both_texts_can_be_had(seed: int) -> None:
    random = Random(seed)
    before = some_sections(random)
    after = edited(before, random)
    for change in changes(after, before):
        for side, text in (("removed", change.before), ("added", change.after)):
            if change.kind == "changed":
                assert " ".join(run.text for run in change.runs if run.op in {"same", side}).split() == text.split()


@given(st.integers())
@settings(deadline=None, max_examples=150)
def test_papers_that_differ_are_told_to_and_the_same_way_round(seed: int) -> None:
    random = Random(seed)
    before = some_sections(random)
    after = edited(before, random)
    there, back = changes(after, before), changes(before, after)

    assert bool(there) is bool(back) is (before_words(before) != before_words(after))


def before_words(sections: list[Section]) -> list[object]:
    return [(heading, [(kind, texts) for kind, texts in blocks]) for heading, blocks in sections]


def test_long_tables_take_seconds_at_most(measured: Callable[[str, object], None]) -> None:
    random = Random(1)
    rows = [f"Action {n}|{random.choice(['late', 'done'])} for {random.randint(1, 400)} days|Board" for n in range(600)]
    others = [f"{row} {random.choice(['', '', 'now'])}" for row in rows if random.random() > 0.05]
    anew = [f"Step {n}|{random.randint(1, 4000)}|Group {random.randint(1, 4000)}" for n in range(600)]
    for name, new in (("edited", others), ("another", anew)):
        before, after = paper([("All", [("table", rows)])]), paper([("All", [("table", new)])])
        start = time.perf_counter()
        assert compare(before.main, after.main)
        took = time.perf_counter() - start
        measured(f"comparing 600 rows with {name}", f"{took:.2f} s")
        assert took < 10
