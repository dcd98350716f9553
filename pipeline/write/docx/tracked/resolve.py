"""Tracked changes accepted or rejected, all of them, as Word does it."""

from collections.abc import Iterator

from lxml import etree

from pipeline.write.docx.tracked.atoms import PPR, RPR, P
from pipeline.write.docx.xml import qn

INS, DEL = qn("w:ins"), qn("w:del")
WORDS = {qn("w:delText"): qn("w:t"), qn("w:delInstrText"): qn("w:instrText")}


def resolve(body: etree._Element, *, accepted: bool) -> None:
    """Accept or reject every change in a body, in place."""
    goes, stays = (DEL, INS) if accepted else (INS, DEL)
    _take_away_rows(body, goes)
    for mark in [mark for mark in body.iter(goes) if _holds_words(mark)]:
        mark.getparent().remove(mark)
    for paragraph in [p for p in body.iter(P) if p.find(f"{PPR}/{RPR}/{goes}") is not None]:
        _join(paragraph)
    for mark in list(body.iter(stays)):
        _unwrap(mark)
    for word in [word for old in WORDS for word in body.iter(old)]:
        word.tag = WORDS[word.tag]
    for change in list(body.iter(qn("w:pPrChange"))):
        _reshape(change, accepted=accepted)


def _take_away_rows(body: etree._Element, mark: str) -> None:
    """Remove the rows that bear a mark, and a table that has none left."""
    for row in [row for row in body.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{mark}") is not None]:
        row.getparent().remove(row)
    for table in [table for table in body.iter(qn("w:tbl")) if table.find(qn("w:tr")) is None]:
        table.getparent().remove(table)


def _holds_words(mark: etree._Element) -> bool:
    return mark.getparent().tag in {P, qn("w:hyperlink")}


def _join(paragraph: etree._Element) -> None:
    """Take away a paragraph's end: what is left of it goes into the next; without a next, the end stays."""
    following, content = paragraph.getnext(), list(_content(paragraph))
    if content and following is not None and following.tag == P:
        place = 1 if following.find(PPR) is not None else 0
        for child in reversed(content):
            following.insert(place, child)
    elif content or following is None:
        paragraph.find(PPR).remove(paragraph.find(f"{PPR}/{RPR}"))
        return
    paragraph.getparent().remove(paragraph)


def _content(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield what a paragraph holds to be read."""
    return (child for child in paragraph if child.tag != PPR and (child.tag in {qn("w:r"), INS, DEL} or len(child)))


def _unwrap(mark: etree._Element) -> None:
    around = mark.getparent()
    place = around.index(mark)
    for child in reversed(list(mark)):
        around.insert(place, child)
    around.remove(mark)
    if around.tag == RPR and not len(around):
        around.getparent().remove(around)


def _reshape(change: etree._Element, *, accepted: bool) -> None:
    properties, before = change.getparent(), change.find(PPR)
    properties.remove(change)
    if not accepted:
        for child in [child for child in properties if child.tag != qn("w:sectPr")]:
            properties.remove(child)
        for place, child in enumerate(list(before)):
            properties.insert(place, child)
