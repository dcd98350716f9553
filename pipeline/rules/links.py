"""Links: the words of a link say where it leads, even when they are read out by themselves."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.case import Case
from pipeline.findings import Finding, Path, Severity
from pipeline.rules.words import at

_LINK = re.compile(r"\[([^\]\[]{1,120})\]\((?:https?:|mailto:|/)[^)\s]{1,300}\)")
_SAYS_NOTHING = re.compile(
    r"(?:please )?(?:click|tap|press|follow|go|see|look|read|find out|learn|view|download|open|visit|access|get)?\s?(?:on |to |at )?(?:for )?"
    r"(?:(?:the |this |these |our |further |more |full )*(?:here|this|link|links|more|below|page|web ?page|web ?site|site|document|documents|pdf|file|report|details?"
    r"|information|info|url|address|text|it|online|continue))?(?: (?:here|more|below|information|details|about this|online))?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:gov|org|co|com|example|net|ac|uk)(?:[./]\S*)?", re.IGNORECASE)
_CLICK = re.compile(r"\bclick (?:here|on this link|this link|on the link|for more)\b", re.IGNORECASE)


def link_text(case: Case) -> Iterable[Finding]:
    """HS124: a link is called click here, more or by its bare address: read out by itself, it says nothing."""
    seen: set[tuple[Path, str]] = set()
    for passage in case.typed():
        for words, message in (
            _poor(passage.source, restricted=passage.restricted)
            if "](" in passage.source or "click" in passage.source
            else ()
        ):
            said = re.search(re.escape(words.strip("[]")), passage.words, re.IGNORECASE)
            if said and (passage.at, words) not in seen:
                seen.add((passage.at, words))
                near = f"[{said[0]}]" if words.startswith("[") else said[0]
                hint = "Make the name of the page the link; web accessibility rules ask for it (WCAG 2.4.4)."
                yield at("HS124", Severity.WARNING, passage, near, message, hint)


@lru_cache(maxsize=64)
def _poor(source: str, *, restricted: bool) -> list[tuple[str, str]]:
    """Return the links of a field whose words say nothing, as they stand in the field, and why."""
    return list(_poor_links(source, restricted=restricted))


def _poor_links(source: str, *, restricted: bool) -> Iterator[tuple[str, str]]:
    for match in _LINK.finditer(source):
        words = " ".join(match[1].split())
        told = "here" if restricted else repr(words)
        if _ADDRESS.fullmatch(words):
            yield f"[{words}]", f"{told}: a link's words are a bare address"
        elif _SAYS_NOTHING.fullmatch(words):
            yield f"[{words}]", f"{told}: a link must say where it leads"
    for match in _CLICK.finditer(source):
        if not source.startswith("[", match.start() - 1):
            yield match[0], f"{'here' if restricted else repr(match[0])}: a link must say where it leads"
