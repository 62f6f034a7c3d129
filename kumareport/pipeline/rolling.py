"""Going on to the next year."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.model.period import Year
from kumareport.output import Left, Written, filling, free_name
from kumareport.pipeline.targets import check_not_a_source, check_same_type
from kumareport.rollover.item import ChecklistItem


class RolloverResult(Struct, frozen=True):
    """What :func:`rollover` did.

    Attributes:
        year: the new year.
        items: the checklist.
        written: the workbook.
        checklist: the list workbook with the checklist.
    """

    year: Year
    items: tuple[ChecklistItem, ...]
    written: Written
    checklist: Path


def rollover(
    source: Path,
    target: Path,
    *,
    year: Year | None = None,
    targets: Sequence[Year] = (),
    keep_texts: bool = False,
) -> RolloverResult:
    """Write next year's workbook, and beside it the checklist of what changed.

    A new 実績 column; last year's texts beside their cells (前年度の記載); typed marks and the sheet
    確認済 cleared; 評価の年度 set. IDs, past values and everything else stay as they are.

    Args:
        source: this year's workbook; never changed.
        target: next year's workbook, of the same type.
        year: the year wanted, which must be the next one; None takes it.
        targets: years of new 検証値 columns.
        keep_texts: leave last year's texts in place, besides setting them beside.

    Raises:
        InputFileError: no workbook in the 様式, one that cannot be carried over as it is, or a year
            that is not the next one.
        OutputFileError: a file cannot be written.
    """
    from kumareport.present.rollover_checklist import write_checklist
    from kumareport.rollover.turn import turn
    from kumareport.workbook.read import read_report

    check_not_a_source(target, source)
    check_same_type(source, target, "次の年度のブック")
    # The checklist leads into the workbook by its name.
    place = free_name(target, lambda name: (_checklist(name),))
    with filling(place.parent, last=place.name) as folder:
        book = folder / place.name
        turned = turn(source, book, year=year, targets=targets, keep_texts=keep_texts)
        write_checklist(turned.items, turned.year, read_report(book), book, _checklist(book))
    written = Written(place, target, Left.PERSONS if place != target else None)
    return RolloverResult(turned.year, turned.items, written, _checklist(place))


def _checklist(book: Path) -> Path:
    return book.with_name(f"{book.stem}（年度更新の確認表）.xlsx")
