"""Counting: numbers of reviews, children, actions and other things that a paper types agree with its data."""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Path, Severity
from pipeline.rules.nouns import COUNTED, Nouns, kind_of
from pipeline.rules.words import NUMBER, at, found, number_of, pinned, quoted

_KIND = (
    r"(?:(?!children\b|deaths\b|of\b|and\b|or\b|to\b|in\b|other\b|further\b|more\b|new\b|individual\b|management\b|annual\b)"
    r"[a-z-]{2,15}\s{1,3}(?=(?:[a-z-]{2,15}\s{1,3})?(?:reviews|actions|agencies|options|reports)\b)){0,2}"
)
"""Up to two words that say what kind of things: nine agreed actions, six most recent reviews."""

_OF = re.compile(
    rf"\b(?P<part>{NUMBER}|none)\s{{1,3}}(?:out\s{{1,3}})?of\s{{1,3}}(?:the|its|these|those|our|all)\s{{1,3}}(?P<whole>{NUMBER})\s{{1,3}}"
    rf"{_KIND}(?P<noun>{COUNTED})\b(?!['\u2019])",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b(?:(?P<all>all|all the|all of the|the|these|those|submitted|completed|total of)\s{{1,3}})?(?P<whole>{NUMBER})\s{{1,3}}"
    rf"(?P<done>completed\s{{1,3}}|submitted\s{{1,3}})?{_KIND}(?P<noun>{COUNTED})\b(?!['\u2019])",
    re.IGNORECASE,
)
_DEATHS = re.compile(
    rf"\b(?:deaths?\s{{1,3}}of\s{{1,3}}(?:the\s{{1,3}})?(?P<of>{NUMBER})\s{{1,3}}(?:[a-z]{{2,9}}\s{{1,3}})?(?:children|boys|girls|young\s{{1,3}}people)"
    rf"|(?P<who>{NUMBER})\s{{1,3}}(?:[a-z]{{2,9}}\s{{1,3}})?children\s{{1,3}}(?:who\s{{1,3}})?(?:have\s{{1,3}}|had\s{{1,3}})?(?:died|were\s{{1,3}}killed)"
    rf"|(?P<deaths>{NUMBER})\s{{1,3}}deaths)\b(?!\s{{1,3}}(?:in|between|from|during|since|of)\b)",
    re.IGNORECASE,
)
_WERE = re.compile(
    rf"\b(?P<part>{NUMBER}|none|all)(?:\s{{1,3}}of\s{{1,3}}(?:the|these|them|those|which)(?:\s{{1,3}}{NUMBER})?(?:\s{{1,3}}(?:reviews|cases))?|\s{{1,3}}reviews)?"
    rf"\s{{1,3}}(?:is|are|was|were)\s{{1,3}}(?:a\s{{1,3}})?(?P<noun>(?:serious\s{{1,3}}case|(?:local\s{{1,3}})?(?:child\s{{1,3}}safeguarding\s{{1,3}})?practice|rapid)\s{{1,3}}reviews?)\b",
    re.IGNORECASE,
)
_SEXES = re.compile(
    rf"\b(?P<part>{NUMBER}|none|all)(?:\s{{1,3}}of\s{{1,3}}(?:the|these|them|those|whom)(?:\s{{1,3}}{NUMBER})?)?(?:\s{{1,3}}(?:children|deaths))?"
    r"\s{1,3}(?:is|are|was|were)\s{1,3}(?:a\s{1,3}|of\s{1,3})?(?P<sex>boys?|girls?|male|female)\b",
    re.IGNORECASE,
)
_SET_OUT = re.compile(
    r"\s{1,3}(?:were|are|have been|was)\s{1,3}(?:considered|set out|described|offered|looked at|examined|appraised|put|attached|compared|given)\b"
)
_OF_ALL = re.compile(
    r"\b(?:(?:this|the)\s{1,3}(?:paper|report)|(?:the|these|all)\s{1,3}(?:[a-z]{2,9}\s{1,3}){0,3}(?:reviews|cases)|they)\s{1,3}(?:all\s{1,3})?"
    r"(?:is\s{1,3}about|are\s{1,3}about|concern(?:s|ed)?|covers?|tells?\s{1,3}of|considers?|deals?\s{1,3}with|relates?\s{1,3}to)\s{1,3}(?:the\s{1,3})?$"
    r"|\bplans?\s{1,3}(?:contains?|holds?|has|have|lists?|comprises?|consists?\s{1,3}of|sets?\s{1,3}out)\s{1,3}$",
    re.IGNORECASE,
)
"""What stands before a number that is of all: this paper is about, they concern, the plans contain."""

_NARROWED = re.compile(r"\s{1,3}(?:for|of|by|with|that|which|about|from|on|in)\b")

_OF_THE_ACTIONS = re.compile(r"\bactions\b[^.;]{0,24}\b(?:to|of|by|across|between|among|with|for)$", re.IGNORECASE)
_THERE = re.compile(r"\b(?:there (?:are|were)|has|have|with|offers?|considers?|sets out)$", re.IGNORECASE)
_FOR = re.compile(
    rf"\b(?P<n>{NUMBER})\s{{1,3}}(?:agreed\s{{1,3}})?actions\s{{1,3}}(?:are\s{{1,3}}|were\s{{1,3}})?(?:for|of|from|about|arising from|that came from|came from|by|with)"
    r"\s{1,3}(?:the\s{1,3}review\s{1,3}of\s{1,3}|the\s{1,3})?",
    re.IGNORECASE,
)
_HAS = re.compile(
    rf"\s{{1,3}}(?:has|have|had|owns|leads|is responsible for)\s{{1,3}}(?P<n>{NUMBER})\s{{1,3}}actions\b", re.IGNORECASE
)
_SHARE = re.compile(
    r"\b(?:further|other|last|first|least|most|than|over|next|previous|per|another|additional|remaining|about|around|some|every|up to)$",
    re.IGNORECASE,
)
_PART_OF = re.compile(rf"\b(?:{NUMBER}|some|most|each|any|none|many|several|half)\s{{1,3}}of$", re.IGNORECASE)
_ONLY_AS_A_WHOLE = (
    "summaries",
    "reports",
    "evaluations",
    "letters",
    "agencies",
    "options",
    "appendices",
    "people",
    "boys",
    "girls",
    "deaths",
)
"""Nouns that the data need not be the only ones to have: only with a word such as all or the are they meant as a whole."""

_HINT = "Name the fact instead of typing it: {{ reviews.count | words }}; cabinet-papers facts lists all."


def counts(case: Case) -> Iterable[Finding]:
    """CO112: a number of reviews, cases, children, actions or other things is typed, and the data give another."""
    nouns = Nouns(case)
    seen: set[tuple[Path, str]] = set()
    for rule in (_parts, _wholes, _deaths, _kinds, _sexes, _of_groups):
        for finding in rule(case, nouns):
            first = (finding.at, finding.near[:16])
            if first not in seen:
                seen.add(first)
                yield finding


def _parts(case: Case, nouns: Nouns) -> Iterator[Finding]:
    """Three of the four reviews: are there four, and is three a part of them?"""
    for passage, match in found(case, _OF, fields=True):
        true, part, whole = nouns.true(match["noun"]), number_of(match["part"]), number_of(match["whole"])
        if true and whole not in true and not _of_a_share(nouns, match["noun"], whole):
            yield _miscounted(passage, match.start(), match.end(), true)
        elif part > whole:
            message = f"{quoted(passage, match[0])}: a part is larger than the whole"
            near = pinned(passage, match.start(), match.end())
            yield at("CO112", Severity.WARNING, passage, near, message, "Count again.")


_SOME = re.compile(r"\s{1,3}(?:with|whose|most|chiefly|mainly|chosen|named|listed|in question)\b", re.IGNORECASE)
"""What follows where only some are meant: the three agencies with most to do."""


def _of_a_share(nouns: Nouns, noun: str, whole: int) -> bool:
    """Whether a whole may be one of things that only share their name: two of the three reports."""
    return noun.lower().split()[-1] in _ONLY_AS_A_WHOLE and whole <= max(nouns.true(noun))


def _wholes(case: Case, nouns: Nouns) -> Iterator[Finding]:
    for passage, match in found(case, _ALL, fields=True):
        true = nouns.true(match["noun"])
        if true and number_of(match["whole"]) not in true and _is_a_whole(passage, match, max(true)):
            yield _miscounted(passage, match.start("whole"), match.end(), true)


def _is_a_whole(passage: Passage, match: re.Match[str], most: int) -> bool:
    """Whether a number counts them all: all four, the four, four completed; or more than there are, which no share can be.

    "Two cases" by itself may be a share, and so is what follows "of the", "a further" and the like.
    """
    before = " ".join(passage.words[max(0, match.start() - 30) : match.start()].lower().split())
    spoken = _OF_ALL.search(passage.words[max(0, match.start() - 60) : match.start("whole")]) is not None
    small = match["whole"].lower() in {"both", "no", "one", "1", "0"}
    some = (_SHARE.search(before) and not spoken) or _PART_OF.search(before) or _SOME.match(passage.words, match.end())
    if some or small:
        return False
    determined, noun = (match["all"] or "").lower(), match["noun"].lower().split()[-1]
    whole = determined.startswith(("all", "the", "submitted", "completed", "total")) or bool(match["done"])
    action = noun == "actions" and not determined.startswith("all")
    if noun in {"options", "appendices"}:
        told = _SET_OUT.match(passage.words, match.end()) or _THERE.search(before)
        return bool(told) or determined.startswith(("all", "the ", "these")) or determined == "the"
    if noun == "agencies" and _OF_THE_ACTIONS.search(before):
        return True
    if noun in _ONLY_AS_A_WHOLE:
        return determined.startswith(("all", "the ", "these", "total")) or determined == "the"
    said = number_of(match["whole"])
    if spoken and not (noun == "actions" and _NARROWED.match(passage.words, match.end())):
        return True
    return most < said <= 3 * most + 10 or (whole and not action)


def _deaths(case: Case, nouns: Nouns) -> Iterator[Finding]:
    """The deaths of four children: as many as the register has."""
    children = nouns.children
    for passage, match in found(case, _DEATHS, fields=True) if children else ():
        group = next(name for name in ("of", "who", "deaths") if match[name])
        before = passage.words[max(0, match.start() - 20) : match.start()].strip()
        said = number_of(match[group])
        if said != len(children) and said and not _SHARE.search(before) and not _PART_OF.search(before):
            yield _miscounted(passage, match.start(group), match.end(), {len(children)})


def _kinds(case: Case, nouns: Nouns) -> Iterator[Finding]:
    """Two of the four reviews were serious case reviews: as many as are of the kind."""
    for passage, match in found(case, _WERE) if case.inputs.reviews else ():
        kind = kind_of(match["noun"])
        count = len(nouns.of_kind(kind)) if kind else 0
        said = len(case.inputs.reviews) if match["part"].lower() == "all" else number_of(match["part"])
        if said != count:
            yield _miscounted(passage, match.start(), match.end(), {count})


def _sexes(case: Case, nouns: Nouns) -> Iterator[Finding]:
    """Two of the four children were girls: as many as the register has, where it says of each."""
    if not nouns.children or any(child.sex is None for child in nouns.children):
        return
    for passage, match in found(case, _SEXES):
        wanted = "male" if match["sex"].lower().startswith(("boy", "male")) else "female"
        count = sum(child.sex == wanted for child in nouns.children)
        said = len(nouns.children) if match["part"].lower() == "all" else number_of(match["part"])
        if said != count:
            yield _miscounted(passage, match.start(), match.end(), {count})


def _of_groups(case: Case, nouns: Nouns) -> Iterator[Finding]:
    """Four actions for Child X, or of an agency: as many as the plan has of it."""
    del nouns
    groups = _groups(case)
    for passage, match in found(case, _FOR) if groups else ():
        rest = passage.words[match.end() : match.end() + 120]
        name = next((name for name in groups if rest.startswith(name)), None)
        if name and number_of(match["n"]) != groups[name] and not _narrowed(passage, match, len(name)):
            yield _miscounted(passage, match.start(), match.end() + len(name), {groups[name]})
    for passage, match in found(case, _HAS) if groups else ():
        before = passage.words[: match.start()]
        name = next((name for name in groups if before.endswith(name)), None)
        if name and number_of(match["n"]) != groups[name] and not _narrowed(passage, match, 0):
            yield _miscounted(passage, match.start("n"), match.end(), {groups[name]})


def _narrowed(passage: Passage, match: re.Match[str], more: int) -> bool:
    """Whether what follows tells of some of a group's actions only, or what stands before does."""
    before = passage.words[max(0, match.start() - 20) : match.start()].strip()
    after = passage.words[match.end() + more : match.end() + more + 30]
    return bool(
        _SHARE.search(before)
        or _PART_OF.search(before)
        or re.match(r"\s{1,3}(?:that|which|is|are|were|was|have)\b", after)
    )


def _groups(case: Case) -> dict[str, int]:
    """Return how many actions each agency and each child's review has, longest names first."""
    counted: dict[str, int] = {}
    children = {review.id: [child.name for child in review.children] for review in case.inputs.reviews}
    for action in case.inputs.actions.actions:
        for name in (action.agency, *children.get(action.review, ())):
            counted[name] = counted.get(name, 0) + 1
    return dict(sorted(counted.items(), key=lambda each: -len(each[0])))


def _miscounted(passage: Passage, start: int, end: int, true: set[int]) -> Finding:
    data = " or ".join(str(number) for number in sorted(true))
    message = f"{quoted(passage, passage.words[start:end])}: the data give {data}"
    return at("CO112", Severity.WARNING, passage, pinned(passage, start, end), message, _HINT)
