"""The leak check finds what is withheld in every kind of file and every form, and nothing in files that hold only what is public."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from quopri import encodestring
from random import Random
from textwrap import wrap
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import ExitCode, PipelineError
from pipeline.leaks import CANNOT, Held, Leak, Needle, forms, leaks, needles, others, pdf, refuse
from pipeline.leaks import texts as looking
from tests.leak_files import KINDS, page, put, zipped

AT = ("reviews", 0, "circumstances")
RUN = "the neighbour heard shouting before seven that evening"
NAME = "Rosalind Tavistock"
WORDS = needles([Held(RUN, AT)], [])
NAMES = others([NAME], [], [], [])

Form = Callable[[str], str]


def found(folder: Path, ending: str, content: bytes, sought: list[Needle]) -> list[Leak]:
    return leaks([put(folder, ending, content)], sought)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("withheld", "sought"), [(RUN, WORDS), (NAME, NAMES)], ids=["words", "name"])
def test_found_wherever_a_file_holds_it(kind: str, withheld: str, sought: list[Needle], tmp_path: Path) -> None:
    ending, make = KINDS[kind]
    shown = withheld[:31] if kind == "workbook, sheet" else withheld
    sought = needles([Held(shown, AT)], []) if shown != withheld else sought

    assert {leak.kind for leak in found(tmp_path, ending, make(shown), sought)} == {sought[0].kind}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_in_a_clean_file(kind: str, tmp_path: Path) -> None:
    ending, make = KINDS[kind]

    assert found(tmp_path, ending, make("ordinary words"), [*WORDS, *NAMES]) == []


def hex_of(text: str) -> str:
    return text.encode().hex()


def spaced(text: str) -> str:
    return "  ".join(" ".join(word) for word in text.split())


FORMS: dict[str, Form] = {
    "capitals": str.upper,
    "set apart": spaced,
    "run together": lambda text: text.replace(" ", ""),
    "underscores": lambda text: text.replace(" ", "_"),
    "soft hyphens": "\u00ad".join,
    "no width": "\u200b".join,
    "line-end hyphens": lambda text: text.replace("ou", "o-\nu").replace("al", "a-\n  l"),
    "full width": lambda text: "".join(chr(ord(each) + 0xFEE0) if each.isalpha() else each for each in text),
    "decimal entities": lambda text: "".join(f"&#{ord(each)};" for each in text),
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(each):x};" for each in text),
    "entities of entities": lambda text: "".join(f"&amp;#{ord(each)};" for each in text),
    "tags": "<b></b>".join,
    "JSON escapes": lambda text: "".join(f"\\u{ord(each):04x}" for each in text),
    "brace escapes": lambda text: "".join(f"\\u{{{ord(each):x}}}" for each in text),
    "long escapes": lambda text: "".join(f"\\U{ord(each):08x}" for each in text),
    "byte escapes": lambda text: "".join(f"\\x{ord(each):02x}" for each in text),
    "octal escapes": lambda text: "".join(f"\\{ord(each):03o}" for each in text),
    "workbook escapes": lambda text: "".join(f"_x{ord(each):04X}_" for each in text),
    "percent": lambda text: "".join(f"%{ord(each):02X}" for each in text),
    "percent u": lambda text: "".join(f"%u{ord(each):04x}" for each in text),
    "spaces in percent": quote,
    "quoted-printable": lambda text: "".join(f"={ord(each):02X}" for each in text),
    "mail's lines": lambda text: encodestring(text.encode()).decode().replace("e", "e=\r\n"),
    "base64": lambda text: b64encode(text.encode()).decode(),
    "base64 from the second": lambda text: b64encode(b"x" + text.encode()).decode(),
    "base64 from the third": lambda text: b64encode(b"xx" + text.encode()).decode(),
    "base64 after others": lambda text: "ab" + b64encode(text.encode()).decode(),
    "base64 for addresses": lambda text: urlsafe_b64encode(b"\xff\xef\xbe " + text.encode()).decode().rstrip("="),
    "base64 in lines": lambda text: "\n".join(wrap(b64encode(f"{'x ' * 18}{text} x".encode()).decode(), 60)),
    "base64 of base64": lambda text: b64encode(b64encode(text.encode())).decode(),
    "base64 of UTF-16": lambda text: b64encode(text.encode("utf-16-le")).decode(),
    "base64 of big UTF-16": lambda text: b64encode(text.encode("utf-16-be")).decode(),
    "base64 of a zip": lambda text: b64encode(zipped(("a.txt", text.encode()))).decode(),
    "base64 of bytes": lambda text: b64encode(b"\0\x01\xff" + text.encode() + b"\xff\x02").decode(),
    "hexadecimal": hex_of,
    "hexadecimal from the second": lambda text: "f" + hex_of(text),
    "hexadecimal apart": lambda text: " ".join(f"{ord(each):02x}" for each in text),
    "hexadecimal of C": lambda text: ", ".join(f"0x{ord(each):02X}" for each in text),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("withheld", "sought"), [(RUN, WORDS), (NAME, NAMES)], ids=["words", "name"])
@pytest.mark.parametrize("ending", ["html", "docx", "json", "txt"])
def test_found_in_every_form(form: str, withheld: str, sought: list[Needle], ending: str, tmp_path: Path) -> None:
    text = FORMS[form](withheld)
    whole = f"<p>Public: {text} and more.</p>"
    made = {
        "html": whole.encode(),
        "docx": zipped(("word/document.xml", f"<w:t>{whole}</w:t>".encode())),
        "json": json.dumps([whole]).encode(),
        "txt": f"Public: {text} and more.".replace("<b></b>", "").encode(),
    }

    assert found(tmp_path, ending, made[ending], sought)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", [b"", b"\x07"], ids=["even", "odd"])
def test_found_in_bytes_whatever_their_encoding(encoding: str, before: bytes, tmp_path: Path) -> None:
    name = "Siân Tavistock"
    content = b"GIF89a" + before + name.encode(encoding) + b";"

    assert found(tmp_path, "gif", content, others([name], [], [], []))


@pytest.mark.parametrize(
    "text",
    ["Si&acirc;n Wynne", "Si\u0061\u0302n Wynne", "Sian Wynne", "SIÂN WYNNE", "Si%C3%A2n Wynne", "Si%E2n Wynne", "Si=C3=A2n Wynne",
     "Si\\u00e2n Wynne", "Si\\xc3\\xa2n Wynne", "Si\\342n Wynne", "Siân Wynne\u2019s", "SiânWynne_report", "Si<b>ân</b> Wynne"],
)  # fmt: skip
def test_accents_are_seen_through(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, "html", f"<p>the {text} house".encode(), others(["Siân Wynne"], [], [], []))


DATES = ["7 September 2010", "07/09/2010", "7.9.10", "2010-09-07", "7th Sept 2010", "September 7, 2010", "Tuesday, 7 Sep. 2010", "20100907",
         "7th of September 2010", "9/7/2010", "07 - 09 - 2010", "7-Sep-10"]  # fmt: skip


@pytest.mark.parametrize("withheld", DATES[:7])
@pytest.mark.parametrize("printed", DATES)
def test_a_date_is_found_in_every_spelling(withheld: str, printed: str, tmp_path: Path) -> None:
    sought = [needle for needle in needles([Held(f"seen {withheld}.", AT)], []) if needle.kind == "date"]

    assert found(tmp_path, "html", f"<p>It was on {printed}, they said".encode(), sought)


@pytest.mark.parametrize(
    "printed", ["September 2010", "17 September 2010", "7 September 2011", "7 October 2010", "10/09/2010 7"]
)
def test_other_dates_are_not_found(printed: str, tmp_path: Path) -> None:
    sought = [needle for needle in needles([Held("7 September 2010", AT)], []) if needle.kind == "date"]

    assert found(tmp_path, "html", f"<p>It was on {printed}, they said".encode(), sought) == []


def test_a_date_in_a_workbook_is_found_by_its_number(tmp_path: Path) -> None:
    assert found(tmp_path, "html", b"<v>40428</v>", needles([Held("7 September 2010", AT)], []))


@pytest.mark.parametrize(
    ("withheld", "printed"),
    [
        ("It cost £1,234 then", "cost 1234 pounds"),
        ("It cost 1234 then", "cost £1,234.00 or so 1,234 pounds"),
        ("It was 47% of them", "47 per cent"),
        ("It cost £1.2 million", "£1,200,000"),
        ("It cost £1,200,000", "£1.2m"),
        ("It cost £3m", "3 million"),
        ("It cost 1.25 thousand", "1,250"),
        ("It cost 1.2345k", "1.2345k"),
        ("It cost 63.70", "63.7"),
        ("It was 63.7", "63.7"),
        ("case FP/136/05/24 began", "FP 136 05 24"),
        ("case FP/136/05/24 began", "FP-136-05-24"),
        ("case LV14C03245 began", "lv14c03245"),
        ("write to a.b@c.example", "a.b@c.example"),
        ("see https://c.example/a?b=1", "https://c.example/a?b=1"),
        ("call 020 8461 7554 now", "02084617554"),
        ("NHS 943 476 5919 is", "9434765919"),
        ("NHS 943 476 5919 is", "943-476-5919"),
        ("at BR1 3UH there", "br13uh"),
        ("is QQ 12 34 56 C there", "QQ123456C"),
        ("then Child F died", "CHILD F\u2019s"),
        ("then Social Worker B came", "worker b"),
        ("the Oakfield Primary School gate", "at Oakfield"),
        ("then Anne Marie Okonkwo-Reid came", "Anne Okonkwo-Reid"),
        ("in September 2010 then", "Sept. 2010"),
        ("a bruise on his arm", "a bruise-on his arm"),
    ],
)  # fmt: skip
def test_names_references_and_numbers_are_found(withheld: str, printed: str, tmp_path: Path) -> None:
    assert found(tmp_path, "html", f"<p>So {printed} it was".encode(), needles([Held(withheld, AT)], []))


@pytest.mark.parametrize(
    ("withheld", "printed"),
    [
        ("It was 47 of them", "147, 470, 4 7, 47.5, 1.47, a47f and 4<td>7"),
        ("It was 10 of them", "1 0"),
        ("Ina went", "in a street"),
        ("Child F", "child figures, a child fell"),
        ("Kim Lee", "Kimberley and Leeds"),
        ("It was 7 of 3", "7 and 3"),
        ("On Monday the Council met", "Monday, the Council"),
        ("Officers were there. Yes", "officers"),
        ("a short one", "a short two"),
        ("1st then", "1st"),
    ],
)
def test_what_only_looks_alike_is_not_found(withheld: str, printed: str, tmp_path: Path) -> None:
    public = ["officers there"]

    assert found(tmp_path, "html", f"<p>So {printed} it was".encode(), needles([Held(withheld, AT)], public)) == []


@pytest.mark.parametrize(
    "public",
    ["On 07/09/2010 Child F", "Child F, September 7th 2010, and so on"],
)
def test_what_is_public_in_any_form_is_not_sought(public: str) -> None:
    assert {needle.kind for needle in needles([Held("Child F, 7 September 2010", AT)], [public])} <= {"six words"}


def test_a_name_that_begins_a_longer_one_is_not_it(tmp_path: Path) -> None:
    assert found(tmp_path, "html", b"<p>Alexandra Marshall", others(["Alexandra Marsh"], [], [], [])) == []


def test_an_amount_is_no_reference_and_nothing_is_no_needle(tmp_path: Path) -> None:
    sought = needles([Held("1200000m", AT)], [])

    assert {needle.kind for needle in sought} == {"number"}
    assert found(tmp_path, "html", page("more"), [Needle("", "name", AT)]) == []


def test_two_fields_that_hold_the_same_are_both_named(tmp_path: Path) -> None:
    sought = needles([Held("then Child F died", ("one",)), Held("with Child F", ("two",))], [])

    assert {leak.at for leak in found(tmp_path, "html", page("Child F"), sought)} == {("one",), ("two",)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the Tavistocks\u2019 and Tavistock's house", "watch-list name"),
        ("made in /srv/papers/2010 by hand", "path"),
        ("made in \\\\srv\\papers\\2010", "path"),
        ("made in %2Fsrv%2Fpapers%2F2010", "path"),
        ("made by jbloggs", "user"),
        ("made on vm-417.example", "host"),
    ],
)
def test_watch_list_and_machine_are_found(text: str, kind: str, tmp_path: Path) -> None:
    sought = others(["Tavistock", " "], ["/srv/papers", "/one", "/"], ["jbloggs", "root", "x"], ["vm-417", "localhost"])

    assert {leak.kind for leak in found(tmp_path, "html", f"<p>{text}".encode(), sought)} == {kind}
    assert found(tmp_path, "html", b"<p>The root of it, localhost, in /one/ x", sought) == []


def test_file_and_folder_names_are_searched_and_not_said(tmp_path: Path) -> None:
    folder = tmp_path / "rosalind_tavistock"
    folder.mkdir()
    file = folder / "2010-RosalindTavistock.html"
    file.write_bytes(b"<p>Public.")

    hits = leaks([file], NAMES)

    assert [leak.part for leak in hits] == ["file name", "folder name"]
    assert {leak.file for leak in hits} == {"file 1"}


def test_nothing_says_what_was_found(tmp_path: Path) -> None:
    held = [Held(f"{RUN} {NAME}", AT)]
    sought = needles(held, [])
    file = put(tmp_path, "zip", zipped((f"{NAME}.txt", f"{RUN} {NAME}".encode())))

    hits = leaks([file], sought)
    with pytest.raises(PipelineError) as raised:
        refuse(hits)

    said = f"{held!r} {sought!r} {hits!r} {raised.value} {raised.value.message}".lower()
    assert not any(word in said for word in ("rosalind", "tavistock", "neighbour", "shouting"))


def test_a_leak_refuses_and_says_where_and_from_which_field(tmp_path: Path) -> None:
    hits = found(tmp_path, "docx", zipped(("word/document.xml", page(RUN))), WORDS)

    with pytest.raises(PipelineError) as raised:
        refuse([*hits, Leak("x.pdf", "this PDF is locked", CANNOT, ())])

    assert raised.value.code is ExitCode.REFUSED
    assert raised.value.message.splitlines()[1:] == [
        "paper.docx, word/document.xml: six words from reviews > 0 > circumstances",
        "x.pdf: cannot be searched: this PDF is locked",
    ]
    assert "Take what is withheld out" in raised.value.hint


def test_many_leaks_are_counted() -> None:
    with pytest.raises(PipelineError, match="and 5 more"):
        refuse(Leak("a.html", "whole file", "name", ("reviews", number)) for number in range(25))


def test_no_leak_refuses_nothing() -> None:
    refuse([])


LOWER = st.text("abcdefghijklmnopqrstuvwxyzéâ", min_size=4, max_size=9)


@given(
    st.lists(LOWER, min_size=6, max_size=12),
    st.text(max_size=60),
    st.text(max_size=60),
    st.lists(st.sampled_from([" ", "  ", "\n", "-", "\u00a0", ", ", "\t", " \u200b"]), min_size=11, max_size=11),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_random_runs_are_found_at_random_places(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], before: str, after: str, gaps: list[str], random: Random
) -> None:
    parts = [
        random.choice([str, str.upper, str.title, lambda word: f"{word[:2]}-\n{word[2:]}", "\u00ad".join])(word)
        for word in words
    ]
    text = "".join(part + gap for part, gap in zip(parts, gaps, strict=False))
    clean = "".join(
        each for each in before + " " + text + " " + after if each.isprintable() or each in "\n\t\u00ad\u200b"
    )
    hits = found(
        tmp_path_factory.mktemp("random"),
        "json",
        json.dumps([clean]).encode(),
        needles([Held(" ".join(words), AT)], []),
    )

    assert {leak.kind for leak in hits} >= {"six words"}


@given(st.lists(st.text(max_size=80), max_size=4))
@example(["Child F on 7 September 2010", "£1.2m, 47% FP/136/05/24 a@b.example"])
@settings(max_examples=60, deadline=None)
def test_what_is_public_is_never_found(texts: list[str]) -> None:
    assert needles([Held(text, AT) for text in texts], texts) == []


def nothing(_: str) -> bytes:
    raise ValueError


DECODERS = {
    "entities": ("decimal entities", str),
    "percent": ("percent", str),
    "backslashes": ("JSON escapes", str),
    "quoted_printable": ("quoted-printable", str),
    "untagged": ("tags", str),
    "base64": ("base64", nothing),
    "hexadecimal": ("hexadecimal", nothing),
}


@pytest.mark.parametrize("decoder", DECODERS)
def test_each_decoder_is_needed(decoder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form, idle = DECODERS[decoder]
    content = f"Public: {FORMS[form](RUN)} and more.".encode()
    assert found(tmp_path, "txt", content, WORDS)

    monkeypatch.setattr(forms, decoder, idle)

    assert found(tmp_path, "txt", content, WORDS) == []


@pytest.mark.parametrize(
    ("step", "idle", "kind"),
    [("_walk", (), "pdf, tag"), ("_shown", ("", ()), "pdf, shifted"), ("_stream", (), "pdf, attachment")],
)
def test_each_step_through_a_pdf_is_needed(
    step: str, idle: tuple[object, ...], kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = KINDS[kind][1](RUN)
    assert found(tmp_path, "pdf", content, WORDS)

    monkeypatch.setattr(pdf._Reading, step, lambda *_: idle)  # noqa: SLF001 - a step left out on purpose

    assert found(tmp_path, "pdf", content, WORDS) == []


@pytest.mark.parametrize("kind", ["zip, zip", "gzip", "png, packed text", "pdf, shifted"])
def test_a_kind_that_nothing_reads_is_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ending, make = KINDS[kind]
    monkeypatch.setattr(looking, "MAGIC", ())

    assert [leak.kind for leak in found(tmp_path, ending, make(RUN), WORDS)] == [CANNOT]


def test_the_files_and_forms_of_the_tests_are_many(measured: Callable[[str, object], None]) -> None:
    measured("leak check", f"{len(KINDS)} ways to hide in files, {len(FORMS)} forms")

    assert len(KINDS) >= 50
    assert len(FORMS) >= 35
