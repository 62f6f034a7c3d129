"""Rows of a chapter sheet and edits of them, without a workbook."""

from collections.abc import Sequence

from kumareport.model.form import STANDARD
from kumareport.model.row import BLANK, Content, Row, RowSheet
from kumareport.review.merge.edits import Edit, EditKind, Sender, Target

TEXT, UNIT, R5 = "項目名・本文", "単位", "実績 2023"
COLUMNS = {"区分": 1, "ID": 2, TEXT: 5, UNIT: 6, R5: 9}


def line(key: str, text: str, kind: str = "検証と課題", section: str = "節1", number: int = 5,
         sheet: str = "第１章", **cells: str) -> Row:  # fmt: skip
    """A row; ``cells`` by 単位 and 実績."""
    names = {"単位": UNIT, "実績": R5}
    found = {names[name]: Content(value) for name, value in cells.items()}
    if text:
        found[TEXT] = Content(text)
    return Row(sheet, number, key, kind, section, found, STANDARD.shape(kind))


def sheet_of(*rows: Row, name: str = "第１章", first: int = 5) -> RowSheet:
    """A sheet with these rows below each other."""
    placed = (
        Row(name, number, row.id, row.kind, row.section, row.cells, row.shape)
        for number, row in enumerate(rows, first)
    )
    return RowSheet(name, 3, COLUMNS, {}, tuple(placed))


def asked(
    kind: EditKind,
    record: str,
    proposed: str = "",
    issued: str = "",
    *,
    by: str = "甲課",
    column: str = "",
    section: str = "節1",
    row_kind: str = "検証と課題",
    unit: str = "",
    sheet: str = "第１章",
    after: Sequence[str] = (),
    cells: Sequence[tuple[str, str]] = (),
    copies: int = 0,
    remarks: Sequence[str] = (),
    person: str = "",
) -> Edit:
    """An edit; one of a cell stands in 項目名・本文 where no column is told."""
    is_cell = kind in (EditKind.VALUE, EditKind.TEXT, EditKind.NOTATION)
    place = column or (TEXT if is_cell else "")
    return Edit(
        kind,
        Target(sheet, section, record, row_kind, place, place, unit),
        Sender(by, person, "2026-05-01 10:00", f"{by}.xlsx"),
        Content(issued) if issued else BLANK,
        Content(proposed) if proposed else BLANK,
        tuple((key, Content(text)) for key, text in cells),
        tuple(after),
        tuple(remarks),
        copies,
    )
