"""What departments do with their files in LibreOffice: run by :mod:`tools.judge_desk`.

``python3 judge_desk_office.py PIPE FORMS FOLDER``: in every 照会票 the last open number becomes one
more and a question is asked; in every draft, with changes recorded, a number of the table is typed
over, a sentence is added and a comment is written. Each is saved in the folder under a name of its own.
"""

import re
import sys
from pathlib import Path
from typing import Any

from tests.libreoffice.inside import PAGES_VIEW, connect, open_document, option

_SENTENCE = "来年度も続ける。"
_QUESTION = "この指標の出典を、注記に足してもよいですか。"
_REMARK = "この段落は、実績が固まってから書き直します。"


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


def write_on(document: Any) -> None:
    """As somebody does in Word, who has been asked to record changes."""
    if not document.RecordChanges:
        raise SystemExit("the draft does not record changes")
    tables = document.TextTables
    cells = [
        table.getCellByName(name)
        for table in (tables.getByIndex(n) for n in range(tables.Count))
        for name in table.CellNames
    ]
    numbers = [cell for cell in cells if re.fullmatch(r"\d[\d,.]*", cell.String)]
    # The first indicator's values; the last of them is its target, before it is the newest actual.
    row = re.sub(r"\D", "", numbers[0].CellName)
    number = [cell for cell in numbers if re.sub(r"\D", "", cell.CellName) == row][-2]
    typed = number.createTextCursor()
    typed.gotoEnd(True)
    typed.String = more(number.String)
    text = next(cell for cell in cells if cell.String.endswith("。"))
    end = text.createTextCursor()
    end.gotoEnd(False)
    text.insertString(end, _SENTENCE, False)
    comment = document.createInstance("com.sun.star.text.textfield.Annotation")
    comment.Author, comment.Content = "担当 見本", _REMARK
    comment.DateTimeValue = document.DocumentProperties.ModificationDate
    text.insertTextContent(text.createTextCursor(), comment, False)


def more(number: str) -> str:
    """A number one more at its last digit."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def main() -> None:
    """Fill in what every department has got."""
    pipe, forms, folder = sys.argv[1:]
    context = connect(pipe)
    for number, form in enumerate(sorted(Path(forms).glob("*/照会票_*.xlsx")), 1):
        document = open_document(context, str(form))
        fill_in(document)
        save(document, Path(folder) / f"回答{number}.xlsx", "Calc MS Excel 2007 XML")
    for number, draft in enumerate(sorted(Path(forms).glob("*/報告書案_*.docx")), 1):
        document = open_document(context, str(draft), PAGES_VIEW)
        write_on(document)
        save(document, Path(folder) / f"案{number}（修正）.docx", "MS Word 2007 XML")


def save(document: Any, target: Path, kind: str) -> None:
    """Save it elsewhere."""
    document.storeToURL(target.as_uri(), (option("FilterName", kind),))
    document.close(True)


if __name__ == "__main__":
    main()
