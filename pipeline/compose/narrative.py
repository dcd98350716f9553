"""Narrative: officers' Markdown as HTML, with named facts put in after parsing, so that no input is ever a template.

Paragraphs, bulleted and numbered lists, emphasis and links are all there is. What Markdown would misread, and what the
format forbids, is a finding.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from pipeline.compose.facts import FORMATS, Facts
from pipeline.findings import Finding, Path, Severity

MOST_WORDS = 20_000

_ALLOWED = [
    "paragraph",
    "list",
    "text",
    "newline",
    "escape",
    "emphasis",
    "link",
    "balance_pairs",
    "fragments_join",
    "fact",
]
_FACT = re.compile(r"\{\{(?P<inner>.*?)\}\}", re.DOTALL)
_INNER = re.compile(r"(?P<name>[a-z0-9.-]+)(?P<formats>(\s*\|\s*[a-z-]+)*)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_HEADING = re.compile(r"#{1,6} ")
_TAGS = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "strong": "strong", "em": "em"}
_ADDRESSES = ("https://", "http://", "mailto:")


def _fact_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    found = _FACT.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("fact", "", 0).content = found[0]
    state.pos = found.end()
    return True


class _AnyLink(MarkdownIt):
    """Parses a link of any kind, so that one that leads nowhere is found instead of printed."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the library calls it so
        return True


def _markdown() -> MarkdownIt:
    markdown = _AnyLink("zero")
    markdown.inline.ruler.before("text", "fact", _fact_rule)
    return markdown.enable(_ALLOWED, ignoreInvalid=True)


_MARKDOWN = _markdown()


@dataclass
class Narrator:
    """Turns narratives into HTML and gathers what is wrong with them."""

    facts: Facts
    findings: list[Finding] = field(default_factory=list)

    def blocks(self, text: str, at: Path, *, restricted: bool = False) -> list[Markup]:
        """Return each paragraph or list of a narrative as HTML; a paragraph that says nothing is left out."""
        teller = _Teller(self.facts, at, text, restricted)
        blocks = [] if teller.too_long() else teller.blocks(_MARKDOWN.parse(text))
        self.findings += teller.findings
        return blocks

    def line(self, text: str, at: Path, *, restricted: bool = False) -> Markup:
        """Return a narrative that is part of a line, without the paragraph around it."""
        blocks = self.blocks(text, at, restricted=restricted)
        return Markup(" ").join(Markup(str(block).removeprefix("<p>").removesuffix("</p>")) for block in blocks)


@dataclass
class _Teller:
    """One narrative on its way into HTML."""

    facts: Facts
    at: Path
    source: str
    restricted: bool
    findings: list[Finding] = field(default_factory=list)

    def too_long(self) -> bool:
        """Whether the text is beyond what a paper's paragraph or section can be."""
        count = len(self.source.split())
        if count > MOST_WORDS:
            hint = "Check that the right text was pasted; a long text belongs in an appendix."
            self._wrong("VA202", f"this text has {count:,} words; {MOST_WORDS:,} is the most", hint, "")
        return count > MOST_WORDS

    def blocks(self, tokens: Sequence[Token]) -> list[Markup]:
        blocks, parts, depth = [], [], 0
        for token in tokens:
            depth += token.nesting
            parts.append(self._block(token))
            if depth == 0:
                blocks.append(Markup("").join(parts))
                parts = []
        return [block for block in blocks if block not in {"<p></p>", ""}]

    def _block(self, token: Token) -> Markup:
        if token.type == "inline":
            inner = Markup("").join(self._inline(child) for child in token.children or ())
            return Markup(re.sub(r"[ \n]+", " ", inner).strip())
        if token.type == "ordered_list_open":
            self._check_list(token)
        tag = _TAGS[token.type.rpartition("_")[0]]
        return Markup("<{}{}>").format("" if token.nesting > 0 else "/", Markup(tag))

    def _check_list(self, token: Token) -> None:
        start = str(token.attrs.get("start", 1))
        if start != "1":
            hint = f"If it is a sentence, write {start}\\. with a backslash; if it is a list, begin it with 1."
            self._wrong(
                "VA202", f'"{start}." at the beginning of a line would become a numbered list', hint, f"{start}."
            )

    def _inline(self, token: Token) -> Markup:
        if token.type == "text":
            return self._text(token.content)
        if token.type == "fact":
            return self._fact(token.content)
        if token.type in {"softbreak", "hardbreak"}:
            return Markup(" ")
        if token.type == "link_open":
            return self._link(str(token.attrs["href"]))
        if token.type == "link_close":
            return Markup("</a>")
        return Markup("<{}{}>").format("" if token.nesting > 0 else "/", Markup(_TAGS[token.type.rpartition("_")[0]]))

    def _text(self, text: str) -> Markup:
        if tag := _TAG.search(text):
            hint = "Write it without; emphasis is *so* or **so**."
            self._wrong("VA202", "HTML has no place in a narrative", hint, tag[0])
        if _HEADING.match(text):
            self._wrong(
                "VA202", "a heading has no place in a narrative", "Headings come from the report type.", text[:3]
            )
        if (brace := text.find("{{")) >= 0 or (brace := text.find("}}")) >= 0:
            self._wrong(
                "VA201", "a fact is begun or ended here but not both", "Write {{ name }}.", text[brace : brace + 2]
            )
        return escape(text)

    def _link(self, address: str) -> Markup:
        if not address.startswith(_ADDRESSES):
            hint = "Use a whole address, from https:// or mailto:."
            self._wrong("VA203", "this link leads nowhere for a reader of the paper", hint, address)
            address = "https://"
        return Markup('<a href="{}">').format(address)

    def _fact(self, typed: str) -> Markup:
        inner = _INNER.fullmatch(" ".join(typed[2:-2].split()))
        if not inner:
            hint = "Write the name of a fact, and a format if need be: {{ reviews.count | words }}. Nothing is computed here."
            return self._wrong("VA201", "this is not the name of a fact", hint, typed)
        name, formats = inner["name"], [each.strip() for each in inner["formats"].split("|")[1:]]
        if name not in self.facts.values:
            close = self.facts.close_to(name)
            hint = f"Did you mean {close}? " if close else ""
            return self._wrong("VA201", f"there is no fact {name!r}", f"{hint}cabinet-papers facts lists them.", typed)
        return self._shown(name, formats, typed)

    def _shown(self, name: str, formats: Sequence[str], typed: str) -> Markup:
        try:
            return self.facts.show(name, formats)
        except KeyError as error:
            hint = f"Formats: {', '.join(FORMATS)}."
            return self._wrong("VA201", f"there is no format {error.args[0]!r}", hint, typed)
        except TypeError as error:
            return self._wrong("VA201", f"the format {error.args[0]!r} does not suit {name}", "Choose another.", typed)
        except LookupError:
            return self._wrong("VA201", f"the data give {name} no value", "Fill in what it is taken from.", typed)

    def _wrong(self, id_: str, message: str, hint: str, near: str) -> Markup:
        self.findings.append(
            Finding(
                id_,
                Severity.ERROR,
                message,
                hint,
                at=self.at,
                near=near.split("\n", maxsplit=1)[0],
                restricted=self.restricted,
            )
        )
        return Markup("")
