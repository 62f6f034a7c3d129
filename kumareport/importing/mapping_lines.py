"""The lines of a 取込対応表 one by one, and correcting them as people do in Excel."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.importing.mapping import choice_of, header_of
from kumareport.importing.targets import Sure
from kumareport.office.excel.spreadsheet import Sheet, read_workbook
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.output import Written
from kumareport.workbook.seen import seen

_CORRECTED = ("取り込み先", "名前", "年度", "型")


class Correction(Struct, frozen=True):
    """What people fill in on a line: where it goes, its name, year and type, as typed."""

    target: str
    name: str
    year: str
    type: str


class MappedLine(Struct, frozen=True):
    """A line of the mapping.

    Attributes:
        row: its row in the sheet.
        kind, word: what was found.
        samples, count, origin: some of what stands there, how much there is, and where it begins.
        now: what becomes of it.
        sure, why: the grade of the guess, and what it rests on.
    """

    row: int
    kind: str
    word: str
    samples: str
    count: str
    origin: str
    now: Correction
    sure: str
    why: str


def read_lines(path: Path) -> tuple[MappedLine, ...]:
    """The lines of a mapping, in their order.

    Raises:
        InputFileError: no mapping.
    """
    sheet, header, columns = _sheet_of(path)
    rows = sorted({row for row, _ in sheet.cells if row > header})
    lines = (_line(_texts(sheet, row, columns), row) for row in rows)
    return tuple(line for line in lines if line.kind and line.word)


def write_corrections(path: Path, corrections: Mapping[int, Correction]) -> Written:
    """Fill in lines of a mapping; what a person has settled is sure.

    Args:
        path: the mapping; the new one takes its place, whole or not at all.
        corrections: by the line's row.

    Raises:
        InputFileError: no such line, a word that is none of the choices, or a year that is none.
        OutputFileError: it cannot be written.
    """
    sheet, header, columns = _sheet_of(path)
    with WorkbookPatch(path) as patch:
        for row, new in corrections.items():
            texts = _texts(sheet, row, columns)
            line = _line(texts, row)
            if row <= header or not line.kind:
                raise InputFileError(f"取込対応表に {row} 行目がありません：{path.name}")
            if new == line.now:
                continue
            typed = dict(zip(_CORRECTED, (new.target, new.name, new.year, new.type), strict=True))
            said = {**texts, **typed}
            choice_of(lambda name, said=said: said.get(name, ""), row, path)
            for name, text in {**typed, "確かさ": str(Sure.HIGH), "理由": "人が直しました"}.items():
                if name in columns:
                    patch.set_value(sheet.name, row, columns[name], text)
        return patch.save(path)


def _sheet_of(path: Path) -> tuple[Sheet, int, Mapping[str, int]]:
    for sheet in read_workbook(path):
        found = header_of(sheet)
        if found is not None:
            return sheet, *found
    raise InputFileError(f"取込対応表ではありません：{path}", "もう一度、取り込んでください。")


def _texts(sheet: Sheet, row: int, columns: Mapping[str, int]) -> Mapping[str, str]:
    cells = ((name, sheet.cells.get((row, column))) for name, column in columns.items())
    return {name: "" if cell is None else seen(cell).strip() for name, cell in cells}


def _line(texts: Mapping[str, str], row: int) -> MappedLine:
    def text(name: str) -> str:
        return texts.get(name, "")

    return MappedLine(
        row=row,
        kind=text("種類"),
        word=text("見つけた言葉"),
        samples=text("見本"),
        count=text("件数"),
        origin=text("最初の場所"),
        now=Correction(text("取り込み先"), text("名前"), text("年度"), text("型")),
        sure=text("確かさ"),
        why=text("理由"),
    )
