"""The sentences of an evidence report read well for none, one, two and many reviews, however they were judged."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.compose import Composer
from pipeline.load import Request, house_style, load, report_type
from pipeline.models.inputs import Inputs
from pipeline.template_folder import TemplateFolder
from tests.conftest import ROOT
from tests.samples import ALDERSHIRE

OWN = ("scope", "as-at", "kinds-of", "register", "evaluated", "timeliness", "summary")
GRADES = (
    *(
        [],
        ["good"],
        ["awaited"],
        ["good", "good"],
        ["awaited", "awaited"],
        ["good", "awaited"],
        ["awaited", "awaited", "good", "adequate"],
    ),
    *(
        ["outstanding", "good", "adequate", "inadequate", "awaited"],
        ["adequate"] * 12,
        ["good", "good", "inadequate", None],
        [None, None],
        [None],
    ),
)


def case(grades: list[str | None], *, mixed: bool = False) -> dict[str, Any]:
    reviews = [
        {
            "id": f"review-{number}",
            "initiated": "1 March 2021" if mixed and number % 2 else f"1 March {2000 + number}",
            "children": [{"name": f"Child {chr(65 + number)}", "died": f"January {2000 + number}"}],
            "executive_summary": {"published": "1 March 2022"} if mixed and number % 2 else {},
        }
        for number in range(len(grades))
    ]
    evaluations = [
        {
            "review": f"review-{number}",
            "submitted": f"May {2000 + number}",
            "grade": grade,
            **({"received": f"{'May' if number else 'September'} {2000 + number}"} if grade != "awaited" else {}),
        }
        for number, grade in enumerate(grades)
        if grade
    ]
    return {"reviews": reviews, "evaluations": evaluations}


def told() -> Iterator[tuple[str, dict[str, str]]]:
    draft = load(ALDERSHIRE / "2023-12-05-action-plan-progress", Request(ALDERSHIRE))
    assert draft.inputs
    templates = TemplateFolder(ROOT / "templates")
    composer = Composer(report_type(templates, "evidence-report"), house_style(templates, "accessible"), templates)
    kept = {name: getattr(draft.inputs, name) for name in ("council", "meetings", "paper")}
    for mixed in (False, True):
        for grades in GRADES:
            facts, findings = composer.facts(Inputs.model_validate({**kept, **case(grades, mixed=mixed)}))
            assert findings == []
            name = ", ".join(grade or "not submitted" for grade in grades) or "no review"
            yield f"{name}{'; of two kinds' if mixed else ''}", {key: facts[f"sentence.{key}"] for key in OWN}


def test_every_sentence_is_as_reviewed(golden: Callable[[str, str], None]) -> None:
    lines: list[str] = []
    for name, sentences in told():
        lines += [f"## {name}", *(f"{key}: {value}".rstrip() for key, value in sentences.items()), ""]

    golden("evidence-sentences.txt", "\n".join(lines))


def test_no_sentence_has_a_slip_of_spacing_or_grammar() -> None:
    seen = 0
    for name, sentences in told():
        for key, value in sentences.items():
            seen += bool(value)
            for slip in (
                r"  ",
                r" [.,:;]",
                r"[a-z,][A-Z]",
                r"[.,][A-Za-z]",
                r"\b(\w+) \1\b",
                r"\b(One|one) \w+ (are|were)\b",
                r"\bboth \w+ was\b",
            ):
                assert not re.search(slip, value), f"{name}, {key}: {value!r}"
            assert not value or (value[0].isupper() and value.endswith(".")), f"{name}, {key}: {value!r}"
    assert seen > 80
