"""What independent validators say of a bundle: axe and the Nu checker of its page, the Open XML SDK, failingPDF."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.test_validators import HERE, failing, needs_sdk, sdk
from tests.conftest import needs
from tests.exports import Bundle, aldershire_2010, aldershire_2023, sample_2010

BUNDLES = {"2010": sample_2010, "aldershire 2010": aldershire_2010, "aldershire 2023": aldershire_2023}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MODULES = HERE / "node_modules"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

has_axe = CHROMIUM and shutil.which("node") and (MODULES / "@axe-core" / "playwright").exists()
needs_axe = pytest.mark.skipif(
    not has_axe, reason="not installed: chromium, node, npm install --prefix tests/conformance"
)


def bundles() -> list[Bundle]:
    return [make() for make in BUNDLES.values()]


def axe(*files: Path) -> list[dict[str, Any]]:
    command = ["node", HERE / "axe.mjs", str(CHROMIUM), *files]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True, timeout=120)
    said: list[dict[str, Any]] = json.loads(done.stdout)
    return said


@needs_axe
def test_the_index_has_no_violation_of_axe_and_never_scrolls_sideways(measured: Callable[[str, object], None]) -> None:
    said = axe(*(bundle.folder / "index.html" for bundle in bundles()))
    rules, violations = min(each["rules"] for each in said), sum(len(each["violations"]) for each in said)
    measured("axe", f"{len(said)} pages and widths, at least {rules} rules passed, {violations} violations")

    assert len(said) == 2 * len(BUNDLES)
    assert rules > 20
    assert [each["violations"] for each in said if each["violations"]] == []
    assert [each["width"] for each in said if each["sideways"]] == []


@needs_axe
def test_axe_sees_a_violation(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>x</title><img src=x><div style='width:2000px'>wide</div>", "utf-8")

    assert all(each["violations"] and each["sideways"] for each in axe(page))


@needs("java")
@pytest.mark.skipif(not VNU.exists(), reason="not installed: npm install --prefix tests/conformance")
def test_the_index_has_no_error_of_the_nu_checker(tmp_path: Path) -> None:
    def said(*files: Path) -> list[dict[str, Any]]:
        command = ["java", "-jar", VNU, "--format", "json", *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
        return messages

    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><title>x</title><p><b>", "utf-8")
    assert said(wrong)
    assert said(*(bundle.folder / "index.html" for bundle in bundles())) == []


@needs_sdk
@pytest.mark.parametrize("which", BUNDLES)
def test_the_workbook_and_the_report_have_no_error_of_the_open_xml_sdk(which: str) -> None:
    bundle = BUNDLES[which]()

    assert sdk(bundle.folder / "data" / "data.xlsx")["errors"] == []
    assert sdk(bundle.folder / "report" / "evidence-report.docx")["errors"] == []


@needs("javac")
def test_the_report_has_no_failure(measured: Callable[[str, str], None]) -> None:
    files = [bundle.folder / "report" / "evidence-report.pdf" for bundle in bundles()]

    assert failing(*files) == []
    measured("veraPDF of evidence reports", f"{len(files)} files, 0 failures of PDF/UA-1 and PDF/A-2a")
