"""Shares: a percentage told in words is that of the numbers it is told of."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.amounts import Amounts
from pipeline.rules.quantities import Quantity, quantities, told
from pipeline.rules.tables import shares_of_tables
from pipeline.rules.words import at, pinned, placed_sentences, quoted

_OF = re.compile(
    r"\s{1,3}(?:out\s{1,3})?of\s{1,3}(?:the\s{1,3}|all\s{1,3}|these\s{1,3}|those\s{1,3}|its\s{1,3}|a total of\s{1,3})?"
)
_OF_ALL = re.compile(
    r"(?:^|[;:,]\s|\band\s)of\s{1,3}(?:the\s{1,3}|these\s{1,3}|all\s{1,3}|our\s{1,3})?$", re.IGNORECASE
)
_IS = re.compile(
    r"(?:\bor|\bwhich (?:is|was|are|were)|\bthat is|\(|\bi\.e\.|\bmaking|\bis|\bare|\bwas|\bwere|\bequals?|\bequal to|=|\brepresents?"
    r"|\brepresenting|\bor about|,)\s{0,3}(?:about |some |around |roughly |nearly |almost |just under |just over |only )?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|some|around|roughly|nearly|almost|just under|just over|approximately)\s$", re.IGNORECASE
)
_BOUND = re.compile(
    r"\b(?:more than|at least|at most|up to|over|under|less than|fewer than|below|above|target of)\s$", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:rise|rose|risen|increase[ds]?|more|grown?|grew|up|fall|fell|fallen|reduc|less|fewer|down|drop|cut)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s{1,3}$", re.IGNORECASE)
_TO = re.compile(r"\s{1,3}(?:[a-z]{2,12}\s{1,3}){0,4}to\s{1,3}", re.IGNORECASE)
_OF_THE_WHOLE = re.compile(
    r"\s{1,3}of\s{1,3}(?:the|its|all|our)\s{1,3}(?:[a-z]{2,15}\s{1,3}){0,2}(?:cost|costs|total|budget|spending|whole|sum|expenditure|price"
    r"|bill|funding|amount)\b",
    re.IGNORECASE,
)
MOST = 100
"""Percentages of one paragraph that are looked at: nobody writes more."""

NEAR = 15
"""So many points is a percentage beside the true one where a digit was mistyped; farther off, it is of another whole."""


@dataclass(frozen=True)
class _Said:
    """A percentage of a sentence, with the quantities around it."""

    passage: Passage
    words: str
    start: int
    share: Quantity
    others: list[Quantity]

    def before(self) -> Quantity | None:
        """The quantity that the percentage is told of: the last one before it that a word such as or joins to it."""
        for quantity in reversed(self.others):
            between = self.words[quantity.end : self.share.start]
            if quantity.end <= self.share.start:
                return quantity if len(between) < 90 and _IS.search(between) and ";" not in between else None
        return None

    def wrong(self, part: Decimal, whole: Decimal) -> bool:
        """Whether the share of two numbers is another."""
        about = _ABOUT.search(self.words[max(0, self.share.start - 20) : self.share.start])
        allowed = Decimal(3) if about else Decimal(1) if self.share.places <= 0 else self.share.step
        return not whole or abs(100 * part / whole - self.share.value) >= allowed


def shares(case: Case) -> Iterable[Finding]:
    """CO124: a percentage is not that of the numbers beside it, or is more of a whole than there is."""
    amounts = Amounts(case)
    for passage in case.typed():
        if "%" in passage.words or "cent" in passage.words:
            for said in islice(_said(passage), MOST):
                yield from _judged(amounts, said)
    yield from shares_of_tables(case)


def _said(passage: Passage) -> Iterator[_Said]:
    for start, sentence in placed_sentences(passage.words):
        found = quantities(sentence)
        others = [quantity for quantity in found if not quantity.percent]
        for share in (quantity for quantity in found if quantity.percent):
            if not _BOUND.search(sentence[max(0, share.start - 14) : share.start]):
                near = [each for each in others if abs(each.start - share.start) < 300]
                yield _Said(passage, sentence, start, share, near)


def _judged(amounts: Amounts, said: _Said) -> Iterator[Finding]:
    """Find a percentage that is wrong: first of two numbers of its sentence, then of one and what else the paper has."""
    if pair := _pair(said):
        part, whole = pair
        if part.value > whole.value or said.wrong(part.value, whole.value):
            yield _finding(
                said,
                part,
                f"{told(part.value, money=part.money)} of {told(whole.value, money=part.money)} is {_share(part.value, whole.value)}",
            )
        return
    if change := _change(said):
        first, last = change
        if said.wrong(abs(last.value - first.value), first.value):
            yield _finding(
                said,
                first,
                f"from {told(first.value)} to {told(last.value)} it is {_share(abs(last.value - first.value), first.value)}",
            )
        return
    part_ = said.before()
    wholes = list(amounts.around(said.passage, part_.kind)) if part_ else []
    if part_ is None or any(not said.wrong(part_.value, whole) for whole in wholes if whole >= part_.value):
        return
    for likely in _likely(amounts, said, part_):
        if abs(100 * part_.value / likely - said.share.value) <= NEAR:
            yield _finding(
                said,
                part_,
                f"{told(part_.value, money=part_.money)} of {told(likely, money=part_.money)} is {_share(part_.value, likely)}",
            )
            return


def _likely(amounts: Amounts, said: _Said, part: Quantity) -> Iterator[Decimal]:
    """Yield the wholes that a percentage of one number is likely to be of."""
    yield from (whole for whole in amounts.wholes_of(said.passage, part) if whole >= part.value)
    if part.money and _OF_THE_WHOLE.match(said.words[said.share.end : said.share.end + 80]):
        yield from (whole for whole in amounts.near(said.passage, "money") if whole > part.value)
    counted = [whole for whole in amounts.of_passage(said.passage, part.kind) if whole > part.value]
    if not part.money and len(counted) == 1:
        yield from counted


def _pair(said: _Said) -> tuple[Quantity, Quantity] | None:
    """Return the part and the whole, where the sentence has both: 12 of the 48; of the 48, 12."""
    found = [quantity for quantity in said.others if quantity.kind != "percent"]
    for first, second in itertools.pairwise(found):
        adjoining = first.kind == second.kind and _OF.fullmatch(said.words[first.end : second.start])
        between = (
            said.words[second.end : said.share.start]
            if second.end <= said.share.start
            else said.words[said.share.end : first.start]
        )
        clear = (
            len(between) <= 90
            and ";" not in between
            and not any(q.start >= second.end and q.end <= said.share.start for q in found)
        )
        if (
            adjoining
            and clear
            and (second.end <= said.share.start or between.rstrip().endswith("(") or re.match(r",? or ", between))
        ):
            return first, second
    part = said.before()
    if part is None:
        return None
    for whole in found:
        opened = _OF_ALL.search(said.words[max(0, whole.start - 20) : whole.start])
        if opened and whole.end < part.start and whole.kind == part.kind:
            return part, whole
    return None


def _change(said: _Said) -> tuple[Quantity, Quantity] | None:
    """Return what a number was and what it became, where the percentage is of the change."""
    around = said.words[max(0, said.share.start - 40) : said.share.end + 40]
    for first, last in zip(said.others, said.others[1:], strict=False):
        from_ = _FROM.search(said.words[max(0, first.start - 8) : first.start])
        if from_ and first.kind == last.kind and _TO.fullmatch(said.words[first.end : last.start]) and first.value:
            return (first, last) if _CHANGE.search(around) else None
    return None


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{100 * part / whole:.1f}%" if whole and part <= 10 * whole else "no share"


def _finding(said: _Said, part: Quantity, true: str) -> Finding:
    start, end = min((part.start, said.share.start)), max(part.end, said.share.end)
    words = said.words[start:end]
    message = f"{quoted(said.passage, words)}: {true}"
    if said.passage.restricted:
        message = "here: a percentage is not that of the numbers beside it"
    near = pinned(said.passage, said.start + said.share.start, said.start + said.share.end)
    if said.passage.holds(words):
        near = pinned(said.passage, said.start + start, said.start + end)
    return at("CO124", Severity.WARNING, said.passage, near, message, "Compute it again.")
