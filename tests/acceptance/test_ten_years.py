"""Ten years of London days, hour by hour: every due paper exactly once, none before its day, each late one marked.

A daily timer at six by the machine's clock; both changes of the clocks; weekly meetings, one in twenty moved; outages of up to thirty
days; a clock that is stepped; starts that come twice. What must have been made is worked out from the list of starts alone.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.deadlines import working_days
from pipeline.due import Waiting, due
from pipeline.models.council import Council
from pipeline.models.meeting import Meeting
from pipeline.record import runs
from pipeline.timetable import Timetable, timetable
from tests.unit.test_timetable import COUNCIL, RULES

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)
FIRST, YEARS = datetime(2024, 1, 1, tzinfo=UTC), 10
COUNCIL_ = Council.model_validate(COUNCIL)
DAYS = working_days(COUNCIL_)


@dataclass
class Called:
    """A meeting as it stands on one date, from when until when it was called for it."""

    timetable: Timetable
    since: datetime
    until: datetime

    @property
    def day(self) -> date:
        return date.fromisoformat(str(self.timetable.meeting.date))


@dataclass
class World:
    """What happened: when the machine was up, what its clock said, and what its runs made."""

    starts: list[tuple[datetime, datetime]] = field(default_factory=list)
    made: list[tuple[datetime, str, date, str, bool]] = field(default_factory=list)
    changes: int = 0


def called(name: str, day: date, moved_from: date | None = None) -> Timetable:
    record = {"id": name, "body": "Cabinet", "date": day.isoformat()}
    meeting = Meeting.model_validate(record | ({"moved_from": moved_from.isoformat()} if moved_from else {}))
    return timetable(meeting, COUNCIL_, RULES, DAYS)


def meetings(chance: random.Random) -> list[Called]:
    found = []
    end = FIRST + timedelta(days=366 * YEARS)
    for week in range(52 * YEARS):
        day = (FIRST + timedelta(days=7 * week + 1)).date()
        if chance.random() < 0.05:
            known = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=chance.randrange(24 * 40))
            new = day + timedelta(days=chance.choice([-3, 1, 2, 7, 14]))
            found.append(Called(called(f"m{week}", day), FIRST, known))
            found.append(Called(called(f"m{week}", new, day), known, end))
        else:
            found.append(Called(called(f"m{week}", day), FIRST, end))
    return found


def play(everything: list[Called], chance: random.Random, folder: Path) -> World:
    """Let the hours pass; start what is due at six by the machine's clock, or as soon as the machine is up again."""
    world = World()
    down_until, step, step_until, missed, last_offset = FIRST, timedelta(), FIRST, False, None
    now = FIRST
    with runs(folder) as record:
        record.begin(FIRST.date())
        while now < FIRST + timedelta(days=3653):
            now += HOUR
            offset = now.astimezone(LONDON).utcoffset()
            world.changes += last_offset not in {None, offset}
            last_offset = offset
            if chance.random() < 1 / 2000:
                down_until = now + HOUR * chance.randrange(1, 24 * 30)
            if chance.random() < 1 / 500:
                step, step_until = HOUR * chance.randrange(-25, 4), now + HOUR * chance.randrange(1, 30)
            clock = (now + (step if now < step_until else timedelta())).astimezone(LONDON)
            at_six = clock.hour == 6
            if now < down_until:
                missed = missed or at_six
            elif at_six or missed:
                missed = False
                for _ in range(2 if chance.random() < 0.1 else 1):
                    world.starts.append((now, clock))
                    _start(now, clock, everything, record, world)
    return world


def _start(now: datetime, clock: datetime, everything: list[Called], record: object, world: World) -> None:
    near = [each for each in everything if each.since <= now < each.until and abs((each.day - now.date()).days) < 90]
    papers = [Waiting(f"{each.timetable.meeting.id}-paper", each.timetable.meeting.id, "inputs") for each in near]
    for each in list(due([each.timetable for each in near], papers, record, clock.date())):
        record.add(each.run, each.day, clock.isoformat(), late=each.late)
        world.made.append((now, each.run.paper, each.run.meeting_date, each.run.stage, each.late))


def expected(everything: list[Called], world: World) -> set[tuple[str, date, str, bool]]:
    """What must have been made: for each meeting as it was called, from the first start on which each stage could be."""
    found = set()
    for each in everything:
        drafts, agenda = each.timetable.day("first-drafts"), each.timetable.day("papers")
        days = [
            clock.date()
            for now, clock in world.starts
            if each.since <= now < each.until and abs((each.day - now.date()).days) < 90
        ]
        name = f"{each.timetable.meeting.id}-paper"
        for stage, day, last in (("draft", drafts, agenda - timedelta(days=1)), ("final", agenda, date.max)):
            on = [start for start in days if day <= start <= last]
            found |= {(name, each.day, stage, on[0] > day)} if on else set()
    return found


def test_ten_years_of_days(tmp_path: Path, measured: Callable[[str, object], None]) -> None:
    chance = random.Random(20100907)
    everything = meetings(chance)
    world = play(everything, chance, tmp_path)
    made = [(paper, day, stage, late) for _, paper, day, stage, late in world.made]

    assert len(made) == len(set(made)) == len({each[:3] for each in made})
    assert set(made) == expected(everything, world)
    for now, paper, day, stage, _ in world.made:
        each = next(one for one in everything if f"{one.timetable.meeting.id}-paper" == paper and one.day == day)
        assert now.astimezone(LONDON).date() >= each.timetable.day("papers" if stage == "final" else "first-drafts")
    finals = {(paper, day) for paper, day, stage, _ in made if stage == "final"}
    kept = [each for each in everything if each.until > FIRST + timedelta(days=366 * YEARS - 1)]
    held = [each for each in kept if each.day < (FIRST + timedelta(days=3620)).date()]
    assert {(f"{each.timetable.meeting.id}-paper", each.day) for each in held} <= finals
    late = sum(each[3] for each in made)
    assert world.changes == 20
    assert late > 0
    text = f"3,653 days, {world.changes} changes of the clocks, {len(world.starts):,} starts, {len(made):,} papers, {late} late"
    measured("ten years of run-due", text)
