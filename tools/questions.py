"""Print what each form asks, and whether it can be answered: ``python -m tools.questions FOLDER``.

FOLDER is what ``kumareport distribute`` has made. One line a question: reader, cell, whether the cell
is in the form, may be filled in and is coloured, and the words. The last line counts the wrong ones.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.workbook.form_answers import COVER_SHEET
from kumareport.workbook.form_cover import QUESTIONS_HEADER
from kumareport.workbook.form_sheet import NEWEST_COLOR
from kumareport.workbook.looks import OPEN_COLOR

OFFICE_WORDS = (
    "設定",
    "確認済",
    "ブック",
    "章一覧",
    "所管課一覧",
    "行ごと",
    "挿入",
    "シート",
)
"""Words about things that a form does not have or a department must not do."""


@dataclass(frozen=True)
class Line:
    """One question of one form.

    Attributes:
        reader: the department.
        place: the cell named.
        is_there: whether the form has it.
        is_open: whether it may be filled in.
        is_coloured: whether it looks so.
        words: what was found, and what to do.
    """

    reader: str
    place: str
    is_there: bool
    is_open: bool
    is_coloured: bool
    words: str

    @property
    def is_wrong(self) -> bool:
        """Whether the department cannot do what it is asked, or reads what only the office knows."""
        foreign = any(word in self.words for word in OFFICE_WORDS)
        return foreign or not (self.is_there and self.is_open and self.is_coloured)


def questions(form: Path) -> Iterator[Line]:
    """The questions on a form's cover, read with openpyxl as a person sees them."""
    book = load_workbook(form)
    cover = book[COVER_SHEET]
    rows = [[str(cell.value or "") for cell in line] for line in cover.iter_rows()]
    start = next((n for n, row in enumerate(rows) if row[0] == QUESTIONS_HEADER[0]), len(rows))
    for row in rows[start + 1 :]:
        if not row[0]:
            break
        sheet, _, reference = row[0].rpartition("!")
        found = book[sheet] if sheet in book.sheetnames else None
        cell = found[reference] if isinstance(found, Worksheet) else None
        yield Line(
            reader=form.parent.name,
            place=row[0],
            is_there=cell is not None,
            is_open=cell is not None and not cell.protection.locked,
            is_coloured=cell is not None
            and str(cell.fill.fgColor.rgb)[2:] in (OPEN_COLOR, NEWEST_COLOR),
            words=f"{row[2]} → {row[3]}",
        )


def main() -> int:
    """Print the table; 1 where a question is wrong."""
    lines = [
        line
        for form in sorted(Path(sys.argv[1]).rglob("照会票_*.xlsx"))
        for line in questions(form)
    ]
    for line in lines:
        state = "×" if line.is_wrong else "○"
        print(f"{state}\t{line.reader}\t{line.place}\t{line.words}")
    wrong = sum(line.is_wrong for line in lines)
    print(f"{len(lines)} questions, {wrong} wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
