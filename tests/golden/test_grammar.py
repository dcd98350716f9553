"""Sentences read well for none, one, two, four and twelve reviews, none and all awaited, one child or three to a review."""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.compose import Composer
from pipeline.load import Request, load
from pipeline.models.inputs import Inputs
from tests.conftest import ROOT, SAMPLE

COUNTS = (0, 1, 2, 4, 12)


@pytest.fixture(scope="module")
def shipped() -> tuple[Inputs, Composer]:
    draft = load(ROOT / "inputs" / SAMPLE, Request(ROOT / "inputs", templates=ROOT / "templates"))
    assert draft.inputs
    assert draft.composer
    return draft.inputs, draft.composer


def review(
    number: int, *, children: int = 1, convicted: bool = True, published: str | None = "7 September 2010"
) -> dict[str, Any]:
    letters = [chr(ord("A") + (number + place) % 26) for place in range(children)]
    return {
        "id": f"review-{number}",
        "children": [
            {"name": f"Child {letter}", "died": f"{2000 + number}-0{1 + place}"} for place, letter in enumerate(letters)
        ],
        "responsible": [{"relationship": "father", "convicted": "1 June 2010"}] if convicted else [],
        "circumstances": None if convicted else "a boy who drowned",
        "executive_summary": {"published": published} if published else {"already_published": "Yes"},
    }


def evaluation(number: int, grade: str) -> dict[str, str]:
    return {"review": f"review-{number}", "submitted": "December 2009", "grade": grade}


def sentences(inputs: Inputs, composer: Composer, reviews: list[dict[str, Any]], grades: list[str]) -> dict[str, str]:
    """The sentences of a paper on these reviews, the fixed one left out."""
    changed = Inputs.model_validate(
        {
            **{name: getattr(inputs, name) for name in ("council", "meetings", "paper", "actions")},
            "reviews": reviews,
            "evaluations": [evaluation(number, grade) for number, grade in enumerate(grades)],
        }
    )
    facts, findings = composer.facts(changed)
    assert findings == []
    found = {name.removeprefix("sentence."): value for name, value in facts.items() if name.startswith("sentence.")}
    del found["what-is-evaluated"]
    return found


def cases() -> Iterator[tuple[str, list[dict[str, Any]], list[str]]]:
    for count in COUNTS:
        yield f"{count} reviews, all evaluated", [review(n) for n in range(count)], ["good"] * count
        yield (
            f"{count} reviews, all awaited, published before",
            [review(n, published=None) for n in range(count)],
            ["awaited"] * count,
        )
        yield (
            f"{count} reviews, nobody convicted, published later",
            [review(n, convicted=False, published="8 September 2010") for n in range(count)],
            ["inadequate"] * count,
        )
    for count in (1, 2, 4):
        yield (
            f"{count} reviews of three children each",
            [review(n, children=3) for n in range(count)],
            ["adequate"] * count,
        )
    for convicted, online in itertools.product((1, 2, 3), (1, 2, 3)):
        reviews = [
            review(n, convicted=n < convicted, published=None if n < online else "7 September 2010") for n in range(4)
        ]
        yield (
            f"4 reviews, {convicted} with convictions, {online} published before",
            reviews,
            ["awaited"] * online + ["good"] * (4 - online),
        )


def test_every_sentence_is_as_reviewed(shipped: tuple[Inputs, Composer], golden: Callable[[str, str], None]) -> None:
    lines = []
    for name, reviews, grades in cases():
        lines += [f"## {name}", *(f"{key}: {value}" for key, value in sentences(*shipped, reviews, grades).items()), ""]

    golden("grammar.txt", "\n".join(lines))


def test_no_sentence_has_a_slip_of_spacing_or_grammar(shipped: tuple[Inputs, Composer]) -> None:
    seen = 0
    for name, reviews, grades in cases():
        for key, value in sentences(*shipped, reviews, grades).items():
            seen += bool(value)
            for slip in (
                r"  ",
                r" [.,:;]",
                r"[a-z,][A-Z]",
                r"[.,][A-Za-z]",
                r"\b(\w+) \1\b",
                r"\b(One|one) \w+ are\b",
                r"\ba [aeio]",
            ):
                found = re.search(slip, value.replace("http://www.cambslscb.org.uk", "ADDRESS"))
                assert not found, f"{name}, {key}: {found and found[0]!r} in {value!r}"
            if value:
                assert value.endswith((".", "http://www.cambslscb.org.uk")), f"{name}, {key}: {value!r}"
                assert value[0].isupper(), f"{name}, {key}: {value!r}"
    assert seen > 100


def test_counts_in_words_are_those_of_the_data(shipped: tuple[Inputs, Composer]) -> None:
    words = {1: "one", 2: "two", 4: "four", 12: "12"}
    for count, word in words.items():
        said = sentences(*shipped, [review(n) for n in range(count)], ["good"] * count)["submission"]
        assert f"submitted {word} completed Serious Case Review" in said


def test_a_paper_without_any_review_is_still_a_paper(shipped: tuple[Inputs, Composer]) -> None:
    inputs, composer = shipped
    sections = dict.fromkeys(("learning", "financial-implications", "risk-management-implications"), "Text.")
    paper = inputs.paper.model_copy(update={"sections": sections, "recommendation": "To note.", "source_documents": []})
    document, findings = composer.compose(inputs.model_copy(update={"paper": paper, "reviews": [], "evaluations": []}))

    assert [finding.id for finding in findings] == ["HS104"]
    assert document
    text = " ".join(document.words())
    assert "1.0 BACKGROUND 1.1 There are no Serious Case Reviews (SCRs) to report." in text
    assert "2.1 An evaluation by OFSTED is a judgement on the quality of the report" in text
    assert text.endswith("6.0 RECOMMENDATIONS 6.1 To note.")
