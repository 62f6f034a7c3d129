"""Saving a workbook that openpyxl made: whole or not at all, and equal content as equal bytes."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import IO

from openpyxl import Workbook

from kumareport.office.package.package_writing import write_package
from kumareport.office.package.text import printable
from kumareport.output import Written, write_result
from kumareport.workbook.sheet_writing import parts_of

_CREATED = datetime.datetime(2024, 4, 1, tzinfo=datetime.UTC).replace(tzinfo=None)


def save(
    book: Workbook, path: Path, title: str, is_carried: Callable[[Path], bool] | None = None
) -> Written:
    """Write a workbook without names, clocks and frozen row heights.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    data = packed(book, title)

    def write(file: IO[bytes]) -> None:
        file.write(data)

    return write_result(path, write, is_carried) if is_carried else write_result(path, write)


def packed(book: Workbook, title: str) -> bytes:
    """The same as the bytes of a file."""
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    book.properties.creator = ""
    book.properties.title = printable(title)
    book.properties.created = _CREATED
    book.properties.modified = _CREATED
    parts = [(name, _let_rows_grow(name, data)) for name, data in parts_of(book)]
    out = io.BytesIO()
    write_package(parts, out)
    return out.getvalue()


def _let_rows_grow(name: str, data: bytes) -> bytes:
    """Keep the heights that we estimated, but let Excel fit them again when somebody types.

    openpyxl marks every height as set by hand (customHeight), which would freeze the row.
    """
    if not name.startswith("xl/worksheets/"):
        return data
    return data.replace(b' customHeight="1"', b"")
