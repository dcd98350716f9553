"""Privacy: no paper gives a child, or anybody else, away. No message carries what it is about.

Errors are what no public paper may hold: numbers of persons, whereabouts, dates of birth, members of panels, the watch list.
They cannot be waived. Warnings are matters of judgement, and can be.
"""

from collections.abc import Callable, Iterable

from pipeline.case import Case
from pipeline.findings import Finding
from pipeline.rules.privacy.days import births, deaths
from pipeline.rules.privacy.identifiers import court_numbers, national_insurance_numbers, nhs_numbers, pupil_numbers
from pipeline.rules.privacy.jigsaw import jigsaw
from pipeline.rules.privacy.listed import on_watch_list
from pipeline.rules.privacy.people import panel_members_named
from pipeline.rules.privacy.places import schools_and_hospitals
from pipeline.rules.privacy.whereabouts import addresses, emails, phones, postcodes

PRIVACY: dict[str, Callable[[Case], Iterable[Finding]]] = {
    "PR101": nhs_numbers,
    "PR102": national_insurance_numbers,
    "PR103": pupil_numbers,
    "PR104": court_numbers,
    "PR105": births,
    "PR106": deaths,
    "PR107": addresses,
    "PR108": postcodes,
    "PR109": phones,
    "PR110": emails,
    "PR111": schools_and_hospitals,
    "PR112": panel_members_named,
    "PR113": jigsaw,
    "PR114": on_watch_list,
}
"""Rules of privacy, by id."""
