"""How much of each source is placed right, and how many cells of 取込対応表 a person corrects until all is.

``python -m tests.importing.judge [NAME …]`` imports every source twice with nothing corrected, holds the workbook
against what the source says, fills in the corrections that stand on file (``corrections.json``, as typed in Excel)
and imports again: now everything must be there. The number of corrections is that of the cells that were filled in.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.workbook.read import read_report
from tests.importing.offices import OFFICES, share
from tests.importing.offices_fourth import FOURTH
from tests.importing.offices_more import MORE
from tests.importing.offices_third import THIRD
from tests.importing.truth import TRUTH, missing

Line = Mapping[str, str]
CORRECTIONS: dict[str, list[dict[str, str]]] = json.loads(
    Path(__file__).with_name("corrections.json").read_text(encoding="utf-8")
)
SOURCES = OFFICES | MORE | THIRD | FOURTH
_NAMES = ("種類", "見つけた言葉", "場所")
"""The columns by which a line is found; the others are filled in."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A source: how many facts it says, which are missing at the first try and after the corrections, and these."""

    facts: int
    first: Sequence[object]
    corrected: Sequence[object]
    cells: int

    @property
    def share(self) -> float:
        """The share of the facts that are placed right with nothing corrected."""
        return 1 - len(self.first) / self.facts


def judge(name: str, folder: Path) -> Judged:
    """Import a source with nothing corrected, then with its corrections.

    Args:
        name: of the source.
        folder: an empty one to work in.
    """
    (folder / "資料").mkdir()
    facts = SOURCES[name](folder / "資料")

    def look() -> tuple[int, Sequence[object]]:
        done = pipeline.import_files([folder / "資料"], folder / "結果")
        assert done.book is not None
        if name in TRUTH:
            return missing(name, done.book.path)
        assert facts is not None
        return len(facts), share(facts, read_report(done.book.path))[1]

    pipeline.import_files([folder / "資料"], folder / "結果")
    count, first = look()
    corrections = CORRECTIONS.get(name, ())
    cells = correct(folder / "結果" / "取込対応表.xlsx", corrections)
    return Judged(count, first, look()[1] if corrections else first, cells)


def correct(mapping: Path, corrections: Sequence[Line]) -> int:
    """Fill in a 取込対応表 as a person does in Excel; how many cells that takes."""
    book = openpyxl.load_workbook(mapping)
    cells = sum(_correct_line(book, line) for line in corrections)
    book.save(mapping)
    return cells


def _correct_line(book: openpyxl.Workbook, line: Line) -> int:
    keys = {name: text for name, text in line.items() if name in _NAMES}
    sheet, header, columns = _sheet_with(book, keys)
    rows = range(header + 1, sheet.max_row + 2)
    row = next((r for r in rows if _says(sheet, r, columns, keys)), 0)
    added = 0
    if not row:
        # A line that a person adds: the place is typed, too.
        row = next(r for r in rows if not sheet.cell(r, columns[next(iter(keys))]).value)
        added = len(keys)
        for name, text in keys.items():
            sheet.cell(row, columns[name], text)
    typed = {name: text for name, text in line.items() if name not in _NAMES}
    for name, text in typed.items():
        sheet.cell(row, columns[name], text or None)
    return added + len(typed)


def _says(sheet: Worksheet, row: int, columns: Mapping[str, int], keys: Line) -> bool:
    return all(
        str(sheet.cell(row, columns[name]).value or "") == text for name, text in keys.items()
    )


def _sheet_with(
    book: openpyxl.Workbook, names: Mapping[str, str]
) -> tuple[Worksheet, int, dict[str, int]]:
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        for row in range(1, 8):
            columns = {str(sheet.cell(row, n).value): n for n in range(1, sheet.max_column + 1)}
            if set(names) <= set(columns):
                return sheet, row, columns
    raise AssertionError(f"no sheet with {list(names)}")


def main(names: Sequence[str], say: Callable[[str], None] = print) -> int:
    """Judge the sources; 1 where corrections do not bring one to the whole of its facts."""
    is_short = False
    for name in SOURCES:
        if names and not any(part in name for part in names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = judge(name, Path(folder))
        say(f"{name}　{found.facts} 個のうち、直さずに {found.share:.2f}、直すセル {found.cells}")
        for fact in found.corrected:
            is_short = True
            say(f"　直しても入らない：{fact}")
    return int(is_short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
