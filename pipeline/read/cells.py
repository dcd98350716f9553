"""What Excel shows of a cell: a date as precise as it is shown, a percentage as one, and no number in a format of its own.

The paper prints what the officer sees.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from lxml import etree

from pipeline.read.grid import EMPTY, Cell, refusal

_NUMBERS = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"}
_NEGATIVES = {37: "#,##0 ;(#,##0)", 38: "#,##0 ;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)"}
_DATES = {14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "dd/mm/yyyy h:mm"}
_TIMES = {18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0"}
BUILT_IN = _NUMBERS | _NEGATIVES | _DATES | _TIMES
"""The formats that a workbook names by number only. Those left out show fractions and powers of ten."""

_PLAIN = re.compile(r"#?(?P<commas>,?#)*#?0(\.(?P<decimals>0+))?(?P<percent>%?)")
_COLOURS = re.compile(r"\[(black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]|_.|\*.|\\ ", re.IGNORECASE)
"""What a format says besides its digits and shows nothing of: colours, and room left free."""

_WORDS = re.compile(r"\"[^\"]*\"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*.", re.IGNORECASE)
"""The parts of a format whose letters are no days, months or years."""

_ESCAPED = re.compile("_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")
_EXACT = Context(prec=400)
"""Room for the largest number that a cell can hold, to the last place that a format can show."""

_LAST_DAY = 2_958_465  # 31 December 9999


@dataclass(frozen=True)
class Look:
    """How cells are formatted."""

    shown: str = "General"
    struck: bool = False


class Cells:
    """Turns a workbook's cells into what Excel shows of them."""

    def __init__(self, strings: Sequence[Cell], looks: Sequence[Look], *, since_1904: bool) -> None:
        self.strings = strings
        self.looks = looks
        self.day_0 = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)

    def read(self, element: etree._Element) -> Cell:
        """Read one cell."""
        parts = {local(part): part for part in element}
        look = self.looks[int(element.get("s", 0))] if self.looks else Look()
        cell = self._read(element.get("t", "n"), parts, look)
        if cell.typed == "text" and cell.text and not _is_shown(look.shown):
            cell = _refused("VA308", "this text is shown in a format of its own, or not at all", _AS_TEXT)
        return replace(cell, struck=True) if look.struck and not cell.struck else cell

    def _read(self, kind: str, parts: dict[str, etree._Element], look: Look) -> Cell:
        if "is" in parts:
            return string(parts["is"])
        value = parts["v"].text if "v" in parts else None
        if not value:
            empty = "f" not in parts or (kind == "str" and "v" in parts)
            return EMPTY if empty else _refused("VA302", "this formula was never calculated", _CALCULATE)
        if kind == "n":
            return self._number(value, look.shown)
        return self.strings[int(value)] if kind == "s" else _OTHERS[kind](value, look.shown)

    def _number(self, value: str, shown: str) -> Cell:
        if not _is_date(shown):
            return number(value, shown)
        days, seconds = divmod(round(float(value) * 86_400), 86_400)
        if not (0 <= days <= _LAST_DAY and days + seconds):
            message = f"the number {value} is shown as a date, and is none"
            return _refused("VA308", message, "Type the date, or empty the cell.")
        return _date(datetime.combine(self.day_0, time()) + timedelta(days, seconds), shown)


_OTHERS: dict[str, Callable[[str, str], Cell]] = {
    "str": lambda value, _: Cell(unescaped(value)),
    "b": lambda value, _: Cell("TRUE" if int(value) else "FALSE", "yes or no"),
    "e": lambda value, _: _refused("VA301", f"Excel shows {value} here", "Mend the formula, or type the value."),
    "d": lambda value, shown: _date(datetime.fromisoformat(value), shown),
}
"""The kinds of cells that are neither numbers nor shared texts."""

_AS_TEXT = "Format the cell as Text and type what is to be printed."
_CALCULATE = "Open the workbook in Excel, wait until it has calculated, and save it."


def _is_date(shown: str) -> bool:
    return bool(re.search("[dmyhs]", _WORDS.sub("", shown.lower())))


@cache
def _is_shown(shown: str) -> bool:
    """Whether a format shows texts as they are: the fourth part of one is for texts, as is the last that names them by ``@``."""
    sections = _COLOURS.sub("", shown).split(";")
    if len(sections) < 4 and "@" not in sections[-1]:
        return True
    return sections[3 if len(sections) > 3 else -1].strip() in {"@", "General"}


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def unescaped(text: str) -> str:
    """Return a text with what Excel escapes in it, such as ``_x000D_``, and with one kind of line end."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def string(element: etree._Element) -> Cell:
    """Read a text that may have parts, some struck through."""
    runs = [(_text(run), _is_struck(run)) for run in element if local(run) in {"t", "r"}]
    lined = [struck for text, struck in runs if text.strip()]
    if any(lined) and not all(lined):
        hint = "Keep only what holds, without a line through it."
        return _refused("VA304", "a part of this cell is struck through", hint)
    return Cell(unescaped("".join(text for text, _ in runs)), struck=any(lined))


def _text(run: etree._Element) -> str:
    return "".join(part.text or "" for part in run.iter("{*}t"))


def _is_struck(run: etree._Element) -> bool:
    return any(is_on(mark) for mark in run.iter("{*}strike"))


def is_on(mark: etree._Element) -> bool:
    """Whether a mark such as ``strike`` holds."""
    return mark.get("val", "1") in {"1", "true"}


def number(value: str, shown: str) -> Cell:
    """Write a number as its cell shows it."""
    if shown in {"General", "@"}:
        return Cell(_plain(Decimal(f"{float(value):.15g}")), "number")
    exact = Decimal(value)
    sections = _COLOURS.sub("", shown).split(";")
    # Negative numbers, and nought, may have formats of their own, which rarely are plain.
    own = (exact < 0 and len(sections) > 1) or (exact == 0 and len(sections) > 2)
    found = None if own else _PLAIN.fullmatch(sections[0].strip())
    if not found:
        message = "this number is shown in a format of its own, which a paper would not have"
        return _refused("VA308", message, _AS_TEXT)
    decimals = Decimal(1).scaleb(-len(found["decimals"] or ""))
    exact = (exact * 100 if found["percent"] else exact).quantize(decimals, ROUND_HALF_UP, _EXACT)
    return Cell(f"{exact:{',' if found['commas'] else ''}f}{found['percent']}", "number")


def _plain(exact: Decimal) -> str:
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: datetime, shown: str) -> Cell:
    """Write a date as precisely as its cell shows it: Jun-09 is June 2009, not its first day."""
    letters = set(_WORDS.sub("", shown.split(";", maxsplit=1)[0]).lower())
    if letters & {"h", "s"} and (value.time() != time() or "y" not in letters):
        return _refused("VA308", "this cell holds a time of day", "Type the date alone.")
    if "y" not in letters:
        hint = "Type the year too, or format the cell as Text."
        return _refused("VA308", "this cell shows a date without its year", hint)
    parts = 3 if "d" in letters else 2 if "m" in letters else 1
    return Cell("-".join(f"{value:%Y-%m-%d}".split("-")[:parts]), "date")


def _refused(id_: str, message: str, hint: str) -> Cell:
    return Cell(wrong=refusal(id_, message, hint))
