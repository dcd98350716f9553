"""Papers of a few lines, and random edits of them."""

from collections.abc import Sequence
from html import escape
from random import Random

from pipeline.compose import finish
from pipeline.document import Document, parse
from pipeline.load import house_style
from pipeline.template_folder import TemplateFolder
from tests.conftest import ROOT

TEMPLATES = TemplateFolder(ROOT / "templates")
STYLE = house_style(TEMPLATES, "accessible")
TEXT = "the board of children reviews each action plan and reports its progress to members before July 2026"
WORDS = TEXT.split()

Block = tuple[str, list[str]]
Section = tuple[str, list[Block]]


END = "Five actions are planned"
ENDS = [f"{END} now", f"{END}*now*", "Five actions are done", "*Five* actions are many"]
"""Other ends of the same paragraph: a word added, added without a space and so with none removed, put in another's place, and more."""

BEHIND: list[tuple[list[Block], list[Block]]] = [
    ([], [("p", ["Four are done."])]),
    ([], [("ul", ["Four are done.", "Five are not."])]),
    ([("p", ["are done by July"])], [("p", ["Four are done by July"])]),
    ([("h3", ["are done by July"])], [("h3", ["Four are done by July"])]),
]
"""What stands behind it, in the old paper and in the new, where it begins with added words."""


def ending(end: str, *added: Block) -> list[Section]:
    """A paper whose first section ends in a paragraph, and in what is added behind it."""
    return [("Background", [("p", [end]), *added]), ("Costs", [("p", ["It costs nothing."])])]


def paper(sections: Sequence[Section], *, marking: Sequence[str] = ()) -> Document:
    """A numbered paper; a block is ``p``, ``h3``, ``ul``, ``ol`` or ``table`` with its texts, a row's cells parted by bars."""
    inside = "".join(_section(heading, blocks) for heading, blocks in sections)
    main = parse(f"<main><h1>A paper</h1>{inside}</main>", "test")
    finish(main, STYLE)
    return Document("A paper", "en-GB", "2026-07-01", "Aldershire County Council", main, marking=marking)


def _section(heading: str, blocks: Sequence[Block]) -> str:
    return f"<section><h2>{escape(heading)}</h2>{''.join(_block(*block) for block in blocks)}</section>"


def _block(kind: str, texts: list[str]) -> str:
    if kind == "table":
        rows = ["".join(f"<td>{_text(cell)}</td>" for cell in text.split("|")) for text in texts]
        inside = "".join(f"<tr>{row}</tr>" for row in rows)
        return f'<table class="data"><tbody>{inside}</tbody></table>'
    if kind in {"ul", "ol"}:
        return f"<{kind}>{''.join(f'<li><p>{_text(text)}</p></li>' for text in texts)}</{kind}>"
    return f"<{kind}>{_text(texts[0])}</{kind}>"


def _text(text: str) -> str:
    """A text; what is between stars is strong."""
    parts = escape(text).split("*")
    return "".join(f"<strong>{part}</strong>" if place % 2 else part for place, part in enumerate(parts))


def some_words(random: Random, most: int = 12) -> str:
    words = random.choices(WORDS, k=random.randint(2, most))
    if random.random() < 0.2:
        words[0] = f"*{words[0]}*"
    return " ".join(words)


def some_block(random: Random) -> Block:
    kind = random.choice(["p", "p", "p", "h3", "ul", "ol", "table"])
    if kind == "table":
        return kind, [_row(random, 3) for _ in range(random.randint(1, 4))]
    return kind, [some_words(random) for _ in range(random.randint(1, 4) if kind in {"ul", "ol"} else 1)]


def _row(random: Random, columns: int) -> str:
    return "|".join(random.choice(["", some_words(random, 3), str(random.randint(0, 99))]) for _ in range(columns))


def some_sections(random: Random) -> list[Section]:
    count = random.randint(1, 3)
    return [(some_words(random, 3), [some_block(random) for _ in range(random.randint(1, 5))]) for _ in range(count)]


def edited(sections: Sequence[Section], random: Random) -> list[Section]:
    """The paper with a few edits: something added, removed, changed or moved."""
    new = [(heading, [(kind, list(texts)) for kind, texts in blocks]) for heading, blocks in sections]
    for _ in range(random.randint(1, 5)):
        _edit(new, random)
    return new


def _edit(sections: list[Section], random: Random) -> None:
    place = random.randrange(len(sections))
    heading, blocks = sections[place]
    at = random.randrange(len(blocks))
    what = random.choice(["add", "remove", "change", "change", "move", "section", "item", "kind"])
    kind, texts = blocks[at]
    if what == "add":
        blocks.insert(at, some_block(random))
    elif what == "remove" and len(blocks) > 1:
        del blocks[at]
    elif what == "change":
        blocks[at] = kind, [_changed(text, random) for text in texts]
    elif what == "move":
        blocks.insert(random.randrange(len(blocks)), blocks.pop(at))
    elif what == "section":
        sections.insert(random.randrange(len(sections)), (f"{heading} again", sections.pop(place)[1]))
    elif what == "item" and kind in {"ul", "ol", "table"}:
        new = _row(random, texts[0].count("|") + 1) if kind == "table" else some_words(random)
        texts.insert(random.randrange(len(texts) + 1), new)
    elif what == "kind" and kind != "table":
        blocks[at] = random.choice(["p", "h3", "ul", "ol"]), texts[:1]


def _changed(text: str, random: Random) -> str:
    cells = text.replace("*", "").split("|")
    place = random.randrange(len(cells))
    words = cells[place].split()
    words.insert(random.randint(0, len(words)), random.choice([*WORDS, "*bold*"]))
    cells[place] = " ".join(words[random.randint(0, 1) :])
    return "|".join(cells)
