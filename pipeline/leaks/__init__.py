"""The leak check: nothing that is withheld from the public may be found in a file that the public gets, in whatever form.

``needles`` and ``others`` say what must not be found, ``leaks`` looks for it, ``refuse`` ends the run. It fails closed: a file that
cannot be looked through is a leak. Nothing that is withheld is ever said, by no value, message or error.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError
from pipeline.leaks.needles import needles, others
from pipeline.leaks.search import Index
from pipeline.leaks.texts import Look
from pipeline.leaks.values import CANNOT, CannotSearchError, Held, Leak, Level, Needle

__all__ = ["CANNOT", "Held", "Leak", "Needle", "leaks", "needles", "others", "refuse"]

MOST_FILE = 50_000_000
MOST_SAID = 20
"""So many leaks are said; the rest are counted."""

HINT = (
    "Nothing was replaced. Take what is withheld out of the public field, template or file that carries it, or release the field "
    "named here. A file that cannot be searched was not written by this program alone: remove it, and report this if it was."
)


def leaks(files: Iterable[Path], needles: Iterable[Needle]) -> list[Leak]:
    """Return where files hold what they must not, each place and field once; a file that cannot be searched is one, too."""
    needles = list(needles)
    index = Index(needles)
    found: dict[Leak, None] = {}
    for number, file in enumerate(files, start=1):
        found |= dict.fromkeys(_Searched(index, needles, file, number).all())
    return list(found)


class _Searched:
    """One file being searched."""

    def __init__(self, index: Index, needles: list[Needle], file: Path, number: int) -> None:
        self._index, self._needles, self._file = index, needles, file
        # A name that gives something away is not said either.
        self._name = f"file {number}" if index.found(file.name, Level.WORDS) else file.name
        self._parts: dict[str, str] = {}

    def all(self) -> Iterator[Leak]:
        """Yield what is found, and at the end, where it could not be searched to the end, that."""
        yield from self._hits("file name", self._file.name, Level.WORDS)
        yield from self._hits("folder name", self._file.absolute().parent.name, Level.WORDS)
        try:
            for text in Look().file("", _content(self._file)):
                yield from self._hits(self._part(text.part), text.text, text.level)
        except CannotSearchError as error:
            yield Leak(self._name, str(error), CANNOT, ())
        except Exception as error:  # noqa: BLE001 - what a library says of a file may hold its words; the check fails closed
            yield Leak(self._name, f"it breaks the search ({type(error).__name__})", CANNOT, ())

    def _part(self, part: str) -> str:
        if part not in self._parts:
            told = bool(self._index.found(part, Level.MARKS))  # page 12 is no leak of a 12
            self._parts[part] = f"part {len(self._parts) + 1}" if told else part or "whole file"
        return self._parts[part]

    def _hits(self, part: str, text: str, level: Level) -> Iterator[Leak]:
        for number in sorted(self._index.found(text, level)):
            needle = self._needles[number]
            yield Leak(self._name, part, needle.kind, needle.at)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_FILE:
            raise CannotSearchError("it is too large")
        return file.read_bytes()
    except OSError:
        raise CannotSearchError("it cannot be read") from None


def refuse(leaks: Iterable[Leak]) -> None:
    """End the run if there is any leak.

    Raises:
        PipelineError: there is; what was found is not said, only where, and from which field.
    """
    lines = list(Counter(map(_line, leaks)))
    if not lines:
        return
    rest = len(lines) - MOST_SAID
    more = [f"and {rest} more"] if rest > 0 else []
    message = "\n".join(["The public files hold what is withheld:", *lines[:MOST_SAID], *more])
    raise PipelineError(ExitCode.REFUSED, message, HINT)


def _line(leak: Leak) -> str:
    if leak.kind == CANNOT:
        return f"{leak.file}: {CANNOT}: {leak.part}"
    return f"{leak.file}, {leak.part}: {leak.kind} from {' > '.join(map(str, leak.at))}"
