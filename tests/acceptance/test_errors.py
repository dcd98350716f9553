"""Bad input through the real command: every error at once, each with place, sentence and hint; nothing written."""

import json

import pytest

from tests.conftest import SAMPLE, Papers

FOLDER = f"inputs/{SAMPLE}"

ERRORS = {
    "unknown field": ("paper.yaml", "purpose: >-", "porpose: >-", f"{FOLDER}/paper.yaml:14:1: error[VA102]: there is no field 'porpose' in Paper", "Did you mean purpose?"),
    "missing field": ("paper.yaml", "key_decision: No\n", "", f"{FOLDER}/paper.yaml:3:1: error[VA101]: Key decision (key_decision) is missing", "Add key_decision: and its value here."),
    "empty field": ("paper.yaml", "key_decision: No", "key_decision:", f"{FOLDER}/paper.yaml:13:1: error[VA101]: Key decision is empty", "Fill it in."),
    "wrong answer": ("paper.yaml", "key_decision: No", "key_decision: maybe", f"{FOLDER}/paper.yaml:13:15: error[VA103]: Key decision cannot be read: 'maybe'", "Write Yes or No."),
    "wrong e-mail": ("paper.yaml", "email: Nicola.clemo@cambridgeshire.gov.uk", "email: Nicola", f"{FOLDER}/paper.yaml:24:12: error[VA103]: Officer contact's e-mail address is not written as it must be: 'Nicola'", "Write an e-mail address"),
    "wrong date": ("meetings.yaml", "7 September", "31 June", "inputs/meetings.yaml:5:9: error[VA103]: Meeting's date cannot be read: '31 June 2010'", "June 2010 has 30 days."),
    "date without a day": ("meetings.yaml", "7 September", "September", "inputs/meetings.yaml:5:9: error[VA103]: Meeting's date cannot be read", "Give the day too"),
    "restricted value": ("reviews.yaml", "died: December 2006", "died: 31 June 2006", f"{FOLDER}/reviews.yaml:31:13: error[VA103]: Date of death cannot be read", "June 2006 has 30 days."),
    "wrong choice": ("evaluations.yaml", "grade: adequate", "grade: adequat", f"{FOLDER}/evaluations.yaml:5:10: error[VA103]: Grade is not one of the values allowed: 'adequat'", "Did you mean adequate?"),
    "unknown review": ("evaluations.yaml", "review: baby-a", "review: baby-b", f"{FOLDER}/evaluations.yaml:3:11: error[VA104]: there is no review 'baby-b'", "Compare it with the ids in reviews.yaml."),
    "unknown meeting": ("paper.yaml", "meeting: cabinet-2010-09-07", "meeting: cabinet", f"{FOLDER}/paper.yaml:4:10: error[VA104]: there is no meeting 'cabinet'", "cabinet-2010-09-07"),
    "duplicate field": ("council.yaml", "area: Cambridgeshire", "area: Cambridgeshire\narea: Fenshire", "inputs/council.yaml:5:1: error[VA005]: this field is given twice", "Keep one of them."),
    "tab": ("council.yaml", "  name: Local", "\tname: Local", "inputs/council.yaml:7:1: error[VA004]: this line is indented with a tab", "Use spaces instead of tabs."),
    "anchor": ("council.yaml", "area: Cambridgeshire", "area: &a Cambridgeshire", "inputs/council.yaml:4:7: error[VA004]: & and * have a special meaning", "Put the text in quotes."),
    "second document": ("council.yaml", "area: Cambridgeshire", "area: Cambridgeshire\n---", "inputs/council.yaml:5:1: error[VA004]: a second document starts here", "Keep one document"),
    "invisible character": ("council.yaml", "area: Cambridgeshire", "area: Cambridge\u202eshire", "inputs/council.yaml:4:16: error[VA003]: the character U+202E cannot be printed the same", "Delete it"),
    "NUL": ("council.yaml", "area: Cambridgeshire", 'area: "a\\0"', "inputs/council.yaml:4:7: error[VA003]: the character U+0000 cannot", "Delete it"),
    "unknown fact": ("paper.yaml", "{{ sentence.publication }}", "{{ sentence.publicaton }}", f"{FOLDER}/paper.yaml:68:5: error[VA201]: there is no fact 'sentence.publicaton'", "Did you mean sentence.publication?"),
    "HTML": ("paper.yaml", "The prime purpose", "The <b>prime</b> purpose", f"{FOLDER}/paper.yaml:53:9: error[VA202]: HTML has no place in a narrative", "emphasis is *so*"),
    "unknown section": ("paper.yaml", "  financial-implications: |", "  finance: |", f"{FOLDER}/paper.yaml:89:3: error[VA102]: there is no section 'finance'", "financial-implications"),
    "no children": ("reviews.yaml", "  children:\n    - name: Baby A\n      sex: female\n      died: December 2006\n", "  children: []\n", f"{FOLDER}/reviews.yaml:28:13: error[VA103]: Children is an empty list", "Give at least one."),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_says_where_what_and_the_way_out(name: str, papers: Papers) -> None:
    file, old, new, first_line, hint = ERRORS[name]
    papers.change(file, old, new)
    done = papers.run("build", "--no-color")

    assert done.returncode == 1, done.stderr
    assert first_line in done.stderr
    said = done.stderr[done.stderr.index(first_line) :]
    assert hint in said[said.index("hint: ") :].splitlines()[0]
    assert "Traceback" not in done.stderr
    assert not papers.target.exists()


def test_the_line_is_shown_with_a_caret_under_the_word(papers: Papers) -> None:
    papers.change("evaluations.yaml", "grade: adequate", "grade: adequat")
    lines = papers.run("build", "--no-color").stderr.splitlines()

    at = next(number for number, line in enumerate(lines) if "VA103" in line)
    assert lines[at + 1 : at + 3] == ["      grade: adequat", "             ^"]


def test_what_tells_of_a_child_is_never_shown(papers: Papers) -> None:
    papers.change("reviews.yaml", "died: December 2006", "died: Secret 2006")
    papers.change("reviews.yaml", "With respect to {{ baby-a", "A secret {{ nobody }} {{ baby-a")
    papers.change("reviews.yaml", "age: 10 weeks", "age: secret weeks")
    done = papers.run("build")

    assert done.returncode == 1
    assert "Date of death cannot be read" in done.stderr
    assert "secret" not in (done.stderr + done.stdout).lower()


def test_errors_of_all_files_are_said_at_once(papers: Papers) -> None:
    for name in ("unknown field", "wrong answer", "wrong date", "wrong choice", "unknown review", "restricted value"):
        papers.change(*ERRORS[name][:3])
    done = papers.run("build", "--no-color")

    assert done.returncode == 1
    assert done.stderr.count("error[") == 6
    assert "6 errors. Nothing was written;" in done.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "error[VA001]: this file is missing"),
        (b"", "error[VA001]: this file is empty"),
        (b"name: caf\xe9", "error[VA002]: a byte on line 1 is not UTF-8 text"),
        (b"a: " + b"x" * 2_000_001, "error[VA002]: this file is larger than 2 MB"),
        (b"[" * 300, "error[VA004]: values are nested too deeply here"),
        (b"just words", "error[VA103]: Council is not a group of fields"),
        (b"name: [unclosed", "error[VA004]: the layout of this file goes wrong here"),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes | None, message: str, papers: Papers) -> None:
    file = papers.file("council.yaml")
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    done = papers.run("build", "--no-color")

    assert done.returncode == 1
    assert "inputs/council.yaml" in done.stderr
    assert message in done.stderr
    assert done.stderr.count("error[") == 1
    assert not papers.target.exists()


def test_json_says_the_same(papers: Papers) -> None:
    papers.change(*ERRORS["wrong choice"][:3])
    done = papers.run("build", "--json")
    (outcome,) = json.loads(done.stdout)
    finding = next(each for each in outcome["findings"] if each["severity"] == "error")

    assert (done.returncode, outcome["written"], outcome["files"]) == (1, False, [])
    assert (finding["id"], finding["line"], finding["column"]) == ("VA103", 5, 10)
