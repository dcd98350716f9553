"""The crest: a drawing beside the house style, put into the paper as it is, with a title that is read aloud."""

from lxml import etree
from markupsafe import Markup

from pipeline.document import SVG, parse_picture, plain_number
from pipeline.errors import ExitCode, PipelineError
from pipeline.style import Crest, HouseStyle
from pipeline.template_folder import TemplateFolder


def crest(style: HouseStyle, templates: TemplateFolder) -> Markup | None:
    """Return the crest as SVG, or None where the style has none.

    Raises:
        PipelineError: the drawing is missing, or holds what a picture may not.
    """
    if style.crest is None:
        return None
    for name in templates.chain(style.name):
        file = templates.style(name).with_name(style.crest.file)
        if file.exists():
            return _drawn(parse_picture(file.read_text("utf-8"), str(file)), style.crest)
    message = f"{style.name}: there is no {style.crest.file} beside its style.yaml."
    raise PipelineError(ExitCode.TEMPLATE_WRONG, message, "Put it there, or leave crest out.")


def _drawn(drawing: etree._Element, crest_: Crest) -> Markup:
    width, height = (plain_number(length / 20) for length in (crest_.width, crest_.height))
    drawing.set("style", f"width:{width}pt;height:{height}pt")
    drawing.set("role", "img")
    drawing.set("aria-labelledby", "crest_title")
    for old in drawing.findall(f"{SVG}title"):
        drawing.remove(old)
    title = etree.Element(f"{SVG}title", {"id": "crest_title"})
    title.text = crest_.description
    drawing.insert(0, title)
    etree.cleanup_namespaces(drawing)
    return Markup(etree.tostring(drawing, encoding="unicode"))
