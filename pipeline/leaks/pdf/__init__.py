"""PDF: every string, name and stream of every object, used or not, and the text of every piece of content by its fonts' tables.

Why not a PDF viewer's text: it leaves out what is never drawn, and content that draws itself over and over keeps it for ever.
"""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from pipeline.leaks.forms import is_words, readings
from pipeline.leaks.packed import MOST_UNPACKED
from pipeline.leaks.pdf.content import shown
from pipeline.leaks.values import CannotSearchError, Level, Text

if TYPE_CHECKING:
    from pipeline.leaks.texts import Look

_FACTORS = {"/FlateDecode": 1032, "/ASCIIHexDecode": 1, "/ASCII85Decode": 4, "/RunLengthDecode": 64, "/LZWDecode": 4096}
"""How many times larger each filter can make a stream; the library itself holds a stream with the first alone to a limit."""
_PICTURES = {"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"}
_PARTS = {
    "/StructElem": "tags and alternative texts",
    "/Annot": "annotations and links",
    "/Filespec": "attachments",
    "/Catalog": "catalogue",
}
_UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.PikepdfError,
    ValueError,
    TypeError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    RecursionError,
)


def read(look: "Look", part: str, data: bytes) -> Iterator[Text]:
    """Yield every text of a PDF.

    Raises:
        CannotSearchError: it is broken, locked, too large, or holds an earlier version of itself.
    """
    if data.count(b"startxref") != 1:
        raise CannotSearchError("this PDF holds an earlier version of itself, or is broken")
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_UNPACKED, run_length_max_memory=MOST_UNPACKED, parser_max_errors=1
    )
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as opened:
            if opened.is_encrypted:
                raise CannotSearchError("this PDF is locked")
            yield from _Reading(look, f"{part} > " if part else "", opened).all(data)
            if opened.get_warnings():
                raise CannotSearchError("this PDF is broken")
    except _UNREADABLE:
        raise CannotSearchError("this PDF is broken or locked") from None


class _Reading:
    """One PDF being read."""

    def __init__(self, look: "Look", within: str, opened: pikepdf.Pdf) -> None:
        self._look, self._within, self._pdf = look, within, opened
        self._words: dict[str, list[str]] = defaultdict(list)
        self._names: list[str] = []
        self._streams: list[pikepdf.Stream] = []
        self._drawings = {each.objgen for page in opened.pages for each in _contents(page)}

    def all(self, data: bytes) -> Iterator[Text]:
        """Yield every text."""
        info = self._pdf.trailer.get("/Info")
        for each in self._pdf.objects:
            here = "document information" if info is not None and _same(each, info) else _part(each)
            self._walk(each, here)
            if isinstance(each, pikepdf.Stream):
                self._streams.append(each)
        if data.count(b"endstream") != len(self._streams):
            raise CannotSearchError("this PDF holds something that it does not list")
        for part, words in self._words.items():
            yield from self._text(part, "\n".join(words), Level.WORDS)
        yield from self._text("names", "\n".join(dict.fromkeys(self._names)), Level.MARKS)
        for each in self._streams:
            yield from self._stream(each)
        yield from self._pages()

    def _text(self, part: str, text: str, level: Level) -> Iterator[Text]:
        yield from self._look.text(Text(self._within + part, text, level))

    def _walk(self, thing: Any, part: str) -> None:
        """Note every string and name in an object, those objects that it refers to left out: they come by themselves."""
        waiting = [thing]
        while waiting:
            each = waiting.pop()
            if isinstance(each, pikepdf.String):
                self._words[part].append(str(each))
                self._words[part] += [text for text in readings(bytes(each)) if text != str(each)]
            elif isinstance(each, pikepdf.Name):
                self._names.append(str(each))
            elif isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
                self._names += each.keys()
                waiting += [value for value in dict(each.items()).values() if not _elsewhere(value)]
            elif isinstance(each, pikepdf.Array):
                waiting += [value for value in each if not _elsewhere(value)]

    def _stream(self, stream: pikepdf.Stream) -> Iterator[Text]:
        """Yield what a stream holds once it is unpacked, and what it shows where it is content that is no page's."""
        content = _unpacked(stream)
        if stream.get("/Type") in ("/XRef", "/ObjStm"):  # places, and objects that come by themselves
            return
        kind, subtype = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
        part = f"object {stream.objgen[0]}"
        if kind == "/EmbeddedFile":
            yield from self._look.file(f"{self._within}attachment, {part}", content)
        elif subtype == "/XML":
            yield from self._look.file(f"{self._within}XMP metadata", content)
        else:
            drawn = stream.objgen in self._drawings or not _loose(stream)
            yield from self._plainly(part, content) if drawn else self._decoded(part, content)
        if subtype == "/Form" or "/PatternType" in stream:
            yield from self._shown(f"text of {part}", stream, stream.get("/Resources"))[1]

    def _decoded(self, part: str, content: bytes) -> Iterator[Text]:
        for text in readings(content):
            yield from self._text(part, text, Level.MARKS if is_words(text) else Level.BYTES)

    def _plainly(self, part: str, content: bytes) -> Iterator[Text]:
        """Yield drawing instructions, pictures and fonts as they are: what they show is read apart, and nothing else is encoded in them."""
        for text in readings(content):
            yield self._look.plain(Text(self._within + part, text, Level.BYTES))

    def _pages(self) -> Iterator[Text]:
        """Yield the text of each page, and of all of them, as sentences go on over their ends."""
        bodies = []
        for number, page in enumerate(self._pdf.pages, start=1):
            body, texts = self._shown(f"text of page {number}", page, page.resources)
            bodies.append(body)
            yield from texts
        yield from self._text("text of all pages", "\n".join(bodies), Level.WORDS)

    def _shown(self, part: str, content: Any, resources: Any) -> tuple[str, Iterator[Text]]:
        """Return what content shows: its body, and every text of it; page numbers and the like are no words to look for."""
        found = shown(content, resources)
        self._words.clear()
        for each in found.properties:
            self._walk(each, part)
        texts = (
            *((found.body, Level.WORDS), (found.beside, Level.MARKS)),
            *(("\n".join(words), Level.WORDS) for words in self._words.values()),
        )
        return found.body, (each for text, level in texts for each in self._text(part, text, level))


def _contents(page: pikepdf.Page) -> Iterator[Any]:
    """Yield the streams that draw a page."""
    contents: Any = page.obj.get("/Contents", [])
    yield from contents if isinstance(contents, pikepdf.Array) else [contents] if contents else []


def _loose(stream: pikepdf.Stream) -> bool:
    """Whether a stream is neither content nor a picture nor a font: it may be a script, or words."""
    return not {"/Subtype", "/Type", "/Length1", "/PatternType", "/ShadingType", "/FunctionType"} & set(stream.keys())


def _same(one: Any, other: Any) -> bool:
    return bool(getattr(one, "objgen", (0, 0)) == other.objgen)


def _elsewhere(value: Any) -> bool:
    return bool(getattr(value, "is_indirect", False))


def _part(thing: Any) -> str:
    kind = str(thing.get("/Type", "")) if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)) else ""
    return _PARTS.get(kind, f"object {getattr(thing, 'objgen', (0, 0))[0]}")


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """Unpack a stream; what a picture shows is left packed.

    Raises:
        CannotSearchError: it is packed in a way that cannot be unpacked within limits.
    """
    named: Any = stream.get("/Filter", [])
    filters = [str(each) for each in (named if isinstance(named, (list, pikepdf.Array)) else [named])]
    if filters and filters[-1] in _PICTURES and len(filters) == 1:
        return stream.read_raw_bytes()
    if filters != ["/FlateDecode"]:
        size = len(stream.read_raw_bytes())
        for each in filters:
            size *= _FACTORS.get(each, MOST_UNPACKED + 1)
        if size > MOST_UNPACKED or len(filters) > 2:
            raise CannotSearchError("this PDF holds something too large, or packed in an uncommon way")
    return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
