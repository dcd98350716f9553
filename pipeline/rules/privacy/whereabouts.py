"""Whereabouts: where somebody lives, and how to reach him, unless a contact or the council is meant."""

import re
from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.rules.privacy.told import public, secret, squashed, told

_NAMES = r"(?:[A-Z][a-z'\u2019.-]{1,20}\s{1,3}){1,3}"
_STREET = (
    "(?:Road|Street|Avenue|Lane|Close|Drive|Way|Crescent|Court|Terrace|Gardens|Grove|Square|Rise|Mews|Row|Walk|Place"
    "|Parade|Croft|Rd|St|Ave|Cres)"
)
_ADDRESS = re.compile(
    rf"(?<![\w.,/\u00a3-])(?:[Ff]lat\s{{1,3}}\d{{1,4}}[a-zA-Z]?,?\s{{1,3}})?\d{{1,4}}[a-zA-Z]?,?\s{{1,3}}{_NAMES}{_STREET}\b"
    rf"|\b(?:lived?|lives|living|resided?|resident|home|house|flat|address|bungalow)\s{{1,3}}(?:was\s{{1,3}}|is\s{{1,3}})?"
    rf"(?:in|on|at|off)\s{{1,3}}{_NAMES}{_STREET}\b"
)
_NO_STREET = re.compile(
    r"\b(?:High|Crown|County|Family|Supreme|Youth|Magistrates['\u2019]?|Coroner['\u2019]?s?|European|Appeal|Local|Combined|Juvenile"
    r"|Employment|The)\s{1,3}Court$|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_POSTCODE = re.compile(
    r"(?<![\w/.-])(?:GIR\s?0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d(?:\d|[ABEHMNPRV-Y])?|\d[A-HJKPS-UW]))"
    r"\s{0,3}\d(?!ST\b|ND\b|RD\b|TH\b)[ABD-HJLNP-UW-Z]{2})(?![\w-])",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+44|0044)[\s(]{0,2}(?:0\)?)?[\s-]?|\(?0)[127]\)?(?:[\s().\u2010-\u2015-]{0,2}\d){8,9}(?!\w|[.,/]\d)"
)
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_OPEN_TO_ALL = ("gmail.", "hotmail.", "outlook.", "yahoo.", "icloud.", "live.", "aol.", "btinternet.", "sky.", "me.com")
_ISBN = re.compile(r"\bISBN\D{0,12}$", re.IGNORECASE)
_ERROR = Severity.ERROR
_HINT = "Take it out. What is the council's own goes under privacy: public_contacts in council.yaml."


def addresses(case: Case) -> Iterable[Finding]:
    """PR107: an address: a number and a street, or a street where somebody lived."""
    known = public(case, _ADDRESS)
    for found in told(case, _ADDRESS, least=8):
        if squashed(found.words) not in known and not _NO_STREET.search(found.words):
            yield secret("PR107", _ERROR, found, "an address stands here", _HINT)


def postcodes(case: Case) -> Iterable[Finding]:
    """PR108: a postcode in full; it stands for some fifteen homes (Royal Mail, Postcode Address File)."""
    known = public(case, _POSTCODE)
    for found in told(case, _POSTCODE, least=5):
        spaced_or_capital = found.words.isupper() or " " in found.words
        if squashed(found.words) not in known and spaced_or_capital:
            yield secret("PR108", _ERROR, found, "a postcode stands here", _HINT)


def phones(case: Case) -> Iterable[Finding]:
    """PR109: a telephone number that is no contact's and not the council's.

    Numbers that begin 03, 08 or 09 are those of services, never of a home (Ofcom, National Telephone Numbering Plan).
    """
    known = public(case, _PHONE, _number)
    for found in told(case, _PHONE, least=10):
        if _number(found.words) not in known and not _ISBN.search(found.before(20)):
            message = "a telephone number stands here that is no contact's"
            yield secret("PR109", _ERROR, found, message, _HINT)


def _number(words: str) -> str:
    """Return a telephone number's digits as they are dialled in the country."""
    digits = "".join(filter(str.isdigit, words))
    if words.lstrip("(").startswith(("+44", "0044")):
        digits = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    return digits


def emails(case: Case) -> Iterable[Finding]:
    """PR110: an e-mail address that is no contact's and not the council's."""
    known = public(case, _EMAIL, str.casefold)
    own = _domains(case)
    for found in told(case, _EMAIL, least=6):
        address = found.words.casefold().rstrip(".")
        if address not in known and address.partition("@")[2] not in own:
            message = "an e-mail address stands here that is no contact's"
            yield secret("PR110", _ERROR, found, message, _HINT)


def _domains(case: Case) -> set[str]:
    """Return the council's domains: those of its profile, and that of the officer to ask, if it is no one's mailbox."""
    council, officer = case.inputs.council, case.inputs.paper.contacts.officer
    listed = {text.casefold()[1:] for text in council.privacy.public_contacts if text.startswith("@")}
    domain = officer.email.casefold().partition("@")[2]
    return listed if domain.startswith(_OPEN_TO_ALL) else listed | {domain}
