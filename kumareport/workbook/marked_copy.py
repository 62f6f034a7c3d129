"""A copy of somebody's workbook in which the findings stand where they were found."""

from collections.abc import Sequence
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.model.finding import Finding, Severity
from kumareport.office.excel.notes import OUR_AUTHOR
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.output import Written

# The fills of Excel's own "bad" and "neutral" cell styles, and a light blue beside them.
_FILLS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}
_WORST_FIRST = list(Severity)


def write_marked_copy(
    source: Path, findings: Sequence[Finding], target: Path
) -> tuple[int, Written]:
    """Copy a workbook; each cell with findings is filled by the worst and has a note with all.

    A finding about a whole row stands at the row's first used cell, one inside a merged range at
    the range's first cell. Findings without a row, or elsewhere than in this workbook, are left out.

    Args:
        source: the workbook; never changed.
        findings: what was found in it.
        target: the copy.

    Returns:
        How many findings the notes hold, and the file. A cell with a threaded comment is filled but
        gets no note.

    Raises:
        InputFileError: the workbook cannot be patched, or is the target.
        OutputFileError: the copy cannot be written.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise InputFileError(
            "出力先が入力のブックと同じです。", "出力先に別のファイル名を指定してください。"
        )
    placed = 0
    with WorkbookPatch(source) as patch:
        for (sheet, row, column), found in _by_cell(patch, findings).items():
            found.sort(key=lambda finding: _WORST_FIRST.index(finding.severity))
            patch.set_fill(sheet, row, column, _FILLS[found[0].severity])
            text = "\n".join(map(_note, found))
            placed += len(found) * patch.add_comment(sheet, row, column, OUR_AUTHOR, text)
        written = patch.save(target)
    return placed, written


def _by_cell(
    patch: WorkbookPatch, findings: Sequence[Finding]
) -> dict[tuple[str, int, int], list[Finding]]:
    cells: dict[tuple[str, int, int], list[Finding]] = {}
    for finding in findings:
        place = finding.location
        if place.file or not place.row or place.sheet not in patch.sheet_names:
            continue
        column = place.column or patch.first_used_column(place.sheet, place.row) or 1
        row, column = patch.anchor(place.sheet, place.row, column)
        cells.setdefault((place.sheet, row, column), []).append(finding)
    return cells


def _note(finding: Finding) -> str:
    text = f"［{finding.severity} {finding.code}］{finding.message}"
    return f"{text}\n→ {finding.hint}" if finding.hint else text
