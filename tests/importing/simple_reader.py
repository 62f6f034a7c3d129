"""Readers that know nothing of the importer: what a file says, with the standard library alone."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def word_lines(path: Path) -> list[str]:
    """The body's paragraphs in order, and a row of a table as one line."""
    with zipfile.ZipFile(path) as package:
        body = ET.fromstring(package.read("word/document.xml"))[0]
    lines: list[str] = []
    for block in body:
        if block.tag == W + "tbl":
            rows = ["|".join(map(_text, row.findall(W + "tc"))) for row in block.iter(W + "tr")]
            lines += rows
        else:
            lines += [_text(block), *("〔グラフ〕" for _ in block.iter(C + "chart"))]
    return [line for line in lines if line.strip("|")]


def _text(element: ET.Element) -> str:
    paragraphs = list(element.iter(W + "p")) if element.tag != W + "p" else [element]
    return "／".join(
        "".join((n.text or "") if n.tag == W + "t" else "\n" if n.tag == W + "br" else "" for n in p.iter())
        for p in paragraphs
    )  # fmt: skip


def book_cells(path: Path) -> dict[tuple[str, str], object]:
    """Every cell of a workbook with content."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def characters(texts: Iterable[object]) -> Counter[str]:
    """The characters of some texts, without white space and the marks of bullets and numbers' commas."""
    joined = "".join(str(text) for text in texts)
    return Counter(re.sub(r"[\s,・●]", "", joined))
