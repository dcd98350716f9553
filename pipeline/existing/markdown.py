"""Any words as Markdown that prints exactly them, and lines wrapped where no line then means something."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from pipeline.blocks import Piece, merged
from pipeline.document import ADDRESSES
from pipeline.read.yaml import may_stand

WIDTH = 110

SIGNS: dict[str, str] = {
    "{": "left-brace",
    "}": "right-brace",
    "<": "less-than",
    "-": "hyphen",
    "#": "hash",
    "|": "bar",
    "\u2022": "bullet",
    "\u00b7": "middle-dot",
    "\u25aa": "small-square",
    "\u25e6": "ring",
    "\u2023": "triangle",
    "\u2013": "dash",
    "\u2014": "long-dash",
}
"""Signs that a narrative refuses in some places even with a backslash: they enter as figures, by these ids."""

_ALWAYS = set("\\*[]|")
_TAG = re.compile(r"<(?![\s\d=])")
_AT_START = re.compile(r"[\u2022\u00b7\u25aa\u25e6\u2023\u2013\u2014][ \t]|#{1,6}\w|-\w|\|.*\|")
_LIST = re.compile(r"(?P<number>\d{1,9})[.)](?=\s|$)|[-+](?=\s|$)")
_CAPTION = re.compile(r"Table: ")
_MAY_BEGIN_LINE = re.compile(r"[^\W\d_]|[(\[\u00a3\u201c\u2018\"']\w|\{\{|\*{1,3}[^\W\d_]|\d[\w,/]*(?=[\s;:?!%]|$)")
_BEFORE = re.compile(r"(^|[\s(\u201c\u2018\"'\u2013\u2014/])$")
_AFTER = re.compile(r"$|[\s.,;:!?)\u201d\u2019\"'\u2013\u2014/]")
_LINES = {0x0B: " ", 0x0C: " ", 0x85: " ", 0x2028: " ", 0x2029: " ", 0x09: " ", 0x0A: " ", 0x0D: " "}
_REPLACED = {0x2011: "-", **_LINES}
"""A hyphen that does not break, and every kind of line end."""


@dataclass
class Words:
    """Turns pieces into Markdown; remembers which signs became figures, and which letters could not stand."""

    notes: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    lost: dict[str, None] = field(default_factory=dict)

    def line(self, pieces: Sequence[Piece], *, opens: bool = True) -> str:
        """Return pieces as the Markdown of one line.

        Args:
            pieces: the words and how they look.
            opens: the line opens a paragraph, where Markdown reads numbers and signs as marks.
        """
        settled = list(merged(_settled(self._cleaned(pieces))))
        told = [self._piece(piece, opens=opens and not place) for place, piece in enumerate(settled)]
        return "".join(told).strip(" ")

    def clean(self, text: str) -> str:
        """Return a text without what may not stand in a file; ligatures are parted into letters."""
        return "".join(self._letter(letter) for letter in text.translate(_REPLACED))

    def _letter(self, letter: str) -> str:
        if may_stand(ord(letter)):
            return letter
        parted = unicodedata.normalize("NFKC", letter)
        if parted != letter and all(may_stand(ord(each)) for each in parted):
            return parted
        if ord(letter) >= 0xE000:
            self.lost[f"U+{ord(letter):04X}"] = None
        return ""

    def _cleaned(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Return pieces with clean words, single spaces, and none around the whole."""
        cleaned: list[Piece] = []
        for piece in pieces:
            text = re.sub(" +", " ", self.clean(piece.text))
            if text.startswith(" ") and (not cleaned or cleaned[-1].text.endswith(" ")) and not piece.note:
                text = text[1:]
            if text or piece.note:
                cleaned.append(replace(piece, text=text))
        while cleaned and not cleaned[-1].note and not cleaned[-1].text.rstrip(" "):
            cleaned.pop()
        if cleaned and not cleaned[-1].note:
            cleaned[-1] = replace(cleaned[-1], text=cleaned[-1].text.rstrip(" "))
        return cleaned

    def _piece(self, piece: Piece, *, opens: bool) -> str:
        if piece.note:
            return f"{{{{ note.{self.notes[piece.note]} }}}}" if piece.note in self.notes else ""
        mark = "*" * (2 * piece.strong + piece.emphasis)
        if not (piece.link or mark):
            return "".join(self._escaped(piece.text, opens=opens))
        core = piece.text.strip()
        lead, _, tail = piece.text.partition(core)
        words = "".join(self._escaped(core, opens=False))
        return f"{lead}[{words}]({_address(piece.link)}){tail}" if piece.link else f"{lead}{mark}{words}{mark}{tail}"

    def _escaped(self, text: str, *, opens: bool) -> Iterator[str]:
        """Yield a text's letters; what a narrative would read as more than letters is escaped, or enters as a figure.

        Args:
            text: words between what is no plain text.
            opens: they open a paragraph.
        """
        place, at_start = 0, True
        if opens and (found := _LIST.match(text)):
            place = found.end()
            yield f"{found[0][:-1]}\\{found[0][-1]}"
            at_start = False
        elif opens and _CAPTION.match(text):
            place = len("Table: ")
            yield "Table:\u00a0"
            at_start = False
        while place < len(text):
            letter = text[place]
            as_figure = letter in "{}" or _TAG.match(text, place) or (at_start and _AT_START.match(text, place))
            yield self._figure(letter) if as_figure else _escape(text, place)
            at_start = bool(as_figure)
            place += 1

    def _figure(self, letter: str) -> str:
        self.figures[SIGNS[letter]] = letter
        return f"{{{{ figures.{SIGNS[letter]} }}}}"


def _escape(text: str, place: int) -> str:
    letter = text[place]
    if letter in _ALWAYS:
        return f"\\{letter}"
    around = (text[place - 1 : place], text[place + 1 : place + 2])
    within = all(each.isalnum() and each.isascii() for each in around)
    if (letter == "_" and not within) or (letter == "#" and not around[0].strip()):
        return f"\\{letter}"
    return letter


def _settled(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with the looks that Markdown can give them: links that lead somewhere, emphasis between spaces."""
    # A letter on each side is enough to know: with all words before and after, a long paragraph would take for ever.
    following = [piece.text for piece in pieces[1:]] + [""]
    for place in range(len(following) - 2, -1, -1):
        following[place] = (following[place] or following[place + 1])[:1]
    before = ""
    for piece, after in zip(pieces, following, strict=False):
        core = piece.text.strip()
        link = piece.link if core and piece.link.lower().startswith(ADDRESSES) else ""
        lead, _, tail = piece.text.partition(core) if core else ("", "", "")
        free = _BEFORE.search((before + lead)[-1:]) and _AFTER.match(tail + after)
        marked = bool(core) and not link and bool(free)
        before = piece.text[-1:] or before
        yield Piece(piece.text, marked and piece.strong, marked and piece.emphasis, link=link, note=piece.note)


def _address(link: str) -> str:
    return quote(link.strip(), safe="%/:=&?~#+!$,;'@_.-")


def wrapped(text: str, indent: str = "") -> str:
    """Return one line of Markdown as lines of a readable width, none of which begins with what means something."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > WIDTH - len(indent) and _may_break(line, word):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return f"\n{indent}".join([*lines, line])


def _may_break(line: str, word: str) -> bool:
    """Whether a line may end here: never within a fact or a link's address, or after a backslash."""
    whole = line.count("{{") == line.count("}}")
    return whole and not line.endswith("\\") and bool(_MAY_BEGIN_LINE.match(word))
