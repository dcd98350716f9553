"""Bundles: the same bytes for the same members, and no change of any kind passes the check."""

import ast
import hashlib
import json
import os
import random
import stat
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExitCode, PipelineError
from pipeline.record import Member, bundle, check_bundle, write_bundle
from pipeline.record.bundle import MANIFEST, SUMS, packed, spoken
from tests.conftest import ROOT, needs

CORRUPTIONS = 2_000
ABOUT: dict[str, Any] = {"what": "A bundle for tests"}
MEMBERS = {
    "index.html": Member("index", b"<!DOCTYPE html><title>Index</title>" * 20),
    "report/report.pdf": Member("report", random.Random(7).randbytes(3_000)),
    "data/reviews.csv": Member("data", b"review,kind\r\nchild-a,serious case review\r\n" * 30),
    "data/empty.csv": Member("data", b""),
    "papers/2010-09-07-paper/paper.html": Member("paper", b"<p>Paper</p>" * 100),
}

Corruption = Callable[[bytes, random.Random], bytes]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bundle") / "bundle.zip"
    write_bundle(MEMBERS, ABOUT, file)
    return file


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED, **changes: Any) -> bytes:
    """A zip as ours are, whatever the names; ``changes`` are made to one entry."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for place, (name, content) in enumerate(files):
            entry = zipfile.ZipInfo(name, bundle.DATE)
            entry.create_system, entry.external_attr, entry.compress_type = 3, bundle.MODE, compression
            for field, value in changes.items() if place == len(files) // 2 else ():
                setattr(entry, field, value)
            archive.writestr(entry, content)
    return stream.getvalue()


def flip(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def append(content: bytes, chance: random.Random) -> bytes:
    return content + chance.randbytes(chance.randint(1, 100))


def prepend(content: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 100)) + content


def insert(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.randbytes(1) + content[place:]


def lose(content: bytes, chance: random.Random) -> bytes:
    files = unpacked(content)
    del files[chance.choice(list(files))]
    return zipped(sorted(files.items()))


def add(content: bytes, chance: random.Random) -> bytes:
    return zipped(sorted((unpacked(content) | {f"data/extra-{chance.randrange(99)}.csv": b"more"}).items()))


HOSTILE = (
    *(
        "../evil.txt",
        "/etc/evil",
        "data/../../evil",
        "C:/evil.txt",
        "C:\\evil",
        "..\\evil",
        ".hidden",
        "data/.x",
        "data//x",
        "data/",
    ),
    *(
        "a\nb",
        "-rf",
        "data/x y.csv",
        "~/x",
        "\u202egnp.exe",
        "x" * 200,
        "a/b/c/d/e/f/g.txt",
        "",
        ".",
        "..",
        "data/CON ",
        "data/x.",
    ),
)


def rename(content: bytes, chance: random.Random) -> bytes:
    files = unpacked(content)
    old, new = chance.choice(list(files)), chance.choice([*HOSTILE, "data/other.csv", "Index.html"])
    return zipped([(new if name == old else name, each) for name, each in sorted(files.items())])


def smuggle(content: bytes, chance: random.Random) -> bytes:
    """A hostile name that the manifest and the sums know of."""
    files = unpacked(content)
    name, evil = chance.choice(HOSTILE), b"evil"
    manifest = json.loads(files[MANIFEST])
    manifest["members"].append({"path": name, "role": "data", "bytes": 4, "sha256": hashlib.sha256(evil).hexdigest()})
    files |= {name: evil, MANIFEST: json.dumps(manifest, indent=2).encode()}
    files[SUMS] = "".join(
        f"{hashlib.sha256(c).hexdigest()}  {n}\n" for n, c in sorted(files.items()) if n != SUMS
    ).encode()
    return zipped(sorted(files.items()))


def double(content: bytes, chance: random.Random) -> bytes:
    files = list(unpacked(content).items())
    name, each = chance.choice(files)
    with pytest.warns(UserWarning, match="Duplicate name"):
        return zipped(sorted([*files, (name, chance.choice([each, b"another"]))]))


def swap(content: bytes, chance: random.Random) -> bytes:
    files = unpacked(content)
    one, other = chance.sample(list(files), 2)
    files[one], files[other] = files[other], files[one]
    return zipped(sorted(files.items()))


def disorder(content: bytes, chance: random.Random) -> bytes:
    files = list(unpacked(content).items())
    return zipped([*files[1:], files[0]] if chance.random() < 0.5 else files[::-1])


def compress(content: bytes, chance: random.Random) -> bytes:
    method = chance.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    return zipped(sorted(unpacked(content).items()), method)


def touch(content: bytes, chance: random.Random) -> bytes:
    changes: list[dict[str, Any]] = [
        {"date_time": (2010, 9, 7, 12, chance.randrange(60), 0)},
        {"external_attr": 0o100755 << 16},
        {"external_attr": 0o120777 << 16},
        {"comment": chance.randbytes(4)},
        {"extra": struct.pack("<HHI", 0x9999, 4, chance.randrange(2**32))},
        {"create_system": 0},
        {"internal_attr": 1},
    ]
    return zipped(sorted(unpacked(content).items()), **chance.choice(changes))


def remark(content: bytes, chance: random.Random) -> bytes:
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = chance.randbytes(chance.randint(1, 30))
    return stream.getvalue()


def rewrite(content: bytes, chance: random.Random) -> bytes:
    """A manifest that is no manifest, with right sums."""
    files = unpacked(content)
    deep = "[" * 100_000
    wrong = [
        "",
        "[]",
        "{}",
        "null",
        deep,
        '{"members": 5}',
        '{"members": [5]}',
        '{"members": [{"path": []}]}',
        '{"members": {"a": 1}}',
    ]
    wrong += [
        '{"members": [{"path": "\\ud800", "sha256": "", "bytes": 1}]}',
        '{"members": [{"path": 5, "sha256": 1, "bytes": 1}]}',
        "\ufeff{}",
    ]
    files[MANIFEST] = chance.choice(wrong).encode()
    files[SUMS] = "".join(
        f"{hashlib.sha256(c).hexdigest()}  {n}\n" for n, c in sorted(files.items()) if n != SUMS
    ).encode()
    return zipped(sorted(files.items()))


KINDS: list[tuple[Corruption, int]] = [
    (flip, 1_000),
    *((kind, 100) for kind in (cut, append, insert)),
    *((kind, 70) for kind in (prepend, lose, add, rename, smuggle, double, swap, disorder, compress, touch)),
]
OTHERS = [remark, rewrite]


def corruptions(content: bytes) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(20261125)
    for kind, count in KINDS:
        yield from ((kind.__name__, kind(content, chance)) for _ in range(count))
    for kind in OTHERS:
        yield from ((kind.__name__, kind(content, chance)) for _ in range(50))


def test_no_corruption_passes(whole: Path, tmp_path: Path, measured: Callable[[str, object], None]) -> None:
    content, file = whole.read_bytes(), tmp_path / "corrupted.zip"
    count, slowest = 0, 0.0
    for kind, corrupted in corruptions(content):
        assert corrupted != content, kind
        file.write_bytes(corrupted)
        begun = time.perf_counter()
        wrong, _ = check_bundle(file)
        slowest = max(slowest, time.perf_counter() - begun)
        assert wrong, kind
        assert all(line.isprintable() and len(line) < 250 for line in wrong), kind
        count += 1
    measured("corruptions found", f"{count:,}, the slowest in {slowest * 1000:.1f} ms")

    assert count >= CORRUPTIONS
    assert check_bundle(whole)[0] == []


def test_every_bit_of_the_zips_own_records_counts(whole: Path, tmp_path: Path) -> None:
    """The last 600 bytes are the directory: each bit of them, not a sample."""
    content, file = whole.read_bytes(), tmp_path / "corrupted.zip"
    for place in range(len(content) - 600, len(content)):
        for bit in range(8):
            file.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :])
            assert check_bundle(file)[0], (place, bit)


def test_what_is_wrong_is_said(whole: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    files = unpacked(whole.read_bytes())

    def said(changed: dict[str, bytes]) -> list[str]:
        file.write_bytes(zipped(sorted(changed.items())))
        return check_bundle(file)[0]

    assert said(files | {"index.html": b"x"}) == ["index.html was changed", "SHA256SUMS does not agree with the files"]
    assert said({name: each for name, each in files.items() if name != "index.html"})[0] == "index.html is missing"
    assert said(files | {"more.txt": b"x"})[0] == "more.txt is not listed"
    assert said({name: each for name, each in files.items() if name != MANIFEST}) == [f"{MANIFEST} is missing"]
    assert said(files | {"../x": b"x"})[0] == "it holds a file whose name no bundle has"
    assert said(files | {MANIFEST: b"["})[0] == f"{MANIFEST} cannot be read"
    many = said(files | {f"more-{number}.txt": b"" for number in range(50)})
    assert len(many) == 21
    assert many[-1] == "and 31 more"
    file.write_bytes(whole.read_bytes() + b"\n")
    assert check_bundle(file)[0] == ["its members are right, but the zip file itself was changed"]
    file.write_bytes(b"PK")
    assert check_bundle(file)[0] == ["it is no zip file, or a damaged one"]


def test_what_is_no_file_is_no_bundle(tmp_path: Path) -> None:
    assert check_bundle(tmp_path) == (["it is no file"], "")
    assert check_bundle(tmp_path / "none.zip") == (["it is no file"], "")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert check_bundle(tmp_path / "pipe") == (["it is no file"], "")


def test_a_file_that_cannot_be_read_is_said(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert check_bundle(whole) == (["it cannot be opened (Permission denied)"], "")


def bombs(content: bytes) -> dict[str, bytes]:
    """Zips that unpack to far more than they are."""
    deflated = BytesIO()
    with zipfile.ZipFile(deflated, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", bytes(200_000_000))
    start = content.index(b"PK\x01\x02")
    declared = bytearray(content)
    declared[start + 20 : start + 28] = struct.pack("<II", 2**31, 2**31)
    return {"deflated": deflated.getvalue(), "2 GB declared": bytes(declared), "overlapping": overlapping()}


def overlapping(names: int = 10_000, size: int = 1_000_000) -> bytes:
    """Ten thousand entries that are all the same megabyte: ten gigabytes."""
    body = zipped([("a", bytes(size))])
    start = body.index(b"PK\x01\x02")
    record = bytearray(body[start : body.index(b"PK\x05\x06")])
    directory = b""
    for number in range(names):
        name = f"{number:08}".encode()
        entry = bytearray(record[:46])
        entry[28:30] = struct.pack("<H", len(name))
        directory += bytes(entry) + name
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, names, names, len(directory), start, 0)
    return body[:start] + directory + end


@pytest.mark.parametrize("kind", ["deflated", "2 GB declared", "overlapping"])
def test_a_bomb_is_refused_quickly(kind: str, whole: Path, tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    file.write_bytes(bombs(whole.read_bytes())[kind])
    begun = time.perf_counter()

    assert check_bundle(file)[0]
    assert time.perf_counter() - begun < 3


def test_a_file_larger_than_any_bundle_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.zip"
    with file.open("wb") as stream:
        stream.truncate(bundle.MOST_BYTES + 1)
    begun = time.perf_counter()

    assert check_bundle(file) == (["it is larger than any bundle"], "")
    assert time.perf_counter() - begun < 1


def test_the_same_members_are_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    file = tmp_path / "again.zip"
    digest = write_bundle(dict(reversed(MEMBERS.items())), ABOUT, file)

    assert file.read_bytes() == whole.read_bytes()
    assert digest == check_bundle(whole)[1] == spoken(unpacked(whole.read_bytes())[MANIFEST])
    with zipfile.ZipFile(whole) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == sorted([*MEMBERS, MANIFEST, SUMS])


def test_the_digest_is_the_first_twenty_digits_of_the_manifests_sum(whole: Path) -> None:
    digits = hashlib.sha256(unpacked(whole.read_bytes())[MANIFEST]).hexdigest()[:20]

    assert check_bundle(whole)[1].replace(" ", "") == digits


@needs("sha256sum", "unzip")
def test_other_programs_agree(whole: Path, tmp_path: Path) -> None:
    subprocess.run(["unzip", "-q", whole, "-d", tmp_path], check=True)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True, text=True)

    assert done.stdout.count("OK") == len(MEMBERS) + 1


@pytest.mark.parametrize("name", [*HOSTILE, "data/x\n"])
def test_no_bundle_is_made_with_an_unsafe_name(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        packed({name: b""})


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    file.write_text("something else", "utf-8")
    with pytest.raises(PipelineError, match="is there already") as raised:
        write_bundle(MEMBERS, ABOUT, file)

    assert raised.value.code is ExitCode.USAGE
    assert [each.name for each in tmp_path.iterdir()] == ["bundle.zip"]
    assert file.read_text("utf-8") == "something else"


@pytest.mark.parametrize("where", ["not-there/bundle.zip", "file/bundle.zip", f"{'x' * 300}.zip"])
def test_a_place_that_cannot_be_written_is_said(where: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(PipelineError, match="cannot be written") as raised:
        write_bundle(MEMBERS, ABOUT, tmp_path / where)

    assert raised.value.code is ExitCode.CANNOT_WRITE


def test_a_folder_without_leave_to_write_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PipelineError, match="may not be written to"):
        write_bundle(MEMBERS, ABOUT, tmp_path / "bundle.zip")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PipelineError, match="No space left") as raised:
        write_bundle(MEMBERS, ABOUT, tmp_path / "bundle.zip")

    assert raised.value.code is ExitCode.CANNOT_WRITE
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_that_no_check_would_read_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MOST_BYTES", 1_000)
    with pytest.raises(PipelineError, match="larger than"):
        write_bundle(MEMBERS, ABOUT, tmp_path / "bundle.zip")


def test_only_its_owner_may_read_a_bundle_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_bundle(MEMBERS, ABOUT, tmp_path / "bundle.zip")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "bundle.zip").stat().st_mode) == 0o600


def test_the_check_needs_nothing_else_of_ours() -> None:
    tree = ast.parse((ROOT / "pipeline" / "record" / "bundle.py").read_text("utf-8"))
    used = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    used |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}

    assert {module for module in used if module and module.split(".")[0] not in sys.stdlib_module_names} == {
        "pipeline.errors"
    }
    assert "datetime" not in used
    assert "time" not in used
