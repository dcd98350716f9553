"""The cover's fields in the house style's order: each with its label and what the paper says."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from pipeline.compose.facts import printed
from pipeline.models.inputs import Inputs
from pipeline.models.paper import MemberContact, OfficerContact
from pipeline.style import HouseStyle

Entry = dict[str, Any]


def cover_rows(inputs: Inputs, style: HouseStyle, narratives: dict[str, list[Markup]]) -> list[list[Entry]]:
    """Return the rows of the cover, each of one field or two.

    Args:
        inputs: the paper's inputs.
        style: which fields there are, and in which order.
        narratives: the purpose and the recommendation, as blocks of HTML.
    """
    values = _values(inputs, style)
    return [
        [_entry(name, style, values, narratives) for name in row]
        for row in style.cover.rows
        if not (row == ["agenda_item"] and inputs.paper.agenda_item is None)
    ]


def _entry(name: str, style: HouseStyle, values: dict[str, Markup], narratives: dict[str, list[Markup]]) -> Entry:
    label: str = getattr(style.labels, name)
    blocks = narratives.get(name)
    value = values.get(name, Markup(""))
    return {"label": label, "blocks": blocks, "value": value, "paragraphs": _run_in(label, blocks, value)}


def _run_in(label: str, blocks: list[Markup] | None, value: Markup) -> list[Markup]:
    """Return an entry of a list: its paragraphs, the label at the head of the first."""
    told = Markup('<span class="label">{} </span>').format(label)
    first, *rest = blocks or [Markup("<p>{}</p>").format(value)]
    if not first.startswith("<p>"):
        return [Markup("<p>{}</p>").format(told), first, *rest]
    return [Markup(str(first).replace("<p>", f"<p>{told}", 1)), *rest]


def _values(inputs: Inputs, style: HouseStyle) -> dict[str, Markup]:
    paper, labels = inputs.paper, style.labels
    officer, member = paper.contacts.officer, paper.contacts.member
    return {
        "agenda_item": escape(paper.agenda_item),
        "to": escape(inputs.meeting.body),
        "date": printed(inputs.meeting.date, style),
        "author": escape(author(inputs, style)),
        "electoral_divisions": escape(paper.electoral_divisions or ""),
        "forward_plan_ref": escape(paper.forward_plan_ref or labels.no_forward_plan_ref),
        "key_decision": escape("Yes" if paper.key_decision else "No"),
        "officer_contact": _contact(officer, [officer.name, officer.post]),
        "member_contact": _contact(member, [member.name, member.portfolio]),
    }


def author(inputs: Inputs, style: HouseStyle) -> str:
    """Return whom the paper is from, as the house style writes it."""
    person = inputs.paper.author
    post = style.cover.author.format(post=person.post, directorate=person.directorate)
    return f"{person.name}, {post}" if person.name else post


def _contact(contact: OfficerContact | MemberContact, who: Sequence[str | None]) -> Markup:
    words = ", ".join(part for part in who if part)
    email = Markup('<a href="mailto:{0}">{0}</a>').format(contact.email)
    return Markup("{}, {}, {}").format(words, email, contact.tel)
