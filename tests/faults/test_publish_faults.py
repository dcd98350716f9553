"""EIO, ENOSPC and KILL at the calls of publishing: no torn edition, nothing left open, ledger and disk agree, every rerun succeeds."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

from tests.conftest import ROOT

STEP = int(os.environ.get("STEP", "12"))
"""Every how-manieth call gets its fault: make test tries every twelfth, make faults each."""


def test_publish_withdraw_destroy(measured: Callable[[str, object], None]) -> None:
    command = [sys.executable, "-m", "tests.faults.sweep", str(STEP)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    injected = found["injected"]
    measured("faults in publishing", f"{injected} injected: {found['killed']} killed, {found['told']} told as errors")

    assert found["wrong"] == []
    assert injected > 1000 / STEP
    assert found["killed"] > injected / 4
    assert found.get("bad", 0) == 0
