"""Hands: how many children died at a parent's hands, and in how many cases somebody was convicted, is what the register has."""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.models.review import Review
from pipeline.rules.words import NUMBER, at, found, number_of, pinned, placed_sentences, quoted

_DONE = re.compile(
    r"\b(?:at\s{1,3}the\s{1,3}hands\s{1,3}of|(?:killed|murdered|caused)\s{1,3}by)\s{1,3}[^.;]{0,30}?\b(?:parents?|mothers?|fathers?|carers?|step-?fathers?|family)\b",
    re.IGNORECASE,
)
_CONVICTED = re.compile(
    r"\b(?:convicted|convictions?|found\s{1,3}guilty|found\s{1,3}(?:to\s{1,3}be\s{1,3})?responsible|criminal\s{1,3}(?:proceedings|trials?)|imprisoned|sentenced)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|nobody|without|never|neither|none|awaits?|pending|may|might|whether)\b", re.IGNORECASE)
_SAID = re.compile(
    rf"(?<![\w-])(?:(?P<all>all)(?:\s{{1,3}}of)?(?:\s{{1,3}}the)?(?:\s{{1,3}}{NUMBER})?|(?P<n>{NUMBER})(?:\s{{1,3}}(?:out\s{{1,3}})?of\s{{1,3}}"
    rf"(?P<of>the|these|those|them|which|whom|our)(?:\s{{1,3}}{NUMBER})?)?)(?:\s{{1,3}}(?P<noun>children|cases|reviews|deaths|brothers|sisters|boys|girls"
    r"|parents?|mothers?|fathers?|people|adults?|men|women))?(?![\w-])",
    re.IGNORECASE,
)
_CHILDREN = {"children", "deaths", "brothers", "sisters", "boys", "girls"}
_ADULTS = {"parent", "parents", "mother", "mothers", "father", "fathers", "people", "adult", "adults", "men", "women"}


def at_the_hands(case: Case) -> Iterable[Finding]:
    """CO113: how many died at a parent's hands, or in how many cases somebody was convicted, is typed, and the data have others."""
    held = [review for review in case.inputs.reviews if review.responsible]
    for passage, sentence, start in _sentences(case) if held else ():
        names = [child.name for review in case.inputs.reviews for child in review.children]
        if any(name in sentence for name in names):
            continue
        for done, hands in ((_DONE.search(sentence), True), (_CONVICTED.search(sentence), False)):
            said = _number_for(sentence, done) if done else None
            if done and said:
                true = _true(held, said, hands=hands, sentence=sentence)
                number = len(case.inputs.reviews) if said["all"] else number_of(said["n"])
                if said["all"] and said["noun"] and said["noun"].lower() in _CHILDREN:
                    number = sum(len(review.children) for review in case.inputs.reviews)
                if number not in true and passage.holds(said[0]):
                    told = _told(true, held)
                    yield _finding(passage, sentence, start, said, done, told)
                break


def _sentences(case: Case) -> Iterator[tuple[Passage, str, int]]:
    words = re.compile(
        r"hands of|killed|murdered|caused by|convict|guilty|responsible|criminal|imprisoned|sentenced", re.IGNORECASE
    )
    for passage, _ in {id(passage): (passage, match) for passage, match in found(case, words)}.values():
        for start, sentence in placed_sentences(passage.words):
            if not passage.restricted:
                yield passage, sentence, start


def _number_for(sentence: str, done: re.Match[str]) -> re.Match[str] | None:
    """Return the number that what was done is told of: the last before it in its clause, or the first after it."""
    clause = max(sentence.rfind(mark, 0, done.start()) for mark in (";", ":"))
    before = list(_SAID.finditer(sentence, max(clause + 1, 0), done.start()))
    if _NOT.search(sentence, max(clause + 1, done.start() - 40), done.start()):
        return None
    if before and done.start() - before[-1].end() < 90 and (before[-1]["noun"] or "").lower() not in _ADULTS:
        return before[-1]
    after = _SAID.search(sentence, done.end(), min(len(sentence), done.end() + 50))
    in_cases = after and re.search(r"\bin\s{1,3}$", sentence[done.end() : after.start()])
    if after and in_cases:
        return after
    return before[-1] if before and done.start() - before[-1].end() < 90 else None


def _true(held: list[Review], said: re.Match[str], *, hands: bool, sentence: str) -> set[int]:
    """Return the numbers that the register allows: of children, of cases, or of adults."""
    noun = (said["noun"] or "").lower()
    children, cases = sum(len(review.children) for review in held), len(held)
    adults = [each for review in held for each in review.responsible]
    if noun in _ADULTS:
        of_kind = [each for each in adults if noun.rstrip("s") in each.relationship.lower()]
        return {len(adults), len(of_kind), sum(each.convicted is not None for each in adults), cases}
    if noun in _CHILDREN or (said["of"] or "").lower() == "whom":
        return {children}
    if noun in {"cases", "reviews"}:
        return {cases}
    before = sentence[: said.start()].lower()
    spoken = [
        (before.rfind(word), word) for word in ("children", "deaths", "brothers", "cases", "reviews") if word in before
    ]
    if hands or (spoken and max(spoken)[1] in _CHILDREN):
        return {children} if not spoken or max(spoken)[1] in _CHILDREN else {cases}
    return {cases, children} if not spoken else {cases}


def _told(true: set[int], held: list[Review]) -> str:
    data = " or ".join(str(number) for number in sorted(true))
    return f"{data} children" if true == {sum(len(review.children) for review in held)} else data


def _finding(
    passage: Passage, sentence: str, start: int, said: re.Match[str], done: re.Match[str], true: str
) -> Finding:
    first, last = min(said.start(), done.start()), max(said.end(), done.end())
    message = (
        f"{quoted(passage, sentence[first:last])}: the data give {true} in reviews where somebody was found responsible"
    )
    near = pinned(passage, start + said.start(), start + said.end())
    return at("CO113", Severity.ERROR, passage, near, message, "Count children, not cases.")
