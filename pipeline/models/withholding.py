"""What is kept from the public, and by what right: exempt information (LGA 1972 Schedule 12A) and confidential information (s.100A(3))."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.findings import Path
from pipeline.models.base import Count, Id, LongText, Model, Restricted

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


def private_paths(data: Any) -> frozenset[Path]:
    """Return where the inputs hold what is withheld: no finding may show what stands at or below these paths.

    Works on plain values, so that nothing is shown while other fields are wrong; a mark that is misspelt counts.
    """
    paper = data.get("paper") if isinstance(data, dict) else None
    listed = paper.get("withheld") if isinstance(paper, dict) else None
    names = {
        name
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and isinstance(name := each.get("part"), str)
    }
    found = {("paper", "withheld")} if listed else set()
    return frozenset({*found, *_marked(data, ()), *_named(paper, ("paper",), names)})


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


def _named(data: Any, path: Path, names: set[str]) -> Iterator[Path]:
    """Yield the path of each text of a paper that is named, or holds a label that is."""
    if isinstance(data, str):
        if _label(path) in names or any(f"{{#{name}}}" in data for name in names):
            yield path
    elif isinstance(data, (dict, list)) and names:
        for name, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _named(value, (*path, name), names)


def _label(path: Path) -> str:
    """Return the label of a section or an implication."""
    named = {"sections": "{}", "implications": "implications-{}"}
    return named.get(str(path[1]), "").format(path[2]) if len(path) == 3 else ""
