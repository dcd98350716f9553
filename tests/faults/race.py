"""Two processes that publish the same paper at once: one does, the other is told at once that it is being done."""

import json
import os
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from pipeline.errors import ExitCode, PipelineError
from tests import editions
from tests.faults.sweep import MEMORY

SLOW = 0.3


def slow(*args: Any) -> None:
    """Write the ready files, but not at once."""
    time.sleep(SLOW)
    write(*args)


write = editions.ready_write


def start(made: editions.World, began: int) -> int:
    """Publish in a child that begins when the pipe is closed; it ends with the exit code, or 100 where it took over a second to say 8."""
    pid = os.fork()
    if pid:
        return pid
    os.read(began, 1)
    since = time.monotonic()
    code = 0
    try:
        made.publish()
    except PipelineError as error:
        code = int(error.code)
    (made.path / f"{code}-{os.getpid()}").write_text(str(time.monotonic() - since), "utf-8")
    os._exit(code)


def race(pairs: int) -> dict[str, Any]:
    """Let pairs of processes publish, and return the slowest refusal and what was wrong."""
    wrong, slowest = [], 0.0
    with TemporaryDirectory(prefix="race-", dir=MEMORY) as temporary, patch.object(editions, "ready_write", slow):
        for number in range(pairs):
            made = editions.world(Path(temporary) / "world")
            began, go = os.pipe()
            pids = [start(made, began) for _ in "12"]
            os.write(go, b"go")
            codes = sorted(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids)
            found = made.verify()
            if codes != [0, ExitCode.BUSY] or found.wrong or found.rows != 1 or made.states() != {1: "published"}:
                wrong.append(f"pair {number}: {codes}")
            slowest = max([slowest, *(float(file.read_text("utf-8")) for file in made.path.glob("8-*"))])
            os.close(began), os.close(go)
            shutil.rmtree(made.path)
    return {"wrong": wrong, "slowest": slowest}


if __name__ == "__main__":
    print(json.dumps(race(int(sys.argv[1]))))  # noqa: T201
