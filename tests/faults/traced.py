"""Faults put in by strace, below Python and SQLite: each system call of publishing, withdrawing and destroying that can fail."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import PipelineError
from tests.editions import World
from tests.faults.sweep import ACTIONS, DONE, FAILED, MEMORY, SURVIVED, prepared, wrong_after, wrong_in_the_end

CALLS = (
    "fsync",
    "fdatasync",
    "write",
    "pwrite64",
    "rename",
    "openat",
    "mkdir",
    "unlink",
    "unlinkat",
    "rmdir",
    "ftruncate",
)
KINDS = {"EIO": "error=EIO", "ENOSPC": "error=ENOSPC", "KILL": "signal=KILL"}


def traced(do: Callable[[], object], call: str, what: str, log: Path) -> int:
    """Do something in a child, with a fault at a system call; return how it ended."""
    pid = os.fork()
    if not pid:
        os.kill(os.getpid(), signal.SIGSTOP)
        code = 1
        try:
            do()
            code = DONE
        except PipelineError:
            code = FAILED
        except BaseException as error:  # noqa: BLE001 - a child ends here, whatever happened
            print(type(error), error, file=sys.stderr)  # noqa: T201
        os._exit(code)
    os.waitpid(pid, os.WUNTRACED)
    words = ["strace", "-p", str(pid), "-o", str(log), "-e", f"trace={call}", "-e", f"inject={call}:{what}"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr
        assert "attached" in tracer.stderr.readline()
        os.kill(pid, signal.SIGCONT)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code == DONE and "INJECTED" in log.read_text("utf-8"):
        return SURVIVED
    return code


def sweep(step: int) -> dict[str, Any]:
    """Put in every step-th fault (of files opened, of which there are most, every fifth of those), and return what came of it."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with TemporaryDirectory(prefix="traced-", dir=MEMORY) as temporary:
        for action in ACTIONS:
            original = prepared(action, Path(temporary) / action.replace(" ", "-"))
            for call in CALLS:
                for kind in KINDS:
                    number = 1
                    while (code := _one(original, action, (call, kind, number), wrong)) != DONE:
                        counts[call] += 1
                        counts[{FAILED: "told", SURVIVED: "no harm", -9: "killed"}.get(code, "bad")] += 1
                        number += step * (5 if call == "openat" else 1)
    return {"injected": sum(counts[call] for call in CALLS), "wrong": wrong, **counts}


def _one(original: World, action: str, fault: tuple[str, str, int], wrong: list[str]) -> int:
    call, kind, number = fault
    made = World(original.path.with_name("now"))
    shutil.copytree(original.path, made.path, symlinks=True)
    log = original.path.with_name("log")
    code = traced(lambda: ACTIONS[action](made), call, f"{KINDS[kind]}:when={number}", log)
    said = [*wrong_after(made), *wrong_in_the_end(made, action)] if code != DONE else []
    said += ["a fault that nobody told"] if code == 1 else []
    wrong += [f"{action}, {kind} at {call} {number}: {each}" for each in said]
    shutil.rmtree(made.path)
    return code


if __name__ == "__main__":
    print(json.dumps(sweep(int(sys.argv[1]))))  # noqa: T201
