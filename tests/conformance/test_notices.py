"""What independent validators say of one notice of each kind by each law: veraPDF for PDF/UA-1, the Open XML SDK for Word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.test_notices import LISTED
from tests.conformance.test_validators import needs_sdk, sdk, vera
from tests.conftest import needs
from tests.notices import written


def file(law: str, kind: str, ending: str) -> Path:
    (found,) = (each for each in written(law, kind).files if each.suffix == ending)
    return found


@needs("javac")
def test_no_notice_has_a_failure_of_pdf_ua_1(measured: Callable[[str, str], None]) -> None:
    files = [file(law, kind, ".pdf") for law, kind in LISTED]
    said = vera("ua1", *files).splitlines()
    measured("veraPDF of notices", f"{len(said)} files, {sum('PASS' in line for line in said)} pass")

    assert [line for line in said if not line.startswith("PASS ua1")] == []
    assert len(said) == len(files) == len(LISTED)


@needs_sdk
@pytest.mark.parametrize(("law", "kind"), LISTED)
def test_no_notice_has_an_error_of_the_open_xml_sdk(law: str, kind: str) -> None:
    assert sdk(file(law, kind, ".docx"))["errors"] == []
