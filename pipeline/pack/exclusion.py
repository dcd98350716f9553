"""Exclusion of the public: the resolution and the grounds, in the words of the law in force on the meeting's day.

Sources: LGA 1972 s.100A(2) to (5), SI 2012/2089 reg 4(2) and (3), as ``exclusion.yaml`` has them; the descriptions are those of Schedule 12A.
"""

from collections.abc import Iterator, Sequence

from pipeline.compose.withheld import PUBLIC_INTEREST
from pipeline.models.law import Schedule12A
from pipeline.models.withholding import Confidential, Exempt
from pipeline.pack.items import Item
from pipeline.rules.words import series
from pipeline.statute import exclusion


def sentences(items: Sequence[Item]) -> Iterator[str]:
    """Yield what an agenda says before the items that withhold something: what must be withheld, and what is to be resolved."""
    if not items:
        return
    law = exclusion(items[0].inputs)
    must = [item for item in items if any(isinstance(why, Confidential) for why in item.grounds)]
    if must:
        yield law.confidential.format(items=_called(must), they=_they(must))
    may = [item for item in items if any(isinstance(why, Exempt) for why in item.grounds)]
    schedule = items[0].composer.schedule
    if may and schedule:
        grounds = "; ".join(_grounds(may, schedule))
        yield f"The meeting is asked to resolve: {law.resolution.format(items=_called(may), they=_they(may), grounds=grounds)}"
        if schedule.public_interest_test:
            yield PUBLIC_INTEREST


def grounds(item: Item) -> Iterator[str]:
    """Yield why something of an item is withheld."""
    for why in item.grounds:
        if isinstance(why, Exempt):
            yield f"It holds exempt information: paragraph {why.paragraph} of Schedule 12A."
        else:
            yield "It holds confidential information."


def _grounds(items: Sequence[Item], schedule: Schedule12A) -> Iterator[str]:
    """Yield each description of Schedule 12A with the items that it applies to."""
    numbers = sorted({why.paragraph for item in items for why in item.grounds if isinstance(why, Exempt)})
    for number in numbers:
        under = [item for item in items if f"exempt-{number}" in {why.ground for why in item.grounds}]
        wording = (schedule.wording(number) or "").rstrip(".")
        described = f"{wording[:1].lower()}{wording[1:]}"
        act = f"paragraph {number} of {schedule.part} of Schedule 12A to the Local Government Act 1972"
        yield f"{_called(under)}, {act} ({described})"


def _called(items: Sequence[Item]) -> str:
    return f"item{'' if len(items) == 1 else 's'} {series([str(item.number) for item in items])}"


def _they(items: Sequence[Item]) -> str:
    return "that item" if len(items) == 1 else "those items"
