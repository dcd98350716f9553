"""Sentences on action plans read well for none, one, two and twelve actions, however they stand and whatever moved."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.compose import Composer
from pipeline.load import Request, load
from pipeline.models.council import LegendEntry
from pipeline.models.dates import parse_date
from pipeline.models.inputs import Inputs
from tests.conftest import ROOT
from tests.samples import ALDERSHIRE

DAY, SINCE = "21 November 2023", "22 August 2023"
COUNTS = (1, 2, 12)

Fields = dict[str, Any]
"""An action, a review or a case, as an officer might type it; what is left out is as usual."""

LATER = "30 June 2024"
STANDING: dict[str, Fields] = {
    "evidenced": {"status": "complete and evidenced", "completed": "1 June 2023", "evidence": "An audit."},
    "complete": {"status": "complete", "completed": "1 June 2023"},
    "on track": {"status": "in progress", "due": LATER},
    "not started": {"status": "not started", "due": LATER},
    "at risk": {"status": "in progress"},
    "overdue": {"status": "in progress", "due": "1 August 2023"},
    "superseded": {"status": "superseded"},
}
"""An action of each state, which it had at the last report too."""


def moving(*updates: Fields, due: str = LATER) -> Fields:
    """An action in progress at the last report, with what was told of it since."""
    told = [{"date": "1 August 2023", "status": "in progress"}, *({"date": "5 September 2023"} | u for u in updates)]
    return {"status": "in progress", "due": due, "updates": told}


MOVING: dict[str, Fields] = {
    "completed": moving({"status": "complete"}),
    "became overdue": moving(due="20 November 2023"),
    "reopened": moving({"date": "2 August 2023", "status": "complete"}, {"status": "in progress"}),
    "put back": moving({"due": "31 July 2024"}),
    "superseded": moving({"status": "superseded"}),
    "joined": {"status": "not started", "due": LATER, "agreed": "5 September 2023"},
    "now at risk": moving(due="1 December 2023"),
}
"""An action of each kind of movement."""

SCR: Fields = {"initiated": "1 May 2015"}
LCSPR: Fields = {"initiated": "1 May 2021"}
RAPID: Fields = {"kind": "rapid review"}

HEALTH = {"agency": "Community Health NHS Trust"}
SCHOOLS = {"agency": "Schools & Early Years"}


@pytest.fixture(scope="module")
def shipped() -> tuple[Inputs, Composer]:
    paper = ALDERSHIRE / "2023-12-05-action-plan-progress"
    draft = load(paper, Request(ALDERSHIRE, templates=ROOT / "templates"))
    assert draft.inputs
    assert draft.composer
    return draft.inputs, draft.composer


def sentences(inputs: Inputs, composer: Composer, case: Fields) -> dict[str, str]:
    """The sentences of a paper on the actions of a case; they arose from its reviews in turn."""
    reviews = [review(number, each) for number, each in enumerate(case.get("reviews", [SCR]))]
    actions = [
        {**action(number), "review": reviews[number % len(reviews)]["id"], **each}
        for number, each in enumerate(case["actions"])
    ]
    dates = {"as_at": parse_date(DAY), "last_reported": parse_date(case["since"]) if case.get("since") else None}
    changed = Inputs.model_validate(
        {
            "council": inputs.council.model_copy(update={"rag_legend": case.get("legend", inputs.council.rag_legend)}),
            "meetings": inputs.meetings,
            "paper": inputs.paper.model_copy(update=dates),
            "reviews": reviews,
            "actions": {"monitored_by": case.get("monitored_by", []), "actions": actions},
        }
    )
    facts, findings = composer.facts(changed)
    assert findings == []
    return {name.removeprefix("sentence."): value for name, value in facts.items() if name.startswith("sentence.")}


def review(number: int, fields: Fields) -> Fields:
    letter = "ABCDEFGHIJKL"[number]
    return {"id": f"child-{letter.lower()}", "children": [{"name": f"Child {letter}", "died": "2015"}], **fields}


def action(number: int) -> Fields:
    return {"id": f"a-{number + 1}", "agency": "Housing", "action": "Do it."}


def cases() -> Iterator[tuple[str, Fields]]:
    yield "no actions, first report", {"actions": []}
    yield "no actions, reported before", {"actions": [], "since": SINCE}
    for each in (standing, movement, lateness, arising):
        yield from each()


def standing() -> Iterator[tuple[str, Fields]]:
    """All actions in one state, then in several."""
    for count in COUNTS:
        for name, fields in STANDING.items():
            yield f"{count} {plural('action', count)}, all {name}, first report", {"actions": [fields] * count}
        yield (
            f"{count} {plural('action', count)}, all claimed blue",
            {"actions": [{**STANDING["on track"], "rag": "blue"}] * count},
        )
    each = STANDING
    yield "2 actions, 1 evidenced and 1 overdue", {"actions": [each["evidenced"], each["overdue"]]}
    yield "2 actions, 1 evidenced and 1 complete", {"actions": [each["evidenced"], each["complete"]]}
    yield "12 actions, 2 evidenced", {"actions": [each["evidenced"]] * 2 + [each["at risk"]] * 10}
    yield "12 actions, 1 of 5 with evidence", mix(evidenced=1, complete=4, overdue=7)
    yield "12 actions, 10 of 11 with evidence", mix(evidenced=10, complete=1, superseded=1)
    yield "7 actions, one of each state", {"actions": list(each.values())}
    yield "12 actions, some of each state", {"actions": [*each.values(), *list(each.values())[:5]]}
    yield (
        "12 actions, 1 with another rating",
        {"actions": [*mix(complete=11)["actions"], {**each["overdue"], "rag": "green"}]},
    )


def mix(since: str | None = None, **counts: int) -> Fields:
    actions = [STANDING[name.replace("_", " ")] for name, count in counts.items() for _ in range(count)]
    return {"actions": actions, "since": since}


def movement() -> Iterator[tuple[str, Fields]]:
    for count in COUNTS:
        actions = [STANDING["evidenced"]] + [STANDING["on track"]] * (count - 1)
        yield f"{count} {plural('action', count)}, nothing moved", {"since": SINCE, "actions": actions}
        for name, fields in MOVING.items():
            yield f"{count} {plural('action', count)}, all {name}", {"since": SINCE, "actions": [fields] * count}
    yield "12 actions, 1 completed", {"since": SINCE, "actions": [MOVING["completed"]] + [STANDING["on track"]] * 11}
    yield (
        "12 actions, 1 and 2 moved",
        {"since": SINCE, "actions": [MOVING["completed"]] + [MOVING["joined"]] * 2 + [STANDING["complete"]] * 9},
    )
    yield "7 actions, one of each movement", {"since": SINCE, "actions": list(MOVING.values())}
    yield "14 actions, two of each movement", {"since": SINCE, "actions": list(MOVING.values()) * 2}
    late = moving({"due": "10 October 2023"}, due="1 September 2023")
    still = moving({"due": "10 October 2023"}, due="1 August 2023")
    over = moving({"date": "2 August 2023", "status": "complete"}, {"status": "superseded"})
    yield "2 actions, one overdue put back and yet overdue", {"since": SINCE, "actions": [still, STANDING["on track"]]}
    yield "2 actions, one complete and then superseded", {"since": SINCE, "actions": [over, STANDING["on track"]]}
    yield "2 actions, one put back and yet overdue", {"since": SINCE, "actions": [late, STANDING["on track"]]}


def lateness() -> Iterator[tuple[str, Fields]]:
    day, week = ({"status": "in progress", "due": due} for due in ("20 November 2023", "14 November 2023"))
    month = {"status": "in progress", "due": "20 October 2023"}
    rest = [STANDING["on track"]]
    for name, late in {
        "1 overdue by a day": [day],
        "2 overdue at one agency": [day, week],
        "2 overdue at one agency by as many days": [week, week],
        "2 overdue at two agencies": [week, month | HEALTH],
        "3 overdue at one agency": [day, week, month],
        "4 overdue at two agencies": [week | HEALTH, month | HEALTH, day, month | HEALTH],
        "6 overdue at three agencies": [day, week, month, week | HEALTH, month | HEALTH, month | SCHOOLS],
        "11 overdue at one agency": [week, *[month] * 10],
        "11 overdue at two agencies": [week | SCHOOLS, *[month] * 10],
        "12 overdue at one agency by a day": [day] * 12,
    }.items():
        yield f"12 actions, {name}", {"actions": late + rest * (12 - len(late))}


def arising() -> Iterator[tuple[str, Fields]]:
    """From reviews of each kind, watched by some groups."""
    groups = ["the Learning Group", "the Executive Group", "the Board"]
    for count in COUNTS:
        actions = [STANDING["evidenced"]] * count
        for name, kind in {"SCRs": SCR, "LCSPRs": LCSPR, "rapid reviews": RAPID}.items():
            watched = {"monitored_by": groups[: min(count, 3)]}
            yield (
                f"{count} {plural('action', count)}, all from {name}",
                {"reviews": [kind] * count, "actions": actions, **watched},
            )
    all_complete = {"actions": [STANDING["evidenced"]] * 12}
    yield (
        "12 actions, from reviews of two kinds",
        {"reviews": [SCR, LCSPR, LCSPR], **all_complete, "monitored_by": groups},
    )
    yield "12 actions, from one review of each kind", {"reviews": [RAPID, LCSPR, SCR], **all_complete}
    yield "12 actions, from several reviews of each kind", {"reviews": [SCR, RAPID, LCSPR] * 3, **all_complete}


def legends() -> Iterator[tuple[str, Fields]]:
    yield "the council's own legend", {}
    three = {"green": ["complete", "complete and evidenced", "on track"], "amber": ["at risk"], "red": ["overdue"]}
    yield (
        "a legend of three colours",
        {"legend": [LegendEntry(rag=rag, meaning=rag, states=s) for rag, s in three.items()]},
    )
    yield "a legend of one colour", {"legend": [LegendEntry(rag="red", meaning="Overdue", states=["overdue"])]}
    two = {"red": ["overdue", "at risk"], "green": ["complete"]}
    yield (
        "a legend of red and green",
        {"legend": [LegendEntry(rag=rag, meaning=rag, states=s) for rag, s in two.items()]},
    )


def plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def test_every_sentence_is_as_reviewed(shipped: tuple[Inputs, Composer], golden: Callable[[str, str], None]) -> None:
    lines = []
    for name, case in cases():
        said = {key: value for key, value in sentences(*shipped, case).items() if key != "ratings"}
        lines += [f"## {name}", *(f"{key}: {value}" for key, value in said.items() if value), ""]
    for name, case in legends():
        lines += [f"## {name}", sentences(*shipped, {"actions": [STANDING["on track"]], **case})["ratings"], ""]

    golden("progress-sentences.txt", "\n".join(lines))


SLIPS = (
    r"  ",
    r" [.,:;)]",
    r"\( ",
    r"[a-z,;)][A-Z]",
    r"[.,;][A-Za-z]",
    r"\b(\w+) \1\b",
    r"\b[Oo]ne( \w+)? (are|have|were)\b",
    r"\b(two|12)( \w+)? (is|has|was)\b",
    r"\ba [aeio]",
    r"\b[Zz]ero\b|\b0 ",
    r"&amp;|\bNone\b",
)


def test_no_sentence_has_a_slip_of_spacing_or_grammar(shipped: tuple[Inputs, Composer]) -> None:
    seen = 0
    for name, case in cases():
        for key, value in sentences(*shipped, case).items():
            seen += bool(value)
            for slip in SLIPS:
                found = re.search(slip, value)
                assert not found, f"{name}, {key}: {found and found[0]!r} in {value!r}"
            if value:
                assert value.endswith("."), f"{name}, {key}: {value!r}"
                assert value[0].isupper() or value[0].isdigit(), f"{name}, {key}: {value!r}"
    assert seen > 500


def test_of_one_action_no_sentence_speaks_as_of_many(shipped: tuple[Inputs, Composer]) -> None:
    """The sentence on ratings says each action, which suits one too."""
    for name, case in cases():
        if len(case["actions"]) == 1:
            said = sentences(*shipped, case)
            del said["ratings"]
            assert not re.search(r"\b(actions|they|them)\b", " ".join(said.values())), name
