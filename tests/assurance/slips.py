"""All kinds of slips, and a fair choice of their places."""

from random import Random

from tests.assurance import data_slips, privacy_slips, word_slips
from tests.assurance.places import Papers, Slip

KINDS = {**word_slips.KINDS, **data_slips.KINDS, **privacy_slips.KINDS}
"""Every kind by name: a function that yields papers with one slip of the kind."""

SEED = 2010


def seeded(papers: Papers, most: int) -> dict[str, list[Slip]]:
    """Return slips by kind, at most so many of each, always the same ones."""
    return {name: _chosen(name, papers, most) for name in KINDS}


def _chosen(name: str, papers: Papers, most: int) -> list[Slip]:
    random = Random(f"{SEED} {name}")
    every = list(KINDS[name](papers, random))
    return every if len(every) <= most else random.sample(every, most)
