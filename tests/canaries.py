"""Inputs that hold a token of its own in every field that is withheld, and a search for tokens in whatever a run leaves behind."""

import base64
import html
import io
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import yaml

from pipeline.models.action import Action, Update
from pipeline.models.base import Model
from pipeline.models.evaluation import Component, Evaluation
from pipeline.models.paper import Appendix, FurtherSection, Option, SourceDocument
from pipeline.models.review import Child, ExecutiveSummary, Responsible, Review
from pipeline.models.withholding import Confidential, Exempt
from tests.samples import copy_aldershire

GENERAL, PROGRESS, EVALUATION = (
    "2023-12-05-short-breaks",
    "2023-12-05-action-plan-progress",
    "2010-11-09-evaluation-of-serious-case-reviews",
)
PAPERS = (GENERAL, PROGRESS, EVALUATION)
HIDDEN, SHOWN = "kestrel-row", "kestrel-close"
"""The withheld review, and one that is not and has a withheld action."""


@dataclass(frozen=True)
class Canary:
    """A token, where it is written, whether the members' copy prints it, and whether it stands there out of sight, as an anchor."""

    field: str
    token: str
    printed: bool
    anchor: bool = False


class Tokens:
    """Makes a word, or a day, for each field that asks, and remembers it."""

    def __init__(self) -> None:
        self.made: list[Canary] = []

    def word(self, field: str, *, printed: bool = True) -> str:
        number, letters = len(self.made), ""
        for alphabet in ("bdfgklmnprstvz", "aeiou", "bdfgklmnprstvz", "aeiou", "bdfgklmnprstvz"):
            number, rest = divmod(number, len(alphabet))
            letters += alphabet[rest]
        self.made.append(Canary(field, f"Qux{letters}wq", printed))
        return self.made[-1].token

    def name(self, field: str) -> str:
        """Return an id or a label: members have it as an anchor."""
        token = self.word(field, printed=False)
        self.made[-1] = replace(self.made[-1], anchor=True)
        return f"the-{token.lower()}"

    def day(self, field: str, *, printed: bool = True) -> str:
        day = date(1991, 3, 11) + timedelta(days=31 * len(self.made))
        self.made.append(Canary(field, day.isoformat(), printed))
        return day.isoformat()


def forms(token: str) -> list[str]:
    """Return what a token looks like in print."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", token):
        return [token]
    day = date.fromisoformat(token)
    month = f"{day:%B %Y}"
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in {11, 12, 13} else 0, "th")
    return [token, f"{day.day} {month}", f"{day.day}{suffix} {month}", f"{day:%d/%m/%Y}"]


WITHHELD: dict[type[Model], set[str]] = {
    Review: {"id", "kind", "initiated", "circumstances", "learning"},
    Child: {"name", "sex", "died", "age"},
    Responsible: {"relationship", "convicted"},
    ExecutiveSummary: {"published", "already_published"},
    Evaluation: {"review", "submitted", "grade", "received", "reconsidered", "printed_as"},
    Component: {"part", "agency", "grade"},
    Action: {
        "id",
        "review",
        "agency",
        "theme",
        "recommendation",
        "action",
        "lead",
        "agreed",
        "due",
        "completed",
        "status",
        "rag",
        "evidence",
    },
    Update: {"date", "status", "rag", "due", "note"},
    FurtherSection: {"id", "heading", "text"},
    Option: {"id", "title", "text", "recommended", "rejected"},
    Appendix: {"id", "title", "text", "landscape", "published"},
    SourceDocument: {"title", "location", "kind"},
    Exempt: {"paragraph", "reason", "public_interest"},
    Confidential: {"by", "reference"},
}
"""Every field of a record that can be withheld; a test holds this to the models."""


def canaries(folder: Path) -> tuple[Path, list[Canary]]:
    """Make the fictional council's inputs with tokens in all that they withhold."""
    inputs, tokens = copy_aldershire(folder), Tokens()
    _general(inputs, tokens)
    for paper in (PROGRESS, EVALUATION):
        _registers(inputs / paper, inputs, tokens, paper)
    return inputs, tokens.made


def _exempt(tokens: Tokens, at: str, *, printed: bool = True) -> dict[str, str]:
    return {
        "paragraph": "2",
        "reason": f"It tells of {tokens.word(f'{at}.exempt.reason', printed=printed)}",
        "public_interest": f"Nobody but {tokens.word(f'{at}.exempt.public_interest', printed=printed)} would gain",
    }


def _confidential(tokens: Tokens, at: str) -> dict[str, str]:
    return {"by": "court", "reference": f"Order of {tokens.word(f'{at}.confidential.reference')}"}


def _general(inputs: Path, tokens: Tokens) -> None:
    file = inputs / GENERAL / "paper.yaml"
    paper = load(file)
    word = tokens.word
    heard, stork, said = (tokens.name(f"sections.label of {what}") for what in ("a paragraph", "a heading", "a column"))
    paper["further_sections"].append(
        {
            "id": tokens.name("further_sections.id"),
            "heading": f"About {word('further_sections.heading')}",
            "text": f"Here {word('further_sections.text')} lives.",
            "exempt": _exempt(tokens, "further_sections"),
        }
    )
    paper["options"].append(
        {
            "id": tokens.name("options.id"),
            "title": f"Pay {word('options.title')}",
            "text": f"What {word('options.text')} asks.",
            "rejected": f"It would please {word('options.rejected', printed=False)}.",
            "exempt": _exempt(tokens, "options"),
        }
    )
    paper["appendices"].append(
        {
            "id": tokens.name("appendices.id"),
            "title": f"Letter of {word('appendices.title')}",
            "text": f"Sir, {word('appendices.text')} writes.\n\nTable: T {word('appendices.caption')}\n\n| A | B |\n|---|---|\n| {word('appendices.cell')} | b |\n\n- {word('appendices.item')} {{{{ figures.crane }}}}{{{{ note.crane }}}}\n",
            "confidential": _confidential(tokens, "appendices"),
        }
    )
    paper["source_documents"].append(
        {
            "title": f"Report on {word('source_documents.title')}",
            "location": f"With {word('source_documents.location')}",
            "kind": "other",
            "exempt": _exempt(tokens, "source_documents"),
        }
    )
    paper["sections"]["background"] += (
        f"\nIt was {word('sections.paragraph')} who said so. {{#{heard}}}\n\nThis is open.\n"
    )
    paper["sections"]["reasons"] += (
        f"\n## Of {word('sections.heading')} {{#{stork}}}\n\nUnder it {word('sections.under')} stands.\n"
    )
    paper["sections"]["consultation"] += (
        f"\nTable: What was said\n\n| Who | {word('sections.column-heading')} {{#{said}}} |\n|---|---|\n| All | {word('sections.column')} |\n"
    )
    paper["sections"]["next-steps"] = f"Then {word('sections.whole')} decides."
    paper["implications"]["risk"] = f"A risk to {word('implications.whole')}."
    paper.setdefault("figures", []).append({"id": "crane", "value": word("figures.value")})
    paper["notes"]["crane"] = f"As {word('notes.text')} told."
    paper["withheld"] = [
        {"part": part, "exempt": _exempt(tokens, f"withheld.{part}")}
        for part in (heard, stork, said, "next-steps", "implications-risk")
    ]
    save(file, paper)


def _registers(paper: Path, inputs: Path, tokens: Tokens, name: str) -> None:
    """Give a paper registers of its own, with a withheld review, its evaluation and its actions, and a withheld action of another."""
    tells = name == EVALUATION  # of reviews and evaluations; the other one tells of actions
    word, day = tokens.word, tokens.day
    own = paper / "reviews.yaml"
    reviews = load(own if own.exists() else inputs / "reviews.yaml")
    reviews.append(
        {
            "id": HIDDEN,
            "kind": "serious case review",
            "initiated": day("reviews.initiated", printed=False),
            "children": [
                {
                    "name": f"Child {word('reviews.children.name')}",
                    "sex": "female",
                    "died": day("reviews.children.died", printed=tells),
                    "age": "13",
                }
            ],
            "responsible": [
                {
                    "relationship": word("reviews.responsible.relationship", printed=tells),
                    "convicted": day("reviews.responsible.convicted", printed=tells),
                }
            ],
            "circumstances": f"a death near {word('reviews.circumstances', printed=False)}",
            "executive_summary": {"published": day("reviews.executive_summary.published", printed=False)},
            "learning": f"From {word('reviews.learning', printed=tells)} it was learnt.",
            "exempt": _exempt(tokens, "reviews"),
        }
    )
    reviews.append({"id": SHOWN, "children": [{"name": "Child O", "died": "June 2009"}]})
    save(own, reviews)
    if tells:
        file = paper / "evaluations.yaml"
        evaluations = load(file)
        evaluations.append(
            {
                "review": HIDDEN,
                "submitted": day("evaluations.submitted", printed=False),
                "grade": "good",
                "received": day("evaluations.received", printed=False),
                "reconsidered": day("evaluations.reconsidered", printed=False),
                "printed_as": f"{word('evaluations.printed_as')} review",
                "components": [
                    {"part": "overview report", "agency": word("evaluations.components.agency"), "grade": "good"}
                ],
            }
        )
        save(file, evaluations)
        return
    actions = load(inputs / "actions.yaml")
    for review, mark in ((HIDDEN, {}), (SHOWN, {"exempt": _exempt(tokens, "actions")})):
        at = f"actions of {review}"
        actions["actions"].append(
            {
                "id": f"q-{word(f'{at}.id').lower()}",
                "review": review,
                "agency": word(f"{at}.agency"),
                "theme": word(f"{at}.theme"),
                "recommendation": f"Let {word(f'{at}.recommendation', printed=False)} act",
                "action": f"See {word(f'{at}.action')} weekly",
                "lead": f"Head of {word(f'{at}.lead')}",
                "agreed": day(f"{at}.agreed", printed=False),
                "due": "2023-06-01",
                "status": "in progress",
                "rag": "green",
                "evidence": f"Letter of {word(f'{at}.evidence', printed=False)}",
                "updates": [
                    {
                        "date": day(f"{at}.updates.date", printed=False),
                        "status": "in progress",
                        "due": day(f"{at}.updates.due"),
                    },
                    {
                        "date": "2023-11-01",
                        "rag": "green",
                        "due": "2023-10-02",
                        "note": f"Says {word(f'{at}.updates.note')}",
                    },
                ],
                **mark,
            }
        )
    save(paper / "actions.yaml", actions)


def load(file: Path) -> Any:
    """Read YAML with every scalar as text, as the product does."""
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but text


def save(file: Path, data: Any) -> None:
    file.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000), "utf-8")


FORMS = ("raw", "letters only", "UTF-16", "base64", "percent", "entities", "inflated", "unzipped", "text of pages")
"""The ways in which a file is searched."""


def found(content: bytes, tokens: list[str]) -> set[str]:
    """Return the tokens that a file holds in any form. Nothing of the product's own search is used."""
    texts = list(_texts(content))
    low = [text.casefold() for text in texts] + [_bare(text) for text in texts]
    return {
        token
        for token in tokens
        for form in forms(token)
        # Eight figures alone stand in many a file by chance.
        for wanted in {form.casefold(), _bare(form) if re.search("[a-z]", form) else form}
        if any(wanted in text for text in low)
    }


def _bare(text: str) -> str:
    """Return letters and figures only, in small letters: spaces, hyphens and tags cannot part a token then."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^>]*>", "", text)).casefold()


def _texts(content: bytes, depth: int = 0) -> Iterator[str]:
    """Yield what a file says in every form, packed files and streams within it included."""
    plain = content.decode("utf-8", "replace")
    yield from (plain, content.decode("utf-16-le", "replace"), content[1:].decode("utf-16-le", "replace"))
    yield from (html.unescape(plain), urllib.parse.unquote(plain))
    if depth == 3:
        return
    yield from _base64(content)
    for part in (*_inflated(content), *_unzipped(content)):
        yield from _texts(part, depth + 1)
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as pdf:
            yield "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
            yield str(pdf.get_metadata_dict())


def _base64(content: bytes) -> Iterator[str]:
    for run in re.findall(rb"[A-Za-z0-9+/]{24,}", content):
        for skip in range(4):
            piece = run[skip : skip + (len(run) - skip) // 4 * 4]
            yield base64.b64decode(piece).decode("utf-8", "replace")


def _inflated(content: bytes) -> Iterator[bytes]:
    for start in re.finditer(rb"stream\r?\n", content):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[start.end() :])


def _unzipped(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield "\n".join(archive.namelist()).encode()
            yield from (archive.read(name) for name in archive.namelist())
