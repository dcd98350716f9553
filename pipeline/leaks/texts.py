"""From a file to every text in it: by its kind, through what is packed into it, in every form that it may be encoded in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.leaks import forms, markup, packed, pictures
from pipeline.leaks.values import CannotSearchError, Level, Text

MOST = 60_000_000
"""So many letters are searched of one file, everything unpacked and decoded; beyond that it cannot be searched."""
DEPTH = 6
ROUNDS = 4
LEAST_WORDS = 16
LEAST_FILE = 64
"""A decoded run shorter than this is looked at as text only, not as a file in a file."""


@dataclass
class Look:
    """Looks through a file; knows how deep it is in files in files, and how much it may still search."""

    left: int = MOST
    depth: int = 0
    runs: set[forms.Run] = field(default_factory=set, repr=False)

    def file(self, part: str, data: bytes) -> Iterator[Text]:
        """Yield every text of a file.

        Raises:
            CannotSearchError: it is of no kind that is known, broken, too large, or packed too deep.
        """
        self.depth += 1
        if self.depth > DEPTH:
            raise CannotSearchError("it is packed too deep")
        read = _by_magic(data)
        # The words of text files are decoded once they are read; their bytes need not be as well.
        yield from self.raw(part, data) if read else self._plain(part, data)
        yield from (read or markup.reader(data))(self, part, data)
        self.depth -= 1

    def raw(self, part: str, data: bytes) -> Iterator[Text]:
        """Yield bytes as they are."""
        for text in forms.readings(data):
            yield from self.text(Text(part, text, Level.BYTES))

    def _plain(self, part: str, data: bytes) -> Iterator[Text]:
        for text in forms.readings(data):
            yield self.plain(Text(part, text, Level.BYTES))

    def plain(self, text: Text) -> Text:
        """Return a text that is not to be decoded."""
        self._spend(len(text.text))
        return text

    def text(self, text: Text) -> Iterator[Text]:
        """Yield a text and all that it says once decoded, however often it was encoded."""
        # Bytes look escaped by chance all over, and again once that is resolved: once is enough for them.
        seen, waiting = {text.text}, [(text, ROUNDS - 1 if text.level is Level.BYTES else 0)]
        while waiting:
            each, rounds = waiting.pop()
            self._spend(len(each.text))
            yield each
            if rounds < ROUNDS:
                blobs = [blob for run in forms.runs(each.text) if self._fresh(run) for blob in run.decoded()]
                words, rest = _decoded(blobs)
                said = [(changed, each.level) for changed in forms.rewritten(each.text)] + [(words, Level.WORDS)]
                fresh = [Text(each.part, found, level) for found, level in said if found not in seen]
                seen.update(found.text for found in fresh)
                waiting += [(found, rounds + 1) for found in fresh]
                self._spend(len(rest))
                yield Text(each.part, rest, Level.BYTES)
                yield from self._files(each.part, blobs)

    def _fresh(self, run: forms.Run) -> bool:
        """Whether a run that looks encoded has not been met in this file before: most are words of markup."""
        before = len(self.runs)
        self.runs.add(run)
        return len(self.runs) > before

    def _files(self, part: str, blobs: list[tuple[bytes, bool]]) -> Iterator[Text]:
        """Yield every text of the files that a text holds encoded, pictures in a page among them."""
        for data, whole in blobs:
            if whole and len(data) >= LEAST_FILE and _by_magic(data):
                yield from self.file(part, data)

    def _spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise CannotSearchError("it is too large")


def _decoded(blobs: list[tuple[bytes, bool]]) -> tuple[str, str]:
    """Return what encoded runs stand for: what can be read, and apart from it bytes, and what chance may have made readable."""
    words, rest = [""], [""]
    for data, _ in blobs:
        for each in forms.readings(data):
            (words if len(each) >= LEAST_WORDS and forms.is_words(each) else rest).append(each)
    return "\n".join(words), "\n".join(rest)


Reader = Callable[[Look, str, bytes], Iterator[Text]]


def _pdf(look: Look, part: str, data: bytes) -> Iterator[Text]:
    from pipeline.leaks import pdf  # noqa: PLC0415 - slow to load, and most files are not PDF

    yield from pdf.read(look, part, data)


MAGIC: tuple[tuple[bytes, Reader], ...] = (
    (b"PK\x03\x04", packed.read_zip),
    (b"PK\x05\x06", packed.read_zip),
    (b"%PDF-", _pdf),
    (b"\x1f\x8b", packed.read_gzip),
    (b"\x89PNG\r\n\x1a\n", pictures.read_png),
    (b"\xff\xd8\xff", pictures.read_jpeg),
    (b"GIF8", pictures.read_plainly),
    (b"\x00\x01\x00\x00", pictures.read_plainly),
    (b"OTTO", pictures.read_plainly),
)
"""How kinds of files begin, and what reads them."""


def _by_magic(data: bytes) -> Reader | None:
    return next((read for magic, read in MAGIC if data.startswith(magic)), None)
