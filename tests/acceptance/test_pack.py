"""The pack of a small meeting: pages, numbers, links and breaks, its copies, its supplement, and its site."""

import re
import shutil
import stat
from datetime import datetime
from pathlib import Path

import pytest
from lxml import html

from pipeline.cli.options import LONDON
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding
from pipeline.load import Request
from pipeline.pack import pack
from pipeline.publish import publish
from tests.canaries import load, save
from tests.clearing import ASKED
from tests.conftest import ROOT, Papers, needs
from tests.packs import (
    LATE,
    MEETING,
    Made,
    agenda_ranges,
    another,
    flat,
    labels,
    make,
    meeting,
    read,
    small_meeting,
    texts,
    vandalised,
    wrong_breaks,
    wrong_links,
    wrong_numbers,
    wrong_ranges,
)
from tests.withholding import NAME, PAPER


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return meeting(tmp_path_factory.mktemp("meeting"), 2, late=True)


@pytest.fixture(scope="module")
def public(inputs: Path) -> Made:
    return make(inputs)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_meeting(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def members(small: Path) -> Made:
    return make(small, audience="members")


@pytest.fixture(scope="module")
def supplemented(inputs: Path, public: Made, tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, list[Finding]]:
    """The supplement, in outputs of its own, and what is said of it; a paper came that is not dated."""
    folder = tmp_path_factory.mktemp("supplemented")
    there = folder / "outputs" / "meetings" / public.folder.name
    shutil.copytree(public.folder, there)
    copied = Path(shutil.copytree(inputs, folder / "inputs"))
    another(copied, "2023-12-05-zz-unannounced", "What nobody announced", 0)
    done = pack(MEETING, Request(copied, folder / "outputs"), supplement=True)
    assert done.folder
    return read(there), done.findings


@pytest.fixture
def supplement(supplemented: tuple[Made, list[Finding]]) -> Made:
    return supplemented[0]


def papers_of(made: Made) -> Path:
    return made.folder / "site" / "papers"


def test_every_item_begins_on_the_first_page_of_its_range(public: Made, tmp_path: Path) -> None:
    assert list(wrong_ranges(public)) == []
    assert list(wrong_ranges(public, vandalised(public.file, tmp_path, "page")))


def test_every_page_bears_its_label(public: Made, tmp_path: Path) -> None:
    assert list(wrong_numbers(public)) == []
    assert list(wrong_numbers(public, vandalised(public.file, tmp_path, "label")))


def test_every_link_leads_where_it_says(public: Made, tmp_path: Path) -> None:
    assert list(wrong_links(public)) == []
    for what in ("link", "target"):
        assert list(wrong_links(public, vandalised(public.file, tmp_path, what)))


@needs("pdftotext")
def test_every_paper_breaks_as_it_does_alone(public: Made, tmp_path: Path) -> None:
    assert list(wrong_breaks(public, papers_of(public))) == []
    assert list(wrong_breaks(public, papers_of(public), vandalised(public.file, tmp_path, "page")))


def test_the_agenda_gives_the_pages_of_the_pack(public: Made) -> None:
    ranges = {item["item"]: (item["first"], item["last"]) for item in public.items}

    assert agenda_ranges(public) == ranges
    assert len(ranges) == 4
    assert texts(public.folder / "agenda.pdf")[0].startswith("Aldershire County Council Agenda: Cabinet")


def test_what_withholds_something_stands_last_with_the_resolution(public: Made) -> None:
    said = " ".join(texts(public.folder / "agenda.pdf"))
    before, after = said.split("Exclusion of the press and public")

    assert [item["paper"] for item in public.items][-1] == PAPER
    assert "Item 3 Minutes of the last meeting" in before
    assert "under regulation 4(2)(b) of the Local Authorities" in after
    assert "during item 7, as it is likely" in after
    assert (
        "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972 (information relating to the financial"
        in after
    )
    assert "the public interest in maintaining the exemption outweighs" in after
    assert "The public must be excluded during item 7" in after
    assert "Commissioning short breaks" in after
    assert "Commissioning short breaks" not in before


def test_the_public_copies_hold_nothing_that_is_withheld(public: Made, members: Made) -> None:
    assert NAME not in " ".join(texts(public.file))
    assert NAME in " ".join(texts(members.file))
    for file in public.folder.rglob("*.html"):
        assert NAME not in file.read_text("utf-8")


def test_something_withheld_that_is_printed_stops_the_pack(small: Path, tmp_path: Path) -> None:
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    agenda = templates / "meetings" / "agenda.html.j2"
    told = f'<p class="notice">{NAME} House charges £4,817 a week</p>'
    agenda.write_text(agenda.read_text("utf-8").replace("<h1>", f"{told}<h1>"), "utf-8")
    with pytest.raises(PipelineError) as stopped:
        pack(MEETING, Request(small, tmp_path / "outputs", templates))

    assert stopped.value.code is ExitCode.REFUSED
    assert not list((tmp_path / "outputs").rglob("*.pdf"))


def test_every_page_of_the_members_pack_is_marked_and_nobody_else_may_read_it(members: Made, public: Made) -> None:
    said = texts(members.file)
    last = members.items[-1]

    assert all("MEMBERS' PACK: NOT FOR PUBLICATION" in text for text in said)
    assert not any("MEMBERS' PACK" in text for text in texts(public.file))
    assert all("NOT FOR PUBLICATION Confidential information" in text for text in said[members.page(last["first"]) :])
    assert members.folder.parent.name == "members"
    assert {stat.S_IMODE(each.stat().st_mode) for each in (members.folder.parent, members.folder)} == {0o700}
    assert {stat.S_IMODE(each.stat().st_mode) for each in members.folder.iterdir()} == {0o600}
    assert list(wrong_ranges(members)) == list(wrong_numbers(members)) == list(wrong_links(members)) == []


def test_a_supplement_says_what_is_new_and_goes_on_with_the_numbers(public: Made, supplement: Made) -> None:
    said = texts(supplement.file)

    assert supplement.record["first"] == public.record["last"] + 1
    assert labels(supplement.file)[0] == str(public.record["last"] + 1)
    assert [item["paper"] for item in supplement.items] == ["2023-12-05-aa-late"]
    assert list(wrong_ranges(supplement)) == list(wrong_numbers(supplement)) == list(wrong_links(supplement)) == []
    assert list(wrong_breaks(supplement, papers_of(supplement))) == []
    assert "One item is new since the agenda of 27 November 2023" in said[0]
    assert f"Why it cannot wait: {LATE['special_circumstances']}" in said[0]
    assert supplement.folder.joinpath("pack.pdf").read_bytes() == public.file.read_bytes()
    assert "Supplement 1 to the agenda" in (supplement.folder / "site" / "index.html").read_text("utf-8")


def test_a_paper_in_neither_pack_nor_supplement_is_warned_of(supplemented: tuple[Made, list[Finding]]) -> None:
    said = [finding.message for finding in supplemented[1] if finding.id == "PK102"]

    assert said == ["2023-12-05-zz-unannounced is not in the pack, and is not dated as late"]
    assert "nobody announced" not in " ".join(texts(supplemented[0].file))


def test_a_late_paper_is_not_in_the_pack(public: Made) -> None:
    assert "A grant for carers" not in " ".join(texts(public.file))


def test_made_again_it_is_the_same_and_then_notices_and_publication_are_told(small: Path, tmp_path: Path) -> None:
    first, again = (make(small, outputs=tmp_path / which).folder for which in ("first", "again"))
    names = [file.relative_to(first) for file in sorted(first.rglob("*")) if file.is_file()]

    assert names == [file.relative_to(again) for file in sorted(again.rglob("*")) if file.is_file()]
    assert [str(name) for name in names if (first / name).read_bytes() != (again / name).read_bytes()] == []

    for folder in small.glob("2023-12-05-*"):
        published = publish(folder, Request(small, tmp_path / "first"), datetime(2023, 11, 27, 9, tzinfo=LONDON))
        assert published.edition
    notice = first / "notices" / "28-day-notice.html"
    notice.parent.mkdir()
    notice.write_text("<!DOCTYPE html><title>Notice of a key decision</title>", "utf-8")
    make(small, outputs=tmp_path / "first")
    index = (first / "site" / "index.html").read_text("utf-8")

    assert notice.exists()
    assert "Published: these are the papers as published." in index
    assert 'href="notices/28-day-notice.html">Notice of a key decision (web page, 1 kB)' in index
    assert dead_links(first / "site") == []


@needs("pdftotext")
def test_a_paper_that_nobody_cleared_says_so_on_its_pages_and_breaks_as_it_does_alone(
    small: Path, tmp_path: Path
) -> None:
    copied = Path(shutil.copytree(small, tmp_path / "inputs"))
    shutil.rmtree(copied / PAPER)
    council = copied / "council.yaml"
    council.write_text(council.read_text("utf-8") + ASKED, "utf-8")
    made = make(copied)
    said = texts(made.file)
    (item,) = made.items

    assert all("DRAFT: not cleared by Finance" in text for text in said[made.page(item["first"]) :])
    assert "DRAFT" not in said[0]
    assert list(wrong_breaks(made, papers_of(made))) == list(wrong_ranges(made)) == list(wrong_numbers(made)) == []


def test_an_error_in_a_paper_stops_the_pack_with_all_findings(inputs: Path, tmp_path: Path) -> None:
    shutil.copytree(inputs, tmp_path / "inputs")
    for name, old in (("2023-12-05-more-01", "key_decision:"), ("2023-12-05-more-02", "purpose:")):
        file = tmp_path / "inputs" / name / "paper.yaml"
        file.write_text(file.read_text("utf-8").replace(old, f"{old[:-1]}x:", 1), "utf-8")
    done = Papers(tmp_path).run("pack", MEETING)

    assert done.returncode == 1
    assert "more-01/paper.yaml" in done.stderr
    assert "more-02/paper.yaml" in done.stderr
    assert "No pack was made." in done.stderr
    assert not (tmp_path / "outputs").exists()


def test_a_number_that_goes_back_stops_the_pack(inputs: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(inputs, tmp_path / "inputs"))
    file = copied / "2023-12-05-more-01" / "paper.yaml"
    save(file, {**load(file), "agenda_item": "4"})
    found = pack(MEETING, Request(copied, tmp_path / "outputs"))

    assert found.folder is None
    assert "PK101" in {finding.id for finding in found.findings}


def test_a_supplement_without_a_pack_or_a_late_paper_is_refused(inputs: Path, tmp_path: Path) -> None:
    for request, words in (
        (Request(inputs, tmp_path), "no pack that a supplement could go on from"),
        (Request(small_meeting(tmp_path), tmp_path), "is late"),
    ):
        with pytest.raises(PipelineError, match=words):
            pack(MEETING, request, supplement=True)


def dead_links(site: Path) -> list[str]:
    """Links of a site's pages that lead to nothing in it."""
    found, count = [], 0
    for file in site.rglob("*.html"):
        tree = html.parse(file).getroot()
        for link in tree.iter("a"):
            href = link.get("href")
            if re.match(r"https?:|mailto:", href):
                continue
            count += 1
            path, _, anchor = href.partition("#")
            target = (file.parent / path).resolve() if path else file
            there = target.is_file() and target.is_relative_to(site.resolve())
            if there and anchor:
                there = anchor in {each.get("id") for each in html.parse(target).getroot().iter()}
            if not there:
                found.append(f"{file.name}: {href}")
    assert count > 10
    return found


def test_the_site_has_no_dead_link_and_no_script(public: Made, tmp_path: Path) -> None:
    site = public.folder / "site"
    asked = [
        f"{file.name}: {word}"
        for file in site.rglob("*.html")
        for word in ("<script", "javascript:", "url(http", " src=", "@import", "<link")
        if word in file.read_text("utf-8").lower()
    ]

    assert asked == []
    assert dead_links(site) == []
    broken = Path(shutil.copytree(site, tmp_path / "site"))
    next((broken / "papers").glob("*.pdf")).unlink()
    assert dead_links(broken)


def test_the_index_says_how_things_stand(public: Made) -> None:
    said = flat(" ".join(html.parse(public.folder / "site" / "index.html").getroot().find("body").itertext()))
    size = round((public.folder / "pack.pdf").stat().st_size / 1000)

    assert "Draft: not all of these papers are published." in said
    assert "Agenda and reports open to the public 27 November 2023" in said
    assert f"All papers in one document (PDF, {size} kB, {public.record['last']} pages)" in said
