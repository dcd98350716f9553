"""Where marked paragraphs stand before a table: which paragraph's end is marked."""

from collections.abc import Sequence

from lxml import etree

from pipeline.write.docx.tracked.atoms import PPR, RPR, TBL, P, Reader, list_of


def turn_ends(elements: Sequence[etree._Element], reader: Reader) -> None:
    """Mark the end before marked paragraphs instead of their last, in place: an end before a table cannot be taken away.

    That is what is typed where paragraphs are added: an end, then the words. Where what stands before is of another shape,
    the ends stay as they are: it would become of that shape.
    """
    for place, element in enumerate(elements):
        if element.tag == TBL and place and _mark(elements[place - 1]) is not None:
            _turn(elements, place - 1, reader)


def _turn(elements: Sequence[etree._Element], last: int, reader: Reader) -> None:
    look = _mark(elements[last])
    first = last
    while look is not None and first and _fate(elements[first - 1]) == _fate(elements[last]):
        first -= 1
    before = elements[first - 1] if first else None
    if look is None or before is None or before.tag != P or _mark(before) is not None:
        return
    shapes = [(reader.shape(each), list_of(each)) for each in (before, elements[last])]
    if shapes[0] == shapes[1]:
        before.find(PPR).append(look)


def _mark(element: etree._Element) -> etree._Element | None:
    return element.find(f"{PPR}/{RPR}") if element.tag == P else None


def _fate(element: etree._Element) -> str:
    look = _mark(element)
    return "" if look is None else str(look[0].tag)
