"""Faults put into publishing, withdrawing and destroying, one at a time, at each call that can fail: EIO, ENOSPC and KILL.

Every run is a forked child: an audit hook sees each file that is opened, each folder made or listed, each rename, change of mode and
removal below the outputs; writes, fsyncs and rows of the ledger are counted where they are called. At the chosen call the child gets the
error, or is killed. Then the disk is looked at, the same is done again, and everything must be as if nothing had happened.
"""

import errno
import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import PipelineError
from pipeline.record import Ledger, editions, wrong_with
from tests.editions import World, world

DONE, FAILED, SURVIVED = 50, 51, 52
"""How a child ends: the fault never came up; it was told as an error; it did no harm."""

EVENTS = (
    "open",
    "os.mkdir",
    "os.rename",
    "os.chmod",
    "os.remove",
    "os.rmdir",
    "os.listdir",
    "os.scandir",
    "sqlite3.connect",
)
KINDS = ("EIO", "ENOSPC", "KILL")
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a tmpfs is quicker, where there is one
ACTIONS: dict[str, Callable[[World], object]] = {
    "publish": lambda each: each.publish(),
    "publish again": lambda each: each.publish("a slip"),
    "withdraw": lambda each: each.withdraw(),
    "destroy": lambda each: each.withdraw(destroy=True),
}
EXPECTED: dict[str, tuple[dict[int, str], list[str]]] = {
    "publish": ({1: "published"}, ["publication"]),
    "publish again": ({1: "published", 2: "published"}, ["publication", "publication"]),
    "withdraw": ({1: "withdrawn"}, ["publication", "withdrawal"]),
    "destroy": ({1: "destroyed"}, ["publication", "withdrawal", "destruction"]),
}


class Fault:
    """What happens at one call."""

    def __init__(self, kind: str, number: int, below: Path) -> None:
        self.kind, self.number, self.below, self.calls = kind, number, str(below), 0

    def call(self) -> None:
        self.calls += 1
        if self.calls != self.number:
            return
        if self.kind == "KILL":
            os.kill(os.getpid(), signal.SIGKILL)
        code = getattr(errno, self.kind)
        raise OSError(code, os.strerror(code))

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        if event in EVENTS and args and self.below in os.fspath(args[0] if isinstance(args[0], str | Path) else ""):
            self.call()

    def install(self) -> None:
        sys.addaudithook(self.hook)
        os.write, os.fsync = self.before(os.write), self.before(os.fsync)
        add = Ledger.add

        def counted(*args: Any, **values: Any) -> Any:
            self.call() if self.kind == "KILL" else None
            row = add(*args, **values)
            self.call() if self.kind == "KILL" else None
            return row

        Ledger.add = counted  # type: ignore[method-assign]

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any) -> Any:
            self.call()
            return call(*args)

        return counted


def child(do: Callable[[], object], fault: Fault | None) -> int:
    """Do something in a child and return how it ended; -9 is killed."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 1
    try:
        if fault:
            fault.install()
        do()
        code = SURVIVED if fault and fault.calls >= fault.number else DONE
    except PipelineError:
        code = FAILED
    except BaseException as error:  # noqa: BLE001 - a child ends here, whatever happened
        print(type(error), error, file=sys.stderr)  # noqa: T201
    os._exit(code)


def prepared(action: str, path: Path) -> World:
    """A world in which the action is the next thing to do."""
    made = world(path)
    if action != "publish":
        made.publish()
    if action == "publish again":
        made.write("two")
    return made


def wrong_after(made: World) -> list[str]:
    """What is torn, or lies open to others, right after a fault."""
    folder = made.outputs / "editions"
    found = [f"{each} is open" for each in folder.glob(".making-*") if each.stat().st_mode & 0o077]
    for each in editions(made.outputs):
        wrong = wrong_with(each, each.digest()) if (each.path / "edition.json").exists() else [f"{each.name} is torn"]
        found += [one for one in wrong if "others may read more of it" not in one]
    return found


def wrong_in_the_end(made: World, action: str) -> list[str]:
    """What is not as if nothing had happened, after the same was done again."""
    if child(lambda: ACTIONS[action](made), None) != DONE:
        return ["the rerun failed"]
    found = made.verify()
    states, kinds = EXPECTED[action]
    wrong = list(found.wrong)
    wrong += ["states"] if {each.edition.number: each.state for each in found.standing} != states else []
    wrong += ["rows"] if found.rows != len(kinds) else []
    return wrong + [f"{left} is left" for left in (made.outputs / "editions").glob(".*")]


def sweep(step: int, seed: int = 2010) -> dict[str, Any]:
    """Put in every step-th fault, beginning anywhere, and return what came of it."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    start = random.Random(seed)
    with TemporaryDirectory(prefix="faults-", dir=MEMORY) as temporary:
        for action in ACTIONS:
            original = prepared(action, Path(temporary) / action.replace(" ", "-"))
            for kind in KINDS:
                number = start.randint(1, step)
                while (code := _one(original, action, kind, number, wrong)) != DONE:
                    counts[f"{action}, {kind}"] += 1
                    counts[{FAILED: "told", SURVIVED: "no harm", -9: "killed"}.get(code, "bad")] += 1
                    number += step
    return {
        "injected": sum(counts[f"{action}, {kind}"] for action in ACTIONS for kind in KINDS),
        "wrong": wrong,
        **counts,
    }


def _one(original: World, action: str, kind: str, number: int, wrong: list[str]) -> int:
    made = World(original.path.with_name("now"))
    shutil.copytree(original.path, made.path, symlinks=True)
    code = child(lambda: ACTIONS[action](made), Fault(kind, number, made.path / "outputs"))
    said = [*wrong_after(made), *wrong_in_the_end(made, action)] if code != DONE else []
    said += ["a fault that nobody told"] if code == 1 else []
    wrong += [f"{action}, {kind} at call {number}: {each}" for each in said]
    shutil.rmtree(made.path)
    return code


if __name__ == "__main__":
    print(json.dumps(sweep(int(sys.argv[1]))))  # noqa: T201
