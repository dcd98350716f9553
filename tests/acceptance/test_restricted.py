"""What tells of a child is never shown, whatever is wrong around it."""

import pytest

from tests.conftest import Papers

NAME = "Jane Doe"
CHILD = "    - name: Child G\n      sex: male\n      died: January 2009\n      age: 17\n"

WRONGS = {
    "field misspelt": ("reviews.yaml", "- name: Child G", f"- nmae: {NAME}"),
    "field unknown": ("reviews.yaml", "      sex: male", f"      sex: male\n      real_name: {NAME}"),
    "field missing beside it": ("reviews.yaml", CHILD, f"    - name: {NAME}\n      sex: male\n"),
    "text for a list": ("reviews.yaml", f"  children:\n{CHILD}", f"  children: {NAME} died at home\n"),
    "text for a group": ("reviews.yaml", CHILD, f"    - {NAME}\n"),
    "list for a group": ("reviews.yaml", "    - relationship: parent\n", f"    - [{NAME}]\n"),
    "one line": ("reviews.yaml", CHILD, f"    - {{name: {NAME}, sex: mael, died: 2009}}\n"),
    "wrong sex": ("reviews.yaml", "sex: male", f"sex: {NAME} is a boy"),
    "wrong id": ("reviews.yaml", "- id: child-g", f"- id: {NAME}"),
    "wrong date": ("reviews.yaml", "published: 7 September 2010", f"published: when {NAME} is told"),
    "misspelt narrative": ("reviews.yaml", "circumstances: a young man", f"circumstance: {NAME}"),
    "a number in the learning": ("reviews.yaml", "    With respect to Baby A", f"    1993. {NAME}"),
    "fact in the learning": ("reviews.yaml", "{{ child-g.their }}", f"{{{{ {NAME} }}}}"),
    "fact name in the learning": ("reviews.yaml", "{{ child-g.their }}", "{{ jane-doe }}"),
    "HTML in the learning": ("reviews.yaml", "there is a clear view", f"<b>{NAME}</b>"),
    "unknown key": ("reviews.yaml", "  executive_summary:", f"  {NAME}: x\n  executive_summary:"),
    "key twice": ("reviews.yaml", "      sex: male", f"      sex: male\n      {NAME}: x\n      {NAME}: y"),
    "printed name misspelt": ("evaluations.yaml", "printed_as: Child G review", f"printed: {NAME} Review"),
    "character": ("reviews.yaml", "name: Child G", f"name: {NAME}\u202e"),
    "font": ("reviews.yaml", "name: Child G", f"name: {NAME} \u2713"),
    "layout": ("reviews.yaml", "      sex: male", f"     {NAME}: ["),
}


@pytest.mark.parametrize("name", WRONGS)
def test_nothing_of_it_is_said(name: str, papers: Papers) -> None:
    file, old, new = WRONGS[name]
    if name == "a number in the learning":
        old = "    With respect to {{ baby-a.children }}"
    papers.change(file, old, new)
    done = papers.run("build", "-v")

    assert done.returncode == 1, done.stderr
    assert "error[" in done.stderr
    said = (done.stderr + done.stdout).lower()
    assert "jane" not in said
    assert "doe" not in said.replace("does", "")
