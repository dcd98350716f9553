"""Outputs of a paper appear together or not at all: they are made in a hidden folder beside their place, then moved in.

Whatever ends a run, even the machine, leaves the old outputs or the new ones; the next run sweeps what a dead one left.
"""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import ExitCode, PipelineError

STAGE, OLD, LOCK = ".making-", ".old-", ".lock"


@contextmanager
def locked(outputs: Path) -> Iterator[None]:
    """Hold the outputs folder for one run, and sweep what a run that died left in it.

    Raises:
        PipelineError: another run holds it, or it cannot be written.
    """
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        with FileLock(outputs / LOCK, timeout=0):
            _sweep(outputs)
            yield
    except Timeout:
        message = f"Another run is writing to {outputs}."
        raise PipelineError(ExitCode.BUSY, message, "Wait until it is done, then run again.") from None
    except OSError as error:
        raise cannot_write(outputs, error) from error


def _sweep(outputs: Path) -> None:
    for old in outputs.glob(f"*/{OLD}*"):
        target = old.with_name(old.name.removeprefix(OLD))
        if not target.exists():
            old.rename(target)
    for left in (*outputs.glob(f"*/{STAGE}*"), *outputs.glob(f"*/{OLD}*")):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def staged(target: Path, *, keep: bool = True, private: bool = False) -> Iterator[Path]:
    """Give a new folder to write to, and put it in the target's place when all went well.

    Args:
        target: the folder that the outputs are to be.
        keep: False throws everything away at the end (``--dry-run``).
        private: nobody but the owner may read the folder (0700), the folder that it stands in or a file in it (0600).

    Raises:
        PipelineError: the folder cannot be written; the old outputs are still there.
    """
    try:
        if keep:
            target.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
        folder = tempfile.mkdtemp(prefix=f"{STAGE}{target.name}-", dir=target.parent if keep else None)
    except OSError as error:
        raise cannot_write(target, error) from error
    stage = Path(folder)
    try:
        yield stage
        if keep:
            _settle(stage, private=private)
            _replace(stage, target)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _settle(stage: Path, *, private: bool) -> None:
    """Make sure that the files are on the disk, and who may read them, before their folder takes its place."""
    for path in (stage, *stage.rglob("*")):
        if path.is_dir():
            path.chmod(0o700 if private else 0o755)
            continue
        if private:
            path.chmod(0o600)
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())


def _replace(stage: Path, target: Path) -> None:
    if not target.exists():
        stage.rename(target)
    elif not _exchange(stage, target):
        # Two renames where the system cannot swap: between them a death leaves .old-, which the next run puts back.
        old = target.with_name(f"{OLD}{target.name}")
        target.rename(old)
        stage.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux); afterwards ``one`` holds the old outputs."""
    if not sys.platform.startswith("linux"):
        return False
    swap = getattr(ctypes.CDLL(None), "renameat2", None)
    here, exchange = -100, 2
    return swap is not None and swap(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def cannot_write(target: Path, error: OSError) -> PipelineError:
    """Say that outputs cannot be written, and why."""
    hint = (
        "Close the paper in Word, check that the folder may be written to and that the disk is not full, and run again."
    )
    return PipelineError(ExitCode.CANNOT_WRITE, f"{target} cannot be written ({error.strerror}).", hint)
