"""Narrative: officers' Markdown as HTML, with named facts put in after parsing, so that no input is ever a template.

Paragraphs, bulleted and numbered lists, emphasis and links are all there is; sections and appendices may hold sub-headings,
tables and labels too. What Markdown would misread, and what the format forbids, is a finding.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from pipeline.compose.facts import FORMATS, Facts, Link
from pipeline.compose.slips import SLIPS
from pipeline.document import ADDRESSES, MOST_LETTERS
from pipeline.findings import Finding, Path, Severity, within

MOST_WORDS = 20_000
MOST_LEVELS = 3
"""Levels of lists that a paper has room for."""

_ALLOWED = [
    "paragraph",
    "list",
    "heading",
    "table",
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
_LOST_ASTERISK = re.compile(r"\w\*+\w")
_TAGS = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "strong": "strong", "em": "em"}
_TAGS |= {name: name for name in ("thead", "tbody", "tr", "th", "td")} | {"heading": "h3", "table": "table"}
_CAPTION = "Table: "
CELL_ENDS = re.compile(r"(?<!\\)\|")
"""Where a cell of a row of a table ends."""

LABEL = re.compile(r"\s*\{#(?P<label>[a-z][a-z0-9]*(-[a-z0-9]+)*)\}[ \t]*$", re.MULTILINE)
"""A paragraph's label, at its end: ``{#costs}``. References name it: ``{{ ref.costs }}``."""

_LABELLED = {"ref": "label", "note": "note"}
_HOW = {
    "ref": "Labels are the ids of sections, options and appendices, and {#label} at the end of a paragraph.",
    "note": "Notes stand under notes: in paper.yaml.",
}
"""What prose can name besides facts, and where it comes from."""


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
    markdown = _AnyLink("zero", {"maxNesting": 200})
    markdown.inline.ruler.before("text", "fact", _fact_rule)
    return markdown.enable(_ALLOWED, ignoreInvalid=True)


_MARKDOWN = _markdown()


def parsed(text: str) -> list[Token]:
    """Return a narrative as the parser's tokens."""
    return _MARKDOWN.parse(text)


@dataclass
class Narrator:
    """Turns narratives into HTML and gathers what is wrong with them; of what is ``private`` no finding shows a word."""

    facts: Facts
    private: frozenset[Path] = frozenset()
    findings: list[Finding] = field(default_factory=list)

    def blocks(
        self, text: str, at: Path, *, restricted: bool = False, rich: bool = False, lettered: bool = False
    ) -> list[Markup]:
        """Return each paragraph, list or table of a narrative as HTML; a paragraph that says nothing is left out.

        Args:
            text: the Markdown.
            at: where it stands in the inputs.
            restricted: findings must not show its words.
            rich: it may hold sub-headings, tables and labels.
            lettered: its numbered lists are lettered, as recommendations are.
        """
        teller = _Teller(self.facts, at, text, restricted or within(at, self.private), rich, lettered)
        teller.check_asterisks()
        blocks = [] if teller.too_long() else teller.blocks(parsed(text))
        self.findings += teller.findings
        return blocks

    def line(self, text: str, at: Path, *, restricted: bool = False) -> Markup:
        """Return a narrative that is part of a line, without the paragraph around it."""
        blocks = self.blocks(text, at, restricted=restricted)
        if not all(block.startswith("<p>") for block in blocks):
            hint = "Write it as a sentence."
            message = "a list has no place in this field"
            self.findings.append(Finding("VA202", Severity.ERROR, message, hint, at=at, restricted=restricted))
            return Markup("")
        return Markup(" ").join(Markup(str(block).removeprefix("<p>").removesuffix("</p>")) for block in blocks)


@dataclass
class _Teller:
    """One narrative on its way into HTML."""

    facts: Facts
    at: Path
    source: str
    restricted: bool
    rich: bool
    lettered: bool
    in_link: bool = False
    findings: list[Finding] = field(default_factory=list)

    def too_long(self) -> bool:
        """Whether the text is beyond what a paper's paragraph or section can be."""
        count = len(self.source.split())
        if count > MOST_WORDS:
            hint = "Check that the right text was pasted; a long text belongs in an appendix."
            self._wrong("VA202", f"this text has {count:,} words; {MOST_WORDS:,} is the most", hint, "")
        return count > MOST_WORDS

    def check_asterisks(self) -> None:
        """Refuse asterisks between letters or digits: they would be taken for emphasis, and be gone."""
        if found := _LOST_ASTERISK.search(_FACT.sub("", self.source)):
            self._wrong("VA202", "an asterisk between letters or digits would be lost", "Write \\* for each.", found[0])

    def blocks(self, tokens: Sequence[Token]) -> list[Markup]:
        blocks, parts, depth = [], [], 0
        for token, following in pairwise([*tokens, Token("end", "", 0)]):
            depth += token.nesting
            self._check_list(token, following)
            self._check_rich(token)
            parts.append(self._block(token, following))
            if depth == 0:
                blocks.append(Markup("").join(parts))
                parts = []
        return self._captioned([block for block in blocks if block not in {"<p></p>", ""}])

    def _block(self, token: Token, following: Token) -> Markup:
        if token.type == "inline":
            inner = Markup("").join(self._inline(child) for child in token.children or ())
            return Markup(re.sub(r"[ \n]+", " ", inner).strip())
        tag = _TAGS[token.type.rpartition("_")[0]]
        if token.nesting < 0:
            return Markup("</{}>").format(Markup(tag))
        return Markup("<{}{}>").format(Markup(tag), self._attributes(token, tag, following))

    def _attributes(self, token: Token, tag: str, following: Token) -> Markup:
        if tag in {"p", "h3"} and token.level == 0 and self.rich:
            label = self._take_label(following)
            return Markup(' id="{}"').format(label) if label else Markup("")
        if tag == "th" and self.rich:
            self._take_label(following)  # it names the column, which may be withheld; nothing can refer to it
        if tag == "ol" and token.level == 0 and self.lettered:
            return Markup(' class="recommendations"')
        if tag == "table":
            return Markup(' class="data"')
        count = (
            Markup(' class="count"') if tag in {"th", "td"} and "right" in str(token.attrs.get("style")) else Markup("")
        )
        return count + (Markup(' scope="col"') if tag == "th" else Markup(""))

    def _take_label(self, inline: Token) -> str:
        """Take a label off a paragraph's last words."""
        last = inline.children[-1] if inline.children else None
        found = LABEL.search(last.content) if last and last.type == "text" else None
        if last and found:
            last.content = last.content[: found.start()]
        return found["label"] if found else ""

    def _captioned(self, blocks: list[Markup]) -> list[Markup]:
        """Join each table and the paragraph before it that is its caption."""
        joined: list[Markup] = []
        for block in blocks:
            if not block.startswith("<table"):
                joined.append(block)
                continue
            before = joined.pop() if joined and joined[-1].startswith(f"<p>{_CAPTION}") else None
            if before is None:
                hint = "Put a paragraph before it: Table: what it shows."
                self._wrong("VA202", "this table has no caption", hint, "|")
                continue
            caption = Markup(str(before).removeprefix(f"<p>{_CAPTION}").removesuffix("</p>"))
            opening, rest = str(block).split(">", maxsplit=1)
            joined.append(Markup(f"{opening}><caption>{caption}</caption>{rest}"))
        if any(block.startswith(f"<p>{_CAPTION}") for block in joined):
            hint = "Put the table after it, with an empty line between, or begin the sentence with another word."
            self._wrong("VA202", "this is a table's caption, and no table follows", hint, _CAPTION)
        return joined

    def _check_cells(self, table: Token) -> None:
        """Refuse rows with more cells or fewer than the first: Markdown would drop or make up what differs."""
        first, last = table.map or (0, 0)
        rows = [row.strip() for row in self.source.splitlines()[first:last]]
        counts = [len(CELL_ENDS.split(row.removeprefix("|").removesuffix("|"))) for row in rows]
        for row, count in zip(rows, counts, strict=True):
            if count != counts[0]:
                message = f"a row of this table has {count} cells, and its first row has {counts[0]}"
                self._wrong("VA202", message, "Give every row as many; a cell may be empty.", row)

    def _check_rich(self, token: Token) -> None:
        if token.type == "heading_open" and not (self.rich and token.tag == "h2"):
            hint = (
                "A sub-heading within a section begins with ## and a space; other headings come from the report type."
            )
            self._wrong("VA202", "a heading of this kind has no place in a narrative", hint, token.markup)
        if token.type == "table_open":
            self._check_cells(token)
        if token.type == "table_open" and not self.rich:
            self._wrong("VA202", "a table has no place in this field", "Write it as a list.", "|")

    def _check_list(self, token: Token, following: Token) -> None:
        start = str(token.attrs.get("start", 1))
        if token.type == "ordered_list_open" and start != "1":
            hint = "If it is a sentence, write 1986\\. with a backslash; if it is a list, begin it with 1."
            message = "a number and a full stop at the beginning of a line would become a numbered list"
            self._wrong("VA202", message, hint, f"{start}.")
        if (
            token.type == "list_item_open"
            and self.lettered
            and token.level == 1
            and token.info == str(MOST_LETTERS + 1)
        ):
            message = f"a list has more than {MOST_LETTERS} items, and its items are lettered"
            self._wrong("VA202", message, "Part it into several lists.", "")
        if token.type.endswith("list_open") and token.level >= 2 * MOST_LEVELS:
            self._wrong("VA202", f"lists are nested deeper than {MOST_LEVELS} levels", "Write it in fewer levels.", "")
        if token.type == "list_item_open" and following.type != "paragraph_open":
            self._wrong("VA202", "an item of this list has no text of its own", "Give it a text, or delete it.", "")

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
            self.in_link = False
            return Markup("</a>")
        return Markup("<{}{}>").format("" if token.nesting > 0 else "/", Markup(_TAGS[token.type.rpartition("_")[0]]))

    def _text(self, text: str) -> Markup:
        for pattern, id_, message, hint in SLIPS:
            if found := pattern.search(text):
                self._wrong(id_, message, hint, text[found.start() :][:40].strip())
        return escape(text)

    def _link(self, address: str) -> Markup:
        self.in_link = True
        if not address.lower().startswith(ADDRESSES):
            hint = "Use a whole address, from https:// or mailto:."
            self._wrong("VA203", "this link leads nowhere for a reader of the paper", hint, address)
            address = "https://"
        return Markup('<a href="{}">').format(address)

    def _fact(self, typed: str) -> Markup:
        inner = _INNER.fullmatch(" ".join(typed[2:-2].split()))
        if not inner:
            hint = "Write the name of a fact, and a format if need be: {{ reviews.count | words }}. Nothing is computed here."
            return self._wrong("VA201", "this is not the name of a fact", hint, typed)
        if self.in_link and isinstance(self.facts.values.get(inner["name"]), Link):
            return self._wrong("VA203", "this fact is a link already", "Take it out of the link's text.", typed)
        name, formats = inner["name"], [each.strip() for each in inner["formats"].split("|")[1:]]
        if name in self.facts.withheld:
            message = "this names something that is withheld from the public, and is not withheld itself"
            return self._wrong("VA208", message, "Withhold the paragraph, too, or take it out.", typed)
        if name not in self.facts.values:
            close = self.facts.close_to(name)
            hint = f"Did you mean {close}? " if close else ""
            kind, _, label = name.partition(".")
            if kind in _LABELLED and not self.restricted:
                return self._wrong("VA201", f"there is no {_LABELLED[kind]} {label!r}", f"{hint}{_HOW[kind]}", typed)
            quoted = "of this name" if self.restricted else repr(name)
            return self._wrong("VA201", f"there is no fact {quoted}", f"{hint}cabinet-papers facts lists them.", typed)
        return self._shown(name, formats, typed)

    def _shown(self, name: str, formats: Sequence[str], typed: str) -> Markup:
        try:
            return self.facts.show(name, formats)
        except KeyError as error:
            hint = f"Formats: {', '.join(FORMATS)}."
            quoted = "of this name" if self.restricted else repr(error.args[0])
            return self._wrong("VA201", f"there is no format {quoted}", hint, typed)
        except TypeError:
            suited = ", ".join(self.facts.formats_for(name))
            hint = f"Formats for it: {suited}."
            return self._wrong("VA201", f"this format does not suit {name}", hint, typed)
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
