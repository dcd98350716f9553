"""References: what a paper points to is there: appendices, paragraphs, tables, and the documents that it rests on."""

import re
from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.rules.words import at, found, quoted

_POINTS = re.compile(
    r"\b(Appendix|Annex|Table|paragraphs?|para)\.?\s{1,3}(\d{1,3}(?:\.\d{1,3}){0,3}|[A-Z])\b(?!['\u2019\w])"
)
_ELSEWHERE = re.compile(
    r"^\s{1,3}(?:of|to|in)\s{1,3}(?!this\b|the paper\b|the report\b)|^[^.;]{0,60}\b(?:Act|Regulations|Order|guidance)\b"
)
_LAW = re.compile(r"\b(?:Act|Regulations|Order|SI|Working Together|guidance|Schedule|report of)\b[^.;]{0,60}$")
_KIND = {"appendix": "appendix", "annex": "appendix", "table": "table"}
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]{3,200}", re.IGNORECASE)
_CITED = re.compile(
    r"\b(?:Working Together(?: to Safeguard Children)?|Every Child Matters|Ofsted letter|inspection report)\b"
)


def points_to_nothing(case: Case) -> Iterable[Finding]:
    """CO126: the words name an appendix, a table or a paragraph that the paper does not have."""
    numbers = " ".join(passage.number for passage in case.passages if passage.number).lower().split()
    have = {number.strip(".:()") for number in numbers}
    kinds = {kind for kind in ("appendix", "annex", "table") if kind in have}
    for passage, match in found(case, _POINTS):
        after, before = (
            passage.words[match.end() : match.end() + 80],
            passage.words[max(0, match.start() - 80) : match.start()],
        )
        kind = _KIND.get(match[1].lower(), "paragraph")
        there = match[2].lower() in have if kind == "paragraph" else kind in kinds and match[2].lower() in have
        level = kind != "paragraph" or "." in match[2]
        if level and not there and not _ELSEWHERE.search(after) and not _LAW.search(before):
            message = f"{quoted(passage, match[0])}: this paper has none"
            hint = "Name its label instead, {{ ref.its-label }}, and the number is always right."
            yield at("CO126", Severity.WARNING, passage, match[0], message, hint)


def sources_unlisted(case: Case) -> Iterable[Finding]:
    """CO125: a document that the paper rests on is named in its words, and is not among the source documents."""
    council, documents = case.inputs.council, case.inputs.paper.source_documents
    listed = " ".join(f"{each.title} {each.location}" for each in documents).casefold()
    facts = {"{{ guidance.title }}": council.guidance.title, "{{ guidance.short }}": council.guidance.short}
    for fact, words in facts.items():
        listed = listed.replace(fact, words.casefold())
    known = (council.board.website, council.partners.website if council.partners else council.board.website)
    seen: set[str] = set()
    for pattern in (_CITED, _ADDRESS):
        for passage, match in found(case, pattern):
            name = match[0].rstrip(".,;:").casefold()
            if documents and name not in seen and name not in listed and not name.startswith(known):
                seen.add(name)
                message = f"{quoted(passage, match[0])}: this is not among the source documents"
                hint = "List it under source_documents if the paper relies on it (LGA 1972 s.100D; SI 2012/2089 reg 7)."
                yield at("CO125", Severity.NOTE, passage, match[0], message, hint)
