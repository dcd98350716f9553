"""House rules: what a paper of this format must show, and how it is worded."""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.models.inputs import Inputs
from pipeline.rules.words import at, found, plain_fields, quoted

_DOUBLE = re.compile(r"(?<![\w'\u2019-])([a-z]{2,40})\s{1,3}\1(?![\w'\u2019-])", re.IGNORECASE)
_MAY_DOUBLE = {"that", "had", "her"}
_SUICIDE = re.compile(
    r"\b(?:commit(?:s|ted|ting)?\s{1,3}suicide|(?:un)?successful\s{1,3}suicide|failed\s{1,3}suicide|suicide\s{1,3}victims?"
    r"|(?:suicide|suicidal)\s{1,3}epidemic)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{1,200}")
_LOOK_ALIKE = set("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ")  # noqa: RUF001 - these are what is looked for
_PARTNERS = {"(": ")", ")": "(", "[": "]", "]": "["}
_ENUMERATOR = re.compile(
    r"(?:^|[\s:\u2026\"'\u201c\u2018]|\.\.|[;,](?!\d))(?:[a-z]|[ivx]{1,4}|\d{1,2})$", re.IGNORECASE
)


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


def nobody_named(inputs: Inputs) -> Iterable[Finding]:
    """HS125: the cover gives posts, and nobody's name to ask for."""
    contacts = inputs.paper.contacts
    if not (contacts.officer.name or contacts.member.name):
        message = "the contacts give posts, and nobody's name to ask for"
        hint = "Add name: to each, so that readers know whom to ask."
        yield Finding("HS125", Severity.NOTE, message, hint, at=("paper", "contacts"), on_key=True)


def double_words(case: Case) -> Iterable[Finding]:
    """HS111: a word is written twice."""
    for passage, match in found(case, _DOUBLE, fields=True):
        if match[1].lower() not in _MAY_DOUBLE:
            message = f"{quoted(passage, match[0])}: a word is written twice"
            yield at("HS111", Severity.WARNING, passage, match[0], message, "Take one out.")


def unbalanced(case: Case) -> Iterable[Finding]:
    """HS112: a bracket or a quotation mark has no partner."""
    hint = "Add the other, or take it out."
    passages = [*case.typed(), *plain_fields(case.inputs.paper)]
    alone = [
        list(_partnerless(passage.words, after.words))
        for passage, after in zip(passages, [*passages[1:], Passage("")], strict=True)
    ]
    for place, passage in enumerate(passages):
        for index in alone[place]:
            if _goes_on(passages, alone, place, index):
                continue
            mark = passage.words[index]
            message = f"a bracket or quotation mark, {mark}, has no partner"
            near = _around(passage, index)
            yield at("HS112", Severity.WARNING, passage, near, message, hint)


def _goes_on(passages: list[Passage], alone: list[list[int]], place: int, index: int) -> bool:
    """Whether a bracket without a partner has it in the next paragraph of its field, or in the one before: it stands over both."""
    mark = passages[place].words[index]
    other = place + 1 if mark in "([" else place - 1
    if not (0 <= other < len(passages) and passages[other].at == passages[place].at):
        return False
    return any(passages[other].words[each] == _PARTNERS.get(mark) for each in alone[other])


def _partnerless(words: str, after: str) -> Iterator[int]:
    """Yield where a mark has no partner; a quotation over several paragraphs opens each, and closes the last."""
    for opening, closing in (("(", ")"), ("[", "]")):
        yield from _first_alone(words, opening, closing)
    if not (words.startswith("\u201c") and after.startswith("\u201c")):
        yield from _first_alone(words, "\u201c", "\u201d")
    straight = [match.start() for match in re.finditer(r"(?<!\d)\"", words)]
    if len(straight) % 2 and not (words.startswith('"') and after.startswith('"')):
        yield straight[-1]


def _first_alone(words: str, opening: str, closing: str) -> Iterator[int]:
    """Yield the first mark without its partner: an item's letter, as in a), closes nothing."""
    open_: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", words):
        if match[0] == opening:
            open_.append(match.start())
        elif open_:
            open_.pop()
        elif not (closing == ")" and _ENUMERATOR.search(words[max(0, match.start() - 4) : match.start()])):
            yield match.start()
            return
    yield from open_[:1]


def _around(passage: Passage, index: int) -> str:
    """Return the word that a mark stands at, as far as it was typed."""
    start = passage.words.rfind(" ", max(0, index - 60), index) + 1 or index
    end = passage.words.find(" ", index, index + 60)
    word = passage.words[start : end if end > 0 else index + 60]
    return word if passage.holds(word) else passage.words[index]


def mixed_scripts(case: Case) -> Iterable[Finding]:
    """HS114: a word has letters of another alphabet that look like ours: it cannot be found, and is read out wrongly."""
    for passage, match in found(case, _LETTERS, fields=True):
        scripts = {_script(letter) for letter in match[0].lstrip("\u03bc\u03a9\u0394")}
        alike = scripts and "Latin" not in scripts and set(match[0]) <= _LOOK_ALIKE
        if len(scripts) > 1 or alike:
            message = "a word has letters of another alphabet that look like ours"
            yield at("HS114", Severity.ERROR, passage, match[0], message, "Type the word again.")


def _script(letter: str) -> str:
    code = ord(letter)
    return "Greek" if 0x370 <= code < 0x400 else "Cyrillic" if 0x400 <= code < 0x530 else "Latin"


def suicide_wording(case: Case) -> Iterable[Finding]:
    """HS115: wording about suicide that the Samaritans' guidance asks not to use."""
    hint = "Write died by suicide, or took his or her own life: committed is a word of crimes."
    for passage, match in found(case, _SUICIDE, fields=True):
        message = f"{quoted(passage, match[0])}: the Samaritans' guidance asks for other words"
        yield at("HS115", Severity.WARNING, passage, match[0], message, hint)
    for index, review in enumerate(case.inputs.reviews):
        if words := _SUICIDE.search(review.circumstances or ""):
            message = "here: the Samaritans' guidance asks for other words about suicide"
            where = ("reviews", index, "circumstances")
            yield Finding("HS115", Severity.WARNING, message, hint, at=where, near=words[0], restricted=True)


def email_case(case: Case) -> Iterable[Finding]:
    """HS118: one e-mail address has capitals where another has none."""
    contacts = case.inputs.paper.contacts
    both = {"officer": contacts.officer.email, "member": contacts.member.email}
    shapes = {name: [part[:1].isupper() for part in re.split(r"[.@]", address)[:2]] for name, address in both.items()}
    if shapes["officer"] == shapes["member"] and all(len(set(shape)) == 1 for shape in shapes.values()):
        return
    for name, address in both.items():
        if address != address.lower():
            message, hint = f"the address {address} has capitals, and not as the other has", "Use small letters."
            yield Finding("HS118", Severity.NOTE, message, hint, at=("paper", "contacts", name, "email"))


def bare_figures(case: Case) -> Iterable[Finding]:
    """HS119: a percentage or a sum of money has no date or no source, so that nobody can check it."""
    for index, figure in enumerate(case.inputs.paper.figures):
        given = (("date", figure.as_at), ("source", figure.source))
        lacks = [name for name, value in given if not value]
        if lacks and re.search(r"[%£]", figure.value):
            message = f"the figure {figure.id} ({figure.value}) has no {' and no '.join(lacks)}"
            hint = "Give the day it was counted (as_at), and who counted it (source)."
            yield Finding("HS119", Severity.WARNING, message, hint, at=("paper", "figures", index))
