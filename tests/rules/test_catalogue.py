"""The catalogue teaches every rule, and says of each how much its findings matter."""

import re
from functools import cache

import pytest

from pipeline.explain import catalogue, explained
from pipeline.findings import Severity
from pipeline.rules import OF_DATA, OF_WORDS, RULES
from tests.conftest import ROOT, Papers
from tests.rules.test_rules import INPUTS, findings

ELSEWHERE = (
    *("AP106", "EX101", "EX102", "EX103", "EX104", "HS102", "HS103", "HS104"),
    *("NO101", "NO102", "NO103", "NO104", "PK101", "PK102", "PR100"),
)
"""Rules of compose, of export, of notices, of packs and of the waivers themselves."""

WEIGHT = list(Severity)


@cache
def severities() -> dict[str, str]:
    return {entry.id: entry.severity for entry in catalogue()}


def test_every_rule_has_an_entry_and_every_entry_a_rule() -> None:
    assert sorted(severities()) == sorted((*RULES, *ELSEWHERE))


def test_every_finding_that_the_code_can_make_has_an_entry() -> None:
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "pipeline").rglob("*.py"))

    assert set(re.findall(r"\"((?!VA)[A-Z]{2}\d{3})\"", code)) <= set(severities())


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_its_id_first(rule: str) -> None:
    assert ((OF_DATA | OF_WORDS)[rule].__doc__ or "").startswith(f"{rule}: ")


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_gives_its_severity(rule: str, papers: Papers) -> None:
    failing = [path for path in INPUTS if path.parent.parent.name == rule and path.parent.name == "fail"]
    kept = {file: file.read_bytes() for file in papers.inputs.rglob("*.yaml")}
    given = []
    for path in failing:
        given += [finding.severity for finding in findings(papers, path)]
        for file, text in kept.items():
            file.write_bytes(text)

    assert min(given, key=WEIGHT.index) == severities()[rule]


@pytest.mark.parametrize("id_", [*RULES, *ELSEWHERE])
def test_explain_tells_of_it(id_: str) -> None:
    lines = list(explained(id_.lower()))

    assert lines[0].startswith(f"{id_} ({severities()[id_]}): ")
    assert f"      - finding: {id_}" in "\n".join(lines)
