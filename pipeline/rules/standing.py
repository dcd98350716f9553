"""Standing: how many actions are said to be complete, overdue or evidenced is what their dates and updates give."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.case import Case, Passage
from pipeline.findings import Finding, Severity
from pipeline.models.dates import MONTHS
from pipeline.progress import Move, Position, Progress
from pipeline.rules.words import MONTH, NUMBER, at, number_of, pinned, placed_sentences, quoted

_STATES: dict[str, Callable[[Position], bool]] = {
    "complete": lambda position: position.complete,
    "evidenced": lambda position: position.state == "complete and evidenced",
    "untested": lambda position: position.state == "complete",
    "overdue": lambda position: position.state == "overdue",
    "on track": lambda position: position.state == "on track",
    "at risk": lambda position: position.state == "at risk",
    "not started": lambda position: position.state == "not started",
    "superseded": lambda position: position.state == "superseded",
    "open": lambda position: not position.complete and position.state != "superseded",
    "started": lambda position: position.action.status == "in progress" and position.state != "superseded",
}
"""What makes an action stand as a word says."""

_SAID: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"complete(?:d)?,? (?:and|with) evidence[d]?|(?:fully )?evidenced|with evidence|tested and (?:found )?complete",
        ("evidenced",),
    ),
    (
        r"complete(?:d)?,? (?:but|and) (?:not (?:yet )?evidenced|without evidence|await\w* evidence|not yet tested)",
        ("untested",),
    ),
    (
        r"not (?:yet )?(?:been )?(?:complete|completed|finished|done)|incomplete|unfinished|open|outstanding|still to be (?:done|completed)",
        ("open",),
    ),
    (r"not (?:yet )?(?:been )?(?:started|begun)|yet to (?:start|begin)", ("not started",)),
    (r"complete(?:d)?|finished|implemented", ("complete", "untested")),
    (r"overdue|late|past (?:its|their) (?:due )?dates?|behind (?:time|schedule)", ("overdue",)),
    (r"on track|on target|on schedule|running to time", ("on track",)),
    (r"at risk", ("at risk",)),
    (r"superseded|replaced", ("superseded",)),
    (r"in progress|under way|ongoing|in hand", ("open", "started", "on track")),
)
_STATE = "|".join(f"(?P<s{index}>{pattern})" for index, (pattern, _) in enumerate(_SAID)).replace(" ", r"\s{1,3}")
_NUMBER = rf"(?:{NUMBER}|none|all|half)"
_FILL = (
    r"(?:\s{1,3}(?:that|which|who|is|are|was|were|have|has|been|being|now|still|already|remain|remains|stand|stands|as|both|currently|all"
    r"|shown|rated|reported|counted|recorded|to|be|actions?|recommendations?|agreed|stood|fully|only)(?![\w'\u2019-]))"
)
_STANDING = re.compile(
    rf"(?<![\w.,\u00a3-])(?P<n>{_NUMBER})(?:\s{{1,3}}(?:out\s{{1,3}})?of\s{{1,3}}(?:the|these|those|them|all|its|our|whom|which)?"
    rf"(?:\s{{0,3}}(?P<m>{NUMBER}))?)?(?P<fill>{_FILL}{{0,6}})\s{{1,3}}(?:{_STATE})(?![\w'\u2019-])",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:further|other|another|additional|last|first|least|most|than|over|next|per|about|whether|one in|two in|three in)\s{1,3}$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\bsince\s{{1,3}}(?:then|last time|(?:the|our|its)\s{{1,3}}(?:last|previous)\s{{1,3}}(?:report|paper|meeting)|(?:{MONTH}))\b"
    r"|\b(?:in|over|during)\s{1,3}(?:this|the)\s{1,3}(?:period|quarter)\b",
    re.IGNORECASE,
)
_ANOTHER_DAY = re.compile(
    rf"\b(?:last report|previous(?:ly)?|at the time|by then|will|would|expects?|expected|target|had|hopes?|should|must|by (?:the end of )?(?:{MONTH})|"
    r"if|until|unless|(?:in|during) (?:19|20)\d\d|(?:country|nation|elsewhere|region)\w*|more than \w+ (?:days|weeks|months)|by (?:more than )?\w+ (?:days|weeks|months)|for (?:more than )?\w+ (?:days|weeks|months|years)"
    r"|ahead of|early|on time|within)\b",
    re.IGNORECASE,
)
_DATE = re.compile(rf"\b(?:(\d{{1,2}})\s{{1,3}})?({MONTH})\s{{1,3}}(\d{{4}})")
_HALF = re.compile(
    rf"\b(?P<more>more|less|fewer)?(?:\s{{1,3}}than\s{{1,3}})?(?P<part>half|a third|a quarter|two thirds|three quarters|most|the majority)\s{{1,3}}of\s{{1,3}}(?:the|these|them|all|our|its)?"
    rf"(?:\s{{0,3}}(?:{NUMBER}))?{_FILL}{{1,6}}\s{{1,3}}(?:{_STATE})(?![\w'\u2019-])",
    re.IGNORECASE,
)
_PARTS = {"half": 1 / 2, "a third": 1 / 3, "a quarter": 1 / 4, "two thirds": 2 / 3, "three quarters": 3 / 4}
_ACTION_IS = re.compile(
    rf"\b(?P<id>[a-z]{{1,4}}-\d{{1,3}})(?:,[^,.;]{{1,50}},|\s{{1,3}}\([^)]{{1,50}}\))?\s{{1,3}}(?:is|has|was)(?:\s{{1,3}}(?:now|still|been|already|being)){{0,3}},?\s{{1,3}}(?:{_STATE})(?![\w'\u2019-])",
    re.IGNORECASE,
)
_HINT = "Name the fact instead of typing it: {{ actions.complete }}, {{ actions.overdue }}, {{ actions.count }}."


@dataclass(frozen=True)
class _Plan:
    """A paper's actions on its day, and what moved since its last report."""

    case: Case

    @cached_property
    def progress(self) -> Progress:
        inputs = self.case.inputs
        return Progress(inputs.actions.actions, inputs.council, inputs.as_at, inputs.paper.last_reported)

    @cached_property
    def positions(self) -> list[Position]:
        return self.progress.positions

    @cached_property
    def by_reference(self) -> dict[str, Position]:
        return {position.action.id.lower(): position for position in self.positions}

    def true(self, states: Iterable[str], sentence: str) -> set[int]:
        """Return the numbers that a sentence may give: of all actions, and of those of an agency or a review that it names."""
        groups = [self.positions, *self._named(sentence)]
        return {sum(map(_STATES[state], group)) for state in states for group in groups}

    def moved(self, states: Iterable[str], sentence: str) -> set[int]:
        """Return how many actions came to stand so since the last report."""
        moves = [
            self.progress.moves,
            *([m for m in self.progress.moves if m.after in group] for group in self._named(sentence)),
        ]
        return {sum(_came(move, _STATES[state]) for move in group) for state in states for group in moves}

    def _named(self, sentence: str) -> Iterator[list[Position]]:
        for name, group in self._groups.items():
            if name in sentence:
                yield group

    @cached_property
    def _groups(self) -> dict[str, list[Position]]:
        names: dict[str, list[Position]] = {}
        children = {review.id: [child.name for child in review.children] for review in self.case.inputs.reviews}
        for position in self.positions:
            action = position.action
            for name in (action.agency, action.theme, *children.get(action.review, ())):
                if name:
                    names.setdefault(name, []).append(position)
        return names


def _came(move: Move, stands: Callable[[Position], bool]) -> bool:
    return stands(move.after) and not (move.before and stands(move.before))


def standing(case: Case) -> Iterable[Finding]:
    """CO129: how many actions are complete, evidenced, overdue or open is typed, and the dates give another number."""
    plan = _Plan(case)
    if not plan.positions:
        return
    for passage in case.typed():
        if passage.at[0] in {"actions", "reviews"}:
            continue
        for start, sentence in placed_sentences(passage.words):
            yield from _counted(plan, passage, sentence, start)
            yield from _fractions(plan, passage, sentence, start)
            yield from _named_actions(plan, passage, sentence, start)


def _counted(plan: _Plan, passage: Passage, sentence: str, start: int) -> Iterator[Finding]:
    for match in _STANDING.finditer(sentence):
        if _is_of_something_else(plan, passage, sentence, match):
            continue
        states = _states(match)
        since = _is_since(sentence, match)
        true = plan.moved(states, sentence) if since else plan.true(states, sentence)
        if since and plan.case.inputs.paper.last_reported is None:
            continue
        whole = match["m"] and number_of(match["m"])
        word = match["n"].lower()
        said = len(plan.positions) if word == "all" else len(plan.positions) / 2 if word == "half" else number_of(word)
        if since and word == "all":
            continue
        for number, right, typed in ((said, true, match["n"]), (whole, _wholes(plan, sentence, passage), match["m"])):
            if number is not None and number != "" and number not in right and _is_typed(passage, typed):
                data = " or ".join(str(each) for each in sorted(right))
                message = f"{quoted(passage, match[0])}: the data give {data}"
                near = pinned(passage, start + match.start(), start + match.end())
                yield at("CO129", Severity.WARNING, passage, near, message, _HINT)
                break


def _is_since(sentence: str, match: re.Match[str]) -> bool:
    """Whether a count is of what moved since the last report: the words stand at the sentence's head, or beside it."""
    said = _SINCE.search(sentence)
    if said is None:
        return False
    before, after = match.start() - said.end(), said.start() - match.end()
    return said.start() < 4 or 0 <= before < 30 or 0 <= after < 30


def _wholes(plan: _Plan, sentence: str, passage: Passage) -> set[int]:
    """Return what a part may be of: all actions, those of a group, or those that stand alike."""
    whole = plan.true(_STATES, passage.words) | {len(plan.positions)}
    return whole | {len(group) for group in plan._named(sentence)}  # noqa: SLF001 - of this module


def _is_of_something_else(plan: _Plan, passage: Passage, sentence: str, match: re.Match[str]) -> bool:
    """Whether a number is not of the plan on the paper's day: a share, another day, or other things than actions."""
    before, after = sentence[max(0, match.start() - 24) : match.start()], sentence[match.end() : match.end() + 40]
    if _SHARE.search(before) or (_ANOTHER_DAY.search(sentence) and not _is_since(sentence, match)):
        return True
    fill = match["fill"].split()
    bare = not fill and not match["m"]
    if bare and not re.match(r"\s{1,3}(?:actions?|recommendations?)\b|\s{0,2}(?:[.;,)]|$|and\b|but\b)", after):
        return True
    day = plan.case.inputs.as_at
    for said in _DATE.finditer(sentence):
        other = (int(said[3]), MONTHS[said[2].lower()]) != (day.year, day.month) or (
            said[1] and int(said[1]) != day.day
        )
        if other and not _is_since(sentence, match):
            return True
    return not _about_actions(plan, passage, fill)


def _about_actions(plan: _Plan, passage: Passage, fill: list[str]) -> bool:
    if "action" in passage.words.lower() or any(word.lower().startswith("action") for word in fill):
        return True
    return plan.case.inputs.paper.report_type == "action-plan-progress" or passage.section in {
        "actions",
        "attention",
        "progress",
    }


def _states(match: re.Match[str]) -> tuple[str, ...]:
    return next(states for index, (_, states) in enumerate(_SAID) if match[f"s{index}"])


def _fractions(plan: _Plan, passage: Passage, sentence: str, start: int) -> Iterator[Finding]:
    """Find a fraction of the plan that is not the one that the dates give."""
    for match in _HALF.finditer(sentence):
        if (
            _ANOTHER_DAY.search(sentence)
            or _SINCE.search(sentence)
            or not _about_actions(plan, passage, match[0].split())
        ):
            continue
        share = {number / len(plan.positions) for number in plan.true(_states(match), sentence)}
        least = _PARTS.get(match["part"].lower(), 0.5)
        more = (match["more"] or ("more" if match["part"].lower() in {"most", "the majority"} else "")).lower()
        right = any(
            each > least if more == "more" else each < least if more else abs(each - least) <= 0.05 for each in share
        )
        if not right and passage.holds(match[0]):
            message = f"{quoted(passage, match[0])}: the data give {max(share):.0%}"
            near = pinned(passage, start + match.start(), start + match.end())
            yield at("CO129", Severity.WARNING, passage, near, message, _HINT)


def _is_typed(passage: Passage, number: str) -> bool:
    """Whether a number was typed, and not given by a fact."""
    return re.search(rf"(?<![\w.]){re.escape(number.casefold())}(?![\w.])", passage.source) is not None


def _named_actions(plan: _Plan, passage: Passage, sentence: str, start: int) -> Iterator[Finding]:
    """Find an action that is named by its reference and said to stand otherwise than it does."""
    for match in _ACTION_IS.finditer(sentence):
        position = plan.by_reference.get(match["id"].lower())
        skipped = _ANOTHER_DAY.search(sentence) or _SINCE.search(sentence) or _DATE.search(sentence) or not position
        if position and not skipped and not any(_STATES[state](position) for state in _states(match)):
            message = f"{quoted(passage, match[0])}: by its dates and updates it is {position.state}"
            near = pinned(passage, start + match.start(), start + match.end())
            yield at("CO129", Severity.WARNING, passage, near, message, "Compare it with the plan.")
