"""Outputs of a paper appear together or not at all: they are made in a hidden folder beside their place, then moved in."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ExitCode, PipelineError


@contextmanager
def staged(target: Path, *, keep: bool = True) -> Iterator[Path]:
    """Give a new folder to write to, and put it in the target's place when all went well.

    Args:
        target: the folder that the outputs are to be.
        keep: False throws everything away at the end (``--dry-run``).

    Raises:
        PipelineError: the folder cannot be written; the old outputs are still there.
    """
    stage = _new_stage(target, keep=keep)
    try:
        yield stage
        if keep:
            _replace(stage, target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _new_stage(target: Path, *, keep: bool) -> Path:
    if not keep:
        return Path(tempfile.mkdtemp(prefix="cabinet-papers-"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise _cannot_write(target, error) from error


def _replace(stage: Path, target: Path) -> None:
    """Move the new folder in; the old one goes only when the new one is there."""
    stage.chmod(0o755)
    if not target.exists():
        stage.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(old / target.name)
    try:
        stage.rename(target)
    except OSError:
        (old / target.name).rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _cannot_write(target: Path, error: OSError) -> PipelineError:
    hint = (
        "Close the paper in Word, check that the folder may be written to and that the disk is not full, and run again."
    )
    return PipelineError(ExitCode.CANNOT_WRITE, f"{target} cannot be written ({error.strerror}).", hint)
