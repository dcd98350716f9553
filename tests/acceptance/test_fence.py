"""Nothing that is typed makes a rendering fetch: every construct, in every text field, with a canary listening."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import yaml

from pipeline.build import build
from pipeline.load import Request
from tests.bad_inputs.test_bad_inputs import HERE, PAPER
from tests.conftest import ROOT, Papers

CONSTRUCTS = [
    '<img src="{url}">',
    '<picture><source srcset="{url}"></picture>',
    '<div style="background: url({url})">x</div>',
    '<style>@import "{url}";</style>',
    '<link rel="stylesheet" href="{url}">',
    "<style>@font-face {{ font-family: x; src: url({url}) }}</style>",
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<svg><image href="{url}"/></svg>',
    '<p style="content: url({url})">x</p>',
    '<ul style="list-style-image: url({url})"></ul>',
    '<p style="border-image: url({url})">x</p>',
    "<style>@page {{ background: url({url}) }}</style>",
    '<base href="{url}"><img src="x">',
    '<iframe src="{url}"></iframe>',
    '<script src="{url}"></script>',
    '<meta http-equiv="refresh" content="0; url={url}">',
    "![picture]({url})",
    "<{url}>",
    "[x]: {url}",
    "{{{{ {url} }}}}",
    '{{% include "{url}" %}}',
]
NARRATIVES = [
    ("paper.yaml", ("title",)),
    ("paper.yaml", ("purpose",)),
    ("paper.yaml", ("recommendation",)),
    ("paper.yaml", ("sections", "financial-implications")),
    ("paper.yaml", ("source_documents", 0, "title")),
    ("reviews.yaml", (0, "learning")),
    ("reviews.yaml", (1, "circumstances")),
]
PLAIN = [
    ("council.yaml", ("name",)),
    ("council.yaml", ("area",)),
    ("council.yaml", ("board", "name")),
    ("council.yaml", ("board", "short")),
    ("council.yaml", ("inspectorate", "short")),
    ("council.yaml", ("guidance", "title")),
    ("meetings.yaml", (0, "body")),
    ("paper.yaml", ("from", "name")),
    ("paper.yaml", ("from", "directorate")),
    ("paper.yaml", ("electoral_divisions",)),
    ("paper.yaml", ("forward_plan_ref",)),
    ("paper.yaml", ("contacts", "officer", "name")),
    ("paper.yaml", ("contacts", "member", "tel")),
    ("paper.yaml", ("figures", 0, "value")),
    ("paper.yaml", ("source_documents", 0, "location")),
    ("reviews.yaml", (0, "children", 0, "name")),
    ("reviews.yaml", (0, "responsible", 0, "relationship")),
    ("evaluations.yaml", (1, "printed_as")),
    ("actions.yaml", ("monitored_by", 0)),
    ("actions.yaml", ("actions", 0, "action")),
]
OUTSIDE = "secret.txt"


def everything(addresses: list[str]) -> list[str]:
    return [construct.format(url=address) for address in addresses for construct in CONSTRUCTS]


def handfuls(constructs: list[str], most: int = 250) -> list[str]:
    """Join constructs to texts that a plain field has room for."""
    found = [""]
    for construct in constructs:
        if len(found[-1]) + len(construct) >= most:
            found.append("")
        found[-1] = f"{found[-1]} {construct}".strip()
    return found


class Canary(http.server.BaseHTTPRequestHandler):
    """Notes whoever asks."""

    hits: list[str] = []  # noqa: RUF012 - shared on purpose

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def canary() -> Iterator[str]:
    """A server on this machine's loopback; its address."""
    Canary.hits.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/canary.png"
    server.shutdown()
    server.server_close()


def with_value(base: Path, file: str, path: tuple[str | int, ...], value: str) -> None:
    """Put a value into a field of an input file."""
    shared = base / "inputs" / file
    target = shared if shared.exists() else base / "inputs" / PAPER / file
    data = yaml.load(target.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - our own file, as text
    here = data
    for part in path[:-1]:
        here = here[part]
    if path[-1] == 0:
        here[0] = value
    else:
        here[path[-1]] = value
    target.write_text(yaml.safe_dump(data, allow_unicode=True, default_style='"'), "utf-8")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Good inputs, and a file of this machine beside them that no paper may hold."""
    shutil.copytree(HERE / "_base", tmp_path / "inputs")
    (tmp_path / OUTSIDE).write_text("the secret of this machine", "utf-8")
    return tmp_path


def addresses(canary: str, base: Path) -> list[str]:
    return [canary, (base / OUTSIDE).as_uri(), OUTSIDE]


@pytest.mark.parametrize(("file", "path"), NARRATIVES, ids=str)
def test_no_narrative_takes_a_construct(file: str, path: tuple[str | int, ...], canary: str, base: Path) -> None:
    for construct in everything(addresses(canary, base)):
        with_value(base, file, path, f"Before. {construct} After.")
        outcome = build(base / "inputs" / PAPER, Request(base / "inputs", base / "outputs", dry_run=True))
        harmless = construct.startswith(("![picture](http", "[x]: ", "{% include", "<{url}"))
        assert outcome.stopped or harmless, construct

    assert Canary.hits == []


@pytest.mark.parametrize("turn", range(14))
def test_no_construct_fetches_from_a_plain_field(turn: int, canary: str, base: Path) -> None:
    """Each turn puts another handful into each field, so that every field meets every construct."""
    texts = handfuls(everything(addresses(canary, base)))
    turns = range(turn, len(texts), 14)
    for shift in turns:
        for number, (file, path) in enumerate(PLAIN):
            with_value(base, file, path, texts[(number + shift) % len(texts)])
        done = Papers(base).run("build", "--force")
        assert done.returncode == 0, done.stderr
        look_into(base / "outputs" / "drafts" / PAPER)

    assert Canary.hits == []


def look_into(folder: Path) -> None:
    with pikepdf.open(folder / "paper.pdf") as opened:
        assert not opened.attachments
        links = [str(note.A.URI) for page in opened.pages for note in page.get("/Annots", []) if "/A" in note]
    assert links
    assert all(link.startswith(("https://lscb.fenshire.example", "mailto:")) for link in links), links
    assert b"the secret of this machine" not in (folder / "paper.pdf").read_bytes()


def test_the_canary_hears(canary: str) -> None:
    import urllib.request  # noqa: PLC0415
    from urllib.error import HTTPError  # noqa: PLC0415

    with pytest.raises(HTTPError) as caught:
        urllib.request.urlopen(canary)  # noqa: S310 - our own server
    caught.value.close()

    assert Canary.hits == ["/canary.png"]


LOOPBACK_UP = """
import fcntl, socket, struct, sys
import pytest
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
    fcntl.ioctl(probe, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x8 | 0x40))
sys.exit(pytest.main(sys.argv[1:]))
"""
"""Brings up the loopback of a new network namespace, then runs tests in it."""


def namespace() -> list[str]:
    """What puts a command into a network namespace of its own."""
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody make a network namespace")
    return [unshare, "-rn"]


def test_the_fence_holds_in_a_namespace_of_its_own(tmp_path: Path) -> None:
    """The canary is then the only thing that could be reached at all."""
    chosen = "plain_field and (0 or 5 or 11) or canary_hears"
    options = ["-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'inner'}", "-k", chosen, __file__]
    command = [*namespace(), sys.executable, "-c", LOOPBACK_UP, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


def test_a_paper_is_built_without_any_network(papers: Papers) -> None:
    command = [*namespace(), sys.executable, "-m", "pipeline", "build", "-q"]
    done = subprocess.run(
        command,
        cwd=papers.path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert papers.output("pdf").exists()
