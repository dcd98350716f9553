"""Explained: where a paper says what letters stand for, in brackets, beside them or as somebody's initials."""

import re
from collections.abc import Iterator, Sequence

from pipeline.case import Case, Passage

_DEFINED = re.compile(r"\((?:the |known as |or |or the )?[\"'\u2018\u201c]?([A-Z][A-Za-z&]{1,7})[\"'\u2019\u201d]?\)")
_REVERSED = re.compile(r"(?<![\w./@-])([A-Z][A-Z&]{1,6})(?: \(| means | stands for )(?:the )?([A-Za-z]\w{0,30} \w)")
_LETTERS = re.compile(r"(?<![\w./@-])(?:[A-Z][A-Z&]{1,6}|[A-Z][a-z][A-Z]{1,4})(?=s?(?![\w@/]))")
_LEADS_ON = re.compile(r"(?: [\w'\u2019-]{1,20}){0,3} ?[(:=|,\u2013-] ?(?:the )?")
_WORD = re.compile(r"[A-Za-z'\u2019]{1,40}")
_SMALL = {"and", "of", "for", "the", "in", "on", "to", "with", "by", "at", "a", "an", "or"}
_PERSON = re.compile(r"\b(?:Cllrs?|Councillors?|Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Professor)\b")
_NAME = re.compile(r"\b([A-Z])[a-z'\u2019-]{1,20} (?:([A-Z])[a-z'\u2019-]{1,20} )?([A-Z])[A-Za-z'\u2019-]{1,20}\b")
_INITIALS = re.compile(r"\(([A-Z]{2,3})\)")
REACH = 120
"""So many letters around an abbreviation are looked through."""


def definitions(passage: Passage) -> Iterator[re.Match[str]]:
    """Yield where an abbreviation stands in brackets after words that begin with its first letter."""
    for match in _DEFINED.finditer(passage.words):
        before = passage.words[max(0, match.start() - REACH) : match.start()].split()[-len(match[1]) - 4 :]
        if any(word.lstrip("\"'\u2018\u201c(")[:1].upper() == match[1][0].upper() for word in before):
            yield match


def explained(case: Case) -> set[str]:
    """Return the letters that a paper explains somewhere, and the initials of people whom it names."""
    found = _initials(case)
    for passage in case.passages:
        found |= {match[1] for match in definitions(passage)}
        found |= {match[1] for match in _REVERSED.finditer(passage.words) if match[2][0].upper() == match[1][0]}
        found |= {match[0] for match in _LETTERS.finditer(passage.words) if _beside(passage.words, match)}
    return found


def _beside(words: str, match: re.Match[str]) -> bool:
    """Whether the words that letters stand for follow in brackets or behind a dash, or stand right before them."""
    letters = match[0].replace("&", "")
    after = words[match.end() : match.end() + REACH].removeprefix("s")
    lead = _LEADS_ON.match(after)
    if lead and _spells(_WORD.findall(after[lead.end() :]), letters):
        return True
    before = re.split(r"[.;:?!]", words[max(0, match.start() - REACH) : match.start()])[-1]
    names = _WORD.findall(before.removesuffix(" or "))
    if not match[0].isupper():
        # DfE and IdEA take more than first letters: what begins with two of them stands for them.
        begun: int = sum(name[0].isupper() and name[0] in letters.upper() for name in names[-5:])
        return begun > 1
    return _spells(names[::-1], letters[::-1])


def _spells(words: Sequence[str], letters: str) -> bool:
    """Whether words spell letters, one each, capital ones and, where they help, small ones, from the first word on."""
    place = 0
    for word in words[: 2 * len(letters)]:
        if word[0].upper() == letters[place] and (word[0].isupper() or word in _SMALL):
            place += 1
        elif word not in _SMALL:
            return False
        if place == len(letters):
            return True
    return False


def _initials(case: Case) -> set[str]:
    """Return the initials of people whom the paper names; where it says that it gives initials, those in brackets, too."""
    paper = case.inputs.paper
    named = [each for each in (paper.author.name, paper.contacts.officer.name, paper.contacts.member.name) if each]
    for passage in case.passages:
        ends = (title.end() for title in _PERSON.finditer(passage.words))
        named += [passage.words[end : end + REACH].partition(". ")[0] for end in ends]
    found = {"".join(filter(None, name.groups())) for words in named for name in _NAME.finditer(words)}
    if any("initials" in passage.words for passage in case.passages):
        found |= {letters for passage in case.passages for letters in _INITIALS.findall(passage.words)}
    return found
