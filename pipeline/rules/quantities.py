"""Quantities: the numbers of a text, in figures and in words, told apart from dates, labels and ages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.rules.words import MONTH, NUMBERS, number_of

_WORDS = "|".join(sorted((number for number in NUMBERS if number != "no"), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?<![\w.,/-])(?:(?P<pound>\u00a3)?(?P<figures>\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,12}})(?P<part>\.\d{{1,3}})?|(?P<word>{_WORDS}))"
    r"(?:\s?(?P<scale>million|billion|thousand|m|bn|k)\b)?(?P<percent>\s?%|\s{1,3}per\s{1,3}cent\b)?(?![\w/]|[.,-]\w|:\d)",
    re.IGNORECASE,
)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_LABELLED = re.compile(
    r"\b(?:table|tables|appendix|annex|section|paragraph|paragraphs|page|pages|option|options|no|item|phase|stage|year|home|chapter|part"
    r"|article|regulation|regulations|schedule|grade|key stage|aged?|age of|under|over|to|and|band|level|ward|room|bus|number)\.?\s$",
    re.IGNORECASE,
)
_ALWAYS_A_NUMBER = re.compile(r"\b(?:to|and|over|under|no|year|number)\.?\s$", re.IGNORECASE)
_DAY = re.compile(rf"\s{{1,3}}(?:{MONTH})\b")
_IN_A_YEAR = re.compile(
    rf"\b(?:{MONTH}|in|since|of|from|until|by|during|and|to|spring|summer|autumn|winter)\s$|[(\u2013-]$"
)
_MEASURED = re.compile(
    r"\s{1,3}(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|times|pages?|p\.?m\.?|a\.?m\.?|o'clock)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quantity:
    """A number in a text: where it stands, what it is, and what of."""

    start: int
    end: int
    value: Decimal
    money: bool
    percent: bool
    places: int
    """Digits after the point, less those that a scale takes: what rounding left."""

    @property
    def step(self) -> Decimal:
        """One of the last digit that is given."""
        return Decimal(1).scaleb(-self.places)

    @property
    def kind(self) -> str:
        """Whether it is money, a percentage or a count."""
        return "percent" if self.percent else "money" if self.money else "count"


def quantities(words: str) -> list[Quantity]:
    """Return the quantities of a text in order: no days, years, labels, lengths of time or ages."""
    return [quantity for match in _QUANTITY.finditer(words) if (quantity := _quantity(words, match))]


def _quantity(words: str, match: re.Match[str]) -> Quantity | None:
    money, percent = bool(match["pound"]), bool(match["percent"])
    if not (money or percent) and _no_quantity(words, match):
        return None
    scale = _SCALES.get((match["scale"] or "").lower(), 0)
    value = Decimal(number_of(match["word"])) if match["word"] else Decimal(match["figures"].replace(",", ""))
    places = len(match["part"] or "") - 1 if match["part"] else 0
    if match["part"]:
        value += Decimal("0" + match["part"])
    return Quantity(match.start(), match.end(), value.scaleb(scale), money, percent, places - scale)


def _no_quantity(words: str, match: re.Match[str]) -> bool:
    """Whether a number is a day, a year, a label, an age or a length of time."""
    before, after = words[max(0, match.start() - 16) : match.start()], words[match.end() : match.end() + 16]
    labelled = _LABELLED.search(before) and not _ALWAYS_A_NUMBER.search(before)
    year = re.fullmatch(r"(?:19|20)\d\d", match[0]) and (_IN_A_YEAR.search(before) or not before.strip())
    return bool(labelled or year or _DAY.match(after) or _MEASURED.match(after))


def of_kind(found: list[Quantity], kind: str) -> Iterator[Quantity]:
    """Yield the quantities of a kind."""
    return (quantity for quantity in found if quantity.kind == kind)


def told(value: Decimal, *, money: bool = False) -> str:
    """Write an amount as officers do."""
    plain = value.normalize()
    text = f"{plain:,.0f}" if plain == plain.to_integral() else f"{plain:,.2f}"
    return f"\u00a3{text}" if money else text
