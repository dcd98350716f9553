"""The leak check and the papers that ship: nothing in them that is not theirs, and all that they print in each format."""

import re
from pathlib import Path

import pytest
from lxml import html

from pipeline.leaks import Held, leaks, needles, others, refuse
from tests.samples import PAPERS, built, name

STYLE = "cambridgeshire-2010"
WITHHELD = [
    (
        "On 14 March 2009 Rosalind Tavistock of 4127 Quarry Bank told DC Pemberton-Hughes that Child ZQ had been seen at Larkmoor Infirmary "
        "on two nights. The claim FP/812/07/31 for £43,817.50 was settled in November 2008, 63.7 per cent of it by the insurers."
    ),
    "Telephone 01632 960417 or write to r.tavistock@example.invalid about LV14C93245; the NHS number is 943 476 5919.",
    "Her brother Caradog, aged 13, was moved to Wexcombe Lodge on 3/4/2009 after the hearing before His Honour Judge Oddie.",
]


def files(paper: Path) -> list[Path]:
    found = sorted(built(paper, STYLE).folder.iterdir())
    assert len(found) >= 5
    return found


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_papers_hold_nothing_that_is_not_theirs(paper: Path) -> None:
    public = ["13"]  # paragraphs and pages have such numbers
    sought = needles([Held(text, ("withheld", place)) for place, text in enumerate(WITHHELD)], public)
    sought += others(
        ["Tavistock", "Caradog"], [str(Path.home() / "papers"), str(built(paper, STYLE).folder)], ["jbloggs"], []
    )

    refuse(leaks(files(paper), sought))


@pytest.mark.parametrize("paper", [PAPERS[0], PAPERS[-1]], ids=name)
def test_a_printed_paragraph_is_found_in_each_format(paper: Path) -> None:
    page = html.fromstring(built(paper, STYLE).file("html").read_bytes())
    printed = max((paragraph.text_content() for paragraph in page.iter("p")), key=len)
    sought = needles([Held(re.sub(r"^[\d.]+\s+", "", printed), ("printed",))], [])

    hits = leaks(files(paper), sought)

    endings = {Path(hit.file).suffix for hit in hits if hit.kind == "six words"}
    assert endings >= {".docx", ".pdf", ".html"}
