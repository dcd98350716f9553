"""Names of WordprocessingML, and short ways to ask for values."""

from collections.abc import Iterable, Iterator

from lxml import etree

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
}


def q(name: str) -> str:
    """Return a name such as ``w:p`` as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def at(element: "etree._Element | None", *path: str) -> "etree._Element | None":
    """Return the first element at the end of a path, or None."""
    for name in path:
        element = element.find(q(name)) if element is not None else None
    return element


def value(element: "etree._Element | None", *path: str, attribute: str = "w:val") -> str:
    """Return an attribute of the element at the end of a path; empty where there is none."""
    found = at(element, *path)
    return found.get(q(attribute), "") if found is not None else ""


def whole(text: str, default: int = 0) -> int:
    """Return a whole number, or the default where the text is none."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def is_on(element: "etree._Element | None", *path: str) -> bool | None:
    """Return whether a switch such as ``w:b`` is on or off; None where it is not there."""
    found = at(element, *path)
    return None if found is None else found.get(q("w:val"), "1") not in {"0", "false", "off", "none"}


def has_words(element: "etree._Element") -> bool:
    """Whether any letters stand in an element."""
    return any((text.text or "").strip() for text in element.iter(q("w:t")))


def outermost(element: "etree._Element", name: str) -> "Iterator[etree._Element]":
    """Yield the elements of a name that stand in no other of that name."""
    for child in element:
        if child.tag == name:
            yield child
        else:
            yield from outermost(child, name)


def tags(*names: str) -> frozenset[str]:
    """Return several names as lxml writes them."""
    return frozenset(q(name) for name in names)


def inside(element: "etree._Element", wanted: Iterable[str], through: Iterable[str]) -> "Iterator[etree._Element]":
    """Yield children of wanted kinds, also those within wrappers."""
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in through:
            yield from inside(child, wanted, through)
