"""Deaths: a date of death or an age that is typed beside a child's name is the one of the register."""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.models.review import Age, Child
from pipeline.rules.bound import DATE, Register, Segment, agree, date_of
from pipeline.rules.words import NUMBER, at, number_of, pinned

_DIED = re.compile(
    r"\b(?:died|dies|death|deaths|killed|murdered|drowned|found dead|took (?:his|her|their) own li\w+|lost (?:his|her|their) li\w+)\b"
)
_OTHER_EVENT = re.compile(
    r"\b(?:born|birth|convicted|conviction|sentenced|trial|inquest|published|publication|received|submitted|sent|agreed|initiated|began|begun"
    r"|letter|referred|referral|known|seen|visited|moved|admitted|arrested|charged|completed|due|evaluated|decided|started|review of|Act)\b"
)
_BEFORE = re.compile(r"\b(?:in|on)\s{1,3}$")
_UNIT = r"(?:[\s-]{1,3}(?P<{0}>day|week|month|year)s?)?"
_AGES = re.compile(
    rf"\b(?:aged|aged\s{{1,3}}only|(?P<at>at\s{{1,3}}the\s{{1,3}}ages?\s{{1,3}}of)|(?P<of>the\s{{1,3}}ages?\s{{1,3}}of))\s{{1,3}}(?P<n>{NUMBER})(?![\w,]\w)"
    rf"(?:[\s-]{{1,3}}(?P<unit>day|week|month|year)s?\b)?(?:\s{{1,3}}and\s{{1,3}}(?P<n2>{NUMBER})(?:[\s-]{{1,3}}(?P<unit2>day|week|month|year)s?\b)?)?",
    re.IGNORECASE,
)
_OLD = re.compile(
    rf"\b(?P<n>{NUMBER})[\s-]{{1,3}}(?P<unit>day|week|month|year)s?[\s-]{{1,3}}(?:old|of\s{{1,3}}age)\b", re.IGNORECASE
)
_WAS = re.compile(
    rf"(?:^|\bwho\b|\bhe\b|\bshe\b),?\s{{1,3}}was\s{{1,3}}(?:only\s{{1,3}}|just\s{{1,3}})?(?P<n>{NUMBER})(?:\s{{1,3}}(?P<unit>day|week|month|year)s?)?(?=\s{{0,2}}(?:[.;,)]|$)|\s{{1,3}}(?:and|but)\b(?!\s{{1,3}}a\s{{1,3}}half)|\s{{1,3}}when\s{{1,3}}(?:he|she|they)\b[^.;]{{0,40}}\b(?:died|killed|dead|drowned)\b|\s{{1,3}}at\s{{1,3}}the\s{{1,3}}time\s{{1,3}}of\s{{1,3}}(?:his|her|the|their)\s{{1,3}}death)",
    re.IGNORECASE,
)
_OF_AGE = re.compile(
    rf"(?:\b(?:baby|infant|toddler|boy|girl|child|teenager|woman|man)\s{{1,3}}of\s{{1,3}}|\blived\s{{1,3}}(?:for\s{{1,3}})?(?:only\s{{1,3}}|just\s{{1,3}})?|^\s?\((?:aged\s{{1,3}})?)"
    rf"(?P<n>{NUMBER})(?:[\s-]{{1,3}}(?P<unit>day|week|month|year)s?)?(?=\s{{0,2}}(?:[.;,)]|$)|\s{{1,3}}(?:and|was|who|had|died)\b)",
    re.IGNORECASE,
)
_AT = re.compile(
    rf"(?:\b[Aa]t|\b[Aa]ged)\s{{1,3}}(?P<n>{NUMBER})(?:\s{{1,3}}(?P<unit>day|week|month|year)s?)?,\s{{1,3}}$"
)
_DATE_FIRST = re.compile(r"(?:\b[Ii]n|\b[Oo]n)\s{1,3}$")
_THEN_DIED = re.compile(
    r",?\s{1,3}(?:tragically\s{1,3}|also\s{1,3})?(?:died|was killed|was murdered|drowned|took (?:his|her) own life|was found dead)\b"
)
_OTHER_TIME = re.compile(
    r"\b(?:when|until|before|since|from|by|after|while)\s{1,3}(?:\w{1,12}\s{1,3}){0,4}$|\b(?:another|other|the) (?:child|children|girl|boy|adult|brother|sister)s?\b[^.;]{0,20}$|\b(?:known|seen|moved|care|born|removed|started|brother|sister|mother|father|who was then)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\s{1,3}(?:when|at the time|on|in (?:19|20)|while)\b(?![^.;]{0,40}\b(?:died|death|killed|dead|drowned)\b)"
)
"""What follows an age at another time than the death."""

_DAYS = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}
_HINT = "Compare it with the register of reviews; the fact ...died can be named instead."


def deaths_and_ages(case: Case) -> Iterable[Finding]:
    """CO122: a date of death or an age is typed, and the register has another."""
    seen: set[tuple[object, int]] = set()
    for segment in Register(case).segments():
        for match, what, offset in (*_dates(segment), *_ages(segment)):
            start = offset + match.start("n" if "n" in match.groupdict() else 0)
            key = (segment.passage.at, start)
            if key not in seen and segment.passage.holds(match[0]):
                seen.add(key)
                near = pinned(segment.passage, start, offset + match.end())
                message = f"{what} is not the one of the register"
                yield at("CO122", Severity.ERROR, segment.passage, near, message, _HINT)
    yield from ages_of_all(case)


def _dates(segment: Segment) -> Iterator[tuple[re.Match[str], str, int]]:
    """Yield the dates of a segment that are told of a death and are not those of its children."""
    if segment.of_a_relative:
        return
    lead = segment.start - segment.name - len(segment.lead)
    if _THEN_DIED.match(segment.words):
        for match in DATE.finditer(segment.lead, max(0, len(segment.lead) - 40)):
            joined = segment.lead[match.end() :].strip(", ") == "" and _DATE_FIRST.search(segment.lead[: match.start()])
            if joined and not any(agree(date_of(match), child.died) for child in segment.children):
                yield match, "a date of death", lead
    for match in DATE.finditer(segment.words):
        before = segment.words[: match.start()]
        told = _DIED.search(before) or (_DIED.search(segment.lead) and not re.sub(r"\b(?:in|on)\b|[ ,(]", "", before))
        of_death = re.search(r"\bdeaths? of\s{1,3}$", segment.lead) and re.fullmatch(r"\s{1,3}(?:in|on)\s{1,3}", before)
        last = before[max(0, len(before) - 60) :]
        if (told or of_death) and not _OTHER_EVENT.search(_since_death(last)):
            if not any(agree(date_of(match), child.died) for child in segment.children):
                yield match, "a date of death", segment.start
            return


def _since_death(words: str) -> str:
    """Return the words after the last that tells of a death: what happened between is another event."""
    found = list(_DIED.finditer(words))
    return words[found[-1].end() :] if found else words


def _ages(segment: Segment) -> Iterator[tuple[re.Match[str], str, int]]:
    """Yield the ages of a segment that are not those of its children."""
    relative = segment.of_a_relative
    if (match := _AT.search(segment.lead[-40:])) and _other_age(match.groupdict(), segment.children):
        yield match, "an age", segment.start - segment.name - min(40, len(segment.lead))
    for pattern in (_AGES, _OLD, _WAS, _OF_AGE):
        for match in pattern.finditer(segment.words):
            before = segment.words[: match.start()]
            groups = match.groupdict()
            at_an_age = groups.get("at") or groups.get("of")
            died = _DIED.search(before) or _DIED.search(segment.lead)
            after = segment.words[match.end() : match.end() + 60]
            if (
                relative
                or ";" in before
                or _THEN.match(after)
                or _OTHER_TIME.search(before)
                or (at_an_age and not died)
            ):
                continue
            if _other_age(groups, segment.children):
                yield match, "an age", segment.start


def _other_age(said: dict[str, str | None], children: tuple[Child, ...]) -> bool:
    """Whether ages that are told are those of none of the children, or not of each in turn."""
    ages = [child.age for child in children]
    if None in ages or not ages or not said["n"]:
        return False
    last = said.get("unit2") or said.get("unit")
    told = [Age(number_of(said["n"]), (said.get("unit") or last or "year").lower())]
    if said.get("n2") and len(ages) >= 2:
        told.append(Age(number_of(said["n2"] or ""), (last or "year").lower()))
        left = [age for age in ages if age]
        return not all(any(_same(each, age) for age in left) for each in told) or _one_twice(told, left)
    return not any(_same(told[0], age) for age in ages if age)


def _one_twice(told: list[Age], ages: list[Age]) -> bool:
    """Whether two ages can only be those of one and the same child."""
    first, second = ([n for n, age in enumerate(ages) if _same(each, age)] for each in told)
    return len(set(first) | set(second)) < 2


def _same(said: Age, true: Age) -> bool:
    """Whether an age is another one told in larger or smaller units: 14 months are one year, and 8 weeks two months."""
    if said.unit == true.unit:
        return said.number == true.number
    days = true.number * _DAYS[true.unit]
    return abs(days - said.number * _DAYS[said.unit]) < max(_DAYS[said.unit], _DAYS[true.unit]) * 0.99


_BETWEEN = re.compile(
    rf"\b(?:aged|ages)\s{{1,3}}(?:between|from)\s{{1,3}}(?P<n>{NUMBER})(?:\s{{1,3}}(?P<unit>day|week|month|year)s?)?\s{{1,3}}(?:and|to)\s{{1,3}}(?P<n2>{NUMBER})(?:\s{{1,3}}(?P<unit2>day|week|month|year)s?)?",
    re.IGNORECASE,
)
_EXTREME = re.compile(
    rf"\b(?P<which>youngest|oldest|eldest)\b(?:\s{{1,3}}(?:of\s{{1,3}}(?:them|the\s{{1,3}}children)|child|was|being|died|aged|who|only|just|at|the\s{{1,3}}age\s{{1,3}}of)){{0,4}},?\s{{1,3}}(?P<n>{NUMBER})(?:\s{{1,3}}(?P<unit>day|week|month|year)s?)?(?![\w-])",
    re.IGNORECASE,
)


def ages_of_all(case: Case) -> Iterator[Finding]:
    """Yield what CO122 says of ages told of all children: between so much and so much, the youngest and the oldest."""
    ages = [child.age for review in case.inputs.reviews for child in review.children]
    known = sorted((age for age in ages if age), key=lambda age: age.number * _DAYS[age.unit])
    if not known or len(known) < len(ages) or len(known) < 2:
        return
    for passage in case.typed():
        if passage.at[0] != "paper" or not re.search(r"\bchild|\bthey\b|\bdied\b", passage.words, re.IGNORECASE):
            continue
        for match in (*_BETWEEN.finditer(passage.words), *_EXTREME.finditer(passage.words)):
            if passage.holds(match[0]) and (group := _not_extreme(match.groupdict(), known)):
                near = pinned(passage, match.start(group), match.end())
                message = "an age is not the one of the register"
                yield at("CO122", Severity.ERROR, passage, near, message, _HINT)


def _not_extreme(said: dict[str, str | None], known: list[Age]) -> str:
    """Return which of the ages told is not that of the youngest or the oldest child, by its group."""
    unit = (said.get("unit2") or "year").lower()
    if said.get("which"):
        wanted = known[0] if (said["which"] or "").lower() == "youngest" else known[-1]
        return "" if _same(Age(number_of(said["n"] or ""), (said["unit"] or "year").lower()), wanted) else "n"
    first = Age(number_of(said["n"] or ""), (said["unit"] or unit).lower())
    last = Age(number_of(said["n2"] or ""), unit)
    return "n" if not _same(first, known[0]) else "n2" if not _same(last, known[-1]) else ""
