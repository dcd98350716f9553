"""The contents of a notice: each item that its provision lists, filled from the inputs, or what is missing for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.compose.notice import Block, Line, Notice, Rich
from pipeline.findings import Finding, Severity
from pipeline.models.dates import PartialDate
from pipeline.models.notice_law import Item, NoticeKind
from pipeline.notices.computed import COMPUTED, Absent, AbsentError
from pipeline.notices.fields import field_of, is_field, is_narrative, value_of, where
from pipeline.notices.subject import Subject

_NAMED = re.compile(r"\{([a-z_.-]+)\}")
CONTACT = "{council.notices.proper_officer}, {council.notices.email}, {council.notices.tel}"
"""Whom to ask."""


@dataclass
class Contents:
    """What a notice says, as far as the inputs tell it, and a finding for each datum that is missing."""

    kind: NoticeKind
    subject: Subject
    findings: list[Finding] = field(default_factory=list)

    def notice(self) -> Notice:
        """Return the notice; where something is missing its place is empty, and there is a finding."""
        kind, council = self.kind, self.subject.council
        every = f"the notice must give it ({kind.authority})"
        return Notice(
            title=kind.title,
            council=council.name,
            date=self.subject.meeting.date,
            opening=self._sentence(kind.opening, every),
            items=[(item.label, self.item(item)) for item in kind.items],
            closing=self._sentence(kind.closing, every),
            contact=self._sentence(CONTACT, every),
        )

    def item(self, item: Item) -> list[Block]:
        """Return what an item states."""
        asked = f"the {self.kind.title.lower()} must state it ({self.kind.cited(item)})"
        if item.says:
            return [self._sentence(item.says, asked)]
        return self._blocks(str(item.datum), asked)

    def published(self) -> PartialDate | None:
        """Return the day of publication, if it is given."""
        alone = Contents(self.kind, self.subject)
        found = alone._words(self.kind.published, "")
        return found[0] if found and isinstance(found[0], PartialDate) else None

    def _sentence(self, says: str, asked: str) -> Line:
        pieces = _NAMED.split(says)
        parts: list[str | PartialDate | Rich] = []
        for number, piece in enumerate(pieces):
            parts += self._words(piece, asked) if number % 2 else [piece]
        return Line(tuple(parts))

    def _words(self, name: str, asked: str) -> list[str | PartialDate | Rich]:
        """Return a datum that is a word, a date or a narrative, to stand in a sentence."""
        found = self._blocks(name, asked) if is_field(name) else self._computed(name, asked)
        if isinstance(found, PartialDate):
            return [found]
        return [part for block in found if isinstance(block, Line) for part in block.parts]

    def _blocks(self, name: str, asked: str) -> list[Block]:
        if not is_field(name):
            found = self._computed(name, asked)
            return [Line((found,))] if isinstance(found, PartialDate) else found
        value, at = value_of(name, self.subject), self.subject.at(name)
        if value is None:
            self._missing(Absent(str(field_of(name).title), at, f"Write {where(name)}."), asked)
            return []
        return [Rich(value, at) if is_narrative(name) else Line((value,))]

    def _computed(self, name: str, asked: str) -> PartialDate | list[Block]:
        compute: Callable[[Subject], PartialDate | list[Block]] = COMPUTED[name]
        try:
            return compute(self.subject)
        except AbsentError as error:
            for absent in error.absent:
                self._missing(absent, asked)
            return []

    def _missing(self, absent: Absent, asked: str) -> None:
        """NO101: a notice cannot be written without a datum; each is said once."""
        if all(each.at != absent.at for each in self.findings):
            message = f"{absent.label} is missing: {asked}"
            self.findings.append(Finding("NO101", Severity.ERROR, message, absent.hint, at=absent.at))
