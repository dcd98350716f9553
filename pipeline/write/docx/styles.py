"""The house style as named Word styles: officers format by choosing one, and nothing is formatted by hand."""

from dataclasses import dataclass

from lxml import etree

from pipeline.style import HouseStyle, Type
from pipeline.write.docx.numbering import OUTLINE
from pipeline.write.docx.xml import w

HEADING_LEVELS = {"Heading1": 0, "Heading2": 1}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph style: its id, the name that Word shows, and how it differs from Normal."""

    id: str
    name: str
    after: int | None = None
    type: Type | None = None
    line: int | None = None
    bold: bool = False
    keep_next: bool = False
    justify: str | None = None
    number_level: int | None = None
    contextual: bool = False
    indent: tuple[int, int] | None = None


def paragraph_styles(style: HouseStyle) -> list[Paragraph]:
    """Return all paragraph styles but Normal, in the order of the style list."""
    gaps = style.spacing
    hanging = (gaps.number_width, gaps.number_width)
    after = gaps.after_paragraph
    return [
        Paragraph("Heading1", "heading 1", gaps.after_title, bold=True, keep_next=True),
        Paragraph("Heading2", "heading 2", after, bold=True, keep_next=True, number_level=0, indent=hanging),
        Paragraph("NumberedParagraph", "Numbered Paragraph", after, number_level=1, indent=hanging),
        Paragraph("ListParagraph", "List Paragraph", after, contextual=True),
        Paragraph("AgendaItem", "Agenda Item", after, bold=True, justify="right"),
        Paragraph("CoverLabel", "Cover Label", 0, bold=True),
        Paragraph("CoverText", "Cover Text", 0),
        Paragraph("CoverTextFollowed", "Cover Text Followed", gaps.after_cover_paragraph),
        Paragraph("ContactsHeading", "Contacts Heading", 0, type=style.fonts.contacts, bold=True),
        Paragraph("ContactsLabel", "Contacts Label", 0, type=style.fonts.contacts),
        Paragraph("ContactsText", "Contacts Text", 0, type=style.fonts.contacts),
        Paragraph("TableHeading", "Table Heading", 0, bold=True),
        Paragraph("TableText", "Table Text", 0),
        Paragraph("TableGap", "Table Gap", 0, line=gaps.after_table),
        Paragraph("Footer", "footer", 0, justify="center"),
    ]


def fill_styles(styles: etree._Element, style: HouseStyle) -> None:
    """Put the house style's styles into the styles part."""
    body = style.fonts.body
    styles.append(
        w(
            "docDefaults",
            w("rPrDefault", w("rPr", _fonts(style), w("kern", val=2), *_size(body), w("lang", val=style.language))),
            w("pPrDefault"),
        )
    )
    normal = w("pPr", w("widowControl"), _spacing(body.line, style.spacing.after_paragraph))
    styles.append(_style("paragraph", "Normal", "Normal", normal, default=1, quick=True))
    styles.append(_style("character", "DefaultParagraphFont", "Default Paragraph Font", default=1))
    styles.append(_table_style("TableNormal", "Normal Table", default=1))
    styles.append(w("style", w("name", val="No List"), type="numbering", default=1, styleId="NoList"))
    for paragraph in paragraph_styles(style):
        styles.append(_paragraph_style(paragraph, body))
    styles.append(_style("character", "Strong", "Strong", w("rPr", w("b")), quick=True))
    styles.append(_style("character", "Emphasis", "Emphasis", w("rPr", w("i")), quick=True))
    both = w("rPr", w("b"), w("i"))
    styles.append(_style("character", "StrongEmphasis", "Strong Emphasis", both))
    raised = w("rPr", w("vertAlign", val="superscript"))
    styles.append(_style("character", "Superscript", "Superscript", raised))
    colour = style.link_colour.lstrip("#").upper()
    styles.append(_style("character", "Hyperlink", "Hyperlink", w("rPr", w("color", val=colour), w("u", val="single"))))
    styles.append(_table_style("CoverTable", "Cover Table", style))
    styles.append(_table_style("RuledTable", "Ruled Table", style, ruled=True))


def _fonts(style: HouseStyle) -> etree._Element:
    return w("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), style.fonts.family))


def _size(type_: Type) -> list[etree._Element]:
    return [w("sz", val=type_.half_points), w("szCs", val=type_.half_points)]


def _spacing(line: int | None, after: int | None) -> etree._Element:
    values: dict[str, str | int] = {"before": 0}
    if after is not None:
        values["after"] = after
    if line is not None:
        values |= {"line": line, "lineRule": "exact"}
    return w("spacing", **values)


def _style(
    kind: str, id_: str, name: str, *parts: etree._Element, default: int = 0, quick: bool = False
) -> etree._Element:
    attributes: dict[str, str | int] = {"type": kind, "default": default} if default else {"type": kind}
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="Normal") if kind == "paragraph" and not default else None,
        w("basedOn", val="DefaultParagraphFont") if kind == "character" and not default else None,
        w("qFormat") if quick else None,
        *parts,
        **attributes,
        styleId=id_,
    )


def _paragraph_style(paragraph: Paragraph, body: Type) -> etree._Element:
    numbered, outline = paragraph.number_level is not None, HEADING_LEVELS.get(paragraph.id)
    left, hanging = paragraph.indent or (0, 0)
    properties = w(
        "pPr",
        w("keepNext") if paragraph.keep_next else None,
        w("keepLines") if paragraph.keep_next else None,
        w("numPr", w("ilvl", val=paragraph.number_level or 0), w("numId", val=OUTLINE)) if numbered else None,
        _spacing(paragraph.line or (paragraph.type or body).line, paragraph.after),
        w("ind", left=left, hanging=hanging) if paragraph.indent else None,
        w("contextualSpacing") if paragraph.contextual else None,
        w("jc", val=paragraph.justify) if paragraph.justify else None,
        w("outlineLvl", val=outline) if outline is not None else None,
    )
    sized = _size(paragraph.type) if paragraph.type else []
    look = w("rPr", w("b") if paragraph.bold else None, *sized) if paragraph.bold or sized else None
    return _style(
        "paragraph", paragraph.id, paragraph.name, properties, *([look] if look is not None else []), quick=True
    )


def _table_style(
    id_: str, name: str, style: HouseStyle | None = None, *, ruled: bool = False, default: int = 0
) -> etree._Element:
    properties = w("tblPr")
    if ruled and style:
        eighths = style.tables.border * 8 // 20
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        properties.append(
            w("tblBorders", *(w(side, val="single", sz=eighths, space=0, color="000000") for side in sides))
        )
    top, side = (style.tables.padding_top, style.tables.padding_side) if style else (0, 0)
    edges = (("top", top), ("left", side), ("bottom", top), ("right", side))
    properties.append(w("tblCellMar", *(w(edge, w=length, type="dxa") for edge, length in edges)))
    return _style("table", id_, name, properties, default=default)
