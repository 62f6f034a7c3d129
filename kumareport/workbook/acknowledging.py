"""Writing lines of 確認済 into a copy of somebody's workbook."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.office.excel.spreadsheet import Sheet, read_workbook
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.output import Written
from kumareport.workbook.acknowledged import acknowledged_columns
from kumareport.workbook.layout import ACKNOWLEDGED_SHEET, AcknowledgedColumn

Line = Mapping[AcknowledgedColumn, str]
_WIDTHS = (8, 22, 70, 20, 18, 46)


def write_acknowledgements(source: Path, lines: Sequence[Line], target: Path) -> Written:
    """Write a copy of a workbook with lines added to its sheet 確認済.

    A line whose key stands there already is filled in where it stands.

    Args:
        source: the workbook; never changed.
        lines: the lines, each with a key.
        target: the copy.

    Raises:
        InputFileError: the workbook cannot be patched, or its sheet 確認済 has no header.
        OutputFileError: the copy cannot be written.
    """
    sheets = {sheet.name: sheet for sheet in read_workbook(source)}
    with WorkbookPatch(source) as patch:
        if ACKNOWLEDGED_SHEET in sheets:
            _fill(patch, sheets[ACKNOWLEDGED_SHEET], lines)
        else:
            rows = [[line.get(column, "") for column in AcknowledgedColumn] for line in lines]
            patch.add_sheet(ACKNOWLEDGED_SHEET, [tuple(AcknowledgedColumn), *rows], _WIDTHS)
        return patch.save(target)


def _fill(patch: WorkbookPatch, sheet: Sheet, lines: Sequence[Line]) -> None:
    top, columns = acknowledged_columns(sheet)
    lacking = [column for column in AcknowledgedColumn if column not in columns]
    if lacking:
        raise InputFileError(
            f"「{ACKNOWLEDGED_SHEET}」シートに「{'」「'.join(lacking)}」の列がありません。",
            "見出しを元に戻すか、シートの名前を変えてください（新しいシートを作ります）。",
        )
    used = [row for (row, _), cell in sheet.cells.items() if cell.text.strip() and row > top]
    free = max(used, default=top) + 1
    places = {
        sheet.cells[row, column].text.strip(): row
        for row, column in sheet.cells
        if column == columns[AcknowledgedColumn.KEY] and row > top
    }
    for line in lines:
        row = places.get(line[AcknowledgedColumn.KEY], free)
        free += row == free
        for name, text in line.items():
            patch.set_value(sheet.name, row, columns[name], text)
