"""What is kept from the public, and by what right: exempt information (LGA 1972 Schedule 12A) and confidential information (s.100A(3))."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.findings import Path
from pipeline.models.base import Count, Id, LongText, Model, Restricted

_NOTE, _FIGURE = re.compile(r"note\.([a-z0-9-]+)"), re.compile(r"figures\.([a-z0-9-]+)")

MARKS = ("exempt", "confidential")

Audience = Literal["public", "members"]
"""For whom a copy of a paper is: anybody, or the members who are entitled to what is withheld."""


class Exempt(Model):
    """Exempt information: the council may withhold it while the public interest in doing so outweighs that in disclosing it."""

    paragraph: Count = Field(
        title="Exempt: paragraph", description="Of Schedule 12A, as it stands on the meeting's date: 2."
    )
    reason: Annotated[LongText, Restricted()] = Field(
        title="Exempt: reason", description="Why the paragraph applies; printed in the members' copy only."
    )
    public_interest: Annotated[LongText, Restricted()] = Field(
        title="Exempt: public interest",
        description="Why the interest in withholding it is the greater; printed in the members' copy only.",
    )

    @property
    def ground(self) -> str:
        """The name of the ground, as facts have it."""
        return f"exempt-{self.paragraph}"


class Confidential(Model):
    """Confidential information: the council must withhold it."""

    by: Literal["government", "court", "enactment"] = Field(
        title="Confidential: by", description="A Government department's terms, a court's order, or an enactment."
    )
    reference: Annotated[LongText, Restricted()] = Field(
        title="Confidential: reference",
        description="Which order, terms or enactment; printed in the members' copy only.",
    )

    @property
    def ground(self) -> str:
        """The name of the ground, as facts have it."""
        return f"confidential-{self.by}"


class Withholdable(Model):
    """A record that can be kept from the public as a whole."""

    exempt: Annotated[Exempt | None, Restricted()] = Field(
        None, title="Exempt", description="Where it is exempt information: left out of the public copy."
    )
    confidential: Annotated[Confidential | None, Restricted()] = Field(
        None, title="Confidential", description="Where it is confidential information: left out of the public copy."
    )

    @model_validator(mode="before")
    @classmethod
    def _never_empty(cls, data: Any) -> Any:
        """A mark that says nothing is a mistake: left out like other empty fields it would publish what it stands beside."""
        if isinstance(data, dict) and any(mark in data and data[mark] is None for mark in MARKS):
            raise PydanticCustomError("ground", "fill it in, or take it out")
        return data

    @model_validator(mode="after")
    def _one_ground(self) -> "Withholdable":
        if self.exempt and self.confidential:
            raise PydanticCustomError(
                "ground", "give exempt or confidential: what is confidential must be withheld anyway"
            )
        return self

    @property
    def withheld(self) -> Exempt | Confidential | None:
        """Why it is withheld, if it is."""
        return self.confidential or self.exempt


class WithheldPart(Withholdable):
    """A section, an implication, a paragraph or a table's column that is kept from the public."""

    part: Id = Field(
        title="Part withheld",
        description="The section's id, implications- and an implication's id, or the label {#label} of a paragraph or column.",
    )

    @model_validator(mode="after")
    def _some_ground(self) -> "WithheldPart":
        if not self.withheld:
            raise PydanticCustomError("ground", "say why it is withheld: exempt, or confidential")
        return self


def private_paths(data: Any, *, unsure: bool = False) -> frozenset[Path]:
    """Return where the inputs hold what is withheld: no finding may show what stands at or below these paths.

    Works on plain values, so that nothing is shown while other fields are wrong; a mark that is misspelt counts.

    Args:
        data: the inputs.
        unsure: something is withheld, and they cannot tell what, as not all was read: it may be anything.
    """
    if unsure:
        return frozenset({()})
    paper = data.get("paper") if isinstance(data, dict) else None
    listed = paper.get("withheld") if isinstance(paper, dict) else None
    names = {
        name
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and isinstance(name := each.get("part"), str)
    }
    found: set[Path] = {("paper", "withheld")} if listed else set()
    if isinstance(listed, list) and any(not isinstance(each, dict) or not each.get("part") for each in listed):
        found.add(("paper",))  # a part is withheld, and nobody knows yet which
    marked = set(_marked(data, ()))
    private = {*found, *marked, *_of_reviews(data, marked), *_named(paper, names)}
    return frozenset({*private, *_unnamed(paper, private)})


def _marked(data: Any, path: Path) -> Iterator[Path]:
    """Yield the path of each record that bears a mark."""
    if isinstance(data, dict):
        if any(get_close_matches(str(name).lower(), MARKS, 1, 0.75) for name in data):
            yield path
            return
        for name, value in data.items():
            yield from _marked(value, (*path, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _marked(value, (*path, index))


def _of_reviews(data: Any, marked: set[Path]) -> Iterator[Path]:
    """Yield the path of each evaluation and action of a review that bears a mark.

    So are those of no review that there is: where one bears a mark, a misspelt id may be meant for it.
    """
    withheld = {path[:2] for path in marked if path[:1] == ("reviews",)}
    if not withheld:
        return
    shown = [
        each.get("id")
        for index, each in enumerate(_list(data.get("reviews")))
        if isinstance(each, dict) and ("reviews", index) not in withheld
    ]
    open_ids = {name for name in shown if isinstance(name, str)}
    plan = data.get("actions")
    for at, records in (
        (("evaluations",), data.get("evaluations")),
        (("actions", "actions"), plan.get("actions") if isinstance(plan, dict) else None),
    ):
        for index, each in enumerate(_list(records)):
            name = each.get("review") if isinstance(each, dict) else None
            if isinstance(each, dict) and not (isinstance(name, str) and name in open_ids):
                yield (*at, index)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _named(paper: Any, names: set[str]) -> Iterator[Path]:
    """Yield the path of each text or record of a paper that is named, or holds a label that is; where one is not found, the paper's."""
    missing = set(names)
    for field, name, value in _items(paper) if names else ():
        label = {"sections": f"{name}", "implications": f"implications-{name}"}.get(field)
        here = {each for each in names if each == label or f"{{#{each}}}" in str(value)}
        missing -= here
        if here:
            yield ("paper", field, *((name,) if name is not None else ()))
        if field == "sections" and name in here:  # which may hold these, too
            yield from (("paper", "options"), ("paper", "implications"), ("paper", "recommendation"))
    if missing:
        yield ("paper",)


def _items(paper: dict[str, Any]) -> Iterator[tuple[str, str | int | None, Any]]:
    """Yield each text of a paper, and each item of its lists and groups, with its field and its name."""
    for field, items in paper.items():
        if isinstance(items, (dict, list)):
            named = items.items() if isinstance(items, dict) else enumerate(items)
            yield from ((field, name, value) for name, value in named)
        else:
            yield field, None, items


def _unnamed(paper: Any, private: set[Path]) -> Iterator[Path]:
    """Yield the path of each note and figure that no open text names: it may belong to what is withheld."""
    if not private or not isinstance(paper, dict):
        return
    noted = paper.get("notes")
    notes = noted if isinstance(noted, dict) else {}
    texts, named, figures = list(_open(paper, ("paper",), {*private, ("paper", "notes")})), set[str](), set[str]()
    while texts:
        figures |= {name for text in texts for name in _FIGURE.findall(text)}
        found = {name for text in texts for name in _NOTE.findall(text)} - named
        named |= found
        texts = [str(notes[name]) for name in found if name in notes]
    for field, name, value in _items(paper):
        own = value.get("id") if field == "figures" and isinstance(value, dict) else name
        if name is not None and own not in {"notes": named, "figures": figures}.get(field, {own}):
            yield ("paper", field, name)


def _open(data: Any, path: Path, private: set[Path]) -> Iterator[str]:
    """Yield every text that is not at or below a private path."""
    if path in private:
        return
    if isinstance(data, str):
        yield data
    for name, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from _open(value, (*path, name), private)
