"""publish, withdraw, verify, reproduce and disposal, by the real command and with real files."""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import run_due
from pipeline.errors import ExitCode, PipelineError
from pipeline.load import Request
from pipeline.publish import Asked, Cleared, none_required, publish, publish_all
from pipeline.publish import copies as copies_module
from pipeline.publish.changed import MEMBERS_TOO
from pipeline.publish.final import nobody_asked
from pipeline.publish.reproduce import reproduce
from pipeline.record import ledger, locked, verify
from tests.conftest import ROOT, Papers, copy_sample

BASE = ROOT / "tests" / "bad_inputs" / "_base"
PAPER = "2026-03-03-paper"
NOW = datetime(2026, 2, 23, 6, tzinfo=UTC)


def fresh(path: Path) -> Papers:
    papers = Papers(path)
    shutil.copytree(BASE, papers.inputs)
    return papers


@pytest.fixture
def small(tmp_path: Path) -> Papers:
    """One small paper."""
    return fresh(tmp_path)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """One small paper, published; tests leave it as it is, or work on a copy."""
    papers = fresh(tmp_path_factory.mktemp("published"))
    done = publish(papers.inputs / PAPER, request(papers), NOW)
    assert done.edition
    return papers


@pytest.fixture
def mine(published: Papers, tmp_path: Path) -> Papers:
    """A copy of the published paper that a test may change."""
    shutil.copytree(published.path, tmp_path / "copy")
    return Papers(tmp_path / "copy")


def request(papers: Papers) -> Request:
    return Request(papers.inputs, papers.path / "outputs")


def change(papers: Papers, old: str, new: str, name: str = f"{PAPER}/paper.yaml") -> None:
    file = papers.inputs / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def editions(papers: Papers) -> list[str]:
    return sorted(path.name for path in (papers.path / "outputs" / "editions" / PAPER).glob("*"))


def kinds(papers: Papers) -> list[str]:
    with ledger(papers.path / "outputs") as book:
        return [row.kind for row in book.rows()]


def test_the_whole_life_of_an_edition(small: Papers) -> None:
    first = small.run("publish", PAPER, "--now", "2026-02-23T06:00")
    assert first.returncode == 0, first.stderr
    assert f"{PAPER}/1: published." in first.stderr
    assert f"outputs/editions/{PAPER}/1/public/2026-03-03-paper-1.docx" in first.stdout
    again = small.run("publish", PAPER, "--json")
    told = json.loads(again.stdout)[0]
    assert (again.returncode, told["same"], told["published"], told["edition"]) == (0, True, False, 1)
    change(small, "The first paragraph", "Another paragraph")
    refused = small.run("publish", "--meeting", "cabinet-2026-03-03", "--json")
    assert refused.returncode == 7
    message = json.loads(refused.stdout)[0]["error"]["message"]
    assert message.startswith("A published edition would change")
    assert "    + {+Another+} paragraph" in message
    assert editions(small) == ["1"]
    done = small.run("publish", PAPER, "--reason", "a slip")
    assert done.returncode == 0
    assert "    - [-The first-] paragraph" in done.stderr
    verified = small.run("verify")
    assert f"{PAPER}/2: published\nok  2 editions, 2 rows" in verified.stdout
    assert f"ok  {PAPER}/1: the same bytes" in small.run("reproduce", f"{PAPER}/1").stdout
    assert (
        f"{PAPER}/1: destroyed."
        in small.run("withdraw", PAPER, "--edition", "1", "--reason", "a name", "--destroy").stderr
    )
    told = json.loads(small.run("verify", "outputs", "--json").stdout)
    assert (told["editions"], told["wrong"]) == ({f"{PAPER}/1": "destroyed", f"{PAPER}/2": "published"}, [])
    assert f"{PAPER}/1 was destroyed." in small.run("reproduce", f"{PAPER}/1").stderr
    assert kinds(small) == ["publication", "publication", "withdrawal", "destruction"]


def test_what_was_published_is_the_same_whoever_publishes_it(published: Papers, small: Papers) -> None:
    publish(small.inputs / PAPER, request(small), NOW)

    def content(papers: Papers) -> dict[str, bytes]:
        folder = papers.path / "outputs" / "editions" / PAPER / "1"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert content(small) == content(published)


def test_what_is_wrong_is_told_and_is_exit_6(mine: Papers) -> None:
    file = mine.path / "outputs" / "editions" / PAPER / "1" / "public" / "2026-03-03-paper-1.html"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes().replace(b"paragraph", b"paragraphs", 1))
    done = mine.run("verify")
    assert done.returncode == 6
    assert f"WRONG  {PAPER}/1: public/2026-03-03-paper-1.html was changed" in done.stdout
    assert mine.run("verify", "--json").returncode == 6
    with pytest.raises(PipelineError, match="not as it was published") as told:
        publish(mine.inputs / PAPER, request(mine), NOW)
    assert told.value.code == ExitCode.FORMATS_DISAGREE
    assert mine.run("reproduce", f"{PAPER}/1").returncode == 6
    with (
        pytest.raises(PipelineError, match=r"/1: public/2026-03-03-paper-1\.html was changed\.") as told,
        ledger(mine.path / "outputs") as book,
    ):
        reproduce((PAPER, 1), request(mine), book)
    assert told.value.code == ExitCode.FORMATS_DISAGREE


def test_errors_of_rules_stop_it_until_they_are_waived(small: Papers) -> None:
    change(small, "Cabinet is asked to note the report.", "Cabinet is asked to note the 7 reviews of Child Z.")
    stopped = publish(small.inputs / PAPER, request(small), NOW)
    errors = [each for each in stopped.findings if each.severity.value == "error"]
    assert (stopped.edition, stopped.code, bool(errors)) == (None, ExitCode.FINDINGS, True)
    places = {each.place.file for each in errors if each.place}
    assert places == {(small.inputs / PAPER / "paper.yaml").as_posix()}
    said = small.run("publish", PAPER)
    assert (said.returncode, "Nothing was published." in said.stderr) == (1, True)
    assert editions(small) == []


def test_inputs_that_are_wrong_stop_it(small: Papers) -> None:
    change(small, "key_decision: No", "key_decision: Perhaps")
    stopped = publish(small.inputs / PAPER, request(small), NOW)

    assert stopped.edition is None
    assert not list((small.path / "outputs" / "editions").iterdir())


def test_a_clearance_that_is_lacking_stops_it(small: Papers) -> None:
    def lacking(_folder: Path, _request: Request) -> list[str]:
        return ["Legal has not cleared it"]

    stopped = publish(small.inputs / PAPER, request(small), NOW, cleared=lacking)
    assert (stopped.edition, stopped.lacking, stopped.code) == (None, ["Legal has not cleared it"], 1)


def test_what_is_withheld_reaches_no_public_copy(small: Papers) -> None:
    mark = (
        "withheld:\n  - part: risk-management-implications\n    exempt:\n      paragraph: 3\n"
        "      reason: It would tell bidders what is expected.\n      public_interest: Bids would be higher.\n"
    )
    file = small.inputs / PAPER / "paper.yaml"
    file.write_text(file.read_text("utf-8") + mark, "utf-8")
    done = publish(small.inputs / PAPER, request(small), NOW)
    if done.edition is None:
        pytest.fail(str(done.findings))
    public, members = (
        next((done.edition.path / copy).glob("*.html")).read_text("utf-8") for copy in ("public", "members")
    )

    assert "The second paragraph." in members
    assert "The second paragraph." not in public
    with ledger(small.path / "outputs") as book:
        content = book.rows()[0].details["content"]
    assert content["public"] != content["members"]


def test_what_changed_is_told_without_what_is_withheld(small: Papers) -> None:
    file = small.inputs / PAPER / "paper.yaml"
    mark = (
        "withheld:\n  - part: risk-management-implications\n    exempt:\n      paragraph: 3\n"
        "      reason: It would tell bidders what is expected.\n      public_interest: Bids would be higher.\n"
    )
    file.write_text(file.read_text("utf-8") + mark, "utf-8")
    publish(small.inputs / PAPER, request(small), NOW)

    change(small, "The second paragraph.", "The bid of seven.")
    withheld = publish(small.inputs / PAPER, request(small), NOW, reason="a slip").changed
    change(small, "The bid of seven.", "The bid of nine.")
    change(small, "To inform", "In order to inform")
    both = publish(small.inputs / PAPER, request(small), NOW, reason="a slip").changed

    assert withheld == [MEMBERS_TOO]
    assert both[-1] == MEMBERS_TOO
    assert "{+In order to+}" in "".join(both)
    assert "bid" not in "".join(both)


def test_a_leak_or_a_format_that_is_missing_publishes_nothing(small: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    real = copies_module.write_copy

    def without_pdf(*args: object) -> object:
        files, _ = real(*args)  # type: ignore[arg-type]
        return files, [PipelineError(ExitCode.SYSTEM_PART_MISSING, "Pango is missing.")]

    with monkeypatch.context() as patched:
        patched.setattr(copies_module, "write_copy", without_pdf)
        (_, outcome), *_ = publish_all([small.inputs / PAPER], Asked(request(small), NOW))
        assert isinstance(outcome, PipelineError)
        assert outcome.code == ExitCode.SYSTEM_PART_MISSING
    change(small, "The second paragraph.", f"See {small.inputs.resolve()}.")
    with pytest.raises(PipelineError, match="hold what") as told:
        publish(small.inputs / PAPER, request(small), NOW)
    assert told.value.code == ExitCode.REFUSED
    assert not list((small.path / "outputs" / "editions").iterdir())


def test_another_program_that_prints_the_same_makes_no_edition(mine: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["pipeline.record.manifest"], "_program", lambda: "another")
    assert publish(mine.inputs / PAPER, request(mine), NOW).same
    with ledger(mine.path / "outputs") as book:
        found = reproduce((PAPER, 1), request(mine), book)
    assert (found.differs, found.bytes_compared, found.others) == ([], False, ["the program"])


def test_reproduce_says_what_differs(mine: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = mine.path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    file = templates / "styles" / "cambridgeshire-2010" / "style.yaml"
    file.write_text(f"# changed\n{file.read_text('utf-8')}", "utf-8")
    said = mine.run("reproduce", f"{PAPER}/1")
    assert (said.returncode, "the same words" in said.stdout, "the templates" in said.stderr) == (0, True, True)
    shutil.rmtree(templates)
    with ledger(mine.path / "outputs") as book:
        monkeypatch.setattr("pipeline.publish.reproduce.content", lambda _document: "other words")
        monkeypatch.setattr("pipeline.publish.reproduce.versions", lambda: {"program": "x", "libraries": {"lxml": "1"}})
        found = reproduce((PAPER, 1), request(mine), book)
        assert found.differs == ["the words of the public copy", "the words of the members copy"]
        assert found.others[0].startswith("lxml ")
        monkeypatch.undo()
        monkeypatch.setattr("pipeline.publish.reproduce.write_copies", lambda *_args: None)
        assert len(reproduce((PAPER, 1), request(mine), book).differs) == 10
        monkeypatch.setattr("pipeline.publish.reproduce.composed", lambda *_args: (None, []))
        assert "finds 0 findings" in reproduce((PAPER, 1), request(mine), book).differs[0]
        monkeypatch.undo()
        with pytest.raises(PipelineError, match="never published"):
            reproduce((PAPER, 2), request(mine), book)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["publish"], 2, "Name a paper, or a meeting"),
        (["publish", PAPER, "--meeting", "x"], 2, "Name a paper, or a meeting"),
        (["publish", "--meeting", "x"], 1, "There is no meeting x."),
        (["publish", PAPER, "--reason", "x" * 501], 2, "--reason is a line"),
        (["withdraw", PAPER, "--edition", "1", "--reason", " "], 2, "--reason is a line"),
        (["withdraw", PAPER, "--edition", "9", "--reason", "x"], 2, "has no edition 9"),
        (["reproduce", PAPER], 2, "names no edition"),
        (["verify", "inputs"], 2, "Nothing was published in inputs"),
    ],
)
def test_wrong_use(published: Papers, words: list[str], code: int, said: str) -> None:
    done = published.run(*words)

    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


def test_disposal(mine: Papers) -> None:
    assert "Nothing is due for disposal." in mine.run("disposal", "--now", "2030-03-02").stderr
    assert mine.run("disposal", "--now", "2030-03-03").stdout == f"{PAPER}/1: background papers, from Sun 3 Mar 2030\n"
    council = mine.inputs / "council.yaml"
    council.write_text(council.read_text("utf-8") + "retention:\n  papers: 10\n  background: 1\n", "utf-8")
    told = json.loads(mine.run("disposal", "--all", "--json").stdout)
    assert [(each["kind"], each["from"]) for each in told] == [
        ("background papers", "2030-03-03"),
        ("papers", "2036-03-03"),
    ]
    mine.run("withdraw", PAPER, "--edition", "1", "--reason", "kept long enough", "--destroy")
    assert json.loads(mine.run("disposal", "--all", "--json").stdout) == []
    council.write_text("name: x\n", "utf-8")
    assert mine.run("disposal").returncode == 1


def test_the_council_names_the_files(small: Papers) -> None:
    council = small.inputs / "council.yaml"
    text = council.read_text("utf-8")
    council.write_text(text + "edition_file_name: '{body}_{date}-{paper}-{audience}-v{edition}'\n", "utf-8")
    done = publish(small.inputs / PAPER, request(small), NOW)
    assert {path.name for path in done.files if path.suffix == ".pdf"} == {
        "cabinet_2026-03-03-paper-public-v1.pdf",
        "cabinet_2026-03-03-paper-members-v1.pdf",
    }
    council.write_text(text + "edition_file_name: '{paper}/../{name}'\n", "utf-8")
    assert "letters, digits, hyphens, {date}" in small.run("check").stderr


def test_two_at_once(mine: Papers, measured: Callable[[str, object], None]) -> None:
    change(mine, "The first paragraph", "Another paragraph")
    with locked(mine.path / "outputs"):
        began = time.monotonic()
        done = mine.run("publish", PAPER, "--reason", "x")
        spent = time.monotonic() - began
        assert (done.returncode, editions(mine)) == (8, ["1"])
    words = [sys.executable, "-m", "pipeline", "publish", PAPER, "--reason", "x", "-q"]
    runs = [subprocess.Popen(words, cwd=mine.path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in "12"]
    codes = sorted(run.wait() for run in runs)
    measured("two publish at once", f"the second exited 8 after {spent:.2f} s of process")
    assert codes in ([0, 8], [0, 0])
    assert (editions(mine), kinds(mine)) == (["1", "2"], ["publication"] * 2)


def test_a_folder_that_may_only_be_read_is_verified(published: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.cli import verify as command  # noqa: PLC0415

    monkeypatch.setattr(command.os, "access", lambda *_args: False)
    found, settled = command._looked(published.path / "outputs")  # noqa: SLF001
    assert (found.wrong, settled, len(found.standing)) == ([], [], 1)


def test_a_row_is_finished_by_the_next_run_and_said(mine: Papers) -> None:
    connection = sqlite3.connect(mine.path / "outputs" / "ledger.sqlite")
    with connection:
        connection.execute("DELETE FROM ledger")
    connection.close()
    assert "its row was added to the ledger" in mine.run("verify").stderr
    with ledger(mine.path / "outputs") as book:
        assert verify(mine.path / "outputs", book).wrong == []


def clock(papers: Papers, now: str, cleared: Cleared = none_required) -> run_due.Summary:
    *_, summary = run_due.run_due(request(papers), datetime.fromisoformat(now), cleared)
    assert isinstance(summary, run_due.Summary)
    return summary


def test_the_clock_publishes_what_all_have_cleared(small: Papers) -> None:
    council = small.inputs / "council.yaml"
    text = council.read_text("utf-8")
    assert clock(small, "2026-02-23T06:00").published == []
    council.write_text(text + "auto_publish: Yes\n", "utf-8")
    done = small.run("run-due", "--now", "2026-02-24T06:00")
    assert done.returncode == 1
    assert f"{PAPER}: not published: Proper Officer, whom council.yaml does not ask" in done.stdout
    assert editions(small) == []
    (unseen,) = clock(small, "2026-02-24T07:00", nobody_asked).published
    assert unseen.line == f"{PAPER}: not published: it cannot be seen that the proper officer has cleared it"
    assert (unseen.code, editions(small)) == (ExitCode.FINDINGS, [])
    first = clock(small, "2026-02-25T06:00")
    assert ([each.line for each in first.published], first.code) == ([f"{PAPER}/1: published"], 0)
    assert clock(small, "2026-02-26T06:00").published == []
    change(small, "The first paragraph", "Another paragraph")
    (refused,) = clock(small, "2026-02-27T06:00").published
    assert (refused.code, "not published. A published edition would change" in refused.line) == (7, True)
    change(small, "key_decision: No", "key_decision: Perhaps")
    (stopped,) = clock(small, "2026-02-27T06:00").published
    assert stopped.line == f"{PAPER}: not published: errors stand that were not waived"
    assert clock(small, "2026-03-04T06:00").published == []
    assert (editions(small), kinds(small)) == (["1"], ["build", "build", "publication", "build"])


def test_a_final_run_is_told_once(small: Papers) -> None:
    clock(small, "2026-02-23T06:00")
    (small.path / "outputs" / "runs.sqlite").unlink()
    clock(small, "2026-02-23T06:00")

    assert kinds(small) == ["build"]


def test_an_export_is_told(tmp_path: Path) -> None:
    papers = copy_sample(tmp_path)
    words = ["export", "ofsted", "--from", "2006", "--to", "2010-09-07", "--purpose", "x", "--out", "a.zip"]
    assert papers.run(*words, "--dry-run").returncode == 0
    assert not (tmp_path / "outputs").exists()
    done = papers.run(*words)
    assert done.returncode == 0, done.stderr
    with ledger(tmp_path / "outputs") as book:
        (row,) = book.rows()
    assert (row.kind, row.details["digest"] in done.stderr, row.details["to"]) == ("export", True, "2010-09-07")
