"""Nothing that is withheld comes out: a token stands in every field of it, and all that runs leave behind is searched for tokens."""

import base64
import io
import random
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import pipeline.compose
from pipeline.build import attempt
from pipeline.cli import main
from pipeline.compose.audience import Copy, copy_for
from pipeline.errors import ExitCode, PipelineError
from pipeline.export import Asked, export
from pipeline.load import Request
from pipeline.models.dates import parse_date
from pipeline.models.inputs import Inputs
from pipeline.models.withholding import Audience
from tests.canaries import EVALUATION, FORMS, GENERAL, PAPERS, PROGRESS, WITHHELD, Canary, canaries, found, load, save
from tests.conftest import Papers

COMMANDS = (
    ("build", *PAPERS, "-v"),
    ("build", *PAPERS, "--json", "--force"),
    ("build", *PAPERS, "--audience", "members", "-v"),
    ("build", *PAPERS, "--jobs", "2", "--force"),
    ("check", *PAPERS, "-v"),
    ("check", *PAPERS, "--json"),
    ("facts", GENERAL),
    ("facts", PROGRESS),
    ("facts", EVALUATION, "--json"),
    ("deadlines",),
    ("notice",),
    ("notice", "--json"),
    ("notice", "key-decision", GENERAL),
    ("notice", "decision-record", GENERAL, EVALUATION),
    ("notice", "background-papers", *PAPERS, "--json"),
    ("notice", "private-meeting", "--meeting", "cabinet-2024-02-06"),
    ("due", "--now", "2023-11-20"),
    ("run-due", "--now", "2023-11-28", "-v"),
    ("export", "ofsted", "--from", "2009", "--to", "2023", "--purpose", "Inspection", "--out", "outputs/bundle.zip"),
)
PAPER_FORMATS = {".docx", ".pdf", ".html", ".xlsx"}


@cache
def _made() -> tuple[Canary, ...]:
    with tempfile.TemporaryDirectory() as folder:
        return tuple(canaries(Path(folder))[1])


TOKENS = [canary.token for canary in _made()]


def leaves(folder: Path) -> Iterator[Path]:
    yield from (file for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Papers, str]:
    """A folder in which every command was run, and all that they said."""
    folder = tmp_path_factory.mktemp("canaries")
    canaries(folder)
    papers, said = Papers(folder), ""
    for command in COMMANDS:
        done = papers.run(*command)
        assert done.returncode in {ExitCode.DONE, ExitCode.FINDINGS}, (command, done.stderr[-2000:])
        said += done.stdout + done.stderr
    return papers, said


def test_every_field_of_what_can_be_withheld_has_a_token() -> None:
    for model, fields in WITHHELD.items():
        own = {info.alias or name for name, info in model.model_fields.items()}
        assert (
            own - {"exempt", "confidential", "children", "responsible", "executive_summary", "components", "updates"}
            == fields
        )


def test_the_public_gets_none_of_it(ran: tuple[Papers, str], measured: Callable[[str, object], None]) -> None:
    papers, said = ran
    files = [
        file
        for file in leaves(papers.path / "outputs")
        if "members" not in file.relative_to(papers.path / "outputs").parts or file.suffix not in PAPER_FORMATS
    ]
    hits = {str(file.relative_to(papers.path)): names for file in files if (names := found(file.read_bytes(), TOKENS))}

    assert len(files) > 20
    assert hits == {}
    assert not found("\n".join(str(file) for file in files).encode(), TOKENS)
    assert not found(said.encode(), TOKENS)
    measured(
        "canaries",
        f"{len(TOKENS)} tokens, {len(files)} files and {len(said):,} letters said, {len(FORMS)} forms: 0 found",
    )


def test_members_get_all_that_is_printed(ran: tuple[Papers, str], measured: Callable[[str, object], None]) -> None:
    files = [file for file in leaves(ran[0].path / "outputs" / "members") if file.suffix in PAPER_FORMATS]
    by_ending = {
        ending: {token for file in files if file.suffix == ending for token in found(file.read_bytes(), TOKENS)}
        for ending in (".html", ".docx", ".pdf")
    }
    printed = {canary.token for canary in _made() if canary.printed}
    anchors = {canary.token for canary in _made() if canary.anchor}

    for ending, tokens in by_ending.items():
        seen = tokens - anchors
        assert seen == printed, (ending, [each.field for each in _made() if each.token in seen ^ printed])
    assert anchors & by_ending[".html"]
    unprinted = sorted({canary.field for canary in _made() if not canary.printed})
    measured(
        "canaries printed for members",
        f"{len(printed)} of {len(TOKENS)}; not printed by any paper: {', '.join(unprinted)}",
    )


def test_the_search_finds_each_form() -> None:
    """The tests' own search is not blind."""
    token = TOKENS[0]
    one, two = token[:5], token[5:]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", f"<a>{one}<b>{two[:2]}</b>-\n{two[2:]}</a>")
    for content in (
        token.encode(),
        token.encode("utf-16-le"),
        b"xx" + base64.b64encode(f"and then {token} came to us".encode()),
        "".join(f"%{ord(letter):02x}" for letter in token).encode(),
        "".join(f"&#{ord(letter)};" for letter in token).encode(),
        b"stream\n" + zlib.compress(token.encode()),
        packed.getvalue(),
        " ".join(token).encode(),
    ):
        assert found(content, [token]) == {token}
    assert found(b"born on 7<sup>th</sup> March 1993", ["1993-03-07", "1993-03-08"]) == {"1993-03-07"}


WRONGS: dict[str, Callable[[str], Any]] = {
    "a character": lambda text: f"{text}\u202e",
    "a list": lambda text: [text],
    "a group": lambda text: {text.split()[0]: text},
    "long": lambda text: f"{text} " * 2500,
    "markup": lambda text: (
        f"<b>{text}</b> {{{{ {text} }}}} {{{{ reviews.count | {text} }}}} 5*5 [{text}](nowhere) {text} {text}"
    ),
    "empty": lambda _text: None,
}


def _places(data: Any, token: str, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, str) and token.casefold() in data.casefold():
        yield path
    for name, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from _places(value, token, (*path, name))


def _put(data: Any, path: tuple[Any, ...], change: Callable[[str], Any]) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = change(data[path[-1]])


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return canaries(tmp_path_factory.mktemp("wrong"))[0]


@pytest.mark.parametrize("canary", _made(), ids=lambda canary: f"{canary.field} {canary.token}")
def test_no_error_shows_it(canary: Canary, wrong: Path) -> None:
    """Each field is made wrong in turn, its name too: whatever is said of it has no token. Each has three of the six ways, by turns."""
    said, turn = "", TOKENS.index(canary.token) % 2
    chosen = list(WRONGS.values())[turn::2]
    for paper in PAPERS:
        for file in sorted((wrong / paper).glob("*.yaml")):
            before = file.read_bytes()
            for path in _places(load(file), canary.token):
                for change in chosen:
                    data = load(file)
                    _put(data, path, change)
                    said += _checked(file, data, wrong, before)
                data = load(file)
                record = data
                for part in path[:-1]:
                    record = record[part]
                if isinstance(record, dict):
                    record[f"{path[-1]} {canary.token}"] = record.pop(path[-1])
                    said += _checked(file, data, wrong, before)

    assert "error[" in said
    assert not found(said.encode(), TOKENS)


def _checked(file: Path, data: Any, inputs: Path, before: bytes) -> str:
    """Check a paper with a file's data changed, and return all that is said of it."""
    save(file, data)
    said = io.StringIO()
    with (
        redirect_stdout(said),
        redirect_stderr(said),
        patch("sys.argv", ["", "check", file.parent.name, "--inputs", str(inputs)]),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    file.write_bytes(before)
    assert ended.value.code in {ExitCode.DONE, ExitCode.FINDINGS}
    return said.getvalue()


@pytest.mark.parametrize("paper", PAPERS)
def test_a_leaky_build_is_caught(paper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A composer that hands the public everything: the check after writing refuses it, and nothing is left."""
    inputs, _ = canaries(tmp_path)

    def leaky(audience: Audience, whole: Inputs, holds: Mapping[str, str | None]) -> Copy:
        copy = copy_for(audience, whole, holds)
        return Copy(audience, whole, whole, copy.withheld, copy.private)

    monkeypatch.setattr(pipeline.compose, "copy_for", leaky)
    outcome = attempt(inputs / paper, Request(inputs, tmp_path / "outputs"))

    assert isinstance(outcome, PipelineError)
    assert outcome.code is ExitCode.REFUSED
    assert not found(f"{outcome.message} {outcome.hint}".encode(), TOKENS)
    assert not list(leaves(tmp_path / "outputs"))


def test_a_leaky_export_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, _ = canaries(tmp_path)
    monkeypatch.setattr(pipeline.compose, "copy_for", lambda audience, whole, _holds: Copy(audience, whole, whole))
    day = parse_date("31 December 2023")
    asked = Asked(parse_date("2009"), day, day, "Inspection")

    with pytest.raises(PipelineError) as refused:
        export(asked, Request(inputs, tmp_path / "outputs"), tmp_path / "bundle.zip", str)

    assert refused.value.code is ExitCode.REFUSED
    assert not found(f"{refused.value.message} {refused.value.hint}".encode(), TOKENS)
    assert not (tmp_path / "bundle.zip").exists()


def test_a_killed_build_leaves_none_of_it(tmp_path: Path, measured: Callable[[str, object], None]) -> None:
    canaries(tmp_path)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    moments = random.Random(9)
    seen = 0
    for number in range(12):
        audience = ("public", "members")[number % 2]
        command = [sys.executable, "-m", "pipeline", "build", *PAPERS, "--force", "--audience", audience]
        with subprocess.Popen(
            command,
            cwd=tmp_path,
            env={"TMPDIR": str(temporary), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as run:
            time.sleep(moments.uniform(0.8, 4))
            run.kill()
        for file in (*leaves(tmp_path / "outputs"), *leaves(temporary)):
            if "members" in file.parts:
                folders = file.relative_to(tmp_path / "outputs").parents
                assert any(not stat.S_IMODE((tmp_path / "outputs" / each).stat().st_mode) & 0o077 for each in folders)
            else:
                assert not found(file.read_bytes(), TOKENS), file
            seen += 1
    measured("canaries after kill -9", f"12 kills, {seen} files looked at")
