"""Two states of a workbook, and what compare says of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from kumareport.comparison.compare import compare_reports
from kumareport.model.change import Change
from kumareport.model.report import Report
from kumareport.office.package.package import XmlElement
from kumareport.workbook.read import read_report
from tests.make_workbook import Row, text, workbook


def report(path: Path, rows: list[Row] | None = None, **more: Any) -> Report:
    return read_report(workbook(path, rows, **more))


def with_id(row: Row, row_id: str) -> Row:
    return [row[0], row_id, *row[2:]]


def bullets(*texts: str, kind: str = "検証と課題") -> list[Row]:
    return [text(kind, content) for content in texts]


def brief(old: Report, new: Report) -> list[tuple[str, str, str, str]]:
    """Kind, last line of the place, old and new text of each change."""
    return [short(change) for change in compare_reports(old, new).changes()]


def short(change: Change) -> tuple[str, str, str, str]:
    return change.kind, change.place.rpartition("\n")[2], change.old, change.new


Cell = tuple[str, str]


def table_rows(path: Path) -> Iterator[list[Cell]]:
    """The rows of the table in Word: of each cell the text, and what of it is underlined."""
    for row in docx.Document(str(path)).element.iter(qn("w:tr")):
        yield [_cell(cell) for cell in row.iter(qn("w:tc"))]


def _cell(cell: XmlElement) -> Cell:
    runs = [
        (run.text or "", run.find(f"{qn('w:rPr')}/{qn('w:u')}") is not None)
        for run in cell.iter(qn("w:r"))
    ]
    return "".join(t for t, _ in runs), "".join(t for t, is_marked in runs if is_marked)
