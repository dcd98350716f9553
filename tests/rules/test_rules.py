"""Each rule on files dropped into folders: rules/<id>/pass and fail hold inputs that replace the sample's.

An input is a file (``paper.yaml``, or ``paper-<what it shows>.yaml``) or a folder of such files. The first line of a file that
fails says where the rule's findings stand in it: ``# expect: 14:10 20:3``. What the rule finds in the sample's other files does
not count. A rule's folder may hold a watch list, ``watch-list.txt``.
"""

from pathlib import Path

import pytest

from pipeline.check import check_paper
from pipeline.findings import Finding
from pipeline.load import Request
from pipeline.rules import RULES
from pipeline.watch import NOBODY, WatchList
from tests.conftest import ROOT, Papers

FEWEST = 2
FOLDER = ROOT / "tests" / "rules"
EXPECT = "# expect: "
INPUTS = sorted(path for kind in ("pass", "fail") for path in FOLDER.glob(f"*/{kind}/*"))


def name(path: Path) -> str:
    return "-".join(path.relative_to(FOLDER).with_suffix("").parts)


def files(given: Path) -> dict[str, Path]:
    """The files of an input by the name of the sample's file that each replaces."""
    each = sorted(given.iterdir()) if given.is_dir() else [given]
    return {f"{file.stem.partition('-')[0]}.yaml": file for file in each}


def expected(given: Path) -> list[str]:
    """The places that an input's files name, as file:line:column."""
    places = []
    for as_, file in files(given).items():
        first = file.read_text("utf-8").partition("\n")[0]
        if first.startswith(EXPECT):
            places += [f"{as_}:{place}" for place in first.removeprefix(EXPECT).split()]
    return sorted(places)


def watch_list(rule: str) -> WatchList:
    """The watch list of a rule's inputs."""
    file = FOLDER / rule / "watch-list.txt"
    return WatchList(tuple(enumerate(file.read_text("utf-8").splitlines(), 1))) if file.exists() else NOBODY


def findings(papers: Papers, given: Path) -> list[Finding]:
    """What the rule of an input finds in the input's files."""
    rule = given.parent.parent.name
    for as_, file in files(given).items():
        papers.file(as_).write_bytes(file.read_bytes())
    told = check_paper(papers.paper, Request(papers.inputs, watch=watch_list(rule)))
    there = [each for each in told if each.place and Path(each.place.file).name in files(given)]
    assert not [each for each in there if each.id.startswith("VA")]  # or the rule would pass for want of a paper
    return [each for each in there if each.id == rule]


@pytest.mark.parametrize("kind", ["pass", "fail"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_inputs_of_each_kind(rule: str, kind: str) -> None:
    assert len([path for path in INPUTS if path.parent == FOLDER / rule / kind]) >= FEWEST


def test_every_folder_is_of_a_rule() -> None:
    assert {path.relative_to(FOLDER).parts[0] for path in INPUTS} <= set(RULES)


@pytest.mark.parametrize("given", INPUTS, ids=name)
def test_a_rule_finds_what_it_should(given: Path, papers: Papers) -> None:
    places = expected(given)
    assert bool(places) == (given.parent.name == "fail")

    told = [finding.place for finding in findings(papers, given) if finding.place]

    assert sorted(f"{Path(place.file).name}:{place.line}:{place.column}" for place in told) == places
