"""Slips of what is told against the data, and of the data themselves."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from num2words import num2words

from pipeline.findings import Path as Field
from pipeline.models.dates import parse_date
from pipeline.timetable import as_day
from tests.assurance.places import Paper, Papers, Slip, Spot
from tests.assurance.word_slips import Kind

_FACT = re.compile(r"\{\{\s*([a-z0-9.-]+)\s*(?:\|\s*([a-z]+)\s*)?\}\}")
TOLD_COUNTS = (
    "There were {} {what}.",
    "{} {what} were considered.",
    "The {} {what} were read together.",
    "The families in all {} {what} were consulted.",
    "This paper is about {} {what}.",
)
OTHER_NAMES = ("Baby", "Infant", "Young Person", "Teenager")


def _said(number: int, random: Random) -> str:
    return random.choice((str(number), num2words(number)))


def _other(number: int, random: Random) -> int:
    return max(number + random.choice((-2, -1, 1, 2, 3)), 2) if number > 3 else number + random.choice((1, 2, 3))


def _told(papers: Papers, start: str = "reviews") -> list[Spot]:
    """The ends of sentences in the narratives of papers that have reviews."""
    return [spot for spot in papers.sentence_ends if spot.at[0] == "paper" and getattr(spot.paper.inputs, start)]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _counted(spots: list[Spot], nouns: tuple[str, ...], kind: str, random: Random) -> Iterator[Slip]:
    for spot in spots:
        true = _numbers(spot.paper)
        if true[kind]:
            number = _other(true[kind], random)
            while number in true.values():
                number += 1
            said = random.choice(TOLD_COUNTS).format(_said(number, random), what=random.choice(nouns))
            yield spot.followed_by(_capital(said), "CO112", "CO129")


def _numbers(paper: Paper) -> dict[str, int]:
    inputs = paper.inputs
    return {
        "reviews": len(inputs.reviews),
        "evaluations": len(inputs.evaluations),
        "children": sum(len(review.children) for review in inputs.reviews),
        "actions": len(inputs.actions.actions),
    }


def wrong_count_of_reviews(papers: Papers, random: Random) -> Iterator[Slip]:
    yield from _counted(
        _told(papers), ("reviews", "Serious Case Reviews", "completed reviews", "cases"), "reviews", random
    )


def wrong_count_of_children(papers: Papers, random: Random) -> Iterator[Slip]:
    yield from _counted(_told(papers), ("children", "children who died"), "children", random)


def wrong_count_of_actions(papers: Papers, random: Random) -> Iterator[Slip]:
    spots = [spot for spot in _told(papers) if spot.paper.inputs.actions.actions]
    yield from _counted(spots, ("actions", "actions of the plan", "agreed actions"), "actions", random)


def number_typed_for_a_fact(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in papers.spots:
        for match in _FACT.finditer(spot.line):
            value = spot.paper.facts.get(match[1], "")
            counted = match[1].startswith(("reviews.", "actions.")) and value.isdigit()
            if counted and match[2] in {None, "words"}:
                number = _other(int(value), random)
                while number in _numbers(spot.paper).values():
                    number += 1
                new = num2words(number) if match[2] else str(number)
                yield spot.replaced(match.start(), match.end(), new, "CO112", "CO129")


def part_larger_than_whole(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "{more} of the {whole} {what} were read again.",
        "{more} of its {whole} {what} have been closed.",
        "Members have seen {more} of the {whole} {what}.",
        "In {more} of the {whole} {what} the father was not asked.",
    )
    for spot in _told(papers):
        kind = random.choice([kind for kind in ("reviews", "children", "actions") if _numbers(spot.paper)[kind]])
        whole = _numbers(spot.paper)[kind]
        more = whole + random.choice((1, 2, 3))
        told = random.choice(said).format(more=_said(more, random), whole=_said(whole, random), what=kind)
        yield spot.followed_by(_capital(told), "CO112", "CO129")


def wrong_number_at_a_parents_hands(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "The paper tells of deaths, {} of which were at the hands of a parent.",
        "It is about children, {} of whom were killed by a parent.",
        "{} children died at the hands of their parents.",
        "These are reviews of deaths, {} of which at the hands of their parents.",
    )
    for spot in _told(papers):
        held = sum(len(review.children) for review in spot.paper.inputs.reviews if review.responsible)
        if held:
            number = _said(held + random.choice((1, 2)), random)
            yield spot.followed_by(_capital(random.choice(said).format(number)), "CO113", "CO112", "CO129")


def another_pseudonym(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in _told(papers):
        child = random.choice([child for review in spot.paper.inputs.reviews for child in review.children])
        name = f"{random.choice(OTHER_NAMES)} {child.name.split()[-1]}"
        yield spot.followed_by(_about(name, random), "CO111")
    for spot in papers.spots:
        for match in re.finditer(r"\{\{ child-([a-z])\.children \}\}", spot.line):
            yield spot.replaced(match.start(), match.end(), f"Baby {match[1].upper()}", "CO111")


def unknown_child(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in _told(papers):
        yield spot.followed_by(_about(f"Child {random.choice('QRSTVXYZ')}", random), "CO111")


def _about(name: str, random: Random) -> str:
    said = (
        "The family of {} was told.",
        "{} had been known to the school.",
        "{}'s mother was asked.",
        "This was so in the case of {}.",
    )
    return random.choice(said).format(name)


def another_recommendation(papers: Papers, random: Random) -> Iterator[Slip]:
    changes = (
        lambda lines: [re.sub(r"\bnote\b|\bapprove\b", "consider", lines[0], count=1), *lines[1:]],
        lambda lines: lines[:-1],
        lambda lines: [*lines[:-1], lines[-1].rstrip(".") + " in public."],
    )
    del random
    for paper in papers:
        file, first, past = paper.extent(("paper", "recommendation"))
        lines = [line.strip() for line in paper.lines[file][first + 1 : past] if line.strip()]
        items = lines[1:]
        for change in changes:
            new = ["  recommendations: |", f"    {lines[0]}", "", *(f"    {line}" for line in _indented(change(items)))]
            yield from _section(paper, new)


def _indented(lines: list[str]) -> list[str]:
    return [line if re.match(r"\d+\.", line) else f"   {line}" for line in lines]


def _section(paper: Paper, new: list[str]) -> Iterator[Slip]:
    """Add a section before the paper's first."""
    key = paper.draft.source.keys.get(("paper", "sections"))
    if key is not None and ("paper", "sections", "recommendations") not in paper.draft.source.values:
        file, line = paper.relative(key.file), key.start[0] + 1
        slip = paper.changed(file, (line, line), new, ("paper", "recommendation"), "CO114")
        yield Slip(slip.paper, slip.file, slip.text, slip.lines, slip.lines, slip.rules)


def age_disagrees(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in _told(papers):
        child = random.choice([child for review in spot.paper.inputs.reviews for child in review.children if child.age])
        unit, number = child.age.unit, child.age.number + random.choice((2, 3))
        age = f"{num2words(number)} {unit}s" if random.random() < 0.5 else f"{number} {unit}s"
        said = random.choice(
            ("{name} died at the age of {age}.", "{name} was {age} old.", "{name}, aged {age}, had a brother.")
        )
        yield spot.followed_by(said.format(name=child.name, age=age), "CO122")


def grade_disagrees(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in _told(papers, "evaluations"):
        evaluation = random.choice(spot.paper.inputs.evaluations)
        children = next(r.children for r in spot.paper.inputs.reviews if r.id == evaluation.review)
        grade = random.choice([g for g in ("outstanding", "good", "adequate", "inadequate") if g != evaluation.grade])
        said = random.choice(("The review of {} was judged {}.", "The report on {} was graded {}."))
        yield spot.followed_by(said.format(children[0].name, grade), "CO120")


def wrong_total(papers: Papers, random: Random) -> Iterator[Slip]:
    """A number in the last row of a table of the paper's own."""
    for paper in papers:
        for file, lines in paper.lines.items():
            for number, line in enumerate(lines):
                for match in re.finditer(r"\*\*(\d[\d,]*)\*\*", line) if line.lstrip().startswith("| **") else ():
                    old = match[1].replace(",", "")
                    new = f"{int(old) + random.choice((1, 10)):,}"
                    text = line[: match.start()] + f"**{new}**" + line[match.end() :]
                    at = next(
                        at for at, v in paper.fields() if at[0] == "paper" and _covers(paper, at, file, number) and v
                    )
                    yield paper.changed(file, (number, number + 1), [text], at, "CO124", "CO127", "CO128", "CO13")


def _covers(paper: Paper, at: Field, file: str, number: int) -> bool:
    name, first, past = paper.extent(at)
    return name == file and first <= number < past


def figure_without_source(papers: Papers, random: Random) -> Iterator[Slip]:
    values = ("6%", "12.5%", "\u00a31.4 million", "\u00a340,000", "31 per cent", "94%")
    for paper in papers:
        for lacks in ("source", "as_at", "source as_at"):
            figure = ["figures:", "  - id: vacancy-rate", f'    value: "{random.choice(values)}"']
            figure += [] if "source" in lacks else ["    source: Workforce return"]
            figure += [] if "as_at" in lacks else [f"    as_at: {_day(_before(paper))}"]
            key = paper.draft.source.keys[("paper", "contacts")]
            file, line = paper.relative(key.file), key.start[0]
            slip = paper.changed(file, (line, line), figure, ("paper", "purpose"), "HS119")
            yield Slip(slip.paper, slip.file, slip.text, slip.lines, slip.lines, slip.rules)


def _before(paper: Paper) -> date:
    return _date(paper.value(("paper", "as_at"))) or date(2010, 9, 30)


def _date(text: object) -> date | None:
    """The day that a field gives, None where it gives none."""
    return as_day(parse_date(text)) if text else None


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def address_with_capitals(papers: Papers, random: Random) -> Iterator[Slip]:
    changes = (str.title, str.upper, str.capitalize, lambda text: text.replace("aldershire", "Aldershire"))
    for paper in papers:
        for who in ("officer", "member"):
            at = ("paper", "contacts", who, "email")
            for change in random.sample(changes, 2):
                if (new := change(paper.value(at))) != paper.value(at):
                    yield paper.set(at, new, "HS118")


def guidance_misquoted(papers: Papers, random: Random) -> Iterator[Slip]:
    del random
    for paper in papers:
        title = paper.value(("council", "guidance", "title"))
        for old, new in (
            ("inter-agency working", "Inter Working"),
            ("Safeguard Children", "Safeguard Our Children"),
            ("welfare", "wellbeing"),
            ("Together to", "Together for"),
            ("a guide to", "guide to"),
        ):
            if old in title:
                yield paper.set(("council", "guidance", "title"), f'"{title.replace(old, new, 1)}"', "CO119")


def blank_divisions(papers: Papers, random: Random) -> Iterator[Slip]:
    del random
    for paper in papers:
        yield paper.set(("paper", "electoral_divisions"), "", "HS101")
        yield paper.without(("paper", "electoral_divisions"), "HS101")


def _actions(papers: Papers) -> Iterator[tuple[Paper, Field, dict[str, object]]]:
    for paper, at in papers.once("actions"):
        yield paper, at, paper.value(at)


def status_not_of_last_update(papers: Papers, random: Random) -> Iterator[Slip]:
    every = ("not started", "in progress", "complete", "superseded")
    for paper, at, action in _actions(papers):
        if action.get("updates"):
            yield paper.set((*at, "status"), random.choice([s for s in every if s != action["status"]]), "AP102")


def no_due_date(papers: Papers, random: Random) -> Iterator[Slip]:
    del random
    for paper, at, action in _actions(papers):
        again = any("due" in update for update in action.get("updates") or ())
        if not action["status"].startswith(("complete", "superseded")) and action.get("due") and not again:
            yield paper.without((*at, "due"), "AP103")


def complete_without_date(papers: Papers, random: Random) -> Iterator[Slip]:
    del random
    for paper, at, action in _actions(papers):
        if action["status"].startswith("complete") and action.get("completed") and not action.get("updates"):
            yield paper.without((*at, "completed"), "AP104")


def no_evidence(papers: Papers, random: Random) -> Iterator[Slip]:
    del random
    for paper, at, action in _actions(papers):
        if action["status"] == "complete and evidenced" and action.get("evidence"):
            yield paper.without((*at, "evidence"), "AP105")


def due_before_agreed(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at, action in _actions(papers):
        if (agreed := _date(action.get("agreed"))) and action.get("due"):
            yield paper.set((*at, "due"), _day(agreed - timedelta(random.randint(1, 300))), "AP107")


def due_before_the_review(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at, action in _actions(papers):
        review = next(r for r in paper.inputs.reviews if r.id == action["review"])
        if review.initiated and action.get("due") and not action.get("agreed"):
            day = date(review.initiated.year, review.initiated.month or 1, 1) - timedelta(random.randint(1, 200))
            yield paper.set((*at, "due"), _day(day), "AP111")


def completed_before_agreed(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at, action in _actions(papers):
        if (agreed := _date(action.get("agreed"))) and action.get("completed"):
            yield paper.set((*at, "completed"), _day(agreed - timedelta(random.randint(1, 300))), "AP107")


def completed_in_the_future(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at, action in _actions(papers):
        meeting = paper.inputs.meeting.date
        if action.get("completed"):
            later = as_day(meeting) + timedelta(random.randint(3, 300))
            yield paper.set((*at, "completed"), _day(later), "AP110")


def two_updates_of_a_day(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at, action in _actions(papers):
        if len(updates := action.get("updates") or ()) > 1:
            index = random.randrange(1, len(updates))
            slip = paper.set((*at, "updates", index, "date"), updates[index - 1]["date"], "AP107")
            yield slip


def update_before_agreed(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at, action in _actions(papers):
        if (agreed := _date(action.get("agreed"))) and action.get("updates"):
            day = _day(agreed - timedelta(random.randint(1, 200)))
            yield paper.set((*at, "updates", 0, "date"), day, "AP107")


def no_lead(papers: Papers, random: Random) -> Iterator[Slip]:
    del random
    for paper, at, action in _actions(papers):
        if action.get("lead"):
            yield paper.without((*at, "lead"), "AP108")


def overdue_and_green(papers: Papers, random: Random) -> Iterator[Slip]:
    """The due date of an action on course, put before the day of the count."""
    for paper, at, action in _actions(papers):
        counted = _date(paper.value(("paper", "as_at"))) or date(2010, 11, 9)
        again = any("due" in update for update in action.get("updates") or ())
        open_and_green = action["status"] == "in progress" and action.get("rag") == "green" and not again
        agreed = _date(action.get("agreed"))
        if open_and_green and _date(action.get("due")) and _date(action.get("due")) > counted:
            day = counted - timedelta(random.randint(1, 40))
            if agreed is None or day > agreed:
                record = paper.set((*at, "due"), _day(day), "AP101")
                _, first, past = paper.extent(at)
                yield Slip(record.paper, record.file, record.text, record.lines, (first + 1, past), record.rules)


def reference_twice(papers: Papers, random: Random) -> Iterator[Slip]:
    before: dict[str, str] = {}
    del random
    for paper, at, action in _actions(papers):
        file, _, _ = paper.extent(at)
        if file in before:
            yield paper.set((*at, "id"), before[file], "AP113", "VA103", "VA1")
        before[file] = str(action["id"])


def died_after_the_meeting(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at in papers.once("reviews"):
        for index, _ in enumerate(paper.value((*at, "children"))):
            year = paper.inputs.meeting.date.year + 1
            month = random.choice(("January", "March", "July"))
            yield paper.set((*at, "children", index, "died"), f"{month} {year}", "CO102")


def died_after_the_review_began(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at in papers.once("reviews"):
        review = paper.inputs.reviews[at[-1]]
        for index, _ in enumerate(review.children):
            if review.initiated and review.initiated.year + 1 < paper.inputs.meeting.date.year:
                month = random.choice(("January", "March", "July"))
                yield paper.set(
                    (*at, "children", index, "died"), f"{month} {review.initiated.year + 1}", "CO102", "CO122", "CO123"
                )


def received_before_submitted(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at in papers.once("evaluations"):
        submitted = paper.inputs.evaluations[at[-1]].submitted
        for year in (submitted.year, submitted.year - 1):
            day = date(year, submitted.month or 1, 1) - timedelta(random.randint(1, 60))
            yield paper.set((*at, "received"), _day(day), "CO102")


def submitted_after_the_meeting(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at in papers.once("evaluations"):
        month = random.choice(("January", "May"))
        yield paper.set((*at, "submitted"), f"{month} {paper.inputs.meeting.date.year + 1}", "CO102")


def last_report_after_this(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper in papers:
        if paper.value(("paper", "last_reported")):
            for days in (0, 1, random.randint(2, 60)):
                yield paper.set(("paper", "last_reported"), _day(_before(paper) + timedelta(days)), "CO104")


def counted_after_the_meeting(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper in papers:
        if paper.value(("paper", "as_at")):
            meeting = paper.inputs.meeting.date
            for days in (1, random.randint(2, 60)):
                day = as_day(meeting) + timedelta(days)
                yield paper.set(("paper", "as_at"), _day(day), "CO104")


def key_without_reference(papers: Papers, random: Random) -> Iterator[Slip]:
    del random
    for paper in papers:
        key, reference = ("paper", "key_decision"), ("paper", "forward_plan_ref")
        slip = None
        if paper.value(key) == "Yes" and paper.value(reference):
            slip = paper.set(reference, "", "TT102")
        elif not paper.value(reference):
            slip = paper.set(key, "Yes", "TT102")
        if slip:
            near = (slip.lines[0] - 1, slip.lines[1] + 1)
            yield Slip(slip.paper, slip.file, slip.text, slip.lines, near, slip.rules)


def death_dated_otherwise(papers: Papers, random: Random) -> Iterator[Slip]:
    said = ("{name} died in {day}.", "In {day} {name} died.", "{name}, who died in {day}, is remembered.")
    for spot in _told(papers):
        child = random.choice([child for review in spot.paper.inputs.reviews for child in review.children])
        month = random.choice([number for number in range(1, 13) if number != child.died.month])
        day = f"{month_name[month]} {child.died.year}"
        yield spot.followed_by(random.choice(said).format(name=child.name, day=day), "CO122")


def convicted_in_another_number(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "In {} of the cases a parent was later convicted.",
        "Somebody was convicted in {} of the cases.",
    )
    for spot in _told(papers):
        held = sum(bool(review.responsible) for review in spot.paper.inputs.reviews)
        if held:
            number = _said(held + 1, random)
            yield spot.followed_by(_capital(random.choice(said).format(number)), "CO112", "CO113")


def published_on_another_day(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "The executive summary for {name} was published on {day}.",
        "The report on {name} came out on {day}.",
        "The review of {name} was published on {day}.",
    )
    for spot in _told(papers):
        dated = [review for review in spot.paper.inputs.reviews if review.executive_summary.published]
        if dated:
            review = random.choice(dated)
            day = as_day(review.executive_summary.published) + timedelta(random.choice((1, 7, 30, -7)))
            told = random.choice(said).format(name=review.children[0].name, day=_day(day))
            yield spot.followed_by(told, "CO115", "CO117")


def wrong_standing(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "{} of the actions have been evidenced.",
        "{} actions are overdue.",
        "{} actions are superseded.",
        "{} actions are complete.",
    )
    for spot in _told(papers):
        whole = len(spot.paper.inputs.actions.actions)
        if whole:
            told = random.choice(said).format(_said(whole - random.choice((1, 2)), random))
            yield spot.followed_by(_capital(told), "CO112", "CO129")


def wrong_share(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "{part} of the {whole} places are taken, which is {share} per cent.",
        "Of the {whole} places, {part} are taken ({share}%).",
        "Some {share} per cent ({part} of {whole}) agreed.",
        "{part} of {whole} is {share} per cent.",
    )
    for spot in _ends(papers):
        part, whole = random.randint(20, 60), random.randint(80, 200)
        share = round(100 * part / whole) + random.choice((-10, -5, 5, 10))
        yield spot.followed_by(random.choice(said).format(part=part, whole=whole, share=share), "CO124")


def wrong_sum_in_words(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "It cost \u00a3{whole:,}: \u00a3{first:,} for authors, \u00a3{second:,} for chairs and \u00a3{third:,} for rooms.",
        "Authors cost \u00a3{first:,}, chairs \u00a3{second:,} and rooms \u00a3{third:,}, a total of \u00a3{whole:,}.",
        "The county has {whole} places. Of these, {first} are for girls, {second} for boys and {third} for families.",
    )
    for spot in _ends(papers):
        first, second, third = (random.randrange(200, 900, 10) for _ in range(3))
        whole = first + second + third + random.choice((-100, -10, 10, 100))
        yield spot.followed_by(
            random.choice(said).format(whole=whole, first=first, second=second, third=third), "CO131"
        )


def note_said_again(papers: Papers, random: Random) -> Iterator[Slip]:
    """The last update's note is the one before it: found in a paper that knows its last report."""
    del random
    for paper, at, action in _actions(papers):
        notes = [update.get("note") for update in action.get("updates") or ()]
        still_open = not str(action["status"]).startswith(("complete", "superseded"))
        if len(notes) > 1 and all(notes) and still_open and paper.value(("paper", "last_reported")):
            last = (*at, "updates", len(notes) - 1, "note")
            if "\n" not in notes[-2] and "\n" not in notes[-1] and notes[-2] != notes[-1] and ": " not in notes[-2]:
                yield paper.set(last, str(notes[-2]), "AP114")


def colour_not_of_last_update(papers: Papers, random: Random) -> Iterator[Slip]:
    for paper, at, action in _actions(papers):
        rated = [update.get("rag") for update in action.get("updates") or ()]
        if rated and rated[-1] and action.get("rag"):
            other = random.choice([rag for rag in ("red", "amber", "green", "blue") if rag != rated[-1]])
            yield paper.set((*at, "rag"), other, "AP102")


def _ends(papers: Papers) -> list[Spot]:
    return [spot for spot in papers.sentence_ends if spot.at[0] == "paper"]


KINDS: dict[str, Kind] = {
    "wrong count of reviews": wrong_count_of_reviews,
    "wrong count of children": wrong_count_of_children,
    "wrong count of actions": wrong_count_of_actions,
    "number typed for a fact": number_typed_for_a_fact,
    "part larger than the whole": part_larger_than_whole,
    "number at a parent's hands": wrong_number_at_a_parents_hands,
    "another pseudonym": another_pseudonym,
    "unknown child": unknown_child,
    "another recommendation": another_recommendation,
    "age that disagrees": age_disagrees,
    "grade that disagrees": grade_disagrees,
    "wrong total": wrong_total,
    "figure without source or date": figure_without_source,
    "e-mail address with capitals": address_with_capitals,
    "guidance's title": guidance_misquoted,
    "electoral divisions blank": blank_divisions,
    "status not of last update": status_not_of_last_update,
    "no due date": no_due_date,
    "complete without date": complete_without_date,
    "evidenced without evidence": no_evidence,
    "due before agreed": due_before_agreed,
    "due before the review": due_before_the_review,
    "completed before agreed": completed_before_agreed,
    "completed in the future": completed_in_the_future,
    "two updates of a day": two_updates_of_a_day,
    "update before agreed": update_before_agreed,
    "no lead": no_lead,
    "overdue and green": overdue_and_green,
    "reference twice": reference_twice,
    "death after the meeting": died_after_the_meeting,
    "death after the review began": died_after_the_review_began,
    "evaluation before submission": received_before_submitted,
    "submission after the meeting": submitted_after_the_meeting,
    "last report after this": last_report_after_this,
    "counted after the meeting": counted_after_the_meeting,
    "key decision without reference": key_without_reference,
    "death dated otherwise": death_dated_otherwise,
    "convicted in another number": convicted_in_another_number,
    "published on another day": published_on_another_day,
    "wrong standing of actions": wrong_standing,
    "percentage that is not so": wrong_share,
    "sum that is not so": wrong_sum_in_words,
    "note said again": note_said_again,
    "colour not of last update": colour_not_of_last_update,
}
