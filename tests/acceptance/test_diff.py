"""``cabinet-papers diff`` as officers run it."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.load import Request
from pipeline.record import ledger, locked, settle, withdraw
from tests.clearing import clear, sample_asking
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


@pytest.fixture
def cleared(tmp_path: Path) -> Papers:
    """The paper of 2010, cleared, then edited: in what the proper officer answers for, and in what nobody does."""
    request = sample_asking(tmp_path)
    papers = Papers(request.inputs.parent)
    for role in ("proper-officer", "finance"):
        clear(papers.paper, request, role, "Head of Service", datetime(2010, 8, 20, 9, tzinfo=UTC))
    papers.change("paper.yaml", "The County Council cannot", "At present the County Council cannot")
    papers.change("paper.yaml", "To inform", "In order to inform")
    return papers


def test_what_changed_since_a_clearance_is_told(cleared: Papers) -> None:
    done = cleared.run("diff", SAMPLE, "--since-clearance", "finance", "--docx", "since.docx")
    again = cleared.run("diff", SAMPLE, "--since-clearance", "proper-officer")

    assert done.returncode == ExitCode.DONE, done.stderr
    assert "    + {+At present the+} County Council cannot" in done.stdout
    assert "Finance cleared it on Fri 20 Aug 2010; the clearance stands." in done.stderr
    assert (cleared.path / "since.docx").exists()
    assert "the clearance was voided by an edit." in again.stderr
    clear(cleared.paper, Request(cleared.inputs, cleared.path / "outputs"), "proper-officer", "Head", datetime.now(UTC))
    assert cleared.run("diff", SAMPLE, "--since-clearance", "proper-officer").stdout == "Nothing changed.\n"


def test_what_was_cleared_is_kept_for_its_owner_alone_and_as_it_was(cleared: Papers) -> None:
    folder = cleared.path / "outputs" / "clearances"
    page = folder / f"{SAMPLE}.finance" / "page.html"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, page.parent, page)]
    page.write_text(page.read_text("utf-8").replace("Cabinet", "Council"), "utf-8")
    done = cleared.run("diff", SAMPLE, "--since-clearance", "finance")

    assert modes == [0o700, 0o700, 0o600]
    assert done.returncode == ExitCode.FINDINGS
    assert "The words that Finance cleared are not kept as they were." in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([SAMPLE], "Name two papers, or one with --since-clearance ROLE."),
        ([SAMPLE, SAMPLE, "--since-clearance", "legal"], "Name two papers, or one with --since-clearance ROLE."),
        ([SAMPLE, "--since-clearance", "dpo"], "Data Protection Officer has not cleared"),
    ],
)
def test_what_cannot_be_compared_is_wrong_use(papers: Papers, words: list[str], said: str) -> None:
    done = papers.run("diff", *words)

    assert done.returncode == ExitCode.USAGE
    assert said in done.stderr


def test_what_was_cleared_before_an_edition_was_destroyed_goes_with_it(cleared: Papers) -> None:
    outputs = cleared.path / "outputs"
    now = datetime(2010, 8, 23, 9, tzinfo=UTC).isoformat()
    with locked(outputs), ledger(outputs) as book:
        book.add("publication", SAMPLE, time=now, edition=1, details={})
        withdraw(outputs, book, (SAMPLE, 1), "a name", now, destroy=True)
    left = list((outputs / "clearances").iterdir())
    clear(
        cleared.paper, Request(cleared.inputs, outputs), "proper-officer", "Head", datetime(2010, 8, 24, 9, tzinfo=UTC)
    )
    with locked(outputs), ledger(outputs) as book:
        settle(outputs, book)

    assert left == []
    assert [path.name for path in (outputs / "clearances").iterdir()] == [f"{SAMPLE}.proper-officer"]
