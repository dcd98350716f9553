"""Details: what tells of one child, as a paper prints it: age, sex, month of death, place, siblings, court, method."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.models.dates import MONTHS
from pipeline.models.review import Child, Review
from pipeline.rules.privacy.days import DAY

_MONTH = "|".join(name.capitalize() for name in MONTHS if len(name) > 3 or name == "may")
_COURT = r"(?:convict\w{0,4}|sentenc\w{0,4}|trial|found\s{1,3}guilty|pleaded|acquitted|inquest|hearing|murder\w{0,4}|manslaughter|Crown\s{1,3}Court|charged)"
_PARENT = r"(?:mother|father|parents?|step-?(?:mother|father)|carers?|partner|uncle|aunt|grand(?:mother|father|parents?)|acquaintance)"
_PLACE = rf"(?!(?:{_MONTH}|Child|Baby|The|Children)\b)[A-Z][a-z]{{2,20}}"


@dataclass(frozen=True)
class Kind:
    """A kind of detail: how it is listed, what shows that it is there, and how it can be told more generally."""

    name: str
    shows: re.Pattern[str]
    instead: str


AGE = Kind(
    "age",
    re.compile(
        r"\baged\s{1,3}\w|\bage\s{1,3}of\s{1,3}\w|\b(?:\d{1,3}|\w{3,9})[\s-](?:day|week|month|year)s?[\s-]old\b",
        re.IGNORECASE,
    ),
    "give the age in years, or as a range",
)
SEX = Kind(
    "sex",
    re.compile(r"\b(?:she|he|her|his|him|girl|boy|young\s{1,3}(?:wo)?man|female|male|daughter|son)\b", re.IGNORECASE),
    "leave out the sex",
)
MONTH = Kind(
    "month of death", re.compile(rf"\b(?:{_MONTH})\s{{1,3}}(?:19|20)\d\d\b"), "give the year of the death only"
)
DETAILS = (
    Kind("siblings", re.compile(r"\b(?:siblings?|brothers?|sisters?|twins?|half-(?:brother|sister))\b", re.IGNORECASE), "leave out the siblings"),
    Kind("date in court", re.compile(rf"\b{_COURT}\b[^.;]{{0,80}}?{DAY}", re.IGNORECASE), "leave out the date in court"),
    Kind(
        "who was responsible",
        re.compile(rf"\b{_COURT}\b[^.;]{{0,60}}\b{_PARENT}\b|\b{_PARENT}\b[^.;]{{0,60}}\b{_COURT}\b", re.IGNORECASE),
        "do not say how the person found responsible was related",
    ),
    Kind(
        "how the child died",
        re.compile(
            r"\b(?:suicid\w{1,3}|took\s{1,3}(?:his|her|their)\s{1,3}own\s{1,3}life|stab\w{0,5}|drown\w{0,3}|strangl\w{1,4}|suffocat\w{1,4}|poison\w{0,3}"
            r"|overdose|hang(?:ed|ing)|fire|shak(?:en|ing)|head\s{1,3}injur\w{1,3}|injur(?:y|ies|ed)|infection|effects\s{1,3}of\s{1,3}drugs|starv\w{1,5}"
            r"|smother\w{0,3}|shot|scald\w{0,3}|burn(?:s|ed|t)|fell|co-sleeping|sharing\s{1,3}a\s{1,3}(?:sofa|bed)|road\s{1,3}accident)\b",
            re.IGNORECASE,
        ),
        "do not say how the child died",
    ),
    Kind(
        "illness or disability in the family",
        re.compile(r"\b(?:psychosis|psychotic|(?-i:mental\s{1,3}(?:health|illness))|mentally\s{1,3}ill|schizo\w{1,9}|depress(?:ion|ed)|disabled|disabilit\w{1,3}|autis\w{1,3}|epilep\w{1,3})\b", re.IGNORECASE),
        "leave out the illness or disability",
    ),
    Kind(
        "place",
        re.compile(
            rf"\b(?:liv(?:ed|ing)|born|moved|resid(?:ed|ing)|died|found|home|flat|school|placed|stayed|killed|murdered|arrested)\b[^.;]{{0,30}}?\b(?:in|at|near|from|to)\s{{1,3}}{_PLACE}"
        ),
        "leave out the place, or name the county only",
    ),
)  # fmt: skip
"""Kinds that words alone show; age, sex and month are compared with the register."""


def details(review: Review, child: Child, pieces: Sequence[str]) -> list[Kind]:
    """Return the kinds of details of a child that pieces of text about the review tell.

    Args:
        review: the review; a second child in it is a sibling.
        child: the child, as the register has it.
        pieces: what the paper says of the review.
    """
    found = [AGE] if child.age and _any(AGE, pieces) else []
    found += [SEX] if child.sex and _any(SEX, pieces) else []
    month = next(
        (name for name, number in MONTHS.items() if number == child.died.month and (len(name) > 3 or name == "may")), ""
    )
    died = f"{month.capitalize()} {child.died.year}"
    found += [MONTH] if month and any(died in piece for piece in pieces) else []
    siblings = len(review.children) > 1 and bool(pieces)
    return found + [kind for kind in DETAILS if _any(kind, pieces) or (kind.name == "siblings" and siblings)]


def _any(kind: Kind, pieces: Sequence[str]) -> bool:
    return any(kind.shows.search(piece) for piece in pieces)
