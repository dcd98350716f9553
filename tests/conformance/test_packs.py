"""What validators say of a pack and of a meeting's site: veraPDF, the Open XML SDK, axe in Chromium, the Nu checker."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conformance.test_export import VNU, axe, needs_axe
from tests.conformance.test_validators import needs_sdk, sdk, vera
from tests.conftest import needs
from tests.packs import Made, make, meeting


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return meeting(tmp_path_factory.mktemp("packs"), 1)


@pytest.fixture(scope="module")
def public(inputs: Path) -> Made:
    return make(inputs)


@pytest.fixture(scope="module")
def members(inputs: Path) -> Made:
    return make(inputs, audience="members")


@needs("javac")
def test_packs_and_agendas_have_no_failure_of_pdf_ua_1(
    public: Made, members: Made, measured: Callable[[str, str], None]
) -> None:
    files = [*public.folder.glob("*.pdf"), *members.folder.glob("*.pdf")]
    said = vera("ua1", *files).splitlines()
    measured("veraPDF of packs and agendas", f"{len(said)} files, {sum('PASS' in line for line in said)} pass")

    assert [line[:8] for line in said] == ["PASS ua1"] * 4


@needs_sdk
def test_agendas_have_no_error_of_the_open_xml_sdk(public: Made, members: Made) -> None:
    files = [*public.folder.glob("*.docx"), *members.folder.glob("*.docx")]

    assert [sdk(file)["errors"] for file in files] == [[], []]


@needs_axe
def test_no_page_of_the_site_has_a_violation_or_scrolls_sideways(
    public: Made, measured: Callable[[str, object], None]
) -> None:
    site = sorted((public.folder / "site").rglob("*.html"))
    told = axe(*site)
    measured(
        "axe of a meeting's site",
        f"{len(told)} pages and widths, {sum(len(each['violations']) for each in told)} violations",
    )

    assert len(told) == 2 * len(site) == 10
    assert [(each["file"], each["width"], each["violations"]) for each in told if each["violations"]] == []
    # 640 px at 200 % is as wide as 320 px.
    assert [(each["file"], each["width"]) for each in told if each["sideways"]] == []


@needs("java")
@pytest.mark.skipif(not VNU.exists(), reason="not installed: npm install --prefix tests/conformance")
def test_no_page_of_the_site_has_an_error_of_the_nu_checker(public: Made) -> None:
    command = ["java", "-jar", VNU, "--format", "json", *sorted((public.folder / "site").rglob("*.html"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert json.loads(done.stderr)["messages"] == []
