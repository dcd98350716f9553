"""Schedule: what makes the machine's own timer run what is due; and a simulation of a calendar against a clock.

No process of ours waits: systemd, cron and Windows' Task Scheduler are better at that.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from getpass import getuser
from pathlib import Path
from shlex import join, quote
from string import Template
from typing import Literal
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from pipeline.due import Due, Run, Waiting, due
from pipeline.template_folder import find_templates
from pipeline.timetable import Timetable

LONDON = ZoneInfo("Europe/London")
SKELETONS = "_new/schedule"
TWICE_OR_NEVER = range(1, 2)
"""The hour that is left out when the clocks go forward, and comes twice when they go back."""

System = Literal["systemd", "cron", "windows"]
FILES: dict[System, tuple[str, ...]] = {
    "systemd": ("cabinet-papers.service", "cabinet-papers.timer"),
    "cron": ("crontab",),
    "windows": ("cabinet-papers.xml",),
}
INSTALLED = (
    Path("/etc/systemd/system/cabinet-papers.timer"),
    Path("~/.config/systemd/user/cabinet-papers.timer"),
)
"""Where a timer of ours may have been put; crontabs are asked for, as nobody may read their files."""


def units(system: System, at: time, inputs: Path, outputs: Path) -> str:
    """Return the files that have a system's timer run what is due each day.

    Args:
        system: which timer.
        at: the time of day in London.
        inputs: where papers' inputs lie.
        outputs: where outputs go.
    """
    read, written = str(inputs.resolve()), str(outputs.resolve())
    command = [sys.executable, "-m", "pipeline", "run-due", "--inputs", read, "--outputs", written]
    words = {"AT": f"{at:%H:%M}", "HOUR": str(at.hour), "MINUTE": str(at.minute)}
    words |= _WORDS[system](command, str(Path.cwd()), read, written)
    folder = find_templates(None).path / SKELETONS
    texts = ((folder / name).read_text("utf-8") for name in FILES[system])
    return "\n".join(Template(text).substitute(words) for text in texts)


def _for_systemd(command: list[str], here: str, inputs: str, outputs: str) -> dict[str, str]:
    """Write a command and folders as a unit reads them: a per cent sign, a dollar and a backslash stand for more there."""

    def quoted(text: str) -> str:
        inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
        return f'"{inside}"' if re.search(r"[^\w./-]", text) else inside

    return {
        "COMMAND": " ".join(quoted(word).replace("$", "$$") for word in command),
        "FOLDER": here.replace("%", "%%"),
        "INPUTS": quoted(inputs),
        "OUTPUTS": quoted(outputs),
        "USER": _user(),
    }


def _for_cron(command: list[str], here: str, _inputs: str, _outputs: str) -> dict[str, str]:
    """Write a command and a folder for the shell; a per cent sign is the end of a line to cron."""
    return {"COMMAND": join(command).replace("%", "\\%"), "FOLDER": quote(here).replace("%", "\\%")}


def _for_windows(command: list[str], here: str, _inputs: str, _outputs: str) -> dict[str, str]:
    program, *arguments = command
    texts = {"PROGRAM": program, "ARGUMENTS": subprocess.list2cmdline(arguments), "FOLDER": here}
    return {name: escape(text) for name, text in texts.items()}


_WORDS: dict[System, Callable[[list[str], str, str, str], dict[str, str]]] = {
    "systemd": _for_systemd,
    "cron": _for_cron,
    "windows": _for_windows,
}
"""What is put into a system's files."""


def _user() -> str:
    """Return the name of the user who asks, or a number where the system knows none."""
    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return str(os.getuid())


def unsafe(at: time) -> bool:
    """Whether a time of day does not come on one day of the year, and comes twice on another."""
    return at.hour in TWICE_OR_NEVER


def installed_at(files: Sequence[Path] = INSTALLED, crontab: Callable[[], str] | None = None) -> time | None:
    """Return the time of day of a timer of ours that is installed, None where there is none that may be read.

    Args:
        files: where a systemd timer may lie.
        crontab: gives the user's crontab.
    """
    for text in (*map(_text, files), (crontab or _crontab)()):
        found = re.search(r"^OnCalendar=\*-\*-\* (\d\d):(\d\d)", text, re.MULTILINE)
        cron = re.search(r"^(\d+) (\d+) \* \* \* .*pipeline run-due", text, re.MULTILINE)
        if found:
            return time(int(found[1]), int(found[2]))
        if cron:
            return time(int(cron[2]), int(cron[1]))
    return None


def _text(file: Path) -> str:
    try:
        return file.expanduser().read_text("utf-8")
    except (OSError, RuntimeError):
        return ""


def _crontab() -> str:
    try:
        done = subprocess.run(["crontab", "-l"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S607
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


@dataclass
class Memory:
    """A record of runs that is kept while a simulation lasts."""

    first: date | None = None
    runs: set[Run] = field(default_factory=set)
    papers: set[tuple[str, date, str, str]] = field(default_factory=set)

    def began(self, today: date) -> date:
        """Return the earliest day of a run, today among them."""
        return self.first or today

    def done(self, run: Run) -> bool:
        """Whether this very run was done."""
        return run in self.runs

    def done_before(self, run: Run) -> bool:
        """Whether the same paper had this stage for this meeting, from whatever inputs."""
        return (run.body, run.meeting_date, run.paper, run.stage) in self.papers

    def add(self, run: Run) -> None:
        """Note a run that was done."""
        self.runs.add(run)
        self.papers.add((run.body, run.meeting_date, run.paper, run.stage))


def simulate(
    timetables: Sequence[Timetable], papers: Sequence[Waiting], first: date, last: date, at: time
) -> Iterator[tuple[datetime, Due]]:
    """Play a calendar against London's clock, one start a day, and yield what would be made when.

    Args:
        timetables: the meetings.
        papers: the papers that are there.
        first: the first day.
        last: the last day.
        at: the time of day of the timer.
    """
    memory = Memory(first)
    for now in starts(first, last, at):
        for each in list(due(timetables, papers, memory, now.date())):
            memory.add(each.run)
            yield now, each


def starts(first: date, last: date, at: time) -> Iterator[datetime]:
    """Yield the moments at which a daily timer starts; a time that a day does not have is left out, as systemd does."""
    day = first
    while day <= last:
        moment = datetime.combine(day, at, LONDON)
        if moment.astimezone(UTC).astimezone(LONDON).time() == at:
            yield moment
        day += timedelta(days=1)
