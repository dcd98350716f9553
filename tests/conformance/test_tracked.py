"""What others say of tracked changes: LibreOffice accepts and rejects them, the Open XML SDK and the page's checkers read them."""

import json
import re
import subprocess
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from pipeline.compare import compare
from pipeline.differences import Differences, write_html
from pipeline.document import Document
from pipeline.limits import Limits
from pipeline.load import Request, load
from pipeline.write.docx import write
from pipeline.write.docx.tracked import write_tracked
from tests.conformance.test_export import VNU, axe, needs_axe
from tests.conformance.test_validators import needs_sdk, sdk
from tests.conftest import needs
from tests.drafts import BEHIND, END, ENDS, STYLE, TEMPLATES, edited, ending, paper, some_sections
from tests.office import office_texts
from tests.samples import PAPERS

AT = datetime(2026, 11, 25, 9, 30)  # noqa: DTZ001 - Word knows no zones
RANDOM = 40
LABEL = re.compile(r"^\s*(?:\(?[0-9A-Za-z]{1,2}(?:\.\d+)*[.)]?|•)(?:\s+|$)")
"""A number or a bullet at the beginning of a line."""

FILLER = "\u200d"
"""What LibreOffice puts into empty cells of rows that are tracked."""


def composed(folder: Path) -> Document:
    draft = load(folder, Request(folder.parent, style=STYLE.name))
    assert draft.inputs
    assert draft.composer
    document, _ = draft.composer.compose(draft.inputs)
    assert document
    return document


@pytest.fixture(scope="module")
def samples() -> list[tuple[Document, Document]]:
    """Each sample paper with the one after it: the same kind of report a quarter later, or another altogether."""
    papers = [composed(folder) for folder in PAPERS]
    return list(pairwise(papers))


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Document, Document]]:
    """Reports of one kind a quarter apart, papers with words added on both sides of an end, and papers with random edits."""
    found = list(pairwise(composed(folder) for folder in PAPERS if folder.name.endswith("action-plan-progress")))
    for was, is_ in BEHIND:
        found += [(paper(ending(END, *was)), paper(ending(end, *is_))) for end in ENDS]
    for seed in range(RANDOM):
        random = Random(seed)
        before = some_sections(random)
        found.append((paper(before), paper(edited(before, random))))
    return found


@pytest.fixture(scope="module")
def files(pairs: Sequence[tuple[Document, Document]], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("tracked")
    for place, (old, new) in enumerate(pairs):
        write_tracked(old, new, STYLE, TEMPLATES, folder / f"{place}.docx", at=AT)
        write(old, STYLE, TEMPLATES, folder / f"{place}-old.docx", Limits())
        write(new, STYLE, TEMPLATES, folder / f"{place}-new.docx", Limits())
    return [folder / f"{place}.docx" for place in range(len(pairs))]


def said(text: str) -> list[str]:
    """The lines of a text without their numbers, but for empty ones: LibreOffice may leave an empty paragraph with a number."""
    lines = (LABEL.sub("", line) for line in text.replace(FILLER, "").splitlines())
    return [" ".join(line.split()) for line in lines if line.strip()]


@pytest.fixture(scope="module")
def wrong(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str]]:
    """Which files LibreOffice does not make the new paper of, accepting all, or the old one, rejecting all."""
    sides = [("accepted", "new"), ("rejected", "old")]
    asked = [
        each
        for file in files
        for how, which in sides
        for each in ((how, file), ("", file.with_name(f"{file.stem}-{which}.docx")))
    ]
    texts = office_texts(asked, tmp_path_factory.mktemp("office"))
    couples = list(zip(texts[::2], texts[1::2], strict=True))
    assert len(couples) == 2 * len(files) > 2 * RANDOM
    return [
        (place // 2, sides[place % 2][0]) for place, (found, meant) in enumerate(couples) if said(found) != said(meant)
    ]


@needs("soffice")
def test_libreoffice_accepts_them_to_the_new_paper(wrong: list[tuple[int, str]]) -> None:
    assert [place for place, how in wrong if how == "accepted"] == []


@needs("soffice")
def test_libreoffice_rejects_them_to_the_old_paper(wrong: list[tuple[int, str]]) -> None:
    assert [place for place, how in wrong if how == "rejected"] == []


@needs_sdk
def test_no_file_has_an_error_of_the_open_xml_sdk(files: list[Path]) -> None:
    assert [(file.name, errors) for file in files if (errors := sdk(file)["errors"])] == []


def pages(samples: list[tuple[Document, Document]], folder: Path) -> list[Path]:
    found = []
    for place, (old, new) in enumerate(samples):
        found.append(folder / f"{place}.html")
        write_html(Differences(old, new, compare(old.main, new.main)), ("one", "other"), found[-1], Request())
    return found


@needs_axe
def test_the_page_has_no_violation_of_axe(samples: list[tuple[Document, Document]], tmp_path: Path) -> None:
    told = axe(*pages(samples, tmp_path))

    assert len(told) == 2 * len(samples)
    assert [each for each in told if each["violations"] or each["sideways"]] == []


@needs("java")
@pytest.mark.skipif(not VNU.exists(), reason="not installed: npm install --prefix tests/conformance")
def test_the_page_has_no_error_of_the_nu_checker(samples: list[tuple[Document, Document]], tmp_path: Path) -> None:
    command = ["java", "-jar", VNU, "--format", "json", *pages(samples, tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert json.loads(done.stderr)["messages"] == []
