"""The same inputs give the same bytes: in any folder, as any user, on any day, in any place, with any fonts about."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE, Papers, copy_sample

CLOCK = """
import time, datetime
real = time.time
time.time = lambda: real() + 400 * 86400
"""
"""Put before everything else in a process (sitecustomize): the clock stands 400 days ahead."""

OTHERS = ["python3.12", "python3.13", "python3.14"]

CONDITIONS = {
    "as it is": {},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "2"},
    "Kiritimati": {"TZ": "Pacific/Kiritimati"},
    "another locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "another user's home": {"HOME": "/nonexistent", "USER": "nobody", "XDG_CACHE_HOME": "{folder}/cache"},
    "machine's fonts hidden": {"FONTCONFIG_FILE": "{folder}/none.conf", "FONTCONFIG_PATH": "{folder}"},
    "another clock": {"PYTHONPATH": "{folder}/clock"},
}


def digests(papers: Papers) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(papers.target.iterdir())}


def build(papers: Papers, changes: dict[str, str]) -> dict[str, str]:
    changes = {name: value.format(folder=papers.path) for name, value in changes.items()}
    changes["PYTHONPATH"] = os.pathsep.join(filter(None, (changes.get("PYTHONPATH"), str(ROOT))))
    (papers.path / "clock").mkdir()
    (papers.path / "clock" / "sitecustomize.py").write_text(CLOCK, "utf-8")
    done = papers.run("build", env=os.environ | changes)
    assert done.returncode == 0, done.stderr
    return digests(papers)


def test_every_condition_gives_the_same_bytes(tmp_path: Path, measured: Callable[[str, object], None]) -> None:
    found = {
        name: build(copy_sample(tmp_path / f"folder {number}"), changes)
        for number, (name, changes) in enumerate(CONDITIONS.items())
    }
    first = found["as it is"]
    for file, digest in first.items():
        measured("same bytes", f"{file}: {digest[:16]} under {len(found)} conditions")

    assert len(first) == 5
    for name, all_ in found.items():
        assert all_ == first, name


def test_the_other_clock_is_another(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CLOCK, "utf-8")
    code = "import time; print(int(time.time()))"
    command = [sys.executable, "-c", code]
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    ahead = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    assert int(ahead) - int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) > 300 * 86400


def may_run(python: list[str]) -> bool:
    """Whether another user can run this Python and read this checkout."""
    try:
        ran = subprocess.run(
            [*python, "-c", f"open({str(ROOT / 'README.md')!r})"], user=65534, check=False, capture_output=True
        )
    except PermissionError:
        return False
    return ran.returncode == 0


def may_run_as_nobody() -> bool:
    """Whether a process can be put into a user namespace, where it is nobody."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-U", "id", "-u"], check=False, capture_output=True).stdout.strip() == b"65534"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another user")
def test_another_user_gives_the_same_bytes(sample: Papers, tmp_path: Path) -> None:
    papers = copy_sample(tmp_path / "nobody")
    command = [sys.executable, "-m", "pipeline", "build", "-q"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(papers.path)}
    if may_run(command[:1]):
        for folder in (tmp_path, *tmp_path.parents):
            if str(folder).startswith("/tmp/") and folder != Path("/tmp"):  # noqa: S108 - where pytest puts its folders
                folder.chmod(folder.stat().st_mode | 0o055)
        for path in (papers.path, *papers.path.rglob("*")):
            shutil.chown(path, user=65534)
        subprocess.run(command, cwd=papers.path, env=env, user=65534, check=True, capture_output=True)
    elif may_run_as_nobody():
        # Where another user may not read this Python, a user namespace still makes the process somebody else.
        subprocess.run(["unshare", "-U", *command], cwd=papers.path, env=env, check=True, capture_output=True)
    else:
        pytest.skip("another user may not run this Python, and this system makes no user namespace")

    assert digests(papers) == digests(sample)


@pytest.mark.parametrize("python", OTHERS)
def test_another_python_gives_the_same_papers(python: str, sample: Papers, tmp_path: Path) -> None:
    if not shutil.which(python) or subprocess.run([python, "-c", "import weasyprint"], check=False).returncode:
        pytest.skip(f"{python} with the libraries is not installed")
    papers = copy_sample(tmp_path / "other")
    command = [python, "-m", "pipeline", "build", "-q"]
    subprocess.run(command, cwd=papers.path, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)

    for ending in ("docx", "pdf", "html"):
        assert papers.output(ending).read_bytes() == sample.output(ending).read_bytes()


def test_nothing_of_the_machine_is_in_the_outputs(sample: Papers) -> None:
    traces = [str(sample.path), str(ROOT), str(Path.home()), os.uname().nodename if hasattr(os, "uname") else ""]
    for file in sample.target.iterdir():
        for trace in filter(lambda trace: len(trace) > 5, traces):
            assert trace.encode() not in file.read_bytes(), f"{trace} in {file.name}"
    assert SAMPLE in (sample.target / "manifest.json").read_text("utf-8")
