"""The places of proposals and opinions in words that people use."""

from collections.abc import Mapping, Sequence

from kumareport.model.record_kind import Shape
from kumareport.model.report import Report
from kumareport.model.row import Row
from kumareport.review.book.book import Book
from kumareport.workbook.layout import Column

_LONGEST = 40


class Headings:
    """Names the chapters, sections and records of a workbook."""

    def __init__(self, book: Book) -> None:
        self._rows = book.rows
        self._sections = _sections(book.report)
        self._labels = {sheet.name: sheet.labels for sheet in book.sheets}
        self._chapters = {
            chapter.sheet: chapter.number or chapter.title for chapter in book.report.chapters
        }

    def labels(self, sheet: str) -> Mapping[str, str]:
        """What the columns of a sheet are called, by their lasting names."""
        return self._labels.get(sheet, {})

    def chapter(self, sheet: str) -> str:
        """第１章."""
        return self._chapters.get(sheet, sheet)

    def section(self, section: str) -> str:
        """第１節 題名."""
        return self._sections.get(section, "")

    def section_of(self, record: str) -> str:
        """The section of a record; empty for none."""
        row = self._rows.get(record)
        return "" if row is None else self.section(row.section)

    def chapter_of(self, record: str) -> str:
        """The chapter of a record; empty for none."""
        row = self._rows.get(record)
        return "" if row is None else self.chapter(row.sheet)

    def first_line(self, records: Sequence[str]) -> str:
        """What the first of some records says that the workbook has; shortened."""
        row = next((self._rows[key] for key in records if key in self._rows), None)
        return "" if row is None else _first_line(row)

    def record(self, record: str, kind: str) -> str:
        """What a row is, and for an indicator its name."""
        row = self._rows.get(record)
        if row is None or row.shape is Shape.TEXT:
            return kind or (row.kind if row else "")
        name = _first_line(row)
        return f"{row.kind}：{name}" if name else row.kind


def _first_line(row: Row) -> str:
    line = row.text(Column.TEXT).partition("\n")[0]
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _sections(report: Report) -> dict[str, str]:
    return {
        part.id: f"{chapter.number_of(part)} {part.title}"
        for chapter, part in report.parts()
        if not part.is_front and part.parent != chapter.sheet
    }
