"""Promises: what the purpose says that a paper tells, it tells."""

import re
from collections.abc import Iterable

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.words import NUMBER, at, near_to

_PROGRESS = re.compile(
    r"\bprogress\b[^.]{0,60}\baction\s{1,3}plans?\b"
    r"|\bprogress\s{1,3}(?:of|on|with|against|in|made (?:on|with|against|in))\s{1,3}(?:[a-z]{2,12}\s{1,3}){0,3}actions\b|\bhow far\b[^.]{0,40}\bactions\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"\b{NUMBER}\s{{1,3}}(?:[a-z]{{1,12}}\s{{1,3}}){{0,3}}actions?\b|\bactions?\s{{1,3}}\(?{NUMBER}\b", re.IGNORECASE
)
_OUTCOME = re.compile(
    r"\b(?:outcomes?|results?|grades?|conclusions?|judgements?|findings)\b[^.]{0,60}\bevaluations?\b"
    r"|\bhow\b[^.]{0,40}\bevaluated\b|\bevaluations?\b[^.]{0,20}\b(?:outcomes?|results?)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:outstanding|good|adequate|inadequate)\b[^.]{0,40}\b(?:evaluation|grade|judgement|rating)|\b(?:judged|graded|rated|evaluated)\b"
    r"|\bevaluations?\b[^.]{0,60}\b(?:found|was|were|received|awaited)\b",
    re.IGNORECASE,
)
_TOPICS = (
    (
        re.compile(r"\b(?:learning|lessons)\b[^.]{0,30}\bfrom\b[^.]{0,40}\breviews?\b", re.IGNORECASE),
        re.compile(r"\b(?:learn\w*|lessons?|reviews?)\b", re.IGNORECASE),
        "what was learnt from reviews",
    ),
    (
        re.compile(r"\b(?:results?|outcomes?|responses?|replies)\b[^.]{0,20}\bconsultation\b", re.IGNORECASE),
        re.compile(r"\bconsult\w*", re.IGNORECASE),
        "the outcome of a consultation",
    ),
    (re.compile(r"\boptions\b", re.IGNORECASE), re.compile(r"\boptions?\b", re.IGNORECASE), "options"),
    (
        re.compile(r"\b(?:findings|outcome|result)s?\b[^.]{0,30}\binspection\b", re.IGNORECASE),
        re.compile(r"\binspect\w*", re.IGNORECASE),
        "the outcome of an inspection",
    ),
    (
        re.compile(r"\bannual report\b", re.IGNORECASE),
        re.compile(r"\bannual report|\bthe year\b", re.IGNORECASE),
        "an annual report",
    ),
)
"""What a purpose may promise besides, and the words without which a paper cannot keep it."""

_COVER = {("paper", "purpose"), ("paper", "recommendation"), ("paper", "title")}


def promises_progress(case: Case) -> Iterable[Finding]:
    """CO116: the purpose promises what the paper does not tell: progress of actions without a count, or another subject."""
    body = [passage for passage in case.passages if passage.at not in _COVER]
    for passage, match in _promised(case, _PROGRESS):
        if not any(_TOLD.search(each.words) for each in case.passages if each.at != passage.at):
            message = "the purpose promises the progress of action plans, and the paper gives no count of actions"
            hint = "Say how many actions there are and how many are complete: {{ actions.complete }} of {{ actions.count }}."
            yield at("CO116", Severity.WARNING, passage, near_to(passage, match.start(), match[0]), message, hint)
        break
    for promise, kept, what in _TOPICS:
        for passage, match in _promised(case, promise):
            if body and not any(kept.search(each.words) for each in body):
                message = f"the purpose promises {what}, and the paper says nothing of it"
                hint = "Say it in the paper, or take it out of the purpose."
                yield at("CO116", Severity.WARNING, passage, near_to(passage, match.start(), match[0]), message, hint)
            break


def promises_outcome(case: Case) -> Iterable[Finding]:
    """CO121: the purpose promises the outcome of evaluations, and one is still awaited, or the paper has none."""
    evaluations = case.inputs.evaluations
    awaited = sum(evaluation.grade == "awaited" for evaluation in evaluations)
    for passage, match in _promised(case, _OUTCOME):
        near = match[0].split()[0] if awaited else near_to(passage, match.start(), match[0])
        if awaited:
            message = f"the purpose promises the outcome of evaluations, and {awaited} of them {'is' if awaited == 1 else 'are'} awaited"
            hint = "Say in the purpose which outcomes the paper reports, and which are to come."
        elif not evaluations and _of_reviews(passage, match) and not _tells_of_judgements(case):
            message = "the purpose promises the outcome of an evaluation, and the paper has none"
            hint = "Add evaluations.yaml and a sentence on each, or take it out of the purpose."
        else:
            return
        yield at("CO121", Severity.WARNING, passage, near, message, hint)
        return


def _promised(case: Case, pattern: re.Pattern[str]) -> Iterable[tuple[Passage, re.Match[str]]]:
    """Yield where the purpose has words; a fact may give some of them."""
    for passage in case.typed():
        if passage.at == ("paper", "purpose"):
            yield from ((passage, match) for match in pattern.finditer(passage.words))


def _of_reviews(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the evaluation is one of reviews: a scheme or a pilot is evaluated, too."""
    around = passage.words[max(0, match.start() - 40) : match.end() + 60]
    return re.search(r"\breviews?\b|\bOfsted\b", around, re.IGNORECASE) is not None


def _tells_of_judgements(case: Case) -> bool:
    return any(_JUDGED.search(passage.words) for passage in case.passages if passage.at not in _COVER)
