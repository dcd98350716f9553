"""Small databases beside the outputs, that a crash leaves whole.

The rollback journal is used, not the write-ahead log: outputs often lie on network shares, where that does not work.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import PipelineError


@contextmanager
def database(
    file: Path, schema: str, unusable: Callable[[Exception], PipelineError], *, make: bool, private: bool = False
) -> Iterator[sqlite3.Connection]:
    """Open a database.

    Args:
        file: where it is.
        schema: the statements that make its tables where they are not there.
        unusable: words the error.
        make: whether it and its folder are made where they are not there; otherwise it is empty then.
        private: whether one that is made is its owner's alone (0600), until somebody lets others in.

    Raises:
        PipelineError: as ``unusable`` has it: it cannot be opened or written, or is something else.
    """
    try:
        if make:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(0o600 if private else 0o666)
        connection = sqlite3.connect(file if make or file.exists() else ":memory:")
    except (OSError, sqlite3.Error) as error:
        raise unusable(error) from error
    try:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.executescript(schema)
        yield connection
    except sqlite3.Error as error:
        raise unusable(error) from error
    finally:
        connection.close()
