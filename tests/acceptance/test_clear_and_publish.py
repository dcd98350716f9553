"""Clearing and publishing together: nothing is published that a role has not cleared as it is."""

from pathlib import Path

import pytest

from tests.conftest import Papers
from tests.samples import copy_aldershire

PAPER = "2023-12-05-short-breaks"
ASKED = """
clearances:
  - role: finance
    answers_for: [implications-financial]
  - role: proper-officer
    answers_for: [everything]
"""
NOW = ("--now", "2023-11-20T09:00")


@pytest.fixture
def council(tmp_path: Path) -> Papers:
    inputs = copy_aldershire(tmp_path)
    file = inputs / "council.yaml"
    file.write_text(file.read_text("utf-8") + ASKED, "utf-8")
    return Papers(tmp_path)


def clear(council: Papers, role: str) -> None:
    done = council.run("clear", PAPER, "--role", role, "--by", "Head of Service", *NOW)
    assert done.returncode == 0, done.stderr


def test_a_paper_is_published_once_all_have_cleared_it(council: Papers) -> None:
    edition = council.path / "outputs" / "editions" / PAPER / "1"

    lacking = council.run("publish", PAPER, *NOW)
    assert lacking.returncode == 1
    assert "Finance" in lacking.stderr + lacking.stdout
    assert not edition.exists()

    clear(council, "finance")
    clear(council, "proper-officer")
    paper = council.inputs / PAPER / "paper.yaml"
    before = paper.read_text("utf-8")
    paper.write_text(
        before.replace("the procurement of short breaks in four lots", "the buying of short breaks in four lots"),
        "utf-8",
    )
    edited = council.run("publish", PAPER, *NOW)
    assert edited.returncode == 1
    assert "Proper Officer" in edited.stderr + edited.stdout
    assert "Finance" not in edited.stderr + edited.stdout

    paper.write_text(before, "utf-8")
    done = council.run("publish", PAPER, *NOW)
    assert done.returncode == 0, done.stderr
    assert edition.is_dir()
    public = "".join(file.read_text("utf-8") for file in edition.rglob("*.html") if "public" in file.parts)
    assert "Head of Service" not in public
    assert "DRAFT" not in public
    assert council.run("verify").returncode == 0
