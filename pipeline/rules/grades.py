"""Grades: what Ofsted made of a review, of a part of it, or of several, is told as the letters have it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.models.evaluation import Component, Evaluation
from pipeline.rules.bound import Register
from pipeline.rules.words import NUMBER, at, number_of, pinned, placed_sentences, quoted

_GRADE = "outstanding|good|adequate|inadequate"
_JUDGED = r"graded|judged|rated|evaluated|assessed|found|considered|deemed|thought|marked|classed|awarded|given|received|was|were|is|called"
_GRADED = re.compile(
    rf"\b(?:(?:{_JUDGED})\s{{1,3}}(?:as\s{{1,3}}|to\s{{1,3}}be\s{{1,3}}|a\s{{1,3}}|an\s{{1,3}}|overall\s{{1,3}})*(?P<a>{_GRADE})"
    rf"|(?P<b>{_GRADE})\s{{1,3}}(?:evaluation|grade|judgement|judgment|rating|overall)"
    rf"|(?:evaluation|grade|judgement|judgment|rating)\s{{1,3}}(?:of|was|is)\s{{1,3}}[\"'\u2018\u201c]?(?P<c>{_GRADE})"
    rf"|(?:judged|rated|graded|considered|found|marked|assessed|called)\s{{1,3}}(?:the|this|that|its|it)\s{{1,3}}[^.;,:]{{0,60}}?(?:as|to\s{{1,3}}be)\s{{1,3}}(?:an?\s{{1,3}})?(?P<d>{_GRADE})"
    rf"|(?<=[\w)])\s{{0,2}}[:\u2013-]\s{{1,3}}(?P<e>{_GRADE})(?=\s{{0,2}}(?:[.,;]|$)))\b",
    re.IGNORECASE,
)
_ALSO_GRADED = re.compile(
    rf"(?:^|,|\band|\bbut|;)\s{{1,3}}[^,;.]{{0,60}}?\b(?P<a>{_GRADE})\s{{0,2}}(?=[.,;)]|$|and\b|but\b)", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:judge|grad|rat(?:ed|ing)|evaluat|Ofsted|letter|inspectorate)", re.IGNORECASE)
_FILL = (
    r"(?:\s{1,3}(?:reviews?|evaluations?|reports?|of\s{1,3}them|of\s{1,3}these|of\s{1,3}the|were|was|is|are|as|judged|graded|rated|evaluated|found|to\s{1,3}be|received|been"
    r"|each|an?|IMRs?|(?:individual\s{1,3})?management\s{1,3}reviews?|overview\s{1,3}reports?|executive\s{1,3}summaries|action\s{1,3}plans?|parts?|components?)(?![\w-]))"
)
_COUNT = re.compile(
    rf"(?<![\w,.-])(?P<n>{NUMBER}|none|all)(?:\s{{1,3}}of\s{{1,3}}the\s{{1,3}}{NUMBER})?{_FILL}{{0,6}}\s{{1,3}}(?P<grade>{_GRADE})(?![\w-])",
    re.IGNORECASE,
)
_IN_CASES = re.compile(
    rf"\b(?P<grade>{_GRADE})\s{{1,3}}in\s{{1,3}}(?P<n>{NUMBER})\s{{1,3}}(?:cases|reviews|of\b)|\b(?P<grade2>{_GRADE})(?::\s{{1,3}}|\s{{1,3}}\()(?P<n2>{NUMBER})\b\)?",
    re.IGNORECASE,
)
_PARTS = {
    "individual management review": re.compile(
        r"\b(?:(?:individual\s{1,3})?management\s{1,3}reviews?|IMRs?)\b", re.IGNORECASE
    ),
    "overview report": re.compile(r"\boverview(?:\s{1,3}reports?)?\b", re.IGNORECASE),
    "executive summary": re.compile(r"\bexecutive\s{1,3}summar(?:y|ies)\b", re.IGNORECASE),
    "action plan": re.compile(r"\baction\s{1,3}plans?\b", re.IGNORECASE),
}
_PART = re.compile(
    r"\b(?:management reviews?|IMRs?|overview|executive summar\w+|action plans?|part of|part was|parts?|components?|home|school|service was|nursery)\b",
    re.IGNORECASE,
)
_PART_NEXT = re.compile(
    rf"\b(?P<grade>{_GRADE})\s{{1,3}}(?:(?:individual\s{{1,3}})?management\s{{1,3}}review|IMR|overview\s{{1,3}}report|executive\s{{1,3}}summary|action\s{{1,3}}plan)\b",
    re.IGNORECASE,
)
_HINT = "Compare it with the evaluation letter, or place {{ sentence.grades }}."


def grades(case: Case) -> Iterable[Finding]:
    """CO120: a grade is typed, of a review, of a part of one or of several, and the data give another."""
    if not case.inputs.evaluations:
        return
    register = Register(case)
    seen: set[tuple[object, int]] = set()
    for passage in case.typed():
        if passage.at[0] != "paper" or not re.search(_GRADE, passage.words, re.IGNORECASE):
            continue
        last = list[int]()
        for start, sentence in placed_sentences(passage.words):
            named = register.reviews_in(sentence)
            for found in (
                _counts(case, sentence),
                _parts(case, sentence, named, last),
                _reviews(case, register, sentence, last),
            ):
                for first, end, true in found:
                    key = (passage.at, start + first)
                    if key not in seen and passage.holds(sentence[first:end]):
                        seen.add(key)
                        yield _finding(passage, start + first, start + end, true)
            last = named or last


def _finding(passage: Passage, start: int, end: int, true: str) -> Finding:
    message = f"{quoted(passage, passage.words[start:end])}: the data give {true}"
    return at("CO120", Severity.ERROR, passage, pinned(passage, start, end), message, _HINT)


def _counts(case: Case, sentence: str) -> Iterator[tuple[int, int, str]]:
    """One review was judged good, and two adequate: as many as the letters give the grade to."""
    if not (_ABOUT.search(sentence) or re.match(r"Of (?:these|those|them)\b", sentence)) or re.search(
        r"\b(?:home|homes|schools?|services?|nurser\w+|colleges?)\b", sentence
    ):
        return
    overall = Counter(str(each.grade) for each in case.inputs.evaluations)
    every = [part for each in case.inputs.evaluations for part in each.components]
    for match in (*_COUNT.finditer(sentence), *_IN_CASES.finditer(sentence)):
        groups = match.groupdict()
        grade = (groups.get("grade") or groups.get("grade2") or "").lower()
        number = groups.get("n") or groups.get("n2") or ""
        part = next((name for name, words in _PARTS.items() if words.search(match[0])), None)
        parts = [each for each in every if each.part == part]
        if part and not parts:
            continue
        count = sum(each.grade == grade for each in parts) if part else overall[grade]
        said = len(parts if part else case.inputs.evaluations) if number.lower() == "all" else number_of(number)
        if said != count and not (part is None and _PART.search(sentence)):
            yield match.start(), match.end(), str(count)


def _parts(case: Case, sentence: str, named: list[int], last: list[int]) -> Iterator[tuple[int, int, str]]:
    """An outstanding management review of the Schools Service: the grade of the part, of the agency that is named."""
    found = [(match, match["grade"]) for match in _PART_NEXT.finditer(sentence)]
    found += [(match, match["a"]) for match in _after_a_part(sentence)]
    for match, grade in found:
        told = match[0] if match.re is _PART_NEXT else sentence[max(0, match.start() - 80) : match.end()]
        parts = _meant(case, told, sentence, named) or (
            _meant(case, told, sentence, last) if not named and last else []
        )
        if parts and all(part.grade != grade.lower() for part in parts):
            yield match.start(), match.end(), " or ".join(sorted({part.grade for part in parts}))


def _after_a_part(sentence: str) -> Iterator[re.Match[str]]:
    """Yield the grades that a part is said to be: its overview report was judged good."""
    for match in _GRADED.finditer(sentence):
        before = re.split(r"[;:,]|\band\s(?:the|its|an?|that|their)\b", sentence[: match.start()])[-1]
        if match["a"] and any(words.search(before) for words in _PARTS.values()):
            yield match


def _meant(case: Case, told: str, sentence: str, reviews: list[int]) -> list[Component]:
    """Return the parts of reviews that words tell of: by kind, by agency where one is named, by the child's review."""
    ids = {case.inputs.reviews[index].id for index in reviews}
    judged: list[Evaluation] = [each for each in case.inputs.evaluations if not ids or each.review in ids]
    named = [(found[-1].end(), name) for name, words in _PARTS.items() if (found := list(words.finditer(told)))]
    part = max(named)[1] if named else ""
    parts = [each for evaluation in judged for each in evaluation.components if each.part == part]
    agency = [each for each in parts if each.agency and each.agency in sentence]
    return agency or (parts if ids else [])


def _reviews(case: Case, register: Register, sentence: str, last: list[int]) -> Iterator[tuple[int, int, str]]:
    """The review of Child G was judged good: the grade of the review whose child is named, or was last."""
    of = {evaluation.review: evaluation.grade for evaluation in case.inputs.evaluations}
    for first, clause in _clauses(sentence):
        named = register.reviews_in(clause)
        if not named and not re.search(
            r"\b(?:[Ii]t|[Tt]he review|[Tt]he report|[Tt]his review|[Tt]he evaluation|[Tt]he letter)\b", clause
        ):
            continue
        about = named or (last if len(last) == 1 and not register.reviews_in(sentence) else [])
        matches = list(_GRADED.finditer(clause)) or (
            list(_ALSO_GRADED.finditer(clause)) if _ABOUT.search(sentence) and named else []
        )
        for match in matches:
            groups = match.groupdict()
            said = (
                groups.get("a") or groups.get("b") or groups.get("c") or groups.get("d") or groups.get("e") or ""
            ).lower()
            grades_ = {of.get(case.inputs.reviews[index].id) for index in about}
            weak = re.match(r"(?:was|were|is|found|called|given|received)\b", match[0], re.IGNORECASE) and not (
                _ABOUT.search(sentence)
                and re.search(r"\b(?:review|report|evaluation|grade|judgement|rating)\b", clause, re.IGNORECASE)
            )
            if (
                len(about) == 1
                and None not in grades_
                and said not in grades_
                and not _PART.search(clause)
                and not weak
            ):
                yield first + match.start(), first + match.end(), " or ".join(sorted(str(grade) for grade in grades_))


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    """Yield the clauses of a sentence: each tells of one review, or of several alike."""
    ends = [
        match.end()
        for match in re.finditer(
            r";\s|:\s|,\s(?:and\s|but\s|while\s|whereas\s)?|\s(?:and|but|while|whereas)\s(?=(?:that|the|of|an?|Child|for)\b)",
            sentence,
        )
    ]
    joined = [0]
    for end in ends:
        # Child S and Child T are one subject: a clause begins where a grade went before it.
        if re.search(_GRADE, sentence[joined[-1] : end], re.IGNORECASE):
            joined.append(end)
    for first, end in zip(joined, [*joined[1:], len(sentence)], strict=True):
        yield first, sentence[first:end]
