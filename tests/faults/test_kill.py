"""kill -9 at random moments of a build: the outputs are the old ones or the new ones, and the next run sweeps up."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.conftest import SAMPLE, Papers

KILLS = int(os.environ.get("KILLS", "30"))
"""How many: make test does 30, make faults 200."""

TELEPHONES = ("01223 111111", "01223 222222")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def start(papers: Papers) -> "subprocess.Popen[bytes]":
    """A build in a process group of its own, so that the process that lays out dies with it."""
    command = [sys.executable, "-m", "pipeline", "build", "-q"]
    return subprocess.Popen(
        command, cwd=papers.path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def test_the_outputs_are_old_or_new(papers: Papers, measured: Callable[[str, object], None]) -> None:
    papers.change("paper.yaml", "tel: 01223 717856", f"tel: {TELEPHONES[0]}")
    papers.build()
    versions = {TELEPHONES[0]: contents(papers.target)}
    papers.change("paper.yaml", TELEPHONES[0], TELEPHONES[1])
    began = time.monotonic()
    assert start(papers).wait() == 0
    whole = time.monotonic() - began
    versions[TELEPHONES[1]] = contents(papers.target)
    moments = random.Random(20100907)
    states: Counter[str] = Counter()

    for number in range(KILLS):
        old, new = TELEPHONES[(number + 1) % 2], TELEPHONES[number % 2]
        papers.change("paper.yaml", old, new)
        run = start(papers)
        time.sleep(moments.uniform(0, whole * 1.1))
        os.killpg(run.pid, signal.SIGKILL) if run.poll() is None else None
        run.wait()
        found = contents(papers.target)
        assert found in (versions[old], versions[new]), f"kill {number}: neither old nor new"
        states["new" if found == versions[new] else "old"] += 1
        states["left something"] += bool(list(papers.target.parent.glob(".*")))
        assert start(papers).wait() == 0
        assert contents(papers.target) == versions[new]
        assert [each.name for each in papers.target.parent.iterdir()] == [SAMPLE]

    measured("kill -9", f"{KILLS} kills: {dict(states)}")
    assert states["old"]
    assert states["old"] + states["new"] == KILLS
