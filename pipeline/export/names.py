"""Names in a bundle: from ids only, so that no folder's or file's own name can lead out of it, or tell of a person."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from unicodedata import normalize

from pipeline.build import slug

LONGEST = 60
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that Windows gives to devices, whatever the ending."""


def safe_id(name: str) -> str:
    """Return a name as small letters, digits and hyphens; what nothing is left of is a paper."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    return f"paper-{made}".rstrip("-") if made in RESERVED | {""} else made


def safe_ids(folders: Iterable[Path]) -> Iterator[str]:
    """Yield an id for each folder, no two alike."""
    given: set[str] = set()
    for folder in folders:
        made, number = safe_id(folder.name), 1
        while (name := made if number == 1 else f"{made}-{number}") in given:
            number += 1
        given.add(name)
        yield name


def safe_path(file: PurePath) -> str:
    """Return the path of an input file, each of its parts as an id."""
    *folders, name = file.parts
    ending = PurePath(name).suffix.lower()
    return "/".join([*map(safe_id, folders), f"{safe_id(PurePath(name).stem)}{ending}"])


def paper_file(name: str, ending: str) -> str:
    """Return the place of a paper's file in a bundle: its folder's id, and in it the id without the date."""
    return f"papers/{name}/{safe_id(slug(Path(name)))}.{ending}"
