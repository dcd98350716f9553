"""Bad inputs, each a folder dropped here: files that replace the good ones of ``_base``, and ``expected.txt``.

``expected.txt`` holds the exit code, then a line for each error that must be said, from its place to a part of its hint:
``paper.yaml:3:1: error[VA102]: there is no field 'titel' | Did you mean title?``. Any other error fails the test.
"""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Papers

HERE = ROOT / "tests" / "bad_inputs"
CASES = sorted(folder.parent for folder in HERE.glob("*/expected.txt"))
PAPER = "2026-03-03-paper"


@pytest.fixture
def base(tmp_path: Path) -> Papers:
    """The good inputs, built before so that outputs stand there to be left alone."""
    shutil.copytree(HERE / "_base", tmp_path / "inputs")
    target = tmp_path / "outputs" / "drafts" / PAPER
    target.mkdir(parents=True)
    (target / "paper.pdf").write_text("the old paper", "utf-8")
    return Papers(tmp_path)


def replace(base: Papers, case: Path) -> None:
    for file in case.iterdir():
        if file.name != "expected.txt":
            shared = base.inputs / file.name
            shutil.copy(file, shared if shared.exists() else base.inputs / PAPER / file.name)


def said(stderr: str) -> list[tuple[str, str]]:
    """Each error's line, its place from the file's name on, with its hint."""
    found = re.findall(r"^(\S*: error\[.*)$\n(?:    .*\n)*  hint: (.*)$", stderr, re.MULTILINE)
    return [(line.removeprefix("inputs/").removeprefix(f"{PAPER}/"), hint) for line, hint in found]


def test_the_base_is_good(tmp_path: Path) -> None:
    shutil.copytree(HERE / "_base", tmp_path / "inputs")

    assert Papers(tmp_path).run("build").returncode == 0


def test_there_are_enough() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_answered(case: Path, base: Papers) -> None:
    replace(base, case)
    code, *expected = (case / "expected.txt").read_text("utf-8").splitlines()
    done = base.run("build", "--no-color")
    errors = said(done.stderr)

    assert done.returncode == int(code), done.stderr
    assert "Traceback" not in done.stderr
    assert len(errors) == len(expected) == done.stderr.count("error["), done.stderr
    for (line, hint), wanted in zip(errors, expected, strict=True):
        wanted_line, _, wanted_hint = wanted.partition(" | ")
        assert line.startswith(wanted_line)
        assert wanted_hint
        assert wanted_hint in hint
    assert [file.name for file in (base.path / "outputs" / "drafts" / PAPER).iterdir()] == ["paper.pdf"]


LARGE = {
    "5 MB": (lambda: "x: " + "a" * 5_000_000, "paper.yaml: error[VA002]: this file is larger than 2 MB"),
    "300 deep": (lambda: "[" * 300, "paper.yaml:1:52: error[VA004]: values are nested too deeply here"),
    "300 mappings deep": (
        lambda: "\n".join(f"{' ' * depth}a:" for depth in range(300)),
        "paper.yaml:52:52: error[VA004]: values are nested too deeply here",
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_large_is_refused(name: str, base: Papers) -> None:
    make, line = LARGE[name]
    (base.inputs / PAPER / "paper.yaml").write_text(make(), "utf-8")
    done = base.run("build", "--no-color")

    assert done.returncode == 1
    assert [error for error, _ in said(done.stderr)] == [line]


def test_a_paragraph_of_200_000_words_is_refused(base: Papers) -> None:
    file = base.inputs / PAPER / "paper.yaml"
    file.write_text(file.read_text("utf-8").replace("The first paragraph.", "word " * 200_000), "utf-8")
    done = base.run("build", "--no-color")

    assert done.returncode == 1
    assert "error[VA202]: this text has 200,003 words; 20,000 is the most" in done.stderr
    assert len(done.stderr) < 2_000


@pytest.mark.parametrize("value", ["{{ 7*7 }}", "NO", "012", "12:30", "<b>x</b>", "*x*", "a & b", "{% x %}", "=1+1"])
def test_a_plain_field_is_printed_as_typed(value: str, base: Papers) -> None:
    file = base.inputs / PAPER / "paper.yaml"
    file.write_text(file.read_text("utf-8").replace("portfolio: Children", f'portfolio: "{value}"'), "utf-8")
    done = base.run("build")
    page = (base.path / "outputs" / "drafts" / PAPER / "paper.html").read_text("utf-8")

    assert done.returncode == 0
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<td>{escaped}</td>" in page
