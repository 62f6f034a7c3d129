"""The labels of rows in the PDF: LibreOffice makes headers (TH) of a table's header rows alone."""

import io
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

_DEEPEST = 60
_ROWS = ("/THead", "/TBody", "/TFoot")


def with_row_labels(pdf: bytes) -> bytes:
    """The PDF with the first cell of each row as the row's header, in tables that have no header row and
    whose rows all say something beside it: the boxes with their labels.

    Args:
        pdf: as LibreOffice has made it, tagged.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    tables = list(_of_kind(writer.root_object.get("/StructTreeRoot"), "/Table", 0))
    labels = [label for table in tables for label in _labels(table)]
    if not labels:
        return pdf
    for label in labels:
        label[NameObject("/S")] = NameObject("/TH")
        label[NameObject("/A")] = DictionaryObject(
            {NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject("/Row")}
        )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _labels(table: DictionaryObject) -> list[DictionaryObject]:
    rows = [list(_children(row)) for row in _rows(table)]
    if any(len(row) < 2 or any(cell.get("/S") != "/TD" for cell in row) for row in rows):
        return []
    labels = [row[0] for row in rows]
    # What holds a picture or a table only sets them side by side.
    holds = (
        next(_of_kind(label, kind, 0), None) for label in labels for kind in ("/Figure", "/Table")
    )
    return [] if any(found is not None for found in holds) else labels


def _rows(table: DictionaryObject) -> Iterator[DictionaryObject]:
    for child in _children(table):
        if child.get("/S") == "/TR":
            yield child
        elif child.get("/S") in _ROWS:
            yield from _rows(child)


def _of_kind(element: object, kind: str, depth: int) -> Iterator[DictionaryObject]:
    """The elements of a kind at and below another, in their order."""
    found = element.get_object() if hasattr(element, "get_object") else element  # pyright: ignore
    if not isinstance(found, DictionaryObject) or depth > _DEEPEST:
        return
    if found.get("/S") == kind:
        yield found
    for child in _children(found):
        yield from _of_kind(child, kind, depth + 1)


def _children(element: DictionaryObject) -> Iterator[DictionaryObject]:
    found = element.get("/K", ArrayObject()).get_object()
    for child in found if isinstance(found, ArrayObject) else [found]:
        one = child.get_object()
        if isinstance(one, DictionaryObject):
            yield one
