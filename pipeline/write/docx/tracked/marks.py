"""Word's marks of change: on words, on the ends of paragraphs, on rows, on a paragraph's properties."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count, groupby
from typing import Literal

from lxml import etree

from pipeline.write.docx.tracked.atoms import PPR, RPR, Atom, T
from pipeline.write.docx.xml import qn, text, w

Fate = Literal["ins", "del"] | None
"""What became of something; None: nothing."""

FIRST = 10_000
"""The number of the first mark, beyond those of bookmarks."""

DELETED = {T: qn("w:delText"), qn("w:instrText"): qn("w:delInstrText")}


@dataclass(frozen=True)
class Marks:
    """Makes marks in the name of an author, all at one time."""

    author: str
    at: datetime
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST))

    def mark(self, kind: str, *children: etree._Element) -> etree._Element:
        """Return a mark around its children."""
        when = f"{self.at:%Y-%m-%dT%H:%M:%S}Z"
        return w(kind, *children, id=next(self.numbers), author=self.author, date=when)

    def row(self, row: etree._Element, fate: Literal["ins", "del"]) -> None:
        """Mark a row."""
        row.find(qn("w:trPr")).append(self.mark(fate))

    def end(self, properties: etree._Element, fate: Literal["ins", "del"]) -> None:
        """Mark the end of a paragraph."""
        look, section = w("rPr", self.mark(fate)), properties.find(qn("w:sectPr"))
        if section is None:
            properties.append(look)
        else:
            section.addprevious(look)

    def reshaped(self, properties: etree._Element, old: etree._Element) -> None:
        """Keep what a paragraph's properties were."""
        before = w("pPr", *(deepcopy(child) for child in old if child.tag not in {qn("w:sectPr"), RPR}))
        properties.append(self.mark("pPrChange", before))

    def words(self, fated: Iterable[tuple[Fate, Atom]]) -> Iterator[etree._Element]:
        """Yield runs, those of one fate in a row within one mark, and marks within links."""
        for link, linked in groupby(fated, key=lambda each: each[1].link):
            marked = [
                each
                for fate, group in groupby(linked, key=lambda each: each[0])
                for each in self._marked(fate, list(_runs([atom for _, atom in group])))
            ]
            if link is None:
                yield from marked
            else:
                around = etree.Element(link.tag, dict(link.attrib), nsmap=link.nsmap)
                around.extend(marked)
                yield around

    def _marked(self, fate: Fate, runs: list[etree._Element]) -> list[etree._Element]:
        if fate is None:
            return runs
        if fate == "del":
            for piece in [piece for run in runs for piece in run.iter(*DELETED)]:
                piece.tag = DELETED[piece.tag]
        return [self.mark(fate, *runs)]


def _runs(atoms: Sequence[Atom]) -> Iterator[etree._Element]:
    """Yield the runs of atoms, words of one look in one run."""
    for _, group in groupby(enumerate(atoms), key=_together):
        same = [atom for _, atom in group]
        if same[0].text is None:
            yield from (deepcopy(run) for run in same[0].runs)
        else:
            look = same[0].runs[0].find(RPR)
            yield w("r", deepcopy(look) if look is not None else None, text("".join(atom.text or "" for atom in same)))


def _together(placed: tuple[int, Atom]) -> tuple[int, bytes]:
    place, atom = placed
    if atom.text is None:
        return place, b""
    look = atom.runs[0].find(RPR)
    return -1, etree.tostring(look) if look is not None else b""


def properties_of(paragraph: etree._Element, *, sections: bool) -> etree._Element:
    """Return a copy of a paragraph's properties, with or without the section of pages that ends there."""
    properties = deepcopy(paragraph.find(PPR))
    for section in [] if sections else properties.findall(qn("w:sectPr")):
        properties.remove(section)
    return properties
