"""Slips of wording: each kind yields a paper with the slip in every place that it can stand in."""

import re
from calendar import month_name
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

from tests.assurance.places import Papers, Slip, Spot

Kind = Callable[[Papers, Random], Iterator[Slip]]

LOOKALIKES = {
    "a": "\u0430",
    "c": "\u0441",
    "e": "\u0435",
    "o": "\u043e",
    "p": "\u0440",
    "x": "\u0445",
    "y": "\u0443",
    "i": "\u0456",
}
"""Latin letters and the Cyrillic ones that look like them."""

UNFILLED = (
    *("TBC", "tbc", "[TBC]", "TBD", "XX", "xxx", "XXXX", "[insert name]", "[date]", "[number]", "????"),
    *("[name of officer]", "[to be confirmed]", "[figure to follow]", "[check with finance]", "[Insert text here]"),
)

SUICIDE = (
    "He had committed suicide.",
    "The review heard that his brother committed suicide.",
    "Young people who commit suicide are rarely without help.",
    "There had been a failed suicide attempt.",
    "It was feared that she would commit suicide.",
    "There had been two unsuccessful suicide attempts.",
    "The death was a successful suicide.",
    "She was a suicide victim.",
)

UNKNOWN_LETTERS = (
    ("Serious Incident Notification Team", "SINT"),
    ("Pupil Inclusion Panel", "PIP"),
    ("Vulnerable Adolescent Forum", "VAF"),
    ("Health Needs Assessment", "HNA"),
    ("Joint Workforce Strategy", "JWS"),
    ("Quality Assurance Framework", "QAF"),
    ("Children and Young People's Services", "CYPS"),
    ("Multi-Agency Safeguarding Hub", "MASH"),
)

USES = (
    "The {} was asked for its view.",
    "This was agreed with the {}.",
    "It is a matter for the {}, which meets in the spring.",
    "Staff of the {} were told.",
    "The chair of the {} has written to each agency.",
)


def _one_word(papers: Papers, random: Random) -> Iterator[tuple[Spot, re.Match[str]]]:
    """Yield a word of each line of prose that is neither its first nor its last."""
    for spot in papers.spots:
        if len(words := spot.words()) > 4:
            yield spot, random.choice(words[1:-1])


def doubled_word(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot, word in _one_word(papers, random):
        if word[0] not in {"that", "had", "is", "her"}:
            yield spot.replaced(word.start(), word.end(), f"{word[0]} {word[0]}", "HS111")


def doubled_word_over_a_line_end(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in papers.spots:
        words = spot.words()
        if words and words[-1].end() == len(spot.line) and words[-1][0] not in {"that", "had", "is", "her"}:
            below = spot.number + 1
            lines = spot.paper.lines[spot.file]
            if below < len(lines) and (rest := lines[below].strip()) and rest[0].islower():
                indent = lines[below][: -len(lines[below].lstrip())]
                new = [spot.line, f"{indent}{words[-1][0]} {rest}"]
                yield spot.paper.changed(spot.file, (spot.number, below + 1), new, spot.at, "HS111")
    del random


def unbalanced_bracket(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot, word in _one_word(papers, random):
        mark = random.choice("()")
        new = f"({word[0]}" if mark == "(" else f"{word[0]})"
        yield spot.replaced(word.start(), word.end(), new, "HS112")


def bracket_taken_out(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in papers.spots:
        plain = spot.plain()
        if plain.count("(") == plain.count(")") == 1 and not spot.text.startswith('"'):
            at = plain.index(random.choice("()"))
            yield spot.replaced(at, at + 1, "", "HS112")


def unbalanced_quote(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot, word in _one_word(papers, random):
        if not spot.line[: spot.start].endswith(('"', "'")) and not spot.text.startswith('"'):
            mark = random.choice('"\u201c\u201d')
            new = f"{word[0]}{mark}" if mark == "\u201d" else f"{mark}{word[0]}"
            yield spot.replaced(word.start(), word.end(), new, "HS112")


def placeholder(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot, word in _one_word(papers, random):
        yield spot.replaced(word.start(), word.end(), random.choice(UNFILLED), "HS113")


def mixed_script(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot, word in _one_word(papers, random):
        places = [index for index, letter in enumerate(word[0]) if letter in LOOKALIKES]
        if places:
            at = word.start() + random.choice(places)
            yield spot.replaced(at, at + 1, LOOKALIKES[spot.line[at]], "HS114", "VA")


def ofsted_in_capitals(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "OFSTED has been told.",
        "This was reported to OFSTED in the spring.",
        "The home was judged good by OFSTED.",
    )
    for spot in papers.sentence_ends:
        yield spot.followed_by(random.choice(said), "HS116")
    for spot in papers.spots:
        for match in re.finditer(r"\{\{ inspectorate\.short \}\}|\bOfsted\b", spot.line):
            yield spot.replaced(match.start(), match.end(), "OFSTED", "HS116")
    yield from (paper.set(("council", "inspectorate", "short"), "OFSTED", "HS116") for paper in papers)


def board_misnamed(papers: Papers, random: Random) -> Iterator[Slip]:
    names = (
        "Local Safeguarding Children's Board",
        "Safeguarding Children's Board",
        "Local Safeguarding Childrens Board",
        "Local Safeguarding Childrens' Board",
        "Local Safeguarding Children\u2019s Board",
    )
    for spot in papers.sentence_ends:
        said = random.choice(("The {} was told.", "It was put to the {} in March.", "Members of the {} agreed."))
        yield spot.followed_by(said.format(random.choice(names)), "HS117")
    yield from (paper.set(("council", "board", "name"), names[0], "HS117") for paper in papers)


def wording_about_suicide(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in papers.sentence_ends:
        yield spot.followed_by(random.choice(SUICIDE), "HS115")
    for paper, at in papers.once("reviews"):
        if "\n" not in (told := paper.value((*at, "circumstances")) or "\n"):
            yield paper.set((*at, "circumstances"), f"{told} who committed suicide", "HS115")


def undefined_abbreviation(papers: Papers, random: Random) -> Iterator[Slip]:
    for spot in papers.sentence_ends:
        _, letters = random.choice(UNKNOWN_LETTERS)
        yield spot.followed_by(random.choice(USES).format(letters), "HS121")


def abbreviation_defined_twice(papers: Papers, random: Random) -> Iterator[Slip]:
    ends = [spot for spot in papers.sentence_ends if spot.at[0] == "paper"]
    for first, second in pairwise(ends):
        if first.file == second.file:
            long, short = random.choice(UNKNOWN_LETTERS)
            new = list(first.paper.lines[first.file])
            new[first.number] += " " + USES[0].format(f"{long} ({short})")
            new[second.number] += " " + random.choice(USES[1:]).format(f"{long} ({short})")
            slip = second.with_line(new[second.number], "HS122")
            yield Slip(slip.paper, slip.file, "\n".join(new) + "\n", slip.lines, slip.field, slip.rules)


def long_sentence(papers: Papers, random: Random) -> Iterator[Slip]:
    joins = ("and it was agreed that", "while the agencies that were asked said that", "so that in each locality")
    tail = "those who had known the family would be asked again what they had seen and what they had done about it"
    for spot in papers.sentence_ends:
        said = " ".join(f"{join} {tail}" for join in random.sample(joins, 3))
        yield spot.followed_by(f"The matter was discussed {said}.", "HS120")


def says_today(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "Today the matter was put to every agency.",
        "The Board will announce its findings today.",
        "The families were told this morning.",
        "Each agency will hear of the decision later today.",
        "The letters went out yesterday.",
        "At today's meeting members can ask for more.",
        "The group meets tomorrow.",
    )
    for spot in _own(papers):
        yield spot.followed_by(random.choice(said), "CO115")


def will_be_published(papers: Papers, random: Random) -> Iterator[Slip]:
    """What the data have as published long ago is told as to come."""
    said = (
        "The executive summaries will be published on {}.",
        "On {} the partners will publish the executive summaries.",
        "The report will be made public on {}.",
        "The summaries are to be published on {}.",
    )
    for spot in _own(papers):
        day = spot.paper.inputs.meeting.date
        published = [review.executive_summary.published for review in spot.paper.inputs.reviews]
        if not published or not all(each and each < day for each in published):
            continue
        told = f"{day.day} {month_name[day.month]} {day.year}"
        yield spot.followed_by(random.choice(said).format(told), "CO115", "CO117", "CO130")


def missing_cross_reference(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "Details are in Appendix Q.",
        "See Appendix 14.",
        "Table 19 shows the figures.",
        "The reasons are given in paragraph 27.4.",
        "This is explained in section 31.",
        "Figures are set out in Appendix H.",
        "The numbers are given below (see table 17).",
    )
    for spot in _own(papers):
        yield spot.followed_by(random.choice(said), "CO126")


def link_says_here(papers: Papers, random: Random) -> Iterator[Slip]:
    said = ("here", "click here", "this link", "Read more", "link")
    said += ("Click for more", "https://www.example.org/report", "more information")
    for spot in _own(papers):
        link = f"[{random.choice(said)}](https://www.example.org/report)"
        yield spot.followed_by(f"The report is available {link}.", "HS124")


def guidance_left_in(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "Describe the main risks here.",
        "Set out the financial implications of the proposal.",
        "Delete this section if not applicable.",
        "Provide a brief summary of the options in this section.",
        "Explain how the decision will be carried out.",
    )
    for spot in _own(papers):
        if spot.at[1] in {"sections", "implications", "options", "further_sections"}:
            yield spot.followed_by(random.choice(said), "HS113")


def source_not_listed(papers: Papers, random: Random) -> Iterator[Slip]:
    said = (
        "The recruitment strategy, which Cabinet agreed in May, says more.",
        "According to the school travel survey, most families drive.",
        "The housing needs assessment shows the same.",
    )
    for spot in _own(papers):
        if spot.paper.inputs.paper.source_documents:
            yield spot.followed_by(random.choice(said), "CO125")


def guidance_misquoted_in_words(papers: Papers, random: Random) -> Iterator[Slip]:
    titles = (
        "Working Together to Safeguarding Children",
        "Working Together to Protect Children",
        "Working Together to Safeguard Children: a guide to inter-working to safeguard and promote the welfare of children",
        "Working Together to Safeguard Children and Young People",
        "Every Child Matter",
        "Working Together to Safeguard Children: a guide to inter-agency working to safeguard and protect the welfare of children",
    )
    for spot in _own(papers):
        yield spot.followed_by(f"The duty is set out in {random.choice(titles)}.", "CO119")
    for paper in papers:
        for index, document in enumerate(paper.value(("paper", "source_documents")) or ()):
            if "guidance.title" in document["title"]:
                at = ("paper", "source_documents", index, "title")
                yield paper.set(at, f'"{random.choice(titles)} (2010)"', "CO119")


def _own(papers: Papers) -> list[Spot]:
    """The ends of sentences in papers' own narratives."""
    return [spot for spot in papers.sentence_ends if spot.at[0] == "paper"]


KINDS: dict[str, Kind] = {
    "doubled word": doubled_word,
    "doubled word over a line end": doubled_word_over_a_line_end,
    "unbalanced bracket": unbalanced_bracket,
    "one of two brackets taken out": bracket_taken_out,
    "unbalanced quotation mark": unbalanced_quote,
    "placeholder": placeholder,
    "letter of another alphabet": mixed_script,
    "OFSTED": ofsted_in_capitals,
    "board's name": board_misnamed,
    "wording about suicide": wording_about_suicide,
    "abbreviation undefined": undefined_abbreviation,
    "abbreviation defined twice": abbreviation_defined_twice,
    "long sentence": long_sentence,
    "today": says_today,
    "will be published": will_be_published,
    "cross-reference to nothing": missing_cross_reference,
    "link text": link_says_here,
    "guidance's title in words": guidance_misquoted_in_words,
    "guidance of a template left in": guidance_left_in,
    "source not listed": source_not_listed,
}
