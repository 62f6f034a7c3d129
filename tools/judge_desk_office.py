"""What departments do with their forms in LibreOffice: run by :mod:`tools.judge_desk`.

``python3 judge_desk_office.py PIPE FORMS FOLDER``: in every 照会票 the last open number becomes one
more and a question is asked; each is saved in the folder under a name of its own.
"""

import sys
from pathlib import Path
from typing import Any

from tests.libreoffice.inside import connect, open_document, option

_QUESTION = "この指標の出典を、注記に足してもよいですか。"


def fill_in(document: Any) -> None:
    """As somebody does in Excel."""
    number: Any = None
    for sheet in list(document.Sheets)[1:]:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        cells = [
            sheet.getCellByPosition(column, row)
            for row in range(end.EndRow + 1)
            for column in range(end.EndColumn + 1)
        ]
        headers = [cell.CellAddress for cell in cells if cell.String == "事務局への意見"]
        is_open = [cell for cell in cells if not cell.CellProtection.IsLocked]
        numbers = [cell for cell in is_open if cell.Type.value == "VALUE"]
        number = numbers[-1] if numbers else number
        for cell in is_open[:1] if headers else []:
            sheet.getCellByPosition(headers[0].Column, cell.CellAddress.Row).String = _QUESTION
    if number is not None:
        number.Value += 1


def main() -> None:
    """Fill in the form of every department."""
    pipe, forms, folder = sys.argv[1:]
    context = connect(pipe)
    for number, form in enumerate(sorted(Path(forms).glob("*/照会票_*.xlsx")), 1):
        edit(context, form, Path(folder) / f"回答{number}.xlsx", "Calc MS Excel 2007 XML")


def edit(context: Any, source: Path, target: Path, kind: str) -> None:
    """Open a form, change it, save it elsewhere."""
    document = open_document(context, str(source))
    fill_in(document)
    document.storeToURL(target.as_uri(), (option("FilterName", kind),))
    document.close(True)


if __name__ == "__main__":
    main()
