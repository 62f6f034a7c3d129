"""The workbook as it is now: as a report with its findings, and as it was typed."""

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from kumareport.marks import Judged
from kumareport.model.anchor import Anchor
from kumareport.model.finding import Finding
from kumareport.model.location import Location
from kumareport.model.report import Report
from kumareport.model.row import Row, RowSheet
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.office.excel.whole_workbook import read_whole_workbook
from kumareport.review.book.printed import printed_places
from kumareport.rules.rule import Checked
from kumareport.rules.run import run_rules
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.read import reading_of


class Book(Struct, frozen=True, dict=True):
    """A workbook.

    Attributes:
        path: where it is; for messages.
        raw: the cells of all its sheets.
        report: what they mean.
        sheets: the chapter sheets' rows, each with the ID that the report gives it.
    """

    path: Path
    raw: Sequence[Sheet]
    report: Report
    sheets: tuple[RowSheet, ...]

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The records by ID."""
        return {row.id: row for sheet in self.sheets for row in sheet.rows if row.id}

    @cached_property
    def judged(self) -> Judged:
        """The marks of its indicators."""
        return Judged(self.report, MARK_SPELLINGS)

    @cached_property
    def printed(self) -> dict[Anchor, str]:
        """What it prints at each place of the report."""
        return printed_places(self.report, self.judged)

    @cached_property
    def section_titles(self) -> dict[str, str]:
        """``第１章 第１節 題名`` by the section's ID."""
        return {part.id: chapter.place_of(part) for chapter, part in self.report.parts()}

    def titles(self, sections: Sequence[str]) -> list[str]:
        """The sections as people know them, by their IDs."""
        return [self.section_titles.get(section, section) for section in sections]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is open in it."""
        return run_rules(Checked(self.report, self.judged)).findings

    def is_about(self, finding: Finding, sections: Collection[str]) -> bool:
        """Whether a finding is about some sections and speaks of no other: a rule about the whole
        document names rows of others, which are not for those who answer for these."""
        return self.section_at(finding.location) in sections and all(
            self.section_at(place) in ("", *sections) for place in finding.related
        )

    def section_at(self, place: Location) -> str:
        """The section of the record that stands at a place; empty for none."""
        row = self.rows.get(self.report.places.ids.get((place.sheet, place.row), ""))
        return row.section if row is not None else ""


def read_book(path: Path) -> Book:
    """Read a workbook in the 様式.

    Raises:
        InputFileError: no workbook, or one without 設定.
    """
    return book_of(read_whole_workbook(path), path)


def book_of(raw: Sequence[Sheet], path: Path) -> Book:
    """The same for cells that are read already."""
    reading = reading_of(raw, path)
    return Book(path, raw, reading.report, reading.sheets)
