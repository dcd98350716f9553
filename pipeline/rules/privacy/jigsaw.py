"""Jigsaw: details that are harmless one by one, and together tell who a child was, to a neighbour or with a newspaper.

Authority: the Working Together guidance asks for what is published to be anonymised; the Information Commissioner's code on
anonymisation (2012) calls it jigsaw identification.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.models.review import Review
from pipeline.rules.privacy.details import Kind, details
from pipeline.rules.privacy.told import squashed
from pipeline.rules.words import sentences, series

_FACT = re.compile(r"\{\{[^{}]{0,200}\}\}")
_TOGETHER = 15
"""Letters between two names below which both share what follows: Child C and Child E who died in June 2007."""


def jigsaw(case: Case) -> Iterable[Finding]:
    """PR113: what the paper tells of a child, taken together, is more than the council's profile allows."""
    most = case.inputs.council.privacy.most_identifying_details
    about = told_of(case)
    for index, review in enumerate(case.inputs.reviews):
        for place, child in enumerate(review.children):
            kinds = details(review, child, about[index])
            if len(kinds) > most:
                message = f"the paper tells {len(kinds)} identifying details of this child: {series([kind.name for kind in kinds])}"
                at = ("reviews", index, "children", place, "name")
                yield Finding("PR113", Severity.WARNING, message, _instead(kinds, most), at=at, restricted=True)


def _instead(kinds: list[Kind], most: int) -> str:
    """Suggest as many generalisations as are needed, and one to choose from; courts' dates first, as newspapers have them."""
    first = ("date in court", "age", "month of death", "place", "who was responsible")
    ranked = sorted(kinds, key=lambda kind: first.index(kind.name) if kind.name in first else len(first))
    chosen = [kind.instead for kind in ranked[: len(kinds) - most + 2]]
    return f"{most} are allowed. Tell less: {'; or '.join(chosen)}."


def told_of(case: Case) -> list[list[str]]:
    """Return what the paper says of each review: its learning and circumstances, and what stands by its children's names."""
    reviews = case.inputs.reviews
    names = {child.name: index for index, review in enumerate(reviews) for child in review.children}
    pattern = (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b") if names else None
    )
    marks = [_mark(review) for review in reviews]
    about: list[list[str]] = [[] for _ in reviews]
    for passage in case.passages if pattern else ():
        for sentence in sentences(passage.words):
            for index, piece in _pieces(passage, sentence, names, pattern, marks):  # type: ignore[arg-type]
                about[index].append(piece)
    return about


def _mark(review: Review) -> str:
    """Return the longest part of a review's circumstances that no fact gives, by which they are known where they are printed."""
    return max((squashed(part) for part in _FACT.split(review.circumstances or "")), key=len)


def _pieces(
    passage: Passage, sentence: str, names: dict[str, int], pattern: re.Pattern[str], marks: list[str]
) -> Iterator[tuple[int, str]]:
    """Yield the parts of a sentence, each with the review that it is about."""
    if passage.at[:1] == ("reviews",) and len(passage.at) > 1:
        yield int(passage.at[1]), sentence
        return
    found = list(pattern.finditer(sentence))
    if len({names[match[0]] for match in found}) == 1:
        yield names[found[0][0]], sentence
    elif found:
        yield from _shared(sentence, found, names)
    elif any(marks):
        plain = squashed(sentence)
        yield from ((index, sentence) for index, mark in enumerate(marks) if len(mark) > _TOGETHER and mark in plain)


def _shared(sentence: str, found: list[re.Match[str]], names: dict[str, int]) -> Iterator[tuple[int, str]]:
    """Part a sentence on several reviews at the names; names that stand together share what follows them."""
    together: set[int] = set()
    for match, after in zip(found, [*found[1:], None], strict=True):
        together.add(names[match[0]])
        end = after.start() if after else len(sentence)
        if end - match.end() >= _TOGETHER or after is None:
            yield from ((index, sentence[match.start() : end]) for index in sorted(together))
            together = set()
