"""Two bodies of Word merged into one that holds both: paragraphs, tables, rows and cells aligned, what differs marked."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from lxml import etree

from pipeline.compare import align
from pipeline.write.docx.tracked.atoms import PPR, TBL, TC, TR, Atom, P, Reader, atoms, list_of
from pipeline.write.docx.tracked.ends import turn_ends
from pipeline.write.docx.tracked.marks import Fate, Marks, properties_of
from pipeline.write.docx.xml import qn, w

DRAWING = f".//{qn('w:drawing')}"


@dataclass(frozen=True)
class Pair:
    """A paragraph, or a table with the gap behind it, as it was in the old paper and is in the new; None: not there."""

    was: Sequence[etree._Element] | None = None
    is_: Sequence[etree._Element] | None = None

    @property
    def begins_added(self) -> bool:
        """Whether it is a paragraph that begins with what was added."""
        if self.is_ is None or self.is_[0].tag != P:
            return False
        return self.was is None or next((fate for fate, _ in _fated(self.was[0], self.is_[0])), None) == "ins"


@dataclass
class Merger:
    """Merges; lists that go on are one list, whose number is the new paper's."""

    marks: Marks
    reader: Reader
    lists: dict[str, str] = field(default_factory=dict)

    def body(self, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> list[etree._Element]:
        """Return the elements of both papers; the last is a paragraph that stays."""
        merged = list(self._elements(list(self._pairs(old, new))))
        turn_ends(merged, self.reader)
        end = merged[-1].find(f"{PPR}/{qn('w:rPr')}") if merged else None
        if end is not None:
            merged.append(w("p", w("pPr", w("pStyle", val="TableEnd"))))
        for number in [number for each in merged for number in each.iter(qn("w:numId"))]:
            name = str(number.get(qn("w:val")))
            number.set(qn("w:val"), self.lists.get(name, name))
        return merged

    def _elements(self, pairs: Sequence[Pair]) -> Iterator[etree._Element]:
        for pair, following in zip_longest(pairs, pairs[1:], fillvalue=Pair()):
            yield from self._merged(pair, before_added=following.begins_added)

    def _pairs(self, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> Iterator[Pair]:
        """Yield what is one in both, removed or added: paragraphs, and tables with the gap behind them, without which two would be one."""
        before, after = _parted(old), _parted(new)
        items = [[self.reader.item(unit[0]) for unit in units] for units in (before, after)]
        gone: list[Sequence[etree._Element]] = []
        come: list[Sequence[etree._Element]] = []
        for i, j in align(*items):
            was, is_ = (before[i] if i is not None else None), (after[j] if j is not None else None)
            if was is not None and is_ is not None and self._one(was[0], is_[0], alone=not (gone or come)):
                yield from self._before(is_[0].tag, gone, come)
                gone, come = [], []
                yield Pair(was, is_)
                continue
            gone += [was] if was is not None else []
            come += [is_] if is_ is not None else []
            if was is not None and is_ is not None and not atoms(is_[0]):
                yield from _around_gap(gone, come)
                gone, come = [], []
        yield from self._before(TBL, gone, come)

    def _before(
        self, tag: str, gone: Sequence[Sequence[etree._Element]], come: Sequence[Sequence[etree._Element]]
    ) -> Iterator[Pair]:
        """Yield what was removed and added; before a table and at the end, the last end of a paragraph stays if it can."""
        if tag == TBL and gone and come and self._alike_paragraphs(gone[-1][0], come[-1][0]):
            yield from _lones(gone[:-1], come[:-1])
            yield Pair(gone[-1], come[-1])
        else:
            yield from _lones(gone, come)

    def _alike_paragraphs(self, old: etree._Element, new: etree._Element) -> bool:
        if P not in {old.tag, new.tag} or old.tag != new.tag or self.reader.shape(old) != self.reader.shape(new):
            return False
        return self._one(old, new, alone=False)

    def _merged(self, pair: Pair, *, before_added: bool) -> Iterator[etree._Element]:
        """Yield the elements of a pair; ``before_added`` says whether what follows begins with what was added."""
        was, is_ = pair.was, pair.is_
        if was is not None and is_ is not None:
            table = was[0].tag == TBL
            yield self._table(was[0], is_[0]) if table else self._paragraph(was[0], is_[0], before_added=before_added)
            yield from (deepcopy(each) for each in is_[1:])
            return
        yield from (self._lone(each, "del") for each in was or ())
        yield from (self._lone(each, "ins") for each in is_ or ())

    def _one(self, old: etree._Element, new: etree._Element, *, alone: bool) -> bool:
        """Whether two paragraphs or tables can be one in which words are marked."""
        if old.tag == TBL:
            return True
        words = bool(atoms(new) or atoms(old))
        same_drawing = old.find(DRAWING) is None or self.reader.item(old).key == self.reader.item(new).key
        return (words or alone) and same_drawing and self._one_list(old, new)

    def _one_list(self, old: etree._Element, new: etree._Element) -> bool:
        """Whether two paragraphs may be one: what is in a list must be in the list that it goes on as."""
        before, after = list_of(old), list_of(new)
        if before is None or after is None:
            return before == after
        if before not in self.lists and after not in self.lists.values():
            self.lists[before] = after
        return self.lists.get(before) == after

    def _lone(self, element: etree._Element, fate: Literal["ins", "del"]) -> etree._Element:
        """Return a paragraph or a table with all of it marked."""
        if element.tag == P:
            properties = properties_of(element, sections=fate == "ins")
            self.marks.end(properties, fate)
            return self._filled(
                element if fate == "ins" else None, properties, [(fate, atom) for atom in _of(element, fate)]
            )
        table = _shell(element)
        table.extend(self._row(row, fate) for row in element.iterchildren(TR))
        return table

    def _row(self, row: etree._Element, fate: Literal["ins", "del"]) -> etree._Element:
        marked = w("tr", deepcopy(row.find(qn("w:trPr"))))
        self.marks.row(marked, fate)
        for cell in row.iterchildren(TC):
            marked.append(
                w("tc", deepcopy(cell.find(qn("w:tcPr"))), *(self._lone(p, fate) for p in cell.iterchildren(P)))
            )
        return marked

    def _table(self, old: etree._Element, new: etree._Element) -> etree._Element:
        table = _shell(new)
        before, after = list(old.iterchildren(TR)), list(new.iterchildren(TR))
        for i, j in align([self.reader.row(row) for row in before], [self.reader.row(row) for row in after]):
            if i is not None and j is not None and self._alike(before[i], after[j]):
                table.append(self._cells(before[i], after[j]))
                continue
            if i is not None:
                table.append(self._row(before[i], "del"))
            if j is not None:
                table.append(self._row(after[j], "ins"))
        return table

    def _alike(self, old: etree._Element, new: etree._Element) -> bool:
        return self.reader.row(old).kind == self.reader.row(new).kind

    def _cells(self, old: etree._Element, new: etree._Element) -> etree._Element:
        row = w("tr", deepcopy(new.find(qn("w:trPr"))))
        for before, after in zip(old.iterchildren(TC), new.iterchildren(TC), strict=True):
            content = self._content(list(before.iterchildren(P)), list(after.iterchildren(P)))
            row.append(w("tc", deepcopy(after.find(qn("w:tcPr"))), *content))
        return row

    def _content(self, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> Iterator[etree._Element]:
        """Yield a cell's paragraphs: its last end cannot be removed, so the last of both are always one."""
        yield from self._elements([*self._pairs(old[:-1], new[:-1]), Pair(old[-1:], new[-1:])])

    def _paragraph(self, old: etree._Element, new: etree._Element, *, before_added: bool) -> etree._Element:
        properties = properties_of(new, sections=True)
        if self.reader.shape(old) != self.reader.shape(new) or not self._one_list(old, new):
            self.marks.reshaped(properties, old.find(PPR))
        fated = list(_fated(old, new))
        return self._filled(new, properties, _removed_last(fated) if before_added else fated)

    def _filled(
        self, marked: etree._Element | None, properties: etree._Element, fated: list[tuple[Fate, Atom]]
    ) -> etree._Element:
        """Return a paragraph with its words, between the new paper's bookmark where there is one."""
        starts, ends = (
            [] if marked is None else [deepcopy(each) for each in marked.iterchildren(qn(f"w:{name}"))]
            for name in ("bookmarkStart", "bookmarkEnd")
        )
        return w("p", properties, *starts, *self.marks.words(fated), *ends)


def _lones(gone: Sequence[Sequence[etree._Element]], come: Sequence[Sequence[etree._Element]]) -> Iterator[Pair]:
    yield from (Pair(was=unit) for unit in gone)
    yield from (Pair(is_=unit) for unit in come)


def _around_gap(gone: Sequence[Sequence[etree._Element]], come: Sequence[Sequence[etree._Element]]) -> Iterator[Pair]:
    """Yield what was removed and added before an empty paragraph, and the paragraph, which is the last of both.

    LibreOffice gives an empty paragraph the look of what is taken away before it: so it is taken away, too, and another
    stands where nothing is taken away before it.
    """
    if len(come) == 1:
        yield from _lones([], come)
        yield from _lones(gone, [])
    else:
        yield from _lones(gone, come)


def _parted(elements: Sequence[etree._Element]) -> list[Sequence[etree._Element]]:
    """Part elements into units: a table keeps the gap that follows it."""
    units: list[list[etree._Element]] = []
    for element in elements:
        if units and units[-1][-1].tag == TBL:
            units[-1].append(element)
        else:
            units.append([element])
    return list(units)


def _shell(table: etree._Element) -> etree._Element:
    return w("tbl", *(deepcopy(child) for child in table if child.tag != TR))


def _of(paragraph: etree._Element, fate: Fate) -> list[Atom]:
    """Return a paragraph's words; the old paper's references are the words that they showed, and lead nowhere."""
    return [_plain(atom) if fate == "del" else atom for atom in atoms(paragraph)]


def _plain(atom: Atom) -> Atom:
    shown = next((run for run in atom.runs if run.find(qn("w:t")) is not None), None)
    words = shown.findtext(qn("w:t")) if len(atom.runs) > 1 and shown is not None else atom.text
    inside = atom.link is not None and atom.link.get(qn("w:anchor")) is not None
    runs = (shown,) if shown is not None else atom.runs
    return Atom(atom.key, words, runs, None if inside else atom.link)


def _fated(was: etree._Element, is_: etree._Element) -> Iterator[tuple[Fate, Atom]]:
    """Yield the words of both forms of a paragraph, and what became of each."""
    old, new = _of(was, "del"), atoms(is_)
    before, after = [atom.key for atom in old], [atom.key for atom in new]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((None, atom) for atom in new[j1:j2])
        else:
            yield from (("del", atom) for atom in old[i1:i2])
            yield from (("ins", atom) for atom in new[j1:j2])


def _removed_last(fated: list[tuple[Fate, Atom]]) -> list[tuple[Fate, Atom]]:
    """Have words that end in added ones end in removed ones: the last that stays is removed and added, if need be.

    LibreOffice takes added words that end a paragraph, and those that the next begins with, for one addition; rejecting them
    takes away the end between them, which was there before.
    """
    kept = max((place for place, (fate, _) in enumerate(fated) if fate is None), default=-1)
    tail = fated[kept + 1 :]
    if tail and kept >= 0 and all(fate == "ins" for fate, _ in tail):
        last = fated[kept][1]
        kept, tail = kept - 1, [("ins", last), *tail, ("del", _plain(last))]
    return [*fated[: kept + 1], *sorted(tail, key=lambda each: each[0] == "del")]
