"""Inputs that hold every datum of every notice, each with words of its own, for September 2010 and for today's law."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from pipeline.build import Outcome
from pipeline.load import Request
from pipeline.notices import kinds, write_for_meeting, write_for_papers
from tests.canaries import load, save
from tests.conftest import SAMPLE, copy_sample
from tests.samples import copy_aldershire

SHORT_BREAKS = "2023-12-05-short-breaks"

URGENCY = {
    "agreed_by": "The Chair of the Overview and Scrutiny Committee of Tests",
    "agreed_on": "3 March 2009",
    "reasons": "It cannot wait for the thaw.",
    "published": "4 March 2009",
}
PAPER: dict[str, Any] = {
    "key_decision": "Yes",
    "forward_plan_ref": "2010/123",
    "notice_published": "5 March 2009",
    "forward_plan": {
        "consultees": "Parents and schools of the county.",
        "means": "A survey and three hearings.",
        "representations": "Write to the Director at County Hall.",
        "representations_by": "6 March 2009",
    },
    "general_exception": {
        "informed": "the Chair of the Committee of Exceptions",
        "informed_on": "7 March 2009",
        "impracticable": "The grant was offered after the notices.",
        "published": "8 March 2009",
    },
    "special_urgency": URGENCY,
    "decision": {
        "made": "{{ meeting.body }} agreed to proceed.",
        "reasons": "Because it is right to do so.",
        "alternatives": "To wait for a year was rejected.",
        "conflicts": "The Cabinet Member for Roads declared one.",
        "dispensations": "Granted to the Cabinet Member for Roads.",
        "published": "9 March 2009",
    },
}
MEETING: dict[str, Any] = {
    "time": "10:30",
    "venue": "Room 12",
    "published": "10 March 2009",
    "private": "Yes",
    "private_notice": "11 March 2009",
    "private_further_notice": "12 March 2009",
    "private_reasons": "Tenders are to be compared.",
    "private_representations": "A resident asked that it be open.",
    "private_response": "The method is told in public.",
    "private_urgency": URGENCY | {"reasons": "The tenders lapse at midnight."},
}
COUNCIL: dict[str, Any] = {
    "decision_makers": [{"body": "Cabinet", "members": ["Leader of the Council", "Cabinet Member for Roads"]}],
    "copies_from": "Democratic Services, 1 Castle Street",
    "other_documents": "Ask Democratic Services for a list of later documents.",
    "offices": "The Old Shire Hall",
    "website": "https://www.council.example/notices",
    "proper_officer": "Head of Governance",
    "email": "notices@council.example",
    "tel": "01632 960199",
}
DOCUMENTS = [
    {"title": "Survey of need", "location": "Room 7", "kind": "background"},
    {"title": "An Act of Parliament", "location": "In print", "kind": "published"},
]


@dataclass(frozen=True)
class Filled:
    """Inputs in which nothing is missing: a council's, with one paper for one meeting."""

    inputs: Path
    paper: str
    meeting: str

    @property
    def outputs(self) -> Path:
        return self.inputs.parent / "outputs"

    def file(self, name: str) -> Path:
        return self.inputs / name if (self.inputs / name).exists() else self.inputs / self.paper / name

    def change(self, name: str, change: Callable[[Any], Any]) -> None:
        """Change one input file as plain data."""
        data = load(self.file(name))
        change(data)
        save(self.file(name), data)

    def write(self, kind: str) -> Outcome:
        """Write one kind of notice."""
        request = Request(self.inputs, self.outputs)
        if kinds()[kind] == "meeting":
            return write_for_meeting(kind, self.meeting, request)[0]
        return write_for_papers(kind, [self.paper], request)[0]


def in_2010(folder: Path) -> Filled:
    """The paper of 7 September 2010, as if it were a key decision."""
    return _filled(Filled(copy_sample(folder).inputs, SAMPLE, "cabinet-2010-09-07"))


def today(folder: Path) -> Filled:
    """A general paper of a fictional council, by today's law; its meeting is in private."""
    inputs = copy_aldershire(folder)
    return _filled(Filled(inputs, SHORT_BREAKS, "cabinet-2023-12-05"))


LAWS: dict[str, Callable[[Path], Filled]] = {"2010": in_2010, "today": today}


def _filled(filled: Filled) -> Filled:
    filled.change("paper.yaml", lambda paper: paper.update(PAPER, source_documents=DOCUMENTS))
    filled.change("council.yaml", lambda council: council.update(notices=COUNCIL))
    filled.change(
        "meetings.yaml", lambda all_: next(each for each in all_ if each["id"] == filled.meeting).update(MEETING)
    )
    return filled


@cache
def written(law: str, kind: str) -> Outcome:
    """One kind of notice by one law, written once for all tests."""
    return _of_law(law).write(kind)


@cache
def _of_law(law: str) -> Filled:
    return LAWS[law](Path(mkdtemp(prefix="notices-")))
