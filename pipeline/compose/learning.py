"""Learning: what was learnt from reviews, composed with the facts of the paper that tells of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from pipeline.compose.facts import Facts, Note, Reference, Value
from pipeline.compose.narrative import Narrator
from pipeline.findings import Finding
from pipeline.models.inputs import Inputs


@dataclass(frozen=True)
class Learning:
    """What was learnt from one review, as blocks of HTML."""

    blocks: list[Markup]

    @property
    def text(self) -> str:
        """The same as plain text, its paragraphs parted by an empty line."""
        return "\n\n".join(" ".join(block.striptags().split()) for block in self.blocks)


def learning(inputs: Inputs, narrator: Narrator) -> Iterator[tuple[str, Learning]]:
    """Yield what was learnt from each review, by the review's id."""
    for index, review in enumerate(inputs.reviews):
        blocks = narrator.blocks(review.learning or "", ("reviews", index, "learning"), restricted=True)
        yield review.id, Learning(blocks)


def learning_apart(inputs: Inputs, facts: Facts) -> tuple[Mapping[str, Learning], list[Finding]]:
    """Return what was learnt, to stand in another paper: what it refers to in its own has no place there."""
    values: dict[str, Value] = {
        name: "that paper" if isinstance(value, Reference) else "" if isinstance(value, Note) else value
        for name, value in facts.values.items()
    }
    narrator = Narrator(replace(facts, values=values))
    return dict(learning(inputs, narrator)), narrator.findings
