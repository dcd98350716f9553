"""Unfilled: what was to be written later, and was not."""

import re
from collections.abc import Iterable, Iterator

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.words import at, found, quoted

_TO_BE = (
    r"to\s{1,3}(?:be\s{1,3}(?:completed|confirmed|drafted|written|added|agreed|advised|inserted|supplied|provided|determined"
    r"|decided|updated|finali[sz]ed|filled in|announced)|follow)"
)
_LATER = (
    r"to (?:be (?:confirmed|added|agreed|completed|drafted|inserted|supplied|written)|follow|complete|confirm|provide|supply|check|add"
    r"|advise|insert|update)|tbc"
)
_LEFT = r"insert|to be|tbc|name|date|add|delete|enter|complete|check"
_BLANK = r"number|title|amount|figure|officer|ref|reference|month|year|day|time|text|your|author|address|email|e-mail|post|tel|telephone|x"
_PLACEHOLDER = re.compile(
    r"\b(?i:TBC|TBA|TBD)\b|\bT\.B\.[ACD]\b|\bTODO\b|(?<!\w)[Xx]{2,20}(?!\w)|\?{2,20}|_{4,80}|(?<!\w)(?i:D{2}/M{2}/Y{2,4})\b"
    r"|\u00a3[Xx](?:[.,][Xx]{1,3})?(?:m|k|bn)?(?!\w)|(?<![\w/])[Xx]\s?%|(?<![.\u2026])(?:\.{5,80}|\u2026{2,40})(?![.\u2026\s]{0,5}[\w.\u2026])"
    rf"|[\[<{{](?i:{_LEFT})\b[^\]>}}]{{0,80}}[\]>}}]"
    rf"|\[(?i:{_BLANK})(?:\s{{1,3}}[\w'\u2019/-]{{1,15}}){{0,3}}\s?\]"
    rf"|[\[{{<][^\]>}}]{{0,60}}\b(?i:{_LATER})\b[^\]>}}]{{0,60}}[\]>}}]"
    r"|\((?i:tbc|tba|xx|insert\s[^)]{1,60}|add\s(?:name|date|figures?|link|ref|details?|text|number|title)\b[^)]{0,40}"
    r"|(?:please\s)?check(?:\s(?:title|names?|dates?|figures?|numbers?|spelling|with|this|these|wording|reference|totals?|facts?|again"
    rf"|amounts?|post)\b[^)]{{0,40}})?|{_TO_BE})\)"
    r"|\b(?i:lorem ipsum|click (?:or tap )?here to enter|delete as (?:appropriate|applicable|necessary)"
    r"|insert (?:text|name|date|figure)s? here|enter text)\b"
)
_ALONE = re.compile(rf"(?:^|[:|]\s{{0,3}}|[.]\s{{1,3}}(?=T))((?i:{_TO_BE}))\s{{0,3}}[.]?(?=$|\s{{0,3}}\|)")
"""A line, a cell or what follows a label, that says nothing else."""

_GUIDANCE = re.compile(
    r"(?:Please\s{1,3})?(?:[Dd]escribe|[Oo]utline|[Ss]ummari[sz]e|[Ee]xplain|[Ss]tate|[Ss]et out|[Dd]etail|[Ss]pecify|[Ii]dentify)\s{1,3}(?:here\b|below\b|briefly\b|clearly\b|any\b|how\b|what\b|whether\b|why\b|who\b"
    r"|in this section\b|(?:the|all|each)\s{1,3}(?:main|key|proposed|likely|relevant|background|reasons?|risks?|implications?|options?|costs?|impact|purpose|legal|financial|consultation)\b)[^.!?]{0,200}[.!?:]?"
    r"|(?:Please\s{1,3})?(?:[Pp]rovide|[Ii]nclude|[Gg]ive|[Ll]ist|[Ee]nter|[Ii]nsert|[Aa]dd|[Tt]ype|[Ww]rite|[Uu]se this section)\s{1,3}[^.!?]{0,60}\b(?:here|in this section|details of any|a (?:brief |short )?(?:summary|description|paragraph)|below)\b[^.!?]{0,100}[.!?:]?"
    r"|(?:Please\s{1,3})?[Dd]elete\s{1,3}(?:this|if|where|as|whichever|the)\b[^.!?]{0,60}\b(?:applicable|appropriate|needed|required|necessary|section|line|text|paragraph|relevant)\b[.!?]?"
    r"|(?:Guidance|Note to author|Author's note|Drafting note)s?\s{0,2}:[^.!?]{0,200}[.!?]?"
    r"|(?:This section should|Officers? should|Authors? should|Report authors? (?:should|must))\s{1,3}(?:set out|describe|explain|include|summari[sz]e|state|complete|consider here|be completed)\b[^.!?]{0,200}[.!?]?"
)
"""What a template asks of an author, where it stands at the head of a sentence."""

_HEAD = re.compile(r"(?:^|[.!?:)\]]\s{1,3}|[(\[])$")
_BEFORE_A_NUMERAL = ("part", "chapter", "schedule", "title", "article", "volume", "annex", "book", "appendix", "table")


_NARRATIVES = {
    ("paper", name) for name in ("purpose", "sections", "implications", "further_sections", "options", "appendices")
}
"""Fields that a template has guidance for; a recommendation and an action ask somebody to do something, and rightly."""


def placeholders(case: Case) -> Iterable[Finding]:
    """HS113: something was to be filled in, and was not."""
    for passage, words in _unfilled(case):
        message = f"{quoted(passage, words)}: this was to be filled in"
        yield at("HS113", Severity.ERROR, passage, words, message, "Fill it in, or take it out.")


def _unfilled(case: Case) -> Iterator[tuple[Passage, str]]:
    for passage, match in found(case, _PLACEHOLDER, fields=True):
        before = passage.words[max(0, match.start() - 20) : match.start()].lower().split()
        roman = match[0].isupper() and before and before[-1] in _BEFORE_A_NUMERAL
        if not (roman and match[0].strip("X") == ""):
            yield passage, match[0]
    for passage, match in found(case, _GUIDANCE):
        own = passage.at[:2] in _NARRATIVES
        if own and _HEAD.search(passage.words[max(0, match.start() - 4) : match.start()]):
            yield passage, " ".join(match[0].split()[:6])
    for passage, match in found(case, _ALONE, fields=True):
        yield passage, match[1]
