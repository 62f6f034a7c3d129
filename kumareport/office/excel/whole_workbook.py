"""A workbook with all that stands in it: its cells, and what is beside them."""

from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.model.holding import Holding
from kumareport.model.location import Location
from kumareport.office.excel.notes import OUR_AUTHOR
from kumareport.office.excel.sheet_comments import read_comments
from kumareport.office.excel.sheet_links import unsaid
from kumareport.office.excel.spreadsheet import Sheet, read_sheets
from kumareport.office.excel.workbook_holdings import workbook_holdings
from kumareport.office.package.drawing_holdings import held, unreadable
from kumareport.office.package.package import Package

COMMENT = "コメント"


def read_whole_workbook(path: Path) -> list[Sheet]:
    """All worksheets of a workbook in order, each with what stands beside its cells.

    Raises:
        InputFileError: the file is no workbook that can be read; the message says what it is.
    """
    with Package(path, "Excel ブック") as package:
        sheets = read_sheets(package)
        by_name = {sheet.name: sheet for sheet in sheets}
        for thing in [*unsaid(workbook_holdings(package), sheets), *_comments(package)]:
            if thing.cell.sheet in by_name:
                by_name[thing.cell.sheet].beside.append(thing)
    return sheets


def _comments(package: Package) -> list[Holding]:
    try:
        found = read_comments(package)
    except InputFileError as error:
        return [unreadable(error, "", "")]
    return [
        held(
            COMMENT,
            Location(comment.sheet, comment.row, comment.column),
            "\n".join(remark.text for remark in comment.remarks),
        )
        for comment in found
        if any(remark.author != OUR_AUTHOR for remark in comment.remarks)
    ]
