"""EIO, ENOSPC and KILL at the calls of publishing: no torn edition, nothing left open, ledger and disk agree, every rerun succeeds."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ROOT, needs

STEP = int(os.environ.get("STEP", "12"))
"""Every how-manieth call gets its fault: make test tries every twelfth, make faults each."""

PAIRS = int(os.environ.get("PAIRS", "20" if STEP > 1 else "100"))


def run(*words: str) -> dict[str, Any]:
    """Run a module of faults in a process of its own, as it forks, and return what came of it."""
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_publish_withdraw_destroy(measured: Callable[[str, object], None]) -> None:
    found = run("tests.faults.sweep", str(STEP))
    injected = found["injected"]
    measured("faults in publishing", f"{injected} injected: {found['killed']} killed, {found['told']} told as errors")

    assert found["wrong"] == []
    assert injected > 1000 / STEP
    assert found["killed"] > injected / 4
    assert found.get("bad", 0) == 0


@pytest.mark.skipif(STEP > 1, reason="make faults does this")
@needs("strace")
def test_every_system_call(measured: Callable[[str, object], None]) -> None:
    found = run("tests.faults.traced", "1")
    injected = found["injected"]
    measured("faults by strace", f"{injected} injected: {found['killed']} killed, {found['told']} told as errors")

    assert found["wrong"] == []
    assert injected > 500
    assert found.get("bad", 0) == 0


def test_two_at_once(measured: Callable[[str, object], None]) -> None:
    found = run("tests.faults.race", str(PAIRS))
    measured("two publishing at once", f"{PAIRS} pairs: the other exited 8, the slowest after {found['slowest']:.3f} s")

    assert found["wrong"] == []
    assert found["slowest"] < 1
