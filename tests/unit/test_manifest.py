"""The manifest decides whether outputs must be made again."""

import ctypes
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.record import NAME, ingredients, manifest, unchanged


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    """An input, and outputs made from it."""
    source, target = tmp_path / "paper.yaml", tmp_path / "out"
    source.write_text("a: b", "utf-8")
    target.mkdir()
    (target / "paper.pdf").write_text("the paper", "utf-8")
    (target / NAME).write_text(manifest(ingredients("x", [source], {}), [target / "paper.pdf"]), "utf-8")
    return source, target


def same(source: Path, target: Path, paper: str = "x", templates: dict[str, Path] | None = None) -> bool:
    return unchanged(ingredients(paper, [source], templates or {}), target, ["paper.pdf"])


def test_the_same_is_unchanged(made: tuple[Path, Path]) -> None:
    assert same(*made)


def test_any_change_is_seen(made: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = made
    assert not same(source, target, paper="y")
    assert not same(source, target, templates={"a": source})
    assert not unchanged(ingredients("x", [source], {}), target, ["paper.pdf", "paper.docx"])
    monkeypatch.setattr(import_module("pipeline.record.manifest"), "version", lambda _: "0")
    assert not same(source, target)
    monkeypatch.undo()
    source.write_text("a: c", "utf-8")
    assert not same(source, target)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"made_from": 1}'])
def test_a_manifest_that_says_nothing(content: str | None, made: tuple[Path, Path]) -> None:
    source, target = made
    (target / NAME).unlink() if content is None else (target / NAME).write_text(content, "utf-8")

    assert not same(source, target)


def test_an_output_that_was_touched_or_is_gone(made: tuple[Path, Path]) -> None:
    source, target = made
    (target / "paper.pdf").write_text("another", "utf-8")
    assert not same(source, target)
    (target / "paper.pdf").unlink()
    assert not same(source, target)


def test_a_machine_without_pango_has_other_ingredients(
    made: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> object:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", load)

    assert ingredients("x", [made[0]], {})["libraries"]["pango"] == "unknown"
    assert not same(*made)
