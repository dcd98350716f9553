"""What cannot be looked through is a leak: hostile and broken files are refused, in bounded time and memory."""

import io
import json
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pipeline.leaks import CANNOT, leaks, others
from pipeline.leaks import texts as looking
from pipeline.leaks.needles import needles
from pipeline.leaks.values import Held
from tests.leak_files import page, pdf_hidden, png, put, resources, sheet, show, word, zipped

SOUGHT = others(["Rosalind Tavistock"], [], [], [])


def reasons(folder: Path, content: bytes) -> list[str]:
    """Why a file cannot be searched."""
    hits = leaks([put(folder, "bin", content)], SOUGHT)
    assert {hit.kind for hit in hits} <= {CANNOT}
    return [hit.part for hit in hits]


def locked() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_hidden("a"))) as made:
        made.save(stream, encryption=pikepdf.Encryption(owner="secret", user=""))
    return stream.getvalue()


def shut() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_hidden("a"))) as made:
        made.save(stream, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    return stream.getvalue()


def locked_zip() -> bytes:
    data = bytearray(zipped(("a.txt", b"public")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    return bytes(data)


def wrong_zip() -> bytes:
    data = bytearray(zipped(("a.txt", b"public words")))
    data[data.index(b"a.txt") + 6] ^= 0xFF
    return bytes(data)


def nested(depth: int) -> bytes:
    data = b"public"
    for _ in range(depth):
        data = zipped(("a", data))
    return data


def unlisted(*, last: bool) -> bytes:
    """A zip with a part that its list leaves out."""
    data = zipped(("a.txt", b"public"), ("b.txt", b"hidden " * 9))
    start = data.index(b"PK\x03\x04", 4)
    middle = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", middle + 4)
    end = data.index(b"PK\x05\x06")
    lists = data[middle:second] if last else data[second:end]
    tail = bytearray(data[end:])
    tail[8:12] = struct.pack("<HH", 1, 1)
    tail[12:16] = struct.pack("<I", len(lists))
    assert start < middle
    return data[:middle] + lists + bytes(tail)


def font(**entries: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, **entries)


def with_stream(content: bytes, **entries: object) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.Lost = pikepdf.Stream(made, content, **entries)

    stream = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    made.save(stream, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return stream.getvalue()


def table(cmap: bytes) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        show(made, b"BT /F1 9 Tf <41> Tj ET", font(ToUnicode=made.make_stream(cmap)))

    return sheet(change)


def flate(content: bytes) -> bytes:
    return zlib.compress(content, 9)


ZEROS = bytes(30_000_000)
SPACE = pikepdf.Name

HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb in a zip": lambda: zipped(("a.txt", ZEROS)),
    "a bomb in gzip": lambda: zlib.compressobj(9, zlib.DEFLATED, 31).compress(ZEROS) + b"",
    "a bomb in a PDF": lambda: with_stream(flate(ZEROS), Filter=SPACE.FlateDecode),
    "a bomb in a bomb": lambda: with_stream(flate(flate(ZEROS)), Filter=[SPACE.FlateDecode, SPACE.FlateDecode]),
    "a bomb in LZW": lambda: with_stream(b"\x80" * 9000, Filter=SPACE.LZWDecode),
    "a bomb in a picture": lambda: png((b"zTXt", b"T\0\0" + flate(ZEROS))),
    "an unknown filter": lambda: with_stream(b"abc", Filter=SPACE.Odd),
    "a chain of filters": lambda: with_stream(b"41>", Filter=[SPACE.ASCIIHexDecode] * 3),
    "many parts": lambda: zipped(*((f"{number}.txt", b"a") for number in range(2_001))),
    "many zips": lambda: zipped(*((f"{number}.zip", zipped(("a.txt", b"words " * 500_000))) for number in range(20))),
    "deep zips": lambda: nested(40),
    "a locked zip": locked_zip,
    "a wrong zip": wrong_zip,
    "a cut zip": lambda: word()[:-900],
    "a zip of nothing": lambda: b"PK\x05\x06",
    "a part left out": lambda: unlisted(last=True),
    "the first part left out": lambda: unlisted(last=False),
    "an unknown part": lambda: zipped(("a.bin", b"\0\1\2\3\4\xff")),
    "an unknown kind": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "control signs": lambda: b"a\x00b",
    "half a gzip": lambda: b"\x1f\x8b\x08rubbish rubbish rubbish",
    "a cut PDF": lambda: pdf_hidden("a")[:-200],
    "a broken PDF": lambda: pdf_hidden("a").replace(b"endobj", b"endxxx"),
    "no PDF": lambda: b"%PDF-1.7 rubbish startxref",
    "a locked PDF": locked,
    "a shut PDF": shut,
    "an earlier PDF": lambda: pdf_hidden("a") + b"\nstartxref\n0\n%%EOF",
    "a stream left out": lambda: pdf_hidden("a") + b"\nstream\nabc\nendstream",
    "text in no font": lambda: sheet(lambda made: show(made, b"BT (A) Tj ET")),
    "text in a font that is not there": lambda: sheet(lambda made: show(made, b"BT /F2 9 Tf (A) Tj ET")),
    "text without resources": lambda: sheet(
        lambda made: setattr(made.Root, "Lost", pikepdf.Stream(made, b"/F1 9 Tf (A) Tj", Subtype=pikepdf.Name.Form))
    ),
    "letters that no table tells": lambda: sheet(
        lambda made: show(
            made, b"BT /F1 9 Tf (A) Tj ET", font(Encoding=pikepdf.Dictionary(Differences=[65, pikepdf.Name("/zz99")]))
        )
    ),
    "wide letters without a table": lambda: sheet(
        lambda made: show(made, b"BT /F1 9 Tf <0041> Tj ET", pikepdf.Dictionary(Subtype=pikepdf.Name.Type0))
    ),
    "a table without end": lambda: table(b"beginbfrange " + b"<00000000> <0000FFFF> <0041> " * 9 + b"endbfrange"),
    "a broken table": lambda: table(b"beginbfchar <41> endbfchar"),
    "a page too large": lambda: sheet(lambda made: show(made, b"q Q " * 1_600_000)),
    "a broken page": lambda: sheet(lambda made: show(made, b"BT /F1 9 Tf (A) (B) TJ Td Tm << ET")),
    "markup without end": lambda: b"<p><!-- <!-- <!-- ",
    "entities": lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>',
    "an encoding of its own": lambda: b'<?xml version="1.0" encoding="utf-7"?><x/>',
    "a broken picture": lambda: png()[:-6],
    "something after a picture": lambda: png(after=b"more"),
    "something after a photograph": lambda: b"\xff\xd8\xff\xd9 more",
    "a broken packed text": lambda: png((b"zTXt", b"T\0\0rubbish")),
    "the largest of files": lambda: bytes(50_000_001),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_searched_is_a_leak(name: str, tmp_path: Path) -> None:
    content = HOSTILE[name]()
    began = time.monotonic()

    assert reasons(tmp_path, content)

    assert time.monotonic() - began < 240


@pytest.mark.parametrize("name", [name for name in HOSTILE if "bomb" in name])
def test_bombs_do_not_fill_the_memory(name: str, tmp_path: Path) -> None:
    content = HOSTILE[name]()
    tracemalloc.start()

    assert reasons(tmp_path, content)

    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


def test_a_file_that_is_not_there_cannot_be_searched(tmp_path: Path) -> None:
    assert leaks([tmp_path / "none.pdf"], SOUGHT)[0].kind == CANNOT


def test_what_breaks_the_search_says_nothing_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise AssertionError("Rosalind")

    monkeypatch.setattr(looking.markup, "reader", breaks)

    assert reasons(tmp_path, b"public") == ["it breaks the search (AssertionError)"]


@pytest.mark.parametrize(
    "content",
    [
        b"<!--" + b"<!-- " * 200_000 + b"-->",
        b"<" * 1_000_000,
        b"<b></b>" * 150_000,
        b"- " * 500_000,
        b"1." * 500_000,
        b"a" * 1_000_000,
        b"&" * 500_000,
        b"=" * 500_000,
        b"%41" * 300_000,
        b"41 " * 300_000,
        json.dumps(["\\" * 200_000]).encode(),
    ],
    ids=["comments", "brackets", "tags", "hyphens", "points", "letters", "ands", "equals", "percent", "hex", "strokes"],
)
def test_time_grows_as_length(content: bytes, tmp_path: Path) -> None:
    began = time.monotonic()

    leaks([put(tmp_path, "txt", content)], SOUGHT)

    assert time.monotonic() - began < 20


def test_thousands_of_needles_over_megabytes_take_seconds(
    tmp_path: Path, measured: Callable[[str, object], None]
) -> None:
    held = [Held(" ".join(f"word{chr(97 + a)}{chr(97 + b)}" for b in range(26)), (a,)) for a in range(26)] * 10
    sought = needles([*held, *(Held(f"Name{a:04x} Othername{a:04x}", (a,)) for a in range(2000))], [])
    content = ("<p>Public words that anybody may read, on 7 September 2010, for £1,234. </p>" * 131_072).encode()
    began = time.monotonic()

    assert leaks([put(tmp_path, "html", content[:10_000_000])], sought) == []

    took = time.monotonic() - began
    measured("leak check", f"{len(sought):,} needles over 10 MB of HTML in {took:.1f} s")
    assert took < 90


def test_a_form_without_resources_and_pages_without_content_are_read(tmp_path: Path) -> None:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.Lost = pikepdf.Stream(made, b"q Q", PatternType=1)
        made.add_blank_page()
        made.pages[1].Contents = pikepdf.Array([made.make_stream(b"BT /F1 9 Tf (A) Tj"), made.make_stream(b"ET")])
        made.pages[1].Resources = resources(made)

    assert reasons(tmp_path, sheet(change)) == []


@pytest.mark.parametrize(
    "made",
    [
        with_stream(b"\xff\xd8\xff picture \xff\xd9", Filter=SPACE.DCTDecode, Subtype=SPACE.Image),
        with_stream(b"7075626C6963>", Filter=[SPACE.ASCIIHexDecode]),
        png((b"eXIf", b"MM"), (b"IDAT", b"\0\1")),
        b"OTTO font",
        table(b"beginbfrange <41> <41> [<0041> endbfrange"),
        b"",
        b"[" * 100_000 + b"1" + b"]" * 100_000,
        b'{"a": [true, null, 1.5]}',
        zipped(("folder/", b"")),
        page("") + b"<?php ?><",
    ],
    ids=["picture", "hexadecimal", "png", "font", "list", "nothing", "deep", "json", "folder", "odd tags"],
)
def test_what_can_be_searched_is(made: bytes, tmp_path: Path) -> None:
    assert reasons(tmp_path, made) == []


def test_letters_named_one_by_one_are_read(tmp_path: Path) -> None:
    names = [SPACE("/R"), SPACE("/o"), SPACE("/s"), SPACE("/a"), SPACE("/l"), SPACE("/i"), SPACE("/n"), SPACE("/d")]
    encoding = pikepdf.Dictionary(BaseEncoding=SPACE.MacRomanEncoding, Differences=[1, *names])
    content = b"BT /F1 9 Tf <0102030405060708> Tj T* ( Tavistock) Tj ET"
    made = sheet(lambda made: show(made, content, font(Encoding=encoding)))

    assert [hit.kind for hit in leaks([put(tmp_path, "pdf", made)], SOUGHT)]


def test_ranges_that_list_letters_are_read(tmp_path: Path) -> None:
    letters = " ".join(f"<{ord(letter):04X}>" for letter in "Rosalind")
    cmap = f"1 beginbfrange <01> <08> [{letters}] endbfrange 1 beginbfchar <20> <0020> endbfchar".encode()

    def change(made: pikepdf.Pdf) -> None:
        show(
            made,
            b"BT /F1 9 Tf [<01020304> -300 <05060708>] TJ ( Tavistock) Tj ET",
            font(ToUnicode=made.make_stream(cmap)),
        )

    assert {hit.kind for hit in leaks([put(tmp_path, "pdf", sheet(change))], SOUGHT)} == {"watch-list name"}


def test_a_zip_in_a_zip_is_named_by_its_way(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("in.zip", zipped(("a.txt", b"Rosalind Tavistock")))

    assert "in.zip > a.txt" in {hit.part for hit in leaks([put(tmp_path, "zip", stream.getvalue())], SOUGHT)}
