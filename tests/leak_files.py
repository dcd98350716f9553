"""Files of every kind to hide a text in, for the tests of the leak check."""

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import openpyxl
import pikepdf
import weasyprint
from openpyxl.comments import Comment

Make = Callable[[str], bytes]

_CMAP = b"""begincmap 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <00> <FF> <0000> endbfrange endcmap"""


def zipped(*parts: tuple[str, bytes], comment: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
        archive.comment = comment
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A zip with one part more."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(each, archive.read(each)) for each in archive.namelist() if each != name]
    return zipped(*parts, (name, content))


def word(change: Callable[[docx.document.Document], object] = lambda _: None) -> bytes:
    document = docx.Document()
    document.add_paragraph("A public sentence.")
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    # the library's own template carries a thumbnail and an author
    return stream.getvalue()


def word_in_runs(text: str) -> bytes:
    def change(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph()
        for place in range(0, len(text), 3):
            paragraph.add_run(text[place : place + 3]).bold = place % 2 == 0

    return word(change)


def word_in_table(text: str) -> bytes:
    return word(lambda document: setattr(document.add_table(1, 1).cell(0, 0), "text", text))


def word_property(text: str) -> bytes:
    return word(lambda document: setattr(document.core_properties, "keywords", text[:250]))


def word_comment(text: str) -> bytes:
    return word(lambda document: document.add_comment(document.paragraphs[0].runs, text))


def word_header(text: str) -> bytes:
    return word(lambda document: setattr(document.sections[0].header.paragraphs[0], "text", text))


def word_custom(text: str) -> bytes:
    return with_part(word(), "customXml/item1.xml", f"<x><!-- {escape(text)} --></x>".encode())


def word_alt(text: str) -> bytes:
    return with_part(word(), "word/more.xml", f'<w:x><wp:docPr id="1" descr="{escape(text)}"/></w:x>'.encode())


def word_embedded(text: str) -> bytes:
    return with_part(word(), "word/embeddings/book.xlsx", book_cell(text))


def book(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    made = openpyxl.Workbook()
    change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def book_cell(text: str) -> bytes:
    return book(lambda made: setattr(made.active["B2"], "value", text))


def book_comment(text: str) -> bytes:
    return book(lambda made: setattr(made.active["B2"], "comment", Comment(text, "Somebody")))


def page(text: str) -> bytes:
    return f"<!DOCTYPE html><html><body><p>Public. {escape(text)}</p></body></html>".encode()


def html(before: str, after: str = "") -> Make:
    return lambda text: f"<!DOCTYPE html><p>Public.</p>{before}{escape(text)}{after}".encode()


def printed(text: str) -> bytes:
    """A PDF as the pipeline makes it, narrow, so that lines break and words part."""
    style = "@page { size: 60mm 60mm; margin: 5mm } p { hyphens: auto }"
    source = f'<html lang="en"><style>{style}</style><p>Public words stand here.</p><p>{escape(text)}</p></html>'
    return bytes(weasyprint.HTML(string=source).write_pdf(pdf_variant="pdf/ua-1"))


def printed_in_columns(text: str) -> bytes:
    source = f'<div style="columns: 3">Public words. {escape(text)} More public words.</div>'
    return bytes(weasyprint.HTML(string=source).write_pdf())


def printed_unseen(text: str) -> bytes:
    source = f'<p style="color: white; position: absolute; left: -9999px">{escape(text)}</p><p>Public.</p>'
    return bytes(weasyprint.HTML(string=source).write_pdf())


def printed_title(text: str) -> bytes:
    return bytes(weasyprint.HTML(string=f"<title>{escape(text)}</title><p>Public.</p>").write_pdf())


def printed_alt(text: str) -> bytes:
    picture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    source = f'<img src="{picture}" alt="{escape(text)}"><p>Public.</p>'
    return bytes(weasyprint.HTML(string=source).write_pdf(pdf_variant="pdf/ua-1"))


def printed_bookmark(text: str) -> bytes:
    return bytes(weasyprint.HTML(string=f"<h1>{escape(text)}</h1><p>Public.</p>").write_pdf())


def sheet(change: Callable[[pikepdf.Pdf], object], *, packed: bool = True) -> bytes:
    """A PDF of one empty page, changed by hand."""
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    stream = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    made.save(stream, object_stream_mode=mode)
    return stream.getvalue()


def show(made: pikepdf.Pdf, content: bytes, font: pikepdf.Object | None = None) -> None:
    made.pages[0].Contents = made.make_stream(content)
    made.pages[0].Resources = resources(made, font)


def resources(made: pikepdf.Pdf, font: pikepdf.Object | None = None) -> pikepdf.Object:
    plain = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    return pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(plain if font is None else font)))


def written(text: str) -> bytes:
    return text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf_hidden(text: str) -> bytes:
    return sheet(lambda made: show(made, b"BT /F1 9 Tf 3 Tr (" + written(text) + b") Tj ET"))


def pdf_kerned(text: str) -> bytes:
    parts = b" ".join(b"(" + written(letter) + b") -20" for letter in text)
    return sheet(lambda made: show(made, b"BT /F1 9 Tf [" + parts + b"] TJ ET"))


def pdf_placed(text: str) -> bytes:
    lines = b"".join(
        b"1 0 0 1 %d 9 Tm (" % place + written(word) + b") Tj " for place, word in enumerate(text.split(" "))
    )
    return sheet(lambda made: show(made, b"BT /F1 9 Tf " + lines + b"ET"))


def pdf_lines(text: str) -> bytes:
    lines = b"".join(b"(" + written(word) + b") ' " for word in text.split(" "))
    return sheet(lambda made: show(made, b"BT /F1 9 Tf " + lines + b"ET"))


def pdf_shifted(text: str) -> bytes:
    """Letters that only a font's table tells: each code is the letter's, and one more."""

    def change(made: pikepdf.Pdf) -> None:
        table = made.make_stream(_CMAP.replace(b"<00> <FF> <0000>", b"<01> <FF> <0000>"))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, ToUnicode=table)
        codes = bytes(code + 1 for code in text.encode("latin-1", "replace"))
        show(made, b"BT /F1 9 Tf <" + codes.hex().encode() + b"> Tj ET", font)

    return sheet(change)


def pdf_form(text: str) -> bytes:
    """Content that nothing draws."""

    def change(made: pikepdf.Pdf) -> None:
        form = made.make_stream(
            b"BT /F1 9 Tf [" + b" ".join(b"<%02x>" % code for code in text.encode("cp1252", "replace")) + b"] TJ ET"
        )
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.Resources = resources(made)
        made.Root.Lost = form

    return sheet(change)


def pdf_info(text: str) -> bytes:
    return sheet(lambda made: made.docinfo.__setitem__("/Title", text), packed=False)


def pdf_xmp(text: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        with made.open_metadata() as metadata:
            metadata["dc:description"] = text

    return sheet(change)


def pdf_attached(text: str) -> bytes:
    return sheet(lambda made: made.attachments.__setitem__("notes.txt", text.encode()))


def pdf_attachment_name(text: str) -> bytes:
    return sheet(lambda made: made.attachments.__setitem__(f"{text}.txt", b"public"))


def pdf_actual(text: str) -> bytes:
    mark = pikepdf.String(text).unparse()
    return sheet(lambda made: show(made, b"/Span << /ActualText " + mark + b" >> BDC BT /F1 9 Tf (Public) Tj ET EMC"))


def pdf_tag(text: str) -> bytes:
    return sheet(
        lambda made: made.Root.__setitem__("/StructTreeRoot", pikepdf.Dictionary(K=[pikepdf.Dictionary(Alt=text)]))
    )


def pdf_link(text: str) -> bytes:
    address = "https://example.invalid/?q=" + text.replace(" ", "%20")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(URI=address))
    return sheet(lambda made: made.pages[0].__setitem__("/Annots", pikepdf.Array([link])))


def pdf_note(text: str) -> bytes:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=text)
    return sheet(lambda made: made.pages[0].__setitem__("/Annots", pikepdf.Array([note])))


def pdf_outline(text: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(text, 0))

    return sheet(change)


def pdf_script(text: str) -> bytes:
    return sheet(lambda made: made.Root.__setitem__("/Lost", made.make_stream(f"app.alert('{text}')".encode())))


def pdf_name(text: str) -> bytes:
    return sheet(lambda made: made.Root.__setitem__("/Lost", pikepdf.Name("/" + text.replace(" ", "_"))))


def png(*chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    body = b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in (*chunks, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + body + after


def manifest(text: str) -> bytes:
    return json.dumps({"files": [{"name": text, "size": 47, "sha256": "00"}]}).encode()


KINDS: dict[str, tuple[str, Make]] = {
    "word, paragraph": ("docx", lambda text: word(lambda document: document.add_paragraph(text))),
    "word, runs": ("docx", word_in_runs),
    "word, table": ("docx", word_in_table),
    "word, property": ("docx", word_property),
    "word, comment": ("docx", word_comment),
    "word, header": ("docx", word_header),
    "word, custom XML": ("docx", word_custom),
    "word, alternative text": ("docx", word_alt),
    "word, workbook within": ("docx", word_embedded),
    "zip, name": ("zip", lambda text: zipped((f"{text}.txt", b"public"))),
    "zip, comment": ("zip", lambda text: zipped(("a.txt", b"public"), comment=text.encode())),
    "zip, zip": ("zip", lambda text: zipped(("a.zip", zipped(("b.html", page(text)))))),
    "workbook, cell": ("xlsx", book_cell),
    "workbook, comment": ("xlsx", book_comment),
    "workbook, sheet": ("xlsx", lambda text: book(lambda made: setattr(made.active, "title", text[:31]))),
    "html, text": ("html", page),
    "html, comment": ("html", html("<!-- ", " -->")),
    "html, alternative text": ("html", html('<img alt="', '">')),
    "html, class": ("html", html('<p class="', '">x</p>')),
    "html, style": ("html", html("<style>/* ", " */</style>")),
    "html, script": ("html", html("<script>'", "'</script>")),
    "html, picture": ("html", html("<svg><title>", "</title></svg>")),
    "html, CDATA": ("html", html("<svg><![CDATA[", "]]></svg>")),
    "json": ("json", manifest),
    "plain": ("txt", lambda text: f"Public. {text}".encode()),
    "UTF-16": ("txt", lambda text: text.encode("utf-16")),
    "gzip": ("gz", lambda text: gzip.compress(text.encode())),
    "svg": ("svg", lambda text: f"<svg><desc>{escape(text)}</desc></svg>".encode()),
    "png, text": ("png", lambda text: png((b"tEXt", b"Title\0" + text.encode()))),
    "png, packed text": ("png", lambda text: png((b"zTXt", b"Title\0\0" + zlib.compress(text.encode())))),
    "png, any text": ("png", lambda text: png((b"iTXt", b"Title\0\0\0en\0T\0" + text.encode()))),
    "png, any packed text": ("png", lambda text: png((b"iTXt", b"Title\0\1\0en\0T\0" + zlib.compress(text.encode())))),
    "jpeg": ("jpg", lambda text: b"\xff\xd8\xff\xfe" + text.encode() + b"\xff\xd9"),
    "gif": ("gif", lambda text: b"GIF89a!\xfe" + text.encode() + b"\0;"),
    "pdf, printed": ("pdf", printed),
    "pdf, columns": ("pdf", printed_in_columns),
    "pdf, unseen": ("pdf", printed_unseen),
    "pdf, title": ("pdf", printed_title),
    "pdf, picture": ("pdf", printed_alt),
    "pdf, heading": ("pdf", printed_bookmark),
    "pdf, hidden": ("pdf", pdf_hidden),
    "pdf, kerned": ("pdf", pdf_kerned),
    "pdf, placed": ("pdf", pdf_placed),
    "pdf, lines": ("pdf", pdf_lines),
    "pdf, shifted": ("pdf", pdf_shifted),
    "pdf, form": ("pdf", pdf_form),
    "pdf, information": ("pdf", pdf_info),
    "pdf, XMP": ("pdf", pdf_xmp),
    "pdf, attachment": ("pdf", pdf_attached),
    "pdf, attachment's name": ("pdf", pdf_attachment_name),
    "pdf, actual text": ("pdf", pdf_actual),
    "pdf, tag": ("pdf", pdf_tag),
    "pdf, link": ("pdf", pdf_link),
    "pdf, note": ("pdf", pdf_note),
    "pdf, outline": ("pdf", pdf_outline),
    "pdf, script": ("pdf", pdf_script),
    "pdf, name": ("pdf", pdf_name),
}
"""Each way to hide a text in a file: the file's ending, and what makes it."""


def put(folder: Path, ending: str, content: bytes) -> Path:
    file = folder / f"paper.{ending}"
    file.write_bytes(content)
    return file
