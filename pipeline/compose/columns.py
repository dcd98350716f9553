"""Column widths: a table's columns get whole twentieths of a point, from the house style or from the words in them.

One list of widths stands in the tree, so that Word and PDF break every cell's lines alike.
"""

from collections.abc import Sequence
from math import ceil, floor

from lxml import etree

from pipeline.document import flat
from pipeline.style import HouseStyle

WIDTHS = {"ijlftr.,:;'|!()[]/- ": 0.33, "mwMW%@": 0.9, "ABCDEFGHKNOPQRSTUVXYZ&": 0.73}
"""Rough widths of letters in parts of the type's size, as in Arial; all others take AVERAGE."""

AVERAGE = 0.56
ROOM = 1.08
"""Room for what the rough widths miss, and for bold type."""

MOST_EMS = 45.0
"""Beyond this width a column of prose asks for no more."""


STEP = 72
"""Widths are multiples of a twentieth of an inch: whole in twips and in hundredths of a millimetre, as LibreOffice counts."""


def set_columns(main: etree._Element, style: HouseStyle) -> None:
    """Give each table a ``col`` for each column, with its width."""
    for table in main.iter("table"):
        widths = _widths(table, style)
        for old in table.findall("colgroup"):
            table.remove(old)
        group = etree.Element("colgroup")
        for width in widths:
            etree.SubElement(group, "col", {"style": f"width:{width / 20:g}pt"})
        table.insert(1 if table.find("caption") is not None else 0, group)


def _widths(table: etree._Element, style: HouseStyle) -> list[int]:
    fixed: dict[str, list[int]] = dict(style.tables.columns)
    if widths := fixed.get(str(table.get("class")).replace("-", "_")):
        return widths
    landscape = any("landscape" in (up.get("class") or "") for up in table.iterancestors("section"))
    measure = style.page.landscape_measure if landscape else style.page.measure
    columns = list(zip(*([flat(cell) for cell in row] for row in table.iter("tr")), strict=False))
    size, padding = style.fonts.table.size, 2 * style.tables.padding_side
    least = [
        max(_width(word) for text in column for word in text.split() or [""]) * size + padding for column in columns
    ]
    most = [min(max(map(_width, column)), MOST_EMS) * size + padding for column in columns]
    return _share(measure, least, [max(pair) for pair in zip(least, most, strict=True)])


def _share(measure: int, least: Sequence[float], wanted: Sequence[float]) -> list[int]:
    """Share the measure: each column its least, and the rest by what each wants beyond it (or in all, where all have it)."""
    if sum(least) >= measure:
        return _whole(measure, [0] * len(least), [width * measure / sum(least) for width in least])
    if sum(wanted) <= measure:
        return _whole(measure, least, [width * measure / sum(wanted) for width in wanted])
    beyond = [want - need for want, need in zip(wanted, least, strict=True)]
    rest = measure - sum(least)
    return _whole(measure, least, [need + rest * part / sum(beyond) for need, part in zip(least, beyond, strict=True)])


def _whole(measure: int, least: Sequence[float], shares: Sequence[float]) -> list[int]:
    """Round shares to whole steps, none below its least; the widest takes what is over or short."""
    pairs = zip(least, shares, strict=True)
    whole = [max(ceil(need / STEP), floor(share / STEP)) * STEP for need, share in pairs]
    whole[shares.index(max(shares))] += measure - sum(whole)
    return whole


def _width(text: str) -> float:
    """Return a text's rough width in ems."""
    return ROOM * sum(next((width for letters, width in WIDTHS.items() if each in letters), AVERAGE) for each in text)
