"""The command as officers meet it: what it writes, says and answers with."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.check import check_paper
from pipeline.cli.main import Commands
from pipeline.errors import ExitCode
from pipeline.load import Request
from pipeline.record import locked
from tests.conftest import ROOT, SAMPLE, SLUG, Papers

FILES = [f"{SLUG}.docx", f"{SLUG}.pdf", f"{SLUG}.html", "findings.json", "manifest.json"]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_build_writes_the_paper_and_prints_its_paths(papers: Papers) -> None:
    done = papers.run("build")

    assert done.returncode == 0
    assert sorted(file.name for file in papers.target.iterdir()) == sorted(FILES)
    assert done.stdout.split() == [str(papers.target / name) for name in FILES]
    assert "written, 2 errors, 14 warnings, 7 notes." in done.stderr


def test_findings_and_manifest_agree_with_what_is_there(papers: Papers) -> None:
    papers.build()
    findings = json.loads((papers.target / "findings.json").read_text("utf-8"))
    manifest = json.loads((papers.target / "manifest.json").read_text("utf-8"))

    assert [finding["id"] for finding in findings] == [
        finding.id for finding in check_paper(papers.paper, Request(papers.inputs))
    ]
    assert {each["name"]: each["size"] for each in manifest["outputs"]} == {
        name: (papers.target / name).stat().st_size for name in FILES[:-1]
    }
    assert [each["name"] for each in manifest["inputs"]] == [
        f"{name}.yaml" for name in ("council", "meetings", "paper", "reviews", "evaluations", "actions")
    ]
    assert str(papers.path) not in json.dumps([findings, manifest])


@pytest.mark.parametrize("name", [SAMPLE, f"inputs/{SAMPLE}", f"inputs/{SAMPLE}/"])
def test_a_paper_can_be_named(name: str, papers: Papers) -> None:
    assert papers.run("build", "--dry-run", name).returncode == 0


def test_a_dry_run_writes_nothing(papers: Papers) -> None:
    done = papers.run("build", "--dry-run")

    assert done.returncode == 0
    assert "would be written" in done.stderr
    assert not (papers.path / "outputs").exists()


def test_quiet_says_nothing_but_errors_and_paths(papers: Papers) -> None:
    done = papers.run("build", "-q")

    assert len(done.stdout.split()) == 5
    assert re.findall(r"(\w+)\[", done.stderr) == ["error", "error"]


def test_one_broken_paper_does_not_stop_another(papers: Papers) -> None:
    shutil.copytree(papers.paper, papers.inputs / "2010-01-01-broken")
    (papers.inputs / "2010-01-01-broken" / "paper.yaml").write_text("title: x\n", "utf-8")
    done = papers.run("build")

    assert done.returncode == ExitCode.FINDINGS
    assert papers.output("pdf").exists()
    assert not (papers.target.parent / "2010-01-01-broken").exists()


def test_facts_lists_names_and_values(papers: Papers) -> None:
    done = papers.run("facts", SAMPLE)
    said = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())

    assert done.returncode == 0
    assert said["reviews.count"] == "4"
    assert said["meeting.date"] == "7th September 2010"
    assert said["sentence.awaited"] == "We await the evaluation of the Baby F Review."
    assert json.loads(papers.run("facts", SAMPLE, "--json").stdout)["reviews.count"] == "4"


def test_facts_of_a_broken_paper(papers: Papers) -> None:
    papers.change("paper.yaml", "key_decision: No", "key_decision: maybe")

    assert papers.run("facts", SAMPLE).returncode == ExitCode.FINDINGS


def test_a_paper_that_is_not_there(papers: Papers) -> None:
    done = papers.run("build", "nothing")

    assert done.returncode == ExitCode.FINDINGS
    assert f"Papers there: {SAMPLE}." in done.stderr


def test_no_paper_at_all(papers: Papers) -> None:
    shutil.rmtree(papers.paper)

    assert "No paper was found under inputs." in papers.run("build").stderr


def test_wrong_use(papers: Papers) -> None:
    done = papers.run("build", "--fromat", "pdf")

    assert done.returncode == ExitCode.USAGE
    assert "--fromat" in done.stderr


def test_without_pango_word_and_html_are_still_written(papers: Papers) -> None:
    fake = papers.path / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')\n", "utf-8")
    env = os.environ | {"PYTHONPATH": f"{fake.parent}{os.pathsep}{ROOT}"}
    done = papers.run("build", env=env)

    assert done.returncode == ExitCode.SYSTEM_PART_MISSING
    assert "apt-get install libpango-1.0-0" in done.stderr
    assert sorted(file.name for file in papers.target.iterdir()) == sorted(set(FILES) - {f"{SLUG}.pdf"})


@pytest.fixture
def templates(papers: Papers) -> Path:
    """Templates of this folder's own, to break."""
    return Path(shutil.copytree(ROOT / "templates", papers.path / "templates"))


def test_a_template_that_is_wrong(papers: Papers, templates: Path) -> None:
    (templates / "_base" / "cover.html.j2").write_text("{% macro %}", "utf-8")
    done = papers.run("build")

    assert done.returncode == ExitCode.TEMPLATE_WRONG
    assert "_base/cover.html.j2:1" in done.stderr


def test_a_template_with_an_unknown_value(papers: Papers, templates: Path) -> None:
    file = templates / "_base" / "cover.html.j2"
    old = file.read_text("utf-8")
    file.write_text(old.replace("{{ title }}", "{{ tilte }}"), "utf-8")
    assert file.read_text("utf-8") != old

    assert papers.run("build").returncode == ExitCode.TEMPLATE_WRONG


def test_a_style_that_is_wrong(papers: Papers, templates: Path) -> None:
    file = templates / "styles" / "cambridgeshire-2010" / "style.yaml"
    file.write_text(file.read_text("utf-8").replace("after_title: 12pt", "after_title: wide"), "utf-8")
    done = papers.run("build")

    assert done.returncode == ExitCode.TEMPLATE_WRONG
    assert "style.yaml:" in done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "hint"),
    [
        ("council.yaml", "house_style: cambridgeshire-2010", "house_style: cambridge", "5:14", "cambridgeshire-2010"),
        ("paper.yaml", "report_type: ofsted-evaluation", "report_type: ofsted", "3:14", "ofsted-evaluation"),
    ],
)
def test_a_style_or_a_report_type_that_is_not_there(
    papers: Papers, file: str, old: str, new: str, line: str, hint: str
) -> None:
    papers.change(file, old, new)
    done = papers.run("build")

    assert done.returncode == ExitCode.FINDINGS
    assert f"{file}:{line}: error[VA104]" in done.stderr
    assert hint in done.stderr


def test_a_style_whose_name_is_not_its_folders(papers: Papers, templates: Path) -> None:
    shutil.copytree(templates / "styles" / "cambridgeshire-2010", templates / "styles" / "fenshire")
    papers.change("council.yaml", "house_style: cambridgeshire-2010", "house_style: fenshire")
    done = papers.run("build")

    assert done.returncode == ExitCode.TEMPLATE_WRONG
    assert "Give both the same name." in done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("styles/cambridgeshire-2010/style.yaml", '"{section}.0"', '"{sectoin}.0"'),
        ("styles/cambridgeshire-2010/style.yaml", "cover: [130pt", "cover: [131pt"),
        ("_base/cover.html.j2", "{{ label }}", "{{ label | year }}"),
        ("_base/cover.html.j2", "{{ label }}", "<blink>{{ label }}</blink>"),
        ("_base/cover.html.j2", "{{ label }}", "<p>{{ label }}"),
    ],
)
def test_a_fault_of_a_template_is_the_template_authors(
    papers: Papers, templates: Path, file: str, old: str, new: str
) -> None:
    text = (templates / file).read_text("utf-8")
    assert old in text
    (templates / file).write_text(text.replace(old, new), "utf-8")
    done = papers.run("build")

    assert done.returncode == ExitCode.TEMPLATE_WRONG, done.stderr
    assert "hint:" in done.stderr


def test_a_template_that_would_fetch(papers: Papers, templates: Path) -> None:
    file = templates / "_base" / "print.css"
    file.write_text(file.read_text("utf-8") + "body { background: url(http://127.0.0.1:9/x.png) }", "utf-8")
    done = papers.run("build")

    assert done.returncode == ExitCode.TEMPLATE_WRONG
    assert "something outside the page" in done.stderr
    assert not papers.target.exists()


def test_formats_that_disagree_leave_the_old_outputs(papers: Papers, templates: Path) -> None:
    papers.build()
    before = contents(papers.target)
    file = templates / "_base" / "print.css"
    file.write_text(file.read_text("utf-8") + "section:nth-of-type(2) p:first-of-type { display: none }", "utf-8")
    papers.change("paper.yaml", "The prime purpose", "The main purpose")
    done = papers.run("build")

    assert done.returncode == ExitCode.FORMATS_DISAGREE
    assert "The PDF does not say what the paper says" in done.stderr
    assert contents(papers.target) == before
    assert [each.name for each in papers.target.parent.iterdir()] == [SAMPLE]


def test_json_tells_what_went_wrong(papers: Papers, templates: Path) -> None:
    (templates / "_base" / "cover.html.j2").write_text("{% macro %}", "utf-8")
    (told,) = json.loads(papers.run("build", "--json").stdout)

    assert (told["paper"], told["written"], told["error"]["code"]) == (SAMPLE, False, ExitCode.TEMPLATE_WRONG)


def test_a_dry_run_is_not_said_to_have_written(papers: Papers) -> None:
    (told,) = json.loads(papers.run("build", "--json", "--dry-run").stdout)

    assert told["written"] is False


def test_strict_lets_a_warning_stop_a_paper(papers: Papers) -> None:
    papers.change("reviews.yaml", "died: June 2009", "died: June 2019")

    assert papers.run("build", "--dry-run").returncode == ExitCode.DONE
    done = papers.run("build", "--strict")
    assert done.returncode == ExitCode.FINDINGS
    assert "warning[CO102]" in done.stderr
    assert not papers.target.exists()


def test_a_second_build_leaves_everything_alone(papers: Papers) -> None:
    papers.run("build")
    before = {file: file.stat().st_mtime_ns for file in papers.target.iterdir()}
    again = papers.run("build")

    assert "unchanged" in again.stderr
    assert {file: file.stat().st_mtime_ns for file in papers.target.iterdir()} == before
    assert "written" in papers.run("build", "--force").stderr
    papers.output("html").write_text("somebody typed here", "utf-8")
    assert "written" in papers.run("build").stderr
    papers.change("paper.yaml", "tel: 01223 717856", "tel: 01223 000000")
    assert "written" in papers.run("build").stderr


def test_several_papers_at_a_time(papers: Papers) -> None:
    shutil.copytree(papers.paper, papers.inputs / "2010-10-05-second")
    shutil.copytree(papers.paper, papers.inputs / "2010-11-02-broken")
    (papers.inputs / "2010-11-02-broken" / "paper.yaml").write_text("title: x\n", "utf-8")
    done = papers.run("build", "--jobs", "2")

    assert done.returncode == ExitCode.FINDINGS
    assert sorted(each.name for each in papers.target.parent.iterdir()) == [SAMPLE, "2010-10-05-second"]
    assert len(done.stdout.split()) == 10


def test_a_killed_worker_fails_its_paper_only(papers: Papers) -> None:
    second = papers.inputs / "2010-10-05-second"
    shutil.copytree(papers.paper, second)
    (second / "paper.yaml").write_text(
        papers.file("paper.yaml").read_text("utf-8").replace("value: 2\n", "value: 5\n"), "utf-8"
    )
    (papers.path / "fake").mkdir()
    (papers.path / "fake" / "num2words.py").write_text(
        "import os, signal\n"
        "def num2words(number, **_):\n"
        "    os.kill(os.getpid(), signal.SIGKILL) if number == 5 else None\n"
        "    return 'so many'\n",
        "utf-8",
    )
    env = os.environ | {"PYTHONPATH": f"{papers.path / 'fake'}{os.pathsep}{ROOT}"}
    done = papers.run("build", "--jobs", "2", env=env)

    assert done.returncode == ExitCode.BUG
    assert "The process that built 2010-10-05-second ended." in done.stderr
    assert [each.name for each in papers.target.parent.iterdir()] == [SAMPLE]


def test_two_runs_at_once(papers: Papers) -> None:
    with locked(papers.path / "outputs"):
        done = papers.run("build")

    assert done.returncode == ExitCode.BUSY
    assert "Another run is writing" in done.stderr


def test_a_layout_of_too_many_pages(papers: Papers) -> None:
    done = papers.run("build", "--most-pages=2")

    assert done.returncode == ExitCode.RUNAWAY
    assert "came to 4 pages, more than 2" in done.stderr
    assert "--most-pages" in done.stderr
    assert not papers.target.exists()


@pytest.mark.parametrize(
    ("runaway", "limit", "message"),
    [
        ("import time; time.sleep(60)", "--most-seconds=1", "took longer than 1 seconds"),
        ("while True: pass", "--most-seconds=1", "1 seconds"),
        ("x = bytearray(10**10)", "--most-memory=1000", "needed more than 1000 MB"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "-v", "was stopped by the system (signal 9)"),
    ],
)
def test_a_layout_that_runs_away(papers: Papers, runaway: str, limit: str, message: str) -> None:
    fake = papers.path / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text(f"{runaway}\n", "utf-8")
    env = os.environ | {"PYTHONPATH": f"{fake.parent}{os.pathsep}{ROOT}"}
    done = papers.run("build", limit, env=env)

    assert done.returncode == ExitCode.RUNAWAY, done.stderr
    assert message in done.stderr
    assert not papers.target.exists()
    assert list(papers.target.parent.iterdir()) == []


def test_outputs_that_cannot_be_written(papers: Papers) -> None:
    (papers.path / "outputs").write_text("a file stands where the folder should be", "utf-8")
    done = papers.run("build")

    assert done.returncode == ExitCode.CANNOT_WRITE
    assert "Close the paper in Word" in done.stderr


def test_a_fault_of_our_own_is_logged_and_not_shown(papers: Papers) -> None:
    (papers.path / "fake").mkdir()
    env = os.environ | {"PYTHONPATH": f"{papers.path / 'fake'}{os.pathsep}{ROOT}", "TMPDIR": str(papers.path)}
    (papers.path / "fake" / "num2words.py").write_text("def num2words(*a, **k): raise RuntimeError('a bug')\n", "utf-8")
    done = papers.run("build", env=env)

    assert done.returncode == ExitCode.BUG
    assert "Traceback" not in done.stderr
    (log,) = papers.path.glob("cabinet-papers-*.log")
    assert str(log) in done.stderr
    assert "a bug" in log.read_text("utf-8")


def test_every_command_option_and_exit_code_is_in_the_readme(papers: Papers) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    for code in ExitCode:
        assert f"| {code.value} | " in readme
    for command in Commands.MODULES:
        assert f"cabinet-papers {command}" in readme
        options = {word.strip(",") for word in papers.run(command, "--help").stdout.split() if word.startswith("--")}
        assert options
        for option in options - {"--help", "--quiet", "--verbose"}:
            assert option in readme, option


def test_help_loads_no_library_that_is_slow() -> None:
    code = (
        "import sys\nsys.argv = ['cabinet-papers', '--help']\nfrom pipeline.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "slow = {'weasyprint', 'docx', 'openpyxl', 'pydantic', 'jinja2', 'lxml'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {slow}' if slow else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert "Commands:" in done.stdout
    assert done.returncode == 0, done.stderr


def test_an_unchanged_paper_loads_no_writer(papers: Papers) -> None:
    papers.run("build")
    code = (
        "import sys\nsys.argv = ['cabinet-papers', 'build']\nfrom pipeline.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.exit(str(sorted({'weasyprint', 'docx', 'pypdfium2'} & set(sys.modules))))"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=papers.path, env=env, capture_output=True, text=True, check=False
    )

    assert "unchanged" in done.stderr
    assert done.stderr.splitlines()[-1] == "[]"


def test_schema_doctor_and_completion(papers: Papers) -> None:
    assert json.loads(papers.run("doctor", "--json").stdout)[0]["name"] == "Python"
    assert "Date of death" in papers.run("schema", "--explain", "died").stdout
    assert papers.run("schema", "--explain", "nothing").returncode == ExitCode.USAGE
    assert "$schema" in papers.run("schema").stdout
    written = papers.run("schema", "--write").stdout.split()
    assert len(written) == 6
    assert all((papers.path / file).is_file() for file in written)
    assert "_CABINET_PAPERS_COMPLETE" in papers.run("completion", "bash").stdout


def test_doctor_answers_with_an_exit_code(papers: Papers, templates: Path) -> None:
    (papers.path / "outputs").write_text("", "utf-8")
    assert papers.run("doctor").returncode == ExitCode.CANNOT_WRITE
    (templates / "fonts" / "LiberationSans-Bold.ttf").unlink()
    done = papers.run("doctor")

    assert done.returncode == ExitCode.SYSTEM_PART_MISSING
    assert "MISSING  fonts: missing: Bold" in done.stdout


def hear_interrupts() -> None:
    """Undo what a shell does to jobs in the background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_build_leaves_the_old_outputs(papers: Papers) -> None:
    papers.build()
    before = contents(papers.target)
    papers.change("paper.yaml", "tel: 01223 717856", "tel: 01223 000000")
    command = [sys.executable, "-m", "pipeline", "build"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command,
        cwd=papers.path,
        stderr=pipe,
        stdout=pipe,
        text=True,
        preexec_fn=hear_interrupts,  # noqa: PLW1509 - this test starts no thread
    ) as run:
        while not list(papers.target.parent.glob(".making-*")):
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=60)

    assert run.returncode == ExitCode.INTERRUPTED, said
    assert "Stopped." in said
    assert contents(papers.target) == before
    assert [each.name for each in papers.target.parent.iterdir()] == [SAMPLE]
