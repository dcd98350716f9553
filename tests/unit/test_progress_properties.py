"""Whatever the tracker holds: every count, share, cell and sentence of a progress paper is what a second reckoning gives.

The second reckoning works on plain dicts and ``datetime``, and shares no code with the product.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial
from itertools import count as numbers_from
from itertools import takewhile
from typing import Any

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose import Composer
from pipeline.document import Document
from pipeline.load import Request, load
from pipeline.models.council import LegendEntry
from pipeline.models.dates import parse_date
from pipeline.models.inputs import Inputs
from pipeline.progress import Progress
from tests.conftest import ROOT
from tests.samples import ALDERSHIRE

REVIEWS = {
    "child-h": ("Child H", "SCR"),
    "child-j": ("Child J", "SCR"),
    "child-k-and-child-l": ("Child K and Child L", "SCR"),
    "child-m": ("Child M", "SCR"),
    "child-n": ("Child N", "LCSPR"),
    "child-p": ("Child P", "LCSPR"),
}
AGENCIES = ["Housing", "Police", "Schools & Early Years", "Health, Care and Support", "Children's <Social> Care"]
THEMES = [None, "Voice of the child", "Information sharing", "Supervision & oversight"]
STATUSES = ["not started", "in progress", "complete", "complete and evidenced", "superseded"]
STATES = ["complete and evidenced", "complete", "on track", "not started", "at risk", "overdue", "superseded"]
COLUMNS = ["complete", "on track", "not started", "at risk", "overdue", "superseded"]
RAGS = ["red", "amber", "green", "blue"]
WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

Row = dict[str, Any]
"""An action of a tracker, or how it stands; its dates are ``datetime.date``."""


@dataclass(frozen=True)
class Tracker:
    """What a paper counts. A date completed is its first day, and whether the day is known."""

    day: date
    since: date | None
    at_risk_days: int
    legend: list[tuple[str, list[str]]]
    reviews: list[str]
    actions: list[Row]
    appendix: str


# Random trackers


@st.composite
def legends(draw: st.DrawFn) -> list[tuple[str, list[str]]]:
    """Any legend: each state has one colour or none."""
    colour = {state: draw(st.sampled_from([*RAGS, None])) for state in STATES}
    entries = [(rag, [state for state in STATES if colour[state] == rag]) for rag in draw(st.permutations(RAGS))]
    return [entry for entry in entries if entry[1]] or [("red", ["overdue"])]


@st.composite
def trackers(draw: st.DrawFn) -> Tracker:
    """Any tracker; its dates crowd around the days on which something changes."""
    day = draw(st.dates(date(2022, 1, 1), date(2024, 12, 31)))
    since = draw(st.none() | st.integers(0, 200).map(lambda days: day - timedelta(days)))
    risk = draw(st.sampled_from([0, 1, 14, 28, 60]))
    anchors = st.sampled_from([day, day, since or day, day + timedelta(risk)])
    offsets = st.integers(-2, 2) | st.integers(-90, 90) | st.integers(-900, 400)
    near = st.builds(lambda anchor, offset: anchor + timedelta(offset), anchors, offsets)
    reviews = sorted(draw(st.sets(st.sampled_from(sorted(REVIEWS)), min_size=1)))
    size = draw(st.sampled_from([*range(41), 1, 2, 3]))
    recent = st.integers(-2, 200).map(lambda days: day - timedelta(days))
    actions = draw(st.lists(tracked(near, recent, reviews), min_size=size, max_size=size))
    return Tracker(
        day=day,
        since=since,
        at_risk_days=risk,
        legend=draw(legends()),
        reviews=reviews,
        actions=[{"id": f"a-{place}", "action": f"Do {place}.", **row} for place, row in enumerate(actions, start=1)],
        appendix=draw(st.sampled_from(["paper", "spreadsheet"])),
    )


def tracked(
    near: st.SearchStrategy[date], recent: st.SearchStrategy[date], reviews: list[str]
) -> st.SearchStrategy[Row]:
    """An action. Most of what is told of it is recent, so that much has moved since the last report."""
    seldom = st.none() | st.none() | near
    rag = st.none() | st.sampled_from(RAGS)
    notes = st.none() | st.sampled_from(["Done <soon>.", "Nearly done.", "Late, and nobody knows why."])
    updates = st.fixed_dictionaries(
        {
            "date": near | recent | recent,
            "status": st.sampled_from([None, *STATUSES]),
            "rag": rag,
            "due": st.none() | near | recent,
            "note": notes,
        }
    )
    return st.fixed_dictionaries(
        {
            "review": st.sampled_from(reviews),
            "agency": st.sampled_from(AGENCIES),
            "theme": st.sampled_from(THEMES),
            "lead": st.sampled_from([None, "Head of Housing"]),
            "agreed": seldom,
            "due": st.none() | near | near,
            "completed": st.none() | st.tuples(near, st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"])).map(as_precise),
            "status": st.sampled_from(STATUSES),
            "rag": rag,
            "evidence": st.sampled_from([None, "An audit."]),
            "updates": st.lists(updates, max_size=4),
        }
    )


def as_precise(told_of: tuple[date, str]) -> tuple[date, str]:
    """The first day of what is known, and how it is written."""
    day, pattern = told_of
    month = day.month if "%m" in pattern else 1
    return day.replace(month=month, day=day.day if "%d" in pattern else 1), pattern


def typed(row: Row) -> Row:
    """An action as an officer would type it."""
    completed = row["completed"] and row["completed"][0].strftime(row["completed"][1])
    updates = [{**each, "date": str(each["date"]), "due": each["due"] and str(each["due"])} for each in row["updates"]]
    dates = {name: row[name] and str(row[name]) for name in ("agreed", "due")}
    return {**row, **dates, "completed": completed, "updates": updates}


def paper_on(shipped: Inputs, tracker: Tracker) -> Inputs:
    """The sample with another tracker, another day and another legend."""
    legend = [LegendEntry(rag=rag, meaning=f"Means {rag}", states=states) for rag, states in tracker.legend]
    dates = {
        "as_at": parse_date(str(tracker.day)),
        "last_reported": parse_date(str(tracker.since)) if tracker.since else None,
    }
    return Inputs.model_validate(
        {
            "council": shipped.council.model_copy(update={"rag_legend": legend, "at_risk_days": tracker.at_risk_days}),
            "meetings": shipped.meetings,
            "paper": shipped.paper.model_copy(update={**dates, "action_appendix": tracker.appendix}),
            "reviews": [review for review in shipped.reviews if review.id in tracker.reviews],
            "actions": {"actions": [typed(row) for row in tracker.actions]},
        }
    )


# The second reckoning


def standing(tracker: Tracker, day: date) -> list[Row]:
    """How each action that was agreed by a day stood then."""
    rating = {state: rag for rag, states in reversed(tracker.legend) for state in states}
    rows = []
    for row in tracker.actions:
        if row["agreed"] and day < row["agreed"]:
            continue
        status, claimed, due = on(row, day)
        state = state_of(row, status, due and (due - day).days, tracker.at_risk_days)
        now = {"state": state, "claimed": claimed, "computed": rating.get(state), "first": row["due"], "due": due}
        rows.append({**row, **now, "late": late(row, state, due, day), "note": latest_of(row, "note", day)})
    return rows


def on(row: Row, day: date) -> tuple[str, str | None, date | None]:
    """Status, claim and due date on a day: for each, the latest known update that tells of it."""
    latest = {name: latest_of(row, name, day) for name in ("status", "rag", "due")}
    if row["updates"]:
        return latest["status"] or "not started", claim(row, day), latest["due"] or row["due"]
    if "complete" in row["status"] and row["completed"] and row["completed"][0] > day:
        return "in progress", None, row["due"]
    return row["status"], row["rag"], row["due"]


def claim(row: Row, day: date) -> str | None:
    """The last rating given, unless the status was another after it: a rating lapses with the status it was given for."""
    known = sorted((each for each in row["updates"] if each["date"] <= day), key=lambda each: each["date"])
    given = [place for place, each in enumerate(known) if each["rag"]]
    if not given:
        return None
    before, after = known[: given[-1] + 1], known[given[-1] + 1 :]
    status = next((each["status"] for each in reversed(before) if each["status"]), "not started")
    return known[given[-1]]["rag"] if {each["status"] for each in after} <= {None, status} else None


def latest_of(row: Row, name: str, day: date) -> Any:
    """What the latest update by a day that tells of something said; of two on one day, the later in the tracker."""
    known = [(each["date"], place) for place, each in enumerate(row["updates"]) if each[name] and each["date"] <= day]
    return row["updates"][max(known)[1]][name] if known else None


def state_of(row: Row, status: str, days_left: int | None, risk: int) -> str:
    if status in {"superseded", "complete"}:
        return status
    if status == "complete and evidenced":
        return status if row["evidence"] else "complete"
    if days_left is None or 0 <= days_left <= risk:
        return "at risk"
    if days_left < 0:
        return "overdue"
    return {"in progress": "on track"}.get(status, status)


def late(row: Row, state: str, due: date | None, day: date) -> int:
    """Days past the due date, so far or in all; none where the day of completion is not known."""
    if due is None or state not in {"overdue", *STATES[:2]}:
        return 0
    ended = day if state == "overdue" else ended_on(row, day)
    return max((ended - due).days, 0) if ended else 0


def ended_on(row: Row, day: date) -> date | None:
    """The day of completion, else the first of the updates that have called it complete without a break until now."""
    if row["completed"] and row["completed"][0] <= day:
        first, pattern = row["completed"]
        return first if "%d" in pattern else None
    told_of = sorted((each["date"], place) for place, each in enumerate(row["updates"]) if each["status"])
    known = [(when, row["updates"][place]["status"]) for when, place in told_of if when <= day]
    run = list(takewhile(lambda each: "complete" in each[1], reversed(known)))
    return run[-1][0] if run else None


def done(rows: list[Row]) -> int:
    return sum(row["state"] in STATES[:2] for row in rows)


def share(part: int, whole: int) -> int:
    return int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else 0


def days_over_time(tracker: Tracker) -> list[date]:
    """The day, and month ends back to the first date that is known: every one, or every second, or ..."""
    known = [tracker.day]
    for row in tracker.actions:
        known += [each["date"] for each in row["updates"]]
        known += [each for each in (row["agreed"], row["completed"] and row["completed"][0]) if each]
    first = min(each for each in known if each <= tracker.day)
    days = [tracker.day]
    while (end := days[-1].replace(day=1) - timedelta(1)) >= first:
        days.append(end)
    return next(days[::step] for step in numbers_from(1) if len(days[::step]) <= 12)[::-1]


@dataclass
class Truth:
    """What a paper on a tracker has to say."""

    tracker: Tracker
    rows: list[Row] = field(default_factory=list)
    before: dict[str, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = standing(self.tracker, self.tracker.day)
        if self.tracker.since:
            self.before = {row["id"]: row for row in standing(self.tracker, self.tracker.since)}

    @property
    def moved(self) -> list[tuple[Row | None, Row, set[str]]]:
        """What moved: how it was, how it is, and what that is called."""
        if not self.tracker.since:
            return []
        pairs = [(self.before.get(row["id"]), row) for row in self.rows]
        return [(was, row, kinds(was, row)) for was, row in pairs if kinds(was, row)]


def kinds(was: Row | None, row: Row) -> set[str]:
    now = row["state"]
    then = was["state"] if was else "nothing"
    back = bool(was and was["due"] and row["due"] and was["due"] < row["due"])
    found = {
        "completed": now in STATES[:2] and then not in STATES[:2],
        "became overdue": now == "overdue" != then,
        "reopened": then in STATES[:2] and now in STATES[2:6],
        "put back": back,
        "superseded": now == "superseded" != then,
        "joined": was is None,
    }
    named = {name for name, is_so in found.items() if is_so}
    return named or ({"other"} if now != then else set())


# Reading a paper


@dataclass(frozen=True)
class Reading:
    """A composed paper, as a reader finds it: tables by caption, sentences by section."""

    document: Document

    @property
    def tables(self) -> dict[str, list[list[str]]]:
        apart = self.document.spreadsheet
        trees = [*self.document.main.iter("table"), *([] if apart is None else [apart])]
        captioned = [tree for tree in trees if tree.find("caption") is not None]
        found = {text(tree.find("caption")): body(tree) for tree in captioned}
        assert len(found) == len(captioned)
        return found

    def sentences(self, section: str) -> list[str]:
        """The sentences of a section, without its paragraphs' numbers."""
        found = self.document.main.xpath(f"section[h2/@id='{section}']/p")
        paragraphs = [re.sub(r"^[\d.]+ ", "", text(paragraph)) for paragraph in found]
        return [sentence for paragraph in paragraphs for sentence in re.split(r"(?<=\.) (?=[A-Z0-9])", paragraph)]

    def described(self, title: str) -> str:
        """A chart's description."""
        [svg] = [each for each in self.document.main.iter("{*}svg") if text(each.find("{*}title")) == title]
        return text(svg.find("{*}desc"))


def text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def body(table: etree._Element) -> list[list[str]]:
    """The cells of a table's rows; each has as many as its header."""
    heads = len(table.findall("thead/tr/th"))
    rows = [[text(cell) for cell in row] for row in table.iterfind("tbody/tr")]
    assert {len(row) for row in rows} == {heads}
    return rows


def number(word: str) -> int:
    """Up to nine in words, above it in figures."""
    word = word.lower()
    if word in WORDS:
        return WORDS.index(word)
    assert int(word) > 9
    return int(word)


def house(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def capital(word: str | None) -> str:
    return str(word)[0].upper() + str(word)[1:]


def listed(items: list[str]) -> str:
    return re.sub(r", ([^,]*)$", r" and \1", ", ".join(items))


def check_states(paper: Reading, truth: Truth) -> None:
    """The table of states: counts, shares, ratings, and a last row that adds them up."""
    counts = Counter(row["state"] for row in truth.rows)
    ratings = {state: rag for rag, states in reversed(truth.tracker.legend) for state in states}
    *rows, last = paper.tables[f"Actions by state, as at {house(truth.tracker.day)}"]

    assert rows == [
        [capital(state), capital(ratings.get(state)), str(counts[state]), str(share(counts[state], len(truth.rows)))]
        for state in STATES
    ]
    assert last == ["All", "", str(len(truth.rows)), str(sum(int(row[3]) for row in rows))]
    assert sum(int(row[2]) for row in rows) == len(truth.rows)


def check_rounding(paper: Reading, truth: Truth) -> None:
    """The sentence on rounding stands if and only if shares that a reader may add up do not give what is printed."""
    *rows, last = paper.tables[f"Actions by state, as at {house(truth.tracker.day)}"]
    said = [each for each in paper.sentences("progress") if "rounded" in each]
    done = sum(int(row[3]) for row in rows if row[0].startswith("Complete"))
    counted = sum(row["state"].startswith("complete") for row in truth.rows)

    expected = []
    if last[3] != "100":
        expected = [f"those of the states add up to {last[3]}."]
    elif done != share(counted, len(truth.rows)):
        expected = [f"those of the two states that are complete add up to {done}."]
    assert said == [f"Percentages are rounded to whole numbers, and so {each}" for each in expected]


def check_crossed(paper: Reading, truth: Truth) -> None:
    """The tables of states by review and agency, and by theme: each cell, each sum."""
    pair = Counter((row["review"], row["agency"], merged(row["state"])) for row in truth.rows)
    theme = Counter((row["theme"] or "None given", merged(row["state"])) for row in truth.rows)
    pairs = sorted({(review, agency) for review, agency, _ in pair})
    crossed = paper.tables["Actions by review and agency"]
    themes = paper.tables["Actions by theme"]

    assert crossed[:-1] == [
        [REVIEWS[review][0], agency, *summed([pair[review, agency, state] for state in COLUMNS])]
        for review, agency in pairs
    ]
    assert themes[:-1] == [
        [name, *summed([theme[name, state] for state in COLUMNS])] for name in sorted({name for name, _ in theme})
    ]
    check_sums(crossed, 2, len(truth.rows))
    check_sums(themes, 1, len(truth.rows))


def merged(state: str) -> str:
    return state.removesuffix(" and evidenced")


def summed(counts: list[int]) -> list[str]:
    return [str(each) for each in (*counts, sum(counts))]


def check_sums(table: list[list[str]], labels: int, count: int) -> None:
    """The last row is the sum of those above it, and the last column of those before it."""
    cells = [[int(cell) for cell in row[labels:]] for row in table]

    assert table[-1][:labels] == ["All", *[""] * (labels - 1)]
    assert cells[-1] == [sum(column) for column in zip(*cells[:-1], strict=True)]
    assert all(row[-1] == sum(row[:-1]) for row in cells)
    assert cells[-1][-1] == count


def check_ratings(paper: Reading, truth: Truth) -> None:
    """The table and the chart of ratings by agency, and the legend above."""
    counts = Counter((row["agency"], row["computed"]) for row in truth.rows)
    agencies = sorted({row["agency"] for row in truth.rows})
    table = paper.tables["Rating of actions by agency"]
    told = [
        f"{agency}: "
        + ", ".join(f"{rag or 'not rated'} {counts[agency, rag]}" for rag in (*RAGS, None) if counts[agency, rag])
        for agency in agencies
    ]
    legend = [[capital(rag), f"Means {rag}", "; ".join(states)] for rag, states in truth.tracker.legend]
    colours = [rag for rag in RAGS if rag in {rag for rag, _ in truth.tracker.legend}]

    assert table[:-1] == [[name, *summed([counts[name, rag] for rag in (*RAGS, None)])] for name in agencies]
    check_sums(table, 1, len(truth.rows))
    assert paper.described("Rating of actions by agency") == "; ".join(told) + "."
    assert paper.tables["What the ratings mean"] == legend
    rated = f"Each action is rated {listed(colours).replace(' and ', ' or ')}, as the table below explains."
    assert rated in paper.sentences("background")


def check_over_time(paper: Reading, truth: Truth) -> None:
    """The table and the chart over time."""
    points = [(day, standing(truth.tracker, day)) for day in days_over_time(truth.tracker)]
    table = paper.tables["Actions complete over time"]

    assert table == [
        [house(day), str(len(rows)), str(done(rows)), str(share(done(rows), len(rows)))] for day, rows in points
    ]
    assert 1 <= len(table) <= 12
    assert table[-1][:3] == [house(truth.tracker.day), str(len(truth.rows)), str(done(truth.rows))]
    told = "; ".join(f"{house(day)}: {done(rows)} of {len(rows)}" for day, rows in points)
    assert paper.described("Actions complete over time") == f"{told}."


def check_scope(paper: Reading, truth: Truth) -> None:
    """The number of actions; that of reviews of each kind, where all reviews of the paper have actions."""
    said = paper.sentences("background")[0]
    found = re.fullmatch(r"This report tells of the (\S+) actions? that arose from (.+) in Aldershire, as .+\.", said)
    assert found
    assert number(found[1]) == len(truth.rows)
    assert said.endswith(f" as {'it' if len(truth.rows) == 1 else 'they'} stood on {house(truth.tracker.day)}.")

    if {row["review"] for row in truth.rows} == set(truth.tracker.reviews):
        told = re.findall(r"(\w+) (?:Serious|Local) [\w ]+ Reviews? \((\w+?)(s?)\)", found[2])
        assert {kind: number(word) for word, kind, _ in told} == Counter(
            REVIEWS[each][1] for each in truth.tracker.reviews
        )
        assert all((number(word) != 1) is bool(ending) for word, _, ending in told)


def check_cover(paper: Reading, truth: Truth) -> None:
    """The counts that the paper's own prose names."""
    said = " ".join(paper.document.words())
    overdue = sum(row["state"] == "overdue" for row in truth.rows)

    assert f"note that {done(truth.rows)} of {len(truth.rows)} actions are complete and {overdue} are overdue;" in said
    assert f"as at {house(truth.tracker.day)}," in said


def check_summary(paper: Reading, truth: Truth) -> None:
    """The summary tells every state that there is, with its number, once."""
    counts = Counter(merged(row["state"]) for row in truth.rows)
    evidenced = sum(row["state"] == "complete and evidenced" for row in truth.rows)
    said = paper.sentences("progress")[0]

    if len(truth.rows) == 1:
        assert said == f"The one action {PHRASES[truth.rows[0]['state']]}."
        return
    told, with_evidence, total = told_by(said)
    assert total == len(truth.rows)
    assert told == {"complete": 0, **counts}
    assert with_evidence == evidenced


PHRASES = {state: f"is {state}" for state in STATES} | {
    "not started": "has not started",
    "superseded": "has been superseded",
}


def told_by(said: str) -> tuple[dict[str, int], int, int]:
    """The numbers of the sentence: of each state, of those with evidence, of all. Its grammar has to fit them."""
    evidence = re.search(r" \((?:(\S+) )?with evidence that (it was|they were) done\)", said)
    plain = said.replace(evidence[0], "") if evidence else said
    if all_done := re.fullmatch(r"(?:Both|All (\S+)) actions are complete\.", plain):
        total = number(all_done[1] or "two")
        told = {"complete": total}
    else:
        found = re.fullmatch(r"Of the (\S+) actions, (.+)\.", plain)
        assert found
        total = number(found[1])
        told = dict(map(clause, re.split(r", | and ", found[2])))
    if not evidence:
        return told, 0, total
    whole = {None: 1, "both": 2, "all": told["complete"]}
    proved = whole[evidence[1]] if evidence[1] in whole else number(evidence[1])
    assert evidence[2] == ("it was" if proved == 1 else "they were")
    assert evidence[1] != "all" or proved > 2
    assert (evidence[1] in whole) is (proved == told["complete"])
    return told, proved, total


def clause(part: str) -> tuple[str, int]:
    """Read ``two are at risk``; none and one take the singular, and several the plural."""
    found = re.fullmatch(r"(\S+) (is|are|has|have) (?:been )?(.+)", part)
    assert found, part
    said = number(found[1])
    assert (found[2] in {"is", "has"}) is (said < 2), part
    assert (found[2] in {"has", "have"}) is (found[3] in {"not started", "superseded"}), part
    return found[3], said


def check_overdue(paper: Reading, truth: Truth) -> None:
    """Which agencies are overdue with how many, by how many days; the sentence of the section on overdue actions."""
    rows = [row for row in truth.rows if row["state"] == "overdue"]
    said = [each for each in paper.sentences("progress") if "overdue action" in each or "action is overdue" in each]
    attention = paper.sentences("attention")[0]

    if not rows:
        assert said == ["No action is overdue."] * (len(truth.rows) > 1)
        assert attention == f"No action was overdue on {house(truth.tracker.day)}."
        return
    agencies, days = overdue_told(said[-1], len(rows))
    expected = Counter(row["agency"] for row in rows)
    assert agencies == sorted(expected.items(), key=lambda each: (-each[1], each[0]))
    assert days == (min(row["late"] for row in rows), max(row["late"] for row in rows))
    counted = re.fullmatch(r"([\w-]+) actions? (was|were) overdue on (.+)\.", attention)
    assert counted
    assert (counted[2] == "was") is (len(rows) == 1)
    assert spelt(counted[1]) == len(rows)
    assert counted[3] == house(truth.tracker.day)


def spelt(words: str) -> int:
    """Read Thirty-four: a number that begins a sentence is in words however large it is."""
    teens = [
        "ten",
        "eleven",
        "twelve",
        *(f"{each}teen" for each in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
    ]
    tens = ["zero", "ten", "twenty", "thirty", "forty"]
    first, *rest = words.lower().split("-")
    if first in [*WORDS, *teens]:
        return [*WORDS, *teens].index(first)
    return 10 * tens.index(first) + (WORDS.index(rest[0]) if rest else 0)


def overdue_told(said: str, count: int) -> tuple[list[tuple[str, int]], tuple[int, int]]:
    """The agencies with their numbers, and the least and the most days late."""
    if one := re.fullmatch(r"The overdue action is with (.+) and is (\S+ days?) late\.", said):
        return [(one[1], 1)], days_told(one[2])
    if same := re.fullmatch(r"(?:Both|All (\S+)) overdue actions are with (.+); they are (.+) late\.", said):
        assert number(same[1] or "two") == count
        return [(same[2], count)], days_told(same[3])
    several = re.fullmatch(r"Of the (\S+) overdue actions, (.+); they are (.+) late\.", said)
    assert several, said
    assert number(several[1]) == count
    told = re.findall(r"(\S+) (is|are) with (.+?)(?=(?:,| and) \S+ (?:is|are) with |$)", several[2])
    assert all((verb == "is") is (word == "one") for word, verb, _ in told)
    return [(agency, number(word)) for word, _, agency in told], days_told(several[3])


def days_told(said: str) -> tuple[int, int]:
    found = re.fullmatch(r"(?:between (\S+) and )?(\S+) (days?)", said)
    assert found, said
    assert (found[3] == "day") is (found[2] == "one")
    return number(found[1] or found[2]), number(found[2])


def check_completion(paper: Reading, truth: Truth) -> None:
    """The share that is complete, and that of the last report."""
    said = [each for each in paper.sentences("progress") if re.match(r"\d+% of", each)]
    if len(truth.rows) == 1:
        assert said == []
        return
    found = re.fullmatch(
        r"(\d+)% of the actions are complete(?:, against (\d+)% \((\S+) of (\S+)\) at the last report)?\.", said[0]
    )
    assert found
    before = list(truth.before.values())
    assert int(found[1]) == share(done(truth.rows), len(truth.rows))
    assert bool(found[2]) is bool(before)
    if before:
        told = (int(found[2]), number(found[3]), number(found[4]))
        assert told == (share(done(before), len(before)), done(before), len(before))


MOVES = {
    "was completed": "completed",
    "were completed": "completed",
    "became overdue": "became overdue",
    "was reopened": "reopened",
    "were reopened": "reopened",
    "had its due date put back": "put back",
    "had their due dates put back": "put back",
    "was superseded": "superseded",
    "were superseded": "superseded",
    "joined the plan": "joined",
    "changed in another way": "other",
    "changed in other ways": "other",
    "moved from one state to another": "other",
}


def check_movement(paper: Reading, truth: Truth) -> None:
    """The sentence on what moved: each kind that there is, with its number, once."""
    said, *more = paper.sentences("movement")
    if truth.tracker.since is None:
        assert re.fullmatch(r"This is the first report on (this action|these actions)\.", said)
        assert ("this action" in said) is (len(truth.rows) == 1)
        return
    assert f" as at {house(truth.tracker.since)}" in said
    if not truth.moved:
        assert said.startswith("Nothing has moved since the last report")
        return
    found = Counter(kind for _, _, each in truth.moved for kind in each)
    _, _, clauses = said.removesuffix(".").partition(f" as at {house(truth.tracker.since)}, ")
    told = [moves_told(part, first=not place) for place, part in enumerate(re.split(r", | and ", clauses))]
    assert len(dict(told)) == len(told)
    assert dict(told) == found
    twice = "An action that changed in several ways is counted for each of them."
    assert more == ([twice] if found.total() > len(truth.moved) else [])


def moves_told(part: str, *, first: bool) -> tuple[str, int]:
    """Read ``two actions were completed``, or ``two were completed`` where it is not the first."""
    found = re.fullmatch(r"(\S+) (?:(actions?) )?(.+)", part)
    assert found, part
    said = number(found[1])
    assert bool(found[2]) is first, part
    assert found[2] in {None, "action" if said == 1 else "actions"}, part
    assert re.match(
        r"(was|had its|changed in another)" if said == 1 else r"(were|had their|changed in other)", found[3]
    ) or (found[3] in {"became overdue", "joined the plan", "moved from one state to another"}), part
    return MOVES[found[3]], said


def check_moves(paper: Reading, truth: Truth) -> None:
    """The table of what moved: exactly the actions that did, with how they were."""
    rows = [
        [row["id"], row["agency"], row["action"], *was_and_is(was, row, put_back="put back" in each)]
        for was, row, each in truth.moved
    ]
    since = truth.tracker.since
    assert paper.tables.get(f"What has moved since {since and house(since)}", []) == rows


def was_and_is(was: Row | None, row: Row, *, put_back: bool) -> list[str]:
    before = capital(was["state"]) if was else "Not in the plan"
    if was and put_back:
        return [f"{before}, due {house(was['due'])}", f"{capital(row['state'])}, due {house(row['due'])}"]
    return [before, capital(row["state"])]


def due_told(row: Row) -> str:
    said = house(row["due"]) if row["due"] else "None"
    return said if row["first"] in {None, row["due"]} else f"{said} (first {house(row['first'])})"


def check_lists(paper: Reading, truth: Truth) -> None:
    """The tables of overdue, of disputed and of all actions hold exactly theirs, in the order of the plan."""
    overdue = [
        [
            row["id"],
            row["agency"] + (f": {row['lead']}" if row["lead"] else ""),
            row["action"],
            row["note"] or "Nothing",
            due_told(row),
            str(row["late"]),
        ]
        for row in truth.rows
        if row["state"] == "overdue"
    ]
    disputed = [
        [
            *(row["id"], row["agency"], row["action"], row["note"] or "Nothing"),
            *map(capital, (row["state"], row["claimed"], row["computed"])),
        ]
        for row in truth.rows
        if row["claimed"] and row["computed"] and row["claimed"] != row["computed"] and row["state"] != "superseded"
    ]
    every = [
        [
            *(row["id"], REVIEWS[row["review"]][0], row["agency"], row["action"], str(row["lead"]), due_told(row)),
            *map(capital, (row["state"], row["claimed"], row["computed"])),
        ]
        for row in truth.rows
    ]

    assert paper.tables.get("Overdue actions", []) == overdue
    assert paper.tables.get("Disputed actions", []) == disputed
    assert paper.tables[f"Every action, as at {house(truth.tracker.day)}"] == every
    check_disputed(paper.sentences("attention")[1], len(disputed))


def check_disputed(said: str, count: int) -> None:
    found = re.fullmatch(
        r"(?:No agency|For (\S+) (actions?) the agency) claims a rating other than the one that the dates give\.", said
    )
    assert found
    assert number(found[1] or "none") == count
    assert found[2] in {None, "action" if count == 1 else "actions"}


def check_appendix(paper: Reading, truth: Truth) -> None:
    """All actions stand in the paper, or in a spreadsheet, which the paper tells of with their number."""
    apart = paper.document.spreadsheet is not None
    said = [text(each) for each in paper.document.main.iterfind("section[@class='appendix']/p")]

    assert apart is (truth.tracker.appendix == "spreadsheet")
    assert len(said) == apart
    for sentence in said:
        found = re.fullmatch(r"A.1 The (?:(\S+) actions are|action is) set out in the spreadsheet .+\.", sentence)
        assert found
        assert number(found[1] or "one") == len(truth.rows)


CHECKS: list[Callable[[Reading, Truth], None]] = [
    check_states,
    check_rounding,
    check_crossed,
    check_ratings,
    check_over_time,
    check_scope,
    check_cover,
    check_summary,
    check_overdue,
    check_completion,
    check_movement,
    check_moves,
    check_lists,
    check_appendix,
]


def check_empty(paper: Reading, truth: Truth) -> None:
    """A paper on no actions says so, and has none of the tables."""
    assert paper.sentences("background") == [f"There are no actions to report as at {house(truth.tracker.day)}."]
    assert set(paper.tables) <= {"Contacts", "Source documents", "About this report"}
    assert [paper.sentences(name) for name in ("progress", "movement", "attention")] == [[], [], []]
    assert paper.document.spreadsheet is None
    assert list(paper.document.main.iter("figure")) == []


@cache
def shipped() -> tuple[Inputs, Composer]:
    """The sample, whose tracker gives way to random ones."""
    paper = ALDERSHIRE / "2023-12-05-action-plan-progress"
    draft = load(paper, Request(ALDERSHIRE, templates=ROOT / "templates"))
    assert draft.inputs
    assert draft.composer
    return draft.inputs, draft.composer


usual = partial(
    settings,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
"""The same examples each time; what is found is told without a long search for an explanation."""


@usual(max_examples=150)
@given(trackers())
def test_a_paper_says_what_the_tracker_says(tracker: Tracker) -> None:
    inputs, composer = shipped()
    document, findings = composer.compose(paper_on(inputs, tracker))
    assert [finding.id for finding in findings] == ([] if tracker.actions else ["HS104"])
    assert document
    paper, truth = Reading(document), Truth(tracker)
    event("actions", len(truth.rows) if len(truth.rows) < 3 else "a few" if len(truth.rows) < 10 else "many")

    for check in CHECKS if truth.rows else [check_cover, check_empty]:
        check(paper, truth)


@usual(max_examples=500)
@given(trackers())
def test_every_action_stands_as_a_second_reckoning_has_it(tracker: Tracker) -> None:
    """What the paper does not print too: how late an action was completed."""
    inputs = paper_on(shipped()[0], tracker)
    progress = Progress(inputs.actions.actions, inputs.council, inputs.as_at, inputs.paper.last_reported)
    truth = Truth(tracker)

    assert list(told(progress)) == [
        (
            row["id"],
            row["state"],
            row["claimed"],
            row["computed"],
            row["due"] and str(row["due"]),
            row["late"],
            row["note"],
        )
        for row in truth.rows
    ]
    assert [move.after.action.id for move in progress.moves] == [row["id"] for _, row, _ in truth.moved]


def told(progress: Progress) -> Iterator[tuple[Any, ...]]:
    for each in progress.positions:
        due = each.due and str(each.due)
        yield each.action.id, each.state, each.claimed, each.computed, due, each.days_late, each.note
