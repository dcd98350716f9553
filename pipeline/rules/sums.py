"""Sums: the parts that a text tells of a whole add up to it, and what remains is the difference."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.amounts import Amounts
from pipeline.rules.quantities import Quantity, quantities, told
from pipeline.rules.words import at, pinned, quoted

_LISTED = re.compile(
    r"(?::|,? (?:made up of|comprising|consisting of|that is|namely),?)\s{1,3}(?:the\s)?$", re.IGNORECASE
)
_ITEM = re.compile(
    r"(?:[,;]\s{1,3}|\band\s{1,3}|,\s{1,3}and\s{1,3}|[(]|:\s{1,3})(?:with |a further |the other |another |the remaining )?$"
)
_OF_THESE = re.compile(r"\bof\s{1,3}(?:these|those|them|which|whom)\b", re.IGNORECASE)
_ALSO = re.compile(
    r"\b(?:also|including|include[ds]?|some|several|many|others?|rest|remainder|at least|more than|both|as well)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s{1,3}(?:out\s{1,3})?of\s{1,3}(?:the|these|those|its|our)?\s{0,3}")
_OTHER = re.compile(
    r"\b(?:the\s{1,3}other|the\s{1,3}remaining|and\s{1,3}the\s{1,3}rest,?|the\s{1,3}others?,)\s{1,3}$", re.IGNORECASE
)
_IN_ALL = re.compile(
    r"\b(?:a total of|in total,?|totalling|together|altogether,?|in all,?|making|giving a total of|adds? up to|comes? to|sum of)\s{1,3}$"
    r"|\btotal(?: cost| bill| sum)? (?:is|was|of|comes to|will be)\s{1,3}$",
    re.IGNORECASE,
)
_IN_ALL_AFTER = re.compile(r"\s{1,3}(?:in all|in total|altogether|together)\b", re.IGNORECASE)
_REMAINS = re.compile(
    r"\b(?:remaining|remainder of|balance of|balance is|leaves?|leaving|rest,|difference of|shortfall of|net cost of|saving of|surplus of"
    r"|gap of|remains)\s{1,3}(?:some |about |of |is )?$",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(half|a third|one third|two thirds|a quarter|three quarters|a fifth|a tenth)(?: of (?:it|this|that|them|the [a-z]{3,12}))?,?(?: or|:|,| \(|, which is| is| was)\s{0,3}$",
    re.IGNORECASE,
)
_FRACTIONS = {"half": (1, 2), "a third": (1, 3), "one third": (1, 3), "two thirds": (2, 3), "a quarter": (1, 4)}
_FRACTIONS |= {"three quarters": (3, 4), "a fifth": (1, 5), "a tenth": (1, 10)}
_CLOSE = Decimal("0.12")
"""By so much may a whole be missed and still be the one that is meant."""
BLOCK, MOST = 60, 600
"""A paragraph's numbers are looked at sixty by sixty, and no more than six hundred: nobody adds up more."""
_FEWEST = 20
"""Parts of a smaller whole may be missing one by one: six of the nine, and two."""


def told_sums(case: Case) -> Iterable[Finding]:
    """CO131: parts that are told in words do not add up to their whole, or what remains is not the difference."""
    amounts = Amounts(case)
    for passage in case.typed():
        found = quantities(passage.words)
        for first in range(0, min(len(found), MOST), BLOCK):
            for quantity, right in _wrong(amounts, passage, found[first : first + BLOCK]):
                words = passage.words[quantity.start : quantity.end]
                message = (
                    f"{quoted(passage, words)}: the numbers that go with it make it {told(right, money=quantity.money)}"
                )
                if passage.restricted:
                    message = "here: a number is not what those that go with it add up to"
                near = pinned(passage, quantity.start, quantity.end)
                yield at("CO131", Severity.WARNING, passage, near, message, "Add up again; one of them was mistyped.")


def _wrong(amounts: Amounts, passage: Passage, found: list[Quantity]) -> Iterator[tuple[Quantity, Decimal]]:
    """Yield each number of a passage that others of it do not make, with what they make; a number once."""
    seen: set[int] = set()
    kinds = (_lists(passage, found), _of_these(passage, found), _others(passage, found), _in_all(passage, found))
    for each in (*kinds, _remaining(amounts, passage, found), _fractions(passage, found)):
        for quantity, right in each:
            if quantity.start not in seen:
                seen.add(quantity.start)
                yield quantity, right


def _lists(passage: Passage, found: list[Quantity]) -> Iterator[tuple[Quantity, Decimal]]:
    """A whole, a colon and its parts: 61,200: 38,400 for authors, 15,300 for the chair, and 7,500 for the rest."""
    for index, whole in enumerate(found[:-2]):
        if not _LISTED.search(passage.words[whole.end : found[index + 1].start][-24:]):
            continue
        if len(passage.words[whole.end : found[index + 1].start]) > 60:
            continue
        parts = _items(passage, whole, found[index + 1 :])
        if len(parts) >= 2 and (right := _sum(parts)) != whole.value and _may_differ(whole, right):
            yield whole, right


def _items(passage: Passage, whole: Quantity, after: list[Quantity]) -> list[Quantity]:
    """Return the numbers of a list, each at the head of its item, to the end of the sentence; none where one is otherwise."""
    parts: list[Quantity] = []
    last = whole.end
    for quantity in after:
        between = passage.words[last : quantity.start]
        if re.search(r"[.!?]\s", between):
            break
        if quantity.kind != whole.kind or not _ITEM.search(between[-24:]):
            return []
        parts.append(quantity)
        last = quantity.end
    rest = re.split(r"[.!?](?:\s|$)", passage.words[last : last + 200])[0]
    return [] if _ALSO.search(rest) or ";" in rest else parts


def _of_these(passage: Passage, found: list[Quantity]) -> Iterator[tuple[Quantity, Decimal]]:
    """A whole, then of these so many and so many: close to the whole, and not it."""
    for match in _OF_THESE.finditer(passage.words, found[0].start, min(found[-1].end, found[0].start + 8000)):
        before = [each for each in found if each.end <= match.start() and match.start() - each.end < 250]
        wholes = [
            each for each in before if not re.search(r"[.!?]\s.*[.!?]\s", passage.words[each.end : match.start()])
        ]
        end = next(
            (m.start() for m in re.finditer(r"[.!?](?:\s|$)", passage.words[match.end() : match.end() + 500])), 500
        )
        parts = [each for each in found if match.end() <= each.start < match.end() + end]
        if wholes and len(parts) >= 2 and len({each.kind for each in (*parts, wholes[-1])}) == 1:
            whole, right = wholes[-1], _sum(parts)
            clause = passage.words[match.end() : match.end() + end]
            if (
                whole.value >= _FEWEST
                and right != whole.value
                and _close(right, whole.value)
                and not _ALSO.search(clause)
            ):
                yield whole, right


def _others(passage: Passage, found: list[Quantity]) -> Iterator[tuple[Quantity, Decimal]]:
    """A part, and the other so many: together they are a number that was said before."""
    for index, other in enumerate(found):
        if index < 2 or not _OTHER.search(passage.words[max(0, other.start - 24) : other.start]):
            continue
        first, part = found[index - 2], found[index - 1]
        kinds = {first.kind, part.kind, other.kind}
        if len(kinds) == 1 and _OF.fullmatch(passage.words[first.end : part.start]):
            # Two of the five ..., the other four: the whole stands right after its part.
            if first.value + other.value != part.value and first.value < part.value:
                yield other, part.value - first.value
            continue
        right = part.value + other.value
        wholes = [each for each in found[max(0, index - 4) : index - 1] if each.kind == part.kind == other.kind]
        if right not in {each.value for each in wholes}:
            near = [each for each in wholes if each.value >= _FEWEST and _close(right, each.value)]
            yield from ((other, each.value - part.value) for each in near[-1:])


def _in_all(passage: Passage, found: list[Quantity]) -> Iterator[tuple[Quantity, Decimal]]:
    """Parts, and what they come to in all."""
    for index, whole in enumerate(found):
        before = passage.words[max(0, whole.start - 28) : whole.start]
        after = passage.words[whole.end : whole.end + 40]
        if index < 2 or not (_IN_ALL.search(before) or _IN_ALL_AFTER.search(after)):
            continue
        near = max(0, whole.start - 500)
        sentence_start = max(
            (near + m.end() for m in re.finditer(r"[.!?]\s", passage.words[near : whole.start])), default=near
        )
        parts = [each for each in found[:index] if each.start >= sentence_start and each.kind == whole.kind]
        if len(parts) >= 2 and (right := _sum(parts)) != whole.value and _may_differ(whole, right):
            yield whole, right


def _remaining(amounts: Amounts, passage: Passage, found: list[Quantity]) -> Iterator[tuple[Quantity, Decimal]]:
    """What remains of a sum is the difference between two others that the paper gives."""
    for index, rest in enumerate(found):
        if rest.kind != "money" or not _REMAINS.search(passage.words[max(0, rest.start - 28) : rest.start]):
            continue
        parts = [each for each in found[:index] if each.kind == "money"]
        every = amounts.everywhere("money") - {rest.value}
        if not parts or any(_rounded(rest, whole - part.value) for part in parts for whole in every):
            continue
        last = parts[-1]
        close = [whole - last.value for whole in (*(p.value for p in parts[:-1]), *amounts.near(passage, "money"))]
        close = [value for value in close if value > 0 and _close(value, rest.value)]
        yield from ((rest, value) for value in close[:1])


def _fractions(passage: Passage, found: list[Quantity]) -> Iterator[tuple[Quantity, Decimal]]:
    """Half, or so much: half of a number that was said before."""
    for before, part in pairwise(found):
        said = _FRACTION.search(passage.words[max(before.end, part.start - 40) : part.start])
        wholes = [each for each in found if each.start < part.start and each.kind == part.kind]
        if said and wholes:
            up, down = _FRACTIONS[said[1].lower()]
            made = [each.value * up / down for each in wholes]
            close = [value for value in made if _close(value, part.value)]
            if close and not any(_rounded(part, value) for value in made):
                yield part, close[-1]


def _sum(parts: list[Quantity]) -> Decimal:
    return sum((part.value for part in parts), Decimal())


def _rounded(said: Quantity, true: Decimal) -> bool:
    return abs(said.value - true) < said.step


def _may_differ(whole: Quantity, right: Decimal) -> bool:
    """Whether a sum misses a whole by more than rounding, and by less than what would make it another whole."""
    return abs(right - whole.value) >= max(whole.step, Decimal(1)) and _close(right, whole.value, Decimal("0.4"))


def _close(one: Decimal, other: Decimal, within: Decimal = _CLOSE) -> bool:
    return bool(other) and abs(one - other) <= within * abs(other)
