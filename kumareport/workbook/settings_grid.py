"""The sheet 設定 as lines and tables."""

from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.workbook import layout
from kumareport.workbook.seen import seen


class Grid:
    """The sheet's texts, its tables, and the problems met."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.rows = sorted({row for row, _ in sheet.cells})

    def text(self, row: int, column: int) -> str:
        """A cell's text without white space around it; empty where there is none."""
        cell = self.sheet.cells.get((row, column))
        return seen(cell).strip() if cell else ""

    def at(self, row: int, column: int) -> Location:
        """A cell as a place."""
        return Location(self.sheet.name, row, column)

    def report(
        self, kind: ProblemKind, row: int, column: int, detail: str = "", seen: str = ""
    ) -> None:
        """Note a problem of a cell."""
        self.problems.append(Problem(kind, self.at(row, column), detail, seen))

    def title_row(self, title: str) -> int:
        """The row of a table's title, which stands alone; 0 where there is none."""
        rows = (row for row in self.rows if self.text(row, 1) == title)
        return next((row for row in rows if not self.text(row, 2)), 0)

    def table(self, title: str, header: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
        """The rows of a table below its title, up to the next table, with their row numbers."""
        start = self.title_row(title)
        if not start and title not in layout.OPTIONAL_TABLES:
            detail = f"「{title}」の表がありません"
            self.report(ProblemKind.MISSING_SETTING, 0, 0, detail, title)
        if not start:
            return []
        found: list[tuple[int, tuple[str, ...]]] = []
        for row in (row for row in self.rows if row > start):
            cells = tuple(self.text(row, column) for column in range(1, len(header) + 1))
            if cells[0] in layout.TABLE_TITLES and not self.text(row, 2):
                break
            if cells != header and any(cells):
                found.append((row, cells))
        return found
