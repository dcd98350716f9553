"""The site of a meeting: a folder of pages and files for the public that needs no server, no network and no JavaScript."""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.compose import render_page
from pipeline.document import flat
from pipeline.load import Request
from pipeline.pack.about import PackedItem, PackRecord, Packs
from pipeline.pack.front import AGENDA, FOLDER, Part, told_pages
from pipeline.pack.items import Business, Item
from pipeline.pack.layout import Laid
from pipeline.pack.names import NOTICES, PAPERS, SITE, agenda_stem
from pipeline.record import ledger, standing
from pipeline.timetable import as_day
from pipeline.write.css import screen_css
from pipeline.write.html import page
from pipeline.write.room import with_room_for

INDEX = "index.html"
FORMATS = {
    ".html": "web page",
    ".docx": "Word document",
    ".pdf": "PDF",
    ".xlsx": "Excel workbook",
    ".csv": "CSV file",
    ".txt": "text file",
}
"""What a download is, by its ending; other files are called by theirs."""

DATES = ("papers", "meeting", "decisions", "call-in", "papers-open", "background-open")
"""What of a timetable is of interest to the public."""

WAY_BACK = "<style>nav { max-width: 46rem; margin: 0 auto 1rem } @media print { nav { display: none } }</style>"


def write_agenda_page(laid: Laid, part: Part, stage: Path) -> None:
    """Write the agenda as a page of the site, its titles leading to the papers' pages."""
    document = next(sheet.document for sheet in laid.sheets if sheet.name == AGENDA)
    pages = {f"#/{item.id}": f"{PAPERS}/{item.stem}.html" for item in part.items}
    whole = page(document, screen_css(part.style, part.templates, document), marked=True)
    for name, path in pages.items():
        whole = whole.replace(f'href="{name}"', f'href="{path}"')
    file = stage / SITE / f"{agenda_stem(part.supplement, 'public')}.html"
    file.write_text(_with_way_back(whole, INDEX), "utf-8", newline="\n")


def write_paper_page(item: Item, folder: Path) -> None:
    """Write a paper's page anew as the site has it: a link leads back, and what scrolls on a narrow screen can be scrolled by keyboard."""
    document, composer = item.document, item.composer
    main = deepcopy(document.main)
    for section in main.iter("section"):
        if section.find(".//table") is not None:
            heading = section.find("h2")
            section.set("tabindex", "0")
            section.set("aria-label", flat(heading) if heading is not None else document.title)
    css = screen_css(with_room_for(document.page_lines, composer.style), composer.templates, document)
    whole = page(replace(document, main=main), css, marked=True)
    (folder / f"{item.stem}.html").write_text(_with_way_back(whole, f"../{INDEX}"), "utf-8", newline="\n")


def _with_way_back(html: str, index: str) -> str:
    """Add a link to the index, which is not printed."""
    link = f'<nav aria-label="Meeting"><a href="{escape(index)}">All papers of this meeting</a></nav>'
    return html.replace("</head>", f"{WAY_BACK}</head>", 1).replace("<body>", f"<body>{link}", 1)


def write_site(found: Business, packs: Packs, stage: Path, request: Request) -> None:
    """Write the index beside the papers' pages, and copy what it offers into the site.

    Args:
        found: the meeting.
        packs: what there is of it.
        stage: the meeting's folder.
        request: where the ledger lies.
    """
    site = stage / SITE
    for each in packs:
        for name in (each.pack, *(name for name in each.agenda if not name.endswith(".html"))):
            shutil.copy2(stage / name, site / name)
    shutil.rmtree(site / NOTICES, ignore_errors=True)
    if (stage / NOTICES).is_dir():
        shutil.copytree(stage / NOTICES, site / NOTICES, ignore=shutil.ignore_patterns("*.json"))
    composer, council = found.items[0].composer, found.items[0].inputs.council
    meeting = found.timetable.meeting
    day = as_day(meeting.date)
    view = {
        "language": composer.style.language,
        "council": council.name,
        "body": meeting.body,
        "day": f"{day:%A} {_told(day)}",
        "time": meeting.time,
        "venue": meeting.venue,
        "cancelled": meeting.cancelled,
        "published": all(_is_published(item, request) for each in packs for item in each.items),
        "dates": list(_dates(found)),
        "parts": [_part(each, site) for each in packs],
        "notices": [_download(file, site) for file in _files(site / NOTICES)],
    }
    html = render_page(composer.templates, composer.style, f"{FOLDER}/{INDEX}.j2", view)
    (site / INDEX).write_text(html, "utf-8", newline="\n")


def _told(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _is_published(item: PackedItem, request: Request) -> bool:
    """Whether the last edition of a paper stands, and its public copy says the same."""
    with ledger(request.outputs, make=False) as book:
        found = standing(request.outputs, book, item.paper)
    if not found or found[-1].state != "published":
        return False
    said = found[-1].row.details.get("content", {})
    return bool(said.get("public") == item.content)


def _dates(found: Business) -> Iterator[dict[str, str]]:
    published = found.timetable.meeting.published
    for deadline in found.timetable.deadlines:
        day = as_day(published) if deadline.id == "papers" and published else deadline.day
        if deadline.id in DATES and day:
            until = " until" if deadline.id.endswith("-open") else ""
            yield {"what": f"{deadline.title}{until}", "day": _told(day)}


def _part(record: PackRecord, site: Path) -> dict[str, Any]:
    pages = record.last - record.first + 1
    agenda = sorted((site / name for name in record.agenda), key=lambda file: file.suffix != ".html")
    return {
        "heading": record.heading,
        "agenda": [_download(file, site) for file in agenda],
        "pack": _download(site / record.pack, site),
        "pages": f"{pages} page{'' if pages == 1 else 's'}",
        "papers": [_item(item, site) for item in record.items],
    }


def _item(item: PackedItem, site: Path) -> dict[str, Any]:
    files = [site / PAPERS / f"{item.stem}.{ending}" for ending in item.endings]
    return {
        "number": item.item,
        "title": item.title,
        "pages": told_pages((item.first, item.last)).lower(),
        "private": item.private,
        "page": f"{PAPERS}/{item.stem}.html",
        "files": [_download(file, site) for file in files if file.suffix != ".html"],
    }


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _download(file: Path, site: Path) -> dict[str, str]:
    """Return where a file lies, what it is called, its format and its size."""
    return {
        "path": file.relative_to(site).as_posix(),
        "name": _title(file),
        "format": FORMATS.get(file.suffix, f"{file.suffix.removeprefix('.').upper()} file"),
        "size": _size(file.stat().st_size),
    }


def _title(file: Path) -> str:
    """Return what a page calls itself, for a notice its Word and PDF too; else its name."""
    beside = file.with_suffix(".html")
    if beside.exists() and (title := _title_of(beside)):
        return title
    return file.stem.replace("-", " ").capitalize()


def _title_of(file: Path) -> str:
    tree = etree.fromstring(file.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    return " ".join((tree.findtext(".//title") or "").split())


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"
