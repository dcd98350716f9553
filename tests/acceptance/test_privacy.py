"""Privacy as officers meet it: nothing that is found is shown, a watch list is for its owner's eyes only, errors cannot be waived."""

import json
import os
from collections.abc import Collection
from pathlib import Path

import pytest

from pipeline.check import check_paper
from pipeline.errors import ExitCode
from pipeline.findings import Finding, Severity
from pipeline.load import Request
from pipeline.rules.privacy import PRIVACY
from pipeline.source import Line, Source
from pipeline.tell import as_data, lines
from pipeline.watch import WatchList
from tests.conftest import SAMPLE, Papers
from tests.rules.test_rules import FOLDER, INPUTS, findings, name
from tests.samples import ALDERSHIRE, copy_aldershire

FAILING = [path for path in INPUTS if path.parent.parent.name in PRIVACY and path.parent.name == "fail"]
VARIABLE = "CABINET_PAPERS_WATCH_LIST"


def squashed(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


@pytest.mark.parametrize("given", FAILING, ids=name)
def test_no_finding_shows_what_it_found(given: Path, papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    near: list[str] = []
    locate = Source.locate

    def noted(source: Source, finding: Finding, hidden: Collection[Line] = ()) -> Finding:
        near.extend([finding.near] if finding.id in PRIVACY and finding.near else [])
        return locate(source, finding, hidden)

    monkeypatch.setattr(Source, "locate", noted)
    told = findings(papers, given)
    said = squashed(" ".join(line for each in told for line in lines(each)))
    data = squashed(json.dumps([as_data(each) for each in told]))

    assert told
    assert all(each.restricted and each.place and not each.place.text for each in told)
    for words in near:
        assert squashed(words) not in said + data


def watch(papers: Papers, *names: str, mode: int = 0o600) -> str:
    file = papers.path / "watched.txt"
    file.write_text("\n".join(names) + "\n", "utf-8")
    file.chmod(mode)
    return str(file)


@pytest.mark.parametrize("by", ["option", "variable"])
def test_a_watched_name_is_found_and_never_shown(by: str, papers: Papers) -> None:
    papers.change("reviews.yaml", "there is a clear view", "there is, says Zebedee Quill's aunt, a clear view")
    file = watch(papers, "# the family", "Zebedee Quill")
    words = ["--watch-list", file] if by == "option" else []
    done = papers.run("check", *words, env={**os.environ, VARIABLE: file} if by == "variable" else None)
    told = papers.run("check", "--json", *words, env={**os.environ, VARIABLE: file} if by == "variable" else None)

    assert done.returncode == ExitCode.FINDINGS
    assert "error[PR114]: line 2 of the watch list stands here" in done.stderr
    for said in (done.stdout, done.stderr, told.stdout, told.stderr):
        assert "zebedee" not in said.lower()
        assert "quill" not in said.lower()


def test_without_a_watch_list_nothing_is_said_of_names(papers: Papers) -> None:
    assert "PR114" not in papers.run("check").stderr


@pytest.mark.parametrize("command", [["check"], ["build", "--dry-run"]])
def test_a_list_that_others_may_read_is_refused(command: list[str], papers: Papers) -> None:
    done = papers.run(*command, "--watch-list", watch(papers, "Zebedee Quill", mode=0o644))

    assert done.returncode == ExitCode.REFUSED
    assert "its mode is 0644, not 0600" in done.stderr
    assert "Zebedee" not in done.stdout + done.stderr


def test_a_build_is_refused_when_the_list_has_changed(papers: Papers) -> None:
    first = papers.run("build", "--watch-list", watch(papers, "Zebedee Quill"))
    again = papers.run("build", "--watch-list", watch(papers, "Zebedee Quill"))
    then = papers.run("build", "--watch-list", watch(papers, "Felicity Schofield"))

    assert first.returncode == again.returncode == ExitCode.DONE
    assert "unchanged" in again.stderr
    assert then.returncode == ExitCode.REFUSED
    assert "watch-list name" in then.stderr
    assert "Schofield" not in then.stderr + then.stdout + (papers.target / "manifest.json").read_text("utf-8")


def test_an_error_of_privacy_cannot_be_waived(papers: Papers) -> None:
    papers.change(
        "paper.yaml", "It is not a process to apportion", "Ring 01632 960999. It is not a process to apportion"
    )
    with papers.file("paper.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "waivers:\n  - finding: PR109\n    reason: She wants it.\n  - finding: PR113\n    reason: As published.\n"
        )
    told = {each.id: each for each in check_paper(papers.paper, Request(papers.inputs)) if each.id.startswith("PR")}

    assert not told["PR109"].waived
    assert told["PR113"].waived == "As published."
    assert told["PR100"].severity is Severity.ERROR
    assert told["PR100"].message == "PR109 is an error of privacy, which no paper can waive"


def test_what_the_council_calls_public_may_stand(papers: Papers) -> None:
    papers.change(
        "paper.yaml",
        "It is not a process to apportion",
        "Ring 01632 960999 or ask@panel.example. It is not one to apportion",
    )
    before = {each.id for each in check_paper(papers.paper, Request(papers.inputs))}
    with papers.file("council.yaml").open("a", encoding="utf-8") as file:
        file.write('privacy:\n  public_contacts: [+44 1632 960999, "@panel.example"]\n')
    after = {each.id for each in check_paper(papers.paper, Request(papers.inputs))}

    assert before - after == {"PR109", "PR110"}


def test_the_clean_samples_give_nobody_away() -> None:
    request = Request(ALDERSHIRE)
    papers = request.papers([])
    told = [each for folder in papers for each in check_paper(folder, request) if each.id.startswith("PR")]

    assert len(papers) >= 6
    assert told == []


def test_the_paper_of_2010_tells_much_of_one_child(papers: Papers) -> None:
    told = [each for each in check_paper(papers.paper, Request(papers.inputs)) if each.id.startswith("PR")]

    assert [(each.id, each.severity) for each in told] == [("PR113", Severity.WARNING)]
    assert "6 identifying details" in told[0].message
    assert SAMPLE in str(told[0].place)


def test_there_are_failing_inputs_to_judge_by() -> None:
    assert {path.relative_to(FOLDER).parts[0] for path in FAILING} == set(PRIVACY)


def test_what_is_withheld_may_tell_of_persons_but_not_of_those_watched(tmp_path: Path) -> None:
    inputs = copy_aldershire(tmp_path)
    paper = inputs / "2023-12-05-short-breaks"
    text = (paper / "paper.yaml").read_text("utf-8")
    said = "Parents spoke of long waits; ring 01632 960999, said Zebedee Quill. {#ring}\n\n    They spoke of long waits"
    assert "Parents spoke of long waits" in text
    text = text.replace("Parents spoke of long waits", said)
    watched = WatchList(((1, "Zebedee Quill"),))

    def told(audience: str) -> set[str]:
        request = Request(inputs, audience=audience, watch=watched)  # type: ignore[arg-type]
        return {each.id for each in check_paper(paper, request) if each.severity is Severity.ERROR}

    (paper / "paper.yaml").write_text(text, "utf-8")
    assert told("public") == told("members") == {"PR109", "PR114"}
    exempt = "{paragraph: 2, reason: It would tell who it was., public_interest: Nobody gains by it.}"
    (paper / "paper.yaml").write_text(f"{text}withheld:\n  - part: ring\n    exempt: {exempt}\n", "utf-8")
    assert told("public") == told("members") == {"PR114"}
