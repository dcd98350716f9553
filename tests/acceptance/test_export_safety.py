"""What a bundle must never hold: a formula, a path, a user, a host, an unsafe name; and no day of its own."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import openpyxl
import pikepdf
import pytest
import yaml

from pipeline.export import Asked, planned
from pipeline.export.about import about
from pipeline.export.gather import gather
from pipeline.export.names import paper_file, safe_id, safe_ids, safe_path
from pipeline.load import Request
from pipeline.models.dates import parse_date
from pipeline.record.bundle import SAFE_NAME
from pipeline.template_folder import find_templates
from pipeline.write.data import restored
from tests.acceptance.test_determinism import CLOCK
from tests.conftest import ROOT, SAMPLE, Papers, copy_sample
from tests.exports import Bundle, aldershire_2023, dangerous, made, paper_names, sample_2010

PAYLOADS = (
    *(
        "=1+1",
        "=cmd|'/C calc'!A0",
        '=HYPERLINK("https://x.example";"look")',
        '=WEBSERVICE("https://x.example")',
        '=DDE("cmd")',
    ),
    *(
        "+1+1",
        "+44 1632 960114",
        "-1+1",
        "-5 days late",
        "- one",
        "@SUM(1+1)",
        "@agency",
        "=",
        "==1",
        "= 1",
        "=-1",
        "=+1",
        "=@x",
    ),
    *(
        " =1+1",
        "\u00a0=1+1",
        "\t=1+1",
        "\n=1+1",
        "first\n=1+1",
        "first; =1+1",
        "first;=1+1;",
        ";;=1",
        "x;-1",
        "x;@y",
        "; +1",
    ),
    *(
        "'=1+1",
        "'",
        "''",
        "'quoted'",
        "''=1",
        "it's",
        '"=1+1"',
        '",=1+1,"',
        "%0A=1",
        "|calc",
        "=A1",
        "=1;'x",
        "'x;'y",
        "x;'=1",
    ),
    *(
        '=IMPORTXML("https://x.example")',
        "=IMPORTDATA(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!D2",
        "@SUM(1+9)*cmd|'x'!A1",
    ),
)
LEARNING = ("=1+1", "+1+1", "@SUM(1)", "=cmd|'/C calc'!A0", "'=1+1", "first; =1+1", '=HYPERLINK("https://x.example")')


def attacked(folder: Path) -> Path:
    """Inputs with a payload in every text field that goes into the data."""
    papers = copy_sample(folder)
    ids = [f"review-{number}" for number in range(len(PAYLOADS))]
    reviews = [
        {
            "id": id_,
            "children": [{"name": payload, "died": "June 2009"}],
            "responsible": [{"relationship": payload}],
            "executive_summary": {"published": "7 September 2010"},
            "learning": "\n\n".join(LEARNING),
        }
        for id_, payload in zip(ids, PAYLOADS, strict=True)
    ]
    component = {"part": "individual management review", "grade": "good"}
    evaluations = [
        {"review": id_, "submitted": "December 2009", "grade": "good", "components": [{**component, "agency": payload}]}
        for id_, payload in zip(ids, PAYLOADS, strict=True)
    ]
    actions = [
        {
            "id": f"action-{number}",
            "review": ids[number],
            **dict.fromkeys(("agency", "theme", "recommendation", "action", "lead", "evidence"), payload),
            "status": "complete and evidenced",
            "updates": [{"date": "1 June 2010", "status": "complete and evidenced", "note": payload}],
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    plan = {"monitored_by": list(PAYLOADS), "actions": actions}
    for name, value in (("reviews", reviews), ("evaluations", evaluations), ("actions", plan)):
        papers.file(f"{name}.yaml").write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")
    # The cover is left as it is, but for the sections, which name facts of reviews that are no more.
    cover = papers.file("paper.yaml").read_text("utf-8").split("\nsections:\n")[0]
    sections = "  financial-implications: None.\n  risk-management-implications: None.\n"
    papers.file("paper.yaml").write_text(f"{cover}\nsections:\n{sections}", "utf-8")
    return papers.inputs


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return made(attacked(tmp_path_factory.mktemp("attacked")), "2006", "2010-09-07", "--purpose", PAYLOADS[1])


def line(text: str) -> str:
    return " ".join(text.split())


def test_there_are_more_than_forty_payloads() -> None:
    assert len(set(PAYLOADS)) > 40


def test_no_cell_of_any_csv_file_is_a_formula(bundle: Bundle) -> None:
    cells = [
        str(cell)
        for name in bundle.manifest["counts"]
        for row in bundle.table(name)
        for field, cell in row.items()
        if isinstance(cell, str) and field
    ]

    assert len(cells) > 1_000
    assert [cell for cell in cells if dangerous(cell)] == []


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("children", ["pseudonym"]),
        ("reviews", ["responsible"]),
        ("judgements", ["agency"]),
        ("actions", ["agency", "theme", "recommendation", "text", "lead", "said", "evidence"]),
        ("action_updates", ["note"]),
    ],
)
def test_every_text_comes_back(table: str, fields: list[str], bundle: Bundle) -> None:
    rows = bundle.table(table)

    assert len(rows) == len(PAYLOADS)
    for row, payload in zip(rows, PAYLOADS, strict=True):
        for field in fields:
            assert restored(row[field]) == line(payload), field


def test_learning_of_many_lines_comes_back(bundle: Bundle) -> None:
    assert {restored(row["learning"]) for row in bundle.table("reviews")} == {"\n\n".join(LEARNING)}


def test_the_report_prints_every_pseudonym_as_it_is(bundle: Bundle) -> None:
    document = python_docx.Document(BytesIO(bundle.read("report/evidence-report.docx")))
    register = next(table for table in document.tables if table.rows[0].cells[1].text == "Kind")

    assert [row.cells[0].text for row in register.rows[1:]] == [line(text) for text in PAYLOADS]


def test_the_workbook_holds_no_formula_and_every_text_as_it_is(bundle: Bundle) -> None:
    book = openpyxl.load_workbook(BytesIO(bundle.read("data/data.xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    with zipfile.ZipFile(BytesIO(bundle.read("data/data.xlsx"))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]

    assert len(cells) > 1_000
    assert "f" not in {cell.data_type for cell in cells}
    assert not any(re.search(rb"<f[ >/]", sheet) for sheet in sheets)
    for heading in ("What is to be done", "Agency", "Evidence", "What the agency says"):
        sheet = book["Actions"]
        column = next(cell.column for cell in sheet[1] if cell.value == heading)
        assert [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)] == [
            line(text) for text in PAYLOADS
        ]
    assert any(cell.value == f"Why: {PAYLOADS[1]}" for cell in book["Notes"]["A"])


@pytest.mark.parametrize(
    "purpose", ["=1+1", "- one", "-5 days", "1. one", "*a* {{ b }} <i>c</i>", "[x](https://x.example)", "'x", "# y"]
)
def test_a_purpose_is_printed_as_it_was_typed(purpose: str) -> None:
    day = parse_date("1996-01-01")
    request = Request(ROOT / "inputs")
    asked = Asked(parse_date("1995"), day, day, purpose)
    plan = planned(asked, gather(asked, request, no_word), find_templates(None), request, no_word)

    assert f"Purpose: {purpose} Officer contact:" in " ".join(plan.report.document.words())
    assert about(plan, request)["purpose"] == purpose


def no_word(_said: str) -> None:
    pass


def test_the_report_of_the_attacked_prints_its_purpose(bundle: Bundle) -> None:
    document = python_docx.Document(BytesIO(bundle.read("report/evidence-report.docx")))

    assert any(PAYLOADS[1] in cell.text for table in document.tables[:1] for row in table.rows for cell in row.cells)


def every_byte(bundle: Bundle) -> Iterator[tuple[str, bytes]]:
    """Every member, the parts of every Office file, and the text, metadata and streams of every PDF."""
    for name in bundle.names:
        content = bundle.read(name)
        yield name, name.encode() + content
        if name.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                yield from ((f"{name}/{part}", part.encode() + archive.read(part)) for part in archive.namelist())
        if name.endswith(".pdf"):
            with pikepdf.open(BytesIO(content)) as pdf:
                yield from (
                    (f"{name}, object", each.read_bytes())
                    for each in pdf.objects
                    if isinstance(each, pikepdf.Stream) and readable(each)
                )
                yield f"{name}, information", str(dict(pdf.docinfo.items())).encode()


def readable(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") != "/Image"


def test_nothing_of_the_machine_is_in_a_bundle() -> None:
    traces = {str(ROOT), str(Path.home()), os.uname().nodename, "export-", "/tmp/", "bundle-", sys.prefix}  # noqa: S108
    traces |= {name for name in (os.environ.get("USER"), os.environ.get("LOGNAME")) if name and len(name) > 4}
    seen = 0
    for bundle in (sample_2010(), aldershire_2023()):
        for name, content in every_byte(bundle):
            seen += 1
            assert [trace for trace in traces if len(trace) > 5 and trace.encode() in content] == [], name
    assert seen > 150


def test_every_name_in_a_bundle_is_safe() -> None:
    for bundle in (sample_2010(), aldershire_2023()):
        assert all(SAFE_NAME.fullmatch(name) for name in bundle.names)
        assert len({name.lower() for name in bundle.names}) == len(bundle.names)


ODD = {
    "2010-09-07 Report of J Smith": "2010-09-07-report-of-j-smith",
    "Été à la côte": "ete-a-la-cote",
    "...": "paper",
    "con": "paper-con",
    "LPT1": "paper-lpt1",
    "x" * 200: "x" * 60,
    "日本": "paper",
    "../../etc": "etc",
    "a_b--c": "a-b-c",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_becomes_an_id(name: str) -> None:
    assert safe_id(name) == ODD[name]


def test_ids_are_apart_and_paths_too() -> None:
    assert list(safe_ids(map(Path, ("x", "X", "x!", "x-2")))) == ["x", "x-2", "x-3", "x-2-2"]
    assert safe_path(Path("My papers/J Smith's Tracker.XLSX")) == "my-papers/j-smith-s-tracker.xlsx"


def test_a_paper_in_an_odd_folder_is_exported_under_a_safe_name(tmp_path: Path) -> None:
    papers = copy_sample(tmp_path / "copy")
    odd = ("Report of J Smith (draft) 2010", "été", ".hidden", "y" * 150, "con")
    for name in odd:
        shutil.copytree(papers.paper, papers.inputs / name)
    found = paper_names(papers.inputs, "2010-09-07", "2010-09-07")
    assert sorted(found) == sorted([SAMPLE, "report-of-j-smith-draft-2010", "ete", "hidden", "y" * 60, "paper-con"])
    assert all(SAFE_NAME.fullmatch(paper_file(name, "pdf")) for name in found)

    for folder in [each for each in papers.inputs.iterdir() if each.is_dir() and each.name != odd[0]]:
        shutil.rmtree(folder)
    bundle = made(papers.inputs, "2010-09-07", "2010-09-07", out=tmp_path)
    assert len([each for each in bundle.names if each.startswith("papers/report-of-j-smith-draft-2010/")]) == 3
    assert all(b"J Smith" not in content for _, content in every_byte(bundle))


CONDITIONS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "another user, place, hash seed and clock": {
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Kiritimati",
        "HOME": "/nonexistent",
        "USER": "somebody",
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONUTF8": "0",
        "umask": 0o077,
        "clock": True,
    },
    "built before, and from another folder": {
        "PYTHONHASHSEED": "2",
        "TZ": "America/Lima",
        "built": True,
        "elsewhere": True,
        "umask": 0,
    },
}


def exported(papers: Papers, condition: dict[str, Any]) -> bytes:
    env = os.environ | {"PYTHONPATH": str(ROOT)} | {name: value for name, value in condition.items() if name.isupper()}
    if condition.get("clock"):
        (papers.path / "clock").mkdir()
        (papers.path / "clock" / "sitecustomize.py").write_text(CLOCK, "utf-8")
        env["PYTHONPATH"] = os.pathsep.join((str(papers.path / "clock"), str(ROOT)))
    if condition.get("built"):
        papers.build()
    here = papers.inputs / SAMPLE if condition.get("elsewhere") else papers.path
    words = [
        "export",
        "ofsted",
        "--inputs",
        os.path.relpath(papers.inputs, here),
        "--from",
        "2006",
        "--to",
        "2010-09-07",
    ]
    command = [sys.executable, "-m", "pipeline", *words, "--purpose", "Test", "--out", str(papers.path / "x.zip")]
    subprocess.run(command, cwd=here, env=env, umask=condition.get("umask", -1), check=True, capture_output=True)
    return (papers.path / "x.zip").read_bytes()


def test_the_same_inputs_give_the_same_bundle(tmp_path: Path) -> None:
    found = {
        name: exported(copy_sample(tmp_path / f"folder {number}"), each)
        for number, (name, each) in enumerate(CONDITIONS.items())
    }

    assert len(found) == len(CONDITIONS)
    assert len(set(found.values())) == 1
    with zipfile.ZipFile(BytesIO(found["as it is"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_clock_is_read() -> None:
    for file in [
        *(ROOT / "pipeline" / "export").glob("*.py"),
        ROOT / "pipeline" / "record" / "bundle.py",
        ROOT / "pipeline" / "write" / "data.py",
    ]:
        assert not re.search(r"\b(now|today|time|utcnow|getmtime|st_mtime)\(", file.read_text("utf-8")), file.name


def test_papers_in_other_spellings_export_alike(tmp_path: Path) -> None:
    """The same paper as CSV files and as a workbook: the same papers, report and data."""
    bundles = []
    for spelling in ("csv", "workbook"):
        inputs = tmp_path / spelling / "inputs"
        shutil.copytree(ROOT / "inputs" / "examples" / "spellings", inputs)
        for other in [each for each in inputs.iterdir() if each.is_dir() and not each.name.endswith(spelling)]:
            shutil.rmtree(other)
        bundles.append(made(inputs, "2006", "2010-09-07", out=tmp_path / spelling))
    contents = [
        {name: each.read(name) for name in each.names if name.startswith(("data/", "report/"))} for each in bundles
    ]

    same = {name for name in contents[0] if "evidence" not in name or "report" in name} - {
        "data/datapackage.json",
        "data/data.xlsx",
    }
    assert len(same) == 8
    for name in same:
        assert contents[0][name] == contents[1][name] == sample_2010().read(name), name
