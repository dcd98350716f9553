"""A paragraph's letters: runs with their looks, fields with what they show, and what is left out on the way."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.blocks import Picture, Piece, merged
from pipeline.read.word.looks import Styles
from pipeline.read.word.package import Relation
from pipeline.read.word.xml import SPACES, at, has_words, inside, is_on, outermost, q, tags, value

THROUGH = tags("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:bdo", "w:dir")
THROUGH |= tags("mc:AlternateContent", "mc:Choice", "w:fldSimple")
"""Wrappers whose content counts."""

DROPPED = {
    q("w:del"): "deleted",
    q("w:moveFrom"): "deleted",
    q("w:commentReference"): "comments",
    q("m:oMath"): "formulas",
    q("m:oMathPara"): "formulas",
}
"""What is left out, and how it is counted."""

ADDED = tags("w:ins", "w:moveTo")
PICTURES = tags("w:drawing", "w:pict", "w:object")
LETTERS = {q("w:tab"): "\t", q("w:ptab"): "\t", q("w:cr"): "\n", q("w:noBreakHyphen"): "-"}
NOTES = {q("w:footnoteReference"): "footnote", q("w:endnoteReference"): "endnote"}
BULLETS = "\uf0b7\uf0a7\u00b7"
"""Bullets as the fonts Symbol and Wingdings have them."""

MOST_FIELDS = 20
"""Word nests no more fields than this; more are damage."""

FALLBACK = q("mc:Fallback")
"""What programs show that do not know the newer way, which is read."""

_LINK = re.compile(r'^\s*HYPERLINK\s+"(?P<address>[^"]+)"')


@dataclass
class Field:
    """A field that has begun: its instruction until its result begins."""

    instruction: str = ""
    shown: bool = False


@dataclass
class Runs:
    """Reads paragraphs' letters, in document order, as fields may go over several paragraphs."""

    styles: Styles
    relations: dict[str, Relation]
    counts: Counter[str] = field(default_factory=Counter)
    fields: list[Field] = field(default_factory=list)
    boxes: "list[etree._Element]" = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is being read."""
        return any(each.instruction.split()[:1] == ["TOC"] for each in self.fields)

    def pieces(self, paragraph: "etree._Element", style: str) -> tuple[Piece, ...]:
        """Return a paragraph's pieces; pictures and text boxes in it are set aside."""
        hidden = self.styles.switch(style, "w:rPr", "w:vanish")
        found = tuple(merged(self._children(paragraph, Piece(""), hidden=hidden)))
        for each in self.fields:
            # An instruction never goes on in the next paragraph: one that does lacks its end, and would swallow the paper.
            each.shown = True
        return found

    def _children(self, element: "etree._Element", look: Piece, *, hidden: bool) -> Iterator[Piece]:
        for child in element:
            if child.tag == q("w:r"):
                yield from self._run(child, look, hidden=hidden)
            elif child.tag == q("w:hyperlink"):
                yield from self._children(child, replace(look, link=self._address(child)), hidden=hidden)
            elif child.tag in THROUGH:
                self.counts["added"] += child.tag in ADDED
                yield from self._children(child, look, hidden=hidden)
            elif kind := DROPPED.get(str(child.tag)):
                self.counts[kind] += 1
            else:
                self._unknown(child)

    def _unknown(self, element: "etree._Element") -> None:
        """Count an element that is not known, if it holds words which nothing beside it says as well."""
        said = element.tag == FALLBACK and at(element.getparent(), "mc:Choice") is not None
        self.counts["unknown"] += not said and has_words(element)

    def _address(self, link: "etree._Element") -> str:
        relation = self.relations.get(link.get(q("r:id"), ""))
        return relation.target if relation is not None and relation.outside else ""

    def _run(self, run: "etree._Element", look: Piece, *, hidden: bool) -> Iterator[Piece]:
        style = value(run, "w:rPr", "w:rStyle")
        vanish = is_on(run, "w:rPr", "w:vanish")
        hidden = vanish if vanish is not None else hidden or self.styles.switch(style, "w:rPr", "w:vanish")
        look = replace(
            look,
            strong=self._switch(run, style, "w:b"),
            emphasis=self._switch(run, style, "w:i"),
            raised=(value(run, "w:rPr", "w:vertAlign") or self.styles.value(style, "w:rPr", "w:vertAlign"))
            == "superscript",
            link=look.link or self._field_link(),
        )
        struck = self._switch(run, style, "w:strike") or self._switch(run, style, "w:dstrike")
        for child in run:
            if child.tag not in RUN and child.tag not in THROUGH:
                self._unknown(child)
        for child in inside(run, RUN, THROUGH):
            yield from self._letters(child, look, hidden=hidden, struck=struck)

    def _switch(self, run: "etree._Element", style: str, name: str) -> bool:
        direct = is_on(run, "w:rPr", name)
        return direct if direct is not None else self.styles.switch(style, "w:rPr", name)

    def _field_link(self) -> str:
        found = (_LINK.match(each.instruction) for each in self.fields)
        return next((match["address"] for match in found if match), "")

    def _letters(self, child: "etree._Element", look: Piece, *, hidden: bool, struck: bool) -> Iterator[Piece]:
        if child.tag in ASIDE:
            self._aside(child)
        elif any(not each.shown for each in self.fields):
            self.counts["instructions"] += bool(self._text(child).strip())
        elif child.tag in NOTES:
            yield replace(look, text="", note=f"{NOTES[child.tag]}-{value_of(child, 'w:id')}")
        elif text := self._text(child):
            if not hidden:
                self.counts["struck"] += struck and bool(text.strip())
                yield replace(look, text=text)
            self.counts["hidden"] += hidden and bool(text.strip())

    def _aside(self, child: "etree._Element") -> None:
        """Take what is no letters: fields, pictures, comments."""
        if child.tag == q("w:fldChar"):
            self._field(value_of(child, "w:fldCharType"))
        elif child.tag in PICTURES:
            self._drawing(child)
        elif child.tag == q("w:commentReference"):
            self.counts["comments"] += 1
        elif self.fields:
            self.fields[-1].instruction += child.text or ""

    def _text(self, child: "etree._Element") -> str:
        if child.tag == q("w:t"):
            return child.text or ""
        if child.tag == q("w:br"):
            return "" if value_of(child, "w:type") in {"page", "column"} else "\n"
        if child.tag == q("w:sym"):
            return self._symbol(value_of(child, "w:char"))
        return LETTERS.get(str(child.tag), "")

    def _symbol(self, code: str) -> str:
        letter = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
        if letter in BULLETS and letter:
            return "\u2022"
        self.counts["symbols"] += 1
        return ""

    def _field(self, kind: str) -> None:
        if kind == "begin" and len(self.fields) < MOST_FIELDS:
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _drawing(self, drawing: "etree._Element") -> None:
        boxes = list(outermost(drawing, q("w:txbxContent")))
        self.boxes += boxes
        if not boxes:
            described = at(drawing, "wp:inline", "wp:docPr") if drawing.tag == q("w:drawing") else None
            if described is None:
                described = next(drawing.iter(q("wp:docPr")), None)
            text = described.get("descr", "") if described is not None else ""
            self.pictures.append(Picture(" ".join(text.split())))


ASIDE = tags("w:fldChar", "w:instrText", "w:commentReference") | PICTURES
RUN = tags("w:t", "w:br", "w:sym") | ASIDE | frozenset(LETTERS) | frozenset(NOTES)
"""What a run can hold that counts."""


def value_of(element: "etree._Element", name: str) -> str:
    """Return an attribute of an element itself."""
    return str(element.get(f"{{{SPACES['w']}}}{name.removeprefix('w:')}", ""))
