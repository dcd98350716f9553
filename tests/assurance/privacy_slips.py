"""Slips of privacy: what gives somebody away, in every place where an officer could have written it.

Numbers are of those that are given to nobody: NHS numbers from 999, telephone numbers for drama (Ofcom).
"""

from collections.abc import Iterator
from random import Random

from tests.assurance.places import Papers, Slip
from tests.assurance.word_slips import Kind

SAID: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "NHS number": (
        ("PR101",),
        ("The referral was for 999 000 0042.", "Her NHS number is 9990000034.", "See the notes of 999-000-0018."),
    ),
    "National Insurance number": (
        ("PR102",),
        ("Benefit was claimed under JK 12 34 56 C.", "His number is HJ123456A.", "The claim of lm 65 43 21 b was late."),
    ),
    "court's case number": (
        ("PR104",),
        ("The proceedings were ZC21C00123.", "He was tried in T20107123.", "An application, CO/1234/2010, was refused."),
    ),
    "date of birth": (
        ("PR105",),
        ("He was born on 12 March 1991.", "Her date of birth was 03/05/2008.", "The child (DOB 1 June 2009) was seen.",
         "The birthday, the 3rd of May, was kept."),
    ),
    "day of a death": (
        ("PR106",),
        ("The child died on 14 January 2009.", "On 3 June 2009 the baby died.", "She died in hospital on 12/03/2016."),
    ),
    "address": (
        ("PR107",),
        ("The family lived at 12 Mill Road.", "Officers went to Flat 3, 7a St Mary's Close.", "They lived in Station Avenue.",
         "A neighbour at 110 Old North Street rang."),
    ),
    "postcode": (
        ("PR108",),
        ("The home was in CB1 2XY.", "He was found in PE19 5TT, by a lake.", "The form gave SW1A1AA.", "They moved to ec1a 1bb."),
    ),
    "telephone number": (
        ("PR109",),
        ("The grandmother is on 020 7946 0123.", "Ring her on (01632) 960 999.", "He texted from +44 7700 900123.",
         "Her mobile is 07700900456."),
    ),
    "e-mail address": (
        ("PR110",),
        ("Write to jane.doe@mail.example.", "The aunt (j_doe@home.example) was asked.", "See the message of Peter@family.example."),
    ),
    "school or hospital": (
        ("PR111",),
        ("He went to St Mary's Primary School.", "Staff at Netherhall College knew.", "She was taken to Addenbrooke's Hospital.",
         "The Little Acorns Nursery was told."),
    ),
    "member of a panel": (
        ("PR112",),
        ("The members of the panel were Jane Doe and Dr Roe.", "Peter Poe sat on the Serious Case Review Panel.",
         "The panel's members included Susan Soe, Named Nurse."),
    ),
}  # fmt: skip
"""What is written, and the rule that is to find it, by kind."""


def _kind(rules: tuple[str, ...], said: tuple[str, ...]) -> Kind:
    def slips(papers: Papers, random: Random) -> Iterator[Slip]:
        for spot in papers.sentence_ends:
            yield spot.followed_by(random.choice(said), *rules)

    return slips


KINDS: dict[str, Kind] = {name: _kind(rules, said) for name, (rules, said) in SAID.items()}
