"""Each rule on files dropped into folders: rules/<id>/pass and fail hold inputs that replace the sample's.

The first line of a fail file says where the finding must stand: ``# expect: 14:10``.
"""

from pathlib import Path

import pytest

from pipeline.build import Request, load
from pipeline.rules import RULES, check
from tests.conftest import ROOT, Papers

FILES = sorted((ROOT / "tests" / "rules").glob("*/*/*.yaml"))


def found(papers: Papers, file: Path) -> list[str]:
    """The places of the rule's findings in the file."""
    rule = file.parent.parent.name
    papers.file(file.name).write_bytes(file.read_bytes())
    draft = load(papers.paper, Request(papers.inputs))
    assert draft.inputs, draft.findings
    findings = [draft.source.locate(finding) for finding in check(draft.inputs) if finding.id == rule]
    return [f"{finding.place.line}:{finding.place.column}" for finding in findings if finding.place]


def test_every_rule_has_a_file_of_each_kind() -> None:
    assert {(file.parent.parent.name, file.parent.name) for file in FILES} == {
        (rule, kind) for rule in RULES for kind in ("pass", "fail")
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: "-".join(file.parts[-3:]))
def test_a_rule_finds_what_it_should(file: Path, papers: Papers) -> None:
    expected = []
    if file.parent.name == "fail":
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# expect: ")
        expected = first.removeprefix("# expect: ").split()

    assert found(papers, file) == expected
