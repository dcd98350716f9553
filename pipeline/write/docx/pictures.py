"""Pictures of the Word file: the tree's drawings as PNG in the line, with alternative text."""

import io
import re

from docx.parts.document import DocumentPart
from docx.shared import Pt
from lxml import etree

from pipeline.document import SVG
from pipeline.write.docx.xml import w

ZOOM = 3.0
"""Pixels a point: 216 to the inch."""

_SIZE = re.compile(r"width:([\d.]+)pt;height:([\d.]+)pt")


def picture(svg: etree._Element, part: DocumentPart, number: int) -> etree._Element:
    """Return a run that holds a drawing as PNG, at its size; its title and description become the alternative text.

    ``number`` counts the paper's pictures: Word tells them apart by it.
    """
    import resvg_py  # noqa: PLC0415 - only papers with pictures need it

    found = _SIZE.match(svg.get("style", ""))
    width, height = (float(length) for length in found.groups()) if found else (0.0, 0.0)
    drawing = etree.fromstring(etree.tostring(svg))
    drawing.set("width", f"{width:g}")
    drawing.set("height", f"{height:g}")
    png = bytes(
        resvg_py.svg_to_bytes(svg_string=etree.tostring(drawing, encoding="unicode"), zoom=ZOOM, skip_system_fonts=True)
    )
    inline: etree._Element = part.new_pic_inline(io.BytesIO(png), Pt(width), Pt(height))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    properties = inline.find(".//{*}docPr")
    if properties is not None:
        told = [svg.findtext(f"{SVG}{name}") for name in ("title", "desc")]
        properties.set("id", str(number))
        properties.set("name", f"Picture {number}")
        properties.set("title", told[0] or "")
        properties.set("descr", ". ".join(text for text in told if text))
    return w("r", w("drawing", inline))
