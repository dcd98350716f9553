"""WordprocessingML elements as short expressions: ``w("pPr", w("pStyle", val="Normal"))``."""

from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

__all__ = ["field", "qn", "text", "w"]


def w(tag: str, *children: "etree._Element | None", **attributes: str | int) -> etree._Element:
    """Make an element of the main namespace; attributes too are of that namespace; None children are left out."""
    element: etree._Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            element.append(child)
    return element


def text(words: str) -> etree._Element:
    """Make a run's text, its white space kept."""
    element = w("t")
    element.text = words
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def field(instruction: str, shown: str, style: str | None = None) -> list[etree._Element]:
    """Make the runs of a field that Word fills in, with what it shows until then."""
    look = [w("rPr", w("rStyle", val=style))] if style else []
    code = w("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    pieces = [w("fldChar", fldCharType="begin"), code, w("fldChar", fldCharType="separate"), text(shown)]
    return [w("r", *deepcopy(look), piece) for piece in (*pieces, w("fldChar", fldCharType="end"))]
