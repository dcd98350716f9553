"""Places: schools and hospitals by name. Together with an age and a month they tell who a child was."""

import re
from collections.abc import Iterable

from pipeline.case import Case
from pipeline.findings import Finding, Severity
from pipeline.rules.privacy.told import public, secret, squashed, told

_KIND = (
    r"(?:School|Academy|College|Nursery|Pre-?[Ss]chool|Playgroup|Hospital|Infirmary|Hospice|Children['\u2019]s\s{1,3}Cent(?:re|er)"
    r"|Surgery|Medical\s{1,3}Centre|Health\s{1,3}Centre)"
)
_NAMED = re.compile(
    rf"(?<![\w'\u2019])((?:[A-Z][\w'\u2019.-]{{0,20}}\s{{1,3}}(?:of\s{{1,3}}|and\s{{1,3}}|the\s{{1,3}})?){{1,4}}){_KIND}\b(?!['\u2019]s\s{{1,3}}[A-Z])"
)
_AN_AGENCY = re.compile(
    r"^(?:['\u2019]?s?\s{1,3})(?:(?:University|Teaching|Children['\u2019]s)\s{1,3})?(?:NHS|Foundation|Trust\b|Academies|Multi)"
)
_KINDS = """
    school schools academy college hospital infirmary hospice playgroup surgery centre center police electoral fire armed defence
    a an the this that these those each every any some no all both his her their its our your my one another other such what
    which in at of on to for from by with and or but if when while after before as is was were local primary secondary special
    infant infants junior juniors nursery high middle upper lower first grammar community general independent boarding
    maintained free state public private acute district county children children's childrens child mental health medical day
    residential further higher education sixth form royal national staff business law sunday driving summer night church virtual
    alternative provision mainstream cottage maternity psychiatric teaching university trust home new old good safe safer
    healthy extended early years family gp general's doctors' doctor's dental
"""
_GENERAL = frozenset(_KINDS.split())


def schools_and_hospitals(case: Case) -> Iterable[Finding]:
    """PR111: a school, nursery or hospital is named in words; as an agency of the plan it may be.

    Working Together 2010, 8.30, and 2023, chapter 5: what is published must not tell who the child was.
    """
    known = public(case, _NAMED)
    message = "a school, nursery or hospital is named here"
    hint = "Say what kind it was: a primary school, the local hospital."
    for found in told(case, _NAMED, least=8):
        agency = found.at[-1] == "agency" or _AN_AGENCY.search(found.after(40))
        if not agency and _is_a_name(found.match[1]) and squashed(found.words) not in known:
            yield secret("PR111", Severity.WARNING, found, message, hint)


def _is_a_name(words: str) -> bool:
    """Whether a word before the kind is a name, and not only says what kind of school or hospital it is."""
    return any(word.casefold().strip(".") not in _GENERAL for word in words.split())
