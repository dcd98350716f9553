"""A meeting with as many papers as are asked for, its pack, and what is wrong with a pack: each check gives what it finds."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from pipeline.load import Request
from pipeline.models.withholding import Audience
from pipeline.pack import pack
from tests.canaries import load, save
from tests.golden.test_lines import pages
from tests.withholding import PAPER, withholding

MEETING = "cabinet-2023-12-05"
PROGRESS = "2023-12-05-action-plan-progress"
FOLDER = "2023-12-05-cabinet"
FILLER = "The service was looked at again in the autumn, and the people who use it were asked what they thought of it."
LATE = {
    "published": "29 November 2023",
    "special_circumstances": "The grant must be accepted before the end of the year",
    "waivers": [{"finding": "TT108", "reason": "The grant was offered on 28 November"}],
}


def meeting(folder: Path, more: int, *, late: bool = False, paragraphs: int = 0) -> Path:
    """The fictional Cabinet's meeting: progress, a paper that withholds something and stands first on the list, and ``more`` papers."""
    inputs = withholding(folder)
    names = [f"2023-12-05-more-{number:02}" for number in range(1, more + 1)]
    for number, name in enumerate(names, start=1):
        another(inputs, name, f"Services for carers, part {number}", paragraphs)
    if late:
        another(inputs, "2023-12-05-aa-late", "A grant for carers", 0, LATE)
    meetings = load(inputs / "meetings.yaml")
    next(each for each in meetings if each["id"] == MEETING)["agenda"] = [PAPER, PROGRESS, *names]
    save(inputs / "meetings.yaml", meetings)
    return inputs


def small_meeting(folder: Path) -> Path:
    """A meeting of two general papers, one of which withholds something."""
    inputs = meeting(folder, 1)
    shutil.rmtree(inputs / PROGRESS)
    return inputs


def another(inputs: Path, name: str, title: str, paragraphs: int, change: dict[str, Any] | None = None) -> None:
    """Another general paper: the same words under another title, with an appendix as long as is asked for."""
    shutil.copytree(inputs / PAPER, inputs / name)
    data = load(inputs / name / "paper.yaml")
    data["appendices"] = [each for each in data["appendices"] if "exempt" not in each]
    del data["withheld"]
    data["sections"]["reasons"] = "It is the best."
    data["sections"]["background"] = data["sections"]["background"].split("\nOne home cared")[0]
    if paragraphs:
        text = "\n\n".join(f"In area {number} much was done. {FILLER}" for number in range(1, paragraphs + 1))
        data["appendices"].append({"id": "areas", "title": "Areas", "text": text})
    save(inputs / name / "paper.yaml", {**data, **(change or {}), "title": title})


@dataclass(frozen=True)
class Made:
    """A pack that was made, with what it says of itself."""

    folder: Path
    record: dict[str, Any]
    audience: Audience = "public"

    @property
    def file(self) -> Path:
        return self.folder / str(self.record["pack"])

    @property
    def items(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.record["items"]
        assert found
        return found

    def page(self, printed: int) -> int:
        """The place in the file of the page with a number."""
        return printed - int(self.record["first"])


def make(inputs: Path, *, audience: Audience = "public", outputs: Path | None = None) -> Made:
    done = pack(MEETING, Request(inputs, outputs or inputs.parent / "outputs", audience=audience))
    assert done.folder, done.findings
    return read(done.folder, audience)


def read(folder: Path, audience: Audience = "public") -> Made:
    return Made(folder, json.loads((folder / "pack.json").read_text("utf-8"))["packs"][-1], audience)


def flat(text: str) -> str:
    return " ".join(text.split())


def texts(file: Path) -> list[str]:
    """What each page says, its margins among it."""
    with pypdfium2.PdfDocument(file) as pdf:
        return [flat(sheet.get_textpage().get_text_bounded()) for sheet in pdf]


def bookmarks(file: Path) -> list[tuple[int, str, int]]:
    with pypdfium2.PdfDocument(file) as pdf:
        ends = [(each, each.get_dest().get_index()) for each in pdf.get_toc()]
        found = [(each.level, each.get_title(), -1 if page is None else page) for each, page in ends]
    assert found
    return found


def wrong_ranges(made: Made, file: Path | None = None) -> Iterator[str]:
    """Items whose title does not stand on the first page of their range, whose bookmark leads elsewhere, or that do not adjoin."""
    file = file or made.file
    said, marked = texts(file), bookmarks(file)
    if len(said) != made.record["last"] - made.record["first"] + 1:
        yield f"{len(said)} pages"
    begins = made.items[0]["first"]
    for item in made.items:
        at = made.page(item["first"])
        if item["first"] != begins:
            yield f"item {item['item']} does not adjoin"
        if (0, f"Item {item['item']}: {item['title']}", at) not in marked:
            yield f"item {item['item']} has no bookmark on its first page"
        # Titles are short enough for one line of the body, or begin alike in every style.
        if at >= len(said) or item["title"][:30].lower() not in said[at].lower():
            yield f"item {item['item']} does not begin on its first page"
        if not any(level == 1 and at <= page <= made.page(item["last"]) for level, _, page in marked):
            yield f"item {item['item']} has no sections"
        begins = item["last"] + 1
    if begins != made.record["last"] + 1:
        yield "the last item does not end the pack"


def labels(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as pdf:
        return [pdf.get_page_label(number) for number in range(len(pdf))]


def wrong_numbers(made: Made, file: Path | None = None) -> Iterator[str]:
    """Pages whose printed number is not their label, or not the next."""
    file = file or made.file
    said = texts(file)
    for place, (label, text) in enumerate(zip(labels(file), said, strict=True)):
        expected = str(made.record["first"] + place)
        if label != expected or f"Page {expected} of {made.record['last']}" not in text:
            yield f"page {expected}: label {label}"


def wrong_links(made: Made, file: Path | None = None) -> Iterator[str]:
    """Links that lead nowhere, out of their paper, or from a line of the contents to another page than that it gives."""
    file = file or made.file
    count = 0
    with pikepdf.open(file) as pdf, pypdfium2.PdfDocument(file) as shown:
        there = {str(name): page for name, page in _destinations(pdf)}
        for place, page in enumerate(pdf.pages):
            for link in page.get("/Annots", []):
                if link.Subtype != "/Link" or "/Dest" not in link:
                    continue
                count += 1
                name = str(link.Dest)
                if name not in there:
                    yield f"page {place + 1}: {name} is nowhere"
                    continue
                if wrong := _wrong_target(made, place, name, there[name], _line(shown[place], link.Rect)):
                    yield wrong
    if count < 2 * len(made.items):
        yield f"{count} links"


def _destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    places = {page.objgen: number for number, page in enumerate(pdf.pages)}
    for name, target in pikepdf.NameTree(pdf.Root.Names.Dests).items():
        page = target[0] if isinstance(target, pikepdf.Array) else target.D[0]
        if page.objgen in places:
            yield name, places[page.objgen]


def _line(sheet: Any, rect: Any) -> str:
    """What stands on the line of a link, as wide as the page."""
    left, low, right, high = (float(each) for each in rect)
    middle = (low + high) / 2
    assert left < right
    return flat(sheet.get_textpage().get_text_bounded(0, middle - 3, sheet.get_width(), middle + 3))


def _wrong_target(made: Made, place: int, name: str, target: int, line: str) -> str:
    item = next((each for each in made.items if name.split("--", maxsplit=1)[0] == f"item-{each['item']}"), None)
    own = next((each for each in made.items if made.page(each["first"]) <= place <= made.page(each["last"])), None)
    if item and not made.page(item["first"]) <= target <= made.page(item["last"]):
        return f"page {place + 1}: {name} lies outside its paper"
    if own:
        return "" if own is item else f"page {place + 1}: a link out of its paper, to {name}"
    if item and name == f"item-{item['item']}" and target != made.page(item["first"]):
        return f"page {place + 1}: {name} is not the first page of its item"
    number = re.search(r"(\d+)$", line)
    contents = next(page for _, title, page in bookmarks(made.file) if title == "Contents")
    if place >= contents and (not number or int(number[1]) != target + made.record["first"]):
        return f"page {place + 1}: the contents give {line[-20:]!r}, and lead to {target + made.record['first']}"
    return ""


def wrong_breaks(made: Made, alone: Path, file: Path | None = None) -> Iterator[str]:
    """Papers whose lines or pages break otherwise in the pack than where they stand alone."""
    whole = pages(file or made.file)
    compared = 0
    for item in made.items:
        own = pages(alone / f"{item['stem']}.pdf")
        there = whole[made.page(item["first"]) : made.page(item["last"]) + 1]
        compared += sum(map(len, own))
        if own != there:
            yield item["paper"]
    if compared < 100:
        yield "nothing to compare"


def agenda_ranges(made: Made, which: str = "agenda") -> dict[int, tuple[int, int]]:
    """The pages that an agenda gives for each item, read from its PDF."""
    suffix = "" if made.audience == "public" else "-members"
    said = " ".join(texts(made.folder / f"{which}{suffix}.pdf"))
    found = re.findall(r"Item (\d+) (?:(?!Item \d).)*?Pages? (\d+)(?: to (\d+))?\.", said)
    return {int(item): (int(first), int(last or first)) for item, first, last in found}


def vandalised(file: Path, folder: Path, what: str) -> Path:
    """A pack with a page too few, other labels, or a link that leads elsewhere."""
    broken = folder / f"{what}.pdf"
    with pikepdf.open(file) as pdf:
        if what == "page":
            del pdf.pages[4]
        elif what == "label":
            pdf.Root.PageLabels.Nums[1].St = 7
        elif what == "link":
            link = next(each for page in pdf.pages for each in page.get("/Annots", []) if "/Dest" in each)
            link.Dest = pikepdf.String("nowhere")
        elif what == "target":
            first = next(each for page in pdf.pages for each in page.get("/Annots", []) if "/Dest" in each)
            target = pikepdf.NameTree(pdf.Root.Names.Dests)[str(first.Dest)]
            target[0] = pdf.pages[0].obj
        pdf.save(broken)
    return broken


def text_of(file: Path) -> str:
    """All that a PDF says, by another reader."""
    return flat(subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True).stdout)
