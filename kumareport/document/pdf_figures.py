"""The alternative texts of graphs in the PDF: LibreOffice leaves those of charts out."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from kumareport.office.package.package import parse_xml

_MAIN = "word/document.xml"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DEEPEST = 60


def with_alternative_texts(pdf: bytes, document: Path) -> bytes:
    """The PDF with the alternative text of each chart at its figure.

    The figures without a text come in the order of the drawings. Where their numbers differ,
    nothing is put anywhere: a wrong text would be worse than none.

    Args:
        pdf: as LibreOffice has made it, tagged.
        document: the Word file it was made of.
    """
    texts = list(_unnamed(document))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    root = writer.root_object.get("/StructTreeRoot")
    figures = [f for f in _figures(root, 0) if not f.get("/Alt")]
    if not texts or len(figures) != len(texts):
        return pdf
    for figure, text in zip(figures, texts, strict=True):
        if text:
            figure[NameObject("/Alt")] = TextStringObject(text)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _unnamed(document: Path) -> Iterator[str]:
    """The texts of what LibreOffice makes figures without a text of: charts, whose texts it drops, and
    pictures that have none."""
    with zipfile.ZipFile(document) as package:
        root = parse_xml(package.read(_MAIN), _MAIN)
    for properties in root.iter(_PROPERTIES):
        drawing, text = properties.getparent(), properties.get("descr", "")
        if drawing is None:
            continue
        is_chart = next(drawing.iter(_CHART), None) is not None
        if is_chart or (not text and next(drawing.iter(_PICTURE), None) is not None):
            yield text


def _figures(element: object, depth: int) -> Iterator[DictionaryObject]:
    """The figures of a structure tree in their order."""
    found = element.get_object() if hasattr(element, "get_object") else element  # pyright: ignore
    if depth > _DEEPEST:
        return
    if isinstance(found, ArrayObject):
        for child in found:
            yield from _figures(child, depth + 1)
    elif isinstance(found, DictionaryObject):
        if found.get("/S") == "/Figure":
            yield found
        elif "/K" in found:
            yield from _figures(found["/K"], depth + 1)
