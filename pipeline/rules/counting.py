"""Counting: numbers that a paper types agree with its data and with its own tables."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.progress import Progress
from pipeline.rules.words import NUMBER, at, found, near_to, number_of, quoted

_COUNTED = "(serious case reviews|reviews|cases|children|actions)"
_KIND = r"(?:(?!children\b|of\b|and\b|or\b|to\b|in\b)[a-z-]{2,15}\s{1,3}(?=(?:[a-z-]{2,15}\s{1,3})?(?:reviews|actions)\b)){0,2}"
"""Up to two words that say what kind of reviews or actions: nine agreed actions, six most recent reviews."""

_OF = re.compile(
    rf"\b({NUMBER})\s{{1,3}}of\s{{1,3}}the\s{{1,3}}({NUMBER})\s{{1,3}}(?:completed\s{{1,3}}|submitted\s{{1,3}})?{_COUNTED}\b(?!['\u2019])",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b(?:(all|all the|the|these|those|submitted|completed|total of)\s{{1,3}})?({NUMBER})\s{{1,3}}"
    rf"(completed\s{{1,3}}|submitted\s{{1,3}})?{_KIND}{_COUNTED}\b(?!['\u2019])",
    re.IGNORECASE,
)
_STANDING = re.compile(
    rf"\b({NUMBER})(?:\s{{1,3}}of\s{{1,3}}(?:the\s{{1,3}})?({NUMBER}))?(?:\s{{1,3}}actions)?"
    r"\s{1,3}(?:is|are|were)\s{1,3}(?:now\s{1,3})?(complete|overdue|superseded)\b",
    re.IGNORECASE,
)
_SHARE = ("further", "other", "last", "first", "least", "most", "than", "over", "next", "previous", "per")
_PART_OF = re.compile(rf"\b(?:{NUMBER}|some|most|each|any|none|many|several|half)\s{{1,3}}of$", re.IGNORECASE)
_AT_THE_HANDS = re.compile(
    rf"\b({NUMBER})\s{{1,3}}of\s{{1,3}}(?:which|whom)\b[^.]{{0,40}}\b(?:at the hands of|killed by|murdered by|caused by)"
    r"\s{1,3}[^.]{0,30}\b(?:parents?|mothers?|fathers?|carers?)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:all|total|totals|in all|sum)(?: .{0,40})?", re.IGNORECASE)


def counts(case: Case) -> Iterable[Finding]:
    """CO112: a number of reviews, cases, children or actions is typed, and the data give another."""
    for passage, match in found(case, _OF):
        true = _true(case, match[3])
        if true and number_of(match[2]) not in true:
            yield _miscounted(passage, match[0], true)
        elif number_of(match[1]) > number_of(match[2]):
            message = f"{quoted(passage, match[0])}: a part is larger than the whole"
            yield at("CO112", Severity.WARNING, passage, match[0], message, "Count again.")
    for passage, match in found(case, _ALL):
        true = _true(case, match[4])
        if true and number_of(match[2]) not in true and _is_a_whole(passage, match, max(true)):
            yield _miscounted(passage, passage.words[match.start(2) : match.end()], true)


def totals(case: Case) -> Iterable[Finding]:
    """CO127: the last row of a table says that it is the total, and the rows above it add up to another number."""
    for table in case.tables:
        *above, last = table.rows or [[]]
        if not (above and last and _TOTAL.fullmatch(last[0])):
            continue
        for place, said in enumerate(last[1:], start=1):
            numbers = [_amount(row[place]) for row in above if place < len(row)]
            told = _amount(said)
            shares = "%" in said or re.search("per cent|%|average|mean", table.heads[place], re.IGNORECASE)
            if told is None or None in numbers or shares:
                continue
            right = sum(number for number in numbers if number is not None)
            if right != told:
                message = f"the total of {table.heads[place]!r} is {said}, and the rows add up to {right:,}"
                near = " | ".join(last[:1])
                yield Finding("CO127", Severity.WARNING, message, "Add up the rows again.", at=table.at, near=near)


def _amount(text: str) -> Decimal | None:
    """Return the number that a cell holds, None where it holds none."""
    plain = text.replace(",", "").removeprefix("£").strip()
    return Decimal(plain) if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,4})?", plain) else None


def standing(case: Case) -> Iterable[Finding]:
    """CO129: how many actions are complete, overdue or superseded is typed, and the dates give another number."""
    positions = Progress(case.inputs.actions.actions, case.inputs.council, case.inputs.as_at).positions
    counted = Counter("complete" if position.complete else position.state for position in positions)
    for passage in case.typed() if positions else ():
        for match in _STANDING.finditer(passage.words):
            true = counted[match[3].lower()]  # type: ignore[index]
            for said, right in ((match[1], true), (match[2], len(positions))):
                if said and number_of(said) != right and _is_typed(passage, said):
                    message = f"{quoted(passage, match[0])}: the data give {right}"
                    hint = "Name the fact instead of typing it: {{ actions.complete }}, {{ actions.overdue }}, {{ actions.count }}."
                    yield at(
                        "CO129", Severity.WARNING, passage, near_to(passage, match.start(), match[0]), message, hint
                    )
                    break


def _is_typed(passage: Passage, number: str) -> bool:
    """Whether a number was typed, and not given by a fact."""
    return re.search(rf"(?<![\w.]){re.escape(number.casefold())}(?![\w.])", passage.source) is not None


def _is_a_whole(passage: Passage, match: re.Match[str], most: int) -> bool:
    """Whether a number counts them all: all four, the four, four completed; or more than there are, which no share can be.

    "Two cases" by itself may be a share, and so is what follows "of the", "a further" and the like.
    """
    before = " ".join(passage.words[max(0, match.start() - 30) : match.start()].lower().split())
    if before.endswith(_SHARE) or _PART_OF.search(before) or match[2].lower() in {"both", "no", "one", "1", "0"}:
        return False
    whole = (match[1] or "").lower().startswith(("all", "the", "submitted", "completed", "total")) or bool(match[3])
    action = match[4].lower() == "actions" and not (match[1] or "").lower().startswith("all")
    return number_of(match[2]) > most or (whole and not action)


def _miscounted(passage: Passage, near: str, true: set[int]) -> Finding:
    data = " or ".join(str(number) for number in sorted(true))
    message = f"{quoted(passage, near)}: the data give {data}"
    hint = "Name the fact instead of typing it: {{ reviews.count | words }}; cabinet-papers facts lists all."
    return at("CO112", Severity.WARNING, passage, near, message, hint)


def _true(case: Case, what: str) -> set[int]:
    """Return the numbers that the data allow for a word: reviews may be all of them, or those submitted."""
    inputs, word = case.inputs, what.lower()
    if word == "children":
        return {sum(len(review.children) for review in inputs.reviews)} - {0}
    if word == "actions":
        return {len(inputs.actions.actions)} - {0}
    return {len(inputs.reviews), len(inputs.evaluations)} - {0}


def at_the_hands(case: Case) -> Iterable[Finding]:
    """CO113: how many children died at a parent's hands is typed, and the data give another number."""
    held = sum(len(review.children) for review in case.inputs.reviews if review.responsible)
    for passage, match in found(case, _AT_THE_HANDS):
        if held and number_of(match[1]) != held:
            said = quoted(passage, match[0])
            message = f"{said}: the data give {held} children in reviews where somebody was found responsible"
            yield at("CO113", Severity.ERROR, passage, match[0], message, "Count children, not cases.")
