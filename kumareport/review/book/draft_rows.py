"""The rows of the workbook that an issued Word file printed, as far as it printed them."""

from collections.abc import Mapping

from kumareport.model.anchor import Anchor, Kind
from kumareport.model.form import Form
from kumareport.model.issued import IssuedDraft
from kumareport.model.open_headings import OpenHeadings
from kumareport.model.period import Role
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.model.row import Content, Row, RowSheet
from kumareport.workbook.layout import Column

_COLUMNS = {
    Kind.NAME: Column.TEXT,
    Kind.NAME_NOTE: Column.TEXT,
    Kind.SECTION: Column.TEXT,
    Kind.SECTION_TITLE: Column.TEXT,
    Kind.GROUP: Column.GROUP,
    Kind.UNIT: Column.UNIT,
    Kind.MARK: Column.MARK,
    Kind.TEXT: Column.TEXT,
}
_SHAPES = {
    Kind.SECTION: Shape.HEADING,
    Kind.SECTION_TITLE: Shape.HEADING,
    Kind.NAME: Shape.INDICATOR,
}


def _kind_of(anchor: Anchor, form: Form, row: Row | None) -> RecordKind | None:
    """The kind of the row that a place prints; None for what no row holds."""
    if anchor.kind is Kind.TEXT:
        return form.kind(anchor.of) or RecordKind(anchor.of, Shape.TEXT)
    shape = _SHAPES.get(anchor.kind)
    if row is not None and shape is not None and row.shape is shape:
        return form.kind(row.kind) or next(iter(form.of_shape(shape)), None)
    return next(iter(form.of_shape(shape)), None) if shape else None


def column_of(anchor: Anchor) -> str:
    """The lasting name of the column that a place prints; empty for what no row holds."""
    if anchor.kind is Kind.VALUE:
        role = next((role for role in Role if anchor.detail.startswith(role)), "")
        return f"{role} {anchor.detail.removeprefix(role)}"
    if anchor.kind is Kind.FIELD:
        return anchor.detail
    return _COLUMNS.get(anchor.kind, "")


def issued_rows(issued: IssuedDraft, now: Mapping[str, Row], form: Form) -> tuple[RowSheet, ...]:
    """The sections, indicators, bullets and notes that were printed, with their main texts.

    Args:
        issued: the file as issued.
        now: the workbook's rows by ID: they tell the sheet and section where the template prints
            no headings.
        form: its kinds of record.
    """
    found: dict[str, list[Row]] = {}
    seen: set[str] = set()
    sheet = ""
    standing = OpenHeadings(form, "")
    for paragraph in issued.paragraphs:
        for part in paragraph.anchored:
            anchor = part.anchor
            assert anchor is not None
            if anchor.kind in (Kind.CHAPTER, Kind.CHAPTER_TITLE):
                # What stands before the first heading belongs to the sheet's front.
                sheet = anchor.record
                standing = OpenHeadings(form, sheet)
            kind = _kind_of(anchor, form, now.get(anchor.record))
            if kind is None or anchor.record in seen or anchor.detail:
                continue
            seen.add(anchor.record)
            if kind.shape is Shape.HEADING:
                standing.open(kind, anchor.record)
            row = now.get(anchor.record)
            of_sheet = found.setdefault(sheet or (row.sheet if row else ""), [])
            text = _title(part.text) if anchor.kind is Kind.SECTION else part.text
            of_sheet.append(
                Row(
                    sheet or (row.sheet if row else ""),
                    len(of_sheet) + 1,
                    anchor.record,
                    kind.name,
                    standing.part_of(kind) or (row.section if row else ""),
                    {Column.TEXT: Content(text)},
                    kind.shape,
                )
            )
    return tuple(RowSheet(name, 0, {}, {}, tuple(rows)) for name, rows in found.items())


def _title(heading: str) -> str:
    """A section's heading without its number."""
    return heading.partition(" ")[2]
