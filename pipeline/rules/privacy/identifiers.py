"""Identifiers: numbers by which a person can be looked up, told from other numbers by their formats and check digits."""

import re
from collections.abc import Iterable

from nhs_number.validate import is_valid

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.rules.privacy.told import secret, squashed, told

_NHS = re.compile(r"(?<![\w.,/\u00a3-])\d{3}[\s.\u2013-]?\d{3}[\s.\u2013-]?\d{4}(?!\w|[.,/-]\d)")
_NINO = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[\s-]?\d\d){3}[\s-]?[A-D](?!\w)",
    re.IGNORECASE,
)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(rf"(?<!\w)[{_UPN_LETTERS}](?:\s?\d){{11}}\s?[\d{_UPN_LETTERS}](?!\w)", re.IGNORECASE)
_COURT = re.compile(
    r"(?<![\w/])(?:[A-Z]{2}\s?(?:0\d|[12]\d|9\d)\s?[A-Z]\s?\d{5}"
    r"|[TASU]\s?(?:19[89]|20[0-4])\d\s?\d{4}"
    r"|(?:CO|FD|QB|KB|HC|CA|FAM|ADM)/\d{1,5}/(?:19|20)\d\d"
    r"|[AB]\d/(?:19|20)\d\d/\d{1,5}(?:/[A-Z]{1,4})?"
    r"|(?:AC|KB|QB|CA|FD)-(?:19|20)\d\d-[A-Z]{3}-\d{6}"
    r"|\d{2}[A-Z]{2}\d{7}(?:/\d{2})?)(?![\w/])"
)
_ERROR = Severity.ERROR


def nhs_numbers(case: Case) -> Iterable[Finding]:
    """PR101: an NHS number: ten digits of which the last is the check digit (NHS Data Dictionary, modulus 11).

    What begins with 0 is left to the rule on telephone numbers.
    """
    message = "an NHS number stands here"
    hint = "Take it out: it tells who a person is, and no paper needs it."
    for found in told(case, _NHS, least=10):
        digits = squashed(found.words)
        if digits[0] != "0" and digits.isascii() and is_valid(digits):
            yield secret("PR101", _ERROR, found, message, hint)


def national_insurance_numbers(case: Case) -> Iterable[Finding]:
    """PR102: a National Insurance number: two letters that HMRC gives, six digits, and A to D (HMRC NIM39110)."""
    message = "a National Insurance number stands here"
    for found in told(case, _NINO, least=9):
        yield secret("PR102", _ERROR, found, message, "Take it out: it tells who a person is, and no paper needs it.")


def pupil_numbers(case: Case) -> Iterable[Finding]:
    """PR103: a unique pupil number: thirteen characters of which the first is the check letter (DfE, UPN guide)."""
    message = "a unique pupil number stands here"
    for found in told(case, _UPN, least=13):
        if _is_upn(squashed(found.words).upper()):
            hint = "Take it out: it tells who a pupil is, and no paper needs it."
            yield secret("PR103", _ERROR, found, message, hint)


def _is_upn(number: str) -> bool:
    """Whether the check letter is right: digits weigh 2 to 13, modulus 23; a temporary number ends in a letter."""
    if not number.isascii():
        return False
    values = [int(each) if each.isdigit() else _UPN_LETTERS.index(each) for each in number[1:]]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return _UPN_LETTERS[total % 23] == number[0]


def court_numbers(case: Case) -> Iterable[Finding]:
    """PR104: a court's case number: family, crown or High Court. A neutral citation is public, and fine.

    The Administration of Justice Act 1960 s.12 and the Children Act 1989 s.97 forbid to publish what tells of children in
    proceedings; by its number a case is found.
    """
    message = "a court's case number stands here"
    hint = "Take it out; a judgment that was published is quoted by its neutral citation."
    for found in told(case, _COURT, least=8):
        yield secret("PR104", _ERROR, found, message, hint)
