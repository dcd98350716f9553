"""How tests read outputs: by other means than the product does wherever they can."""

import re
import subprocess
from pathlib import Path

import docx as python_docx
from lxml import html

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_text(file: Path) -> str:
    """The text of a Word file, sections and paragraphs numbered by counting their styles in document order."""
    section = paragraph = 0
    lines = []
    for element in python_docx.Document(str(file)).element.body.iter(f"{WORD}p"):
        style = element.find(f"{WORD}pPr/{WORD}pStyle").get(f"{WORD}val")
        text = "".join(piece.text for piece in element.iter(f"{WORD}t"))
        if style == "Heading2":
            section, paragraph = section + 1, 0
            text = f"{section}.0 {text}"
        elif style == "NumberedParagraph":
            paragraph += 1
            text = f"{section}.{paragraph} {text}"
        lines.append(text)
    return words("\n".join(lines))


def pdf_text(file: Path) -> str:
    """The text of a PDF by poppler: page numbers left out, words that a line end parts joined, ordinals closed up."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"]
    pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    text = "\n".join(re.sub(r"\n\d+\s*$", "", page) for page in pages)
    text = re.sub(r"(?<=[-/])\n(?=[a-z0-9])", "", text)
    return words(re.sub(r"\b(\d{1,2})\s+(st|nd|rd|th)\b", r"\1\2", text))


def html_text(file: Path) -> str:
    """The text of a page's body as a browser would copy it: a space between elements that are blocks."""
    tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    body = html.tostring(tree.body, encoding="unicode")
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    body = re.sub(r"</?(sup|strong|em|a|span)\b[^>]*>", "", body)
    return words(html.fromstring(re.sub(r"(<[^>]+>)", r" \1 ", body)).text_content())


def words(text: str) -> str:
    return " ".join(text.split())


READERS = {"docx": docx_text, "pdf": pdf_text, "html": html_text}
