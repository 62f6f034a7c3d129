"""The rows of indicators that stand in another order in a returned Word file."""

from collections.abc import Iterator, Sequence

from kumareport.model.anchor import Kind
from kumareport.model.record_kind import Shape
from kumareport.model.row import BLANK, Row
from kumareport.review.merge.edits import Edit, EditKind, Target
from kumareport.review.merge.matching import moved
from kumareport.review.returns.word.draft_ground import Ground
from kumareport.review.returns.word.word_result import ReturnedText, ReturnedWord
from kumareport.workbook.layout import Column

_LONGEST_AFTER = 5


def moves_of_indicators(word: ReturnedWord, ground: Ground) -> Iterator[Edit]:
    """The fewest moves that give each section's indicators the order in which they stand now.

    Args:
        word: the file.
        ground: what it stands on.
    """
    found: dict[str, dict[str, ReturnedText]] = {}
    for text in word.texts:
        row = ground.rows.get(text.anchor.record)
        if row is not None and text.anchor.kind is Kind.NAME and text.line >= 0 and text.current:
            found.setdefault(row.section, {}).setdefault(row.id, text)
    for section, names in found.items():
        order = list(names)
        now = sorted(order, key=lambda record: names[record].line)
        away = {now[at] for at in moved([order.index(record) for record in now])}
        for at, record in enumerate(now):
            if record in away:
                above = now[max(0, at - _LONGEST_AFTER) : at][::-1]
                after = tuple(above) or tuple(_top(section, ground))
                yield _move(ground.rows[record], names[record], after, ground)


def _top(section: str, ground: Ground) -> Sequence[str]:
    """The record after which a section's first indicator stands in the workbook."""
    own = ground.rows.get(section)
    now = ground.now(section) or own
    if now is None:
        return []
    rows = [row for row in ground.rows_now(now.sheet) if row.section == now.id and row.id]
    first = next((n for n, row in enumerate(rows) if row.shape is Shape.INDICATOR), 0)
    return [rows[first - 1].id] if first else []


def _move(row: Row, text: ReturnedText, after: tuple[str, ...], ground: Ground) -> Edit:
    said = row.cells.get(Column.TEXT, BLANK)
    target = Target(row.sheet, row.section, row.id, row.kind)
    sender = ground.sender(f"{ground.heading(row.section)}　指標", text.revisions)
    remarks = tuple(ground.foreign(row))
    return Edit(EditKind.MOVE, target, sender, said, said, after=after, remarks=remarks)
