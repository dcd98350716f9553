"""Where the sections of an existing paper go: a report type's own section where heading and order allow, else a further one."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.existing.outline import is_capitals
from pipeline.report_type import Section


@dataclass(frozen=True)
class Slots:
    """The sections of a report type, and where its further sections stand."""

    sections: Sequence[Section]

    @property
    def further(self) -> int:
        """The place among the sections before which further ones are printed."""
        return next((place for place, section in enumerate(self.sections) if section.further), len(self.sections))

    def slot(self, heading: str) -> int | None:
        """Return the place of the section with a heading's words; capitals may be the house style's."""
        for place, section in enumerate(self.sections):
            if heading == section.heading or (is_capitals(heading) and heading == section.heading.upper()):
                return place
        return None

    def placed(self, headings: Sequence[str]) -> list[Section | None]:
        """Return the section for each heading, or None for a further one, so that the paper's order is kept."""
        slots = [self.slot(heading) for heading in headings]
        last = self._from_the_end(slots)
        first = self._from_the_start(slots, last)
        fits = {*range(first), *range(last, len(slots))}
        return [self.sections[slot] if slot is not None and place in fits else None for place, slot in enumerate(slots)]

    def _from_the_end(self, slots: Sequence[int | None]) -> int:
        """Return the first of the last headings that stand in the report type's order, behind its further sections."""
        place, next_slot = len(slots), len(self.sections)
        while place > 0:
            slot = slots[place - 1]
            if slot is None or not self.further <= slot < next_slot:
                break
            place, next_slot = place - 1, slot
        return place

    def _from_the_start(self, slots: Sequence[int | None], last: int) -> int:
        """Return how many of the first headings stand in the report type's order, before its further sections."""
        place, before = 0, -1
        while place < last:
            slot = slots[place]
            if slot is None or not before < slot < self.further:
                break
            place, before = place + 1, slot
        return place
