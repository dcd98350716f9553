"""``cabinet-papers diff`` as officers run it."""

import json
import stat
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.conftest import SAMPLE, Papers
from tests.withholding import PAPER, withholding

EDITED = f"{SAMPLE}-edited"


@pytest.fixture
def edited(sample: Papers, papers: Papers) -> Papers:
    """A changed paper, with the page of the sample as it was before."""
    (papers.path / "before.html").write_bytes(sample.output("html").read_bytes())
    papers.change("paper.yaml", "The County Council cannot", "At present the County Council cannot")
    return papers


def test_it_says_what_changed_by_section(edited: Papers) -> None:
    done = edited.run("diff", "before.html", SAMPLE)

    assert done.returncode == ExitCode.DONE, done.stderr
    assert "    + {+At present the+} County Council cannot" in done.stdout
    assert ": 1 paragraph changed" in done.stderr


def test_a_paper_is_what_its_draft_says(sample: Papers) -> None:
    for old, new in ((str(sample.target), SAMPLE), (SAMPLE, str(sample.output("html")))):
        assert sample.run("diff", old, new).stdout == "Nothing changed.\n"


def test_it_writes_a_page_and_a_word_file_that_are_the_same_each_time(edited: Papers) -> None:
    for name in ("one", "other"):
        words = [
            "diff",
            "before.html",
            SAMPLE,
            "--html",
            f"{name}.html",
            "--docx",
            f"{name}.docx",
            "--now",
            "2026-11-25",
        ]
        assert edited.run(*words).returncode == ExitCode.DONE
    page = (edited.path / "one.html").read_text("utf-8")

    for ending in ("html", "docx"):
        assert (edited.path / f"one.{ending}").read_bytes() == (edited.path / f"other.{ending}").read_bytes()
    assert '<ins><span class="told">[added]</span> At present the' in page
    assert '<del><span class="told">[removed]</span> The' in page
    assert "<script" not in page
    assert not list(edited.path.glob(".making-*"))


def test_it_prints_json(edited: Papers) -> None:
    told = json.loads(edited.run("diff", "before.html", SAMPLE, "--json").stdout)

    assert [change["kind"] for change in told["changes"]] == ["changed"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["no-such", SAMPLE], "There is no paper no-such"),
        ([SAMPLE, "gone.html"], "gone.html cannot be read"),
        ([SAMPLE, "inputs/council.yaml"], "is no paper that this program wrote"),
        ([SAMPLE, "two"], "two holds more than one page: a.html, b.html"),
    ],
)
def test_what_is_missing_is_said(papers: Papers, names: list[str], said: str) -> None:
    (papers.path / "two").mkdir()
    for name in ("a", "b"):
        (papers.path / "two" / f"{name}.html").write_text("<main></main>", "utf-8")
    done = papers.run("diff", *names)

    assert done.returncode == ExitCode.FINDINGS
    assert said in done.stderr


def test_a_paper_with_errors_is_not_compared(edited: Papers) -> None:
    edited.change("evaluations.yaml", "grade: adequate", "grade: adequat")
    done = edited.run("diff", "before.html", SAMPLE)

    assert done.returncode == ExitCode.FINDINGS
    assert "VA103" in done.stderr


def test_two_pages_need_a_style_for_word(sample: Papers, tmp_path: Path) -> None:
    for name in ("one.html", "other.html"):
        (tmp_path / name).write_bytes(sample.output("html").read_bytes())
    words = ["diff", str(tmp_path / "one.html"), str(tmp_path / "other.html"), "--docx", str(tmp_path / "out.docx")]

    assert sample.run(*words).returncode == ExitCode.USAGE
    assert sample.run(*words, "--style", "accessible").returncode == ExitCode.DONE


def test_a_place_that_cannot_be_written_is_said(sample: Papers) -> None:
    done = sample.run("diff", SAMPLE, SAMPLE, "--html", "no-such/page.html")

    assert done.returncode == ExitCode.CANNOT_WRITE


def test_what_is_for_members_is_marked_and_for_its_owner_alone(tmp_path: Path) -> None:
    inputs = withholding(tmp_path)
    papers = Papers(inputs.parent)
    words = ["diff", PAPER, PAPER, "--inputs", str(inputs), "--audience", "members", "--html", "page.html"]
    done = papers.run(*words)
    page = papers.path / "page.html"

    assert done.returncode == ExitCode.DONE, done.stderr
    assert "NOT FOR PUBLICATION" in page.read_text("utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
