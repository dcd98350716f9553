"""What a paragraph's and a run's styles say of them, and the numbers that Word gives paragraphs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.blocks import Kind, Mark
from pipeline.read.word.xml import at, is_on, q, value, whole

LEVELS = 9
MOST_BASES = 20
"""A style that is based on more others than this is based on itself."""

LETTERS = {"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LEVEL_OF_STYLE = re.compile(r"list (?:bullet|number) (?P<level>[2-5])")


class Styles:
    """The styles of a document."""

    def __init__(self, tree: "etree._Element | None") -> None:
        found = list(tree.iter(q("w:style"))) if tree is not None else []
        self.by_id = {style.get(q("w:styleId"), ""): style for style in found}
        defaults = (style for style in found if style.get(q("w:type")) == "paragraph" and style.get(q("w:default")))
        self.normal = next((style.get(q("w:styleId"), "") for style in defaults), "")

    def chain(self, id_: str) -> "Iterator[etree._Element]":
        """Yield a style and those that it is based on, nearest first."""
        for _ in range(MOST_BASES):
            style = self.by_id.get(id_)
            if style is None:
                return
            yield style
            id_ = value(style, "w:basedOn")

    def name(self, id_: str) -> str:
        """Return a style's name in small letters."""
        return value(self.by_id.get(id_), "w:name").lower() or id_.lower()

    def switch(self, id_: str, *path: str) -> bool:
        """Whether a switch is on by a style."""
        found = (is_on(style, *path) for style in self.chain(id_))
        return next((on for on in found if on is not None), False)

    def value(self, id_: str, *path: str, attribute: str = "w:val") -> str:
        """Return a value by a style."""
        return next(filter(None, (value(style, *path, attribute=attribute) for style in self.chain(id_))), "")


@dataclass(frozen=True)
class Level:
    """A level of a numbering."""

    kind: str
    pattern: str
    start: int
    left: int
    style: str


class Numbers:
    """Counts each numbering's levels; paragraphs must come in document order."""

    def __init__(self, tree: "etree._Element | None", styles: Styles) -> None:
        self.styles = styles
        self.abstract: dict[str, dict[int, Level]] = {}
        self.linked: dict[str, str] = {}
        self.series: dict[str, str] = {}
        self.restarts: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()
        self.counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * LEVELS)
        for each in tree.iter(q("w:abstractNum")) if tree is not None else ():
            id_ = each.get(q("w:abstractNumId"), "")
            self.abstract[id_] = {whole(level.get(q("w:ilvl"), "")): _level(level) for level in each.iter(q("w:lvl"))}
            self.linked[id_] = value(each, "w:numStyleLink")
        for each in tree.iter(q("w:num")) if tree is not None else ():
            self._number(each)

    def _number(self, number: "etree._Element") -> None:
        id_ = number.get(q("w:numId"), "")
        self.series[id_] = value(number, "w:abstractNumId")
        self.restarts[id_] = {
            whole(each.get(q("w:ilvl"), "")): whole(value(each, "w:startOverride"), 1)
            for each in number.iter(q("w:lvlOverride"))
            if at(each, "w:startOverride") is not None
        }

    def of(self, properties: "etree._Element | None", style: str) -> tuple[Mark | None, int]:
        """Return the mark that Word gives a paragraph, by itself or by its style, and how far in it begins."""
        direct = at(properties, "w:numPr")
        number = value(direct, "w:numId") or self.styles.value(style, "w:pPr", "w:numPr", "w:numId")
        series = self._series(number)
        levels = self.abstract.get(series)
        if not levels or number == "0":
            return None, 0
        typed = value(direct, "w:ilvl") or self.styles.value(style, "w:pPr", "w:numPr", "w:ilvl")
        linked = next((depth for depth, level in levels.items() if level.style and level.style == style), 0)
        depth = min(whole(typed, linked) if typed else linked, LEVELS - 1)
        level = levels.get(depth)
        if level is None or level.kind == "none":
            return None, 0
        return self._mark(number, series, depth, self._deeper(style)), level.left

    def _deeper(self, style: str) -> int:
        """Return the level that a style's name says, such as List Bullet 2, whose numbering has one level only."""
        found = _LEVEL_OF_STYLE.match(self.styles.name(style))
        return int(found["level"]) - 1 if found else 0

    def _series(self, number: str) -> str:
        """Return the numbering that a number belongs to; a linked one is given by a style."""
        series = self.series.get(number, "")
        if style := self.linked.get(series):
            return self.series.get(self.styles.value(style, "w:pPr", "w:numPr", "w:numId"), series)
        return series

    def _mark(self, number: str, series: str, depth: int, deeper: int) -> Mark:
        counts, levels = self.counts[series], self.abstract[series]
        if number not in self.begun:
            self.begun.add(number)
            for level, start in self.restarts.get(number, {}).items():
                counts[min(level, LEVELS - 1)] = start - 1
        if counts[depth] == 0:
            counts[depth] = levels[depth].start - 1
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        label = re.sub(r"%(\d)", lambda found: self._counted(levels, counts, int(found[1]) - 1), levels[depth].pattern)
        return Mark(_kind(levels[depth]), label.strip(), depth or deeper, counts[depth], series)

    def _counted(self, levels: dict[int, Level], counts: list[int], depth: int) -> str:
        level = levels.get(depth)
        return counted(max(counts[depth], 1), level.kind if level else "decimal") if 0 <= depth < LEVELS else ""


def _level(level: "etree._Element") -> Level:
    indent = at(level, "w:pPr", "w:ind")
    return Level(
        value(level, "w:numFmt") or "decimal",
        value(level, "w:lvlText"),
        whole(value(level, "w:start"), 1),
        left_of(indent),
        value(level, "w:pStyle"),
    )


def left_of(indent: "etree._Element | None") -> int:
    """Return how far in an indent begins, in twips."""
    if indent is None:
        return 0
    return whole(indent.get(q("w:left")) or indent.get(q("w:start")) or "")


def _kind(level: Level) -> Kind:
    if level.kind == "bullet" or "%" not in level.pattern:
        return "bullet"
    if level.pattern.count("%") > 1:
        return "paragraph"
    return "letter" if level.kind in LETTERS else "number"


def counted(count: int, kind: str) -> str:
    """Return a count as Word prints it in a format."""
    if kind in {"lowerLetter", "upperLetter"}:
        rounds, place = divmod(count - 1, 26)
        text = chr(ord("a") + place) * min(rounds + 1, LEVELS)
    elif kind in {"lowerRoman", "upperRoman"}:
        text, rest = "", min(count, 3999)
        for amount, letters in _ROMAN:
            times, rest = divmod(rest, amount)
            text += letters * times
    else:
        return f"{count:02}" if kind == "decimalZero" else str(count)
    return text.upper() if kind.startswith("upper") else text
