"""References: what a paper points to by hand is there: appendices, sections, paragraphs, tables and options."""

import re
from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.rules.words import at, found, pinned, quoted

_LABEL = r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Z](?:\.\d{1,3})?|[IVX]{2,5})"
_POINTS = re.compile(
    rf"\b(?P<kind>Appendix|Appendices|Annex(?:es|e)?|Tables?|paragraphs?|paras?|sections?|Options?)\.?\s{{1,3}}(?P<first>(?-i:{_LABEL}))(?![\w(]|['\u2019]\w|\.\d)"
    rf"(?P<more>(?:(?:,\s{{1,3}}|\s{{1,3}}(?:and|to|or)\s{{1,3}})(?-i:{_LABEL})(?![\w(]|\.\d)){{0,6}})",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^\s{1,3}(?:of|to|in)\s{1,3}(?!this\b|the paper\b|the report\b)|^[^.;]{0,60}\b(?:Act|Regulations|Order|guidance)\b"
)
_LAW = re.compile(
    r"\b(?:Act|Regulations|Order|SI|Working Together|guidance|Schedule|report of|letter|statute)\b[^.;]{0,60}$"
)
_OF_ANOTHER = re.compile(
    r"\b(?:on this agenda|agenda item|document|Appendix|Annex|strategy|plan|policy|constitution|code|protocol|previous report|minutes|appended|attached)\b[^.;]{0,16}$",
    re.IGNORECASE,
)
_IN_LAW = re.compile(
    r"^\s{1,3}(?:enquir|inquir|agreement|officer|notice|duty|duties|assessment|order|application|investigation|plan|visit|report|audit|power|money|funding|child|review"
    r"|certificate|meeting|request|accommodat|consent|statement)",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:see|see also|in|at|from|and in|as|given in|set out in|described in|explained in|shown in|listed in|with|to|(?:set|given|described|explained|shown) (?:out )?(?:at|by|under))\s{1,3}$"
    r"|(?:^|[.(;]\s{0,2})$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^\s{1,3}(?:above|below|of this|explains?|shows?|sets?|gives?|describes?|lists?|has|deals|tells|says)\b",
    re.IGNORECASE,
)
_KNOWN_LAW = {
    "7",
    "8",
    "10",
    "11",
    "17",
    "20",
    "25",
    "31",
    "32",
    "34",
    "37",
    "38",
    "42",
    "47",
    "52",
    "75",
    "85",
    "106",
    "114",
    "117",
    "136",
    "151",
}
"""Sections of Acts that officers name by their numbers alone."""

_KINDS = {"app": "appendix", "ann": "appendix", "tab": "table", "par": "paragraph", "sec": "section", "opt": "option"}


def points_to_nothing(case: Case) -> Iterable[Finding]:
    """CO126: the words name an appendix, a table, a section, a paragraph or an option that the paper does not have."""
    have = _labels(case)
    seen: set[tuple[object, str]] = set()
    for passage, match in found(case, _POINTS, fields=True):
        after = passage.words[match.end() : match.end() + 80]
        before = passage.words[max(0, match.start() - 80) : match.start()]
        kind = _KINDS[match["kind"][:3].lower()]
        if (
            _ELSEWHERE.search(after)
            or _LAW.search(before)
            or _OF_ANOTHER.search(before)
            or not _points(kind, match, before, after, have)
        ):
            continue
        for label, start, end in _told(match):
            words = passage.words[start:end]
            if not _is_there(kind, label, have) and (passage.at, words.lower()) not in seen:
                seen.add((passage.at, words.lower()))
                message = f"{quoted(passage, words)}: this paper has none"
                hint = "Name its label instead, {{ ref.its-label }}, and the number is always right."
                yield at("CO126", Severity.WARNING, passage, pinned(passage, start, end), message, hint)


def _labels(case: Case) -> dict[str, set[str]]:
    """Return the labels that a paper prints, by kind: appendices, tables, numbers of sections and of paragraphs."""
    have: dict[str, set[str]] = {kind: set() for kind in _KINDS.values()}
    for passage in case.passages:
        for name, label in re.findall(r"\b(Appendix|Annex|Table|Option)\s(\w{1,5})", passage.number, re.IGNORECASE):
            have[_KINDS[name[:3].lower()]].add(label.lower())
        number = passage.number.strip(".:() ")
        if re.fullmatch(r"\w{1,3}(?:\.\d{1,3}){0,4}", number):
            have["paragraph"].add(number.lower())
            have["section"] |= {number.lower(), number.removesuffix(".0").lower()}
    have["option"] |= {str(number) for number, _ in enumerate(case.inputs.paper.options, start=1)}
    if have["option"]:
        have["option"] |= {chr(ord("a") + number) for number in range(min(26, len(case.inputs.paper.options)))}
    return have


def _points(kind: str, match: re.Match[str], before: str, after: str, have: dict[str, set[str]]) -> bool:
    """Whether words point into this paper: a section may be an Act's, and a paragraph without a point a letter's."""
    first = match["first"]
    if kind == "option":
        return bool(have["option"]) and match["kind"][0] == "O"
    if kind == "paragraph":
        return "." in first
    if kind == "section":
        if not first[0].isdigit() or not have["section"] or _IN_LAW.search(after):
            return False
        says = _SAYS.search(after) or re.search(
            r"\b(?:set out|given|described|explained|shown|listed|see|reasons)\b[^.;]{0,24}$", before, re.IGNORECASE
        )
        return bool(says) or (first not in _KNOWN_LAW and _POINTING.search(before) is not None and len(first) < 4)
    return first[0].isupper() or first[0].isdigit()


def _told(match: re.Match[str]) -> list[tuple[str, int, int]]:
    """Return the labels that a reference names, each with where it stands; the first with its noun."""
    told = [(match["first"], match.start(), match.end("first"))]
    for label in re.finditer(_LABEL, match["more"]):
        start = match.start("more") + label.start()
        told.append((label[0], start, start + len(label[0])))
    return told


def _is_there(kind: str, label: str, have: dict[str, set[str]]) -> bool:
    return label.lower() in have[kind] or (kind == "section" and label.lower() in have["paragraph"])
