"""Reading Word files: what their parts say, what is left out, and files that are none or could do harm."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.blocks import Paragraph, Picture, Reading, Table
from pipeline.errors import ExitCode, PipelineError
from pipeline.read.plain_text import read_plain_text
from pipeline.read.word import read_word

W = nsdecls("w")


def read(document: Document, folder: Path) -> Reading:
    document.save(str(folder / "x.docx"))
    return read_word(folder / "x.docx")


def put(document: Document, xml: str) -> None:
    """Put a paragraph's or a table's XML at the end of the body."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def lines(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


def test_numbers_of_styles_and_lists_are_resolved(tmp_path: Path) -> None:
    document = docx.Document()
    for text, style in (
        ("One", "Heading 1"),
        ("a", "List Bullet"),
        ("b", "List Bullet 2"),
        ("c", "List Number"),
        ("d", "List Number"),
    ):
        document.add_paragraph(text, style=style)

    found = [block for block in read(document, tmp_path).blocks if isinstance(block, Paragraph)]

    assert found[0].outline == 0
    marks = [(each.mark.kind, each.mark.level, each.mark.value) for each in found[1:] if each.mark]
    assert marks == [("bullet", 0, 1), ("bullet", 1, 1), ("number", 0, 1), ("number", 0, 2)]


LEVELS = (
    ("decimal", "%1."),
    ("decimal", "%1.%2"),
    ("lowerLetter", "(%3)"),
    ("lowerRoman", "(%4)"),
)


def test_numbering_is_counted_as_word_does(tmp_path: Path) -> None:
    document = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/>{again}</w:num>'))
    for number, level in ((90, 0), (90, 1), (90, 1), (90, 2), (90, 2), (90, 3), (90, 0), (90, 1), (91, 0)):
        marked = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        put(document, f"<w:p {W}><w:pPr>{marked}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>")

    found = [block.mark for block in read(document, tmp_path).blocks if isinstance(block, Paragraph)]

    assert [mark and (mark.kind, mark.label) for mark in found] == [
        *(("number", "1."), ("paragraph", "1.1"), ("paragraph", "1.2"), ("letter", "(a)"), ("letter", "(b)")),
        *(("letter", "(i)"), ("number", "2."), ("paragraph", "2.1"), ("number", "7.")),
    ]


RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("xml", "text", "said"),
    [
        (
            f"{RUN.format('kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{RUN.format(' new')}</w:ins>",
            "kept new",
            "tracked changes delete",
        ),
        (f"<w:ins>{RUN.format('new')}</w:ins>", "new", "taken as accepted"),
        (
            f"<w:moveFrom>{RUN.format('gone')}</w:moveFrom><w:moveTo>{RUN.format('here')}</w:moveTo>",
            "here",
            "tracked changes",
        ),
        (
            f"{RUN.format('seen')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>",
            "seen",
            "Hidden text was left out (1)",
        ),
        (f"{RUN.format('seen')}<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>!</w:t></w:r>", "seen!", ""),
        (f"{RUN.format('said')}<w:r><w:commentReference w:id='0'/></w:r>", "said", "Comments were left out (1)"),
        (f"{RUN.format('a')}<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "a", "Symbols"),
        (
            f"{RUN.format('a')}<w:r><w:noBreakHyphen/><w:t>b</w:t><w:br/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r>",
            "a-b c d",
            "",
        ),
        (
            f"{RUN.format('kept')}<w:r><w:rPr><w:strike/></w:rPr><w:t> so far</w:t></w:r>",
            "kept so far",
            "Words that are struck through were kept (1)",
        ),
        (
            f"{RUN.format('a')}<w:other>{RUN.format('b')}</w:other>",
            "a",
            "of a kind that is not known were left out (1)",
        ),
        (
            f"{RUN.format('a')}<w:r><w:ruby><w:rubyBase>{RUN.format('b')}</w:rubyBase></w:ruby></w:r>",
            "a",
            "of a kind that is not known were left out (1)",
        ),
        (f"<w:sdt><w:sdtContent>{RUN.format('in a control')}</w:sdtContent></w:sdt>", "in a control", ""),
        (f"<w:smartTag>{RUN.format('tagged')}</w:smartTag>", "tagged", ""),
        (
            (
                "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>"
                f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{RUN.format('3.2')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
            ),
            "3.2",
            "",
        ),
    ],
)
def test_what_a_paragraph_says(xml: str, text: str, said: str, tmp_path: Path) -> None:
    document = docx.Document()
    put(document, f"<w:p {W}>{xml}</w:p>")

    reading = read(document, tmp_path)

    assert lines(reading) == [text]
    assert bool(reading.left_out) is bool(said)
    assert said in " ".join(reading.left_out)


def test_a_field_without_its_end_swallows_no_more_than_its_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    put(document, f"<w:p {W}>{RUN.format('a')}<w:r><w:fldChar w:fldCharType='begin'/></w:r>{RUN.format('b')}</w:p>")
    put(document, f"<w:p {W}>{RUN.format('c')}</w:p>")

    reading = read(document, tmp_path)

    assert lines(reading) == ["a", "c"]
    assert "Words in the instructions of fields were left out (1)." in reading.left_out


def test_a_table_of_contents_without_its_end_ends_at_the_next_heading(tmp_path: Path) -> None:
    document = docx.Document()
    begin = "<w:fldChar w:fldCharType='begin'/><w:instrText> TOC </w:instrText><w:fldChar w:fldCharType='separate'/>"
    put(document, f"<w:p {W}><w:r>{begin}<w:t>Purpose 1</w:t></w:r></w:p>")
    document.add_heading("Purpose", 1)
    document.add_paragraph("To inform.")

    assert lines(read(document, tmp_path)) == ["Purpose", "To inform."]


def test_text_boxes_within_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    open_, close = "<w:r><w:pict><w:txbxContent><w:p>", "</w:p></w:txbxContent></w:pict></w:r>"
    put(document, f"<w:p {W}>{open_ * 12}{RUN.format('deep')}{close * 12}</w:p>")

    assert lines(read(document, tmp_path)) == ["deep"]


@pytest.mark.parametrize(("rows", "columns"), [(1, 64), (2_000, 60)])
def test_a_table_of_more_cells_than_a_paper_can_have_is_refused(rows: int, columns: int, tmp_path: Path) -> None:
    cell = f"<w:tc><w:tcPr><w:gridSpan w:val='{min(columns, 60)}'/></w:tcPr><w:p/></w:tc>"
    document = docx.Document()
    put(document, f"<w:tbl {W}>{f'<w:tr>{cell}</w:tr>' * rows}<w:tr>{'<w:tc><w:p/></w:tc>' * columns}</w:tr></w:tbl>")

    with pytest.raises(PipelineError, match="more cells than a paper can have"):
        read(document, tmp_path)


def test_text_boxes_are_read_once_and_said(tmp_path: Path) -> None:
    namespaces = (
        nsdecls("w", "wp", "a")
        + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    box = f"<w:txbxContent><w:p>{RUN.format('boxed')}</w:p></w:txbxContent>"
    document = docx.Document()
    put(
        document,
        f"<w:p {namespaces}>{RUN.format('around')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )

    reading = read(document, tmp_path)

    assert lines(reading) == ["around", "boxed"]
    assert "Text boxes" in reading.left_out[0]


def test_pictures_headers_and_contents_are_said(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Confidential draft"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 2"
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Background 1", style="toc 1")
    document.add_paragraph("Text")

    reading = read(document, tmp_path)

    assert lines(reading) == ["Text"]
    assert reading.left_out == (
        "The table of contents was left out.",
        "The head of pages was left out: Confidential draft",
    )


def test_merged_and_nested_cells(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "nested"

    reading = read(document, tmp_path)

    (found,) = [block for block in reading.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["wide", "", ""],
        ["tall", "nested", ""],
        ["", "", ""],
    ]
    assert [cell.covered for row in found.rows for cell in row] == [
        False,
        True,
        False,
        False,
        False,
        False,
        True,
        False,
        False,
    ]
    assert "Tables within cells" in reading.left_out[0]


def test_footnotes_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    put(document, f"<w:p {W}>{RUN.format('Told')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
    document.save(str(tmp_path / "x.docx"))
    notes = f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote><w:footnote w:id='2'><w:p>{RUN.format('By whom')}</w:p></w:footnote></w:footnotes>"
    relation = '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
    changed(
        tmp_path / "x.docx",
        {"word/footnotes.xml": notes},
        {"word/_rels/document.xml.rels": ("</Relationships>", f"{relation}</Relationships>")},
    )

    reading = read_word(tmp_path / "x.docx")

    assert [piece.note for piece in reading.blocks[0].pieces if piece.note] == ["footnote-2"]  # type: ignore[union-attr]
    assert {name: [each.text for each in note] for name, note in reading.notes.items()} == {"footnote-2": ["By whom"]}


def changed(file: Path, parts: dict[str, str], edits: dict[str, tuple[str, str]]) -> None:
    """Put parts into a Word file, and change what others say."""
    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in edits.items():
        assert old.encode() in content[name]
        content[name] = content[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**content, **{name: text.encode() for name, text in parts.items()}}.items():
            archive.writestr(name, data)


def whole(file: Path) -> None:
    document = docx.Document()
    document.add_paragraph("x")
    document.save(str(file))


def with_part(name: str, text: str) -> Callable[[Path], None]:
    def make(file: Path) -> None:
        whole(file)
        changed(file, {name: text}, {})

    return make


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    def make(file: Path) -> None:
        whole(file)
        changed(file, {}, {name: (old, new)})

    return make


def bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for count in range(6):
            archive.writestr(f"word/media/{count}.bin", b"\0" * 10_000_000)


def many_parts(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for count in range(2_001):
            archive.writestr(f"{count}.xml", "")


def lying_bomb(file: Path) -> None:
    """A part that says that it is small, and is not."""
    whole(file)
    changed(file, {"word/document.xml": "<w>" + "x" * 5_000_000 + "</w>"}, {})
    data = bytearray(file.read_bytes())
    place = data.rfind(b"word/document.xml") - 46
    data[place + 24 : place + 28] = struct.pack("<I", 100)
    file.write_bytes(bytes(data))


def bytes_(content: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XXE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda _: None, "There is no file"),
    "folder": (lambda file: file.mkdir(), "cannot be opened"),
    "empty": (bytes_(b""), "is empty"),
    "text": (bytes_(b"just words"), "is not a Word file"),
    "pdf": (bytes_(b"%PDF-1.7 ..."), "is a PDF"),
    "rtf": (bytes_(b"{\\rtf1 x}"), "Rich Text"),
    "old": (bytes_(OLE + b"\0" * 600), "of the old kind"),
    "encrypted": (bytes_(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")), "protected by a password"),
    "cut-off": (lambda file: (whole(file), file.write_bytes(file.read_bytes()[:4_000])), "is damaged"),
    "bomb": (bomb, "unpacks to more than 50 MB"),
    "lying-bomb": (lying_bomb, "is damaged"),
    "many-parts": (many_parts, "has 2,001 parts"),
    "doctype": (with_part("word/document.xml", XXE), "declares what no Word file needs"),
    "doctype-in-styles": (with_part("word/styles.xml", XXE), "declares what no Word file needs"),
    "macros": (with_part("word/vbaProject.bin", "x"), "holds macros"),
    "no-text": (edited("_rels/.rels", "word/document.xml", "word/other.xml"), "lacks its text"),
    "no-relations": (edited("_rels/.rels", "officeDocument", "elsewhere"), "lacks its text"),
    "spreadsheet": (edited("_rels/.rels", "word/document.xml", "xl/workbook.xml"), "is a spreadsheet"),
    "broken": (with_part("word/document.xml", "<w:document"), "is damaged"),
    "bottomless": (with_part("word/document.xml", "<a>" * 100_000), "is damaged"),
    "many-elements": (with_part("word/document.xml", f"<w>{'<p/>' * 300_001}</w>"), "holds more than a paper can"),
    "no-body": (with_part("word/document.xml", f"<w:document {W}/>"), "without a text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_are_no_word_files_are_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    file = tmp_path / "paper.docx"
    make(file)

    with pytest.raises(PipelineError) as error:
        read_word(file)

    assert said in error.value.message
    assert "paper.docx" in error.value.message
    assert error.value.code is ExitCode.FINDINGS
    assert error.value.hint


def test_what_lies_outside_the_file_is_never_opened_and_said(tmp_path: Path) -> None:
    whole(tmp_path / "x.docx")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rIdX" Type="{kind}" Target="file:///etc/passwd" TargetMode="External"/>'
    changed(
        tmp_path / "x.docx", {}, {"word/_rels/document.xml.rels": ("</Relationships>", f"{relation}</Relationships>")}
    )

    assert "nothing outside the file is opened" in read_word(tmp_path / "x.docx").left_out[0]


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("One", 1)
    document.save(str(tmp_path / "x.docx"))
    usual, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    changed(tmp_path / "x.docx", {}, dict.fromkeys(("word/document.xml", "word/styles.xml"), (usual, strict)))

    assert [block.outline for block in read_word(tmp_path / "x.docx").blocks if isinstance(block, Paragraph)] == [0]


def test_pictures_are_blocks(tmp_path: Path) -> None:
    document = docx.Document()
    drawing = '<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A bridge"/></wp:inline></w:drawing>'
    put(document, f"<w:p {nsdecls('w', 'wp')}><w:r>{drawing}</w:r></w:p>")

    assert read(document, tmp_path).blocks == (Picture("A bridge"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_the_usual_encodings(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes("A caf\u00e9 \u2013 and \u00a35".encode(encoding))

    assert lines(read_plain_text(file)) == ["A caf\u00e9 \u2013 and \u00a35"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\0b", "is not plain text"),
        ("words".encode("utf-16-le"), "is not plain text"),
        (b"\x81\x8d", "is not plain text"),
        (b"PK\3\4 zip\0", "is not plain text"),
        (b"%PDF-1.4", "is a PDF"),
        (OLE, "of the old kind"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_plain_text_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(content)

    with pytest.raises(PipelineError) as error:
        read_plain_text(tmp_path / "x.txt")

    assert said in error.value.message


def test_a_transcript_has_tables_headings_and_lists(tmp_path: Path) -> None:
    text = "TITLE\n\nTo:\tCabinet\nDate:\t7 th May 2010\n\n## Part\n\n- 1.1 First <u>https://x.org</u>\n- 1.2 Second\n- bullet\nA long line that is so long that it goes on in the\nnext one.\n6.0 **END**\n"
    (tmp_path / "x.txt").write_text(text, "utf-8")

    blocks = read_plain_text(tmp_path / "x.txt").blocks

    assert [block.text if isinstance(block, Paragraph) else "table" for block in blocks] == [
        *("TITLE", "table", "Part", "1.1 First https://x.org", "1.2 Second", "bullet"),
        *("A long line that is so long that it goes on in the next one.", "6.0 END"),
    ]
    assert isinstance(blocks[1], Table)
    assert [[cell.text for cell in row] for row in blocks[1].rows] == [["To:", "Cabinet"], ["Date:", "7th May 2010"]]
    assert isinstance(blocks[-1], Paragraph)
    assert blocks[-1].bold
