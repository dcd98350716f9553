"""The manifest: digests of all that went into a paper and all that came out, and the versions that made it. No clock."""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline import __version__

LIBRARIES = ("jinja2", "lxml", "markdown-it-py", "num2words", "pydantic", "pypdfium2", "python-docx", "weasyprint")


def manifest(paper: str, inputs: Iterable[Path], templates: Iterable[Path], outputs: Iterable[Path]) -> str:
    """Return the manifest as JSON: names, sizes and SHA-256 only, no titles and no names of people."""
    record = {
        "paper": paper,
        "cabinet-papers": __version__,
        "libraries": {name: version(name) for name in LIBRARIES},
        "inputs": [_entry(file) for file in inputs],
        "templates": [_entry(file, below=2) for file in templates],
        "outputs": [_entry(file) for file in outputs],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _entry(file: Path, below: int = 1) -> dict[str, Any]:
    content = file.read_bytes()
    name = "/".join(file.parts[-below:])
    return {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
