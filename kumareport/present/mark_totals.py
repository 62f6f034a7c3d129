"""How many groups have each mark, by chapter."""

from collections.abc import Sequence

from kumareport.marks import Judged
from kumareport.marks.totals import Total, counted_marks, share_name, totals
from kumareport.model.report import Report
from kumareport.present.mark_cells import PERCENT
from kumareport.present.place import chapter_name
from kumareport.workbook.listing import Align, ListingCell, ListingColumn, ListingTable


def mark_totals(report: Report, judged: Judged) -> ListingTable:
    """How many groups of each chapter have each mark. A 大項目 counts once."""
    own = counted_marks(report)
    columns = (
        ListingColumn("章"),
        *(ListingColumn(mark.symbol, align=Align.RIGHT) for mark in own),
        ListingColumn("計", align=Align.RIGHT),
        ListingColumn(share_name(own), align=Align.RIGHT, number_format=PERCENT),
    )
    rows = [_row(total) for total in totals(report, judged)]
    return ListingTable(
        columns, rows, "章ごとの集計（大項目は１つと数えます）", start=4, new_page=True
    )


def _row(total: Total) -> Sequence[ListingCell]:
    chapter, bold = total.chapter, total.chapter is None
    label = f"{chapter_name(chapter)}　{chapter.title}" if chapter else "全体"
    share = total.favourable / total.rated if total.rated else None
    values = (label, *total.counts, sum(total.counts), share)
    return [ListingCell(value, bold=bold) for value in values]
