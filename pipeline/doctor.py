"""Doctor: whether this machine has what the papers need, each point with what to do."""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from time import tzname

from pipeline.schedule import installed_at, unsafe
from pipeline.template_folder import TemplateFolder

INSTALL = {
    "linux": "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "MSYS2, then pacman -S mingw-w64-ucrt-x86_64-pango",
}
LIBRARIES = {
    "linux": ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    "darwin": ("libpango-1.0.dylib",),
    "win32": ("libpango-1.0-0.dll",),
}
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
ENOUGH_DISK = 200_000_000


@dataclass(frozen=True)
class Point:
    """One thing looked at: what, whether it is well, what was found, and what to do where it is not."""

    name: str
    well: bool
    found: str
    remedy: str = ""
    part: bool = False


def examine(outputs: Path, templates: TemplateFolder, load: Callable[[str], object] = ctypes.CDLL) -> Iterator[Point]:
    """Look at the parts of the system, then at the folders; ``part`` marks what exit 3 is for.

    Args:
        outputs: where papers are written.
        templates: where the fonts lie.
        load: how a library is loaded.
    """
    yield _python()
    yield from (_library(name, load) for name in LIBRARIES.get(sys.platform, LIBRARIES["linux"]))
    yield _fonts(templates)
    yield _may_write(outputs)
    yield _disk(outputs)
    yield _time_zone()
    yield _timer(installed_at())


def _python() -> Point:
    found = ".".join(str(number) for number in sys.version_info[:3])
    return Point("Python", sys.version_info >= (3, 11), found, "Install Python 3.11 or newer.", part=True)


def _library(name: str, load: Callable[[str], object]) -> Point:
    remedy = f"{INSTALL.get(sys.platform, INSTALL['linux'])}. Word and HTML are written without it."
    try:
        library = load(name)
    except OSError:
        return Point(name, well=False, found="missing", remedy=remedy, part=True)
    return Point(name, well=True, found=_version(library))


def _version(library: object) -> str:
    try:
        version = library.pango_version_string  # type: ignore[attr-defined]
    except AttributeError:
        return "there"
    version.restype = ctypes.c_char_p
    said: bytes = version()
    return said.decode()


def _fonts(templates: TemplateFolder) -> Point:
    missing = [face for face in FACES if not (templates.fonts / f"LiberationSans-{face}.ttf").is_file()]
    found = f"missing: {', '.join(missing)}" if missing else "Liberation Sans, four faces"
    return Point("fonts", not missing, found, "Restore the folder templates/fonts.", part=True)


def _may_write(outputs: Path) -> Point:
    near = next(folder for folder in (outputs.resolve(), *outputs.resolve().parents) if folder.exists())
    well = near.is_dir() and os.access(near, os.W_OK)
    return Point("write access", well, str(outputs), f"Make {near} a folder that you may write to.")


def _disk(outputs: Path) -> Point:
    near = next(folder for folder in (outputs.resolve(), *outputs.resolve().parents) if folder.exists())
    free = shutil.disk_usage(near).free
    return Point("free disk", free >= ENOUGH_DISK, f"{free // 1_000_000:,} MB", "Free some space.")


def _timer(at: time | None) -> Point:
    """Look at when the timer of ours starts, if one is installed: one hour of the year does not come, and one comes twice."""
    found = f"{at:%H:%M}, London's time" if at else "none is installed; cabinet-papers schedule install prints one"
    remedy = "On the day the clocks go forward it would not run, and when they go back it might run twice: take another time."
    return Point("timer", at is None or not unsafe(at), found, remedy)


def _time_zone() -> Point:
    return Point("time zone", well=True, found=f"{tzname[0]}; papers take their dates from the inputs")
