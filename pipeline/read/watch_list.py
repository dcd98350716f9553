"""The watch list: a file of names and addresses that no paper may hold, one a line, for its owner's eyes only."""

import os
import stat
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError
from pipeline.watch import WatchList, plain_words

MOST_BYTES = 1_000_000


def read_watch_list(file: Path, inputs: Path) -> WatchList:
    """Read a watch list; lines that begin with ``#`` and empty ones say nothing.

    Args:
        file: where it lies.
        inputs: the folder of inputs, in which it may not lie: what lies there is copied, sent and shown.

    Raises:
        PipelineError: it is not there, others may read it, it lies among the inputs, or it is no list. No message says what is in it.
    """
    text = _text(file, inputs)
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        if sum(len(word.plain) for word in plain_words(entry)) < 3:
            raise _wrong(f"Line {number} of the watch list is too short to look for.", "Write a name in full.")
        entries.append((number, entry))
    return WatchList(tuple(entries))


def _text(file: Path, inputs: Path) -> str:
    if file.resolve().is_relative_to(inputs.resolve()):
        raise _wrong("The watch list lies in the folder of inputs.", "Move it out of there, to a folder of your own.")
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise _wrong("The watch list cannot be read.", f"{error.strerror}: {file}") from error
    with open(descriptor, "rb") as opened:  # noqa: PTH123 - the file that was opened is the one that is judged
        _judge(os.fstat(descriptor), file)
        raw = opened.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise _wrong("The watch list is too long.", f"It may have {MOST_BYTES:,} bytes.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong("The watch list is not UTF-8.", "Save it as UTF-8.") from None


def _judge(found: os.stat_result, file: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise _wrong("The watch list is not a file.", "Give a text file with one name a line.")
    if os.name == "posix" and stat.S_IMODE(found.st_mode) & 0o177:
        message = (
            f"Others than its owner may read the watch list: its mode is {stat.S_IMODE(found.st_mode):04o}, not 0600."
        )
        raise _wrong(message, f"Run: chmod 600 {file}")


def _wrong(message: str, hint: str) -> PipelineError:
    return PipelineError(ExitCode.REFUSED, message, hint)
