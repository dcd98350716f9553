"""Working days and clear days: pure counting, each skipped day with its reason.

A clear day is a whole working day between the day of a notice and that of the meeting, neither counted (R v Swansea City Council, ex
parte Elitestone, Court of Appeal 1993).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEKEND = {5: "Saturday", 6: "Sunday"}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Count:
    """A count of days back from a meeting: by when, the first and last day counted, and the days skipped, each with its reason."""

    by: date
    first: date
    last: date
    skipped: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class WorkingDays:
    """Which days are working days; ``holidays`` names those that are not, weekends apart."""

    holidays: Mapping[date, str]

    def why_not(self, day: date) -> str:
        """Return why a day is no working day; nothing where it is one."""
        return WEEKEND.get(day.weekday(), "") or self.holidays.get(day, "")

    def clear_days_between(self, notice: date, meeting: date) -> int:
        """Return how many clear days a notice gives."""
        days = (notice + DAY * number for number in range(1, (meeting - notice).days))
        return sum(1 for day in days if not self.why_not(day))

    def clear_days_before(self, meeting: date, days: int) -> Count:
        """Return by when a notice must be given for so many clear days, all of them working days, and it on one, too."""
        return self._back(meeting, days, weekends=False)

    def calendar_days_before(self, meeting: date, days: int) -> Count:
        """Return by when a notice must be given for so many clear days of any kind; offices are open on the day itself."""
        return self._back(meeting, days, weekends=True)

    def _back(self, meeting: date, days: int, *, weekends: bool) -> Count:
        skipped: list[tuple[date, str]] = []
        last = first = None
        day, left = meeting, days
        while left:
            day -= DAY
            if reason := "" if weekends else self.why_not(day):
                skipped.append((day, reason))
            else:
                last, first, left = last or day, day, left - 1
        day -= DAY
        while reason := self.why_not(day):
            skipped.append((day, reason))
            day -= DAY
        return Count(day, first or meeting, last or meeting, tuple(skipped))

    def before(self, day: date, days: int) -> Count:
        """Return the working day that lies so many working days before a day."""
        return self._walk(day, days, -DAY)

    def after(self, day: date, days: int) -> Count:
        """Return the working day that lies so many working days after a day."""
        return self._walk(day, days, DAY)

    def _walk(self, day: date, days: int, step: timedelta) -> Count:
        skipped = []
        found, left = day, days
        while left:
            found += step
            if reason := self.why_not(found):
                skipped.append((found, reason))
            else:
                left -= 1
        return Count(found, found, day, tuple(skipped))

    def first_of_month(self, day: date) -> date:
        """Return the first working day of a day's month."""
        found = day.replace(day=1)
        while self.why_not(found):
            found += DAY
        return found
