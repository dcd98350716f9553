"""A paper that withholds something from the public: the fictional council's general paper with an exempt appendix and more."""

import re
from pathlib import Path
from typing import Any

import yaml

from tests.samples import copy_aldershire

PAPER = "2023-12-05-short-breaks"
NAME = "Yellowhammer"
PRICES: dict[str, Any] = {
    "id": "prices",
    "title": f"Prices of {NAME} House",
    "text": f"{NAME} House charges £4,817 a week, and would charge £5,233 under a new contract.",
    "exempt": {
        "paragraph": "3",
        "reason": "The prices are the provider's own",
        "public_interest": "Providers would not bid if their prices were told",
    },
}
ORDER = {"by": "court", "reference": "Order of the Family Court of 3 May 2023"}


def withholding(folder: Path, *, close_up: bool = False, appendix: bool = True) -> Path:
    """The fictional council's general paper, with an exempt appendix before its own and a paragraph under a court's order."""
    inputs = copy_aldershire(folder)
    file = inputs / PAPER / "paper.yaml"
    paper = yaml.safe_load(re.sub(r"(?m): (Yes|No)$", r': "\1"', file.read_text("utf-8")))
    if appendix:
        paper["appendices"].insert(0, PRICES)
        paper["sections"]["reasons"] += "\nWhat the homes charge is set out in {{ ref.prices }}.\n"
    paper["sections"]["background"] += (
        f"\nOne home cared for a child of whom {NAME} tells. {{#child}}\n\nThe other did not.\n"
    )
    paper["withheld"] = [{"part": "child", "confidential": ORDER}]
    file.write_text(yaml.safe_dump(paper, sort_keys=False, allow_unicode=True, width=10_000), "utf-8")
    if close_up:
        council = inputs / "council.yaml"
        council.write_text(council.read_text("utf-8") + "\nwithheld_numbering: close up\n", "utf-8")
    return inputs
