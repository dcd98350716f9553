"""Whatever is done to valid inputs: no traceback, no half-written paper, and an answer that is one of those documented."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.build import build
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Severity
from pipeline.load import Request
from tests.bad_inputs.test_bad_inputs import HERE, PAPER

FILES = {file.name: file.read_text("utf-8") for file in (HERE / "_base").rglob("*.yaml")}
PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            ":",
            "- ",
            "{{",
            "}}",
            "|",
            "#",
            "&",
            "*",
            "!",
            "\t",
            "\n",
            '"',
            "'",
            "[",
            "{",
            "%",
            "---\n",
            "\0",
            "<b>",
            "\ud83d",
        ]
    ),
)


def contents(folder: Path) -> dict[str, bytes]:
    """Everything under the outputs, hidden leftovers too."""
    return {str(file): file.read_bytes() for file in (folder / "outputs").rglob("*") if file.is_file()}


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file with a piece cut out, and something put in its place."""
    name = draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 40)))
    changed = text[:start] + draw(PIECES) + text[end:]
    return name, changed.encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mutations")
    shutil.copytree(HERE / "_base", path / "inputs")
    assert answer(path) is ExitCode.DONE
    return path


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(mutations())
def test_a_mutation_is_answered(folder: Path, mutation: tuple[str, bytes]) -> None:
    name, content = mutation
    shared = folder / "inputs" / name
    file = shared if shared.exists() else folder / "inputs" / PAPER / name
    file.write_bytes(content)
    before = contents(folder)
    try:
        code = answer(folder)
    finally:
        file.write_text(FILES[name], "utf-8")

    assert code in {ExitCode.DONE, ExitCode.FINDINGS}
    names = {file.name for file in (folder / "outputs" / "drafts" / PAPER).iterdir()}
    if code is ExitCode.DONE:
        assert names == {"paper.docx", "paper.pdf", "paper.html", "findings.json", "manifest.json"}
    else:
        assert contents(folder) == before


def answer(folder: Path) -> ExitCode:
    """Build; findings must stop it if and only if they are errors in the inputs, with places."""
    try:
        outcome = build(folder / "inputs" / PAPER, Request(folder / "inputs", folder / "outputs"))
    except PipelineError as error:
        return error.code
    errors = [each for each in outcome.findings if each.id.startswith("VA") and each.severity is Severity.ERROR]
    assert outcome.stopped is bool(errors)
    assert all(each.place for each in errors)
    return ExitCode.FINDINGS if outcome.stopped else ExitCode.DONE
