"""A finding's cell in the workbook → the place of the report where a reader looks for it."""

from collections.abc import Iterator

from kumareport.document.anchors import (
    TITLE,
    Anchor,
    Kind,
    chapter_anchor,
    field_anchor,
    group_anchor,
    heading_anchor,
    row_anchor,
    text_anchor,
    title_anchor,
    value_anchor,
)
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.report import Chapter, Group, Part, Report


class FindingPlaces:
    """The places of a report's cells and rows."""

    def __init__(self, report: Report) -> None:
        self._cells: dict[tuple[str, int, int], Anchor] = {}
        self._rows: dict[tuple[str, int], tuple[Anchor, ...]] = {}
        self._sheets: dict[str, Chapter] = {}
        for chapter in report.chapters:
            self._sheets[chapter.sheet] = chapter
            for section in chapter.parts:
                self._add_section(section)

    def anchors(self, location: Location) -> Iterator[Anchor]:
        """Where a finding may stand, the nearest place first.

        The cell's own text; the main text of its row (a column that is not printed); the chapter's
        heading (a row that is not printed, the header row, a whole sheet); the report's title (設定,
        a chapter that is not printed). A template need not print each of them.
        """
        cell = self._cells.get((location.sheet, location.row, location.column))
        if cell is not None:
            yield cell
        yield from self._rows.get((location.sheet, location.row), ())
        chapter = self._sheets.get(location.sheet)
        if chapter is not None:
            yield chapter_anchor(chapter)
            yield chapter_anchor(chapter, Kind.CHAPTER_TITLE)
        yield TITLE

    def _add_section(self, section: Part) -> None:
        headings = (heading_anchor(section), title_anchor(section))
        self._add_row(section.location, headings)
        for value in section.fields:
            self._add_cell(value.location, field_anchor(section.id, value))
        for text in section.texts:
            self._add_row(text.location, (text_anchor(text), *headings))
        for group in section.groups:
            for row in group.rows:
                self._add_row(row.location, (row_anchor(Kind.NAME, row), *headings))
                self._add_cells(group, row)

    def _add_row(self, location: Location, anchors: tuple[Anchor, ...]) -> None:
        self._rows[location.sheet, location.row] = anchors

    def _add_cells(self, group: Group, row: Indicator) -> None:
        self._add_cell(row.mark_location, group_anchor(Kind.MARK, group))
        for value in row.fields:
            self._add_cell(value.location, field_anchor(row.id, value))
        printed: Anchor | None = None
        for entry in row.entries:
            # A covered column belongs to the merged cell on its left.
            printed = value_anchor(row, entry) if entry.span else printed
            if printed is not None:
                self._add_cell(entry.location, printed)

    def _add_cell(self, location: Location, anchor: Anchor) -> None:
        self._cells[location.sheet, location.row, location.column] = anchor
