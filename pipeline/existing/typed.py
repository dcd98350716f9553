"""Numbers and bullets that were typed, taken off the words: our house styles print their own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.blocks import Block, Mark, Paragraph, Table, without

NEAR = 3
"""How many numbers a paper may leave out before a number at a line's start is taken for words."""

_DOTTED = re.compile(r"\s*(?P<label>\d{1,2}(?:\.\d{1,2}){1,3})\.?(?P<gap>\s+)(?=\S)")
_BARE = re.compile(r"\s*(?P<label>\d{1,2})\s+(?=[^\W\d_])")
_NUMBER = re.compile(r"\s*(?P<label>\d{1,2})(?P<end>[.)]?)(?P<gap>\s+)(?=\S)")
_LETTER = re.compile(r"\s*(?P<open>\(?)(?P<label>[a-z]|[ivx]{2,4})[.)](?P<gap>\s+)(?=\S)", re.IGNORECASE)
_BULLET = re.compile(r"\s*[\u2022\u00b7\u25aa\u25e6\u2023o-][\t ]+(?=\S)")
_HEADING_END = re.compile(r"\.0$")


@dataclass
class Typed:
    """Goes through a paper's paragraphs in order: a number must follow from those before, or be set off by a tab."""

    section: int = 0
    paragraph: int = 0
    single: int = 0
    letters: str = ""
    said: dict[str, None] = field(default_factory=dict)

    def taken(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield the blocks, with what was typed before a paragraph's words as its mark."""
        everything = list(blocks)
        for place, block in enumerate(everything):
            following = everything[place + 1] if place + 1 < len(everything) else None
            if isinstance(block, Paragraph):
                yield self._over(block, following) or self._taken(block)
            else:
                yield block
            if isinstance(block, Table):
                self.letters = ""

    def _over(self, paragraph: Paragraph, following: Block | None) -> Paragraph | None:
        """Take a bare number off a line, as in 1 Introduction, where 1.1 follows right below it."""
        found = _BARE.match(paragraph.raw)
        if not found or paragraph.mark or not isinstance(following, Paragraph):
            return None
        if not re.match(rf"\s*{found['label']}\.1\.?\s", following.raw):
            return None
        self.single, self.letters = int(found["label"]), ""
        return replace(
            paragraph,
            pieces=without(paragraph, found.end()),
            mark=Mark("number", found["label"], 0, self.single, "typed"),
        )

    def _taken(self, paragraph: Paragraph) -> Paragraph:
        raw = paragraph.raw
        if found := self._dotted(raw):
            label = found["label"]
            end = found.end()
            # A number may have been typed twice, or beside the one that Word gives.
            while again := re.compile(rf"{re.escape(label)}\.?\s+").match(raw, end):
                end = again.end()
            kind = "number" if _HEADING_END.search(label) else "paragraph"
            mark = Mark("number" if kind == "number" else "paragraph", label, label.count("."), self.paragraph, "typed")
            return replace(paragraph, pieces=without(paragraph, end), mark=paragraph.mark or mark)
        if paragraph.mark is not None:
            return paragraph
        return self._listed(paragraph, raw)

    def _dotted(self, raw: str) -> re.Match[str] | None:
        found = _DOTTED.match(raw)
        if not found:
            return None
        section, paragraph, *deeper = map(int, found["label"].split("."))
        same = section == self.section and (bool(deeper) or 0 <= paragraph - self.paragraph <= NEAR)
        new = 0 < section - self.section <= NEAR and paragraph <= 1
        if "\t" not in found["gap"] and not (same or new):
            return None
        self.section, self.paragraph, self.letters = section, paragraph, ""
        return found

    def _listed(self, paragraph: Paragraph, raw: str) -> Paragraph:
        """Take off a single number, a letter or a bullet."""
        if found := self._number(raw):
            mark = Mark("number", f"{found['label']}{found['end']}", 0, self.single, "typed")
        elif found := self._letter(raw):
            mark = Mark("letter", found[0].strip(), 0, len(self.letters), "typed")
        elif found := _BULLET.match(raw):
            mark = Mark("bullet", "\u2022", 0, 1, "typed")
        else:
            self.letters = ""
            return paragraph
        return replace(paragraph, pieces=without(paragraph, found.end()), mark=mark)

    def _number(self, raw: str) -> re.Match[str] | None:
        found = _NUMBER.match(raw)
        if not found:
            return None
        count = int(found["label"])
        follows = bool(found["end"]) and count in {1, self.single + 1}
        if not follows and "\t" not in found["gap"]:
            return None
        self.single = count
        return found

    def _letter(self, raw: str) -> re.Match[str] | None:
        """Match (a), b) or (iv), where it is the first or follows from the one before."""
        found = _LETTER.match(raw)
        if not found:
            return None
        label = found["label"].lower()
        expected = chr(ord("a") + len(self.letters))
        roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")[min(len(self.letters), 9)]
        if label not in {expected, roman}:
            return None
        self.letters += "x"
        return found
