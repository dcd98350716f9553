"""Names in running text, by their capitals: Jane Smith, Child F, Oakfield Primary School, Jane."""

import re
from collections.abc import Iterator

from pipeline.leaks.ordinary import ORDINARY, ROLES

_NAME = r"[^\W\d_a-z](?:[\u2019'\-]?\w)*"
_BETWEEN = (
    r"(?:(?<=\b[A-Z])\.|(?<=\b[DSM][rst])\.|[\u2019'])?[^\S\n]{1,3}(?:(?:of|de|la|van|von|bin|al|ap|ferch)[^\S\n])?"
)
_RUN = re.compile(rf"(?<![\w\u2019'-]){_NAME}(?:{_BETWEEN}{_NAME})*")
_PSEUDONYM = re.compile(
    rf"\b(?:{'|'.join(sorted(ROLES))})s?\s+(?-i:[A-Z]{{1,2}}\d{{0,2}}|\d{{1,2}})\b(?![\u2019']?\w)", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"(?:[\u2019']s?|\.)$")
_SENTENCE = re.compile(r"(?:^|[.!?:;•\n]\s*)[“\"(\u2018\s]*$")


def names(text: str, common: frozenset[str], capitals: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what looks like a name: whole, and by each of its words that is nobody else's.

    Args:
        text: the text.
        common: words that stand somewhere in small letters; at the start of a sentence they are no name.
        capitals: words that stand somewhere within a sentence with a capital; others at the start of one are no name alone.
    """
    yield from (match[0] for match in _PSEUDONYM.finditer(text.replace("\u2019s", "").replace("'s", "")))
    for match in _RUN.finditer(text):
        words = [_POSSESSIVE.sub("", word) for word in match[0].split()]
        starts = bool(_SENTENCE.search(text[max(0, match.start() - 8) : match.start()]))
        doubtful = words[0] if starts else ""
        words = [word for word in words if not _common(word, common, doubtful)]
        yield from (part for part in _parts(words) if part != doubtful or part in capitals)


def capitals_within(text: str) -> Iterator[str]:
    """Yield each word that has a capital and does not begin a sentence."""
    for match in _RUN.finditer(text):
        words = [_POSSESSIVE.sub("", word) for word in match[0].split()]
        starts = bool(_SENTENCE.search(text[max(0, match.start() - 8) : match.start()]))
        yield from words[1:] if starts else words


def _common(word: str, common: frozenset[str], doubtful: str) -> bool:
    """Whether a word with a capital is an ordinary one all the same: it opens a sentence, or is in capitals altogether."""
    return (word == doubtful or word.isupper()) and len(word) > 2 and word.lower() in common


def _parts(words: list[str]) -> Iterator[str]:
    """Yield a name without the ordinary words before it, its first and last word, and each word by itself."""
    while words and _ordinary(words[0]):
        words = words[1:]
    own = [word for word in words if _alone(word)]
    if len(words) > 1 and own:
        yield " ".join(words)
    if len(own) > 2:
        yield f"{own[0]} {own[-1]}"
    yield from own


def _ordinary(word: str) -> bool:
    return all(part.lower() in ORDINARY for part in re.split(r"[\u2019'-]", word) if part != "s")


def _alone(word: str) -> bool:
    """Whether a word is a name by itself."""
    return len(word) > 2 and word[0].isupper() and not _ordinary(word)
