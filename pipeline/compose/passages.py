"""A composed paper passage by passage: each block's words, and where they were written, so that checks can point there."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.case import Grid, Passage
from pipeline.compose.audience import Copy
from pipeline.compose.facts import Facts
from pipeline.compose.narrative import Narrator
from pipeline.compose.sections import narratives
from pipeline.document import BLOCKS, flat, holds_blocks
from pipeline.findings import Path, within
from pipeline.models.inputs import Inputs

_FACT = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def passages(main: etree._Element, copy: Copy, facts: Facts) -> Iterator[Passage]:
    """Yield every block of words of a paper in reading order.

    Args:
        main: the composed tree.
        copy: the inputs that it was composed from.
        facts: what its narratives name.
    """
    written = {_key(words): found for words, found in (*_plain(copy.inputs), *_written(copy.inputs, facts))}
    unwritten: tuple[Path, bool, str] = ((), False, "")
    for section in main:
        id_ = _id(section)
        for block in section.iter(*BLOCKS):
            if not holds_blocks(block):
                words, number = _words(block)
                at, restricted, source = written.get(_key(_unreferred(block)), unwritten)
                yield Passage(words, at, id_, restricted or within(at, copy.private), source, number)


def tables(main: etree._Element, told: Iterable[Passage]) -> Iterator[Grid]:
    """Yield the tables that officers wrote; ``told`` are the paper's passages, of which a table's caption is one."""
    where = {passage.words: passage.at for passage in told if passage.typed}
    for table in main.iter("table"):
        caption = table.find("caption")
        at = where.get(flat(caption)) if caption is not None else None
        rows = [[flat(cell) for cell in row] for row in table.iter("tr")]
        if at and rows:
            yield Grid(rows[0], rows[1:], at)


def _id(section: etree._Element) -> str:
    heading = section.find("h2") if section.tag == "section" else None
    return str(heading.get("id", "")) if heading is not None else ""


def _words(block: etree._Element) -> tuple[str, str]:
    """Return a block's text without its number and its label, which nobody typed, and those."""
    whole, marks = flat(block), []
    for mark in block.iter("span"):
        if mark.get("class") in {"number", "label"}:
            marks.append(flat(mark))
            whole = whole.removeprefix(marks[-1]).strip()
    return whole, " ".join(marks)


def _unreferred(block: etree._Element) -> str:
    """Return a block's words without its number and what references in it say: those are filled in with the numbering."""
    pieces = [block.text or ""]
    for child in block:
        filled_in = child.get("class") in {"ref", "note", "number", "label"}
        pieces += ["" if filled_in else _unreferred(child), child.tail or ""]
    return "".join(pieces)


def _key(words: str) -> str:
    """Make alike what differs in capitals and spaces only: a house style may print capitals."""
    return "".join(words.split()).casefold()


def _typed(text: str) -> str:
    """Return a narrative in small letters and one line, with a mark in the place of each fact."""
    return " ".join(_FACT.sub("\0", text).replace("**", "").replace("*", "").split()).casefold()


def _plain(inputs: Inputs) -> Iterator[tuple[str, tuple[Path, bool, str]]]:
    """Yield the plain texts of an action plan that a paper prints in its tables, with where they were written."""
    for index, action in reversed(list(enumerate(inputs.actions.actions))):
        at: Path = ("actions", "actions", index)
        texts = [((*at, "action"), action.action, False)]
        texts += [((*at, "updates", n, "note"), each.note or "", True) for n, each in enumerate(action.updates)]
        yield from ((text, (where, restricted, _typed(text))) for where, text, restricted in texts if text)


def _written(inputs: Inputs, facts: Facts) -> Iterator[tuple[str, tuple[Path, bool, str]]]:
    """Yield the words of each block that an officer wrote, with where."""
    narrator = Narrator(facts)
    texts = [(at, text, False) for at, text in narratives(inputs.paper)]
    texts.append((("paper", "title"), inputs.paper.title, False))
    for index, review in enumerate(inputs.reviews):
        texts.append((("reviews", index, "learning"), review.learning or "", True))
    for at, text, restricted in reversed(texts):
        typed = _typed(text)
        for block in narrator.blocks(text, at, rich=True):
            tree = etree.fromstring(f"<div>{block}</div>")
            for part in tree.iter(*BLOCKS):
                if not holds_blocks(part):
                    yield flat(part), (at, restricted, typed)
