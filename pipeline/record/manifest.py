"""The manifest: digests of all that went into a paper and all that came out, and the versions that made it. No clock.

``made_from`` is one digest over everything that determines the outputs: while it stays, the outputs need not be made again.
"""

import ctypes
import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline import __version__

NAME = "manifest.json"
LIBRARIES = (
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "num2words",
    "pydantic",
    "pydyf",
    "pypdfium2",
    "python-docx",
    "resvg-py",
    "weasyprint",
    "xlsxwriter",
)
"""The libraries that write, or decide what is written."""


def ingredients(paper: str, inputs: Iterable[Path], templates: Mapping[str, Path], draft: str = "") -> dict[str, Any]:
    """Return all that determines a paper's outputs, with one digest over it: names and digests only, no titles.

    Args:
        paper: the paper's folder.
        inputs: its input files.
        templates: the templates, styles and fonts it is made with, by their path under the folder of templates.
        draft: the line that its pages bear until all clearances stand.
    """
    made_from = {
        "paper": paper,
        **versions(),
        "inputs": [entry(file) for file in inputs],
        "templates": [entry(file, name) for name, file in templates.items()],
        **({"draft": draft} if draft else {}),
    }
    text = json.dumps(made_from, sort_keys=True, ensure_ascii=False)
    return {"made_from": hashlib.sha256(text.encode()).hexdigest(), **made_from}


def versions() -> dict[str, Any]:
    """Return the versions of all that decides what is written: the program, the libraries, Pango and Python."""
    return {
        "cabinet-papers": __version__,
        "program": _program(),
        "libraries": {name: version(name) for name in LIBRARIES}
        | {"pango": _pango(), "python": platform.python_version()},
    }


def digest(files: Iterable[Path]) -> str:
    """Return one digest over the names and contents of files."""
    text = json.dumps([entry(file) for file in files], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def manifest(made_from: dict[str, Any], outputs: Iterable[Path]) -> str:
    """Return the manifest as JSON."""
    record = made_from | {"outputs": [entry(file) for file in outputs]}
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def unchanged(made_from: dict[str, Any], target: Path, expected: Iterable[str]) -> bool:
    """Whether the outputs expected are there, made from the same, and as they were written."""
    try:
        record = json.loads((target / NAME).read_text("utf-8"))
        same = record["made_from"] == made_from["made_from"]
        names = [each["name"] for each in record["outputs"]]
        whole = same and all(entry(target / each["name"]) == each for each in record["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return whole and names == list(expected)


def _program() -> str:
    """Digest the program's own files: a change to the code is a change to what it makes."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _pango() -> str:
    try:
        pango = ctypes.CDLL("libpango-1.0.so.0")
    except OSError:
        return "unknown"
    pango.pango_version_string.restype = ctypes.c_char_p
    said: bytes = pango.pango_version_string()
    return said.decode()


def entry(file: Path, name: str = "") -> dict[str, Any]:
    """Return a file's name (its own, if none is given), size and SHA-256."""
    content = file.read_bytes()
    return {"name": name or file.name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
