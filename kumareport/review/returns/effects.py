"""Which findings a proposal would cause or clear: tried on a copy in memory."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.finding import Finding
from kumareport.model.form import Form
from kumareport.model.lettering import pieces_of
from kumareport.model.location import Location
from kumareport.model.row import Content, RowSheet
from kumareport.office.excel.spreadsheet import Cell, CellKind, Run, Sheet
from kumareport.office.excel.spreadsheet_parts import Font
from kumareport.review.book.book import Book, book_of
from kumareport.review.merge.proposal import Proposal
from kumareport.review.merge.rearrangement import carry_out
from kumareport.review.merge.stored import as_stored

_ON_WRITING = "CSP"
"""The kinds of rule that look at what is written in one cell, and not at others beside it."""


class Effect(Struct, frozen=True):
    """What accepting a proposal would do to the findings; messages with their codes."""

    causes: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()


class _Cells:
    """A sheet in memory, as :class:`kumareport.review.merge.rearrangement.SheetWriter`."""

    def __init__(self, sheet: Sheet, rows: RowSheet, form: Form) -> None:
        self._keys = {number: key for key, number in rows.columns.items()}
        self._form = form
        self.sheet = replace(sheet, cells=dict(sheet.cells))

    def set_content(self, row: int, column: int, content: Content) -> None:
        """Put a content into a cell."""
        content = as_stored(content, self._keys.get(column, ""), self._form)
        self.sheet.cells.pop((row, column), None)
        if content.text:
            kind = CellKind.NUMBER if content.is_number else CellKind.TEXT
            pieces = pieces_of(content.text)
            runs = tuple(Run(text, Font(look=look)) for text, look in pieces)
            code = content.number_format or "General"
            self.sheet.cells[row, column] = Cell(row, column, kind, content.text, code, False, runs)

    def insert_row(self, row: int, like: int) -> None:
        """A blank row."""
        self._renumber(lambda old: old + 1 if old >= row else old)

    def delete_row(self, row: int) -> None:
        """Take a row out."""
        self.sheet.cells = {key: cell for key, cell in self.sheet.cells.items() if key[0] != row}
        self._renumber(lambda old: old - 1 if old > row else old)

    def move_row(self, row: int, before: int) -> None:
        """Take a row out and put it before another."""
        target = before if before < row else before - 1

        def moved(old: int) -> int:
            if old == row:
                return target
            without = old - 1 if old > row else old
            return without + 1 if without >= target else without

        self._renumber(moved)

    def _renumber(self, new: Callable[[int], int]) -> None:
        sheet = self.sheet
        sheet.cells = {
            (new(row), column): replace(cell, row=new(row))
            for (row, column), cell in sheet.cells.items()
        }
        sheet.merges = [replace(m, top=new(m.top), bottom=new(m.bottom)) for m in sheet.merges]
        sheet.hidden_rows = {new(row) for row in sheet.hidden_rows}


def effects_of(book: Book, proposals: Sequence[Proposal]) -> dict[str, Effect]:
    """The effects of accepting all proposals without a conflict, by the proposal's key.

    They are tried together, in one run of the rules. A finding belongs to the proposals whose row it
    stands in or rests on; one that none of these explains, to those of its section.
    """
    free = [proposal for proposal in proposals if not proposal.conflict]
    if not free:
        return {}
    after = _tried(book, free)
    old = {_name(book, finding): finding for finding in book.findings}
    new = {_name(after, finding): finding for finding in after.findings}
    causes = [(new[name], after) for name in new if name not in old]
    clears = [(old[name], book) for name in old if name not in new]
    caused = _attributed(free, causes)
    cleared = _attributed(free, clears)
    return {
        proposal.key: Effect(tuple(caused[proposal.key]), tuple(cleared[proposal.key]))
        for proposal in free
    }


def _tried(book: Book, proposals: Sequence[Proposal]) -> Book:
    changed: dict[str, Sheet] = {}
    raw = {sheet.name: sheet for sheet in book.raw}
    for sheet in book.sheets:
        wishes = [(p, p.proposed) for p in proposals if p.target.sheet == sheet.name]
        if wishes:
            cells = _Cells(raw[sheet.name], sheet, book.report.settings.form)
            carry_out(sheet, wishes, cells)
            changed[sheet.name] = cells.sheet
    return book_of([changed.get(sheet.name, sheet) for sheet in book.raw], book.path)


def _name(book: Book, finding: Finding) -> tuple[str, str]:
    return finding.code, book.report.places.name(finding.location)


def _attributed(
    proposals: Sequence[Proposal], findings: Sequence[tuple[Finding, Book]]
) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {proposal.key: [] for proposal in proposals}
    for finding, book in findings:
        rows = {_record(book, place) for place in (finding.location, *finding.related)} - {""}
        sections = {book.rows[row].section for row in rows if row in book.rows}
        near = [p for p in proposals if p.target.record in rows]
        near = _of_its_cell(near, finding, book) or near
        near = near or [p for p in proposals if p.target.section in sections]
        for proposal in near:
            found[proposal.key].append(f"{finding.code} {finding.message}")
    return found


def _of_its_cell(near: Sequence[Proposal], finding: Finding, book: Book) -> list[Proposal]:
    """Those for the very cell that a finding is about, where how that cell is written is all that it
    is about."""
    if finding.related or finding.code[0] not in _ON_WRITING:
        return []
    at = finding.location
    columns = {
        (sheet.name, key): number for sheet in book.sheets for key, number in sheet.columns.items()
    }
    return [p for p in near if columns.get((at.sheet, p.target.column)) == at.column]


def _record(book: Book, place: Location) -> str:
    return book.report.places.ids.get((place.sheet, place.row), "")
