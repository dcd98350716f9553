"""What a copy says of what is withheld: the statutory words, the mark on a members' copy, and the list of reasons in it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from pipeline.compose import grammar
from pipeline.compose.audience import Copy, Withheld
from pipeline.compose.facts import Statutory
from pipeline.compose.giveaway import gives_back
from pipeline.compose.parts import labels_of
from pipeline.compose.sections import narratives
from pipeline.findings import Finding, Path, Severity
from pipeline.models.inputs import Inputs
from pipeline.models.law import Schedule12A
from pipeline.models.paper import Paper
from pipeline.models.withholding import Confidential, Exempt, Withholdable

CONFIDENTIAL = {
    "government": "information furnished by a Government department upon terms which forbid its disclosure to the public",
    "court": "information the disclosure of which to the public is prohibited by the order of a court",
    "enactment": "information the disclosure of which to the public is prohibited by or under an enactment",
}
"""What is confidential, in the words of LGA 1972 s.100A(3); SI 2000/3272 and SI 2012/2089 reg 2 say the same for executives."""

_ANY_LABEL = re.compile(r"\{#([a-z][a-z0-9-]*)\}")

PUBLIC_INTEREST = (
    "In all the circumstances of the case, the public interest in maintaining the exemption outweighs the public interest in "
    "disclosing the information."
)
"""The test of Schedule 12A, paragraph 10 as it stands in England."""

WHOLES = {
    "case": ("case", "cases"),
    "action": ("action", "actions"),
    "document": ("source document", "source documents"),
}
"""What leaves no trace where it stood, one and many."""


def withheld_facts(schedule: Schedule12A) -> dict[str, Statutory]:
    """Return the words for every ground there is, as facts: a copy's narratives name them in the place of what is withheld."""
    facts: dict[str, Statutory] = {}
    for why in _grounds(schedule):
        name, reasoned = f"withheld.{why.ground}", _reasoned(why, schedule)
        facts |= {
            name: Statutory(f"Not for publication: {reasoned}"),
            f"{name}.heading": Statutory(f"{_kind(why).capitalize()} information"),
            f"{name}.mark": Statutory(f"(not for publication: {_short(why)})"),
            f"{name}.column": Statutory(f"A column of this table is not for publication: {reasoned}"),
        }
    return facts


def _grounds(schedule: Schedule12A) -> Iterator[Exempt | Confidential]:
    for each in schedule.paragraphs:
        yield Exempt(paragraph=str(each.number), reason="", public_interest="")
    for by in CONFIDENTIAL:
        yield Confidential.model_validate({"by": by, "reference": ""})


def marking(copy: Copy, schedule: Schedule12A) -> list[str]:
    """Return the lines that every page of a members' copy bears (LGA 1972 s.100B(5); SI 2012/2089 reg 7(5)); none where all is public."""
    grounds = {each.why.ground: each.why for each in copy.withheld}
    if copy.audience != "members" or not grounds:
        return []
    described = sorted(_described(why, schedule) for why in grounds.values())
    return ["NOT FOR PUBLICATION", *(f"{grammar.capital(each)}." for each in described)]


def notices(copy: Copy, schedule: Schedule12A) -> list[Markup]:
    """Return what the closing section says: for the public what was left out whole, for members what is withheld and why."""
    if copy.audience == "members":
        return [Markup("<p>{}</p>").format(_reasons(each, schedule)) for each in copy.withheld]
    return [Markup("<p>{}</p>").format(sentence) for sentence in _left_out(copy.withheld, schedule)]


def _left_out(withheld: Sequence[Withheld], schedule: Schedule12A) -> Iterator[str]:
    counts = Counter((each.what, each.why.ground) for each in withheld if each.what in WHOLES)
    why = {each.why.ground: each.why for each in withheld}
    for (what, ground), count in counts.items():
        one, many = WHOLES[what]
        words = f"{grammar.begin(count)} {one} is" if count == 1 else f"{grammar.begin(count)} {many} are"
        yield f"{words} left out of this copy: {_reasoned(why[ground], schedule)}"


def _reasons(each: Withheld, schedule: Schedule12A) -> Markup:
    """Return what is withheld and why, as members may read it; a part is called by its number."""
    told = Markup("{} is {}.").format(_called(each), _described(each.why, schedule))
    if isinstance(each.why, Confidential):
        return told + f" {_sentence(each.why.reference)}"
    reason, interest = _sentence(each.why.reason), _sentence(each.why.public_interest)
    return told + f" Reason: {reason} Public interest: {interest}"


def _called(each: Withheld) -> Markup:
    if each.what == "part":
        return Markup('What is said in <a class="ref" href="#{}"></a>').format(each.name)
    if each.what == "column":
        return Markup("The column {} of a table").format(each.name)
    return Markup("{} {}").format(grammar.capital(WHOLES[each.what][0]), each.name)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _kind(why: Exempt | Confidential) -> str:
    return "exempt" if isinstance(why, Exempt) else "confidential"


def _short(why: Exempt | Confidential) -> str:
    return f"exempt, paragraph {why.paragraph}" if isinstance(why, Exempt) else "confidential"


def _reasoned(why: Exempt | Confidential, schedule: Schedule12A) -> str:
    """Return the description of a ground, with the test that an exemption must pass, as the end of a sentence."""
    tested = isinstance(why, Exempt) and schedule.public_interest_test
    return f"{_described(why, schedule)}." + (f" {PUBLIC_INTEREST}" if tested else "")


def _described(why: Exempt | Confidential, schedule: Schedule12A) -> str:
    """Return the description of a ground, in terms of the law, as part of a sentence."""
    if isinstance(why, Confidential):
        return f"confidential information, which is {CONFIDENTIAL[why.by]} (Local Government Act 1972 section 100A(3))"
    wording = (schedule.wording(why.paragraph) or "").rstrip(".")
    return (
        f"exempt information under paragraph {why.paragraph} of {schedule.part} of Schedule 12A to the Local Government Act "
        f"1972 ({wording[:1].lower()}{wording[1:]})"
    )


def wrong_marks(inputs: Inputs, sections: Iterable[str], schedule: Schedule12A) -> Iterator[Finding]:
    """Find marks that withhold nothing: a part that is not there, a paragraph that Schedule 12A did not have.

    Args:
        inputs: the whole inputs.
        sections: the ids of the report type's sections.
        schedule: as it stood on the meeting's date.
    """
    parts = set(_parts(inputs.paper, sections)) if inputs.paper.withheld else set()
    for index, each in enumerate(inputs.paper.withheld):
        if each.part not in parts:
            message = "there is no part of this name to withhold"
            hint = "Parts are ids of sections, implications- and their ids, and {#labels} of paragraphs and columns; a further section, option, appendix, case or action bears its mark itself."
            yield Finding(
                "VA207", Severity.ERROR, message, hint, at=("paper", "withheld", index, "part"), restricted=True
            )
    yield from _loose_labels(inputs.paper)
    yield from _given_back(inputs.paper)
    for at, record in _records(inputs):
        if record.exempt and schedule.wording(record.exempt.paragraph) is None:
            numbers = [each.number for each in schedule.paragraphs]
            message = f"Schedule 12A had no paragraph {record.exempt.paragraph} on the day of the meeting"
            hint = f"It had {numbers[0]} to {numbers[-1]} ({schedule.authority})."
            yield Finding("VA207", Severity.ERROR, message, hint, at=(*at, "exempt", "paragraph"), restricted=True)


def _loose_labels(paper: Paper) -> Iterator[Finding]:
    """Find labels of what is withheld that stand where they withhold nothing: within a list, beside other words, alone."""
    names = {each.part for each in paper.withheld}
    for at, text in narratives(paper) if names else ():
        owned = Counter(labels_of(text))
        for name, count in Counter(_ANY_LABEL.findall(text)).items():
            if name in names and count != owned[name]:
                message = "this label withholds nothing where it stands"
                hint = "It belongs at the end of a paragraph or a sub-heading, or in a table's heading; what stands under a sub-heading (a list, a table) is withheld with it."
                yield Finding("VA207", Severity.ERROR, message, hint, at=at, near=f"{{#{name}}}", restricted=True)


def _given_back(paper: Paper) -> Iterator[Finding]:
    """Find columns that are withheld, and that the rest of each row gives back."""
    names = frozenset(each.part for each in paper.withheld)
    for at, text in narratives(paper) if names else ():
        for name in gives_back(text, names):
            message = "this column is withheld, and the other columns of its rows give it back: one is their sum"
            hint = "Withhold the column of the totals, too, or take it out."
            yield Finding("VA207", Severity.ERROR, message, hint, at=at, near=f"{{#{name}}}", restricted=True)


def _parts(paper: Paper, sections: Iterable[str]) -> Iterator[str]:
    """Yield everything that ``withheld`` can name."""
    yield from sections
    yield from (f"implications-{name}" for name in paper.implications)
    for _, text in narratives(paper):
        yield from labels_of(text)


def _records(inputs: Inputs) -> Iterator[tuple[Path, Withholdable]]:
    """Yield every record that can bear a mark, with where it stands."""
    paper = inputs.paper
    lists: list[tuple[Path, Sequence[Withholdable]]] = [
        (("paper", "withheld"), paper.withheld),
        (("paper", "further_sections"), paper.further_sections),
        (("paper", "options"), paper.options),
        (("paper", "appendices"), paper.appendices),
        (("paper", "source_documents"), paper.source_documents),
        (("reviews",), inputs.reviews),
        (("actions", "actions"), inputs.actions.actions),
    ]
    for at, records in lists:
        yield from (((*at, index), each) for index, each in enumerate(records))
