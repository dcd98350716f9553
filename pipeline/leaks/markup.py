"""Text files: HTML, XML, JSON, and plain text."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from pipeline.leaks.forms import is_words
from pipeline.leaks.values import CannotSearchError, Level, Text
from pipeline.leaks.words import INLINE

if TYPE_CHECKING:
    from pipeline.leaks.texts import Look

_ENCODING = re.compile(r"\s*<\?xml[^>]*encoding=[\"'](?!utf-?8|utf-?16|us-ascii)", re.IGNORECASE)
_PIECE = re.compile(r"<!--(.*?)-->|<!\[CDATA\[(.*?)\]\]>|<(/?[A-Za-z?!][^<>]*)>", re.DOTALL)
_PAIRS = (("<!--", "-->"), ("<![cdata[", "]]>"), ("<style", "</style"), ("<script", "</script"))
_NAME = re.compile(r"/?(?:[\w-]+:)?([\w-]+)")
_MACHINE = re.compile(r"(<(style|script)\b[^<>]*>)(.*?)(</\2)", re.DOTALL | re.IGNORECASE)
_OFFSETS = re.compile(r"(<(?:\w+:)?(?:posOffset|pct\w+)\b[^<>]*>)[^<]*")
_SHARED = re.compile(r"(<c\b[^<>]*\bt=\"s\"[^<>]*>\s*<v>)\d+")
_INLINES = """
a abbr b bdi bdo cite code del em font i ins mark q s small span strong sub sup time u var wbr tspan
r t rpr rfonts sz szcs bcs ics color lang rstyle prooferr bookmarkstart bookmarkend hyperlink deltext instrtext fldchar
fldsimple smarttag sdt sdtcontent sdtpr lastrenderedpagebreak softhyphen noproof vertalign highlight shd caps reference
commentrangestart commentrangeend footnotereference
"""
_GOES_ON = frozenset(_INLINES.split())
"""Elements within which, and from one to the next of which, a word goes on."""
_WORDS = re.compile(
    r"[\s\"'](?:alt|title|descr|desc|content|name|label|placeholder|summary|author|initials|subject|keywords|value|aria-[\w-]+"
    r"|data-[\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE,
)

Reader = Callable[["Look", str, bytes], Iterator[Text]]


def reader(data: bytes) -> Reader:
    """Return what reads a text file, by what it begins with.

    Raises:
        CannotSearchError: it is no text.
    """
    start = _decoded(data).lstrip()[:1]
    return {"<": _read_markup, "{": _read_json, "[": _read_json}.get(start, _read_plain)


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise CannotSearchError("it is of a kind that is not known") from None
    if not is_words(text):
        raise CannotSearchError("it is of a kind that is not known")
    return text


def _read_plain(look: "Look", part: str, data: bytes) -> Iterator[Text]:
    yield from look.text(Text(part, _decoded(data), Level.WORDS))


def _read_json(look: "Look", part: str, data: bytes) -> Iterator[Text]:
    text = _decoded(data)
    try:
        leaves = list(_leaves(json.loads(text, object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number)))
    except (ValueError, RecursionError):  # no JSON, or deeper than any of ours: words all the same
        leaves = [text]
    yield from look.text(Text(part, "\n".join(each for each in leaves if not isinstance(each, _Number)), Level.WORDS))
    yield from look.text(Text(part, "\n".join(each for each in leaves if isinstance(each, _Number)), Level.MARKS))


class _Number(str):
    """A number as JSON has it: sizes, lines and columns, which mean nothing where they are short."""

    __slots__ = ()


class _Pairs(list[Any]):
    """An object with all of its keys, repeated ones too."""


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, _Pairs):
        yield from chain.from_iterable(_leaves(each) for pair in value for each in pair)
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_leaves, value))


def _read_markup(look: "Look", part: str, data: bytes) -> Iterator[Text]:
    for piece in pieces(part, _decoded(data)):
        yield from look.text(piece)


def pieces(part: str, text: str) -> Iterator[Text]:
    """Yield what markup says: its text, its comments, the attributes that hold words, and the rest of its tags.

    Raises:
        CannotSearchError: it defines entities, is in an encoding of its own, or has a comment without an end.
    """
    small = text.casefold()
    # Where the last of each kind ends, all do, and looking for ends takes no more than one pass.
    if any(small.rfind(opens) > small.rfind(closes) for opens, closes in _PAIRS):
        raise CannotSearchError("this markup is broken")
    if "<!entity" in small or _ENCODING.match(text):
        raise CannotSearchError("it declares what no file of ours does")
    tags: list[str] = []
    comments: list[str] = []
    machine: list[str] = []

    def aside(match: re.Match[str]) -> str:
        machine.append(match[3])
        return match[1] + match[4]

    def piece(match: re.Match[str]) -> str:
        if match[3] is None:
            comments.append(match[1] or "")
            return match[2] or INLINE
        tags.append(match[3])
        name = _NAME.match(match[3])
        return INLINE if name and name[1].lower() in _GOES_ON else "\n"

    shown = _PIECE.sub(piece, _OFFSETS.sub(r"\1", _SHARED.sub(r"\1", _MACHINE.sub(aside, text))))
    level = Level.MARKS if part.endswith("docProps/app.xml") else Level.WORDS
    yield Text(part, shown, level)
    if comments:
        yield Text(part, "\n".join(comments), Level.WORDS)
    said = [match[1] or match[2] or "" for tag in tags for match in _WORDS.finditer(tag)]
    yield Text(part, "\n".join(said), Level.WORDS)
    yield Text(part, "\n".join((*tags, *machine)), Level.MARKS)
