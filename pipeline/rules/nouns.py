"""Nouns: what a paper's data can count, by the words that name it, and how many of each there are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.case import Case
from pipeline.models.review import Child, Review

_REVIEWS = (
    r"serious case reviews|SCRs|(?:local )?(?:child safeguarding )?practice reviews|LCSPRs|rapid reviews|reviews|cases"
)
_OTHERS = r"(?:executive )?summaries|reports|evaluations|letters|children|young people|deaths|boys|girls|actions|agencies|options|appendices"
COUNTED = rf"(?:{_REVIEWS}|{_OTHERS})".replace(" ", r"\s{1,3}")
"""The nouns, in the plural; one of a thing is seldom a count."""

_KINDS = {
    "serious": "serious case review",
    "scrs": "serious case review",
    "lcsprs": "local child safeguarding practice review",
    "practice": "local child safeguarding practice review",
    "rapid": "rapid review",
}


@dataclass(frozen=True)
class Nouns:
    """How many of each thing a case's data have."""

    case: Case

    def true(self, noun: str) -> set[int]:
        """Return the numbers that the data allow for a noun; none where they say nothing of it."""
        words = noun.lower().split()
        kind = next((name for word, name in _KINDS.items() if word in words), None)
        if kind:
            return self._of_kind(kind)
        return {
            "reviews": self._reviews,
            "cases": self._reviews,
            "summaries": self._reviews,
            "reports": self._reviews,
            "evaluations": self._evaluations,
            "letters": self._evaluations,
            "children": self._children,
            "people": self._children,
            "deaths": self._children,
            "boys": {sum(child.sex == "male" for child in self.children)},
            "girls": {sum(child.sex == "female" for child in self.children)},
            "actions": {len(self.case.inputs.actions.actions)},
            "agencies": self._agencies,
            "options": {len(self.case.inputs.paper.options)},
            "appendices": {self._appendices},
        }.get(words[-1], set()) - {0}

    @cached_property
    def children(self) -> list[Child]:
        """Every child of the register."""
        return [child for review in self.case.inputs.reviews for child in review.children]

    @cached_property
    def _children(self) -> set[int]:
        return {len(self.children)}

    @cached_property
    def _reviews(self) -> set[int]:
        return {len(self.case.inputs.reviews), len(self.case.inputs.evaluations)} - {0}

    @cached_property
    def _evaluations(self) -> set[int]:
        evaluations = self.case.inputs.evaluations
        return {len(evaluations), sum(each.grade != "awaited" for each in evaluations)} - {0}

    def of_kind(self, kind: str) -> list[Review]:
        """The reviews of a kind."""
        return [review for review in self.case.inputs.reviews if self.case.inputs.kind_of(review) == kind]

    def _of_kind(self, kind: str) -> set[int]:
        count = len(self.of_kind(kind))
        alike = count == len(self.case.inputs.reviews)
        return (self._reviews if alike else {count}) - {0}

    @cached_property
    def _agencies(self) -> set[int]:
        inputs = self.case.inputs
        actions = {action.agency for action in inputs.actions.actions}
        judged = {part.agency for each in inputs.evaluations for part in each.components if part.agency}
        return {len(actions), len(judged), len(actions | judged)} - {0}

    @cached_property
    def _appendices(self) -> int:
        labels = {passage.number for passage in self.case.passages}
        return sum(bool(re.match(r"(?:Appendix|Annex)\b", label, re.IGNORECASE)) for label in labels)


def kind_of(noun: str) -> str | None:
    """Return the kind of review that a noun names, if it names one."""
    words: Iterable[str] = noun.lower().split()
    return next((name for word, name in _KINDS.items() if word in words), None)
