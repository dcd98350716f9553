"""A pack of 20 papers and over 200 pages: made as an officer makes it, measured and checked; run by ``make packs``.

Bookmarks, ranges, printed numbers, links and breaks must be right, veraPDF finds no failure of PDF/UA-1, and the memory of the command and
of the processes that it starts stays below 1 GB.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conformance.test_validators import vera
from tests.packs import (
    FOLDER,
    MEETING,
    Made,
    agenda_ranges,
    meeting,
    read,
    wrong_breaks,
    wrong_links,
    wrong_numbers,
    wrong_ranges,
)

ROOT = Path(__file__).parent.parent.parent
PAPERS, PAGES, MOST_MEGABYTES = 20, 200, 1000
PARAGRAPHS = 60


def wrong(made: Made) -> Iterator[str]:
    """Yield whatever is wrong with a pack."""
    ranges = {item["item"]: (item["first"], item["last"]) for item in made.items}
    yield from wrong_ranges(made)
    yield from wrong_numbers(made)
    yield from wrong_links(made)
    yield from wrong_breaks(made, made.folder / "site" / "papers")
    if agenda_ranges(made) != ranges:
        yield "the agenda gives other pages"
    if len(ranges) != PAPERS or made.record["last"] <= PAGES:
        yield f"only {len(ranges)} papers and {made.record['last']} pages"
    yield from (line for line in vera("ua1", made.file).splitlines() or ["veraPDF said nothing"] if "PASS" not in line)


def main() -> int:
    """Measure and check; 1 where anything is wrong."""
    with TemporaryDirectory() as temporary:
        inputs, outputs = meeting(Path(temporary), PAPERS - 2, paragraphs=PARAGRAPHS), Path(temporary) / "outputs"
        words = ["pack", MEETING, "--inputs", str(inputs), "--outputs", str(outputs), "-q"]
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
        )
        taken = time.monotonic() - begun
        if done.returncode:
            return done.returncode
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        made = read(outputs / "meetings" / FOLDER)
        size = made.file.stat().st_size / 1_000_000
        print(f"pack: {PAPERS} papers, {made.record['last']} pages, {size:.1f} MB in {taken:.0f} s")  # noqa: T201 - its purpose
        print(f"pack: {megabytes:.0f} MB of memory at the most, at most {MOST_MEGABYTES}")  # noqa: T201 - its purpose
        found = list(wrong(made))
        print(f"pack: {len(found)} wrong, veraPDF {vera('ua1', made.file).strip()[:60]}")  # noqa: T201 - its purpose
        for each in found:
            print(each)  # noqa: T201 - its purpose
    return int(megabytes > MOST_MEGABYTES or bool(found))


if __name__ == "__main__":
    sys.exit(main())
