"""People on a cover: who wrote the paper, and whom to ask, parted into name, post and how to reach them."""

import re
from collections.abc import Iterator, Sequence

from pipeline.blocks import Cell, Table
from pipeline.existing.labels import contact_field_of, field_of

LONGEST = 1_000
"""No contact is longer."""

PERSON = {"officer_contact": "officer", "member_contact": "member"}

_EMAIL = re.compile(r"[^\s@<>,;:()\[\]]+@[^\s@<>,;:()\[\]]+\.[A-Za-z]{2,}")
_TEL = re.compile(r"(?:\+44\s?|\(?0)[\d()\s-]{8,14}\d|\b\d{6}\b|(?<=x)\d{3,5}\b")
_TEL_SAID = re.compile(r"\b(?:tel|telephone|phone)(?: no| number)?\b[.:]?\s{0,3}(\d[\d ()-]{4,14}\d)", re.IGNORECASE)
_INNER = re.compile(
    r"\b(?:(?:name|post|job title|portfolio|phone)\s*[:.]|(?:e-?mail|tel(?:ephone)?(?: no| number)?)\b\s*[:.]?)\s*",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(cllr|councillor|mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|baroness|professor|prof)\b\.?", re.IGNORECASE
)
_POST_WORDS = frozenset(
    (
        *("adviser", "advisor", "and", "assistant", "board", "cabinet", "chair", "chief", "children", "childrens"),
        *("commissioner", "commissioning", "consultant", "coordinator", "council", "county", "deputy", "development"),
        *("director", "directorate", "education", "executive", "finance", "for", "head", "human", "interim", "lead"),
        *("leader", "manager", "member", "of", "officer", "partner", "planning", "policy", "principal", "resources"),
        *("secretary", "senior", "service", "services", "social", "solicitor", "specialist", "strategic", "strategy"),
        *("team", "the", "treasurer"),
    )
)
"""Words of posts: what holds one is nobody's name."""


def is_name(text: str) -> bool:
    """Whether words are somebody's name: with a title, or two to four words in capitals that no post is made of."""
    if _TITLED.match(text.strip()):
        return True
    words = text.replace("-", " ").split()
    plain = [word.lower().strip(".'\u2019s") for word in words] + [word.lower() for word in words]
    return 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words) and not _POST_WORDS & set(plain)


def author(text: str) -> dict[str, str | None]:
    """Part whom a paper is from into name, post and directorate: "Name, Post; Directorate" or with commas only."""
    before, semicolon, after = (part.strip() for part in text.partition(";"))
    parts = [part.strip() for part in before.split(",") if part.strip()]
    name = parts.pop(0) if len(parts) > 1 and is_name(parts[0]) else ""
    directorate = after
    if not semicolon and len(parts) > 1:
        directorate = parts.pop()
    return {"name": name or None, "post": ", ".join(parts) or None, "directorate": directorate or None}


def contact(text: str, person: str) -> dict[str, str | None]:
    """Part a contact that stands in one line into name, post (a member's portfolio), e-mail address and telephone number."""
    text = text[:LONGEST]
    email, tel = _EMAIL.search(text), None
    rest = text.replace(email[0], " ") if email else text
    if tel := _TEL_SAID.search(rest) or _TEL.search(rest):
        rest = rest.replace(number := tel[tel.lastindex or 0], " ")
    parts = [
        part for piece in re.split(r"[,;|\t\n/]|\s{2,}", _INNER.sub(",", rest)) if (part := piece.strip(" :-()<>"))
    ]
    if parts:
        parts[:1] = _name_and_post(parts[0])
    name = parts.pop(0) if parts and is_name(parts[0]) else ""
    post = "portfolio" if person == "member" else "post"
    return {
        "name": name or None,
        post: ", ".join(parts) or None,
        "email": email[0] if email else None,
        "tel": " ".join(number.split()) if tel else None,
    }


def _name_and_post(text: str) -> list[str]:
    """Part a name from a post that follows it without a comma: Ann Example Head of Bridges."""
    words = text.split()
    if len(words) > 3 and words[2].lower() in _POST_WORDS and is_name(" ".join(words[:2])):
        return [" ".join(words[:2]), " ".join(words[2:])]
    return [text]


def is_contacts_table(table: Table) -> bool:
    """Whether a table tells how to reach people."""
    found = {contact_field_of(cell.text) for row in table.rows for cell in row}
    return bool(found & {"email", "tel"})


def tells_of_people(row: Sequence[Cell]) -> bool:
    """Whether a row of such a table is about contacts: others are the cover's."""
    return any(contact_field_of(cell.text) or field_of(cell.text) in PERSON for cell in row if cell.text)


def contacts_of(table: Table) -> dict[str, dict[str, str | None]]:
    """Return the contacts in a table, by person: columns headed by a contact, or rows below one."""
    found: dict[str, dict[str, str | None]] = {}
    for person, label, value in _cells(table):
        name = "portfolio" if person == "member" and label == "post" else label
        found.setdefault(person, {})[name] = value or None
    return found


def _cells(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield each value with its person and its label."""
    heads: dict[int, str] = {}
    last = "officer"
    for row in table.rows:
        place = 0
        while place < len(row):
            text = row[place].text
            if person := PERSON.get(field_of(text)):
                heads[place] = last = person
            elif label := contact_field_of(text):
                value = row[place + 1].text if place + 1 < len(row) else ""
                yield _nearest(heads, place, last), label, value
                place += 1
            place += 1


def _nearest(heads: dict[int, str], place: int, last: str) -> str:
    """Return the person whose heading stands over a label or its value, else the last one named."""
    over = [heads[column] for column in (place, place + 1) if column in heads]
    return over[0] if over and len(set(heads.values())) > 1 else last
