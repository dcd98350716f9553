"""Copies of a paper: what is withheld is taken out of the inputs before anything is composed, so that no public copy can hold it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pipeline.compose.parts import columns_of, marked, without
from pipeline.findings import Finding, Path
from pipeline.models.action import ActionPlan
from pipeline.models.base import Model
from pipeline.models.inputs import Inputs
from pipeline.models.paper import Appendix, FurtherSection, Option, Paper
from pipeline.models.withholding import Audience, Confidential, Exempt, Withholdable, private_paths

Record = TypeVar("Record", bound=Withholdable)

_NOTE = re.compile(r"\{\{\s*(note|figures)\.([a-z0-9-]+)")
_NAMED = re.compile(r"(\{#|\{\{\s*ref\.)([a-z0-9-]+)")
"""Where a narrative gives a part its label, or refers to one."""


@dataclass(frozen=True)
class Withheld:
    """Something that is withheld: what it is (``case``, ``action``, ``document``, ``part`` or ``column``), its name or label, and why."""

    what: str
    name: str
    why: Exempt | Confidential


@dataclass(frozen=True)
class Copy:
    """A paper's inputs as one audience may have them.

    ``whole`` are those of the paper itself; ``withheld`` is all that is withheld; ``private`` is where that stands, as paths of the whole inputs; ``places`` says where
    records that moved up stand there.
    """

    audience: Audience
    inputs: Inputs
    whole: Inputs
    withheld: Sequence[Withheld] = ()
    private: frozenset[Path] = frozenset()
    places: Mapping[Path, Path] = field(default_factory=dict)

    @property
    def closes_up(self) -> bool:
        """Whether what is withheld has no number here."""
        return self.audience == "public" and self.whole.council.withheld_numbering == "close up"

    @property
    def left_out(self) -> frozenset[str]:
        """The labels of the parts that this copy leaves out: a section of it holds nothing but the statutory words."""
        return frozenset(each.part for each in self.whole.paper.withheld) if self.audience == "public" else frozenset()

    def original(self, finding: Finding) -> Finding:
        """Return a finding with the path that its place has in the whole inputs."""
        for length in range(len(finding.at), 0, -1):
            if there := self.places.get(finding.at[:length]):
                return replace(finding, at=(*there, *finding.at[length:]))
        return finding


def copy_for(audience: Audience, inputs: Inputs, holds: Mapping[str, str | None]) -> Copy:
    """Return a paper's inputs as an audience may have them; where nothing is withheld all have the same.

    Args:
        audience: who.
        inputs: the whole inputs.
        holds: the sections of the paper's report type, each with what else it holds: options, implications, the recommendation or nothing.
    """
    withheld = list(_withheld(inputs))
    private = private_paths(inputs.plain())
    if not withheld:
        return Copy(audience, inputs, inputs, private=private)
    if audience == "members":
        return Copy(
            audience, inputs.model_copy(update={"paper": _members(inputs.paper, holds)}), inputs, withheld, private
        )
    public, places = _public(inputs, holds)
    return Copy(audience, public, inputs, withheld, private, places)


def _withheld(inputs: Inputs) -> Iterator[Withheld]:
    """Yield all that is withheld, in the order of the paper."""
    paper = inputs.paper
    columns = {label for text in _texts(paper) for label in columns_of(text)}
    for each in paper.withheld:
        if why := each.withheld:
            yield Withheld("column" if each.part in columns else "part", each.part, why)
    for records in (paper.further_sections, paper.options, paper.appendices):
        yield from (Withheld("part", each.id, why) for each in records if (why := each.withheld))
    yield from (Withheld("document", each.title, why) for each in paper.source_documents if (why := each.withheld))
    yield from (Withheld("case", each.id, why) for each in inputs.reviews if (why := each.withheld))
    yield from (Withheld("action", each.id, why) for each in inputs.actions.actions if (why := each.withheld))


def _members(paper: Paper, holds: Mapping[str, str | None]) -> Paper:
    """Return the paper with a mark at each part that the public does not have."""
    parts = {each.part: each for each in paper.withheld}

    def record(each: FurtherSection | Option | Appendix) -> Model:
        why = each.withheld
        text = marked(each.text, parts)
        return each.model_copy(update={"text": f"{_fact(why)}\n\n{text}" if why else text})

    def whole(label: str, text: str) -> str:
        text = marked(text, parts)
        return f"{_fact(parts[label].withheld)}\n\n{text}" if label in parts else text

    found = _rewritten(paper, record, whole)
    why = _why_asked(paper, holds)
    asked = f"{_fact(why)}\n\n{paper.recommendation}" if why else paper.recommendation
    return found.model_copy(update={"recommendation": asked})


def _why_asked(paper: Paper, holds: Mapping[str, str | None]) -> Exempt | Confidential | None:
    """Return why the recommendation is withheld, if it is: the cover's goes with the section that repeats it."""
    return next((each.withheld for each in paper.withheld if holds.get(each.part) == "recommendation"), None)


def _public(inputs: Inputs, holds: Mapping[str, str | None]) -> tuple[Inputs, dict[Path, Path]]:
    """Return the inputs without all that is withheld, and where the records that stay stood."""
    reviews = _kept(inputs.reviews)
    ids = {review.id for _, review in reviews}
    gone = {review.id for review in inputs.reviews} - ids
    evaluations = [(n, each) for n, each in enumerate(inputs.evaluations) if each.review not in gone]
    actions = [(n, each) for n, each in _kept(inputs.actions.actions) if each.review not in gone]
    documents = _kept(inputs.paper.source_documents)
    learning = [review.learning for _, review in reviews if review.learning]
    paper = _public_paper(inputs.paper, holds, learning).model_copy(
        update={"source_documents": [each for _, each in documents]}
    )
    plan: ActionPlan = inputs.actions.model_copy(update={"actions": [each for _, each in actions]})
    changed = {
        "paper": paper,
        "reviews": [each for _, each in reviews],
        "evaluations": [each for _, each in evaluations],
        "actions": plan,
    }
    moved: list[tuple[Path, Sequence[tuple[int, Model]]]] = [
        (("reviews",), reviews),
        (("evaluations",), evaluations),
        (("actions", "actions"), actions),
        (("paper", "source_documents"), documents),
    ]
    places = {(*at, now): (*at, was) for at, kept in moved for now, (was, _) in enumerate(kept) if now != was}
    return inputs.model_copy(update=changed), places


def _kept(records: Iterable[Record]) -> list[tuple[int, Record]]:
    return [(index, each) for index, each in enumerate(records) if not each.withheld]


def _public_paper(paper: Paper, holds: Mapping[str, str | None], learning: Iterable[str]) -> Paper:
    """Return the paper with the statutory words in the place of each part that is withheld, whatever else a section holds.

    ``learning`` are the texts of reviews, which may name the paper's notes and figures, too.
    """
    parts = {each.part: each for each in paper.withheld}
    gone = {holds[part] for part in parts if part in holds}

    def record(each: FurtherSection | Option | Appendix) -> Model:
        if why := each.withheld:
            heading = "heading" if isinstance(each, FurtherSection) else "title"
            return type(each).model_validate({"id": each.id, heading: _heading(why), "text": _fact(why)})
        return each.model_copy(update={"text": without(each.text, parts)})

    def whole(label: str, text: str) -> str:
        return _fact(parts[label].withheld) if label in parts else without(text, parts)

    found = _rewritten(paper, record, whole)
    unwritten = {part: _fact(each.withheld) for part, each in parts.items() if part in holds}
    found = found.model_copy(
        update={
            "sections": {**unwritten, **found.sections},
            "recommendation": _fact(why) if (why := _why_asked(paper, holds)) else found.recommendation,
            "options": [] if "options" in gone else found.options,
            "implications": {} if "implications" in gone else found.implications,
        }
    )
    found = _renamed(found, _private_names(paper, holds))
    named = _named_in(found, learning)
    return found.model_copy(
        update={
            "withheld": [],
            "notes": {name: text for name, text in found.notes.items() if ("note", name) in named},
            "figures": [each for each in found.figures if ("figures", each.id) in named],
        }
    )


def _private_names(paper: Paper, holds: Mapping[str, str | None]) -> dict[str, str]:
    """Return a neutral name for the id or label of each part that is withheld, as it stands in a page.

    Ids are often made from headings. Those of the report type's sections and of the council's implications are no secret.
    """
    records: tuple[FurtherSection | Option | Appendix, ...] = (
        *paper.further_sections,
        *paper.options,
        *paper.appendices,
    )
    own = [each.part for each in paper.withheld if each.part not in holds and not _is_implication(each.part, paper)]
    names = dict.fromkeys([*(each.id for each in records if each.withheld), *own])
    return {name: f"withheld-{number}" for number, name in enumerate(names, start=1)}


def _is_implication(part: str, paper: Paper) -> bool:
    return part.removeprefix("implications-") in paper.implications


def _renamed(paper: Paper, names: Mapping[str, str]) -> Paper:
    """Return a paper with other names for some of its parts, and for references to them."""

    def text(old: str) -> str:
        return _NAMED.sub(lambda found: found[1] + names.get(found[2], found[2]), old)

    def record(each: FurtherSection | Option | Appendix) -> Model:
        return each.model_copy(update={"id": names.get(each.id, each.id), "text": text(each.text)})

    found = _rewritten(paper, record, lambda _label, old: text(old))
    return found.model_copy(
        update={
            "purpose": text(paper.purpose),
            "recommendation": text(paper.recommendation),
            "notes": {name: text(note) for name, note in paper.notes.items()},
        }
    )


def _named_in(paper: Paper, beside: Iterable[str]) -> set[tuple[str, str]]:
    """Return the notes and figures that a paper's texts, and others, name, and those that the notes name in turn."""
    texts, named = [*_texts(paper), *beside], set[tuple[str, str]]()
    while texts:
        found = {(kind, name) for text in texts for kind, name in _NOTE.findall(text)} - named
        named |= found
        texts = [paper.notes[name] for kind, name in found if kind == "note" and name in paper.notes]
    return named


def _rewritten(
    paper: Paper,
    record: Callable[[FurtherSection | Option | Appendix], Model],
    whole: Callable[[str, str], str],
) -> Paper:
    """Return a paper whose records and texts went through a function each; a text comes with its label."""
    return paper.model_copy(
        update={
            "sections": {name: whole(name, text) for name, text in paper.sections.items()},
            "implications": {name: whole(f"implications-{name}", text) for name, text in paper.implications.items()},
            "further_sections": [record(each) for each in paper.further_sections],
            "options": [record(each) for each in paper.options],
            "appendices": [record(each) for each in paper.appendices],
        }
    )


def _texts(paper: Paper) -> Iterator[str]:
    yield from (
        paper.title,
        paper.purpose,
        paper.recommendation,
        *paper.sections.values(),
        *paper.implications.values(),
    )
    for records in (paper.further_sections, paper.options, paper.appendices):
        yield from (each.text for each in records)
    yield from (each.title for each in paper.source_documents)


def _fact(why: Exempt | Confidential | None) -> str:
    """Return the name, in braces, of the fact that is the statutory words."""
    return f"{{{{ withheld.{why.ground if why else ''} }}}}"


def _heading(why: Exempt | Confidential) -> str:
    return "Exempt information" if isinstance(why, Exempt) else "Confidential information"
