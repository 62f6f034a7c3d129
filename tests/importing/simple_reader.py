"""Readers that know nothing of the importer: what a file says, with the standard library alone."""

import csv
import io
import re
import unicodedata
import zipfile
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
    return "／".join(filter(None, map(_own_text, element.iter(W + "p"))))


def _own_text(paragraph: ET.Element) -> str:
    """What a paragraph says without the boxes in it."""
    boxed = {id(n) for p in paragraph.iter(W + "p") if p is not paragraph for n in p.iter()}
    own = (n for n in paragraph.iter() if id(n) not in boxed)
    return "".join(
        (n.text or "") if n.tag == W + "t" else "\n" if n.tag == W + "br" else "" for n in own
    )


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


def lost(said: Iterable[str], results: Iterable[object]) -> list[str]:
    """The pieces of texts that no result holds: as they are read, whatever their widths and commas.

    Numbers of headings (②, 2-1-1) are left out: the workbook counts them.
    """
    whole = "\n".join(_plain(str(text)) for text in results)
    pieces = (
        re.sub(r"^[①-⑳]", "", piece)
        for text in said
        for piece in re.split(r"[\s|／：・（）【】]+", text)
        if not re.fullmatch(r"\d+([-－]\d+)+", piece)
    )
    return [p for p in pieces if _plain(p) and _plain(p) not in whole and not _is_there(p, whole)]


def _plain(text: str) -> str:
    return re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))


def _is_there(piece: str, whole: str) -> bool:
    """Whether a number is there, however many decimals are stored."""
    plain = _plain(piece)
    return re.fullmatch(r"\d+\.\d+", plain) is not None and f"{float(plain):g}" in whole


def source_texts(path: Path) -> list[str]:
    """Every text of a source, without headers' structure: cells, paragraphs, fields of a CSV."""
    if path.suffix == ".docx":
        return word_lines(path)
    if path.suffix in (".csv", ".tsv"):
        data = path.read_bytes()
        is_wide = data.startswith(b"\xff\xfe")
        try:
            text = data.decode("utf-16" if is_wide else "utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp932")
        is_tabbed = is_wide or path.suffix == ".tsv"
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if is_tabbed else ",")
        return [field for row in rows for field in row]
    return [str(value) for value in book_cells(path).values()]
