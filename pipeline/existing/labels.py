"""What existing papers call the fields of a cover, and the sections that are fields of ours: no house style is asked."""

import re
import unicodedata

ALIASES: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "subject",
        "report title",
        "title of report",
        "subject of report",
        "subject matter",
        "title of item report",
    ),
    "agenda_item": (
        "agenda item",
        "agenda item no",
        "agenda item number",
        "agenda no",
        "item no",
        "item number",
        "item",
    ),
    "to": (
        *("to", "to the", "report to", "report for", "meeting", "meeting of", "committee", "body", "decision maker"),
        *("decision making body", "decision taker", "name of meeting"),
    ),
    "date": ("date", "on", "date of meeting", "meeting date", "date of decision", "decision date", "date of cabinet"),
    "author": (
        *("from", "report of", "report by", "author", "report author", "author of report", "lead director"),
        *("responsible director", "corporate director", "responsible officer", "lead officer", "reporting officer"),
    ),
    "electoral_divisions": (
        *("electoral division", "electoral divisions", "electoral divisions affected", "electoral division affected"),
        *("division affected", "divisions affected", "divisions", "ward", "wards", "ward affected", "wards affected"),
        *("areas affected", "area affected", "wards to which report relates", "wards to which the report relates"),
        *("wards to which this report relates",),
    ),
    "forward_plan_ref": (
        *("forward plan ref", "forward plan reference", "forward plan no", "forward plan number", "forward plan"),
        *("reference", "ref", "ref no", "reference no", "reference number", "decision reference", "report reference"),
        *("key decision reference", "key decision ref"),
    ),
    "key_decision": ("key decision", "is this a key decision", "is it a key decision", "key", "is key decision"),
    "purpose": ("purpose", "purpose of report", "purpose of the report", "purpose of this report"),
    "recommendation": ("recommendation", "recommendations", "officer recommendation", "officer recommendations"),
    "officer_contact": (
        *("officer contact", "contact officer", "contact officers", "contact", "officer contact details"),
        *("contact for further information", "for further information contact", "further information", "enquiries to"),
        *("enquiries to officer", "enquiries", "for enquiries contact", "contact officer telephone number and e mail"),
    ),
    "member_contact": (
        *("member contact", "contact member", "cabinet member", "portfolio holder", "lead member", "executive member"),
        *("lead cabinet member", "cabinet member contact", "responsible cabinet member", "cabinet members"),
    ),
}
"""Each field of a cover, with what papers call it; case, colons and the like do not count."""

CONTACT_ALIASES: dict[str, tuple[str, ...]] = {
    "name": ("name", "names"),
    "post": ("post", "job title", "position", "designation", "portfolio", "role"),
    "email": ("email", "e mail", "email address"),
    "tel": (
        "tel",
        "telephone",
        "tel no",
        "telephone no",
        "telephone number",
        "phone",
        "phone number",
        "contact number",
    ),
}
"""What stands in a table of contacts."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "purpose": (
        *(*ALIASES["purpose"], "purpose of the report and policy context", "purpose of report and policy context"),
        *("purpose and policy context", "purpose of paper", "purpose of the paper", "reason for consideration"),
        *("reason for report", "reason for the report", "reason for this report", "issue for decision"),
    ),
    "recommendation": (
        *(*ALIASES["recommendation"], "recommended decision", "recommended decisions", "action required"),
        *("action required by the committee", "action required by cabinet", "decision required", "decisions required"),
        *("recommendation to cabinet", "recommendations to cabinet", "recommendations to the cabinet"),
    ),
    "source_documents": (
        *("source documents", "source document", "background documents", "background document", "background papers"),
        *("background paper", "list of background papers"),
    ),
    "notes": ("notes", "endnotes", "footnotes", "end notes"),
}
"""Sections that are fields of ours, whatever else they are called."""

LOCATIONS = ("location", "where held", "held at", "where it can be read", "contact", "web address", "link")
"""What stands over the second column of source documents."""

NOTICES = re.compile(
    r"(for (general )?(release|publication|information|decision)|not for publication|unrestricted|public report|open report"
    r"|official|part (1|i|a)( public)?|public|(part (1|i|a) )?\(?open to the public\)?|decision details)[.:]?",
    re.IGNORECASE,
)
"""Lines that house styles print by themselves."""

NOTHING = {"", "na", "not applicable", "none", "nil", "no", "not a key decision"}

_LOOK_ALIKE = str.maketrans(
    "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u0405\u0422\u0425"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458",
    "ABCEHIJKMOPSTXaeopcyxisj",
)
"""Cyrillic letters that look like Latin ones: typed, or made by reading scanned pages."""

_KNOWN = {alias: field for field, aliases in ALIASES.items() for alias in aliases}
_CONTACT = {alias: field for field, aliases in CONTACT_ALIASES.items() for alias in aliases}
_REPORT_OF = re.compile(r"(?:joint )?report (?:of|by|from)(?: the)?:?\s+(?P<rest>\S.*)", re.IGNORECASE)
_AGENDA = re.compile(r"agenda item(?: no| number)?\.?:?[\s_]*(?P<rest>\d{1,3})(?!\d).*", re.IGNORECASE)
_NO_ITEM = re.compile(r"(?:agenda )?item (?:no|number)\.?:?[\s_.]*(?P<rest>)", re.IGNORECASE)
_WARDS = re.compile(
    r"(?:wards?(?:\(s\))?|electoral divisions?(?:\(s\))?) (?:affected|to which (?:the |this )?report relates?(?:\(s\))?)\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_OPENINGS = (
    *((_REPORT_OF, "author"), (_AGENDA, "agenda_item"), (_NO_ITEM, "agenda_item"), (_WARDS, "electoral_divisions")),
)
_LONGEST = 60


def folded(text: str) -> str:
    """Return a label without what does not count: case, signs, look-alike letters."""
    text = unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKE).lower()
    text = text.replace("(s)", "s").replace("'", "").replace("\u2019", "")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def field_of(label: str) -> str:
    """Return the field that a label names, or nothing."""
    return _KNOWN.get(folded(label), "") if len(label) <= _LONGEST else ""


def contact_field_of(label: str) -> str:
    """Return the field of a contact that a label names, or nothing."""
    return _CONTACT.get(folded(label), "") if len(label) <= _LONGEST else ""


def labelled(raw: str) -> tuple[str, int]:
    """Return the field that a line's label names, and where its value begins; no field where there is no label.

    A label ends in a colon, a tab or a dash, a long one in the line; "Report of the Director" and "Agenda item 4" need neither.
    """
    for ending in (":", "\t"):
        label, found, _ = raw.partition(ending)
        if found and (field := field_of(label)):
            return field, len(label) + 1
    label, found, _ = raw.partition(" \u2013 ")
    if found and field_of(label).endswith("contact"):
        return field_of(label), len(label) + len(found)
    if len(folded(raw).split()) > 1 and (field := field_of(raw)):
        return field, len(raw)
    for pattern, field in _OPENINGS:
        if found_ := pattern.fullmatch(raw.strip()):
            return field, len(raw) - len(raw.lstrip()) + found_.start("rest")
    return "", 0


def heading_of(text: str) -> str:
    """Return the field that a section's heading names, or nothing."""
    name = folded(text)
    return next((field for field, aliases in HEADINGS.items() if name in aliases), "")


def is_nothing(text: str) -> bool:
    """Whether a field says that there is nothing to say: N/a, none."""
    return folded(text).replace(" ", "") in {each.replace(" ", "") for each in NOTHING}
