"""House rules: what a paper of this format must show, and how it is worded."""

import re
from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.models.inputs import Inputs
from pipeline.rules.words import at, found, quoted

_DOUBLE = re.compile(r"\b([a-z]{2,})\s+\1\b", re.IGNORECASE)
_MAY_DOUBLE = {"that", "had", "is", "her"}
_PLACEHOLDER = re.compile(
    r"\b(?:TBC|TBA|TBD|X{2,}|lorem ipsum)\b|\[(?:insert|to be|name|date|add|delete)\b[^\]]{0,80}\]|\?{3,}|_{4,}"
)
_SUICIDE = re.compile(
    r"\b(?:commit(?:s|ted|ting)?\s+suicide|(?:un)?successful\s+suicide|failed\s+suicide|suicide\s+victim)\b",
    re.IGNORECASE,
)
_OFSTED = re.compile(r"\bOFSTED\b")
_BOARD = re.compile(r"\bSafeguarding\s+Children['\u2019]s\s+Board", re.IGNORECASE)
_HERE = re.compile(r"^(?:click here|here|link|this|this link|read more|more)$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
LONGEST_SENTENCE = 40


def blank_electoral_divisions(inputs: Inputs) -> Iterable[Finding]:
    """HS101: the cover prints the label for electoral divisions with nothing after it."""
    if inputs.paper.electoral_divisions is None:
        yield Finding(
            "HS101",
            Severity.NOTE,
            "Electoral division(s) is blank on the cover",
            "Name them, or write All.",
            at=("paper", "electoral_divisions"),
            on_key=True,
        )


def double_words(case: Case) -> Iterable[Finding]:
    """HS111: a word is written twice."""
    for passage, match in found(case, _DOUBLE):
        if match[1].lower() not in _MAY_DOUBLE:
            message = f"{quoted(passage, match[0])}: a word is written twice"
            yield at("HS111", Severity.WARNING, passage, match[0], message, "Take one out.")


def unbalanced(case: Case) -> Iterable[Finding]:
    """HS112: a bracket or a quotation mark has no partner."""
    for passage in case.typed():
        for opening, closing in (("(", ")"), ("[", "]"), ("\u201c", "\u201d")):
            if passage.words.count(opening) != passage.words.count(closing):
                message = f"a bracket or quotation mark, {opening} or {closing}, has no partner"
                yield at("HS112", Severity.WARNING, passage, opening, message, "Add the other, or take it out.")
        if passage.words.count('"') % 2:
            yield at(
                "HS112",
                Severity.WARNING,
                passage,
                '"',
                "a quotation mark has no partner",
                "Add the other, or take it out.",
            )


def placeholders(case: Case) -> Iterable[Finding]:
    """HS113: something was to be filled in, and was not."""
    for passage, match in found(case, _PLACEHOLDER):
        message = f"{quoted(passage, match[0])} was to be filled in"
        yield at("HS113", Severity.ERROR, passage, match[0], message, "Fill it in, or take it out.")


def mixed_scripts(case: Case) -> Iterable[Finding]:
    """HS114: a word mixes letters of two alphabets that look alike: it cannot be found, and is read out wrongly."""
    for passage, match in found(case, _LETTERS):
        if len({_script(letter) for letter in match[0]}) > 1:
            message = "a word mixes letters of different alphabets that look alike"
            yield at("HS114", Severity.ERROR, passage, match[0], message, "Type the word again.")


def _script(letter: str) -> str:
    code = ord(letter)
    return "Greek" if 0x370 <= code < 0x400 else "Cyrillic" if 0x400 <= code < 0x530 else "Latin"


def suicide_wording(case: Case) -> Iterable[Finding]:
    """HS115: wording about suicide that the Samaritans' guidance asks not to use."""
    for passage, match in found(case, _SUICIDE):
        message = f"{quoted(passage, match[0])}: the Samaritans' guidance asks for other words"
        hint = "Write died by suicide, or took his or her own life: committed is a word of crimes."
        yield at("HS115", Severity.WARNING, passage, match[0], message, hint)
    for index, review in enumerate(case.inputs.reviews):
        if review.circumstances and _SUICIDE.search(review.circumstances):
            message = "these words about suicide are ones that the Samaritans' guidance asks not to use"
            hint = "Write died by suicide, or took his or her own life: committed is a word of crimes."
            yield Finding(
                "HS115", Severity.WARNING, message, hint, at=("reviews", index, "circumstances"), restricted=True
            )


def ofsted_name(case: Case) -> Iterable[Finding]:
    """HS116: Ofsted is written in capitals; it writes itself Ofsted."""
    if _OFSTED.search(case.inputs.council.inspectorate.short):
        hint = "Write Ofsted: every sentence then has it."
        yield Finding(
            "HS116", Severity.WARNING, "Ofsted is written in capitals", hint, at=("council", "inspectorate", "short")
        )
    for passage, match in found(case, _OFSTED):
        if case.inputs.council.inspectorate.short != match[0]:
            yield at("HS116", Severity.WARNING, passage, match[0], "Ofsted is written in capitals", "Write Ofsted.")


def board_name(case: Case) -> Iterable[Finding]:
    """HS117: the board is not called as the Children Act 2004, section 13, calls it: Local Safeguarding Children Board."""
    message, hint = "the Act calls it a Safeguarding Children Board, without 's", "Children Act 2004, section 13."
    if _BOARD.search(case.inputs.council.board.name):
        yield Finding("HS117", Severity.WARNING, message, hint, at=("council", "board", "name"))
    for passage, match in found(case, _BOARD):
        if case.inputs.council.board.name not in passage.words:
            yield at("HS117", Severity.WARNING, passage, match[0], message, hint)


def email_case(case: Case) -> Iterable[Finding]:
    """HS118: one e-mail address has capitals where another has none."""
    contacts = case.inputs.paper.contacts
    both = {"officer": contacts.officer.email, "member": contacts.member.email}
    shapes = {name: [part[:1].isupper() for part in re.split(r"[.@]", address)[:2]] for name, address in both.items()}
    if shapes["officer"] != shapes["member"] or any(len(set(shape)) > 1 for shape in shapes.values()):
        for name, address in both.items():
            if address != address.lower():
                message = f"the address {address} has capitals, and not as the other has"
                yield Finding(
                    "HS118",
                    Severity.NOTE,
                    message,
                    "Write addresses in small letters.",
                    at=("paper", "contacts", name, "email"),
                )


def bare_figures(case: Case) -> Iterable[Finding]:
    """HS119: a percentage or a sum of money has no date or no source, so that nobody can check it."""
    for index, figure in enumerate(case.inputs.paper.figures):
        lacks = [name for name, value in (("as_at", figure.as_at), ("source", figure.source)) if not value]
        if lacks and re.search(r"[%£]", figure.value):
            message = f"the figure {figure.id} ({figure.value}) has no {' and no '.join(lacks)}"
            hint = "Give the day it was counted, and who counted it."
            yield Finding("HS119", Severity.WARNING, message, hint, at=("paper", "figures", index))


def long_sentences(case: Case) -> Iterable[Finding]:
    """HS120: a sentence has more than forty words."""
    for passage, match in found(case, _SENTENCE):
        count = len(match[0].split())
        if count > LONGEST_SENTENCE:
            near = " ".join(match[0].split()[:4])
            yield at("HS120", Severity.NOTE, passage, near, f"a sentence has {count} words", "Part it into two.")
