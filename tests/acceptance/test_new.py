"""New report types and house styles: the walks of templates/README.md, followed literally, and names that cannot be used."""

import hashlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.conftest import ROOT

PAGE = ROOT / "templates" / "README.md"
PAPERS = {"annual-report": "2023-12-05-annual-report", "short-breaks": "2023-12-05-short-breaks"}

BLOCK = re.compile(r"^```(?P<kind>sh|yaml|jinja|xml)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`(?P<name>[^`\s]+/[^`\s]+)`:\n\n\Z")
"""What stands before a block that is a whole file: a line that ends in the file's name. A block of sh is commands."""


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as it stands on the page: the real one, from this checkout."""
    words = shlex.split(command)
    if words[0] == "cabinet-papers":
        words[:1] = [sys.executable, "-m", "pipeline"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def follow(page: str, folder: Path) -> None:
    """Do what the page says, block by block."""
    blocks = list(BLOCK.finditer(page))
    assert page.count("```") == 2 * len(blocks), "a block of the page is not understood"
    for block in blocks:
        if block["kind"] == "sh":
            for command in block["text"].splitlines():
                done = run(command, folder)
                assert done.returncode == 0, f"{command}\n{done.stderr}"
            continue
        named = FILE.search(page[: block.start()])
        assert named, f"no file is named before:\n{block['text']}"
        file = folder / named["name"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block["text"], "utf-8")


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def copied(folder: Path) -> Path:
    for part in ("inputs/examples", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the sample council and templates of its own."""
    return copied(tmp_path / "checkout")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder in which the page was followed, and the digests of its templates from before."""
    folder = copied(tmp_path_factory.mktemp("walk") / "checkout")
    before = digests(folder / "templates")
    follow(PAGE.read_text("utf-8"), folder)
    return folder, before


def html(folder: Path, slug: str) -> str:
    """The paper's page without its style sheets, white space folded."""
    text = (folder / "outputs" / "drafts" / PAPERS[slug] / f"{slug}.html").read_text("utf-8")
    return " ".join(re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL).split())


@pytest.mark.parametrize("slug", PAPERS)
@pytest.mark.parametrize("ending", ["docx", "pdf", "html"])
def test_the_walks_end_with_papers_in_every_format(walked: tuple[Path, dict[str, str]], slug: str, ending: str) -> None:
    file = walked[0] / "outputs" / "drafts" / PAPERS[slug] / f"{slug}.{ending}"

    assert file.stat().st_size > 1000


def test_the_walks_add_folders_and_change_no_file(walked: tuple[Path, dict[str, str]]) -> None:
    folder, before = walked
    after = digests(folder / "templates")

    assert {name: after.get(name) for name in before} == before
    assert {str(Path(name).parent) for name in after.keys() - before.keys()} == {
        "reports/annual-report",
        "styles/sandmoor",
    }


@pytest.mark.parametrize(
    "words",
    [
        '<h2 id="year"><span class="number">2 </span>The year in figures</h2>',
        "It covers six reviews.",
        "The action plans held 47 actions on 21 November 2023, of which 29 were complete.",
        '<table class="data"> <caption>Actions by agency</caption>',
        '<th scope="row">Housing</th><td class="count">',
        "The next report will be made in a year.",
    ],
)
def test_the_new_report_types_section_sentence_and_table_are_in_the_paper(
    walked: tuple[Path, dict[str, str]], words: str
) -> None:
    assert words in html(walked[0], "annual-report")


@pytest.mark.parametrize(
    "words",
    [
        '<span class="label">Meeting on: </span>5 December 2023',
        '<span class="label">Report by: </span>Director of Children\'s Services',
        '<span class="label">Wards: </span>All',
        '<th scope="col">Background papers</th>',
        '<span class="number">1. </span>Background',
        '<span class="number">Annex A </span>What each lot is to provide',
        '<title id="crest_title">The crest of Sandmoor, a dune under the sun</title>',
        '<path d="M58 30 V8 H65',
    ],
)
def test_the_new_styles_labels_numbers_and_crest_are_in_the_paper(
    walked: tuple[Path, dict[str, str]], words: str
) -> None:
    assert words in html(walked[0], "short-breaks")


def test_the_new_style_orders_the_cover(walked: tuple[Path, dict[str, str]]) -> None:
    labels = re.findall(r'<span class="label">(.*?) </span>', html(walked[0], "short-breaks"))

    assert labels == [
        "Meeting on:",
        "To:",
        "Key decision:",
        "Report by:",
        "Purpose:",
        "Recommendation:",
        "Wards:",
        "Forward Plan reference:",
        "Officer contact:",
        "Member contact:",
    ]


def test_the_new_styles_sizes_colours_and_footer_reach_the_style_sheets(walked: tuple[Path, dict[str, str]]) -> None:
    text = (walked[0] / "outputs" / "drafts" / PAPERS["short-breaks"] / "short-breaks.html").read_text("utf-8")

    for value in ("--fonts-title-size: 20pt", "--link-colour: #7a3b00", "--header-fill: #f3e9dc"):
        assert value in text
    assert '"Aldershire County Council, page " counter(page) " of " counter(pages)' in text


@pytest.mark.parametrize("kind", ["report-type", "style"])
@pytest.mark.parametrize("name", ["Sandmoor", "sand moor", "sandmoor-", "../sandmoor", "2023-report"])
def test_a_name_that_cannot_be_used(checkout: Path, kind: str, name: str) -> None:
    before = digests(checkout)
    done = run(f"cabinet-papers new {kind} '{name}'", checkout)

    assert done.returncode == ExitCode.USAGE
    assert f"The name {name!r} cannot be used." in done.stderr
    assert "Use small letters, digits and hyphens only" in done.stderr
    assert digests(checkout) == before


def test_a_name_that_cannot_be_used_where_there_are_no_templates_yet(tmp_path: Path) -> None:
    done = run("cabinet-papers new style Sandmoor", tmp_path)

    assert done.returncode == ExitCode.USAGE
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "name", "folder"),
    [("report-type", "cabinet-report", "reports/cabinet-report"), ("style", "accessible", "styles/accessible")],
)
def test_a_name_that_is_taken(checkout: Path, kind: str, name: str, folder: str) -> None:
    before = digests(checkout)
    done = run(f"cabinet-papers new {kind} {name}", checkout)

    assert done.returncode == ExitCode.USAGE
    assert f"templates/{folder} is there already." in done.stderr
    assert "Choose another name." in done.stderr
    assert digests(checkout) == before


def test_a_style_to_extend_that_is_not_there(checkout: Path) -> None:
    before = digests(checkout)
    done = run("cabinet-papers new style sandmoor --like moorland", checkout)

    assert done.returncode == ExitCode.USAGE
    assert "There is no house style moorland." in done.stderr
    assert digests(checkout) == before


def test_skeletons_build_as_they_are(checkout: Path) -> None:
    """Whoever starts from a skeleton starts from something that works."""
    assert run("cabinet-papers new report-type annual-report", checkout).returncode == 0
    assert run("cabinet-papers new style sandmoor --like brighton-and-hove", checkout).returncode == 0
    paper = checkout / "inputs" / "examples" / "aldershire" / PAPERS["short-breaks"] / "paper.yaml"
    text = paper.read_text("utf-8").replace("report_type: cabinet-report", "report_type: annual-report")
    for section in ("reasons", "consultation"):
        own = f"  {'next-steps' if section == 'reasons' else 'recommendations'}: |"
        text = text.replace(f"  {section}: |", own, 1)  # the decision record has reasons, too
    paper.write_text(text, "utf-8")
    done = run(
        f"cabinet-papers build --inputs inputs/examples/aldershire --style sandmoor {PAPERS['short-breaks']}", checkout
    )

    assert done.returncode == 0, done.stderr


def test_templates_that_come_with_the_program_are_copied_before_they_are_added_to(tmp_path: Path) -> None:
    done = run("cabinet-papers new style sandmoor", tmp_path)

    assert done.returncode == 0
    assert done.stdout.split() == ["templates/styles/sandmoor/style.yaml"]
    copied = digests(tmp_path / "templates")
    assert copied.pop("styles/sandmoor/style.yaml")
    assert copied == digests(ROOT / "templates")
