"""The house style as named Word styles: officers format by choosing one, and nothing is formatted by hand."""

from dataclasses import dataclass

from lxml import etree

from pipeline.style import HouseStyle, Type
from pipeline.write.docx.numbering import APPENDIX, NOTES, OUTLINE
from pipeline.write.docx.xml import w

HEADING_LEVELS = {"Heading1": 0, "Heading2": 1, "AppendixHeading": 1, "UnnumberedHeading": 1, "Heading3": 2}


RULES = {"grid": ("top", "left", "bottom", "right", "insideH", "insideV"), "rows": ("top", "bottom", "insideH")}
"""Which rules a table has, by the house style's word for it."""

HAIRLINE = Type.model_construct(size=20, line=20)
"""Hardly any type: around a picture, so that its line is as high as the picture, and after a table that ends a page."""

PICTURES_OWN = 0
"""In the place of a line's exact height: as high as what stands in it."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph style: its id, the name that Word shows, and how it differs from Normal.

    ``heading`` is bold, whole, and on one page with what follows.
    """

    id: str
    name: str
    after: int | None = None
    type: Type | None = None
    line: int | None = None
    bold: bool = False
    heading: bool = False
    justify: str | None = None
    number_level: int | None = None
    numbering: int = OUTLINE
    new_page: bool = False
    tab: int | None = None
    contextual: bool = False
    indent: tuple[int, int] | None = None


def paragraph_styles(style: HouseStyle) -> list[Paragraph]:
    """Return all paragraph styles but Normal, in the order of the style list."""
    gaps, fonts = style.spacing, style.fonts
    hanging = (gaps.number_width, gaps.number_width)
    sub = (gaps.subnumber_width, gaps.subnumber_width)
    wide = (gaps.appendix_number_width, gaps.appendix_number_width)
    note = (gaps.list_indent, gaps.list_indent)
    entry = gaps.cover_label_width
    aligned = style.page.footer_align if style.page.footer_align != "left" else None
    after = gaps.after_paragraph
    return [
        Paragraph("Heading1", "heading 1", gaps.after_title, type=fonts.title, heading=True),
        Paragraph("Heading2", "heading 2", after, type=fonts.heading, number_level=0, indent=hanging, heading=True),
        Paragraph("Heading3", "heading 3", after, indent=hanging, heading=True),
        Paragraph("NumberedParagraph", "Numbered Paragraph", after, number_level=1, indent=hanging),
        Paragraph("NumberedSubparagraph", "Numbered Subparagraph", after, number_level=2, indent=sub),
        Paragraph(
            "AppendixHeading",
            "Appendix Heading",
            after,
            type=fonts.heading,
            number_level=0,
            numbering=APPENDIX,
            new_page=True,
            indent=wide,
            heading=True,
        ),
        Paragraph("AppendixParagraph", "Appendix Paragraph", after, number_level=1, numbering=APPENDIX, indent=hanging),
        Paragraph("UnnumberedHeading", "Unnumbered Heading", after, type=fonts.heading, heading=True),
        Paragraph("NoteText", "Note Text", 0, number_level=0, numbering=NOTES, indent=note),
        Paragraph("ListParagraph", "List Paragraph", after, contextual=True),
        Paragraph("AgendaItem", "Agenda Item", after, bold=True, justify="right"),
        Paragraph("Notice", "Notice", after, bold=True),
        Paragraph("CoverEntry", "Cover Entry", gaps.after_cover_paragraph, indent=(entry, entry), tab=entry),
        Paragraph("CoverEntryMore", "Cover Entry More", gaps.after_cover_paragraph, indent=(entry, 0)),
        Paragraph("CoverLabel", "Cover Label", 0, bold=True),
        Paragraph("CoverText", "Cover Text", 0),
        Paragraph("CoverTextFollowed", "Cover Text Followed", gaps.after_cover_paragraph),
        Paragraph("ContactsHeading", "Contacts Heading", 0, type=fonts.contacts, bold=True),
        Paragraph("ContactsLabel", "Contacts Label", 0, type=fonts.contacts),
        Paragraph("ContactsText", "Contacts Text", 0, type=fonts.contacts),
        Paragraph("TableHeading", "Table Heading", 0, bold=True),
        Paragraph("TableText", "Table Text", 0),
        Paragraph("Caption", "caption", gaps.after_caption, type=fonts.table, heading=True),
        Paragraph("DataHeading", "Data Heading", 0, type=fonts.table, bold=True),
        Paragraph("DataCountHeading", "Data Count Heading", 0, type=fonts.table, bold=True, justify="right"),
        Paragraph("DataText", "Data Text", 0, type=fonts.table),
        Paragraph("DataCount", "Data Count", 0, type=fonts.table, justify="right"),
        Paragraph("Picture", "Picture", after, type=HAIRLINE, line=PICTURES_OWN),
        Paragraph("TableGap", "Table Gap", 0, line=gaps.after_table),
        Paragraph("TableEnd", "Table End", 0, type=HAIRLINE),
        Paragraph("Marking", "Marking", 0, type=fonts.table, bold=True, justify=aligned),
        Paragraph("Header", "header", 0, justify=aligned),
        Paragraph("Footer", "footer", 0, justify=aligned),
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
    styles.append(_style("character", "CoverLabelText", "Cover Label Text", w("rPr", w("b"))))
    raised = w("rPr", w("vertAlign", val="superscript"))
    styles.append(_style("character", "Superscript", "Superscript", raised))
    colour = style.link_colour.lstrip("#").upper()
    styles.append(_style("character", "Hyperlink", "Hyperlink", w("rPr", w("color", val=colour), w("u", val="single"))))
    styles.append(
        _style(
            "character",
            "NoteReference",
            "Note Reference",
            w("rPr", w("color", val=colour), w("u", val="single"), w("vertAlign", val="superscript")),
        )
    )
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
    if line == PICTURES_OWN:
        values |= {"line": 240, "lineRule": "auto"}
    elif line is not None:
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
        w("keepNext") if paragraph.heading else None,
        w("keepLines") if paragraph.heading else None,
        w("pageBreakBefore") if paragraph.new_page else None,
        w("numPr", w("ilvl", val=paragraph.number_level or 0), w("numId", val=paragraph.numbering))
        if numbered
        else None,
        w("tabs", w("tab", val="left", pos=paragraph.tab)) if paragraph.tab else None,
        _spacing((paragraph.type or body).line if paragraph.line is None else paragraph.line, paragraph.after),
        w("ind", left=left, hanging=hanging) if paragraph.indent else None,
        w("contextualSpacing") if paragraph.contextual else None,
        w("jc", val=paragraph.justify) if paragraph.justify else None,
        w("outlineLvl", val=outline) if outline is not None else None,
    )
    bold = paragraph.bold or paragraph.heading
    sized = _size(paragraph.type) if paragraph.type else []
    look = w("rPr", w("b") if bold else None, *sized) if bold or sized else None
    return _style(
        "paragraph", paragraph.id, paragraph.name, properties, *([look] if look is not None else []), quick=True
    )


def _table_style(
    id_: str, name: str, style: HouseStyle | None = None, *, ruled: bool = False, default: int = 0
) -> etree._Element:
    properties = w("tblPr")
    if ruled and style:
        eighths = style.tables.border * 8 // 20
        sides = RULES[style.tables.rules]
        properties.append(
            w("tblBorders", *(w(side, val="single", sz=eighths, space=0, color="000000") for side in sides))
        )
    top, side = (style.tables.padding_top, style.tables.padding_side) if style else (0, 0)
    edges = (("top", top), ("left", side), ("bottom", top), ("right", side))
    properties.append(w("tblCellMar", *(w(edge, w=length, type="dxa") for edge, length in edges)))
    return _style("table", id_, name, properties, default=default)
