"""Sources: the documents that a paper rests on are listed, and called by the titles that they were published under."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.rules.words import at, found, pinned, quoted

GUIDANCE = (
    "Working Together to Safeguard Children: a guide to inter-agency working to safeguard and promote the welfare of children",
    "Working Together to Safeguard Children: a guide to multi-agency working to help, protect and promote the welfare of children",
    "Working Together to Safeguard Children",
    "Every Child Matters",
    "Every Child Matters: Change for Children",
    "Keeping Children Safe in Education",
    "Keeping Children Safe in Education: statutory guidance for schools and colleges",
)
"""Titles of statutory guidance as they were published."""

_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]{3,200}", re.IGNORECASE)
_CITED = re.compile(
    r"\b(?:Working Together(?: to Safeguard Children)?|Every Child Matters|Keeping Children Safe in Education|Ofsted letter|inspection report)\b"
)
_DOCUMENT = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Oo]ur|[Ii]ts|[Aa]n?|[Ll]ast|[Ll]atest|Council['\u2019]s|[Tt]heir)\s{1,3}(?P<name>(?:[A-Za-z][\w'\u2019-]{1,20}\s{1,3}){0,4}?(?P<noun>(?:equality|impact|needs)\s{1,3}(?:impact\s{1,3})?(?:assessment|analysis)|"
    r"strategy|strategies|EIA|EqIA|survey|returns?|annual\s{1,3}reports?|audit\s{1,3}report|inspection\s{1,3}report|evidence\s{1,3}log|financial\s{1,3}model|joint\s{1,3}protocol|feasibility\s{1,3}study))\b(?!\s(?:group|board|team|manager|officer|director|unit))"
)
_CUE = re.compile(
    r"^,?\s{1,3}(?:which|that)?\s{0,3}(?:Cabinet|the Council|Council|the Board|was|were|has|had|have|been|is)?\s{0,3}(?:agreed|adopted|approved|published|finds?|found|shows?|showed|says|said|sets? out"
    r"|concludes?|concluded|identifie[sd]|records?|recorded|commits?|asks?|requires?|estimates?|estimated|promises?|states?|of \d{1,2} \w+ \d{4}|of \w+ \d{4}|for 20\d\d)\b"
)
_BEFORE = re.compile(
    r"\b(?:according to|in line with|under|based on|drawn from|taken from|set out in|see|as|in|by|with|rests on|from)\s{1,3}$",
    re.IGNORECASE,
)
_BASED = re.compile(r"\b(?:according to|in line with|based on|drawn from|taken from|set out in)\s{1,3}$", re.IGNORECASE)
_GENERAL = {
    "the",
    "a",
    "an",
    "of",
    "for",
    "and",
    "council's",
    "county",
    "council",
    "new",
    "last",
    "latest",
    "full",
    "recommended",
    "this",
    "its",
    "our",
    "annual",
    "monthly",
    "two",
    "three",
    "first",
    "draft",
    "revised",
}
_WORKING = re.compile(
    r"\b(?:Working\s{1,3}Together\s{1,3}(?:to|for|in)\b|Every\s{1,3}Child\b|Keeping\s{1,3}Children\s{1,3}Safe\s{1,3})"
)
_GUIDE = re.compile(r"\b(?i:guide to inter[ -]?working|guide to inter ?agency working)\b")
_QUOTE = re.compile(r"[\"\u201c]([^\"\u201d]{20,250})[\"\u201d]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]{0,30}")
_END = re.compile(r"[\"\u201d(;\u0000]|\.(?=\s|$)|,\s(?:and|which|but|is|as|was)\b")


def sources_unlisted(case: Case) -> Iterable[Finding]:
    """CO125: a document that the paper rests on is named in its words, and is not among the source documents."""
    documents = case.inputs.paper.source_documents
    if not documents:
        return
    listed = _listed(case)
    council = case.inputs.council
    known = (council.board.website, council.partners.website if council.partners else council.board.website)
    seen: set[str] = set()
    for passage, words, start in _cited(case):
        name = words.rstrip(".,;:").casefold()
        if name not in seen and name not in listed and not name.startswith(known) and not _is_listed(name, case):
            seen.add(name)
            message = f"{quoted(passage, words)}: this is not among the source documents"
            hint = "List it under source_documents if the paper relies on it (LGA 1972 s.100D; SI 2012/2089 reg 7)."
            near = pinned(passage, start, start + len(words))
            yield at("CO125", Severity.NOTE, passage, near, message, hint)


def _cited(case: Case) -> Iterator[tuple[Passage, str, int]]:
    """Yield each document that a text names: by a known title, by its address, or by what it is and what it says."""
    for pattern in (_CITED, _ADDRESS):
        yield from ((passage, match[0], match.start()) for passage, match in found(case, pattern))
    for passage, match in found(case, _DOCUMENT):
        before, after = (
            passage.words[max(0, match.start() - 30) : match.start()],
            passage.words[match.end() : match.end() + 60],
        )
        if passage.at[0] == "paper" and (_CUE.search(after) or _BASED.search(before)) and _says_which(match):
            yield passage, match["name"], match.start("name")


def _says_which(match: re.Match[str]) -> bool:
    """Whether a document is named by more than its kind: the sufficiency strategy, and no strategy."""
    words = {word.lower() for word in _WORD.findall(match["name"])} - _GENERAL
    return len(words) > 1 or match["noun"].lower() in {"eia", "eqia"}


def _listed(case: Case) -> str:
    council = case.inputs.council
    listed = " ".join(f"{each.title} {each.location}" for each in case.inputs.paper.source_documents).casefold()
    facts = {"{{ guidance.title }}": council.guidance.title, "{{ guidance.short }}": council.guidance.short}
    for fact, words in facts.items():
        listed = listed.replace(fact, words.casefold())
    return listed


def _is_listed(name: str, case: Case) -> bool:
    """Whether a title of the list, an appendix or a section has all the telling words of a name."""
    paper = case.inputs.paper
    titles = [each.title for each in paper.source_documents] + [each.title for each in paper.appendices]
    titles += [section.heading for section in paper.further_sections]
    words = _stems(name)
    if words & {"eia", "eqia", "equal"}:
        words = {"equal"}
    return any(words <= _stems(f"{title} EIA") or words <= _stems(title) for title in titles)


def _stems(text: str) -> set[str]:
    """Return the beginnings of a text's words, so that strategy and strategies are alike."""
    return {word.lower()[:5].rstrip("s") for word in _WORD.findall(text) if word.lower() not in _GENERAL}


def guidance_titles(case: Case) -> Iterable[Finding]:
    """CO119: the title of statutory guidance, or of a source document, is not as it was published."""
    title, message = case.inputs.council.guidance.title, "the title of the guidance is misquoted"
    right = {_letters(each) for each in GUIDANCE}
    if _letters(title) not in right and title.lower().startswith(("working together", "every child")):
        close = get_close_matches(title, GUIDANCE, n=1, cutoff=0.3) or GUIDANCE[:1]
        told = f"It was published as: {close[0]}."
        yield Finding("CO119", Severity.WARNING, message, told, at=("council", "guidance", "title"))
    seen: set[tuple[object, str]] = set()
    for passage, start, end, told in _misquoted(case):
        near = pinned(passage, start, end)
        if (passage.at, near) not in seen:
            seen.add((passage.at, near))
            yield at("CO119", Severity.WARNING, passage, near, message, f"It was published as: {told}.")


def _misquoted(case: Case) -> Iterator[tuple[Passage, int, int, str]]:
    """Yield where a title parts from the one that it was published under, and that one."""
    for passage, match in found(case, _WORKING, fields=True):
        yield from _parted(passage, match.start())
    for passage, match in found(case, _GUIDE, fields=True):
        before = passage.words[max(0, match.start() - 60) : match.start()]
        if not _WORKING.search(before):
            yield passage, match.start(), match.end(), GUIDANCE[0]
    titles = [each.title for each in case.inputs.paper.source_documents if "{{" not in each.title]
    for passage, match in found(case, _QUOTE) if titles else ():
        close = get_close_matches(match[1], [title for title in titles if not _WORKING.match(title)], n=1, cutoff=0.85)
        if close and _letters(match[1]) not in _letters(close[0]):
            yield passage, match.start(1), match.end(1), close[0]


def _parted(passage: Passage, start: int) -> Iterator[tuple[Passage, int, int, str]]:
    """Yield where a title that begins as one of the guidance goes on otherwise."""
    text = passage.words[start : start + 260]
    end = _END.search(text)
    said = list(_WORD.finditer(text, 0, end.start() if end else len(text)))
    words = [match[0].lower() for match in said]
    best, same, total = "", 0, 1
    for title in GUIDANCE:
        wanted = [word.lower() for word in _WORD.findall(title)]
        alike = _alike(words, wanted)
        if alike == len(wanted) and not (len(words) > alike and _goes_on(text, said, alike)):
            return  # it is quoted in full, and what follows is the sentence's
        if (alike, -len(wanted)) > (same, -total):
            best, same, total = title, alike, len(wanted)
    wanted = [word.lower() for word in _WORD.findall(best)]
    similar = SequenceMatcher(None, words[: len(wanted) + 2], wanted, autojunk=False).ratio()
    short = (
        same >= 2
        and words[same : same + 1]
        and any(word.startswith(("safeg", "protec", "child", "matter")) for word in words[same : same + 3])
    )
    full = len(words) > same >= 5 and similar >= 0.6
    if (short or full) and same < len(said):
        last = (
            said[min(same + 1, len(said) - 1)]
            if same + 1 < len(said) and said[same + 1].start() - said[same].end() < 3
            else said[same]
        )
        first = said[same] if same >= 5 else said[0]
        yield passage, start + first.start(), start + max(last.end(), first.end()), best


def _alike(words: list[str], wanted: list[str]) -> int:
    """Return how many words two titles begin with alike."""
    return next(
        (n for n, (one, other) in enumerate(zip(words, wanted, strict=False)) if one != other),
        min(len(words), len(wanted)),
    )


def _goes_on(text: str, said: list[re.Match[str]], alike: int) -> bool:
    """Whether a title goes on after its end: a subtitle after a colon, or and Young People in capitals."""
    between, word = text[said[alike - 1].end() : said[alike].start()], said[alike][0]
    subtitle = re.fullmatch(r"\s?(?:20\d\d)?\s?[:\u2013\u2014-]\s?", between) and word.lower() == "a"
    capital = (
        len(said) > alike + 1
        and word == "and"
        and said[alike + 1][0][0].isupper()
        and said[alike + 1][0] in {"Young", "Adults", "Families"}
    )
    return bool(subtitle or capital)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\(\d{4}\)", "", text).lower())
