"""The commands export and verify as officers meet them."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.export import ofsted
from pipeline.cli.main import Commands
from pipeline.cli.verify import verify
from pipeline.models.dates import parse_date
from tests.conftest import ROOT, Papers
from tests.exports import PURPOSE, command, made, sample_2010
from tests.samples import ALDERSHIRE, copy_aldershire

Capture = pytest.CaptureFixture[str]
BOTH = ["child-h", "child-j"]


def asked(inputs: Path, out: Path, *more: str, since: str = "2006", until: str = "2010-09-07") -> list[str]:
    words = ["export", "ofsted", "--inputs", str(inputs), "--from", since, "--to", until]
    return [*words, "--out", str(out), *([] if "--purpose" in more else ["--purpose", PURPOSE]), *more]


def test_it_says_each_step_and_prints_the_file(tmp_path: Path, papers: Papers, capsys: Capture) -> None:
    out = tmp_path / "for ofsted.zip"
    code, printed, said = command(capsys, *asked(papers.inputs, out))

    assert code == 0
    assert printed.splitlines() == [str(out)]
    for step in (
        "reading 1 of 1",
        "composing the report",
        "writing 1 of 1",
        "writing the data",
        "Next: cabinet-papers verify",
    ):
        assert step in said
    assert re.search(r"17 files\. To read out over the telephone: ([0-9a-f]{4} ?){5}", said)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".zip" or file.name.startswith(".")] == [
        out.name
    ]


def test_a_dry_run_lists_exactly_what_goes_in_and_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    code, printed, said = command(capsys, *asked(ROOT / "inputs", tmp_path / "x.zip", "--dry-run"))

    assert code == 0
    assert [line.rpartition("  ")[0] for line in printed.splitlines()] == sorted(sample_2010().names)
    assert list(tmp_path.iterdir()) == []
    assert "writing" not in said


def test_a_dry_run_lists_a_papers_spreadsheet_too(tmp_path: Path, capsys: Capture) -> None:
    inputs = copy_aldershire(tmp_path / "copy")
    paper = inputs / "2023-12-05-action-plan-progress" / "paper.yaml"
    paper.write_text(paper.read_text("utf-8") + "action_appendix: spreadsheet\n", "utf-8")
    for name in ("2023-02-07", "2023-05-02", "2023-09-05"):
        shutil.rmtree(inputs / f"{name}-action-plan-progress")
    words = asked(inputs, tmp_path / "x.zip", "--review", "child-n", "-n", since="2020-09", until="2023-12-05")
    printed = command(capsys, *words)[1]
    bundle = made(inputs, "2020-09", "2023-12-05", "--review", "child-n", out=tmp_path)

    assert [line.rpartition("  ")[0] for line in printed.splitlines()] == sorted(bundle.names)
    assert any(name.endswith("progress.xlsx") for name in bundle.names)


def test_json_lists_the_members_and_the_digest(tmp_path: Path, papers: Papers, capsys: Capture) -> None:
    code, printed, _ = command(capsys, *asked(papers.inputs, tmp_path / "x.zip", "--json", "-q"))
    told = json.loads(printed)

    assert code == 0
    assert [each["path"] for each in told["members"]] == sorted(sample_2010().names)
    assert told["digest"] == command(capsys, "verify", tmp_path / "x.zip")[1].splitlines()[-1].partition(": ")[2]


def test_what_is_there_is_refused_before_any_work(tmp_path: Path, papers: Papers, capsys: Capture) -> None:
    out = tmp_path / "x.zip"
    out.write_text("something else", "utf-8")
    code, _, said = command(capsys, *asked(papers.inputs, out))

    assert code == 2
    assert "is there already" in said
    assert "reading" not in said
    assert out.read_text("utf-8") == "something else"


def test_a_place_that_is_not_there_is_refused_before_any_work(tmp_path: Path, papers: Papers, capsys: Capture) -> None:
    code, _, said = command(capsys, *asked(papers.inputs, tmp_path / "none" / "x.zip"))

    assert code == 5
    assert "its folder is not there" in said
    assert "reading" not in said


WRONG = {
    "an unknown review": (["--review", "child-z"], "There is no review child-z in the period."),
    "a review outside the period": (
        ["--review", "child-h", "--review", "child-p"],
        "There is no review child-p in the period.",
    ),
    "an unknown profile": (["--profile", "ofted"], "There is no profile ofted."),
    "an empty purpose": (["--purpose", "  "], "The purpose is empty."),
    "a long purpose": (["--purpose", "why " * 100], "The purpose is too long."),
    "a purpose with a control": (["--purpose", "why\x07"], "cannot be printed: U+0007"),
    "a purpose with a direction mark": (["--purpose", "why\u202e"], "cannot be printed: U+202E"),
    "a purpose with half a character": (["--purpose", "why\udc80"], "cannot be printed: U+DC80"),
    "a purpose the fonts lack": (["--purpose", "\u65e5"], "cannot be printed: U+65E5"),
    "a period that ends before it begins": (["--to", "2014-12-31"], "ends before it begins"),
    "no day": (["--as-at", "2020-09"], "--as-at 2020-09 is no day."),
    "no date": (["--as-at", "yesterday"], "--as-at 'yesterday'"),
    "no such day": (["--to", "2023-02-30"], "--to '2023-02-30'"),
    "a year of two digits": (["--from", "1/1/15"], "write the year in full"),
}


@pytest.mark.parametrize("which", WRONG)
def test_wrong_use_is_exit_2_with_what_to_do(which: str, tmp_path: Path, capsys: Capture) -> None:
    more, expected = WRONG[which]
    code, printed, said = command(capsys, *asked(ALDERSHIRE, tmp_path / "x.zip", *more, since="2015", until="2018"))

    assert (code, printed) == (2, "")
    assert expected in said
    assert "hint:" in said
    assert list(tmp_path.iterdir()) == []


def test_two_reviews_may_be_asked_for(tmp_path: Path) -> None:
    bundle = made(ALDERSHIRE, "2015", "2022", "--review", BOTH[1], "--review", BOTH[0], out=tmp_path)

    assert bundle.manifest["reviews"] == BOTH
    assert {row["review"] for row in bundle.table("actions")} == set(BOTH)
    assert {row["review"] for row in bundle.table("children")} == set(BOTH)
    assert b"child-m" not in b"".join(bundle.read(name) for name in bundle.names if name.endswith(".csv"))


def test_a_month_is_all_of_it(tmp_path: Path) -> None:
    bundle = made(ROOT / "inputs", "2006-01", "2010-09", "--review", "baby-a", out=tmp_path)

    assert bundle.manifest["as_at"] == "2010-09-30"
    assert len(bundle.manifest["papers"]) == 1


@pytest.mark.parametrize(
    ("date", "last"),
    [("2010-09-07", "2010-09-07"), ("2010-09", "2010-09-30"), ("2012-02", "2012-02-29"), ("2010", "2010-12-31")],
)
def test_the_last_day_of_a_date(date: str, last: str) -> None:
    assert str(parse_date(date).last_day) == last


def test_a_paper_with_an_error_stops_it_and_is_named(tmp_path: Path, papers: Papers, capsys: Capture) -> None:
    papers.change("evaluations.yaml", "adequate", "adequat")
    code, printed, said = command(capsys, *asked(papers.inputs, tmp_path / "x.zip"))

    assert (code, printed) == (1, "")
    assert "evaluations.yaml:5:10: error[VA103]" in said
    assert "No bundle was made." in said
    assert not (tmp_path / "x.zip").exists()


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_paper_whose_prose_is_wrong_stops_it_too(
    words: tuple[str, ...], tmp_path: Path, papers: Papers, capsys: Capture
) -> None:
    papers.change("paper.yaml", "To inform {{ meeting.body }}", "To inform {{ no.such-fact }}")
    code, _, said = command(capsys, *asked(papers.inputs, tmp_path / "x.zip", *words))

    assert code == 1
    assert re.search(r"paper\.yaml:\d+:\d+: error\[VA201\]", said)
    assert not (tmp_path / "x.zip").exists()


def test_learning_that_is_wrong_stops_it_even_where_its_paper_is_not_concerned(
    tmp_path: Path, papers: Papers, capsys: Capture
) -> None:
    papers.change("reviews.yaml", "{{ guidance.short }}", "{{ guidance.shor }}")
    code, _, said = command(capsys, *asked(papers.inputs, tmp_path / "x.zip", until="2010-08"))

    assert code == 1
    assert re.search(r"reviews\.yaml:\d+:\d+: error\[VA201\]", said)


def test_no_paper_is_exit_1(tmp_path: Path, papers: Papers, capsys: Capture) -> None:
    shutil.rmtree(papers.paper)
    code, _, said = command(capsys, *asked(papers.inputs, tmp_path / "x.zip"))

    assert code == 1
    assert "No paper was found" in said


def test_a_broken_profile_is_exit_4(tmp_path: Path, papers: Papers, capsys: Capture) -> None:
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    profile = templates / "exports" / "lcspr.yaml"
    profile.write_text(profile.read_text("utf-8").replace("handling:", "handeling:"), "utf-8")
    more = ("--templates", str(templates), "--profile", "lcspr")
    code, _, said = command(capsys, *asked(papers.inputs, tmp_path / "x.zip", *more))

    assert code == 4
    assert "lcspr.yaml is wrong" in said
    profile.write_text(
        "name: other\n" + (ROOT / "templates/exports/lcspr.yaml").read_text("utf-8").replace("name: lcspr\n", ""),
        "utf-8",
    )
    code, _, said = command(capsys, *asked(papers.inputs, tmp_path / "x.zip", *more))
    assert code == 4
    assert "its name is not its file's" in said


def test_another_profile_is_one_file(tmp_path: Path, papers: Papers) -> None:
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    text = (templates / "exports" / "serious-case-reviews.yaml").read_text("utf-8")
    text = re.sub(
        r"handling: .*",
        'handling: "For the \\\\"Panel\\\\" <only> & nobody\'s else"',
        text.replace("name: serious-case-reviews", "name: panel"),
    )
    (templates / "exports" / "panel.yaml").write_text(text, "utf-8")
    bundle = made(papers.inputs, "1995", "1996", "--templates", str(templates), "--profile", "panel", out=tmp_path)

    assert bundle.manifest["handling"] == 'For the "Panel" <only> & nobody\'s else'
    page = bundle.read("index.html").decode()
    assert '@top-left { content: "For the \\22 Panel\\22  \\3c only\\3e  \\26  nobody\\27 s else" }' in page
    assert "<only>" not in page


def test_papers_that_tell_differently_are_said_and_the_later_is_believed(
    tmp_path: Path, papers: Papers, capsys: Capture
) -> None:
    later = papers.inputs / "2010-10-05-second"
    shutil.copytree(papers.paper, later)
    papers.change(
        "meetings.yaml",
        "- id: cabinet-2010-09-07",
        "- id: later\n  body: Cabinet\n  date: 5 October 2010\n  venue: Hall\n- id: cabinet-2010-09-07",
    )
    for name, old, new in (
        ("paper", "meeting: cabinet-2010-09-07", "meeting: later"),
        ("evaluations", "grade: awaited", "grade: good"),
    ):
        file = later / f"{name}.yaml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    code, _, said = command(capsys, *asked(papers.inputs, tmp_path / "x.zip", "-n", until="2010-12"))

    assert code == 0
    assert "warning[EX101]: papers tell differently of the evaluation child-f; the latest of them is believed" in said
    bundle = made(papers.inputs, "2006", "2010-12", out=tmp_path / "inputs")
    assert {row["review"]: row["grade"] for row in bundle.table("evaluations")}["child-f"] == "good"


def test_verify_says_that_a_bundle_is_whole(capsys: Capture) -> None:
    code, printed, _ = command(capsys, "verify", sample_2010().file)

    assert code == 0
    assert "ok  bundle.zip: every byte is as it was made" in printed
    assert re.search(r"To compare over the telephone: ([0-9a-f]{4} ?){5}$", printed.strip())


def corrupted(file: Path, how: str) -> bytes:
    content = file.read_bytes()
    middle = len(content) // 2
    return {
        "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "cut": content[:middle],
        "appended": content + b"x",
        "empty": b"",
        "text": b"This is no zip file.",
    }[how]


@pytest.mark.parametrize("how", ["flipped", "cut", "appended", "empty", "text"])
def test_verify_is_exit_6_for_what_was_changed(how: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(corrupted(sample_2010().file, how))
    code, printed, said = command(capsys, "verify", file)

    assert code == 6
    assert printed.startswith("WRONG  ")
    assert "Traceback" not in said
    told = json.loads(command(capsys, "verify", "--json", file)[1])
    assert told["wrong"]


def test_verify_of_nothing_is_wrong_use(tmp_path: Path, capsys: Capture) -> None:
    assert command(capsys, "verify", tmp_path / "none.zip")[0] == 2
    assert command(capsys, "verify", tmp_path)[0] == 2


def test_verify_needs_no_inputs_templates_or_network(tmp_path: Path) -> None:
    shutil.copy(sample_2010().file, tmp_path / "x.zip")
    words = [sys.executable, "-m", "pipeline", "verify", "x.zip"]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": "/nonexistent"}
    done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_readme_names_both_commands_and_every_option() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    assert {"export", "verify"} <= set(Commands.MODULES)
    assert "`cabinet-papers export ofsted" in readme
    assert "`cabinet-papers verify" in readme
    for option in (*ofsted.params, *verify.params):
        assert option.param_type_name == "argument" or any(f"`{name}" in readme for name in option.opts), option.name
